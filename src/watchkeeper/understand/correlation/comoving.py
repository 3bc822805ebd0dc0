"""Which of many series move together: lagged rank correlation with its false discoveries under control. Pure.

Series are compared by Spearman's coefficient of what is left of them without their season, at every lag up to a few
hours. Hours of one series resemble each other, and then chance alone makes large coefficients: n hours count as
n / (1 + 2 sum (1 - k/n) a(k) b(k)) independent ones, where a and b are both series' autocorrelations (Bartlett 1935;
Pyper and Peterman 1998). The p-value of the best lag (Fisher's z, with the variance for ranks of Fieller, Hartley and
Pearson 1957) is multiplied by the number of lags, and pairs are kept by the rule of Benjamini and Yekutieli (2001),
which holds whatever the pairs have to do with each other, as they do when they share a series.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MOST_LAG_H: Final = 6
FALSE_SHARE: Final = 0.05
"""Share of what is told that may be chance."""
LEAST_RHO: Final = 0.3
"""What moves together less than this concerns nobody, however sure it is."""
LEAST_HOURS: Final = 14 * 24
_LEAST_INDEPENDENT: Final = 20.0
_MEMORY_H: Final = 168
_RANK_VARIANCE: Final = 1.06


@dataclass(frozen=True, slots=True)
class Pair:
    """Rows ``one`` and ``other`` move together: ``other`` follows by ``lag_h`` hours, or leads where it is below zero.

    ``rho`` is Spearman's coefficient at that lag, over ``hours`` common hours; ``q`` the share of false discoveries at
    which the pair would just be told.
    """

    one: int
    other: int
    rho: float
    lag_h: int
    q: float
    hours: int


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Ranks of each row as standard scores with 0 where nothing is known, and where something is."""

    scores: Floats
    known: Floats


def comoving(residuals: Floats, pairs: Ints, *, most_lag_h: int = MOST_LAG_H, share: float = FALSE_SHARE) -> list[Pair]:
    """Return those of ``pairs`` (n, 2: rows of ``residuals``) that move together, the surest first.

    ``residuals`` has a row a series and a column an hour, NaN for none.
    """
    if not len(pairs):
        return []
    ranked = _ranked(residuals)
    one, other = pairs[:, 0], pairs[:, 1]
    rho, lag, hours = _best(ranked, one, other, most_lag_h)
    independent = hours / _inflation(ranked, one, other)
    p = _p_value(rho, np.where(hours >= LEAST_HOURS, independent, 0.0)) * (2 * most_lag_h + 1)
    q = false_share_of(np.minimum(p, 1.0))
    told = np.flatnonzero((q <= share) & (np.abs(rho) >= LEAST_RHO))
    return [
        Pair(int(one[i]), int(other[i]), float(rho[i]), int(lag[i]), float(q[i]), int(hours[i]))
        for i in told[np.lexsort((-np.abs(rho[told]), q[told]))].tolist()
    ]


def false_share_of(p_values: Floats) -> Floats:
    """Return the adjusted p-values of Benjamini and Yekutieli: the share of false ones among those at or below each."""
    count = len(p_values)
    order = np.argsort(p_values)
    harmonic = float((1 / np.arange(1, count + 1)).sum())
    steps = p_values[order] * count * harmonic / np.arange(1, count + 1)
    adjusted = np.empty(count)
    adjusted[order] = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1.0)
    return adjusted


def ranks_of(values: Floats) -> Floats:
    """Return the ranks of the known values, the mean rank for equal ones; NaN stays."""
    ranks = np.full(len(values), np.nan)
    known = np.isfinite(values)
    _, place, count = np.unique(values[known], return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    ranks[known] = (last - (count - 1) / 2)[place]
    return ranks


def _ranked(values: Floats) -> _Ranked:
    ranks = np.array([ranks_of(row) for row in values])
    known = np.isfinite(ranks)
    count = np.maximum(known.sum(axis=1, keepdims=True), 1)
    filled = np.where(known, ranks, 0.0)
    centred = np.where(known, filled - filled.sum(axis=1, keepdims=True) / count, 0.0)
    spread = np.sqrt((centred**2).sum(axis=1, keepdims=True) / count)
    return _Ranked(np.divide(centred, spread, out=np.zeros_like(centred), where=spread > 0), known.astype(float))


def _best(ranked: _Ranked, one: Ints, other: Ints, most_lag_h: int) -> tuple[Floats, Ints, Floats]:
    """Return the strongest coefficient of each pair, its lag and common hours; the shorter lag where two are equal."""
    rho, lag, hours = np.zeros(len(one)), np.zeros(len(one), dtype=np.int64), np.zeros(len(one))
    for shift in range(most_lag_h + 1):
        found, common = _at_lag(ranked, shift)
        for first, second, sign in ((one, other, 1), (other, one, -1)):
            here = found[first, second]
            better = (np.abs(here) > np.abs(rho) + 1e-12) | ((shift == 0) & (sign == 1))
            rho = np.where(better, here, rho)
            lag = np.where(better, sign * shift, lag)
            hours = np.where(better, common[first, second], hours)
    return rho, lag, hours


def _at_lag(ranked: _Ranked, lag: int) -> tuple[Floats, Floats]:
    """Return the correlation of every row with every row ``lag`` hours later, and how many hours they share."""
    width = ranked.scores.shape[1] - lag
    early, late = ranked.scores[:, :width], ranked.scores[:, lag:]
    known_early, known_late = ranked.known[:, :width], ranked.known[:, lag:]
    scale = np.sqrt(((early**2) @ known_late.T) * (known_early @ (late**2).T))
    both = early @ late.T
    return np.divide(both, scale, out=np.zeros_like(both), where=scale > 0), known_early @ known_late.T


def _inflation(ranked: _Ranked, one: Ints, other: Ints) -> Floats:
    """Return of each pair how many hours count as one independent hour."""
    memory = _autocorrelations(ranked)
    width = ranked.scores.shape[1]
    taper = 1 - np.arange(1, memory.shape[1] + 1) / width
    together = 1 + 2 * (memory * taper) @ memory.T
    return np.asarray(np.maximum(together[one, other], 1.0))


def _autocorrelations(ranked: _Ranked) -> Floats:
    """Return each row's autocorrelation at lags of 1 to 168 hours (or a quarter of all)."""
    width = ranked.scores.shape[1]
    size = 2 ** math.ceil(math.log2(2 * width))
    lags = slice(1, 1 + min(_MEMORY_H, width // 4))

    def products(of: Floats) -> Floats:
        return np.asarray(np.fft.irfft(np.abs(np.fft.rfft(of, size, axis=1)) ** 2, size, axis=1)[:, lags])

    common = np.maximum(products(ranked.known), 1.0)
    variance = (ranked.scores**2).sum(axis=1, keepdims=True) / np.maximum(ranked.known.sum(axis=1, keepdims=True), 1)
    covariance = products(ranked.scores) / common
    return np.asarray(np.divide(covariance, variance, out=np.zeros_like(covariance), where=variance > 0))


def _p_value(rho: Floats, independent: Floats) -> Floats:
    """Return the two-sided p-value of each coefficient; 1 where too few independent hours stand behind it."""
    enough = independent >= _LEAST_INDEPENDENT
    z = np.arctanh(np.clip(np.abs(rho), 0.0, 1 - 1e-9)) * np.sqrt(np.maximum(independent - 3, 0.0) / _RANK_VARIANCE)
    return np.array([math.erfc(one / math.sqrt(2)) for one in np.where(enough, z, 0.0).tolist()])


def every_pair(rows: Sequence[int]) -> Ints:
    """Return all pairs of rows."""
    first, second = np.triu_indices(len(rows), 1)
    of = np.asarray(rows, dtype=np.int64)
    return np.stack([of[first], of[second]], axis=1)
