"""Keep when devices were asked for their neighbours and what sums up their answer, for every process that asks.

Revision: 0029, after: 0028.
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "topology_looks",
        sa.Column("device_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=16), nullable=False),
        sa.PrimaryKeyConstraint("device_id", name=op.f("pk_topology_looks")),
    )


def downgrade() -> None:
    op.drop_table("topology_looks")
