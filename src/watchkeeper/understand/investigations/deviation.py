"""How far an entity is off while a symptom lasts: robustly, for the worse, and since when.

A value counts as off by the smaller of two distances: from the median of its history, and from the last whole period
before the symptom. What was off long before is thus no deviation now (the join of two epochs, a slow drift), and
neither is a return to normal. Distances are in robust standard deviations: 1.4826 MAD, or the spread between the 5th
and 95th percentile over 3.29 where that is wider, since half of the values may be the same and the MAD nothing.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from watchkeeper.understand.investigations.case import Case, Series

OFF: Final = 3.0
"""Robust standard deviations from which an entity counts as deviating."""
PEAK: Final = 4.0
"""One single period counts from here on, when the next worst is off by ``SECOND``."""
SECOND: Final = 1.5
_MAD: Final = 1.4826  # of a normal distribution, sigma / MAD
_SPREAD: Final = 3.29  # of a normal distribution, (p95 - p5) / sigma
_RELATIVE_FLOOR: Final = 0.02
_PERCENT_FLOOR: Final = 0.5
_FEWEST: Final = 20
_WORSE_UP: Final = ("latency", "duration", "error", "loss", "fail", "drop", "queue", "saturation", "jitter", "retries")
_WORSE_DOWN: Final = ("availability", "success", "up", "throughput", "goodput")
_LOAD: Final = ("requests", "request_count", "calls", "load", "traffic", "packets")


@dataclass(frozen=True, slots=True)
class Deviation:
    """How far one entity is off.

    ``sustained`` and ``peak`` are the second worst and the worst period in robust standard deviations, ``excess`` the
    amount (value times load, summed over periods), ``onset`` the start of the first period that is off (s since the
    epoch).
    """

    metric: str
    sustained: float
    peak: float
    excess: float
    onset: float | None
    history: int

    @property
    def off(self) -> bool:
        """Whether this is more than chance."""
        return self.sustained >= OFF or (self.peak >= PEAK and self.sustained >= SECOND)


def worse_when(metric: str) -> int:
    """Return 1 for metrics that are worse when higher, -1 for the others, 0 where the name does not say."""
    name = metric.lower()
    if any(word in name for word in _WORSE_UP):
        return 1
    return -1 if any(name.startswith(word) for word in _WORSE_DOWN) else 0


def deviation_of(case: Case, entity: str, step_s: float) -> Deviation | None:
    """Return how far ``entity`` is off in the symptom's metric, else in its worst other one; None without data."""
    same = _measure(case, entity, case.metric, step_s)
    if same is not None:
        return same
    others = [metric for one, metric in case.series if one == entity and worse_when(metric)]
    found = [measured for metric in sorted(others) if (measured := _measure(case, entity, metric, step_s)) is not None]
    return max(found, key=lambda one: (one.sustained, one.metric), default=None)


def step_of(series: Series | None) -> float:
    """Return the length of a period: the usual distance of two time stamps, in seconds."""
    if series is None or len(series.times) < 2:  # noqa: PLR2004 - two points make a distance
        return 60.0
    return float(np.median(np.diff(series.times)))


def _measure(case: Case, entity: str, metric: str, step_s: float) -> Deviation | None:
    series = case.series.get((entity, metric))
    if series is None:
        return None
    ends = series.times + step_s
    during = (ends > case.at) & (series.times <= case.at + case.window_s)
    history = series.values[ends <= case.at - step_s]
    if not during.any() or len(history) < _FEWEST:
        return None
    before = series.values[(ends <= case.at) & (ends > case.at - 2 * step_s)]
    sign = worse_when(metric) or _direction(series.values[during], history)
    usual = float(np.median(history))
    away = sign * (series.values[during] - usual)
    if len(before):
        away = np.minimum(away, sign * (series.values[during] - before[-1]))
    scale = _scale(history, usual, metric)
    if len(before) and worse_when(metric) > 0 and usual > 0:
        scale *= max(1.0, float(before[-1]) / usual)  # what takes twice as long also varies twice as much
    scores = away / scale
    worst = np.sort(scores)[::-1]
    times = series.times[during]
    first = times[scores >= OFF] if (scores >= OFF).any() else times[scores >= scores.max()]
    return Deviation(
        metric=metric,
        sustained=float(worst[1]) if len(worst) > 1 else 0.0,
        peak=float(worst[0]),
        excess=float((np.clip(away, 0, None) * _load(case, entity, times)).sum()),
        onset=float(first[0]),
        history=len(history),
    )


def _direction(values: NDArray[np.float64], history: NDArray[np.float64]) -> int:
    return 1 if float(np.median(values)) >= float(np.median(history)) else -1


def _scale(history: NDArray[np.float64], usual: float, metric: str) -> float:
    low, high = np.percentile(history, [5, 95])
    mad = float(np.median(np.abs(history - usual)))
    floor = _PERCENT_FLOOR if worse_when(metric) < 0 else _RELATIVE_FLOOR * abs(usual)
    return max(_MAD * mad, float(high - low) / _SPREAD, floor, 1e-12)


def _load(case: Case, entity: str, times: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much ``entity`` had to do in each period; 1 where nobody counted."""
    for (one, metric), series in case.series.items():
        if one == entity and metric.lower().startswith(_LOAD):
            known = dict(zip(series.times.tolist(), series.values.tolist(), strict=True))
            return np.array([known.get(moment, 0.0) for moment in times.tolist()])
    return np.ones(len(times))
