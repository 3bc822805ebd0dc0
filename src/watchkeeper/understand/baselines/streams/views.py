"""The ways in which a series is looked at, each with one magnitude a row.

A magnitude of 0 is ordinary, larger is stranger, NaN is not known yet. Views need no common unit: each is judged by its
own history (``returns.return_period``).
"""

from bisect import insort
from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from watchkeeper.understand.baselines.streams.running import (
    FLOOR_SHARE,
    Floats,
    before,
    mean,
    median,
    rarity,
    tiny,
)
from watchkeeper.understand.baselines.streams.seasons import expected, hour_of_day_departure
from watchkeeper.understand.baselines.streams.shapes import novelty

_LONG_ROWS: Final = 3_000
_RARITY_CAP: Final = 4.0
_RANGE_ROWS: Final = 60


def level(values: Floats, rows: int) -> Floats:
    """Distance from the median of the ``rows`` rows before."""
    return np.asarray(np.abs(values - before(median(values, rows))))


def dispersion(values: Floats, rows: int) -> Floats:
    """How far the logarithm of the mean step of the last ``rows`` rows is from its own long median."""
    steps = np.abs(values - before(values))
    spread = np.log(mean(steps, rows) + FLOOR_SHARE * np.maximum.accumulate(steps) + tiny(values))
    return np.asarray(np.abs(spread - before(median(spread, _LONG_ROWS), rows)))


def restlessness(residual: Floats, values: Floats, short: int, long: int) -> Floats:
    """How much larger the errors of the last ``short`` rows are than those of ``long`` rows, as a logarithm."""
    size = np.abs(residual)
    floor = FLOOR_SHARE * np.maximum.accumulate(size) + tiny(values)
    return np.asarray(np.abs(np.log((mean(size, short) + floor) / (before(mean(size, long), short) + floor))))


def crowding(steps: Floats, rows: int) -> Floats:
    """How many of the last ``rows`` steps were rare: the mean of their rarities (each counts up to a limit)."""
    return mean(np.minimum(rarity(np.abs(steps)), _RARITY_CAP), rows)


def out_of_range(values: Floats) -> Floats:
    """How far outside the bulk (1 % to 99 %) of all values before a value lies, in widths of their middle half."""
    result = np.full(len(values), np.nan)
    seen: list[float] = []
    floor = tiny(values)
    for row, value in enumerate(values.tolist()):
        count = len(seen)
        if count > _RANGE_ROWS:
            low, high = seen[count // 100], seen[-1 - count // 100]
            width = max(seen[3 * count // 4] - seen[count // 4], (high - low) / 4, floor[row])
            result[row] = max(value - high, low - value, 0.0) / width
        insort(seen, value)
    return result


def views_of(times_s: Floats, values: Floats) -> Mapping[str, Floats]:
    """Return every view of the series, by name. ``values`` are finite."""
    residual = values - expected(times_s, values)
    steps = values - before(values)
    looks: dict[str, Callable[[], Floats]] = {
        "departure": lambda: np.abs(residual),
        "departure_6": lambda: np.abs(mean(residual, 6)),
        "departure_24": lambda: np.abs(mean(residual, 24)),
        "hour_of_day": lambda: np.abs(hour_of_day_departure(times_s, values)),
        "range": lambda: out_of_range(values),
        "level_50": lambda: level(values, 50),
        "level_1000": lambda: level(values, 1000),
        "step": lambda: np.abs(steps),
        "dispersion_24": lambda: dispersion(values, 24),
        "restlessness": lambda: restlessness(residual, values, 12, 300),
        "crowding": lambda: crowding(steps, 10),
        "shape_8": lambda: novelty(values, 8),
        "shape_24": lambda: novelty(values, 24),
    }
    return {name: look() for name, look in looks.items()}
