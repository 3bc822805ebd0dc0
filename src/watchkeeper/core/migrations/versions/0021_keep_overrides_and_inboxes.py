"""Keep who steps in on call, inboxes, and which alerts Alertmanagers know; say when a channel last worked.

Revision: 0021, after: 0020.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("notification_channels", sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("notification_channels", sa.Column("error", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.create_table(
        "notification_overrides",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_by", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["schedule_id"],
            ["notification_schedules.id"],
            name=op.f("fk_notification_overrides_schedule_id_notification_schedules"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["channel_id"],
            ["notification_channels.id"],
            name=op.f("fk_notification_overrides_channel_id_notification_channels"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification_overrides")),
    )
    op.create_index(
        "ix_notification_overrides_schedule_id_ends_at", "notification_overrides", ["schedule_id", "ends_at"]
    )
    op.create_table(
        "notification_inbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.Column("happening", sa.String(length=32), nullable=False),
        sa.Column("severity", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_notification_inbox_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification_inbox")),
        sa.UniqueConstraint("user_id", "key", name=op.f("uq_notification_inbox_user_id_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notification_inbox_user_id_read_at", "notification_inbox", ["user_id", "read_at"])
    op.create_index("ix_notification_inbox_created_at", "notification_inbox", ["created_at"])
    op.create_table(
        "notification_pushed_alerts",
        sa.Column("channel_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["channel_id"],
            ["notification_channels.id"],
            name=op.f("fk_notification_pushed_alerts_channel_id_notification_channels"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("channel_id", "digest", name=op.f("pk_notification_pushed_alerts")),
    )


def downgrade() -> None:
    op.drop_table("notification_pushed_alerts")
    op.drop_table("notification_inbox")
    op.drop_table("notification_overrides")
    op.drop_column("notification_channels", "error")
    op.drop_column("notification_channels", "sent_at")
