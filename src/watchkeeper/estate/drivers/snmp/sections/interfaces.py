"""Interfaces with everything that inventory wants to know, from IF-MIB and a vendor's own port tables."""

from collections.abc import Iterable, Mapping
from typing import Final

from watchkeeper.estate.drivers.platforms.definition import Column, PortTable
from watchkeeper.estate.drivers.snmp import ber, values
from watchkeeper.estate.drivers.snmp.facts import Facts, Rows, Wanted
from watchkeeper.estate.drivers.snmp.report import InterfaceReport
from watchkeeper.estate.drivers.snmp.sections.iftypes import IF_TYPES
from watchkeeper.estate.drivers.snmp.sections.rows import RowView
from watchkeeper.kit.oid import Oid

IF_ENTRY: Final[Oid] = (1, 3, 6, 1, 2, 1, 2, 2, 1)
IFX_ENTRY: Final[Oid] = (1, 3, 6, 1, 2, 1, 31, 1, 1, 1)
ADMIN: Final[Mapping[int, str]] = {1: "up", 2: "down", 3: "testing"}
OPER: Final[Mapping[int, str]] = {
    1: "up",
    2: "down",
    3: "testing",
    4: "unknown",
    5: "dormant",
    6: "notPresent",
    7: "lowerLayerDown",
}
_DESCR, _TYPE, _MTU, _SPEED, _MAC, _ADMIN, _OPER = 2, 3, 4, 5, 6, 7, 8
_NAME, _HIGH_SPEED, _ALIAS = 1, 15, 18
_COUNTERS: Final[Mapping[str, tuple[tuple[Oid, int], ...]]] = {
    "in_octets": ((IFX_ENTRY, 6), (IF_ENTRY, 10)),
    "out_octets": ((IFX_ENTRY, 10), (IF_ENTRY, 16)),
    "in_ucast_pkts": ((IFX_ENTRY, 7), (IF_ENTRY, 11)),
    "out_ucast_pkts": ((IFX_ENTRY, 11), (IF_ENTRY, 17)),
    "in_errors": ((IF_ENTRY, 14),),
    "out_errors": ((IF_ENTRY, 20),),
    "in_discards": ((IF_ENTRY, 13),),
    "out_discards": ((IF_ENTRY, 19),),
}
_SATURATED: Final = 2**32 - 1
_MEGABIT: Final = 1_000_000
_KILOBIT: Final = 1_000
_MAX_MTU: Final = 2**31 - 1


def want(wanted: Wanted, *, counters: bool = True) -> None:
    """Ask for the columns of ifTable and ifXTable, and for their counters unless nobody needs them."""
    counted = {place for places in _COUNTERS.values() for place in places} if counters else set()
    for table, entry, lasting in (
        ("ifTable", IF_ENTRY, range(_DESCR, _OPER + 1)),
        ("ifXTable", IFX_ENTRY, (_NAME, _HIGH_SPEED, _ALIAS)),
    ):
        wanted.entry(table, entry, sorted({*lasting, *(column for of, column in counted if of == entry)}))


def interfaces(facts: Facts, ports: Iterable[PortTable] = ()) -> list[InterfaceReport]:
    """Return the interfaces in index order. A row counts if any column has it; the instance is the index."""
    own = _own_ports(facts, ports)
    indexes: dict[bytes, int] = {}
    for entry, columns in ((IF_ENTRY, range(_DESCR, 21)), (IFX_ENTRY, range(_NAME, _ALIAS + 1))):
        for suffix in facts.table(entry, columns):
            arcs = values.arcs(suffix)
            if arcs is not None and len(arcs) == 1:
                indexes[suffix] = arcs[0]
    for index in own:
        indexes.setdefault(ber.encode_arcs((index,)), index)
    cells = _Cells(facts)
    return [
        _interface(cells, suffix, index, own.get(index))
        for suffix, index in sorted(indexes.items(), key=lambda item: item[1])
    ]


def _interface(cells: "_Cells", suffix: bytes, index: int, own: "_OwnPort | None") -> InterfaceReport:
    def own_text(name: str) -> str:
        return own.text(name) if own is not None else ""

    descr = values.string(cells.descr.get(suffix)) or own_text("descr")
    kind = values.integer(cells.type.get(suffix))
    mtu = values.integer(cells.mtu.get(suffix))
    if mtu is None and own is not None:
        mtu = own.integer("mtu")
    return InterfaceReport(
        if_index=index,
        name=own_text("name") or values.string(cells.name.get(suffix)) or descr,
        descr=descr,
        alias=values.string(cells.alias.get(suffix)) or own_text("alias"),
        type=(IF_TYPES.get(kind, str(kind)) if kind is not None else "") or own_text("type"),
        mtu=mtu if mtu is not None and 0 <= mtu <= _MAX_MTU else None,
        speed_bps=_speed(values.integer(cells.high_speed.get(suffix)), values.integer(cells.speed.get(suffix)))
        or (own.speed() if own else None),
        mac=values.mac(cells.mac.get(suffix)) or (own.mac() if own else None),
        admin_status=ADMIN.get(values.integer(cells.admin.get(suffix)) or 0) or own_text("admin_status") or None,
        oper_status=OPER.get(values.integer(cells.oper.get(suffix)) or 0) or own_text("oper_status") or None,
        counters=cells.counters_of(suffix),
    )


class _Cells:
    """The columns of ifTable and ifXTable, looked up once for all rows."""

    def __init__(self, facts: Facts) -> None:
        def of(entry: Oid, column: int) -> Rows:
            return facts.rows((*entry, column))

        self.descr, self.type, self.mtu = of(IF_ENTRY, _DESCR), of(IF_ENTRY, _TYPE), of(IF_ENTRY, _MTU)
        self.speed, self.mac = of(IF_ENTRY, _SPEED), of(IF_ENTRY, _MAC)
        self.admin, self.oper = of(IF_ENTRY, _ADMIN), of(IF_ENTRY, _OPER)
        self.name, self.high_speed = of(IFX_ENTRY, _NAME), of(IFX_ENTRY, _HIGH_SPEED)
        self.alias = of(IFX_ENTRY, _ALIAS)
        self._counters = {
            name: found
            for name, places in _COUNTERS.items()
            if (found := [rows for entry, column in places if (rows := of(entry, column))])
        }

    def counters_of(self, suffix: bytes) -> dict[str, int]:
        """Return the counters that a row has; the first place that tells one counts."""
        return {
            name: value
            for name, places in self._counters.items()
            if (value := next((v for rows in places if (v := values.integer(rows.get(suffix))) is not None), None))
            is not None
        }


def _speed(high_mbps: int | None, low_bps: int | None) -> int | None:
    """Take ifHighSpeed unless it is 0, else ifSpeed unless that is 0 or saturated; below 10 Mb/s ifSpeed is exact."""
    exact = low_bps if low_bps and low_bps != _SATURATED else None
    if high_mbps and high_mbps > 0 and (exact is None or high_mbps * _MEGABIT >= 10 * _MEGABIT):
        return high_mbps * _MEGABIT
    return exact


class _OwnPort:
    """A row of a vendor's port table."""

    def __init__(self, view: RowView, columns: Mapping[str, Column]) -> None:
        self._view = view
        self._columns = columns

    def text(self, name: str) -> str:
        column = self._columns.get(name)
        return self._view.text(column) if column is not None else ""

    def integer(self, name: str) -> int | None:
        column = self._columns.get(name)
        return values.integer(self._view.cell(column)) if column is not None else None

    def mac(self) -> str | None:
        column = self._columns.get("mac")
        return values.mac(self._view.cell(column)) if column is not None else None

    def speed(self) -> int | None:
        for name, unit in (("speed_bps", 1), ("speed_kbps", _KILOBIT), ("speed_mbps", _MEGABIT)):
            speed = self.integer(name)
            if speed and speed > 0:
                return speed * unit
        return None


def _own_ports(facts: Facts, ports: Iterable[PortTable]) -> dict[int, _OwnPort]:
    found: dict[int, _OwnPort] = {}
    for table in ports:
        suffixes = dict.fromkeys(suffix for column in table.columns.values() for suffix in facts.rows(column.oid))
        for suffix in suffixes:
            view = RowView(facts, table.rows, suffix)
            if view.arcs and view.counts():
                found.setdefault(view.arcs[table.arc] + table.if_index, _OwnPort(view, table.columns))
    return found
