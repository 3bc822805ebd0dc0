"""VPNs that a device takes part in: its VRFs with route targets and interfaces, and its pseudowires.

MPLS-L3VPN-STD-MIB (RFC 4382) and the draft before it, CISCO-VRF-MIB for VRFs without MPLS, PW-STD-MIB (RFC 5601) and
Cisco's private edition of its draft. What several of them tell is one.
"""

import ipaddress
import re
import struct
from collections.abc import Iterable
from typing import Final

from watchkeeper.estate.drivers.snmp import ber, values
from watchkeeper.estate.drivers.snmp.facts import Facts, Wanted
from watchkeeper.estate.drivers.snmp.report import PseudowireReport, VrfReport
from watchkeeper.kit.configs.services.book import route_target
from watchkeeper.kit.oid import Oid

L3VPN: Final[Oid] = (1, 3, 6, 1, 2, 1, 10, 166, 11, 1, 2)
"""mplsL3VpnConf: 1 interfaces (index VRF, ifIndex), 2 VRFs, 3 targets (index VRF, number, direction)."""
L3VPN_DRAFT: Final[Oid] = (1, 3, 6, 1, 3, 118, 1, 2)
"""mplsVpnConf of MPLS-VPN-MIB, which older IOS has: the same tables; route distinguisher and state a column earlier."""
CISCO_VRF: Final[Oid] = (1, 3, 6, 1, 4, 1, 9, 9, 711, 1, 1, 1, 1, 2)
"""cvVrfName; the index is a number of the VRF."""
CISCO_VRF_PORT: Final[Oid] = (1, 3, 6, 1, 4, 1, 9, 9, 711, 1, 2, 1, 1, 2)
"""cvVrfInterfaceType; the index is the number of the VRF, and ifIndex."""
PSEUDOWIRE: Final[Oid] = (1, 3, 6, 1, 2, 1, 10, 246, 1, 2, 1)
"""pwTable (RFC 5601): 9 peer, 12 identifier, 32 name, 38 operational status."""
CISCO_PSEUDOWIRE: Final[Oid] = (1, 3, 6, 1, 4, 1, 9, 10, 106, 1, 2, 1)
"""cpwVcTable (CISCO-IETF-PW-MIB): 9 peer, 10 identifier, 21 name, 26 operational status."""

_EDITIONS: Final = ((L3VPN, 4, 6), (L3VPN_DRAFT, 3, 5))
"""Columns of the route distinguisher and of the operational status in the table of VRFs."""
_WIRES: Final = ((PSEUDOWIRE, 12, 32, 38), (CISCO_PSEUDOWIRE, 10, 21, 26))
_PEER: Final = 9
DIRECTIONS: Final = {1: ("import",), 2: ("export",), 3: ("import", "export")}
_STATES: Final = {1: True, 2: False}
_IN_OCTETS: Final = 4
"""bgpd of FRR writes ifIndex and the number of a target as four arcs of one octet, and names without their length."""
_PACKED: Final = 8
_FORMS: Final = (">HI", ">IH", ">IH")
_SPELLED: Final = re.compile(r"[0-9.]+L?:[0-9]+")


def want(wanted: Wanted) -> None:
    """Ask for the tables."""
    for root, distinguisher, state in _EDITIONS:
        wanted.add("mplsL3VpnIfConfTable", [(*root, 1, 1, 2)])
        wanted.add("mplsL3VpnVrfTable", [(*root, 2, 1, distinguisher), (*root, 2, 1, state)])
        wanted.add("mplsL3VpnVrfRTTable", [(*root, 3, 1, 4)])
    wanted.add("cvVrfTable", [CISCO_VRF])
    wanted.add("cvVrfInterfaceTable", [CISCO_VRF_PORT])
    for entry, number, name, state in _WIRES:
        wanted.entry("pwTable", entry, (_PEER, number, name, state))


class _Vrf:
    """A VRF while its rows come together."""

    def __init__(self) -> None:
        self.distinguisher = ""
        self.up: bool | None = None
        self.targets: dict[str, dict[str, None]] = {"import": {}, "export": {}}
        self.ports: set[int] = set()

    def report(self, name: str) -> VrfReport:
        return VrfReport(
            name,
            self.distinguisher,
            tuple(sorted(self.targets["import"])),
            tuple(sorted(self.targets["export"])),
            tuple(sorted(self.ports)),
            self.up,
        )


def vrfs(facts: Facts) -> list[VrfReport]:
    """Return the VRFs by name. One whose name is empty, or whose rows have an index of no known form, is left out."""
    found: dict[str, _Vrf] = {}
    for root, distinguisher, state in _EDITIONS:
        _read_edition(facts, found, root, distinguisher, state)
    names = {values.arcs(suffix): values.string(varbind) for suffix, varbind in facts.rows(CISCO_VRF).items()}
    for name in names.values():
        if name:
            found.setdefault(name, _Vrf())
    for suffix in facts.rows(CISCO_VRF_PORT):
        arcs = values.arcs(suffix) or ()
        name = names.get(arcs[:1])
        if name and len(arcs) == 2:  # noqa: PLR2004  # VRF and interface
            found[name].ports.add(arcs[1])
    return [found[name].report(name) for name in sorted(found)]


def _read_edition(facts: Facts, found: dict[str, _Vrf], root: Oid, distinguisher: int, state: int) -> None:
    for suffix in facts.table((*root, 2, 1), (distinguisher, state)):
        name, rest = named(values.arcs(suffix) or (), 0)
        if name and not rest:
            vrf = found.setdefault(name, _Vrf())
            vrf.distinguisher = vrf.distinguisher or _distinguisher(
                facts.rows((*root, 2, 1, distinguisher)).get(suffix)
            )
            known = _STATES.get(values.integer(facts.rows((*root, 2, 1, state)).get(suffix)) or 0)
            vrf.up = known if known is not None else vrf.up
    for suffix in facts.rows((*root, 1, 1, 2)):
        name, rest = named(values.arcs(suffix) or (), 1)
        if name and rest[0]:
            found.setdefault(name, _Vrf()).ports.add(rest[0])
    for suffix, varbind in facts.rows((*root, 3, 1, 4)).items():
        name, rest = named(values.arcs(suffix) or (), 2)
        for direction in DIRECTIONS.get(rest[-1], ()) if name else ():
            found.setdefault(name, _Vrf()).targets[direction].update(dict.fromkeys(targets(varbind)))


def named(arcs: Oid, more: int) -> tuple[str, Oid]:
    """Split an index into a VRF's name and ``more`` numbers; ("", ()) when it is neither the MIB's form nor FRR's."""
    if arcs and len(arcs) == 1 + arcs[0] + more:
        return _text(arcs[1 : 1 + arcs[0]]), arcs[1 + arcs[0] :]
    octets = _IN_OCTETS if more else 0
    end = len(arcs) - octets - max(0, more - 1)
    if end <= 0 or any(arc > 255 for arc in arcs):  # noqa: PLR2004  # an octet
        return "", ()
    number = (int.from_bytes(bytes(arcs[end : end + octets]), "big"),) if octets else ()
    return _text(arcs[:end]), (*number, *arcs[end + octets :])


def _text(arcs: Iterable[int]) -> str:
    try:
        name = bytes(arcs).decode()
    except ValueError:
        return ""
    return name if name.isprintable() else ""


def targets(varbind: ber.VarBind | None) -> list[str]:
    """Return route targets as ``administrator:number``; some agents write several into one cell."""
    raw = values.octets(varbind) or b""
    return [_unpacked(raw, raw[0])] if _is_packed(raw) else _spelled(varbind)


def _distinguisher(varbind: ber.VarBind | None) -> str:
    """Return a route distinguisher as ``administrator:number``, or "" where there is none."""
    raw = values.octets(varbind) or b""
    return _unpacked(raw, raw[1]) if _is_packed(raw) else next(iter(_spelled(varbind)), "")


def _is_packed(raw: bytes) -> bool:
    """Tell eight octets of RFC 4364 from a text of eight characters, which begins with a digit."""
    return len(raw) == _PACKED and raw[0] < len(_FORMS)


def _spelled(varbind: ber.VarBind | None) -> list[str]:
    found = map(route_target, _SPELLED.findall(values.string(varbind) or ""))
    return [one for one in found if one is not None]


def _unpacked(raw: bytes, kind: int) -> str:
    """Write eight octets (RFC 4364, 4.2); ``kind`` 0 is an AS of two octets, 1 an address, 2 an AS of four."""
    administrator, number = struct.unpack(_FORMS[kind] if kind < len(_FORMS) else _FORMS[0], raw[2:])
    return f"{ipaddress.IPv4Address(administrator) if kind == 1 else administrator}:{number}"


def pseudowires(facts: Facts) -> list[PseudowireReport]:
    """Return the pseudowires whose peer is known, each (peer, identifier) once."""
    found: dict[tuple[str, int], PseudowireReport] = {}
    for entry, number, name, state in _WIRES:
        for suffix, varbind in facts.rows((*entry, _PEER)).items():
            peer = _peer(varbind)
            circuit = values.integer(facts.rows((*entry, number)).get(suffix))
            if peer is not None and circuit:
                up = _STATES.get(values.integer(facts.rows((*entry, state)).get(suffix)) or 0)
                called = values.string(facts.rows((*entry, name)).get(suffix)) or ""
                found.setdefault((peer, circuit), PseudowireReport(called, peer, circuit, up))
    return list(found.values())


def _peer(varbind: ber.VarBind) -> str | None:
    raw = values.octets(varbind) or b""
    try:
        peer = ipaddress.ip_address(raw)
    except ValueError:
        return None
    return None if peer.is_unspecified else str(peer)
