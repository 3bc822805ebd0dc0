"""The last minutes of a metric, cycle by cycle, and what avg, min, max and change make of them."""

import warnings
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

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
Devices = NDArray[np.int64]
Past = Callable[[int, Devices], Sequence[Slice]]
"""Gives the slices of the store from a moment (ms) on, oldest first, of some devices: what this shard did not see."""


@dataclass(slots=True)
class _Window:
    """Slices, oldest first, and the devices that the newest of them is of."""

    slices: deque[Slice]
    devices: Devices


@dataclass(slots=True)
class Windows:
    """What is remembered, by family, metric and shard. Begins with what the store has.

    So does what is remembered of a device that the shard's last cycle was without: it was polled in another shard, or
    silent.
    """

    _kept: dict[tuple[str, str, int], _Window] = field(default_factory=dict)

    def take(
        self, place: tuple[str, str, int], now: Slice, devices: Devices, keep_s: int, interval_s: int, past: Past
    ) -> Sequence[Slice]:
        """Remember ``now``, which is of ``devices``; return the slices of the last ``keep_s`` seconds, oldest first."""
        oldest = now.slot_ms - keep_s * 1000
        window = self._kept.get(place)
        if window is None or not _goes_on(window.slices, now, oldest, interval_s):
            window = self._kept[place] = _Window(_before(now, past(oldest, devices)), devices)
        elif len(others := np.setdiff1d(devices, window.devices)):
            window.slices = _merged(window.slices, _before(now, past(oldest, others)))
        kept = window.slices
        while kept and kept[0].slot_ms <= oldest:
            kept.popleft()
        if not kept or kept[-1].slot_ms < now.slot_ms:
            kept.append(now)
            window.devices = devices
        return list(kept)


def _goes_on(kept: deque[Slice], now: Slice, oldest_ms: int, interval_s: int) -> bool:
    """Say whether the next cycle follows upon what is kept, and that is more than the first cycle of this process."""
    if not kept:
        return True
    missed = now.slot_ms - kept[-1].slot_ms > 1500 * interval_s
    short = kept[0].slot_ms > oldest_ms + 1500 * interval_s
    return not missed and not (short and len(kept) < 2)  # noqa: PLR2004


def _before(now: Slice, slices: Sequence[Slice]) -> deque[Slice]:
    return deque(one for one in slices if one.slot_ms < now.slot_ms)


def _merged(kept: deque[Slice], others: deque[Slice]) -> deque[Slice]:
    """Put slices of others beside those that are kept; where both know a series, what is kept counts."""
    found = {one.slot_ms: one for one in others}
    for one in kept:
        if (other := found.get(one.slot_ms)) is not None:
            new = ~np.isin(other.keys, one.keys)
            keys, values = (one.keys, other.keys[new]), (one.values, other.values[new])
            one = Slice(one.slot_ms, np.concatenate(keys), np.concatenate(values))  # noqa: PLW2901
        found[one.slot_ms] = one
    return deque(found[slot_ms] for slot_ms in sorted(found))


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
