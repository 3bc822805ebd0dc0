"""The next day of one stored series: its hours asked from the store, its forecast in its own unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.observe.series.query import Exclusion, SeriesQuery
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.understand.baselines.exclusions import SeriesName
from watchkeeper.understand.baselines.hours import HOUR_S, hour_of_week
from watchkeeper.understand.baselines.policies import POLICIES, Policy
from watchkeeper.understand.baselines.seasonal import HORIZON, NextDay, Season, next_day


class Knowledge(StrEnum):
    """Whether there is a forecast, and if not, why."""

    KNOWN = "known"
    INSUFFICIENT_HISTORY = "insufficient_history"


@dataclass(frozen=True, slots=True)
class Expected:
    """One hour that begins at ``at``: its likely mean, and between what it will be on nine of ten days."""

    at: datetime
    expected: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Tomorrow:
    """The next 24 hours of a series from the running one on; no ``hours`` where too little is known.

    ``season``, ``trials`` and ``fade_h`` are of ``NextDay``; ``time_zone`` is whose hours they are.
    """

    state: Knowledge
    unit: str
    time_zone: str
    season: Season | None = None
    trials: int = 0
    fade_h: float | None = None
    hours: tuple[Expected, ...] = ()


class DayAhead:
    """Asks the store for the last weeks of a series and looks a day ahead, by the clock of ``zone`` if by no other."""

    def __init__(self, series: SeriesService, window_days: int, zone: str, clock: Clock = utc_now) -> None:
        self._series = series
        self._window = timedelta(days=window_days)
        self._zone = zone
        self._clock = clock

    def since(self) -> datetime:
        """Return from when on the past is looked at."""
        return self._clock() - self._window

    def tomorrow(self, of: SeriesName, zone: str | None = None, exclusions: Sequence[Exclusion] = ()) -> Tomorrow:
        """Return the next day of a series by the clock of ``zone``; hours that ``exclusions`` touch are not looked at.

        Raises UnknownFamilyError, InvalidQueryError or QueryFailedError.
        """
        now = self._clock().astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        start = now - self._window
        result = self._series.query(
            SeriesQuery(of.family, (of.device_id,), start, now, (of.metric,), (of.object,), HOUR_S)
        )
        name = zone or self._zone
        if not result.series or result.step_s != HOUR_S:
            return Tomorrow(Knowledge.INSUFFICIENT_HISTORY, "", name)
        (points,) = result.series
        policy = POLICIES.get(of.family, {}).get(of.metric, Policy())
        values = np.where(_touched(result.epoch_ms, exclusions), np.nan, policy.transformed(points.values))
        here = ZoneInfo(name)
        begins = [now + timedelta(hours=hour) for hour in range(HORIZON)]
        wall = np.array([hour_of_week(ms / 1000, here) for ms in result.epoch_ms.tolist()])
        ahead = np.array([hour_of_week(one.timestamp(), here) for one in begins])
        found = next_day(values.astype(np.float64), wall, ahead)
        if found is None:
            return Tomorrow(Knowledge.INSUFFICIENT_HISTORY, points.unit, name)
        fade_h = found.fade_h if np.isfinite(found.fade_h) else None
        return Tomorrow(
            Knowledge.KNOWN, points.unit, name, found.season, found.trials, fade_h, _hours(begins, found, policy)
        )


def _hours(begins: Sequence[datetime], found: NextDay, policy: Policy) -> tuple[Expected, ...]:
    edges = (policy.original(one).tolist() for one in (found.expected, found.low, found.high))
    return tuple(Expected(*hour) for hour in zip(begins, *edges, strict=True))


def _touched(epoch_ms: NDArray[np.int64], exclusions: Sequence[Exclusion]) -> NDArray[np.bool_]:
    """Tell which hours have a part of any exclusion."""
    touched = np.zeros(len(epoch_ms), dtype=bool)
    for one in exclusions:
        start, end = (int(moment.timestamp() * 1000) for moment in (one.start, one.end))
        touched |= (epoch_ms <= end) & (epoch_ms + HOUR_S * 1000 > start)
    return touched
