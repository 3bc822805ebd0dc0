"""A configuration being read: the one mutable place of a reader, closed into facts at the end."""

from dataclasses import dataclass, field, replace
from ipaddress import ip_interface
from typing import Any

from watchkeeper.kit.configs.model import (
    Address,
    BgpNeighbour,
    BgpRange,
    Circuit,
    DeviceConfig,
    InterfaceConfig,
    Service,
)


@dataclass(slots=True)
class Draft:
    """Facts gathered so far, by interface name in the order of the text."""

    hostname: str = ""
    platform: str = ""
    interfaces: dict[str, InterfaceConfig] = field(default_factory=dict)
    neighbours: list[BgpNeighbour] = field(default_factory=list)
    ranges: list[BgpRange] = field(default_factory=list)
    autonomous_systems: dict[str, int] = field(default_factory=dict)
    router_ids: dict[str, str] = field(default_factory=dict)
    system_ids: list[str] = field(default_factory=list)
    vrfs: list[str] = field(default_factory=list)
    label_switching: bool = False
    reflects: bool = False
    services: list[Service] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def interface(self, name: str, **changes: Any) -> InterfaceConfig:
        """Note ``changes`` of interface ``name`` and return what is known of it."""
        known = self.interfaces.get(name) or InterfaceConfig(name)
        self.interfaces[name] = replace(known, **changes) if changes else known
        return self.interfaces[name]

    def address(self, name: str, text: str, role: str = "primary") -> None:
        """Note an address written as ``a.b.c.d/len`` or ``a.b.c.d/mask``; one that is none becomes a problem."""
        try:
            ip = ip_interface(text.split("%", maxsplit=1)[0])
        except ValueError:
            self.problem(f"{text!r} on {name} is no address")
            return
        found = self.interface(name)
        if all(known.ip != ip for known in found.addresses):
            self.interface(name, addresses=(*found.addresses, Address(ip, role)))

    def circuit(self, name: str, protocol: str, **changes: Any) -> None:
        """Note that interface ``name`` takes part in ``protocol``; a second mention completes the first."""
        found = self.interface(name)
        mine = next((c for c in found.circuits if c.protocol == protocol), Circuit(protocol))
        rest = tuple(c for c in found.circuits if c.protocol != protocol)
        self.interface(name, circuits=(*rest, replace(mine, **changes)))

    def has_circuit(self, name: str, protocol: str) -> bool:
        """Return whether interface ``name`` takes part in ``protocol``."""
        found = self.interfaces.get(name)
        return found is not None and any(c.protocol == protocol for c in found.circuits)

    def problem(self, text: str) -> None:
        """Note what could not be understood."""
        self.problems.append(text)

    def close(self) -> DeviceConfig:
        """Return the facts."""
        return DeviceConfig(
            hostname=self.hostname,
            platform=self.platform,
            interfaces=tuple(self.interfaces.values()),
            neighbours=_each_once(self.neighbours),
            ranges=tuple(self.ranges),
            autonomous_systems=dict(self.autonomous_systems),
            router_ids=dict(self.router_ids),
            system_ids=tuple(dict.fromkeys(self.system_ids)),
            vrfs=tuple(dict.fromkeys(self.vrfs)),
            label_switching=self.label_switching,
            reflects=self.reflects or any(n.route_reflector_client for n in self.neighbours),
            services=tuple(self.services),
            problems=tuple(self.problems),
        )


def _each_once(neighbours: list[BgpNeighbour]) -> tuple[BgpNeighbour, ...]:
    """Return each neighbour once: SONiC writes it into its database and into FRR's file; each says what it knows."""
    found: dict[tuple[str, str, str | None], BgpNeighbour] = {}
    for neighbour in neighbours:
        name = neighbour.vrf, neighbour.address, neighbour.interface
        known = found.get(name)
        found[name] = neighbour if known is None else _together(known, neighbour)
    return tuple(found.values())


def _together(first: BgpNeighbour, second: BgpNeighbour) -> BgpNeighbour:
    return replace(
        first,
        remote_as=first.remote_as or second.remote_as,
        kind=first.kind or second.kind,
        local_as=first.local_as or second.local_as,
        local_address=first.local_address or second.local_address,
        families=tuple(dict.fromkeys((*first.families, *second.families))),
        route_reflector_client=first.route_reflector_client or second.route_reflector_client,
        enabled=first.enabled and second.enabled,
        description=first.description or second.description,
    )
