"""Keep what timelines say by code, and the words of a channel's messages.

Revision: 0026, after: 0025.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("incident_timeline", sa.Column("said", sa.JSON(), nullable=True))
    op.add_column("notification_channels", sa.Column("template", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("notification_channels", "template")
    op.drop_column("incident_timeline", "said")
