"""Learn baselines anew from the stored samples: a summary a day, once, and from those a version of every metric."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from watchkeeper.core.telemetry import get_logger
from watchkeeper.observe.series.query import Exclusion
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.understand.baselines import summaries
from watchkeeper.understand.baselines.clocks import learn_by_the_clock
from watchkeeper.understand.baselines.policies import POLICIES, Policy
from watchkeeper.understand.baselines.summaries import DayHours
from watchkeeper.understand.baselines.versions import Versions

_log = get_logger(__name__)
QUARTILES_TO_SIGMA = 1.349
"""Distance of the quartiles of a normal variable, in standard deviations."""
_LATE_DAYS = 2
"""So many days back samples may still arrive, or an anomaly be judged: their summaries are made again."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What came of it."""

    version: str
    series: int
    days: int


class Teacher:
    """Writes day summaries and versions below one folder. ``zone`` names the clock of devices without a site's."""

    def __init__(self, series: SeriesService, versions: Versions, root: Path, window_days: int, zone: str) -> None:
        self._series = series
        self._versions = versions
        self._root = root
        self._window_days = window_days
        self._zone = zone

    def learn(
        self,
        now: datetime,
        exclusions: Sequence[Exclusion] = (),
        zones: Mapping[int, str] | None = None,
        progress: Callable[[str], None] = lambda _: None,
    ) -> Learned:
        """Learn every metric and swap to the new version at once. What fails leaves the version in use as it was.

        ``zones`` are the time zones of devices' sites, by device. Today is not learned from.
        Raises QueryFailedError, OSError.
        """
        today = now.date()
        days = [today - timedelta(days=back) for back in range(self._window_days, 0, -1)]
        version = now.strftime("%Y%m%dT%H%M%S")
        count = 0
        for family, policies in POLICIES.items():
            for metric, policy in policies.items():
                progress(f"{family} {metric}")
                known = [self._hours(family, metric, policy, day, today, exclusions) for day in days]
                history = summaries.joined([one for one in known if len(one.keys)])
                if not len(history.keys):
                    continue
                baseline = learn_by_the_clock(history, policy, zones or {}, self._zone)
                self._versions.write(version, f"{family}.{metric}", baseline)
                count += len(history.keys)
        if count:
            self._versions.use(version)
        self._forget(days[0])
        _log.info("baselines.learned", version=version, series=count)
        return Learned(version if count else self._versions.current, count, len(days))

    def _hours(
        self, family: str, metric: str, policy: Policy, day: date, today: date, exclusions: Sequence[Exclusion]
    ) -> DayHours:
        path = self._root / "days" / day.isoformat() / f"{family}.{metric}.npz"
        if (today - day).days > _LATE_DAYS and path.exists():
            try:
                return summaries.read(path, day)
            except (OSError, ValueError, KeyError) as error:
                _log.warning("baselines.summary_damaged", path=str(path), error=str(error))  # it is made again
        touching = [one for one in exclusions if one.start.date() <= day <= one.end.date()]
        table = self._series.hours(family, metric, day, touching)
        hours = summaries.day_hours(day, summarised(table, policy))
        summaries.write(path, hours)
        return hours

    def _forget(self, first: date) -> None:
        import shutil

        folder = self._root / "days"
        for old in folder.iterdir() if folder.is_dir() else ():
            if old.name < first.isoformat():
                shutil.rmtree(old)


def summarised(table: pa.Table, policy: Policy) -> pa.Table:
    """Return median, robust sigma and reach in compared units, and the chance of a repeat, as the store counted."""
    quartiles = np.array(table["quartiles"].to_pylist(), dtype=np.float64).reshape(-1, 3)
    compared = policy.transformed(quartiles)
    edges = policy.transformed(np.stack([table["lowest"].to_numpy(), table["highest"].to_numpy()]))
    count = table["count"].to_numpy().astype(np.float64)
    distinct = table["distinct_values"].to_numpy().astype(np.float64)
    repeats = np.where(count > 1, (count - distinct) / np.maximum(count - 1, 1), np.nan)
    return pa.table(
        {
            "device_id": table["device_id"],
            "object": table["object"],
            "hour": table["hour"],
            "median": compared[:, 1],
            "spread": (compared[:, 2] - compared[:, 0]) / QUARTILES_TO_SIGMA,
            "reach": edges[1] - edges[0],
            "count": count,
            "repeats": repeats,
        }
    )
