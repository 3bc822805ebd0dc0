"""Create the health of subjects and its history.

Revision: 0015, after: 0014.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "health_subjects",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("subject", sa.String(length=720), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("measured_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("measures", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_subjects")),
        sa.UniqueConstraint("subject", name=op.f("uq_health_subjects_subject")),
    )
    op.create_index(op.f("ix_health_subjects_device_id"), "health_subjects", ["device_id"])
    op.create_table(
        "health_points",
        sa.Column("id", BIG_ID, autoincrement=True, nullable=False),
        sa.Column("subject", sa.String(length=720), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("coverage", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_points")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_health_points_subject_at", "health_points", ["subject", "at"], unique=True)
    op.create_index("ix_health_points_at", "health_points", ["at"])


def downgrade() -> None:
    op.drop_table("health_points")
    op.drop_table("health_subjects")
