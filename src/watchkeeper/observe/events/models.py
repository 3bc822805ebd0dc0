"""The table of events."""

from datetime import datetime
from typing import TypeAlias

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.database import BIG_ID, Base
from watchkeeper.core.scope import OfDevice

NAME_WIDTH = 255
Details: TypeAlias = dict[str, object]


class Event(Base):
    """Something that happened to a device or one of its objects.

    The device's name is copied: an event outlives its device. ``device_id`` 0 and ``object`` "" mean "none"; they are
    not null because nulls would escape the unique key that keeps a repeated observation from being a second event.
    """

    __tablename__ = "events"
    __scope__ = OfDevice()
    __table_args__ = (
        UniqueConstraint("device_id", "object", "kind", "at"),
        Index("ix_events_at", "at", "id"),
        Index("ix_events_device_id_at", "device_id", "at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    at: Mapped[datetime]
    device_id: Mapped[int] = mapped_column(default=0)
    device_name: Mapped[str] = mapped_column(String(NAME_WIDTH), default="")
    object: Mapped[str] = mapped_column(String(NAME_WIDTH), default="")
    kind: Mapped[str] = mapped_column(String(64), index=True)
    severity: Mapped[str] = mapped_column(String(16), index=True)
    from_state: Mapped[str] = mapped_column(String(64), default="")
    to_state: Mapped[str] = mapped_column(String(64), default="")
    message: Mapped[str] = mapped_column(Text, default="")
    details: Mapped[Details] = mapped_column(default=dict)
