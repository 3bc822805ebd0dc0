"""Evidence from hardware addresses: what bridges have learned (FDB), and what addresses resolve to (ARP, ND).

A bridge that has learned an address of a device on a port leads there; whether directly is seen from the others. Of the
devices behind one port, one that another of them hears on a port that does not lead back here is behind that other.
When one device is left, it is at the other end of the cable; when several are, something unseen joins them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from watchkeeper.understand.topology.identity import Directory, bare, only
from watchkeeper.understand.topology.links import End, Segment, Sighting
from watchkeeper.understand.topology.view import DeviceView, Station

_SHARED = ("00005e0001", "00005e0002", "00000c07ac", "00000c9ff")
"""Beginnings of virtual routers' addresses: VRRP (RFC 9568) for IPv4 and IPv6, HSRP versions 1 and 2."""
_SILENT = frozenset({"loopback", "management", "internal"})


@dataclass(frozen=True, slots=True)
class Stationed:
    """What hardware addresses say."""

    sightings: tuple[Sighting, ...]
    segments: tuple[Segment, ...]


@dataclass(slots=True)
class _Bridges:
    """What bridges have learned of known devices."""

    behind: dict[End, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    """Hardware addresses by port and device."""
    ports: dict[str, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    """Ports by bridge and by the device that it hears there."""

    def learn(self, port: End, device: str, mac: str) -> None:
        """Take one row in."""
        self.behind[port][device].add(mac)
        self.ports[port.device][device].add(port.interface)

    def direct(self, port: End) -> list[str]:
        """Return the devices on ``port`` that no other device there is known to stand before."""
        there = self.behind[port]
        return sorted(device for device in there if not any(self._before(port, other, device) for other in there))

    def _before(self, port: End, other: str, device: str) -> bool:
        """Say whether ``other`` hears ``device`` elsewhere than towards the bridge of ``port``."""
        heard = self.ports.get(other, {}) if other != device else {}
        return device in heard and not heard[device] <= heard.get(port.device, set())


def stationed(directory: Directory, addresses: Mapping[str, str], certain: Iterable[Sighting] = ()) -> Stationed:
    """Return links and segments. ``addresses`` are those at which devices are asked; ``certain`` is stronger evidence.

    An address resolved on a port where it is not alone proves no cable, and only supports one that ``certain`` has.
    """
    owners = Owners(directory, addresses)
    bridges = _Bridges()
    for view in directory.views.values():
        for station in view.stations:
            owner = owners.of(station.mac)
            if not station.address and owner not in {None, view.name} and _cabled(directory, view.name, station.port):
                bridges.learn(_end(directory, view.name, station.port), str(owner), station.mac)
    placed = [_learned(directory, bridges, port) for port in sorted(bridges.behind)]
    taken = {end for sighting in certain for end in (sighting.a, sighting.b)}
    return Stationed(
        (*(found for found in placed if isinstance(found, Sighting)), *_resolved(directory, owners, bridges, certain)),
        tuple(found for found in placed if isinstance(found, Segment) and not set(found.members) & taken),
    )


class Owners:
    """Whose a hardware address is: who reports it as its own, else who has the IP address that resolves to it."""

    def __init__(self, directory: Directory, addresses: Mapping[str, str]) -> None:
        self._directory = directory
        self._addresses = addresses
        self._resolved: dict[str, set[str]] = defaultdict(set)
        for view in directory.views.values():
            for station in view.stations:
                if station.address and (device := self.at(station.address)) is not None:
                    self._resolved[bare(station.mac)].add(device)

    def at(self, address: str) -> str | None:
        """Return the device that has ``address``."""
        holders = {holder.device for holder in self._directory.holders(address)}
        return only(holders) if holders else self._addresses.get(address)

    def of(self, mac: str) -> str | None:
        """Return the device that ``mac`` belongs to; None for one that wanders, or that several devices claim."""
        plain = bare(mac)
        if plain.startswith(_SHARED):
            return None
        return only(self._directory.by_chassis(mac) or self._resolved.get(plain, ()))


def _end(directory: Directory, device: str, port: str) -> End:
    return End(device, directory.base(device, port))


def _cabled(directory: Directory, device: str, port: str) -> bool:
    return directory.kind(device, port) not in _SILENT


def _learned(directory: Directory, bridges: _Bridges, port: End) -> Sighting | Segment | None:
    direct = bridges.direct(port)
    ends = [_far_end(directory, bridges, port, device) for device in direct]
    if not ends:
        return None
    if len(ends) > 1:
        return Segment(f"{port.device} {port.interface}", (port, *ends))
    macs = ", ".join(sorted(bridges.behind[port][direct[0]]))
    return Sighting("fdb", port, ends[0], frozenset({port.device}), f"{port.interface} has learned {macs}")


def _far_end(directory: Directory, bridges: _Bridges, port: End, device: str) -> End:
    """Return the port at which ``device`` hears back, else the one that has the address learned, else an open end."""
    back = bridges.ports.get(device, {}).get(port.device, set())
    if len(back) == 1:
        return End(device, next(iter(back)))
    view = directory.views.get(device)
    macs = {bare(mac) for mac in bridges.behind[port][device]}
    own = {p.name for p in view.ports if p.mac and bare(p.mac) in macs and p.kind == "physical"} if view else set()
    return End(device, only(own) or "")


def _resolved(
    directory: Directory, owners: Owners, bridges: _Bridges, certain: Iterable[Sighting]
) -> Iterable[Sighting]:
    known = {pair for sighting in certain for pair in ((sighting.a, sighting.b), (sighting.b, sighting.a))}
    learned = {device for there in bridges.behind.values() for device in there}
    for view in directory.views.values():
        alone = _alone(view)
        for station in view.stations:
            device = owners.at(station.address) if station.address else None
            if device in {None, view.name} or not _cabled(directory, view.name, station.port):
                continue
            held = [holder.port for holder in directory.holders(station.address) if holder.device == device]
            here = _end(directory, view.name, station.port)
            there = End(str(device), directory.base(str(device), held[0]) if len(held) == 1 else "")
            if (here, there) in known or (station.port in alone and device not in learned):
                text = f"{station.address} is {station.mac} on {station.port}"
                units = (station.port, held[0] if len(held) == 1 else "")
                yield Sighting("arp", here, there, frozenset({view.name}), text, units)


def _alone(view: DeviceView) -> set[str]:
    """Return the ports on which one hardware address was resolved, and no other."""
    found: dict[str, set[str]] = defaultdict(set)
    resolved: list[Station] = [station for station in view.stations if station.address]
    for station in resolved:
        found[station.port].add(station.mac)
    return {port for port, macs in found.items() if len(macs) == 1}
