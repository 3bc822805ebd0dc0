"""Capacity at the API's border."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from pydantic import BaseModel, Field

from watchkeeper.understand.capacity.kinds import Kind, State
from watchkeeper.understand.capacity.models import CapacityOutlook
from watchkeeper.understand.capacity.service import Summary


class CapacityItem(BaseModel):
    """A series that reaches its threshold, or has done so."""

    id: int
    kind: Kind
    state: State = Field(description="ahead: on its way. reached: at the threshold or past it.")
    device_id: int
    device_name: str | None = Field(description="Null when the device is no longer known.")
    family: str
    metric: str
    object: str
    unit: str
    rising: bool = Field(description="Whether the threshold is reached from below.")
    at: datetime = Field(description="The moment that days are counted from: the end of the last hour with samples.")
    level: float = Field(description="Where it is now, without the daily rhythm.")
    threshold: float
    threshold_source: Literal["device", "setting"] = Field(
        description="Who says where the threshold is: the device (an alarm limit of its module), or a setting."
    )
    per_day: float | None = Field(
        description="Theil-Sen slope of hourly means, in the unit a day; null: reached, without a trend."
    )
    per_day_low: float | None = Field(description="Lower end of the slope's 97.5 % interval; it excludes zero.")
    per_day_high: float | None
    days: float = Field(description="Days until the threshold; 0 when it has been reached.")
    earliest_days: float
    latest_days: float | None = Field(description="Null: perhaps not within a year.")
    reaches_at: datetime
    history_from: datetime
    history_step_s: int
    history: list[float | None] = Field(description="Means of that many seconds since ``history_from``.")

    @classmethod
    def of(cls, row: CapacityOutlook, names: Mapping[int, str]) -> "CapacityItem":
        """Return the view of a stored outlook. ``names`` are those of devices, by id."""
        made = {"device_name", "threshold_source", "reaches_at"}
        columns = {name: getattr(row, name) for name in cls.model_fields if name not in made}
        return cls(
            **columns,
            device_name=names.get(row.device_id),
            threshold_source="device" if row.given else "setting",
            reaches_at=row.at + timedelta(days=row.days),
        )


class CapacityTally(BaseModel):
    """How many series of one kind were looked at."""

    kind: Kind
    ahead: int = Field(description="On their way to their threshold, within a year.")
    reached: int = Field(description="At their threshold or past it.")
    steady: int = Field(description="Without a trend towards it beyond doubt, or not within a year.")
    short: int = Field(description="With less than a day of history, or none of the last day.")


class CapacitySummary(BaseModel):
    """What was looked at, and when."""

    looked_at: datetime | None = Field(description="When the last whole look began; null before the first.")
    interval_s: int = Field(description="How often all is looked at.")
    kinds: list[CapacityTally]

    @classmethod
    def of(cls, found: Summary, interval_s: int) -> "CapacitySummary":
        """Return the view of a summary."""
        kinds = [
            CapacityTally(kind=one.kind, ahead=one.ahead, reached=one.reached, steady=one.steady, short=one.short)
            for one in found.kinds
        ]
        return cls(looked_at=found.looked_at, interval_s=interval_s, kinds=kinds)
