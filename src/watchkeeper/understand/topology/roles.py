"""What a device is for, from what it is configured to do and where it stands; never from its name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from watchkeeper.understand.topology.links import Link, Segment
from watchkeeper.understand.topology.view import DeviceView

_MANAGEMENT = ("mgmt", "management", "oob")
_BESIDE = frozenset({"management", "overlay"})
"""Kinds of links that say nothing of where a device stands."""


@dataclass(frozen=True, slots=True)
class Positions:
    """Neighbours by device: those it routes with in an interior gateway protocol, and all others."""

    inside: Mapping[str, set[str]]
    outside: Mapping[str, set[str]]

    @classmethod
    def of(cls, links: Iterable[Link], segments: Iterable[Segment] = ()) -> "Positions":
        """Sort the neighbours of every device; on a segment all are neighbours of all."""
        inside: dict[str, set[str]] = defaultdict(set)
        outside: dict[str, set[str]] = defaultdict(set)
        for link in links:
            side = inside if link.protocol is not None else outside
            if link.protocol is not None or link.kind not in _BESIDE:
                side[link.a.device].add(link.b.device)
                side[link.b.device].add(link.a.device)
        for segment in (s for s in segments if not s.management):
            routing = {end.device for end, _ in segment.metrics}
            members = {end.device for end in segment.members}
            for name in members:
                (inside if name in routing else outside)[name] |= routing - {name}
            for name in routing:
                outside[name] |= members - routing
        return cls(inside, {name: beside - inside.get(name, set()) for name, beside in outside.items()})

    def neighbours(self, name: str) -> set[str]:
        """Return every neighbour of a device."""
        return self.inside.get(name, set()) | self.outside.get(name, set())

    def role(self, name: str) -> str | None:
        """Return ``core`` for a router with nothing but routers of its domain around it, ``edge`` for one with others.

        A router with one neighbour in its domain is an edge as well, and who routes with nobody is neither.
        """
        inside = self.inside.get(name, set())
        if not inside:
            return None
        return "edge" if len(inside) == 1 or self.outside.get(name) else "core"


def roles_of(view: DeviceView, positions: Positions) -> tuple[str, ...]:
    """Return the roles of a device: ``rr``, ``pe``, ``p``, ``border``, ``host``; else ``core`` or ``edge``; or none.

    A cluster or clients make a route reflector. A customer's routing instance with an interface makes a provider edge;
    label switching without one, and more than one neighbour, makes a core router. Where configuration says nothing,
    the place in the network does.
    """
    roles: list[str] = []
    if view.reflects:
        roles.append("rr")
    customers = _customer_instances(view)
    if view.label_switching and customers:
        roles.append("pe")
    elif view.label_switching and len(positions.neighbours(view.name)) > 1:
        roles.append("p")
    if _external_sessions(view) and _internal_sessions(view):
        roles.append("border")
    if not roles and view.configured and not any(port.circuits for port in view.ports) and not view.neighbours:
        roles.append("host")
    stands = positions.role(view.name) if not roles else None
    return (*roles, stands) if stands is not None else tuple(roles)


def _customer_instances(view: DeviceView) -> set[str]:
    used = {port.vrf for port in view.ports if port.kind != "management"}
    return {vrf for vrf in view.vrfs if vrf in used and not any(mark in vrf.lower() for mark in _MANAGEMENT)}


def _external_sessions(view: DeviceView) -> bool:
    return any(neighbour.kind == "ebgp" for neighbour in view.neighbours)


def _internal_sessions(view: DeviceView) -> bool:
    return any(neighbour.kind == "ibgp" for neighbour in view.neighbours)
