"""What may be asked of the store, what comes back, and the frame of steps between them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from watchkeeper.kit.families import Family
from watchkeeper.observe.series.errors import InvalidQueryError
from watchkeeper.observe.series.layout import DAY_MS, HOUR_MS
from watchkeeper.observe.series.segments import family_of
from watchkeeper.observe.series.settings import SeriesSettings

AUTOMATIC_STEPS_S = (300, 900, 1800, 3600, 7200, 21_600, 86_400)
AUTOMATIC_POINTS = 600
"""Without a step, the smallest automatic step that gives no more points than this is taken."""
LONGEST_STEP_S = 366 * 86_400
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = datetime(2500, 1, 1, tzinfo=UTC)


class Aggregation(StrEnum):
    """How the samples of one step become one value. ``P95`` is the nearest rank (see ``kit.sketch``)."""

    AVG = "avg"
    MIN = "min"
    MAX = "max"
    P95 = "p95"
    SUM = "sum"
    LAST = "last"
    COUNT = "count"


class Figure(StrEnum):
    """What many steps of one series come to. ``P95`` is interpolated; ``STEPS`` is how many have a value."""

    MEAN = "mean"
    MEDIAN = "median"
    P95 = "p95"
    STEPS = "steps"


class Resolution(StrEnum):
    """What a result was computed from: every sample, or hourly or daily rollups."""

    RAW = "raw"
    HOUR = "hour"
    DAY = "day"


_STEP_MS = {Resolution.RAW: 1000, Resolution.HOUR: HOUR_MS, Resolution.DAY: DAY_MS}
_ORDER = list(Resolution)


@dataclass(frozen=True, slots=True)
class SeriesQuery:
    """One question.

    ``start`` and ``end`` are aware; the answer covers whole steps, aligned to the epoch, from the step of ``start`` to
    the one before ``end``. ``step_s`` None chooses one. No ``objects`` means every object of the devices, no
    ``metrics`` every metric of the family.
    """

    family: str
    device_ids: tuple[int, ...]
    start: datetime
    end: datetime
    metrics: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    step_s: int | None = None
    agg: Aggregation = Aggregation.AVG


@dataclass(frozen=True, slots=True)
class TotalsQuery:
    """One question about everything together: of each step, the sum over all objects of their averages.

    ``start``, ``end``, ``metrics`` and ``step_s`` mean what they mean in ``SeriesQuery``. ``device_ids`` None is every
    device.
    """

    family: str
    start: datetime
    end: datetime
    metrics: tuple[str, ...] = ()
    step_s: int | None = None
    device_ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class DigestQuery:
    """One question about every object of many devices: what the averages of its steps come to, as ``figures``.

    ``devices`` are the lowest and the highest number, both included. ``start``, ``end`` and ``step_s`` mean what they
    mean in ``SeriesQuery``; the answer is one row an object, whatever ``max_points`` allows elsewhere.
    """

    family: str
    devices: tuple[int, int]
    start: datetime
    end: datetime
    figures: tuple[tuple[str, Figure], ...]
    step_s: int | None = None

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics that figures are asked of."""
        return tuple(dict.fromkeys(metric for metric, _ in self.figures))


@dataclass(frozen=True, slots=True)
class GridQuery:
    """One question about the course of every object of many devices: the averages of its steps, as columns.

    ``devices``, ``start``, ``end`` and ``step_s`` mean what they mean in ``DigestQuery``. No ``only`` means every
    object, else these of these devices.
    """

    family: str
    devices: tuple[int, int]
    start: datetime
    end: datetime
    metrics: tuple[str, ...]
    step_s: int
    only: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """The answer: of each metric an array of shape (objects, steps), NaN for none.

    Rows are sorted by device and object; ``units`` is empty where the metric's own unit holds. ``epoch_ms`` are the
    starts of the steps, which may be longer than asked for (see ``SeriesResult``).
    """

    step_s: int
    epoch_ms: NDArray[np.int64]
    devices: NDArray[np.int64]
    objects: list[str]
    units: list[str]
    values: dict[str, NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Samples that are not to be learned from: of one object ("" is every object) of a device, both ends included."""

    device_id: int
    object: str
    start: datetime
    end: datetime


HOURS_SCHEMA = pa.schema(
    [
        ("device_id", pa.int64()),
        ("object", pa.string()),
        ("hour", pa.int32()),
        ("quartiles", pa.list_(pa.float64())),
        ("lowest", pa.float64()),
        ("highest", pa.float64()),
        ("count", pa.int64()),
        ("distinct_values", pa.int64()),
    ]
)
"""What ``SeriesService.hours`` returns."""


@dataclass(frozen=True, slots=True)
class TotalPoints:
    """One metric: the sum of each step, NaN where nothing had a sample, and how many objects had one."""

    metric: str
    unit: str
    values: NDArray[np.float64]
    objects: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TotalsResult:
    """The answer to a ``TotalsQuery``; as ``SeriesResult``."""

    family: str
    resolution: Resolution
    step_s: int
    start: datetime
    end: datetime
    epoch_ms: NDArray[np.int64]
    series: tuple[TotalPoints, ...]


@dataclass(frozen=True, slots=True)
class SeriesPoints:
    """One series: a value per step, NaN where there is none.

    ``coverage`` is the share, 0..1, of the steps up to now that have one.
    """

    device_id: int
    object: str
    metric: str
    unit: str
    values: NDArray[np.float64]
    coverage: float


@dataclass(frozen=True, slots=True)
class SeriesResult:
    """The answer. ``epoch_ms`` are the starts of the steps, shared by all series.

    ``step_s`` may be longer than what was asked for, when the resolution that is still kept is coarser.
    """

    family: str
    resolution: Resolution
    step_s: int
    start: datetime
    end: datetime
    epoch_ms: NDArray[np.int64]
    series: tuple[SeriesPoints, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A checked query: its family, metrics, and steps in milliseconds since the epoch."""

    family: Family
    metrics: tuple[str, ...]
    resolution: Resolution
    start_ms: int
    end_ms: int
    step_ms: int

    @property
    def steps(self) -> int:
        """Number of steps."""
        return (self.end_ms - self.start_ms) // self.step_ms


def frame_of(query: SeriesQuery, settings: SeriesSettings, now: datetime) -> Frame:
    """Check ``query`` and lay out its steps. Raises UnknownFamilyError or InvalidQueryError."""
    if not query.device_ids:
        raise InvalidQueryError("A query names at least one device.")
    frame = lay_out(query, settings, now)
    check_size(frame, len(query.device_ids) * max(1, len(query.objects)), settings.max_points)
    return frame


def lay_out(
    query: SeriesQuery | TotalsQuery | DigestQuery | GridQuery, settings: SeriesSettings, now: datetime
) -> Frame:
    """Check family, metrics and times of ``query`` and lay out its steps. Raises as ``frame_of``."""
    family = family_of(query.family)
    metrics = _checked_metrics(family, query.metrics)
    if query.start.tzinfo is None or query.end.tzinfo is None:
        raise InvalidQueryError("Start and end need a time zone.", hint="Write them as 2026-01-31T12:00:00Z.")
    if not EARLIEST <= query.start <= LATEST or not EARLIEST <= query.end <= LATEST:
        raise InvalidQueryError(f"Start and end lie between {EARLIEST.year} and {LATEST.year}.")
    if query.start >= query.end:
        raise InvalidQueryError("Start must be before end.")
    resolution, step_ms = _resolution(query, settings, now)
    step = timedelta(milliseconds=step_ms)
    start_ms = (query.start - EARLIEST) // step * step_ms
    end_ms = -((EARLIEST - query.end) // step) * step_ms
    frame = Frame(family, metrics, resolution, start_ms, end_ms, step_ms)
    check_size(frame, 1, settings.max_points)
    return frame


def check_size(frame: Frame, objects: int, max_points: int) -> None:
    """Raise InvalidQueryError when ``objects`` series of every metric would be too many points."""
    points = frame.steps * objects * len(frame.metrics)
    if points > max_points:
        raise InvalidQueryError(
            f"The query asks for {points} points, more than {max_points}.",
            hint="Ask for a longer step, a shorter time, or fewer devices, objects and metrics.",
            details={"points": points, "max_points": max_points},
        )


def _checked_metrics(family: Family, metrics: tuple[str, ...]) -> tuple[str, ...]:
    unknown = [metric for metric in metrics if metric not in family.metrics]
    if unknown:
        raise InvalidQueryError(
            f"Family {family.name} has no metric {unknown[0]!r}.", hint=f"It has: {', '.join(family.metrics)}."
        )
    return tuple(dict.fromkeys(metrics)) or tuple(family.metrics)


def _resolution(
    query: SeriesQuery | TotalsQuery | DigestQuery | GridQuery, settings: SeriesSettings, now: datetime
) -> tuple[Resolution, int]:
    """Return the coarsest resolution that gives every asked step, or the finest that is still kept, and its step."""
    if query.step_s is not None and not 1 <= query.step_s <= LONGEST_STEP_S:
        raise InvalidQueryError(f"A step is between 1 and {LONGEST_STEP_S} seconds.")
    step_ms = (query.step_s or _automatic_step_s(query)) * 1000
    exact = next(one for one in reversed(_ORDER) if step_ms % _STEP_MS[one] == 0)
    kept = _finest_kept(query.start, settings, query.family, now)
    resolution = max(exact, kept, key=_ORDER.index)
    unit = _STEP_MS[resolution]
    return resolution, -(-step_ms // unit) * unit


def _finest_kept(start: datetime, settings: SeriesSettings, family: str, now: datetime) -> Resolution:
    retention = settings.retention_of(family)
    midnight = datetime(now.year, now.month, now.day, tzinfo=UTC)
    if start >= midnight - timedelta(days=retention.raw_days):
        return Resolution.RAW
    return Resolution.HOUR if start >= midnight - timedelta(days=retention.hourly_days) else Resolution.DAY


def _automatic_step_s(query: SeriesQuery | TotalsQuery | DigestQuery | GridQuery) -> int:
    span_s = (query.end - query.start).total_seconds()
    return next((step for step in AUTOMATIC_STEPS_S if span_s / step <= AUTOMATIC_POINTS), AUTOMATIC_STEPS_S[-1])
