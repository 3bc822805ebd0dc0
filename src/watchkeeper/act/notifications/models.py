"""The tables of notifications."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.crypto import EncryptedBytes
from watchkeeper.core.database import BIG_ID, Base
from watchkeeper.core.scope import PLATFORM

NAME_WIDTH = 255


class Channel(Base):
    """A way to somebody. What is needed to use it is sealed; ``target`` is what may be shown."""

    __tablename__ = "notification_channels"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_WIDTH), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    target: Mapped[str] = mapped_column(Text, default="")
    uid: Mapped[str] = mapped_column(String(32))
    sealed: Mapped[EncryptedBytes] = mapped_column(LargeBinary)
    enabled: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


class Schedule(Base):
    """Who is on call: channels that take turns."""

    __tablename__ = "notification_schedules"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_WIDTH), unique=True)
    plan: Mapped[dict[str, object]] = mapped_column(default=dict)


class Rule(Base):
    """Who is told about which incidents. ``plan`` holds conditions, quiet hours and escalation (``RulePlan``)."""

    __tablename__ = "notification_rules"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_WIDTH), unique=True)
    enabled: Mapped[bool] = mapped_column(default=True)
    plan: Mapped[dict[str, object]] = mapped_column(default=dict)


class Delivery(Base):
    """One message to one channel: the log of what was sent, and the inbox. ``key`` keeps it from being made twice."""

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
