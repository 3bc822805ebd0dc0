"""Routing sessions: BGP (BGP4-MIB and vendors' address-family aware tables), OSPF, IS-IS, and BFD beneath them."""

import ipaddress
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from watchkeeper.estate.drivers.platforms.definition import BgpTable
from watchkeeper.estate.drivers.snmp import ber, values
from watchkeeper.estate.drivers.snmp.facts import Facts, Wanted
from watchkeeper.estate.drivers.snmp.report import (
    BfdSessionReport,
    BgpPeerReport,
    IsisAdjacencyReport,
    IsisMetricReport,
    OspfNeighbourReport,
)
from watchkeeper.estate.drivers.snmp.sections.place import ISIS_CIRCUIT
from watchkeeper.kit.oid import Oid

BGP4: Final[Oid] = (1, 3, 6, 1, 2, 1, 15, 3, 1)
OSPF: Final[Oid] = (1, 3, 6, 1, 2, 1, 14, 10, 1)
ISIS_ADJACENCY: Final[Oid] = (1, 3, 6, 1, 2, 1, 138, 1, 6, 1, 1)
ISIS_CIRCUIT_LEVEL: Final[Oid] = (1, 3, 6, 1, 2, 1, 138, 1, 4, 1, 1)
"""isisCircLevelTable (RFC 4444): 2 metric, 3 wide metric; the index is circuit and level."""
BFD: Final[Oid] = (1, 3, 6, 1, 2, 1, 222, 1, 2, 1)
"""bfdSessTable (RFC 7331): 9 administrative status, 11 state, 13 diagnostic, 18 ifIndex, 22 destination."""

_BGP_STATES: Final[Mapping[int, str]] = {
    1: "idle", 2: "connect", 3: "active", 4: "opensent", 5: "openconfirm", 6: "established",
}  # fmt: skip
_BGP_ADMIN: Final[Mapping[int, str]] = {1: "stop", 2: "start"}
_OSPF_STATES: Final[Mapping[int, str]] = {
    1: "down", 2: "attempt", 3: "init", 4: "twoWay", 5: "exchangeStart", 6: "exchange", 7: "loading", 8: "full",
}  # fmt: skip
_ISIS_STATES: Final[Mapping[int, str]] = {1: "down", 2: "initializing", 3: "up", 4: "failed"}
_ISIS_LEVELS: Final[Mapping[int, str]] = {1: "level1", 2: "level2", 3: "level1and2"}
_BFD_STATES: Final[Mapping[int, str]] = {1: "adminDown", 2: "down", 3: "init", 4: "up", 5: "failing"}
_BFD_ENABLED: Final = 1
_BFD_DIAGNOSTICS: Final[Mapping[int, str]] = {
    1: "detection time expired", 2: "echo failed", 3: "neighbour signalled down", 4: "forwarding plane reset",
    5: "path down", 6: "concatenated path down", 7: "administratively down", 8: "reverse concatenated path down",
    9: "misconnected",
}  # fmt: skip
_IPV4, _IPV6 = 4, 16
_TYPE_LENGTHS: Final = {1: _IPV4, 2: _IPV6}
_UNSPECIFIED: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104  # nosec B104  # a template, not a peer
_OSPF_INDEX: Final = 5
_CIRCUIT_LEVEL_INDEX: Final = 2


def want(wanted: Wanted) -> None:
    """Ask for the standard tables."""
    wanted.entry("bgpPeerTable", BGP4, (2, 3, 5, 9))
    wanted.entry("ospfNbrTable", OSPF, (3, 6))
    wanted.entry("isisISAdjTable", ISIS_ADJACENCY, (2, 6, 8))
    wanted.add("isisCircTable", [ISIS_CIRCUIT])
    wanted.entry("isisCircLevelTable", ISIS_CIRCUIT_LEVEL, (2, 3))
    wanted.entry("bfdSessTable", BFD, (9, 11, 13, 18, 22))


def _address(arcs: Iterable[int]) -> str | None:
    octets = list(arcs)
    if len(octets) not in {_IPV4, _IPV6} or max(octets) > 255:  # noqa: PLR2004  # an octet
        return None
    return str(ipaddress.ip_address(bytes(octets)))


def _type_length_address(arcs: Oid) -> tuple[str | None, str | None]:
    return (_address(arcs[2 : 2 + arcs[1]]) if len(arcs) > 2 else None), None  # noqa: PLR2004  # type and length come first


def _junos_peer(arcs: Oid) -> tuple[str | None, str | None]:
    """instance.type.local.type.remote without length octets (BGP4-V2-MIB-JUNIPER)."""
    at = 2 + _TYPE_LENGTHS.get(arcs[1], _IPV4) if len(arcs) > 1 else 0
    if len(arcs) <= at:
        return None, None
    size = _TYPE_LENGTHS.get(arcs[at], _IPV4)
    return _address(arcs[at + 1 : at + 1 + size]), str(arcs[0]) if arcs[0] else None


def _vrf_type_length_address(arcs: Oid) -> tuple[str | None, str | None]:
    peer, _ = _type_length_address(arcs[1:])
    return peer, str(arcs[0])


PEER_INDEXES: Final[Mapping[str, Callable[[Oid], tuple[str | None, str | None]]]] = {
    "address": lambda arcs: (_address(arcs), None),
    "type_length_address": _type_length_address,
    "type_address": lambda arcs: (_address(arcs[1:]), None),
    "length_address": lambda arcs: (_address(arcs[1 : 1 + arcs[0]]) if arcs else None, None),
    "junos_peer": _junos_peer,
    "vrf_type_length_address": _vrf_type_length_address,
}
"""Ways in which an index holds the peer's address: (peer, VRF)."""


def bgp_peers(facts: Facts, tables: Iterable[BgpTable] = ()) -> list[BgpPeerReport]:
    """Return BGP sessions. Vendors' tables know 32-bit AS numbers and IPv6, so they come before BGP4-MIB."""
    found: dict[str, BgpPeerReport] = {}
    for table in tables:
        for report in _vendor_peers(facts, table):
            key = f"{report.peer}%{report.vrf or ''}"
            found.setdefault(key, report)
    known = {report.peer for report in found.values()}
    for report in _standard_peers(facts):
        if report.peer not in known:
            found.setdefault(report.peer, report)
    return list(found.values())


def _vendor_peers(facts: Facts, table: BgpTable) -> Iterable[BgpPeerReport]:
    for suffix in dict.fromkeys((*facts.rows(table.remote_as.oid), *facts.rows(table.state.oid))):
        arcs = values.arcs(suffix) or ()
        peer, vrf = PEER_INDEXES[table.index](arcs)
        if table.peer is not None:
            peer = values.address(facts.rows(table.peer.oid).get(suffix)) or peer
        state = values.integer(facts.rows(table.state.oid).get(suffix))
        admin = values.integer(facts.rows(table.admin.oid).get(suffix)) if table.admin is not None else None
        local = values.address(facts.rows(table.local.oid).get(suffix)) if table.local is not None else None
        word = (table.admins or _BGP_ADMIN).get(admin or 0)
        if peer is None or (word == "stop" and local in _UNSPECIFIED and state is None):
            continue
        yield BgpPeerReport(
            peer=peer,
            remote_as=values.integer(facts.rows(table.remote_as.oid).get(suffix)) or 0,
            state=(table.states or _BGP_STATES).get(state or 0),
            admin=word,
            local_address=local,
            vrf=vrf,
        )


def _standard_peers(facts: Facts) -> Iterable[BgpPeerReport]:
    for suffix in facts.table(BGP4, (2, 9)):
        peer = _address(values.arcs(suffix) or ())
        if peer is None:
            continue
        yield BgpPeerReport(
            peer=peer,
            remote_as=values.integer(facts.rows((*BGP4, 9)).get(suffix)) or 0,
            state=_BGP_STATES.get(values.integer(facts.rows((*BGP4, 2)).get(suffix)) or 0),
            admin=_BGP_ADMIN.get(values.integer(facts.rows((*BGP4, 3)).get(suffix)) or 0),
            local_address=values.address(facts.rows((*BGP4, 5)).get(suffix)),
        )


def ospf_neighbours(facts: Facts) -> list[OspfNeighbourReport]:
    """Return OSPFv2 neighbours; index is the neighbour's address and an interface number."""
    found = []
    for suffix in facts.table(OSPF, (3, 6)):
        arcs = values.arcs(suffix) or ()
        neighbor = _address(arcs[:_IPV4])
        state = _OSPF_STATES.get(values.integer(facts.rows((*OSPF, 6)).get(suffix)) or 0)
        if neighbor is None or len(arcs) != _OSPF_INDEX or state is None:
            continue
        found.append(OspfNeighbourReport(neighbor, values.address(facts.rows((*OSPF, 3)).get(suffix)), state))
    return found


def isis_adjacencies(facts: Facts) -> list[IsisAdjacencyReport]:
    """Return IS-IS adjacencies; index is circuit and adjacency, and the circuit table gives the ifIndex."""
    found = []
    circuits = facts.rows(ISIS_CIRCUIT)
    for suffix, varbind in facts.rows((*ISIS_ADJACENCY, 2)).items():
        arcs = values.arcs(suffix) or ()
        state = _ISIS_STATES.get(values.integer(varbind) or 0)
        system = values.octets(facts.rows((*ISIS_ADJACENCY, 6)).get(suffix))
        if not arcs or state is None:
            continue
        circuit = values.integer(circuits.get(ber.encode_arcs(arcs[:1])))
        found.append(
            IsisAdjacencyReport(
                neighbor_id=_system_id(system),
                if_index=circuit,
                state=state,
                level=_ISIS_LEVELS.get(values.integer(facts.rows((*ISIS_ADJACENCY, 8)).get(suffix)) or 0),
            )
        )
    return found


def isis_metrics(facts: Facts) -> list[IsisMetricReport]:
    """Return what circuits cost, each level by itself. A wide metric goes before a narrow one, which ends at 63."""
    found = []
    circuits = facts.rows(ISIS_CIRCUIT)
    for suffix in facts.table(ISIS_CIRCUIT_LEVEL, (2, 3)):
        arcs = values.arcs(suffix) or ()
        index = values.integer(circuits.get(ber.encode_arcs(arcs[:1])))
        wide, narrow = (values.integer(facts.rows((*ISIS_CIRCUIT_LEVEL, column)).get(suffix)) for column in (3, 2))
        if index and len(arcs) == _CIRCUIT_LEVEL_INDEX and (wide or narrow):
            found.append(IsisMetricReport(index, str(arcs[1]), wide or narrow or 0))
    return found


def _system_id(octets: bytes | None) -> str:
    """Write a system id as 0000.0000.0000."""
    digits = (octets or b"").hex()
    return ".".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def bfd_sessions(facts: Facts) -> list[BfdSessionReport]:
    """Return BFD sessions; one whose destination is not told is named by its index."""
    found = []
    for suffix, varbind in facts.rows((*BFD, 11)).items():
        state = _BFD_STATES.get(values.integer(varbind) or 0)
        if state is None:
            continue
        admin = values.integer(facts.rows((*BFD, 9)).get(suffix))
        peer = values.address(facts.rows((*BFD, 22)).get(suffix))
        index = ".".join(map(str, values.arcs(suffix) or ()))
        found.append(
            BfdSessionReport(
                peer=peer or f"session {index}",
                if_index=values.integer(facts.rows((*BFD, 18)).get(suffix)) or None,
                state=state,
                diagnostic=_BFD_DIAGNOSTICS.get(values.integer(facts.rows((*BFD, 13)).get(suffix)) or 0, ""),
                admin_down=state == "adminDown" or admin not in {None, _BFD_ENABLED},
            )
        )
    return found
