"""The series of one device as they are compared: hourly means of the last weeks without their season."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from watchkeeper.core.telemetry import get_logger
from watchkeeper.observe.series.errors import InvalidQueryError
from watchkeeper.observe.series.query import SeriesPoints, SeriesQuery
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.understand.baselines.hours import HOUR_S, hour_of_week
from watchkeeper.understand.baselines.policies import POLICIES
from watchkeeper.understand.baselines.seasonal import without_season
from watchkeeper.understand.correlation.comoving import LEAST_HOURS
from watchkeeper.understand.correlation.neighbourhood import SeriesName

_log = get_logger(__name__)

Floats = NDArray[np.float64]

DAYS: Final = 28
MOST_SERIES: Final = 80
"""Of one device; those that take the most different values."""
_LEAST_DIFFERENT: Final = 24


@dataclass(frozen=True, slots=True)
class Moves:
    """What of a device moves: names, and a row of residuals each (28 days of hours, NaN for none)."""

    names: tuple[SeriesName, ...]
    residuals: Floats


class Residuals:
    """Reads the store. ``zone`` names the clock of devices without a site's."""

    def __init__(self, series: SeriesService, zone: str) -> None:
        self._series = series
        self._zone = zone

    def of(self, device_id: int, now: datetime, zone: str | None = None) -> Moves:
        """Return the series of a device that moved enough in the last 28 days. Raises QueryFailedError."""
        end = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        start = end - timedelta(days=DAYS)
        here = ZoneInfo(zone or self._zone)
        wall = np.array(
            [hour_of_week(start.timestamp() + hour * HOUR_S, here) for hour in range(DAYS * 24)], dtype=np.int64
        )
        found: list[tuple[int, SeriesName, Floats]] = []
        for family, policies in POLICIES.items():
            for points in self._hours(family, tuple(policies), device_id, start, end):
                values = policies[points.metric].transformed(points.values).astype(np.float64)
                different = len(np.unique(values[np.isfinite(values)]))
                if np.isfinite(values).sum() >= LEAST_HOURS and different >= _LEAST_DIFFERENT:
                    name = SeriesName(device_id, family, points.metric, points.object)
                    found.append((different, name, without_season(values, wall)))
        found.sort(key=lambda each: (-each[0], each[1]))
        kept = sorted(found[:MOST_SERIES], key=lambda each: each[1])
        rows = np.array([row for _, _, row in kept]).reshape(len(kept), DAYS * 24)
        return Moves(tuple(name for _, name, _ in kept), rows)

    def _hours(
        self, family: str, metrics: tuple[str, ...], device_id: int, start: datetime, end: datetime
    ) -> Sequence[SeriesPoints]:
        """Return hourly means; metric by metric where all at once would be too much for one answer."""
        try:
            result = self._series.query(SeriesQuery(family, (device_id,), start, end, metrics, (), HOUR_S))
        except InvalidQueryError as error:
            if len(metrics) == 1:  # a chassis with more ports than one answer holds
                _log.warning("correlation.too_many_series", device_id=device_id, family=family, error=str(error))
                return ()
            return [one for metric in metrics for one in self._hours(family, (metric,), device_id, start, end)]
        return result.series if result.step_s == HOUR_S else ()
