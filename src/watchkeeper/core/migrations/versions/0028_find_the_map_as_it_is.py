"""Find the map as it is without looking through the versions of a year.

Revision: 0028, after: 0027.
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_topology_edges_now",
        "topology_edges",
        ["key", "valid_from", "last_seen"],
        sqlite_where=sa.text("valid_to IS NULL"),
        postgresql_where=sa.text("valid_to IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_topology_edges_now", table_name="topology_edges")
