"""The tables of capacity: what was seen ahead when all devices were last looked at."""

from datetime import datetime

from sqlalchemy import JSON, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.database import BIG_ID, Base
from watchkeeper.core.scope import OfDevice

NAME_WIDTH = 255


class CapacityOutlook(Base):
    """A series that is on its way to its threshold or past it (``state``), from its last hour ``at`` on.

    ``per_day`` and its interval are null where a series past its threshold does not drift; ``latest_days`` is null
    where the gentler end of the interval may not get there within a year. ``given`` says that the device itself gives
    the threshold. ``history`` has the means of ``history_step_s`` seconds since ``history_from``, null for none.
    """

    __tablename__ = "capacity_outlooks"
    __scope__ = OfDevice()
    __table_args__ = (Index("ix_capacity_outlooks_days", "days", "id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    device_id: Mapped[int] = mapped_column(index=True)
    family: Mapped[str] = mapped_column(String(64))
    metric: Mapped[str] = mapped_column(String(64))
    object: Mapped[str] = mapped_column(String(NAME_WIDTH))
    unit: Mapped[str] = mapped_column(String(32))
    rising: Mapped[bool]
    given: Mapped[bool]
    at: Mapped[datetime]
    level: Mapped[float]
    threshold: Mapped[float]
    per_day: Mapped[float | None]
    per_day_low: Mapped[float | None]
    per_day_high: Mapped[float | None]
    days: Mapped[float]
    earliest_days: Mapped[float]
    latest_days: Mapped[float | None]
    history_from: Mapped[datetime]
    history_step_s: Mapped[int]
    history: Mapped[list[float | None]] = mapped_column(JSON)


class CapacityCount(Base):
    """How many series of a device and kind were looked at: without a trend towards the limit, with too little history.

    What is ahead or reached has rows of its own. ``looked_at`` is when that was.
    """

    __tablename__ = "capacity_counts"
    __scope__ = OfDevice()
    __table_args__ = (UniqueConstraint("device_id", "kind"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    device_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    steady: Mapped[int]
    short: Mapped[int]
    looked_at: Mapped[datetime]
