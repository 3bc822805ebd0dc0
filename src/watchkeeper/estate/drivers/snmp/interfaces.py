"""The hot path: twelve columns of every interface of a device, and the names that make them series.

Rows are keyed by the encoded index while they are collected; names are read once and kept until the agent restarts,
its ``ifTableLastChange`` moves, or an index appears that nobody knows.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, TypeVar

from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.drivers.snmp import ber, values
from watchkeeper.estate.drivers.snmp.again import read_again
from watchkeeper.estate.drivers.snmp.ber import VarBind
from watchkeeper.estate.drivers.snmp.session import Session
from watchkeeper.estate.drivers.snmp.walk import Mark, Walk, walk

T = TypeVar("T", str, bytes)
Naming = Callable[[Iterable[tuple[str, int | None]]], Sequence[str]]
"""Turns (name, ifIndex) of all interfaces of a device into distinct stable object names, in the same order."""

_IF: Final = ber.encode_oid((1, 3, 6, 1, 2, 1, 2, 2, 1))
_IFX: Final = ber.encode_oid((1, 3, 6, 1, 2, 1, 31, 1, 1, 1))


def _if(column: int) -> bytes:
    return _IF + bytes((column,))


def _ifx(column: int) -> bytes:
    return _IFX + bytes((column,))


WIDE: Final = {
    "in_octets": _ifx(6),
    "out_octets": _ifx(10),
    "in_ucast_pkts": _ifx(7),
    "out_ucast_pkts": _ifx(11),
    "high_speed": _ifx(15),
    "discontinuity_ticks": _ifx(19),
    "admin_status": _if(7),
    "oper_status": _if(8),
    "in_discards": _if(13),
    "in_errors": _if(14),
    "out_discards": _if(19),
    "out_errors": _if(20),
}
"""ifXTable and ifTable columns of a poll (IF-MIB, RFC 2863). The first is the anchor whose PDU gives a row its time."""

NARROW: Final = {"in_octets": _if(10), "out_octets": _if(16), "in_ucast_pkts": _if(11), "out_ucast_pkts": _if(17)}
"""32-bit twins, asked only of agents that lack the 64-bit counters on some interface."""

NAMES: Final = {"name": _ifx(1), "descr": _if(2), "speed": _if(5)}
_COLUMNS: Final = {**WIDE, **{f"narrow_{name}": prefix for name, prefix in NARROW.items()}}
_ANCHORS: Final = ("in_octets", "narrow_in_octets")
_SATURATED_SPEED: Final = 2**32 - 1
_MEGABIT: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class InterfaceName:
    """What a row needs beside its counters: ``speed_bps`` is ifSpeed, for when ifHighSpeed says nothing."""

    if_index: int
    object: str
    speed_bps: int | None


@dataclass(slots=True)
class NameTable:
    """The names of one device as of an agent clock reading and an ``ifTableLastChange``."""

    names: dict[bytes, InterfaceName] = field(default_factory=dict)
    uptime_ticks: int | None = None
    last_change: int | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[bytes, ...] = ()
    """Columns that had all these rows, in the agent's order, while every other had none; empty when it was not so."""

    def keep(self, columns: Mapping[str, Mapping[bytes, VarBind]], *, whole: bool) -> None:
        """Note what there was, if it was ``whole`` and every row has a name."""
        with_rows = {name: tuple(columns[name]) for name in (*_ANCHORS, *columns) if columns.get(name)}
        first = next(iter(with_rows.values()), ())
        regular = whole and all(rows == first for rows in with_rows.values()) and self.names.keys() >= set(first)
        self.columns, self.rows = (_same(tuple(with_rows)), _same(first)) if regular else ((), ())

    def is_current(self, uptime_ticks: int | None, last_change: int | None) -> bool:
        """Say whether the indexes can still mean what they meant."""
        went_back = uptime_ticks is not None and self.uptime_ticks is not None and uptime_ticks < self.uptime_ticks
        return bool(self.names) and not went_back and last_change == self.last_change


@lru_cache(maxsize=4096)
def _same(members: tuple[T, ...]) -> tuple[T, ...]:
    """Return the one tuple that stands for all equal ones: thousands of devices have ports 1 to 48."""
    return members


@dataclass(slots=True)
class InterfaceRows:
    """Rows of one device, column by column, ready to be appended to a shard's batch."""

    objects: list[str]
    if_index: list[int]
    uptime_ticks: list[int | None]
    monotonic_s: list[float]
    speed_bps: list[int | None]
    counter_bits: list[int | None]
    columns: dict[str, list[int | None]]
    reasons: list[str]
    failure: Outcome | None = None

    def __len__(self) -> int:
        return len(self.objects)


async def read_names(
    session: Session, naming: Naming, expected_rows: int = 0
) -> tuple[dict[bytes, InterfaceName], Walk]:
    """Read ifName, ifDescr and ifSpeed; an interface without a name is called by its description."""
    found = await walk(session, NAMES.values(), expected_rows=expected_rows)
    names, descriptions, speeds = (found.columns[prefix].rows for prefix in NAMES.values())
    suffixes = [suffix for suffix in dict.fromkeys((*names, *descriptions, *speeds)) if _single(suffix)]
    called = [
        (
            values.string(names.get(suffix)) or values.string(descriptions.get(suffix)) or f"if{_index(suffix)}",
            _index(suffix),
        )
        for suffix in suffixes
    ]
    return {
        suffix: InterfaceName(index, key, _usable_speed(values.integer(speeds.get(suffix))))
        for suffix, (_, index), key in zip(suffixes, called, naming(called), strict=True)
    }, found


def _single(suffix: bytes) -> bool:
    arcs = values.arcs(suffix)
    return arcs is not None and len(arcs) == 1


def _index(suffix: bytes) -> int:
    return ber.decode_arcs(suffix)[0]


def _usable_speed(speed: int | None) -> int | None:
    return speed if speed and speed != _SATURATED_SPEED else None


async def collect_interfaces(session: Session, table: NameTable, naming: Naming) -> InterfaceRows:
    """Read one sample of every interface. ``table`` is filled or refreshed when an index is not in it."""
    return await _as_before(session, table) or await _from_scratch(session, table, naming)


async def _as_before(session: Session, table: NameTable) -> InterfaceRows | None:
    """Read the columns and rows of the last time; ``None`` when these are unknown or no longer all there is."""
    if any(row not in table.names for row in table.rows):
        return None
    again = await read_again(session, map(_COLUMNS.__getitem__, table.columns), table.rows)
    if again is None:
        return None
    numbers = {name: values.integers(again.columns[_COLUMNS[name]]) for name in table.columns}
    rows = _assemble(table.rows, numbers, table, [])
    _stamp(rows, table.rows, [(table.rows, again.marks)])
    return rows


async def _from_scratch(session: Session, table: NameTable, naming: Naming) -> InterfaceRows:
    wide = await walk(session, WIDE.values(), expected_rows=len(table.names))
    columns = {name: wide.columns[prefix].rows for name, prefix in WIDE.items()}
    anchors = [(columns["in_octets"], wide.marks)]
    reasons, failure = wide.reasons(), wide.failure
    order = _order(columns)
    if failure is None and (not order or len(columns["in_octets"]) < len(order)):
        narrow = await walk(session, NARROW.values(), expected_rows=len(order))
        columns |= {f"narrow_{name}": narrow.columns[prefix].rows for name, prefix in NARROW.items()}
        anchors.append((columns["narrow_in_octets"], narrow.marks))
        reasons, failure = reasons + narrow.reasons(), narrow.failure
        order = _order(columns)
    if failure is None and any(suffix not in table.names for suffix in order):
        table.names, found = await read_names(session, naming, len(order))
        reasons, failure = reasons + found.reasons(), found.failure
    order = [suffix for suffix in order if suffix in table.names]
    table.keep(columns, whole=failure is None and not reasons)
    numbers = {name: _numbers(map(rows.get, order)) for name, rows in columns.items() if rows}
    rows = _assemble(order, numbers, table, sorted(set(reasons)))
    rows.failure = None if failure is None else failure.outcome
    _stamp(rows, order, anchors)
    return rows


def _order(columns: dict[str, dict[bytes, VarBind]]) -> list[bytes]:
    """All indexes that any column has, in the order of the first column that has them."""
    return [suffix for suffix in dict.fromkeys(key for rows in columns.values() for key in rows) if _single(suffix)]


_COUNTERS: Final = (
    "in_octets",
    "out_octets",
    "in_ucast_pkts",
    "out_ucast_pkts",
    "in_errors",
    "out_errors",
    "in_discards",
    "out_discards",
)
_STATES: Final = ("admin_status", "oper_status", "discontinuity_ticks")


def _assemble(
    order: Sequence[bytes], numbers: Mapping[str, list[int | None]], table: NameTable, reasons: list[str]
) -> InterfaceRows:
    """Return the rows of ``order`` from columns of numbers; a column that is not there has none."""
    known = [table.names[suffix] for suffix in order]
    nothing: list[int | None] = [None] * len(order)
    columns = {name: numbers.get(name, nothing) for name in (*_COUNTERS, *_STATES)}
    bits: list[int | None] = [None if octets is None else 64 for octets in columns["in_octets"]]
    if any(f"narrow_{name}" in numbers for name in NARROW):
        columns |= {name: list(columns[name]) for name in NARROW}
        for position, width in enumerate(bits):
            if width is None:
                for name in NARROW:
                    columns[name][position] = numbers.get(f"narrow_{name}", nothing)[position]
                bits[position] = None if columns["in_octets"][position] is None else 32
    speeds = numbers.get("high_speed", nothing)
    return InterfaceRows(
        objects=[name.object for name in known],
        if_index=[name.if_index for name in known],
        uptime_ticks=[],
        monotonic_s=[],
        speed_bps=[speed * _MEGABIT if speed else name.speed_bps for speed, name in zip(speeds, known, strict=True)],
        counter_bits=bits,
        columns=columns,
        reasons=reasons,
    )


def _numbers(found: Iterable[VarBind | None]) -> list[int | None]:
    """As ``values.integer`` of each, with the types that counters have in line."""
    unsigned, decode = ber.UNSIGNED, int.from_bytes
    return [
        decode(varbind[2], "big")
        if varbind is not None and varbind[1] in unsigned and 0 < len(varbind[2]) <= 9  # noqa: PLR2004  # sign and 64 bits
        else values.integer(varbind)
        for varbind in found
    ]


def _stamp(
    rows: InterfaceRows, order: Sequence[bytes], anchors: Sequence[tuple[Iterable[bytes], Sequence[Mark]]]
) -> None:
    """Give each row the clocks of the PDU that brought its octet counter; ``anchors`` are (rows, marks), best first."""
    by_suffix: dict[bytes, Mark] = {}
    last = Mark(0, None, time.monotonic())
    for anchored, marks in anchors:
        arrived, done = iter(anchored), 0
        for mark in marks:
            for _ in range(mark.rows - done):
                by_suffix.setdefault(next(arrived), mark)
            done = mark.rows
            last = mark
    stamped = [by_suffix.get(suffix, last) for suffix in order]
    rows.uptime_ticks = [mark.uptime_ticks for mark in stamped]
    rows.monotonic_s = [mark.monotonic_s for mark in stamped]
