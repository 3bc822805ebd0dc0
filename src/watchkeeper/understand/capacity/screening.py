"""Which of many series may be on their way to their limit: cheap looks at all, so that the slow one is for few. Pure.

A forecast needs two things that can be told of many series at once: day means that climb fast enough to be there within
a year, or hours of late that climb more than chance makes them (Kendall's S beyond what Sen's interval needs at least).
"""

import math
from collections.abc import Iterator
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

from watchkeeper.understand.baselines.forecasting import CONFIDENCE, HORIZON_DAYS, LEAST_HOURS, RECENT_HOURS

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

DAY: Final = 24
_SLACK: Final = 2.0
"""A slope of day means may be so many times less than that of the hours without their rhythm."""
_AT_ONCE: Final = 4_000


def climbing(values: Floats, limits: Floats) -> Flags:
    """Tell which rows of hourly ``values`` may reach ``limits`` from below within the horizon by all of their days.

    ``values`` has shape (series, hours), NaN for none, oldest first; a series that falls to its limit is given with
    both signs turned.
    """
    return climbing_days(day_means(values), limits)


def climbing_days(means: Floats, limits: Floats) -> Flags:
    """As ``climbing``, of means of days: an array of shape (series, days)."""
    found = [_climbing(part, limit) for part, limit in _parts(means, limits)]
    return np.concatenate(found) if found else np.zeros(0, dtype=bool)


def climbing_of_late(values: Floats, limits: Floats) -> Flags:
    """Tell which rows climb in their last ``RECENT_HOURS`` known hours more than chance makes them. As ``climbing``."""
    found = [_of_late(part) for part, _ in _parts(values, limits)]
    return np.concatenate(found) if found else np.zeros(0, dtype=bool)


def near(values: Floats, limits: Floats) -> Flags:
    """Tell which rows were at their limit or past it for half of the last day's known hours. As ``climbing``."""
    level = last_day(values)
    return np.asarray(np.isfinite(level) & (level >= limits))


def known_hours(values: Floats) -> NDArray[np.int64]:
    """Return how many values of each row are finite."""
    return np.asarray(np.isfinite(values).sum(axis=1), dtype=np.int64)


def last_day(values: Floats) -> Floats:
    """Return the median of the last day's known hours of each row, NaN where there is none."""
    return _medians(values[:, -DAY:])


def _parts(values: Floats, limits: Floats) -> Iterator[tuple[Floats, Floats]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE], limits[start : start + _AT_ONCE]


def _climbing(means: Floats, limits: Floats) -> Flags:
    first, second = np.triu_indices(means.shape[1], 1)
    slopes = _medians((means[:, second] - means[:, first]) / (second - first))
    return np.asarray(np.isfinite(slopes) & (slopes > 0) & (latest(means) + _SLACK * HORIZON_DAYS * slopes >= limits))


def day_means(values: Floats) -> Floats:
    """Return the means of the days that end with the last hour; hours before the first whole day are left out."""
    whole = values[:, values.shape[1] % DAY :]
    days = whole.reshape(len(whole), -1, DAY)
    known = np.isfinite(days)
    count = known.sum(axis=2)
    return np.where(count > 0, np.where(known, days, 0.0).sum(axis=2) / np.maximum(count, 1), np.nan)


def latest(values: Floats) -> Floats:
    """Return the last known value of each row, NaN where there is none."""
    if not values.shape[1]:
        return np.full(len(values), np.nan)
    known = np.isfinite(values)
    place = values.shape[1] - 1 - np.argmax(known[:, ::-1], axis=1)
    return np.where(known.any(axis=1), values[np.arange(len(values)), place], np.nan)


def _of_late(values: Floats) -> Flags:
    order = np.argsort(np.isfinite(values), axis=1, kind="stable")[:, -RECENT_HOURS:]
    end = np.take_along_axis(values, order, axis=1)
    first, second = np.triu_indices(end.shape[1], 1)
    apart = end[:, second] - end[:, first]
    balance = (apart > 0).sum(axis=1) - (apart < 0).sum(axis=1)
    count = known_hours(end)
    sigma = np.sqrt(count * (count - 1) * (2 * count + 5) / 18.0)
    reach = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2) * sigma
    return np.asarray((count >= LEAST_HOURS) & (balance >= np.floor(reach) - 2))


def _medians(values: Floats) -> Floats:
    """Return the median of the known values of each row, NaN where there is none."""
    ranked = np.sort(values, axis=1)  # NaN come last
    count = known_hours(values)
    rows, last = np.arange(len(values)), max(values.shape[1] - 1, 0)
    low = np.minimum(np.maximum(count - 1, 0) // 2, last)
    high = np.minimum(count // 2, last)
    middle = (ranked[rows, low] + ranked[rows, high]) / 2
    return np.where(count > 0, middle, math.nan)
