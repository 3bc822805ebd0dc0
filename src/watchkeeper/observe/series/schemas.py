"""What crosses the API border of the series store."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pydantic import BaseModel, Field, PlainSerializer

from watchkeeper.kit.families import FAMILIES, Family
from watchkeeper.observe.series.currency import is_stale, still_true
from watchkeeper.observe.series.query import (
    Aggregation,
    Resolution,
    SeriesPoints,
    SeriesQuery,
    SeriesResult,
    TotalsResult,
)

Value = float | int | None
Label = str | int | None


def _zulu(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


Moment = Annotated[datetime, PlainSerializer(_zulu, return_type=str)]


class MetricView(BaseModel):
    """One number of a family. An empty unit means that every sample carries its own."""

    name: str
    unit: str


class FamilyView(BaseModel):
    """One kind of sample."""

    name: str
    metrics: list[MetricView]
    labels: list[str]


class FamiliesView(BaseModel):
    """Every kind of sample."""

    families: list[FamilyView]

    @classmethod
    def current(cls) -> "FamiliesView":
        """Return the families that this version knows."""
        return cls(
            families=[
                FamilyView(
                    name=family.name,
                    metrics=[MetricView(name=name, unit=unit) for name, unit in family.metrics.items()],
                    labels=list(family.labels),
                )
                for family in FAMILIES.values()
            ]
        )


class ObjectsView(BaseModel):
    """Names of what a device has samples of."""

    objects: list[str] = Field(examples=[["GigabitEthernet0/1", "GigabitEthernet0/2"]])


class SeriesView(BaseModel):
    """One series. A point is [milliseconds since the epoch, value]; null is a gap."""

    device_id: int
    object: str
    metric: str
    unit: str
    points: list[tuple[int, float | None]] = Field(examples=[[[1767225600000, 1250000.0], [1767225900000, None]]])
    coverage: float = Field(description="Share of the steps up to now that have a value, 0..1.")


class QueryView(BaseModel):
    """The answer to a query. ``step_s`` may be longer than asked for where only rollups are kept."""

    family: str
    resolution: Resolution
    step_s: int
    start: Moment
    end: Moment
    agg: Aggregation
    series: list[SeriesView]

    @classmethod
    def document(cls, query: SeriesQuery, result: SeriesResult) -> dict[str, object]:
        """Return the answer as plain JSON values; half a million points take no detour through models."""
        epochs = result.epoch_ms.tolist()
        return {
            "family": result.family,
            "resolution": result.resolution.value,
            "step_s": result.step_s,
            "start": _zulu(result.start),
            "end": _zulu(result.end),
            "agg": query.agg.value,
            "series": [_series(points, epochs) for points in result.series],
        }


def _points(epochs: list[int], values: NDArray[np.float64]) -> list[tuple[int, float | None]]:
    known = values.astype(object)
    known[~np.isfinite(values)] = None
    return list(zip(epochs, known.tolist(), strict=True))


def _series(points: SeriesPoints, epochs: list[int]) -> dict[str, object]:
    return {
        "device_id": points.device_id,
        "object": points.object,
        "metric": points.metric,
        "unit": points.unit,
        "points": _points(epochs, points.values),
        "coverage": round(points.coverage, 4),
    }


class TotalSeriesView(BaseModel):
    """The total of one metric. ``objects`` says, step by step, how many objects the sum is over."""

    metric: str
    unit: str
    points: list[tuple[int, float | None]] = Field(examples=[[[1767225600000, 9.1e9], [1767225900000, None]]])
    objects: list[int] = Field(examples=[[48, 0]])


class TotalView(BaseModel):
    """Everything of a family together: the sum over all objects of their averages."""

    family: str
    resolution: Resolution
    step_s: int
    start: Moment
    end: Moment
    series: list[TotalSeriesView]

    @classmethod
    def of(cls, result: TotalsResult) -> "TotalView":
        """Return the view of an answer."""
        epochs = result.epoch_ms.tolist()
        return cls(
            family=result.family,
            resolution=result.resolution,
            step_s=result.step_s,
            start=result.start,
            end=result.end,
            series=[
                TotalSeriesView(
                    metric=one.metric, unit=one.unit, points=_points(epochs, one.values), objects=one.objects.tolist()
                )
                for one in result.series
            ],
        )


class LatestView(BaseModel):
    """The newest sample of one object.

    ``stale`` says that it should have been followed by others: the values are what was last known, not what is. What
    an interface that is down carried before it fell is null.
    """

    device_id: int
    object: str
    at: Moment
    stale: bool
    values: dict[str, Value]
    labels: dict[str, Label]


class LatestListView(BaseModel):
    """The newest samples of the devices that were asked for; one that has none recently is not in the list."""

    family: str
    items: list[LatestView]

    @classmethod
    def of(cls, family: Family, rows: pa.Table, now: datetime) -> "LatestListView":
        """Return the view at ``now`` (UTC) of the rows that the store gave."""
        items = sorted(_latest(family, rows, now), key=lambda one: (one.device_id, one.object))
        return cls(family=family.name, items=items)


def _latest(family: Family, rows: pa.Table, now: datetime) -> Iterator[LatestView]:
    for row in rows.to_pylist():
        yield LatestView(
            device_id=row["device_id"],
            object=row["object"],
            at=row["ts"],
            stale=is_stale(row["ts"], row.get("interval_s"), now),
            values=still_true(row, family.metrics),
            labels={name: row[name] for name in family.labels},
        )
