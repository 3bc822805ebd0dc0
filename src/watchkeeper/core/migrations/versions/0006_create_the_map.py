"""Create the map of the network: the last view of each device, and every version of every edge.

Revision: 0006, after: 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "topology_edges",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("key", sa.String(length=700), nullable=False),
        sa.Column("layer", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_to", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topology_edges")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("topology_edges", schema=None) as batch_op:
        batch_op.create_index("ix_topology_edges_key", ["key", "valid_from"], unique=False)
        batch_op.create_index("ix_topology_edges_valid", ["valid_from", "valid_to"], unique=False)
    op.create_table(
        "topology_views",
        sa.Column("device_id", _BIG, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("device_id", name=op.f("pk_topology_views")),
    )


def downgrade() -> None:
    op.drop_table("topology_views")
    with op.batch_alter_table("topology_edges", schema=None) as batch_op:
        batch_op.drop_index("ix_topology_edges_valid")
        batch_op.drop_index("ix_topology_edges_key")
    op.drop_table("topology_edges")
