"""The last minutes of a metric, cycle by cycle, and what avg, min, max and change make of them."""

import warnings
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from watchkeeper.understand.baselines.keys import Keys
from watchkeeper.understand.rules.columns import Rows
from watchkeeper.understand.rules.expression.evaluation import Numbers

_LEAST_SHARE: Final = 0.5
"""Of the samples that a window should have, so many have to be there; with less nothing is known."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One cycle of one metric: the values of ``keys`` at ``slot_ms``."""

    slot_ms: int
    keys: Keys
    values: Numbers


_AGGREGATES: Final[Mapping[str, Callable[[Numbers], Numbers]]] = {
    "avg": lambda stacked: np.nanmean(stacked, axis=0),
    "min": lambda stacked: np.nanmin(stacked, axis=0),
    "max": lambda stacked: np.nanmax(stacked, axis=0),
}
Past = Callable[[int], Sequence[Slice]]
"""Gives the slices of the store from a moment (ms) on, oldest first: what was before this process began."""


@dataclass(slots=True)
class Windows:
    """What is remembered, by family, metric and shard. Begins with what the store has."""

    _kept: dict[tuple[str, str, int], deque[Slice]] = field(default_factory=dict)

    def take(
        self, place: tuple[str, str, int], now: Slice, keep_s: int, interval_s: int, past: Past
    ) -> Sequence[Slice]:
        """Remember ``now`` and return the slices of the last ``keep_s`` seconds, oldest first."""
        kept = self._kept.get(place)
        oldest = now.slot_ms - keep_s * 1000
        missing = kept is None or (bool(kept) and now.slot_ms - kept[-1].slot_ms > 1500 * interval_s)
        short = kept is not None and bool(kept) and kept[0].slot_ms > oldest + 1500 * interval_s
        if missing or (short and len(kept or ()) < 2):  # noqa: PLR2004 - the first cycles of this process
            kept = self._kept[place] = deque(one for one in past(oldest) if one.slot_ms < now.slot_ms)
        assert kept is not None  # noqa: S101 - made above
        while kept and kept[0].slot_ms <= oldest:
            kept.popleft()
        if not kept or kept[-1].slot_ms < now.slot_ms:
            kept.append(now)
        return list(kept)


def over(function: str, slices: Sequence[Slice], rows: Rows, seconds: int, interval_s: int) -> Numbers:
    """Return avg, min, max or change of each row over the last ``seconds``; NaN where less than half is known."""
    newest = slices[-1].slot_ms if slices else 0
    stacked = np.array(list(_aligned(slices, rows, newest - seconds * 1000)))
    if not len(stacked):
        return np.full(len(rows), np.nan)
    return aggregated(function, stacked, max(1, seconds // max(1, interval_s)))


def aggregated(function: str, stacked: Numbers, expected: int) -> Numbers:
    """Return the aggregate of each column of ``stacked`` (cycles x series, oldest first)."""
    known = np.isfinite(stacked)
    enough = known.sum(axis=0) >= max(1, int(np.ceil(_LEAST_SHARE * expected)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # columns without any value become NaN, which is meant
        if function == "change":
            first = np.take_along_axis(stacked, known.argmax(axis=0)[None], 0)[0]
            found = stacked[-1] - first
        else:
            found = _AGGREGATES[function](stacked)
    return np.where(enough, found, np.nan)


def _aligned(slices: Sequence[Slice], rows: Rows, after_ms: int) -> Iterator[Numbers]:
    for one in slices:
        if one.slot_ms <= after_ms:
            continue
        if len(one.keys) == len(rows) and bool((one.keys == rows.keys).all()):
            yield one.values
            continue
        order = np.argsort(one.keys, kind="stable")
        if not len(order):
            continue
        at = order[np.minimum(np.searchsorted(one.keys[order], rows.keys), len(order) - 1)]
        yield np.where(one.keys[at] == rows.keys, one.values[at], np.nan)
