"""From rows of many devices to one typed column batch per family."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain, groupby, repeat
from operator import itemgetter
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from watchkeeper.estate.drivers.snmp.interfaces import InterfaceRows
from watchkeeper.kit.families import AVAILABILITY, FAMILIES, INTERFACE, NAME, Family

Column: TypeAlias = Sequence[Any] | NDArray[Any]
"""One column of one device; an array has no nulls."""


class FamilyColumns:
    """Growing columns of one family; a row is given by column name, what is left out is null.

    Devices stand in the order of their ids, whenever they answered: a shard's rows come as in the poll before.
    """

    def __init__(self, family: Family) -> None:
        self._family = family
        self._parts: list[tuple[int, int, Mapping[str, Column]]] = []

    def extend(self, device_id: int, columns: Mapping[str, Column]) -> None:
        """Append rows of one device; every given column has the same length, and ``object`` is among them."""
        self._parts.append((device_id, len(columns["object"]), columns))

    def batch(self, slot: datetime) -> pa.RecordBatch:
        """Return the batch; every row has the time ``slot``."""
        parts = sorted(self._parts, key=itemgetter(0))
        arrays: list[pa.Array] = []
        for field in self._family.observed:
            if field.name == "ts":
                arrays.append(pa.repeat(pa.scalar(slot, field.type), sum(count for _, count, _ in parts)))
            elif field.name == "device_id":
                ids = chain.from_iterable(repeat(device_id, count) for device_id, count, _ in parts)
                arrays.append(pa.array(list(ids), field.type))
            else:
                arrays.append(_column([_told(columns, field.name, count) for _, count, columns in parts], field.type))
        return pa.RecordBatch.from_arrays(arrays, schema=self._family.observed)


def _told(columns: Mapping[str, Column], name: str, count: int) -> Column:
    told = columns.get(name)
    return [None] * count if told is None else told


def _column(parts: Sequence[Column], kind: pa.DataType) -> pa.Array:
    """Return the parts as one array; those that are arrays already are not looked at value by value."""
    if kind == NAME:
        return _names(list(chain.from_iterable(parts)))
    chunks = [
        _array(np.concatenate(list(some)), kind) if are_arrays else _numbers(list(chain.from_iterable(some)), kind)
        for are_arrays, some in groupby(parts, lambda part: isinstance(part, np.ndarray))
    ]
    return pa.concat_arrays(chunks) if chunks else pa.array([], kind)


def _array(values: NDArray[Any], kind: pa.DataType) -> pa.Array:
    if not pa.types.is_integer(kind):
        return pa.array(values, kind)
    dtype = np.dtype(kind.to_pandas_dtype())
    bounds = np.iinfo(dtype)
    if len(values) and not bounds.min <= int(values.min()) <= int(values.max()) <= bounds.max:
        return _numbers(values.tolist(), kind)
    return pa.array(values.astype(dtype), kind)


def _numbers(values: list[object], kind: pa.DataType) -> pa.Array:
    """Return the array; numbers that the type cannot hold are what some broken agent sent, and become null."""
    try:
        return pa.array(values, kind)
    except (pa.ArrowInvalid, OverflowError):
        return pa.array([value if _fits(value, kind) else None for value in values], kind)


def _fits(value: object, kind: pa.DataType) -> bool:
    try:
        pa.scalar(value, kind)
    except (pa.ArrowInvalid, OverflowError):
        return False
    return True


def _names(values: Sequence[object]) -> pa.Array:
    return pa.array(values, pa.string()).dictionary_encode().cast(NAME)


def interface_columns(rows: InterfaceRows) -> dict[str, Column]:
    """Return the columns of the observed interface family."""
    return {
        "object": rows.objects,
        "if_index": rows.if_index,
        "uptime_ticks": rows.uptime_ticks,
        "monotonic_s": rows.monotonic_s,
        "speed_bps": rows.speed_bps,
        "counter_bits": rows.counter_bits,
        **rows.columns,
    }


class ShardBatches:
    """All families of one shard."""

    def __init__(self) -> None:
        self._families: dict[str, FamilyColumns] = {}

    def extend(self, family: str, device_id: int, columns: Mapping[str, Column]) -> None:
        """Append rows of one device to a family."""
        if family not in self._families:
            self._families[family] = FamilyColumns(FAMILIES[family])
        self._families[family].extend(device_id, columns)

    def batches(
        self, slot: datetime, always: Iterable[Family] = (INTERFACE, AVAILABILITY)
    ) -> dict[str, pa.RecordBatch]:
        """Return the batches of all families that have rows, and empty ones of those in ``always``."""
        for family in always:
            self._families.setdefault(family.name, FamilyColumns(family))
        return {name: columns.batch(slot) for name, columns in self._families.items()}
