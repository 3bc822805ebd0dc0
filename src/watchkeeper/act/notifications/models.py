"""The tables of notifications."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.crypto import EncryptedBytes
from watchkeeper.core.database import BIG_ID, Base
from watchkeeper.core.scope import PLATFORM
from watchkeeper.understand.alerts.reach import OfAlerts

NAME_WIDTH = 255


class Channel(Base):
    """A way to somebody. What is needed to use it is sealed; ``target`` is what may be shown.

    ``sent_at`` is when it last took something, ``error`` why it did not the last time; empty when it did. ``template``
    are the words of its messages (``MessageTemplate``) where their rule has none.
    """

    __tablename__ = "notification_channels"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_WIDTH), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    target: Mapped[str] = mapped_column(Text, default="")
    uid: Mapped[str] = mapped_column(String(32))
    sealed: Mapped[EncryptedBytes] = mapped_column(LargeBinary)
    enabled: Mapped[bool] = mapped_column(default=True)
    template: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))
    sent_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    created_at: Mapped[datetime]


class Schedule(Base):
    """Who is on call: channels that take turns."""

    __tablename__ = "notification_schedules"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_WIDTH), unique=True)
    plan: Mapped[dict[str, object]] = mapped_column(default=dict)


class Override(Base):
    """Somebody steps in on an on-call schedule for a time, whoever's turn it is."""

    __tablename__ = "notification_overrides"
    __scope__ = PLATFORM
    __table_args__ = (Index("ix_notification_overrides_schedule_id_ends_at", "schedule_id", "ends_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    schedule_id: Mapped[int] = mapped_column(ForeignKey("notification_schedules.id", ondelete="CASCADE"))
    channel_id: Mapped[int] = mapped_column(ForeignKey("notification_channels.id", ondelete="CASCADE"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text, default="")
    created_by: Mapped[str] = mapped_column(String(NAME_WIDTH), default="")
    created_at: Mapped[datetime]


class Rule(Base):
    """Who is told about which incidents. ``plan`` holds conditions, quiet hours and escalation (``RulePlan``)."""

    __tablename__ = "notification_rules"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_WIDTH), unique=True)
    enabled: Mapped[bool] = mapped_column(default=True)
    plan: Mapped[dict[str, object]] = mapped_column(default=dict)


class Delivery(Base):
    """One message to one channel: the log of what was sent. ``key`` keeps it from being made twice."""

    __tablename__ = "notification_deliveries"
    __scope__ = PLATFORM
    __table_args__ = (
        Index("ix_notification_deliveries_incident_id", "incident_id"),
        Index("ix_notification_deliveries_channel_id_state", "channel_id", "state"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(String(128), unique=True)
    channel_id: Mapped[int] = mapped_column(ForeignKey("notification_channels.id", ondelete="CASCADE"))
    rule_id: Mapped[int | None]
    incident_id: Mapped[int | None]
    happening: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    severity: Mapped[str] = mapped_column(String(16))
    cause: Mapped[str] = mapped_column(String(64), default="")
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(Text, default="")
    due_at: Mapped[datetime]
    created_at: Mapped[datetime] = mapped_column(index=True)
    sent_at: Mapped[datetime | None]


class InboxItem(Base):
    """A message to one person inside of the platform. It is seen as long as its incident may be seen."""

    __tablename__ = "notification_inbox"
    __scope__ = OfAlerts("incident_id")
    __table_args__ = (
        UniqueConstraint("user_id", "key"),
        Index("ix_notification_inbox_user_id_read_at", "user_id", "read_at"),
        Index("ix_notification_inbox_created_at", "created_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(128))
    incident_id: Mapped[int | None]
    happening: Mapped[str] = mapped_column(String(32))
    severity: Mapped[str] = mapped_column(String(16))
    subject: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class PushedAlert(Base):
    """An alert that an Alertmanager was told of and not yet that it is over. ``digest`` is that of its labels."""

    __tablename__ = "notification_pushed_alerts"
    __scope__ = PLATFORM

    channel_id: Mapped[int] = mapped_column(
        ForeignKey("notification_channels.id", ondelete="CASCADE"), primary_key=True
    )
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    labels: Mapped[dict[str, str]] = mapped_column(default=dict)
    starts_at: Mapped[datetime]
    told_at: Mapped[datetime]
