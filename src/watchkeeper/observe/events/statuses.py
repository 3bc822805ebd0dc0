"""The status of many interfaces as columns: what a change is measured against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

ABSENT = -1
"""Stands for "not known" in integer columns."""
UP = 1
OPER_WORDS = {1: "up", 2: "down", 3: "testing", 4: "unknown", 5: "dormant", 6: "notPresent", 7: "lowerLayerDown"}
"""ifOperStatus (RFC 2863)."""
ADMIN_WORDS = {1: "up", 2: "down", 3: "testing"}
"""ifAdminStatus (RFC 2863)."""
OPER_CODES = {word: code for code, word in OPER_WORDS.items()}
ADMIN_CODES = {word: code for code, word in ADMIN_WORDS.items()}
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


@dataclass(frozen=True, slots=True)
class KnownInterface:
    """An interface as the inventory knows it; statuses are IF-MIB words."""

    device_id: int
    name: str
    if_index: int | None
    admin_status: str | None
    oper_status: str | None


def statuses_from(known: Sequence[KnownInterface]) -> InterfaceStatuses:
    """Return the status columns of interfaces that the inventory knows."""
    encoded = pa.array([interface.name for interface in known], pa.string()).dictionary_encode()

    def column(values: Iterable[int | None]) -> Ints:
        return np.array([ABSENT if value is None else value for value in values], dtype=np.int64)

    return InterfaceStatuses(
        encoded.dictionary,
        np.asarray(encoded.indices.to_numpy(zero_copy_only=False), dtype=np.int64),
        column(interface.device_id for interface in known),
        column(interface.if_index for interface in known),
        column(ADMIN_CODES.get(interface.admin_status or "") for interface in known),
        column(OPER_CODES.get(interface.oper_status or "") for interface in known),
    )
