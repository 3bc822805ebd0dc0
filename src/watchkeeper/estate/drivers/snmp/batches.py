"""From rows of many devices to one typed column batch per family."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain, repeat
from operator import itemgetter

import pyarrow as pa

from watchkeeper.estate.drivers.snmp.interfaces import InterfaceRows
from watchkeeper.kit.families import AVAILABILITY, FAMILIES, INTERFACE, NAME, Family


class FamilyColumns:
    """Growing columns of one family; a row is given by column name, what is left out is null.

    Devices stand in the order of their ids, whenever they answered: a shard's rows come as in the poll before.
    """

    def __init__(self, family: Family) -> None:
        self._family = family
        self._parts: list[tuple[int, int, Mapping[str, Sequence[object]]]] = []

    def extend(self, device_id: int, columns: Mapping[str, Sequence[object]]) -> None:
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
                told = (columns.get(field.name) or repeat(None, count) for _, count, columns in parts)
                values: list[object] = list(chain.from_iterable(told))
                arrays.append(_names(values) if field.type == NAME else _numbers(values, field.type))
        return pa.RecordBatch.from_arrays(arrays, schema=self._family.observed)


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


def interface_columns(rows: InterfaceRows) -> dict[str, Sequence[object]]:
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

    def extend(self, family: str, device_id: int, columns: dict[str, Sequence[object]]) -> None:
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
