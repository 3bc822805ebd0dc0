"""What is normal for one series, hour by hour: the band that charts show."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.understand.baselines.keys import Keys, keys_of
from watchkeeper.understand.baselines.learning import Level
from watchkeeper.understand.baselines.policies import POLICIES, Policy
from watchkeeper.understand.baselines.records import band
from watchkeeper.understand.baselines.schemas import BandPoint, BandView
from watchkeeper.understand.baselines.versions import Baseline, Versions

_MOST_HOURS = 24 * 62


class Inspector:
    """Reads the version in use."""

    def __init__(self, versions: Versions, closes_below: float) -> None:
        self._versions = versions
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
        key = keys_of(np.array([device_id]), pa.array([name]))
        rows, known = baseline.rows_of(key) if baseline is not None else ([0], [False])
        row = int(rows[0]) if known[0] else None
        moments = [first + timedelta(hours=hour) for hour in range(hours)]
        points = [self._point(baseline, key, policy, moment) for moment in moments]
        samples = int(baseline.profiles.samples[row]) if baseline is not None and row is not None else 0
        zone = baseline.zones[int(baseline.zone[row])] if baseline is not None and row is not None else None
        state = "known" if any(point.expected is not None for point in points) else "insufficient_history"
        return BandView(
            device_id=device_id,
            family=family,
            metric=metric,
            object=name,
            version=version,
            time_zone=zone,
            state=state,
            samples=samples,
            points=points,
        )

    def _point(self, baseline: Baseline | None, key: Keys, policy: Policy, at: datetime) -> BandPoint:
        if baseline is not None:
            normal = baseline.at(at.timestamp(), key)
            if np.isfinite(normal.centre[0]):
                expected = float(policy.original(normal.centre)[0])
                low, high = band(expected, float(normal.scale[0]), policy, self._sigmas)
                rows, _ = baseline.rows_of(key)
                level = Level(int(baseline.profiles.level[int(normal.bucket[0])][rows[0]])).name.lower()
                begin, end = policy.original(
                    np.array([normal.course[0], 2 * normal.centre[0] - normal.course[0]])
                ).tolist()
                return BandPoint(at=at, expected=expected, low=low, high=high, climb=end - begin, level=level)
        return BandPoint(at=at, expected=None, low=None, high=None, climb=None, level="insufficient")
