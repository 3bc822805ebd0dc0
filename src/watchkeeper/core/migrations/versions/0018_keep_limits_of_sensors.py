"""Keep the limits that devices give of their readings.

Revision: 0018, after: 0017.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sensor_limits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("family", sa.String(length=16), nullable=False),
        sa.Column("metric", sa.String(length=32), nullable=False),
        sa.Column("object", sa.String(length=255), nullable=False),
        sa.Column("lane", sa.String(length=255), nullable=False),
        sa.Column("label", sa.String(length=255), nullable=False),
        sa.Column("unit", sa.String(length=32), nullable=False),
        sa.Column("low_alarm", sa.Double(), nullable=True),
        sa.Column("low_warning", sa.Double(), nullable=True),
        sa.Column("high_warning", sa.Double(), nullable=True),
        sa.Column("high_alarm", sa.Double(), nullable=True),
        sa.Column("usable", sa.Boolean(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"], ["devices.id"], name=op.f("fk_sensor_limits_device_id_devices"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sensor_limits")),
        sa.UniqueConstraint(
            "device_id",
            "family",
            "metric",
            "object",
            "lane",
            name=op.f("uq_sensor_limits_device_id_family_metric_object_lane"),
        ),
    )
    op.create_index("ix_sensor_limits_family", "sensor_limits", ["family"])


def downgrade() -> None:
    op.drop_table("sensor_limits")
