"""Tables of rules: what people wrote over the shipped ones, and where each condition holds now."""

from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.database import BIG_ID, Base
from watchkeeper.core.scope import PLATFORM, OfDevice

NAME_WIDTH = 255
KEY_WIDTH = 60


class AlertRule(Base):
    """A rule that people made or changed. A row with the key of a shipped rule stands in its place."""

    __tablename__ = "alert_rules"
    __scope__ = PLATFORM

    key: Mapped[str] = mapped_column(String(KEY_WIDTH), primary_key=True)
    document: Mapped[dict[str, object]] = mapped_column(default=dict)
    changed_by: Mapped[str] = mapped_column(String(NAME_WIDTH), default="")
    changed_at: Mapped[datetime]


class RuleFiring(Base):
    """A rule's condition that holds of one object: since when, and since when as an alert (null: it still waits)."""

    __tablename__ = "rule_firings"
    __scope__ = OfDevice()
    __table_args__ = (
        UniqueConstraint("rule_key", "device_id", "object"),
        Index("ix_rule_firings_device_id", "device_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    rule_key: Mapped[str] = mapped_column(String(KEY_WIDTH))
    device_id: Mapped[int]
    object: Mapped[str] = mapped_column(String(NAME_WIDTH))
    entity: Mapped[str] = mapped_column(String(600), default="")
    device_name: Mapped[str] = mapped_column(String(NAME_WIDTH), default="")
    since: Mapped[datetime]
    fired_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    value: Mapped[float | None]
