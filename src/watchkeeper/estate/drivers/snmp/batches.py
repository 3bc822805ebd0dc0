"""From rows of many devices to one typed column batch per family."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import pyarrow as pa

from watchkeeper.estate.drivers.snmp.interfaces import InterfaceRows
from watchkeeper.kit.families import AVAILABILITY, FAMILIES, INTERFACE, NAME, Family


class FamilyColumns:
    """Growing columns of one family; a row is given by column name, what is left out is null."""

    def __init__(self, family: Family) -> None:
        self._family = family
        self._columns: dict[str, list[object]] = {
            name: [] for name in family.observed.names if name not in {"ts", "device_id"}
        }
        self._device_ids: list[int] = []

    def __len__(self) -> int:
        return len(self._device_ids)

    def extend(self, device_id: int, columns: dict[str, Sequence[object]]) -> None:
        """Append rows of one device; every given column has the same length, and ``object`` is among them."""
        count = len(columns["object"])
        self._device_ids += [device_id] * count
        for name, values in self._columns.items():
            given = columns.get(name)
            values.extend([None] * count if given is None else given)

    def batch(self, slot: datetime) -> pa.RecordBatch:
        """Return the batch; every row has the time ``slot``."""
        arrays: list[pa.Array] = []
        for field in self._family.observed:
            if field.name == "ts":
                arrays.append(pa.repeat(pa.scalar(slot, field.type), len(self)))
            elif field.name == "device_id":
                arrays.append(pa.array(self._device_ids, field.type))
            elif field.type == NAME:
                arrays.append(_names(self._columns[field.name]))
            else:
                arrays.append(_numbers(self._columns[field.name], field.type))
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
