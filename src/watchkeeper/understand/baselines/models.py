"""Tables of anomalies, and of how patient people asked the detector to be with a series."""

from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.database import BIG_ID, Base
from watchkeeper.core.scope import OfDevice

NAME_WIDTH = 255


class Anomaly(Base):
    """A series that departs from what is normal for it, from ``opened_at`` until ``closed_at`` (null while it lasts).

    ``channel`` is what can be open once a series: departure, swing, flat, missing, limit. ``z`` is the latest,
    ``peak_z`` the largest departure in robust sigmas; ``expected``, ``low`` and ``high`` are the band at the latest
    sample.
    """

    __tablename__ = "anomalies"
    __scope__ = OfDevice()
    __table_args__ = (
        UniqueConstraint("device_id", "family", "metric", "object", "channel", "opened_at"),
        Index("ix_anomalies_opened_at", "opened_at", "id"),
        Index("ix_anomalies_closed_at", "closed_at", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    device_id: Mapped[int]
    family: Mapped[str] = mapped_column(String(64))
    metric: Mapped[str] = mapped_column(String(64))
    object: Mapped[str] = mapped_column(String(NAME_WIDTH))
    channel: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16), index=True)
    severity: Mapped[str] = mapped_column(String(16), index=True)
    opened_at: Mapped[datetime]
    last_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    value: Mapped[float | None]
    expected: Mapped[float | None]
    low: Mapped[float | None]
    high: Mapped[float | None]
    z: Mapped[float]
    peak_z: Mapped[float]
    verdict: Mapped[str] = mapped_column(String(16), default="")
    judged_by: Mapped[str] = mapped_column(String(NAME_WIDTH), default="")
    judged_at: Mapped[datetime | None]


class SeriesPatience(Base):
    """How much more a series has to depart before it counts: what "this is no anomaly" has taught.

    ``factor`` multiplies the opening threshold; it decays towards 1 (see ``patience.py``) from ``set_at``.
    """

    __tablename__ = "series_patience"
    __scope__ = OfDevice()
    __table_args__ = (UniqueConstraint("device_id", "family", "metric", "object"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    device_id: Mapped[int]
    family: Mapped[str] = mapped_column(String(64))
    metric: Mapped[str] = mapped_column(String(64))
    object: Mapped[str] = mapped_column(String(NAME_WIDTH))
    factor: Mapped[float]
    set_at: Mapped[datetime]
