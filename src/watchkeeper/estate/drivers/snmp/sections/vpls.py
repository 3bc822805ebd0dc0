"""VPLS and circuits of Junos, from JUNIPER-VPN-MIB: route targets, the pseudowires to other sites, and their states.

Rows are told apart by the type and the name of the VPN. Of a layer 2 circuit the identifier that both ends must have
is told as the local site.
"""

from collections import defaultdict
from typing import Final

from watchkeeper.estate.drivers.snmp import values
from watchkeeper.estate.drivers.snmp.facts import Facts, Wanted
from watchkeeper.estate.drivers.snmp.report import PseudowireReport, VplsReport
from watchkeeper.estate.drivers.snmp.sections.vpns import DIRECTIONS, named, targets
from watchkeeper.kit.oid import Oid

VPN: Final[Oid] = (1, 3, 6, 1, 4, 1, 2636, 3, 26, 1, 2, 1)
"""jnxVpnTable: 3 row status. The index is type and name."""
WIRE: Final[Oid] = (1, 3, 6, 1, 4, 1, 2636, 3, 26, 1, 4, 1)
"""jnxVpnPwTable: 7 local site, 10 address of the other end, 15 status. The index is type, name and a number."""
TARGET: Final[Oid] = (1, 3, 6, 1, 4, 1, 2636, 3, 26, 1, 5, 1)
"""jnxVpnRTTable: 7 route target, 8 import (1), export (2) or both (3). The index is type, name and a number."""

_BGP_VPLS, _CIRCUIT = 4, 5
_EXISTS, _LOCAL, _PEER, _STATUS, _TARGET, _FUNCTION = 3, 7, 10, 15, 7, 8
_STATES: Final = {1: False, 2: True}


def want(wanted: Wanted) -> None:
    """Ask for the tables."""
    wanted.entry("jnxVpnTable", VPN, (_EXISTS,))
    wanted.entry("jnxVpnPwTable", WIRE, (_LOCAL, _PEER, _STATUS))
    wanted.entry("jnxVpnRTTable", TARGET, (_TARGET, _FUNCTION))


def vpls(facts: Facts) -> list[VplsReport]:
    """Return the VPLS that BGP signals, by name. One that has pseudowires of which none is up is down."""
    names = {name for suffix in facts.rows((*VPN, _EXISTS)) if (name := _of(_BGP_VPLS, suffix, 0))}
    told: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: {"import": {}, "export": {}})
    for suffix, varbind in facts.rows((*TARGET, _TARGET)).items():
        function = values.integer(facts.rows((*TARGET, _FUNCTION)).get(suffix)) or 0
        for direction in DIRECTIONS.get(function, ()):
            told[_of(_BGP_VPLS, suffix, 1)][direction].update(dict.fromkeys(targets(varbind)))
    states: dict[str, set[bool | None]] = defaultdict(set)
    for suffix, varbind in facts.rows((*WIRE, _STATUS)).items():
        states[_of(_BGP_VPLS, suffix, 1)].add(_STATES.get(values.integer(varbind) or 0))
    return [
        VplsReport(
            name,
            tuple(sorted(told[name]["import"])),
            tuple(sorted(told[name]["export"])),
            False if states[name] == {False} else None,
        )
        for name in sorted(names)
    ]


def circuits(facts: Facts) -> list[PseudowireReport]:
    """Return the layer 2 circuits whose other end and identifier are known."""
    found = []
    for suffix, varbind in facts.rows((*WIRE, _PEER)).items():
        name, peer = _of(_CIRCUIT, suffix, 1), values.address(varbind)
        number = values.integer(facts.rows((*WIRE, _LOCAL)).get(suffix))
        if name and peer and number:
            up = _STATES.get(values.integer(facts.rows((*WIRE, _STATUS)).get(suffix)) or 0)
            found.append(PseudowireReport(name, peer, number, up))
    return found


def _of(kind: int, suffix: bytes, more: int) -> str:
    """Return the name in an index of a VPN of ``kind``, which ``more`` numbers follow; "" in any other."""
    arcs = values.arcs(suffix) or ()
    return named(arcs[1:], more)[0] if arcs[:1] == (kind,) else ""
