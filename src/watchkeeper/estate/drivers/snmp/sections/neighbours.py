"""What ports hear from the other side: LLDP (IEEE 802.1AB, both MIB versions), CDP, and vendors' copies of them."""

import ipaddress
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from watchkeeper.estate.drivers.platforms.definition import NeighbourTable
from watchkeeper.estate.drivers.snmp import ber, values
from watchkeeper.estate.drivers.snmp.ber import VarBind
from watchkeeper.estate.drivers.snmp.facts import Facts, Wanted
from watchkeeper.estate.drivers.snmp.report import InterfaceReport, NeighbourReport
from watchkeeper.kit import text
from watchkeeper.kit.oid import Oid

LLDP_LOCAL: Final[Oid] = (1, 0, 8802, 1, 1, 2, 1, 3, 7, 1)
LLDP_REMOTE: Final[Oid] = (1, 0, 8802, 1, 1, 2, 1, 4, 1, 1)
LLDP_V2_REMOTE: Final[Oid] = (1, 3, 111, 2, 802, 1, 1, 13, 1, 4, 1, 1)
CDP: Final[Oid] = (1, 3, 6, 1, 4, 1, 9, 9, 23, 1, 2, 1, 1)
BRIDGE_PORT: Final[Oid] = (1, 3, 6, 1, 2, 1, 17, 1, 4, 1, 2)

_CHASSIS_MAC, _CHASSIS_ADDRESS = 4, 5
_PORT_MAC, _PORT_ADDRESS = 3, 4
_IPV4_FAMILY, _IPV6_FAMILY = 1, 2
_IPV4_OCTETS, _IPV6_OCTETS = 5, 17
_PARENTHESISED: Final = re.compile(r"^(.+?)\(([^()]*)\)$")
_LLDP_INDEX: Final = 3
_CDP_INDEX: Final = 2


def want(wanted: Wanted) -> None:
    """Ask for all neighbour tables."""
    wanted.entry("lldpLocPortTable", LLDP_LOCAL, (2, 3, 4))
    wanted.entry("lldpRemTable", LLDP_REMOTE, range(4, 11))
    wanted.entry("lldpV2RemTable", LLDP_V2_REMOTE, range(5, 12))
    wanted.entry("cdpCacheTable", CDP, (4, 5, 6, 7, 8))
    wanted.add("dot1dBasePortTable", [BRIDGE_PORT])


@dataclass(frozen=True, slots=True)
class _Remote:
    """The remote columns of one protocol's table."""

    chassis_subtype: VarBind | None = None
    chassis: VarBind | None = None
    port_subtype: VarBind | None = None
    port: VarBind | None = None
    port_descr: VarBind | None = None
    sysname: VarBind | None = None
    descr: VarBind | None = None


class Ports:
    """Finds the interface that a local port number or name means."""

    def __init__(self, facts: Facts, interfaces: Iterable[InterfaceReport]) -> None:
        self._facts = facts
        self._by_index = {interface.if_index: interface for interface in interfaces}
        self._by_name: dict[str, int] = {}
        for pick in ("name", "descr", "alias"):
            for interface in self._by_index.values():
                word = str(getattr(interface, pick))
                if word:
                    self._by_name.setdefault(word.lower(), interface.if_index)
        self._by_mac: dict[str, list[int]] = {}
        for interface in self._by_index.values():
            if interface.mac and interface.mac != text.NO_MAC:
                self._by_mac.setdefault(interface.mac, []).append(interface.if_index)

    def name(self, if_index: int | None) -> str | None:
        """Return an interface's name."""
        interface = self._by_index.get(if_index) if if_index is not None else None
        return interface.name or None if interface is not None else None

    def by_name(self, name: str) -> int | None:
        """Return the interface with this exact name, description or alias."""
        return self._by_name.get(name.lower()) if name else None

    def lldp(self, number: int) -> tuple[int | None, str | None]:
        """Return (ifIndex, port name) for lldpRemLocalPortNum, which need not be an ifIndex.

        The local port's id and description decide; then the bridge port map; a number stands for itself only when
        the local table does not contradict it.
        """
        suffix = ber.encode_arcs((number,))
        subtype = values.integer(self._facts.rows((*LLDP_LOCAL, 2)).get(suffix))
        identifier = self._facts.rows((*LLDP_LOCAL, 3)).get(suffix)
        descr = values.string(self._facts.rows((*LLDP_LOCAL, 4)).get(suffix)) or ""
        called = "" if subtype == _PORT_MAC else values.string(identifier) or ""
        index = self.by_name(called)
        if index is None:
            index = self.by_name(descr)
        if index is None and subtype == _PORT_MAC:
            index = self._by_own_mac(values.mac(identifier), number)
        if index is None and called.isdigit() and int(called) in self._by_index:
            index = int(called)
        if index is None:
            bridged = values.integer(self._facts.rows(BRIDGE_PORT).get(suffix))
            index = bridged if bridged in self._by_index else None
        if index is None and number in self._by_index and not (called or descr):
            index = number
        return (index, self.name(index)) if index is not None else (None, called or descr or str(number))

    def _by_own_mac(self, mac: str | None, number: int) -> int | None:
        """Return the interface with this MAC; where several share it, the one with the port's number."""
        sharing = self._by_mac.get(mac or "", [])
        if len(sharing) == 1:
            return sharing[0]
        return number if number in sharing else None


def neighbours(
    facts: Facts, interfaces: Iterable[InterfaceReport], tables: Iterable[NeighbourTable] = ()
) -> list[NeighbourReport]:
    """Return every neighbour; one that two tables tell of is listed once for each protocol."""
    ports = Ports(facts, interfaces)
    found: dict[tuple[object, ...], NeighbourReport] = {}
    for report in (*_vendor(facts, ports, tables), *_lldp(facts, ports), *_lldp_v2(facts, ports), *_cdp(facts, ports)):
        key = (report.protocol, report.local_port, report.remote_chassis_id, report.remote_port, report.remote_sysname)
        found.setdefault(key, report)
    return list(found.values())


def _lldp(facts: Facts, ports: Ports) -> Iterable[NeighbourReport]:
    for suffix in facts.table(LLDP_REMOTE, range(4, 11)):
        arcs = values.arcs(suffix) or ()
        if len(arcs) < _LLDP_INDEX:
            continue
        cells = [facts.rows((*LLDP_REMOTE, column)).get(suffix) for column in range(4, 11)]
        yield _report("lldp", *ports.lldp(arcs[1]), _Remote(*cells))


def _lldp_v2(facts: Facts, ports: Ports) -> Iterable[NeighbourReport]:
    """The second MIB version counts by ifIndex, and its columns stand one further."""
    for suffix in facts.table(LLDP_V2_REMOTE, range(5, 12)):
        arcs = values.arcs(suffix) or ()
        if len(arcs) < _LLDP_INDEX:
            continue
        cells = [facts.rows((*LLDP_V2_REMOTE, column)).get(suffix) for column in range(5, 12)]
        yield _report("lldp", arcs[1], ports.name(arcs[1]), _Remote(*cells))


def _vendor(facts: Facts, ports: Ports, tables: Iterable[NeighbourTable]) -> Iterable[NeighbourReport]:
    for table in tables:
        rows: Mapping[str, Mapping[bytes, VarBind]] = {
            name: facts.rows(column.oid) for name, column in table.columns.items()
        }
        for suffix in dict.fromkeys(key for column in rows.values() for key in column):
            arcs = values.arcs(suffix) or ()
            if len(arcs) <= table.local_arc:
                continue
            remote = _Remote(*(rows[name].get(suffix) if name in rows else None for name in _REMOTE_FIELDS))
            local = values.string(rows["local_port"].get(suffix)) if "local_port" in rows else None
            index = ports.by_name(local or "")
            place = (index, ports.name(index)) if index is not None else ports.lldp(arcs[table.local_arc])
            yield _report(table.protocol, place[0], local or place[1], remote)


_REMOTE_FIELDS: Final = ("chassis_subtype", "chassis", "port_subtype", "port", "port_descr", "sysname", "descr")


def _cdp(facts: Facts, ports: Ports) -> Iterable[NeighbourReport]:
    for suffix in facts.table(CDP, (6, 7)):
        arcs = values.arcs(suffix) or ()
        if len(arcs) < _CDP_INDEX:
            continue
        device = values.string(facts.rows((*CDP, 6)).get(suffix)) or ""
        serial = _PARENTHESISED.match(device)
        version = values.string(facts.rows((*CDP, 5)).get(suffix))
        yield NeighbourReport(
            protocol="cdp",
            local_if_index=arcs[0],
            local_port=ports.name(arcs[0]),
            remote_sysname=(serial[1] if serial else device) or None,
            remote_port=values.string(facts.rows((*CDP, 7)).get(suffix)) or None,
            remote_port_descr=None,
            remote_chassis_id=values.mac(facts.rows((*CDP, 6)).get(suffix)),
            remote_descr=version or values.string(facts.rows((*CDP, 8)).get(suffix)) or None,
        )


def _report(protocol: str, if_index: int | None, port: str | None, remote: _Remote) -> NeighbourReport:
    return NeighbourReport(
        protocol=protocol,
        local_if_index=if_index,
        local_port=port,
        remote_sysname=values.string(remote.sysname) or None,
        remote_port=_identifier(remote.port, values.integer(remote.port_subtype), _PORT_MAC, _PORT_ADDRESS),
        remote_port_descr=values.string(remote.port_descr) or None,
        remote_chassis_id=_identifier(
            remote.chassis, values.integer(remote.chassis_subtype), _CHASSIS_MAC, _CHASSIS_ADDRESS
        ),
        remote_descr=values.string(remote.descr) or None,
    )


def _identifier(varbind: VarBind | None, subtype: int | None, mac: int, address: int) -> str | None:
    """Write a chassis or port id as its subtype says; octets that are no text become a MAC or hex."""
    raw = values.octets(varbind)
    if raw is None:
        return values.string(varbind)
    if subtype == mac or (not text.is_printable(raw) and len(raw) == text.MAC_OCTETS):
        found = text.mac(raw)
        if found is not None:
            return found
    if subtype == address and len(raw) in {_IPV4_OCTETS, _IPV6_OCTETS} and raw[0] in {_IPV4_FAMILY, _IPV6_FAMILY}:
        return str(ipaddress.ip_address(raw[1:]))
    return (text.decode(raw) if text.is_printable(raw) else raw.hex(":")) or None
