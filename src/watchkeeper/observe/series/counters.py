"""The last counters of every interface, as columns: what a rate needs from the previous poll."""

from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from watchkeeper.kit.families import COUNTERS

ABSENT = -1
"""Stands for null in integer columns whose values are never negative."""

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class CounterState:
    """One row per interface, struct of arrays; ``counters`` and ``present`` have shape (len(COUNTERS), rows).

    Times: ``slot_ms`` since the epoch, ``uptime_ticks`` and ``discontinuity_ticks`` in 1/100 s of the agent,
    ``monotonic_s`` by the poller's own clock (NaN when it cannot be compared, as after a reboot of the poller).
    Integer columns hold ``ABSENT`` for null.
    """

    names: pa.Array
    code: Ints
    device_id: Ints
    slot_ms: Ints
    if_index: Ints
    uptime_ticks: Ints
    discontinuity_ticks: Ints
    speed_bps: Ints
    bits: Ints
    monotonic_s: NDArray[np.float64]
    counters: NDArray[np.uint64]
    present: Flags

    def __len__(self) -> int:
        return len(self.code)

    @cached_property
    def _sorted_keys(self) -> tuple[Ints, Ints, Ints]:
        """Distinct devices, the rows' keys in order, and the rows in that order."""
        devices = np.unique(self.device_id)
        keys = np.searchsorted(devices, self.device_id) * len(self.names) + self.code
        order = np.argsort(keys, kind="stable")
        return devices, keys[order], order

    def counted(self) -> Flags:
        """Mark rows that have at least one counter."""
        return np.asarray(self.present.any(axis=0), dtype=np.bool_)

    def duplicates(self) -> Flags:
        """Mark rows whose (device, object) stands in an earlier row already."""
        _, keys, order = self._sorted_keys
        again = np.zeros(len(self), dtype=np.bool_)
        again[order[1:]] = keys[1:] == keys[:-1]
        return again

    def locate(self, wanted: "CounterState") -> Ints:
        """Return for each row of ``wanted`` the row of the same (device, object) here, or ``ABSENT``."""
        if not len(self) or not len(wanted):
            return np.full(len(wanted), ABSENT, dtype=np.int64)
        if self.starts_with(wanted):
            return np.arange(len(wanted), dtype=np.int64)
        devices, keys, order = self._sorted_keys
        translation = pc.index_in(wanted.names, value_set=self.names).fill_null(ABSENT).to_numpy(zero_copy_only=False)
        code = translation.astype(np.int64)[wanted.code]
        rank = np.minimum(np.searchsorted(devices, wanted.device_id), len(devices) - 1)
        key = rank * len(self.names) + code
        position = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
        found = (devices[rank] == wanted.device_id) & (code != ABSENT) & (keys[position] == key)
        return np.where(found, order[position], ABSENT)

    def starts_with(self, other: "CounterState") -> bool:
        """Tell whether the first rows are the interfaces of ``other`` in its order, as in two polls in a row.

        Behind them stand those of devices that have not answered lately.
        """
        count = len(other)
        return (
            count <= len(self)
            and np.array_equal(self.device_id[:count], other.device_id)
            and np.array_equal(self.code[:count], other.code)
            and bool(self.names[: len(other.names)].equals(other.names))
        )

    def take(self, rows: Ints | Flags) -> "CounterState":
        """Return the given rows (positions or a mask), in that order."""
        if _is_everything(rows, len(self)):
            return self
        columns = {field.name: getattr(self, field.name)[..., rows] for field in fields(self) if field.name != "names"}
        return replace(self, **columns)

    def without(self, keys: "CounterState") -> "CounterState":
        """Return the rows whose (device, object) is not in ``keys``."""
        at = self.locate(keys)
        stays = np.ones(len(self), dtype=np.bool_)
        stays[at[at != ABSENT]] = False
        return self.take(stays)

    def matching(self, keys: "CounterState") -> "CounterState":
        """Return the rows whose (device, object) is in ``keys``."""
        at = np.unique(self.locate(keys))
        return self.take(at[at != ABSENT])

    def newer_than(self, slot_ms: float) -> "CounterState":
        """Return the rows of later slots."""
        return self.take(self.slot_ms > slot_ms)

    def joined(self, other: "CounterState") -> "CounterState":
        """Return these rows and then those of ``other``."""
        if not len(other):
            return self
        if not len(self):
            return other
        names = pa.concat_arrays([self.names, other.names]).unique()
        columns = {
            field.name: np.concatenate([getattr(self, field.name), getattr(other, field.name)], axis=-1)
            for field in fields(self)
            if field.name not in {"names", "code"}
        }
        code = np.concatenate([_recoded(self, names), _recoded(other, names)])
        return CounterState(names=names, code=code, **columns)

    def without_monotonic(self) -> "CounterState":
        """Return the state with a poller clock that cannot be compared."""
        return replace(self, monotonic_s=np.full(len(self), np.nan))


def _is_everything(rows: Ints | Flags, count: int) -> bool:
    if rows.dtype == np.bool_:
        return bool(rows.all())
    return len(rows) == count and bool(np.array_equal(rows, np.arange(count)))


def _recoded(state: CounterState, names: pa.Array) -> Ints:
    to_new = pc.index_in(state.names, value_set=names).to_numpy(zero_copy_only=False).astype(np.int64)
    return np.asarray(to_new[state.code], dtype=np.int64)


def empty_state() -> CounterState:
    """Return a state that knows no interface."""
    none = np.empty(0, dtype=np.int64)
    return CounterState(
        names=pa.array([], pa.string()),
        code=none,
        device_id=none,
        slot_ms=none,
        if_index=none,
        uptime_ticks=none,
        discontinuity_ticks=none,
        speed_bps=none,
        bits=none,
        monotonic_s=np.empty(0, dtype=np.float64),
        counters=np.empty((len(COUNTERS), 0), dtype=np.uint64),
        present=np.empty((len(COUNTERS), 0), dtype=np.bool_),
    )


def state_of(observed: pa.RecordBatch) -> CounterState:
    """Return the columns of an observed interface batch that the next poll will need, row by row."""
    names, code = _named(observed["object"])
    columns = [observed[name] for name in COUNTERS]
    return CounterState(
        names=names,
        code=code,
        device_id=_integers(observed, "device_id"),
        slot_ms=_integers(observed, "ts"),
        if_index=_integers(observed, "if_index"),
        uptime_ticks=_integers(observed, "uptime_ticks"),
        discontinuity_ticks=_integers(observed, "discontinuity_ticks"),
        speed_bps=_integers(observed, "speed_bps"),
        bits=_integers(observed, "counter_bits"),
        monotonic_s=observed["monotonic_s"].fill_null(np.nan).to_numpy(zero_copy_only=False),
        counters=np.stack([column.fill_null(0).to_numpy(zero_copy_only=False) for column in columns]),
        present=np.stack([column.is_valid().to_numpy(zero_copy_only=False) for column in columns]),
    )


def _named(objects: pa.DictionaryArray) -> tuple[pa.Array, Ints]:
    """Return the distinct names and each row's place in them; a dictionary may hold a name twice."""
    names = objects.dictionary.cast(pa.string())
    code = np.asarray(objects.indices.to_numpy(zero_copy_only=False), dtype=np.int64)
    distinct = names.unique()
    if len(distinct) == len(names):
        return names, code
    to_distinct = pc.index_in(names, value_set=distinct).to_numpy(zero_copy_only=False).astype(np.int64)
    return distinct, to_distinct[code]


def _integers(observed: pa.RecordBatch, name: str) -> Ints:
    column = observed[name].cast(pa.int64())
    return np.asarray(column.fill_null(ABSENT).to_numpy(zero_copy_only=False), dtype=np.int64)
