"""Give sites a time zone, and sites and pools an availability target.

Revision: 0020, after: 0019.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sites", sa.Column("time_zone", sa.String(length=64), nullable=True))
    op.add_column("sites", sa.Column("availability_target", sa.Double(), nullable=True))
    op.add_column("pools", sa.Column("availability_target", sa.Double(), nullable=True))


def downgrade() -> None:
    op.drop_column("pools", "availability_target")
    op.drop_column("sites", "availability_target")
    op.drop_column("sites", "time_zone")
