"""The table of the limits that devices give."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.database import Base
from watchkeeper.core.scope import OfDevice


class SensorLimit(Base):
    """The limits of one reading (one lane of a module), in the unit of its samples.

    ``family``, ``metric`` and ``object`` name the series; ``usable`` is False when the order of the limits makes no
    sense. ``before`` holds the limits that the device gave until ``changed_at``.
    """

    __tablename__ = "sensor_limits"
    __scope__ = OfDevice()
    __table_args__ = (
        UniqueConstraint("device_id", "family", "metric", "object", "lane"),
        Index("ix_sensor_limits_family", "family"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("devices.id", ondelete="CASCADE"))
    family: Mapped[str] = mapped_column(String(16))
    metric: Mapped[str] = mapped_column(String(32))
    object: Mapped[str] = mapped_column(String(255))
    lane: Mapped[str] = mapped_column(String(255))
    label: Mapped[str] = mapped_column(String(255))
    unit: Mapped[str] = mapped_column(String(32))
    low_alarm: Mapped[float | None]
    low_warning: Mapped[float | None]
    high_warning: Mapped[float | None]
    high_alarm: Mapped[float | None]
    usable: Mapped[bool]
    before: Mapped[dict[str, float | None] | None] = mapped_column(JSON(none_as_null=True))
    first_seen_at: Mapped[datetime]
    changed_at: Mapped[datetime]
