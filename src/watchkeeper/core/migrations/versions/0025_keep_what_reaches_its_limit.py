"""Keep what reaches its limit.

Revision: 0025, after: 0024.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "capacity_outlooks",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("family", sa.String(length=64), nullable=False),
        sa.Column("metric", sa.String(length=64), nullable=False),
        sa.Column("object", sa.String(length=255), nullable=False),
        sa.Column("unit", sa.String(length=32), nullable=False),
        sa.Column("rising", sa.Boolean(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("level", sa.Double(), nullable=False),
        sa.Column("threshold", sa.Double(), nullable=False),
        sa.Column("per_day", sa.Double(), nullable=True),
        sa.Column("per_day_low", sa.Double(), nullable=True),
        sa.Column("per_day_high", sa.Double(), nullable=True),
        sa.Column("days", sa.Double(), nullable=False),
        sa.Column("earliest_days", sa.Double(), nullable=False),
        sa.Column("latest_days", sa.Double(), nullable=True),
        sa.Column("history_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("history_step_s", sa.Integer(), nullable=False),
        sa.Column("history", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capacity_outlooks")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_capacity_outlooks_device_id"), "capacity_outlooks", ["device_id"])
    op.create_index("ix_capacity_outlooks_days", "capacity_outlooks", ["days", "id"])
    op.create_table(
        "capacity_counts",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("steady", sa.Integer(), nullable=False),
        sa.Column("short", sa.Integer(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capacity_counts")),
        sa.UniqueConstraint("device_id", "kind", name=op.f("uq_capacity_counts_device_id_kind")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("capacity_counts")
    op.drop_table("capacity_outlooks")
