"""Create the anomalies and what people have taught about series.

Revision: 0011, after: 0010.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _series() -> list[sa.Column[str] | sa.Column[int]]:
    return [
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("family", sa.String(length=64), nullable=False),
        sa.Column("metric", sa.String(length=64), nullable=False),
        sa.Column("object", sa.String(length=255), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "anomalies",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        *_series(),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("severity", sa.String(length=16), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("expected", sa.Double(), nullable=True),
        sa.Column("low", sa.Double(), nullable=True),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("z", sa.Double(), nullable=False),
        sa.Column("peak_z", sa.Double(), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("judged_by", sa.String(length=255), nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anomalies")),
        sa.UniqueConstraint(
            "device_id",
            "family",
            "metric",
            "object",
            "channel",
            "opened_at",
            name=op.f("uq_anomalies_device_id_family_metric_object_channel_opened_at"),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("anomalies", schema=None) as batch_op:
        batch_op.create_index("ix_anomalies_opened_at", ["opened_at", "id"], unique=False)
        batch_op.create_index("ix_anomalies_closed_at", ["closed_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_anomalies_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_anomalies_severity"), ["severity"], unique=False)

    op.create_table(
        "series_patience",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        *_series(),
        sa.Column("factor", sa.Double(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series_patience")),
        sa.UniqueConstraint(
            "device_id",
            "family",
            "metric",
            "object",
            name=op.f("uq_series_patience_device_id_family_metric_object"),
        ),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("series_patience")
    op.drop_table("anomalies")
