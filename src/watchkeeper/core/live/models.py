"""The table of live events, kept for as long as a client may come back and ask for what it missed."""

from datetime import datetime

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.database import BIG_ID, Base
from watchkeeper.core.scope import PLATFORM


class LiveEvent(Base):
    """One event. Ids grow in the order of commits, so that "after id N" never misses a late comer."""

    __tablename__ = "live_events"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    topic: Mapped[str] = mapped_column(String(128))
    event: Mapped[str] = mapped_column(String(64))
    data: Mapped[dict[str, object]] = mapped_column(JSON)
    at: Mapped[datetime]
    about: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))

    __table_args__ = (Index("ix_live_events_at", "at"), {"sqlite_autoincrement": True})
