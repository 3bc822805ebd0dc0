"""Where a device stands in its network: its addresses, identifiers, and what its OSPF interfaces cost."""

import ipaddress
from collections.abc import Iterator, Mapping
from typing import Final

from watchkeeper.estate.drivers.snmp import values
from watchkeeper.estate.drivers.snmp.facts import Facts, Wanted
from watchkeeper.estate.drivers.snmp.report import AddressReport, PlaceReport
from watchkeeper.kit.oid import Oid

IP_ADDRESS: Final[Oid] = (1, 3, 6, 1, 2, 1, 4, 20, 1)
"""ipAddrTable (RFC 1213): 2 ifIndex, 3 netmask; the index is the address."""
LOCAL_CHASSIS: Final[Oid] = (1, 0, 8802, 1, 1, 2, 1, 3, 2, 0)
OSPF_ROUTER: Final[Oid] = (1, 3, 6, 1, 2, 1, 14, 1, 1, 0)
BGP_IDENTIFIER: Final[Oid] = (1, 3, 6, 1, 2, 1, 15, 4, 0)
BGP_AS: Final[Oid] = (1, 3, 6, 1, 2, 1, 15, 2, 0)
ISIS_SYSTEM: Final[Oid] = (1, 3, 6, 1, 2, 1, 138, 1, 1, 1, 3, 0)
ISIS_CIRCUIT: Final[Oid] = (1, 3, 6, 1, 2, 1, 138, 1, 3, 2, 1, 2)
BFD_ADMIN: Final[Oid] = (1, 3, 6, 1, 2, 1, 222, 1, 1, 1, 0)
"""bfdAdminStatus (RFC 7331)."""
OSPF_METRIC: Final[Oid] = (1, 3, 6, 1, 2, 1, 14, 8, 1, 4)
"""ospfIfMetricValue (RFC 4750): the index is address, interface number and type of service."""
_MAC_OCTETS: Final = 6
_IPV4: Final = 4


def want(wanted: Wanted) -> None:
    """Ask for addresses and identifiers."""
    wanted.entry("ipAddrTable", IP_ADDRESS, (2, 3))
    wanted.add("lldpLocal", [LOCAL_CHASSIS])
    wanted.add("ospfGeneral", [OSPF_ROUTER])
    wanted.add("bgp", [BGP_IDENTIFIER, BGP_AS])
    wanted.add("isisSystem", [ISIS_SYSTEM])
    wanted.add("bfdScalars", [BFD_ADMIN])
    wanted.add("ospfIfMetricTable", [OSPF_METRIC])


def place(facts: Facts) -> PlaceReport:
    """Return where the device stands; what it does not tell is empty."""
    chassis = values.octets(facts.scalar(LOCAL_CHASSIS)) or b""
    mac = chassis.hex(":") if len(chassis) == _MAC_OCTETS else ""
    routers = [values.address(facts.scalar(oid)) for oid in (OSPF_ROUTER, BGP_IDENTIFIER)]
    system = (values.octets(facts.scalar(ISIS_SYSTEM)) or b"").hex()
    return PlaceReport(
        addresses=tuple(_addresses(facts)),
        chassis=mac or (values.string(facts.scalar(LOCAL_CHASSIS)) or "" if chassis else ""),
        router_ids=tuple(dict.fromkeys(r for r in routers if r and r != "0.0.0.0")),  # noqa: S104  # nosec B104  # "none"
        system_id=".".join(system[at : at + 4] for at in range(0, len(system), 4)),
        autonomous_system=values.integer(facts.scalar(BGP_AS)) or None,
        answers_for=frozenset(_answers_for(facts)),
    )


_WITNESSES: Final[Mapping[str, tuple[Oid, ...]]] = {
    "bgp": (BGP_IDENTIFIER, BGP_AS),
    "ospf": (OSPF_ROUTER, OSPF_METRIC),
    "isis": (ISIS_SYSTEM, ISIS_CIRCUIT),
    "bfd": (BFD_ADMIN,),
}
"""What stays in a protocol's MIB when its last neighbour is lost."""


def _answers_for(facts: Facts) -> Iterator[str]:
    for protocol, witnesses in _WITNESSES.items():
        if any(facts.scalar(oid) is not None or facts.rows(oid) for oid in witnesses):
            yield protocol


def _addresses(facts: Facts) -> list[AddressReport]:
    costs = {}
    for suffix, varbind in facts.rows(OSPF_METRIC).items():
        arcs = values.arcs(suffix) or ()
        costs[arcs[:_IPV4]] = values.integer(varbind)
    found = []
    for suffix in facts.table(IP_ADDRESS, (2, 3)):
        arcs = values.arcs(suffix) or ()
        mask = values.address(facts.rows((*IP_ADDRESS, 3)).get(suffix))
        try:
            ip = ipaddress.IPv4Interface(f"{ipaddress.IPv4Address(bytes(arcs))}/{mask or '255.255.255.255'}")
        except ValueError:
            continue
        index = values.integer(facts.rows((*IP_ADDRESS, 2)).get(suffix))
        found.append(AddressReport(str(ip), index, costs.get(arcs[:_IPV4])))
    return found
