"""How rare a value is, as a return period: after how many rows something as large is to be expected again.

Rows of one event resemble each other, so counting rows counts one event many times. The history kept here is the
largest value of each block of rows (block maxima, Coles 2001, chapter 3); beyond the largest block a Pareto tail is
fitted to the upper blocks (Hill's estimator, drawn towards a light tail while there are few).
"""

import math
from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import Final

import numpy as np

from watchkeeper.understand.baselines.streams.running import Floats

SMALLEST: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Blocks:
    """How the history is kept: rows a block, blocks needed before anything is scored, and the tail's prior."""

    rows: int = 16
    needed: int = 10
    upper_share: float = 0.34
    prior_index: float = 0.3
    prior_weight: float = 3.0
    least_index: float = 0.05


class _Tail:
    """The Pareto tail over the upper blocks."""

    def __init__(self, maxima: list[float], blocks: Blocks) -> None:
        known = len(maxima)
        upper = min(max(3, int(known * blocks.upper_share)), known - 1)
        self.start = max(maxima[known - upper - 1], 1e-12)
        self.share = upper / known
        excess = sum(math.log(max(value, 1e-12) / self.start) for value in maxima[known - upper :])
        index = (excess + blocks.prior_index * blocks.prior_weight) / (upper + blocks.prior_weight)
        self.index = max(index, blocks.least_index)

    def beyond(self, value: float) -> float:
        """Return the probability that a block's maximum is at least ``value``, for a value above the tail's start."""
        return float(self.share * (value / self.start) ** (-1.0 / self.index))


_DEFAULT: Final = Blocks()


def return_period(values: Floats, blocks: Blocks = _DEFAULT) -> Floats:
    """Return ``log10`` of the return period, in blocks, of each value among the blocks before it.

    ``values`` are magnitudes (0 = nothing unusual, NaN = not known yet: such rows score 0 and leave no history). 0 is
    returned while fewer than ``blocks.needed`` blocks are known.
    """
    result = np.zeros(len(values))
    maxima: list[float] = []
    largest, held = 0.0, 0
    tail: _Tail | None = None
    for row, value in enumerate(values.tolist()):
        if math.isnan(value):
            continue
        if held == blocks.rows:
            insort(maxima, largest)
            largest, held = 0.0, 0
            tail = _Tail(maxima, blocks) if len(maxima) >= blocks.needed else None
        if tail is not None and value > 0:
            result[row] = -math.log10(max(_probability(value, maxima, tail), SMALLEST))
        largest, held = max(largest, value), held + 1
    return result


def _probability(value: float, maxima: list[float], tail: _Tail) -> float:
    known = len(maxima)
    larger = known - bisect_left(maxima, value)
    counted = (larger + 1) / (known + 1)
    if value <= tail.start:
        return counted
    fitted = tail.beyond(value)
    return math.sqrt(counted * fitted) if larger else min(counted, fitted)
