"""What a device is for, from what it is configured to do and where it stands; never from its name."""

from collections.abc import Iterable, Sequence

from watchkeeper.understand.topology.links import Link
from watchkeeper.understand.topology.view import DeviceView

_MANAGEMENT = ("mgmt", "management", "oob")


def roles_of(view: DeviceView, links: Sequence[Link]) -> tuple[str, ...]:
    """Return the roles of a device: ``rr``, ``pe``, ``p``, ``spine``, ``leaf``, ``border``, ``ce``, ``host`` or none.

    A cluster or clients make a route reflector. A customer's routing instance with an interface makes a provider edge;
    label switching without one, and more than one neighbour, makes a core router.
    """
    roles: list[str] = []
    if view.reflects:
        roles.append("rr")
    customers = _customer_instances(view)
    if view.label_switching and customers:
        roles.append("pe")
    elif view.label_switching and len(_neighbours(view.name, links)) > 1:
        roles.append("p")
    if _external_sessions(view) and _internal_sessions(view):
        roles.append("border")
    if not roles and view.configured and not any(port.circuits for port in view.ports) and not view.neighbours:
        roles.append("host")
    return tuple(roles)


def _customer_instances(view: DeviceView) -> set[str]:
    used = {port.vrf for port in view.ports if port.kind != "management"}
    return {vrf for vrf in view.vrfs if vrf in used and not any(mark in vrf.lower() for mark in _MANAGEMENT)}


def _neighbours(name: str, links: Iterable[Link]) -> set[str]:
    return {
        link.b.device if link.a.device == name else link.a.device
        for link in links
        if name in {link.a.device, link.b.device}
    }


def _external_sessions(view: DeviceView) -> bool:
    return any(neighbour.kind == "ebgp" for neighbour in view.neighbours)


def _internal_sessions(view: DeviceView) -> bool:
    return any(neighbour.kind == "ibgp" for neighbour in view.neighbours)
