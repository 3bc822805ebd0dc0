"""Short ways to write a table's columns."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from watchkeeper.lab.models.model import DeviceColumn
from watchkeeper.lab.snmp.ber import INTEGER, OBJECT_ID, OCTETS, Oid
from watchkeeper.lab.snmp.layout import SCALAR, Column, Numbers, NumberSource, TextSource, Value

if TYPE_CHECKING:
    from watchkeeper.lab.world.state import DeviceState

MIB_2: Final[Oid] = (1, 3, 6, 1, 2, 1)
ENTERPRISES: Final[Oid] = (1, 3, 6, 1, 4, 1)


def rows_of(numbers: Sequence[int]) -> tuple[Oid, ...]:
    """Return one-number row indexes."""
    return tuple((number,) for number in numbers)


def shared(oid: Oid, tag: int, rows: tuple[Oid, ...], values: Sequence[Value]) -> DeviceColumn:
    """Return a column that is the same on every device of the model."""
    return Column(oid, tag, rows, values)


def constant(oid: Oid, tag: int, rows: tuple[Oid, ...], value: Value) -> DeviceColumn:
    """Return a column with one value in every row, on every device."""
    return Column(oid, tag, rows, [value] * len(rows))


def scalar(oid: Oid, value: Value, tag: int | None = None) -> DeviceColumn:
    """Return an object with one instance; the tag follows from the value unless given."""
    default = INTEGER if isinstance(value, int) else OBJECT_ID if isinstance(value, tuple) else OCTETS
    return Column(oid, default if tag is None else tag, SCALAR, (value,))


def texts(
    name: str, render: "Callable[[DeviceState], Sequence[Value | None]]", *, sparse: bool = False
) -> "TextSource[DeviceState]":
    """Return a source of values that differ between devices; ``sparse`` if rows may be absent."""
    return TextSource(name, render, sparse)


def numbers(
    name: str, render: "Callable[[DeviceState], Numbers]", *, stable: bool = False
) -> "NumberSource[DeviceState]":
    """Return a source of integers."""
    return NumberSource(name, render, stable)
