"""What is normal for one series, hour by hour: the band that charts show."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.understand.baselines.hours import hour_of_week
from watchkeeper.understand.baselines.keys import keys_of
from watchkeeper.understand.baselines.learning import Level
from watchkeeper.understand.baselines.policies import POLICIES, Policy
from watchkeeper.understand.baselines.records import band
from watchkeeper.understand.baselines.schemas import BandPoint, BandView
from watchkeeper.understand.baselines.versions import Baseline, Versions

_MOST_HOURS = 24 * 62


class Inspector:
    """Reads the version in use."""

    def __init__(self, versions: Versions, zone: ZoneInfo, closes_below: float) -> None:
        self._versions = versions
        self._zone = zone
        self._sigmas = closes_below

    def band(self, device_id: int, family: str, metric: str, name: str, start: datetime, end: datetime) -> BandView:
        """Return the band of each hour of ``[start, end)``. Raises InvalidInputError."""
        policy = POLICIES.get(family, {}).get(metric)
        if policy is None:
            raise InvalidInputError(f"No baseline is kept of {metric} of family {family}.")
        first = start.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        hours = min(_MOST_HOURS, max(0, int(np.ceil((end - first) / timedelta(hours=1)))))
        version = self._versions.current
        baseline = self._versions.load(version, f"{family}.{metric}")
        rows, known = (
            baseline.rows_of(keys_of(np.array([device_id]), pa.array([name])))
            if baseline is not None
            else (np.zeros(1, dtype=np.int64), np.zeros(1, dtype=bool))
        )
        row = int(rows[0]) if baseline is not None and known[0] else None
        moments = [first + timedelta(hours=hour) for hour in range(hours)]
        points = [self._point(baseline, row, policy, moment) for moment in moments]
        samples = int(baseline.profiles.samples[row]) if baseline is not None and row is not None else 0
        state = "known" if any(point.expected is not None for point in points) else "insufficient_history"
        return BandView(
            device_id=device_id,
            family=family,
            metric=metric,
            object=name,
            version=version,
            state=state,
            samples=samples,
            points=points,
        )

    def _point(self, baseline: Baseline | None, row: int | None, policy: Policy, at: datetime) -> BandPoint:
        if baseline is not None and row is not None:
            bucket = hour_of_week(at.timestamp(), self._zone)
            centre = float(baseline.profiles.centre[bucket][row])
            if np.isfinite(centre):
                expected = float(policy.original(np.array([centre]))[0])
                low, high = band(expected, float(baseline.profiles.scale[bucket][row]), policy, self._sigmas)
                level = Level(int(baseline.profiles.level[bucket][row])).name.lower()
                return BandPoint(at=at, expected=expected, low=low, high=high, level=level)
        return BandPoint(at=at, expected=None, low=None, high=None, level="insufficient")
