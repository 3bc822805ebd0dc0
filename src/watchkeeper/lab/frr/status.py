"""How far a ring has converged, read from the JSON that its daemons print."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Final

from watchkeeper.lab.frr.daemons import RouterDaemons
from watchkeeper.lab.frr.plan import TO_STUB, Ring, Router

OSPF, ISIS, BGP, BFD, LLDP = "ospf", "isis", "bgp", "bfd", "lldp"
PROTOCOLS: Final = (OSPF, ISIS, BGP, BFD, LLDP)
Json = object


@dataclass(frozen=True, slots=True)
class RouterStatus:
    """Neighbours that are up, by protocol, and how many there are when everything works."""

    name: str
    management: str
    up: Mapping[str, int]
    expected: Mapping[str, int]

    @property
    def converged(self) -> bool:
        """Tell whether every protocol has all its neighbours."""
        return all(self.up[protocol] >= self.expected[protocol] for protocol in PROTOCOLS)

    def as_json(self) -> dict[str, object]:
        """Return plain JSON values."""
        return {**asdict(self), "converged": self.converged}


def read_status(ring: Ring, router: Router, daemons: RouterDaemons) -> RouterStatus:
    """Ask a router's daemons.

    Raises LabError when one does not answer.
    """
    up = {
        BGP: count_bgp(_load(daemons.vtysh("show bgp ipv4 unicast summary json"))),
        BFD: count_bfd(_load(daemons.vtysh("show bfd peers json"))),
        LLDP: count_lldp(_load(daemons.lldp_json())),
        OSPF: 0,
        ISIS: 0,
    }
    if not router.is_stub:
        up[OSPF] = count_ospf(_load(daemons.vtysh("show ip ospf neighbor json")))
        up[ISIS] = count_isis(_load(daemons.vtysh("show isis neighbor json")))
    return RouterStatus(router.name, router.management, up, expected(ring, router))


def expected(ring: Ring, router: Router) -> dict[str, int]:
    """Return how many neighbours a router has when everything works."""
    wires = ring.interfaces(router.name)
    inside = 0 if router.is_stub else len(wires) - (TO_STUB in wires)
    outside = int(router.is_stub or TO_STUB in wires)
    return {
        OSPF: inside,
        ISIS: inside,
        BGP: len(ring.peers(router)) + outside,
        BFD: inside + outside,
        LLDP: len(wires),
    }


def _load(text: str) -> Json:
    return json.loads(text or "{}")


def _items(document: Json) -> list[tuple[str, Json]]:
    return list(document.items()) if isinstance(document, dict) else []


def _list(document: Json) -> list[Json]:
    return document if isinstance(document, list) else []


def count_ospf(document: Json) -> int:
    """Count full neighbours in ``show ip ospf neighbor json``."""
    neighbours = dict(_items(document)).get("neighbors", document)
    found = [entry for _, entries in _items(neighbours) for entry in _list(entries)]
    return sum(1 for entry in found if str(_get(entry, "nbrState", "state")).startswith("Full"))


def count_isis(document: Json) -> int:
    """Count adjacencies that are up in ``show isis neighbor json``."""
    circuits = [circuit for area in _list(_get(document, "areas")) for circuit in _list(_get(area, "circuits"))]
    return sum(
        1 for circuit in circuits if _get(circuit, "state") == "Up" or _get(_get(circuit, "interface"), "state") == "Up"
    )


def count_bgp(document: Json) -> int:
    """Count established peers in ``show bgp ipv4 unicast summary json``."""
    return sum(1 for _, peer in _items(_get(document, "peers")) if _get(peer, "state") == "Established")


def count_bfd(document: Json) -> int:
    """Count sessions that are up in ``show bfd peers json``."""
    return sum(1 for peer in _list(document) if _get(peer, "status") == "up")


def count_lldp(document: Json) -> int:
    """Count interfaces with a neighbour in lldpcli's ``json0``."""
    tables = _list(_get(document, "lldp"))
    return sum(len(_list(_get(table, "interface"))) for table in tables)


def _get(document: Json, *names: str) -> Json:
    if isinstance(document, dict):
        for name in names:
            if name in document:
                return document[name]
    return None
