"""Robust statistics of small samples: centre, scale, slope with its confidence interval, tests for a trend."""

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MAD_TO_SIGMA: Final = 1.4826
"""Median absolute deviation of a normal variable, times this, is its standard deviation."""
_MOST_POINTS: Final = 600
_LEAST_FOR_A_SLOPE: Final = 3


def centre_and_scale(values: Floats) -> tuple[float, float]:
    """Return the median and the scaled median absolute deviation of finite values."""
    centre = float(np.median(values))
    return centre, MAD_TO_SIGMA * float(np.median(np.abs(values - centre)))


def flips(residual: Floats, *, least: float = 0.0) -> int:
    """Return how often ``residual`` changes its side; values within ``least`` of zero are on neither."""
    sides = np.sign(residual[np.abs(residual) > least])
    return int(np.count_nonzero(sides[1:] != sides[:-1]))


def thinned(values: Floats, most: int = _MOST_POINTS) -> Floats:
    """Return at most ``most`` values, evenly spread: slopes are quadratic in their number."""
    if len(values) <= most:
        return values
    return np.asarray(values[np.linspace(0, len(values) - 1, most).astype(int)])


@dataclass(frozen=True, slots=True)
class Slope:
    """A slope, the confidence interval of it, and where the line is at time 0."""

    value: float
    low: float
    high: float
    intercept: float

    @property
    def certain(self) -> bool:
        """Whether the interval excludes zero."""
        return self.low > 0 or self.high < 0


def _pair_slopes(times: Floats, values: Floats) -> Floats:
    first, second = np.triu_indices(len(times), 1)
    apart = times[second] - times[first]
    usable = apart != 0
    return np.asarray((values[second] - values[first])[usable] / apart[usable])


def theil_sen(times: Floats, values: Floats) -> float:
    """Return the median of the slopes of all pairs (Theil 1950, Sen 1968); 0 where there is no pair."""
    slopes = _pair_slopes(thinned(times), thinned(values))
    return float(np.median(slopes)) if len(slopes) else 0.0


def slope_with_interval(times: Floats, values: Floats, *, confidence: float = 0.95) -> Slope | None:
    """Return the Theil-Sen slope with Sen's interval, widened for autocorrelated residuals; None with too few points.

    The number of independent points is n (1-r) / (1+r), with r the lag-1 autocorrelation of the residuals.
    """
    times, values = thinned(times), thinned(values)
    slopes = np.sort(_pair_slopes(times, values))
    if len(times) < _LEAST_FOR_A_SLOPE or not len(slopes):
        return None
    slope = float(np.median(slopes))
    intercept = float(np.median(values - slope * times))
    count = len(times)
    independent = max(_LEAST_FOR_A_SLOPE, count * effective_share(values - slope * times - intercept))
    sigma = math.sqrt(count * (count - 1) * (2 * count + 5) / 18.0) * math.sqrt(count / independent)
    reach = NormalDist().inv_cdf(0.5 + confidence / 2) * sigma
    low = int(max(0, math.floor((len(slopes) - reach) / 2)))
    high = int(min(len(slopes) - 1, math.ceil((len(slopes) + reach) / 2)))
    return Slope(slope, float(slopes[low]), float(slopes[high]), intercept)


def lag_one(values: Floats) -> float:
    """Return the lag-1 autocorrelation, 0 for a constant."""
    centred = values - values.mean()
    total = float(centred @ centred)
    return float(centred[1:] @ centred[:-1]) / total if total > 0 else 0.0


def effective_share(residual: Floats) -> float:
    """Return which share of autocorrelated residuals counts as independent."""
    rho = min(max(lag_one(residual), 0.0), 0.99)
    return (1 - rho) / (1 + rho)


def mann_kendall(values: Floats) -> float:
    """Return the two-sided p-value of the Mann-Kendall test for a trend, with ties corrected for."""
    values = thinned(values)
    count = len(values)
    if count < _LEAST_FOR_A_SLOPE:
        return 1.0
    first, second = np.triu_indices(count, 1)
    total = float(np.sign(values[second] - values[first]).sum())
    ties = np.unique(values, return_counts=True)[1].astype(float)
    variance = (count * (count - 1) * (2 * count + 5) - float((ties * (ties - 1) * (2 * ties + 5)).sum())) / 18.0
    if variance <= 0:
        return 1.0
    return 2 * (1 - NormalDist().cdf(max(abs(total) - 1, 0.0) / math.sqrt(variance)))
