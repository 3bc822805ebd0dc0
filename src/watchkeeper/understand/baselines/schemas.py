"""Anomalies at the API's border."""

import math
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from watchkeeper.kit.families import FAMILIES
from watchkeeper.understand.baselines.exclusions import SeriesName
from watchkeeper.understand.baselines.kinds import Kind
from watchkeeper.understand.baselines.models import Anomaly
from watchkeeper.understand.baselines.outlook import Outlook
from watchkeeper.understand.baselines.seasonal import CONFIDENCE, Season
from watchkeeper.understand.baselines.tomorrow import Knowledge, Tomorrow

_PREFIXES = ("", "k", "M", "G", "T", "P")
_FROM = 10_000


class AnomalyView(BaseModel):
    """An anomaly as clients see it, with its reason in words."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    device_id: int
    device_name: str | None = Field(description="Null when the device is no longer known.")
    family: str
    metric: str
    object: str
    kind: Kind
    severity: str
    opened_at: datetime
    last_at: datetime
    closed_at: datetime | None = Field(description="Null while it lasts.")
    value: float | None = Field(description="The latest value.")
    expected: float | None = Field(description="What was normal at that hour.")
    low: float | None = Field(description="Lower edge of the normal band.")
    high: float | None = Field(description="Upper edge of the normal band.")
    z: float = Field(description="Latest departure in robust sigmas.")
    peak_z: float = Field(description="Largest departure in robust sigmas.")
    verdict: str = Field(description="false_alarm when somebody said that this is none, else empty.")
    judged_by: str
    judged_at: datetime | None
    reason: str

    @classmethod
    def of(cls, anomaly: Anomaly, names: Mapping[int, str]) -> "AnomalyView":
        """Return the view of a stored anomaly. ``names`` are those of devices, by id."""
        made = {"reason", "device_name"}
        columns = {name: getattr(anomaly, name) for name in cls.model_fields if name not in made}
        return cls(**columns, device_name=names.get(anomaly.device_id), reason=reason_of(anomaly))


class Judgement(BaseModel):
    """What a person says of an anomaly."""

    false_alarm: bool = Field(description="True: this is no anomaly. False: take that back.")


class BandPoint(BaseModel):
    """The normal band of one hour. Nulls: insufficient history."""

    at: datetime
    expected: float | None
    low: float | None
    high: float | None
    climb: float | None = Field(description="By how much all three rise from the hour's begin to its end.")
    level: str = Field(description="hour_of_week, hour_of_day, global or insufficient.")


class BandView(BaseModel):
    """What is normal for one series, hour by hour."""

    device_id: int
    family: str
    metric: str
    object: str
    version: str = Field(description="Version of the baselines in use; empty when none has been learned.")
    time_zone: str | None = Field(description="Whose hours of the week these are; null when nothing is known.")
    state: str = Field(description="known or insufficient_history.")
    samples: int = Field(description="Samples that were learned from.")
    points: list[BandPoint]


class ForecastView(BaseModel):
    """A series that drifts, and when it reaches its threshold."""

    family: str
    metric: str
    object: str
    unit: str
    at: datetime = Field(description="The moment that days are counted from: the end of the last hour with samples.")
    level: float = Field(description="Where the drift is now, without the daily rhythm.")
    threshold: float
    threshold_source: Literal["device", "setting"] = Field(
        description="Who says where the threshold is: the device (an alarm limit of its module), or a setting."
    )
    per_day: float = Field(description="Theil-Sen slope of hourly means, in the unit a day.")
    per_day_low: float = Field(description="Lower end of the slope's 97.5 % interval; it excludes zero.")
    per_day_high: float
    days: float = Field(description="Days until the threshold; 0 when it has been reached.")
    earliest_days: float
    latest_days: float | None = Field(description="Null: perhaps not within a year.")
    reaches_at: datetime

    @classmethod
    def of(cls, outlook: Outlook) -> "ForecastView":
        """Return the view of a forecast."""
        forecast = outlook.forecast
        drift = forecast.drift
        return cls(
            family=outlook.family,
            metric=outlook.metric,
            object=outlook.object,
            unit=outlook.unit,
            at=outlook.at,
            level=drift.level,
            threshold=forecast.threshold,
            threshold_source="device" if outlook.given else "setting",
            per_day=drift.per_day,
            per_day_low=drift.low,
            per_day_high=drift.high,
            days=forecast.days,
            earliest_days=forecast.earliest_days,
            latest_days=forecast.latest_days if math.isfinite(forecast.latest_days) else None,
            reaches_at=outlook.at + timedelta(days=forecast.days),
        )


class ExpectedHour(BaseModel):
    """One hour to come."""

    at: datetime = Field(description="Its begin; the first is the running hour.")
    expected: float = Field(description="Its likely mean.")
    low: float = Field(description="Lower end of its 90 % interval.")
    high: float


class NextDayView(BaseModel):
    """The next 24 hours of one series, with an interval that nine of ten hours keep when nothing happens."""

    device_id: int
    family: str
    metric: str
    object: str
    unit: str
    state: Knowledge = Field(description="insufficient_history: fewer than eleven days, or nothing of late.")
    confidence: float = Field(description="Share of hours that the interval is made for.")
    time_zone: str = Field(description="By whose clock the season goes.")
    season: Season | None = Field(description="The rhythm that erred least on earlier days.")
    trials: int = Field(description="On how many earlier days the interval rests.")
    fade_h: float | None = Field(
        description="Half-life of the present departure in hours; null: it is thought to stay."
    )
    hours: list[ExpectedHour]

    @classmethod
    def of(cls, series: SeriesName, found: Tomorrow) -> "NextDayView":
        """Return the view of a forecast."""
        return cls(
            **asdict(series),
            unit=found.unit,
            state=found.state,
            confidence=CONFIDENCE,
            time_zone=found.time_zone,
            season=found.season,
            trials=found.trials,
            fade_h=found.fade_h,
            hours=[ExpectedHour(**asdict(hour)) for hour in found.hours],
        )


def reason_of(anomaly: Anomaly) -> str:
    """Return why this is an anomaly, in one sentence."""
    kind = Kind(anomaly.kind)
    if kind is Kind.MISSING_DATA:
        return "No value arrives although the device answers."
    if kind is Kind.HARD_LIMIT and anomaly.value is not None:
        unit = FAMILIES[anomaly.family].metrics.get(anomaly.metric, "") if anomaly.family in FAMILIES else ""
        return f"{quantity(anomaly.value, unit)} is beyond the alarm limit that the device itself gives."
    if kind is Kind.FLATLINE:
        return "The value has not moved for longer than it ever does."
    if anomaly.expected is None or anomaly.value is None or anomaly.low is None or anomaly.high is None:
        return "The value departs from what is normal."
    side = "above" if anomaly.value >= anomaly.expected else "below"
    unit = FAMILIES[anomaly.family].metrics.get(anomaly.metric, "") if anomaly.family in FAMILIES else ""
    value, expected, low, high = (
        quantity(one, unit) for one in (anomaly.value, anomaly.expected, anomaly.low, anomaly.high)
    )
    return (
        f"{value} is {abs(anomaly.z):.1f} robust sigmas {side} the {expected} that is normal "
        f"at this hour ({low} to {high})."
    )


def quantity(value: float, unit: str) -> str:
    """Return a number of ``unit`` for people: four digits, thousands as SI prefixes."""
    power = min(max(0, (len(str(int(abs(value)))) - 1) // 3), len(_PREFIXES) - 1) if abs(value) >= _FROM else 0
    return f"{value / 1000**power:.4g} {_PREFIXES[power]}{unit}".rstrip()
