"""When a series that drifts will reach its threshold: a robust slope, and nothing when that may as well be zero.

Hourly means, without their daily rhythm (median residual of each hour of the day), get a Theil-Sen slope with Sen's
confidence interval (1968, from Kendall's S), its variance made larger by the residuals' lag-1 autocorrelation:
neighbouring hours are no independent witnesses. A forecast is given only when the interval excludes zero, the drift
goes towards the threshold, and the threshold is reached within the horizon.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from watchkeeper.understand.baselines.robust import slope_with_interval, theil_sen

Floats = NDArray[np.float64]
LEAST_HOURS: Final = 24
CONFIDENCE: Final = 0.975
"""Of one look. A forecast may come from two, which together keep the usual 95 % (Bonferroni)."""
HORIZON_DAYS: Final = 365.0
RECENT_HOURS: Final = 36
"""How far back the second look goes, at what may just have begun."""
_HOURS_A_DAY: Final = 24
_RHYTHM_FROM: Final = 72
"""Hours of history from which a daily rhythm can be told from a drift."""
_LEVEL_HOURS: Final = 24.0


@dataclass(frozen=True, slots=True)
class Drift:
    """A slope a day with its interval, and the level the line has reached at the last hour.

    ``certain`` is whether the interval excludes zero.
    """

    per_day: float
    low: float
    high: float
    level: float
    certain: bool


@dataclass(frozen=True, slots=True)
class Forecast:
    """Days from the last sample until the threshold, by the slope and by both ends of its interval.

    ``latest_days`` is infinite when the gentler end would not get there within the horizon.
    """

    drift: Drift
    threshold: float
    days: float
    earliest_days: float
    latest_days: float


def drift(hours: Floats, values: Floats) -> Drift | None:
    """Return the drift of hourly ``values`` at ``hours`` (since any moment); None with less than a day of them.

    NaN and infinities are left out.
    """
    known = np.isfinite(values)
    hours, values = hours[known], values[known]
    if len(values) < LEAST_HOURS:
        return None
    flat = values - _rhythm(hours, values)
    slope = slope_with_interval(hours, flat, confidence=CONFIDENCE)
    if slope is None:
        return None
    near = hours >= hours[-1] - _LEVEL_HOURS
    level = float(np.median(flat[near] + slope.value * (hours[-1] - hours[near])))
    per_day, low, high = (_HOURS_A_DAY * one for one in (slope.value, slope.low, slope.high))
    return Drift(per_day, low, high, level, slope.certain)


def until(found: Drift, threshold: float, *, rising: bool, horizon_days: float = HORIZON_DAYS) -> Forecast | None:
    """Return when ``threshold`` will be reached, from below when ``rising``; None when no such thing can be said."""
    sign = 1.0 if rising else -1.0
    slope, low, high = (sign * one for one in (found.per_day, found.low, found.high))
    gentle, steep = min(low, high), max(low, high)
    left = sign * (threshold - found.level)
    if not found.certain or slope <= 0:
        return None
    days = max(0.0, left) / slope
    if days > horizon_days:
        return None
    latest = max(0.0, left) / gentle if gentle > 0 else math.inf
    return Forecast(found, threshold, days, max(0.0, left) / steep, latest if latest <= horizon_days else math.inf)


def soonest(hours: Floats, values: Floats, threshold: float, *, rising: bool) -> Forecast | None:
    """Look at all of the history, and at its end alone, where a drift may just have begun; the sooner counts."""
    known = np.flatnonzero(np.isfinite(values))
    looks = [drift(hours[some], values[some]) for some in (known, known[-RECENT_HOURS:])]
    ahead = [until(found, threshold, rising=rising) for found in looks if found is not None]
    return min((each for each in ahead if each is not None), key=lambda each: each.days, default=None)


def _rhythm(hours: Floats, values: Floats) -> Floats:
    if hours[-1] - hours[0] < _RHYTHM_FROM:
        return np.zeros_like(values)
    residual = values - theil_sen(hours, values) * hours
    of_day = np.floor(hours).astype(int) % _HOURS_A_DAY
    usual = np.zeros(_HOURS_A_DAY)
    for hour in np.unique(of_day):
        usual[hour] = np.median(residual[of_day == hour])
    found: Floats = (usual - np.median(usual))[of_day]
    return found
