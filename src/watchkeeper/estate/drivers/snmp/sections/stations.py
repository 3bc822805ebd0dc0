"""Hardware addresses that a device has heard: ARP and neighbour caches (IP-MIB), forwarding tables (BRIDGE-MIB)."""

import ipaddress
from collections.abc import Iterable
from typing import Final

from watchkeeper.estate.drivers.snmp import values
from watchkeeper.estate.drivers.snmp.facts import Facts, Wanted
from watchkeeper.estate.drivers.snmp.report import StationReport
from watchkeeper.estate.drivers.snmp.sections.switching import BRIDGE_PORT
from watchkeeper.kit.oid import Oid

ARP: Final[Oid] = (1, 3, 6, 1, 2, 1, 4, 22, 1)
"""ipNetToMediaTable (RFC 4293, deprecated and still what most agents fill): 2 address, 4 type; ifIndex, IPv4."""
NEIGHBOURS: Final[Oid] = (1, 3, 6, 1, 2, 1, 4, 35, 1)
"""ipNetToPhysicalTable (RFC 4293): 4 address, 6 type; index ifIndex, InetAddressType, length, octets."""
FDB: Final[Oid] = (1, 3, 6, 1, 2, 1, 17, 4, 3, 1)
"""dot1dTpFdbTable (RFC 4188): 2 bridge port, 3 status; index MAC."""
VLAN_FDB: Final[Oid] = (1, 3, 6, 1, 2, 1, 17, 7, 1, 2, 2, 1)
"""dot1qTpFdbTable (RFC 4363): 2 bridge port, 3 status; index filtering database, MAC."""
MOST: Final = 8_192
"""Rows of one kind that are taken from one device."""
_MAC: Final = 6
_FAMILIES: Final = {1: 4, 2: 16}
"""InetAddressType without a zone: ipv4 and ipv6, with their octets."""
_INVALID: Final = 2
"""ipNetToMediaType and ipNetToPhysicalType: the row no longer holds."""
_LEARNED: Final = 3
"""dot1dTpFdbStatus and dot1qTpFdbStatus; 4 is the bridge itself, 5 what somebody configured."""


def want(wanted: Wanted) -> None:
    """Ask for the tables."""
    wanted.entry("ipNetToMediaTable", ARP, (2, 4))
    wanted.entry("ipNetToPhysicalTable", NEIGHBOURS, (4, 6))
    wanted.add("dot1dBasePortTable", [BRIDGE_PORT])
    wanted.entry("dot1dTpFdbTable", FDB, (2, 3))
    wanted.entry("dot1qTpFdbTable", VLAN_FDB, (2, 3))


def stations(facts: Facts) -> list[StationReport]:
    """Return what was heard, each once and in order; rows that name no interface or no address of one host are left."""
    heard = dict.fromkeys((*_resolved(facts), *_learned(facts)))
    arp = [row for row in heard if row.address][:MOST]
    fdb = [row for row in heard if not row.address][:MOST]
    return sorted((*arp, *fdb), key=lambda row: (row.if_index, row.mac, row.address))


def _resolved(facts: Facts) -> Iterable[StationReport]:
    """Addresses of the network layer with the hardware addresses they resolve to."""
    for suffix, varbind in facts.rows((*ARP, 2)).items():
        index, *octets = values.arcs(suffix) or (0,)
        if values.integer(facts.rows((*ARP, 4)).get(suffix)) != _INVALID and len(octets) == _FAMILIES[1]:
            yield from _station(index, values.octets(varbind), octets)
    for suffix, varbind in facts.rows((*NEIGHBOURS, 4)).items():
        index, family, length, *octets = (*(values.arcs(suffix) or ()), 0, 0, 0)
        del octets[-3:]
        valid = values.integer(facts.rows((*NEIGHBOURS, 6)).get(suffix)) != _INVALID
        if valid and _FAMILIES.get(family) == length == len(octets):
            yield from _station(index, values.octets(varbind), octets)


def _learned(facts: Facts) -> Iterable[StationReport]:
    """Hardware addresses by the interface of the bridge port they came in on; the two are numbered apart."""
    interfaces = {values.arcs(suffix): values.integer(varbind) for suffix, varbind in facts.rows(BRIDGE_PORT).items()}
    for entry in (VLAN_FDB, FDB):
        status = facts.rows((*entry, 3))
        for suffix, varbind in facts.rows((*entry, 2)).items():
            index = interfaces.get((values.integer(varbind) or 0,))
            if index and values.integer(status.get(suffix)) in {None, _LEARNED}:
                yield from _station(index, _bytes((values.arcs(suffix) or ())[-_MAC:]), ())


def _bytes(arcs: Iterable[int]) -> bytes | None:
    try:
        return bytes(arcs)
    except ValueError:
        return None


def _station(index: int, hardware: bytes | None, octets: Iterable[int]) -> Iterable[StationReport]:
    """Yield a station when its hardware address is one of a single host: not zero, not of a group."""
    address = _bytes(octets)
    if hardware is None or address is None or len(hardware) != _MAC or not any(hardware) or hardware[0] & 1:
        return
    if not index or len(address) not in {0, *_FAMILIES.values()}:
        return
    yield StationReport(index, hardware.hex(":"), str(ipaddress.ip_address(address)) if address else "")
