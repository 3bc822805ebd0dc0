"""A mergeable sketch of a distribution: quantiles within 1 %, whatever the range of the values.

Values are counted in buckets whose bounds grow geometrically (DDSketch: Masson, Rim and Lee, "DDSketch: a fast and
fully-mergeable quantile sketch with relative-error guarantees", VLDB 2019). With accuracy ``a`` = 0.01:

    gamma = (1 + a) / (1 - a)                     ~ 1.0202
    i(x)  = ceil(log(x) / log(gamma))             bucket i holds (gamma^(i-1), gamma^i]
    x(i)  = 2 gamma^i / (gamma + 1)               |x(i) - x| <= a x for every x in bucket i

A bucket's *key* is one small integer that orders like the values: 0 for |x| < ``SMALLEST``, ``i(x) + SHIFT`` for
positive x and its negative for negative x. Two sketches are merged by adding the counts of equal keys, so the
quantile of a day from its hours is the quantile of the day's samples, within the same error.

The ``q`` quantile is the nearest rank: the ``ceil(q n)``-th smallest of n values.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ACCURACY = 0.01
GAMMA = (1 + ACCURACY) / (1 - ACCURACY)
LOG_GAMMA = math.log(GAMMA)
SMALLEST = 1e-9
"""Magnitudes below this are counted as zero."""
SHIFT = 1 - math.ceil(math.log(SMALLEST) / LOG_GAMMA)
"""Makes the key of ``SMALLEST`` 1."""
LARGEST_KEY = 2**15 - 1
"""Keys fit 16 bits; the largest stands for values from about 1e275 on."""

Keys = NDArray[np.int16]
Counts = NDArray[np.int64]
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sketch:
    """Counts by bucket key, keys ascending and distinct."""

    keys: Keys
    counts: Counts

    @property
    def count(self) -> int:
        """Number of values that were counted."""
        return int(self.counts.sum())

    def merged(self, other: "Sketch") -> "Sketch":
        """Return the sketch of both populations."""
        keys, place = np.unique(np.concatenate([self.keys, other.keys]), return_inverse=True)
        counts = np.zeros(len(keys), dtype=np.int64)
        np.add.at(counts, place, np.concatenate([self.counts, other.counts]))
        return Sketch(keys, counts)

    def quantile(self, q: float) -> float:
        """Return the value at quantile ``q`` (0..1), within 1 %; NaN when nothing was counted."""
        if not len(self.keys):
            return math.nan
        rank = max(1, math.ceil(q * self.count))
        return float(values_of(self.keys[[np.searchsorted(np.cumsum(self.counts), rank)]])[0])


def sketch_of(values: Values) -> Sketch:
    """Return the sketch of ``values``; NaN is not counted."""
    keys, counts = np.unique(keys_of(values[~np.isnan(values)]), return_counts=True)
    return Sketch(keys, counts.astype(np.int64))


def keys_of(values: Values) -> Keys:
    """Return each value's bucket key. The values are finite or infinite, not NaN."""
    magnitude = np.abs(values)
    small = magnitude < SMALLEST
    with np.errstate(divide="ignore"):
        index = np.ceil(np.log(np.where(small, 1.0, magnitude)) / LOG_GAMMA) + SHIFT
    key = np.where(small, 0.0, np.minimum(index, LARGEST_KEY))
    return np.asarray(np.where(values < 0, -key, key), dtype=np.int16)


def values_of(keys: Keys) -> Values:
    """Return the value that stands for each bucket."""
    wide = keys.astype(np.float64)
    magnitude = 2 * np.exp((np.abs(wide) - SHIFT) * LOG_GAMMA) / (GAMMA + 1)
    return np.asarray(np.where(wide == 0, 0.0, np.sign(wide) * magnitude), dtype=np.float64)
