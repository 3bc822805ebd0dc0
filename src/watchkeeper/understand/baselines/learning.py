"""From summaries of UTC hours to what each hour of the week is normally like, for many series at once.

A summary is the median, the robust spread and the number of one series' samples in one UTC hour. Each hour of the week
takes the hours of that name and, at half weight, its neighbours. Too little of it falls back to the hour of day on
weekdays or weekends, then to everything; too little of that is *insufficient history*.

Where a series always climbs through an hour, and its samples scatter at least about as much as that makes them, the
climb becomes part of what is normal: what is expected follows it from the hour's begin to its end. The scale stays that
of the whole hour, as a climb is never quite a straight line.
"""

from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import product
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from watchkeeper.understand.baselines.hours import HOURS
from watchkeeper.understand.baselines.policies import Policy
from watchkeeper.understand.baselines.robust import MAD_TO_SIGMA

Floats = NDArray[np.float32]
LEAST_SAMPLES: Final = 24
LEAST_IN_BUCKET: Final = 8
LEAST_DAYS: Final = 3
_NEIGHBOUR_WEIGHT: Final = 0.5
_OFTEN: Final = 0.75
_SERIES_AT_ONCE: Final = 2_000
_CLIMB_TO_SIGMA: Final = 0.5 / 1.349
"""Robust sigma (quartiles' distance over that of a normal variable) of samples spread evenly over a climb of 1."""
_STEADY: Final = 0.7
"""Samples that scatter less than this share of what a climb makes did not climb: the level jumps between hours."""
_MONDAY_TO_FRIDAY: Final = 5


class Level(IntEnum):
    """Where a bucket's numbers come from."""

    INSUFFICIENT = 0
    GLOBAL = 1
    HOUR_OF_DAY = 2
    HOUR_OF_WEEK = 3


@dataclass(frozen=True, slots=True)
class Summaries:
    """Hours of one metric: arrays of shape (series, hours), NaN and 0 where an hour has no sample.

    ``median``, ``spread`` (robust sigma) and ``reach`` (highest less lowest) are in compared units; ``bucket`` is the
    hour of the week of each column and ``day`` the number of its local day.
    """

    median: Floats
    spread: Floats
    reach: Floats
    count: Floats
    bucket: NDArray[np.int64]
    day: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Profiles:
    """What is normal: arrays of shape (168, series); ``samples`` is one number a series.

    ``centre`` is that of the middle of the hour, and ``tilt`` by how many scales it climbs within the hour.
    """

    centre: Floats
    scale: Floats
    level: NDArray[np.int8]
    samples: Floats
    tilt: NDArray[np.float16]


def learn(summaries: Summaries, policy: Policy) -> Profiles:
    """Return the profile of every series. ``policy`` gives the floors of the scales."""
    series = summaries.median.shape[0]
    centre = np.full((HOURS, series), np.nan, dtype=np.float32)
    scale = np.full((HOURS, series), np.nan, dtype=np.float32)
    climb = np.zeros((HOURS, series), dtype=np.float32)
    level = np.zeros((HOURS, series), dtype=np.int8)
    arrays: tuple[NDArray[Any], ...] = (centre, scale, level, climb)
    for start in range(0, series, _SERIES_AT_ONCE):
        rows = slice(start, min(start + _SERIES_AT_ONCE, series))
        part = _part(summaries, rows)
        learned = _learn(part)
        for target, values in zip(arrays, learned, strict=True):
            target[:, rows] = values
    floor = policy.scale_floor(centre.astype(np.float64)).astype(np.float32)
    scale = np.fmax(scale, floor)
    tilt = np.divide(climb, scale, out=np.zeros_like(climb), where=scale > 0)
    return Profiles(centre, scale, level, summaries.count.sum(axis=1), tilt.astype(np.float16))


def _part(whole: Summaries, rows: slice) -> Summaries:
    return replace(
        whole,
        median=whole.median[rows],
        spread=whole.spread[rows],
        reach=whole.reach[rows],
        count=whole.count[rows],
    )


def _learn(part: Summaries) -> tuple[Floats, Floats, NDArray[np.int8], Floats]:
    series = part.median.shape[0]
    everything = _pooled(part, np.ones(len(part.bucket)))
    enough = part.count.sum(axis=1) >= LEAST_SAMPLES
    centre = np.tile(np.where(enough, everything.centre, np.nan), (HOURS, 1)).astype(np.float32)
    scale = np.tile(np.where(enough, everything.scale, np.nan), (HOURS, 1)).astype(np.float32)
    within = np.tile(np.where(enough, everything.within, np.nan), (HOURS, 1)).astype(np.float32)
    level = np.tile(np.where(enough, Level.GLOBAL, Level.INSUFFICIENT), (HOURS, 1)).astype(np.int8)
    learned = _Learned(centre, scale, level, within)
    typical = centre.copy()
    for weekend, hour in product((False, True), range(24)):
        buckets = np.array([b for b in range(hour, HOURS, 24) if (b // 24 >= _MONDAY_TO_FRIDAY) is weekend])
        _take(part, buckets, Level.HOUR_OF_DAY, enough, learned, typical)
    typical = centre.copy()
    for bucket in range(HOURS):
        _take(part, np.array([bucket]), Level.HOUR_OF_WEEK, enough, learned, typical)
    climb = _climb(learned)
    scale = np.where(scale == 0, _between_levels(part), scale).astype(np.float32)
    assert centre.shape == (HOURS, series)  # noqa: S101  # what callers index by
    return centre, scale, level, climb


@dataclass(frozen=True, slots=True)
class _Learned:
    """What is being learned, changed in place: arrays of shape (168, series). ``within`` is the scatter of one hour."""

    centre: Floats
    scale: Floats
    level: NDArray[np.int8]
    within: Floats


def _climb(learned: _Learned) -> Floats:
    """Return by how much each hour climbs from its begin to its end.

    The way is the shorter one of those from the hour before and to the hour after, none where these go opposite ways
    (van Leer's and Roe's minmod limiter): where the level jumps on the stroke, one of them is short. Hours that scatter
    less than such a way makes them do not climb.
    """
    before = learned.centre - np.roll(learned.centre, 1, axis=0)
    after = np.roll(learned.centre, -1, axis=0) - learned.centre
    way = np.where(before * after > 0, np.sign(before) * np.minimum(np.abs(before), np.abs(after)), 0.0)
    within, made = learned.within, _CLIMB_TO_SIGMA * np.abs(way)
    climbs = np.isfinite(way) & np.isfinite(within) & (made > 0) & (within >= _STEADY * made)
    return np.where(climbs, way, 0.0).astype(np.float32)


def _between_levels(part: Summaries) -> Floats:
    """Return a scale for series whose middle half never moves: half of what an hour in four reaches at least.

    So one that mostly has one value and now and then another is not called far off each time it has that.
    """
    known = np.isfinite(part.reach)
    ranked = np.sort(np.where(known, part.reach, np.inf), axis=1)
    count = known.sum(axis=1)
    place = np.maximum(np.ceil(_OFTEN * count).astype(np.int64) - 1, 0)
    usual = ranked[np.arange(len(ranked)), np.minimum(place, ranked.shape[1] - 1)]
    return np.where(count > 0, usual / 2, 0.0).astype(np.float32)


def _take(
    part: Summaries,
    buckets: NDArray[np.int64],
    name: Level,
    enough: NDArray[np.bool_],
    learned: _Learned,
    typical: Floats,
) -> None:
    """Learn ``buckets`` as one, with their neighbours moved by what the hours usually differ (``typical``)."""
    own = np.isin(part.bucket, buckets)
    beside = np.isin(part.bucket, np.concatenate([(buckets - 1) % HOURS, (buckets + 1) % HOURS])) & ~own
    known = enough & _sufficient(part, np.flatnonzero(own))
    if not known.any():
        return
    used = np.flatnonzero(own | (beside if name is Level.HOUR_OF_WEEK else False))
    if name is Level.HOUR_OF_WEEK:
        shift = np.where(own[used, None], 0.0, typical[buckets[0]] - typical[part.bucket[used]]).astype(np.float32)
        moved = replace(part, median=part.median[:, used] + shift.T, spread=part.spread[:, used])
    else:
        moved = replace(part, median=part.median[:, used], spread=part.spread[:, used])
    found = _pooled(moved, np.where(own[used], 1.0, _NEIGHBOUR_WEIGHT))
    arrays: tuple[NDArray[Any], ...] = (learned.centre, learned.scale, learned.within, learned.level)
    values_of = (found.centre, found.scale, found.within, np.full(len(known), name))
    for target, values in zip(arrays, values_of, strict=True):
        target[np.ix_(buckets, np.flatnonzero(known))] = values[known]


def _sufficient(part: Summaries, columns: NDArray[np.int64]) -> NDArray[np.bool_]:
    counts = part.count[:, columns]
    days = part.day[columns]
    distinct = np.zeros(len(counts))
    for day in np.unique(days):
        distinct += (counts[:, days == day] > 0).any(axis=1)
    return np.asarray((counts.sum(axis=1) >= LEAST_IN_BUCKET) & (distinct >= LEAST_DAYS))


@dataclass(frozen=True, slots=True)
class _Pooled:
    centre: Floats
    scale: Floats
    within: Floats


def _pooled(part: Summaries, weights: NDArray[np.float64]) -> _Pooled:
    """Return weighted median over the hours, and a scale from spread within hours and between them."""
    median, spread = part.median, part.spread
    weight = np.where(np.isfinite(median), weights[None, :], 0.0)
    centre = weighted_median(median, weight)
    between = MAD_TO_SIGMA * weighted_median(np.abs(median - centre[:, None]), weight)
    within = np.nan_to_num(weighted_median(spread, weight))
    return _Pooled(centre, np.hypot(np.nan_to_num(between), within).astype(np.float32), within)


def weighted_median(values: Floats, weights: NDArray[np.float64]) -> Floats:
    """Return the weighted median of each row: the mean of the two middle values where they share the weight evenly.

    Columns without weight do not count; a row without any gives NaN.
    """
    counted = np.where(weights > 0, values, np.inf)
    order = np.argsort(counted, axis=1, kind="stable")
    ranked = np.take_along_axis(counted, order, axis=1)
    reached = np.cumsum(np.take_along_axis(weights, order, axis=1), axis=1)
    half = reached[:, -1:] / 2
    rows = np.arange(len(values))
    lower = ranked[rows, np.argmax(reached >= half - 1e-9, axis=1)]
    upper = ranked[rows, np.argmax(reached > half + 1e-9, axis=1)]
    with np.errstate(invalid="ignore"):
        middle = (lower + np.where(np.isfinite(upper), upper, lower)) / 2
    return np.where(reached[:, -1] > 0, middle, np.nan).astype(np.float32)
