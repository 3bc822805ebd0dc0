"""Create the rules that alerts are raised by, and where they hold.

Revision: 0014, after: 0013.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alert_rules",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("changed_by", sa.String(length=255), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_alert_rules")),
    )
    op.create_table(
        "rule_firings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("rule_key", sa.String(length=60), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("object", sa.String(length=255), nullable=False),
        sa.Column("entity", sa.String(length=600), nullable=False),
        sa.Column("device_name", sa.String(length=255), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("value", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_firings")),
        sa.UniqueConstraint("rule_key", "device_id", "object", name=op.f("uq_rule_firings_rule_key_device_id_object")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_rule_firings_device_id", "rule_firings", ["device_id"])


def downgrade() -> None:
    op.drop_table("rule_firings")
    op.drop_table("alert_rules")
