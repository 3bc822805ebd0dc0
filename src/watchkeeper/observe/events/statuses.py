"""The status of many interfaces as columns: what a change is measured against."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from watchkeeper.estate.inventory.facts import InterfaceRow

ABSENT = -1
"""Stands for "not known" in integer columns."""
UP = 1
OPER_WORDS = {1: "up", 2: "down", 3: "testing", 4: "unknown", 5: "dormant", 6: "notPresent", 7: "lowerLayerDown"}
"""ifOperStatus (RFC 2863)."""
ADMIN_WORDS = {1: "up", 2: "down", 3: "testing"}
"""ifAdminStatus (RFC 2863)."""
OPER_CODES: Mapping[str | None, int] = {word: code for code, word in OPER_WORDS.items()}
ADMIN_CODES: Mapping[str | None, int] = {word: code for code, word in ADMIN_WORDS.items()}
UNKNOWN = OPER_CODES["unknown"]

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class InterfaceStatuses:
    """One row per interface, struct of arrays. ``code`` is the row's place in ``names``, which are distinct."""

    names: pa.Array
    code: Ints
    device_id: Ints
    if_index: Ints
    admin: Ints
    oper: Ints

    def __len__(self) -> int:
        return len(self.code)

    def name(self, row: int) -> str:
        """Return the interface's name."""
        return str(self.names[int(self.code[row])].as_py())

    def of_devices(self, device_ids: Iterable[int]) -> "InterfaceStatuses":
        """Return the rows of these devices."""
        return self.take(np.isin(self.device_id, np.fromiter(device_ids, dtype=np.int64)))

    def take(self, rows: NDArray[np.bool_] | Ints) -> "InterfaceStatuses":
        """Return the given rows (a mask or positions)."""
        return InterfaceStatuses(
            self.names, self.code[rows], self.device_id[rows], self.if_index[rows], self.admin[rows], self.oper[rows]
        )

    def joined(self, other: "InterfaceStatuses") -> "InterfaceStatuses":
        """Return these rows and then those of ``other``."""
        if not len(other):
            return self
        if not len(self):
            return other
        names = pa.concat_arrays([self.names, other.names]).unique()
        return InterfaceStatuses(
            names,
            np.concatenate([self.recoded(names), other.recoded(names)]),
            *(
                np.concatenate([getattr(self, column), getattr(other, column)])
                for column in ("device_id", "if_index", "admin", "oper")
            ),
        )

    def recoded(self, names: pa.Array) -> Ints:
        """Return each row's place in ``names``, ``ABSENT`` where its name is not among them."""
        if self.names.equals(names):
            return self.code
        places = pc.index_in(self.names, value_set=names).fill_null(ABSENT).to_numpy(zero_copy_only=False)
        return np.asarray(places, dtype=np.int64)[self.code]


def no_statuses() -> InterfaceStatuses:
    """Return columns without rows."""
    none = np.empty(0, dtype=np.int64)
    return InterfaceStatuses(pa.array([], pa.string()), none, none, none, none, none)


def statuses_of(observed: pa.RecordBatch) -> InterfaceStatuses:
    """Return the status columns of an observed interface batch (``kit.families.INTERFACE``)."""
    names = observed["object"].dictionary.cast(pa.string())
    code = np.asarray(observed["object"].indices.to_numpy(zero_copy_only=False), dtype=np.int64)
    distinct = names.unique()
    if len(distinct) != len(names):
        places = pc.index_in(names, value_set=distinct).to_numpy(zero_copy_only=False)
        names, code = distinct, np.asarray(places, dtype=np.int64)[code]
    return InterfaceStatuses(
        names,
        code,
        _integers(observed, "device_id"),
        _integers(observed, "if_index"),
        _integers(observed, "admin_status"),
        _integers(observed, "oper_status"),
    )


def _integers(observed: pa.RecordBatch, column: str) -> Ints:
    values = observed[column].cast(pa.int64()).fill_null(ABSENT)
    return np.asarray(values.to_numpy(zero_copy_only=False), dtype=np.int64)


class KnownInterface(NamedTuple):
    """An interface as the inventory knows it; statuses are IF-MIB words. A plain tuple of the same will do."""

    device_id: int
    name: str
    if_index: int | None
    admin_status: str | None
    oper_status: str | None


def statuses_from(known: Sequence[KnownInterface] | Sequence[InterfaceRow]) -> InterfaceStatuses:
    """Return the status columns of interfaces that the inventory knows."""
    if not known:
        return no_statuses()
    device_ids, names, indexes, admin, oper = zip(*known, strict=True)
    encoded = pa.array(names, pa.string()).dictionary_encode()
    return InterfaceStatuses(
        encoded.dictionary,
        np.asarray(encoded.indices.to_numpy(zero_copy_only=False), dtype=np.int64),
        np.array(device_ids, dtype=np.int64),
        np.array([ABSENT if index is None else index for index in indexes], dtype=np.int64),
        np.array([ADMIN_CODES.get(word, ABSENT) for word in admin], dtype=np.int64),
        np.array([OPER_CODES.get(word, ABSENT) for word in oper], dtype=np.int64),
    )


def spelt_as(known: InterfaceStatuses, observed: pa.RecordBatch, key: Callable[[str], str]) -> InterfaceStatuses:
    """Return ``known`` under the names that each device itself uses in ``observed``, where ``key`` of both is equal.

    Spellings are a matter of each device: Linux's ``eth1`` is not the ``Ethernet1`` of the switch beside it. ``key`` is
    asked once for each distinct name. Of several names with one key the last that the device gave counts.
    """
    said = statuses_of(observed)
    if not len(known) or not len(said):
        return known
    ours, theirs = [key(name) for name in known.names.to_pylist()], [key(name) for name in said.names.to_pylist()]
    place = {name: number for number, name in enumerate(dict.fromkeys([*ours, *theirs]))}
    devices = np.unique(np.concatenate([known.device_id, said.device_id]))

    def keyed(statuses: InterfaceStatuses, keys: Sequence[str]) -> Ints:
        codes = np.array([place[name] for name in keys], dtype=np.int64)[statuses.code]
        return np.asarray(np.searchsorted(devices, statuses.device_id) * len(place) + codes, dtype=np.int64)

    wanted, there = keyed(known, ours), keyed(said, theirs)
    order = np.argsort(there, kind="stable")
    at = np.maximum(np.searchsorted(there[order], wanted, side="right") - 1, 0)
    found = there[order][at] == wanted
    names = pa.concat_arrays([known.names, said.names]).unique()
    code = np.where(found, said.recoded(names)[order][at], known.recoded(names))
    return replace(known, names=names, code=np.asarray(code, dtype=np.int64))
