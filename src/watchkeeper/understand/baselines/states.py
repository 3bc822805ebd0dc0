"""What the detector remembers of each series between cycles, as columns. Everything here survives as one file."""

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

RING: Final = 12
"""Cycles that are remembered one by one: an hour of five-minute polls."""


@dataclass(slots=True)
class States:
    """Columns of equal length, one entry a series of one metric.

    ``ring``, of shape (RING, series), holds the latest scores (sigmas), oldest first, NaN where there was none;
    ``above`` and ``below`` are bits of the latest polls beyond the opening threshold, newest lowest; ``calm`` counts
    polls in a row within the closing one; ``same`` counts equal values in a row, ``missed`` polls without a value.
    ``rise`` and ``fall`` are CUSUM sums. ``open_*`` hold the opening slot (epoch milliseconds) of what is open, 0 for
    nothing.
    """

    key: NDArray[np.uint64]
    ring: NDArray[np.float32]
    above: NDArray[np.uint8]
    below: NDArray[np.uint8]
    calm: NDArray[np.uint8]
    last: NDArray[np.float32]
    same: NDArray[np.uint16]
    missed: NDArray[np.uint8]
    rise: NDArray[np.float32]
    fall: NDArray[np.float32]
    open_departure: NDArray[np.int64]
    open_flat: NDArray[np.int64]
    open_swing: NDArray[np.int64]
    open_missing: NDArray[np.int64]
    open_limit: NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of series."""
        return len(self.key)

    def of(self, chosen: NDArray[np.bool_]) -> "States":
        """Return those of some series."""
        return States(**{field.name: getattr(self, field.name)[..., chosen] for field in fields(States)})


def fresh(keys: NDArray[np.uint64]) -> States:
    """Return the memory of series that have not been seen before."""
    count = len(keys)
    made: dict[str, np.ndarray] = {"key": keys, "ring": np.full((RING, count), np.nan, dtype=np.float32)}
    kinds = {"above": "u1", "below": "u1", "calm": "u1", "same": "u2", "missed": "u1", "rise": "f4", "fall": "f4"}
    for name, kind in kinds.items():
        made[name] = np.zeros(count, dtype=kind)
    made["last"] = np.full(count, np.nan, dtype=np.float32)
    for name in ("open_departure", "open_flat", "open_swing", "open_missing", "open_limit"):
        made[name] = np.zeros(count, dtype=np.int64)
    return States(**made)


def recalled(former: States | None, keys: NDArray[np.uint64]) -> States:
    """Return the memory of ``keys``, in their order: what ``former`` knows of them, and nothing of the others."""
    if former is None or not len(former):
        return fresh(keys)
    if np.array_equal(former.key, keys):
        return States(**{field.name: getattr(former, field.name).copy() for field in fields(States)})
    order = np.argsort(former.key)
    at = np.minimum(np.searchsorted(former.key, keys, sorter=order), len(former) - 1)
    found = order[at]
    known = former.key[found] == keys
    result = fresh(keys)
    for field in fields(States):
        if field.name != "key":
            getattr(result, field.name)[..., known] = getattr(former, field.name)[..., found[known]]
    return result


def carried(former: States | None, states: States) -> States:
    """Return ``states`` followed by those of ``former`` that had no part in this cycle (their devices did not answer).

    One that has not been seen for as long as can be counted, and of which nothing is open, is forgotten.
    """
    if former is None or not len(former) or np.array_equal(former.key, states.key):
        return states
    idle = ~np.isin(former.key, states.key)
    openings = [getattr(former, field.name) for field in fields(States) if field.name.startswith("open_")]
    is_open = np.any([column > 0 for column in openings], axis=0)
    kept = idle & ((former.missed < np.iinfo(np.uint8).max) | is_open)
    if not kept.any():
        return states
    both = joined(states, former.of(kept))
    missed = both.missed[len(states) :]
    missed[:] = np.minimum(missed, 254) + 1
    return both


def joined(states: States, more: States) -> States:
    """Return the states of both."""
    return States(
        **{
            field.name: np.concatenate([getattr(states, field.name), getattr(more, field.name)], axis=-1)
            for field in fields(States)
        }
    )
