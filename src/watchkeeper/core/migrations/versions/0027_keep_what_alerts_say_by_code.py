"""Keep what alerts say by code.

Revision: 0027, after: 0026.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("alerts", sa.Column("said", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("alerts", "said")
