"""Statistics of the rows seen so far. Row ``i`` of every result depends on rows ``0..i`` of the input and no others."""

from bisect import bisect_left, insort
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FLOOR_SHARE: Final = 0.01
"""A scale is never taken to be smaller than this share of the largest deviation seen."""


def tiny(values: Floats) -> Floats:
    """Return, for each row, a number too small to matter beside what has been seen, and larger than rounding."""
    return np.maximum.accumulate(np.abs(values)) * 1e-9 + 1e-12


def before(values: Floats, rows: int = 1) -> Floats:
    """Return the values of ``rows`` rows earlier; the first rows repeat the first value."""
    return np.concatenate([np.full(min(rows, len(values)), values[0]), values[:-rows]])[: len(values)]


def mean(values: Floats, rows: int) -> Floats:
    """Return the mean of the last ``rows`` rows, of fewer at the start."""
    total = np.concatenate([[0.0], np.cumsum(values - values[0])])
    end = np.arange(1, len(values) + 1)
    start = np.maximum(0, end - rows)
    result: Floats = (total[end] - total[start]) / (end - start) + values[0]
    return result


def median(values: Floats, rows: int) -> Floats:
    """Return the (upper) median of the last ``rows`` rows, of fewer at the start."""
    result = np.empty(len(values))
    window: list[float] = []
    listed: list[float] = values.tolist()
    for row, value in enumerate(listed):
        insort(window, value)
        if row >= rows:
            window.pop(bisect_left(window, listed[row - rows]))
        result[row] = window[len(window) // 2]
    return result


def rarity(values: Floats, *, warm_up: int = 50) -> Floats:
    """Return ``-log10`` of the share of earlier rows that were at least as large; 0 until ``warm_up`` rows are known.

    This is the conformal p-value of a stream: under exchangeability it is at most p with probability p.
    """
    result = np.zeros(len(values))
    seen: list[float] = []
    for row, value in enumerate(values.tolist()):
        known = len(seen)
        at = bisect_left(seen, value)
        if known >= warm_up and at:
            result[row] = -np.log10((known - at + 1) / (known + 1))
        insort(seen, value)
    return result
