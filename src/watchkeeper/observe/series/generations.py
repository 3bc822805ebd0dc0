"""Two samples of every interface: the newest, and what it was compared with, so that a retry is answered alike."""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from watchkeeper.observe.series.counters import ABSENT, CounterState, Flags, empty_state, state_of
from watchkeeper.observe.series.rates import Rated, to_rates


@dataclass(frozen=True, slots=True)
class Generations:
    """``newest`` has the last counters of each interface, ``base`` those that they were compared with."""

    newest: CounterState = field(default_factory=empty_state)
    base: CounterState = field(default_factory=empty_state)

    def of_devices(self, device_ids: list[int]) -> "Generations":
        """Return only the interfaces of these devices."""
        return Generations(*(state.take(np.isin(state.device_id, device_ids)) for state in (self.newest, self.base)))

    def replaced(self, other: "Generations", device_ids: list[int]) -> "Generations":
        """Return these with all that is known of some devices taken from ``other``."""
        kept = (state.take(~np.isin(state.device_id, device_ids)) for state in (self.newest, self.base))
        newest, base = kept
        return Generations(newest.joined(other.newest), base.joined(other.base))


def advance(
    known: Generations, observed: pa.RecordBatch, *, interval_s: float, keep_s: float
) -> tuple[Rated, Generations]:
    """Rate ``observed`` against what is known, row by row, and return what is known then.

    A row of a later slot is compared with the newest; one of the newest slot itself (a retry) with its base, and takes
    its place; an older one is ignored. Interfaces not in ``observed`` stay for ``keep_s``.
    """
    wanted = state_of(observed)
    repeated, older = _compared(wanted, known.newest)
    previous = known.newest
    if repeated.any():
        again = wanted.take(repeated)
        previous = previous.without(again).joined(known.base.matching(again))
    rated = to_rates(observed, previous, interval_s=interval_s, keep_s=keep_s)
    if len(previous) == len(wanted) and previous.starts_with(wanted) and not (repeated | older).any():
        return rated, Generations(rated.state, previous)
    moved = wanted.take(~older)
    base = previous.matching(moved).joined(known.base.without(moved))
    return rated, Generations(rated.state, base.newer_than(float(wanted.slot_ms.max()) - keep_s * 1000))


def _compared(wanted: CounterState, newest: CounterState) -> tuple[Flags, Flags]:
    """Return which rows repeat the slot that is the newest, and which are of an older one."""
    at = newest.locate(wanted)
    slots = newest.slot_ms[np.maximum(at, 0)] if len(newest) else np.zeros(len(at), dtype=np.int64)
    there = at != ABSENT
    return (
        np.logical_and(there, wanted.slot_ms == slots),
        np.logical_and(there, wanted.slot_ms < slots),
    )
