"""Keep series that move together.

Revision: 0024, after: 0023.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "companions",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=16), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("family", sa.String(length=64), nullable=False),
        sa.Column("metric", sa.String(length=64), nullable=False),
        sa.Column("object", sa.String(length=255), nullable=False),
        sa.Column("other_device_id", sa.Integer(), nullable=False),
        sa.Column("other_family", sa.String(length=64), nullable=False),
        sa.Column("other_metric", sa.String(length=64), nullable=False),
        sa.Column("other_object", sa.String(length=255), nullable=False),
        sa.Column("rho", sa.Double(), nullable=False),
        sa.Column("lag_h", sa.Integer(), nullable=False),
        sa.Column("q", sa.Double(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companions")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_companions_owner_id"), "companions", ["owner_id"])
    op.create_index(op.f("ix_companions_found_at"), "companions", ["found_at"])
    op.create_index("ix_companions_series", "companions", ["device_id", "family", "metric", "object"])
    op.create_index(
        "ix_companions_other", "companions", ["other_device_id", "other_family", "other_metric", "other_object"]
    )


def downgrade() -> None:
    op.drop_table("companions")
