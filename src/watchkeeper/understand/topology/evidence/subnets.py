"""Evidence from addressing: two ports in one subnet are joined, more than two share a segment.

Loopbacks, management ports, link-local and shared (virtual) addresses say nothing about cables and are left out. The
same prefix may be used again in other routing instances: ends of one instance are matched first, and what is left over
may be the two sides of a provider's edge.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from watchkeeper.kit.configs.model import Interface, Network
from watchkeeper.understand.topology.identity import Directory
from watchkeeper.understand.topology.links import End, Segment, Sighting
from watchkeeper.understand.topology.metrics import port_metric
from watchkeeper.understand.topology.view import DeviceView, Port

_SILENT = frozenset({"loopback", "management", "internal"})
_MAX_CANDIDATES = 64


@dataclass(frozen=True, slots=True)
class Member:
    """An interface in a subnet."""

    device: str
    port: str
    vrf: str
    ip: Interface
    enabled: bool


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A subnet whose addresses are used more than once: the pairs that could be links, undecided by addressing."""

    network: Network
    pairs: tuple[tuple[Member, Member], ...]


@dataclass(frozen=True, slots=True)
class Addressing:
    """What addressing says."""

    sightings: tuple[Sighting, ...]
    segments: tuple[Segment, ...]
    ambiguities: tuple[Ambiguity, ...]


def addressing(directory: Directory) -> Addressing:
    """Return links, segments and undecided pairs from the addresses of all views."""
    sightings: list[Sighting] = []
    segments: list[Segment] = []
    ambiguities: list[Ambiguity] = []
    managing = _subnets(directory.views.values(), management=True)
    for network, members in _subnets(directory.views.values(), management=False).items():
        if network in managing:  # others manage themselves there: so do these
            managing[network] += members
            continue
        for group in _by_instance(members):
            _judge(directory, network, group, sightings, segments, ambiguities)
    for network, members in managing.items():
        if len({member.device for member in members}) > 1:
            segments.append(_segment(directory, network, members, management=True))
    return Addressing(tuple(sightings), tuple(segments), tuple(ambiguities))


def _subnets(views: Iterable[DeviceView], *, management: bool) -> dict[Network, list[Member]]:
    found: dict[Network, list[Member]] = defaultdict(list)
    for view in views:
        for port in view.ports:
            if port.unnumbered is not None or not _speaks(port, management=management):
                continue
            for address in port.addresses:
                ip = address.ip
                if address.role != "virtual" and not ip.ip.is_link_local and ip.network.prefixlen < ip.max_prefixlen:
                    found[ip.network].append(Member(view.name, port.name, port.vrf, ip, port.enabled))
    return found


def _speaks(port: Port, *, management: bool) -> bool:
    return port.kind == "management" if management else port.kind not in _SILENT


def _by_instance(members: Sequence[Member]) -> list[list[Member]]:
    """Return the members that may see one another: all, when they are two; else by routing instance, then the rest."""
    if len(members) <= 2:
        return [list(members)]
    instances: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        instances[member.vrf].append(member)
    lone = [group[0] for group in instances.values() if len(group) == 1]
    shared = [group for group in instances.values() if len(group) > 1]
    return [*shared, lone] if lone else shared


def _judge(
    directory: Directory,
    network: Network,
    members: list[Member],
    sightings: list[Sighting],
    segments: list[Segment],
    ambiguities: list[Ambiguity],
) -> None:
    if len({member.device for member in members}) < 2:
        return
    alive = [member for member in members if member.enabled]
    if len(members) > 2 and len(alive) == 2:
        members = alive
    if len(members) == 2:
        if members[0].ip.ip != members[1].ip.ip and members[0].device != members[1].device:
            sightings.append(_pair(directory, network, members[0], members[1]))
        return
    if len({member.ip.ip for member in members}) < len(members):
        pairs = [(a, b) for a, b in combinations(members, 2) if a.device != b.device and a.ip.ip != b.ip.ip]
        if pairs and len({member.ip.ip for member in members}) == 2 and len(pairs) <= _MAX_CANDIDATES:
            ambiguities.append(Ambiguity(network, tuple(pairs)))
            return
    if len({member.ip.ip for member in members}) > 1:
        segments.append(_segment(directory, network, members, management=False))


def _pair(directory: Directory, network: Network, a: Member, b: Member) -> Sighting:
    differ = a.vrf != b.vrf and "default" not in {a.vrf, b.vrf} and network.prefixlen < network.max_prefixlen - 2
    return Sighting(
        source="subnet",
        a=End(a.device, directory.base(a.device, a.port)),
        b=End(b.device, directory.base(b.device, b.port)),
        seen_by=frozenset({a.device, b.device}),
        detail=f"{a.ip} and {b.ip}",
        units=(a.port, b.port),
        conflicts=(f"routing instance {a.vrf} at one end, {b.vrf} at the other",) if differ else (),
    )


def _segment(directory: Directory, network: Network, members: Sequence[Member], *, management: bool) -> Segment:
    ends = dict.fromkeys(End(m.device, directory.base(m.device, m.port)) for m in members)
    vrfs = {m.vrf for m in members} - {"default"}
    suffix = f" ({vrfs.pop()})" if len(vrfs) == 1 and not management else ""
    costs = {
        End(m.device, directory.base(m.device, m.port)): cost
        for m in members
        if not management and (cost := port_metric(directory, m.device, m.port)) is not None
    }
    return Segment(f"{network}{suffix}", tuple(ends), management, tuple(costs.items()))
