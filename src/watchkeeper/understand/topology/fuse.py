"""Fusion: from views of devices to one topology, every link with the evidence for it from both ends.

A link is a pair of ports; parallel links stay apart because their ports differ. Evidence that names one port only joins
the link of that port towards the same device when there is one, and else makes a link with an open end.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from watchkeeper.understand.topology.evidence.adjacent import adjacent
from watchkeeper.understand.topology.evidence.described import described
from watchkeeper.understand.topology.evidence.heard import heard
from watchkeeper.understand.topology.evidence.services import services
from watchkeeper.understand.topology.evidence.sessions import bgp
from watchkeeper.understand.topology.evidence.stations import stationed
from watchkeeper.understand.topology.evidence.subnets import Ambiguity, addressing
from watchkeeper.understand.topology.identity import Directory
from watchkeeper.understand.topology.links import End, Link, Node, Segment, Session, Sighting, Topology
from watchkeeper.understand.topology.metrics import metrics_of
from watchkeeper.understand.topology.roles import Positions, roles_of
from watchkeeper.understand.topology.view import DeviceView

_CONFIDENCE: Final = {
    "lldp": (0.80, 0.99), "cdp": (0.80, 0.99), "isis": (0.70, 0.95), "ospf": (0.70, 0.95), "bgp": (0.60, 0.90),
    "inventory": (0.90, 0.90), "bundle": (0.70, 0.90), "fdb": (0.50, 0.50), "arp": (0.50, 0.50),
    "description": (0.40, 0.64),
}  # fmt: skip
"""By source: seen from one end, seen from both (domain guide, section 7)."""
_SUBNET_CONFIDENCE: Final = (0.90, 0.70)  # point-to-point prefix, wider prefix with exactly two members
NO_ADDRESSES: Final[Mapping[str, str]] = MappingProxyType({})
_Pair = tuple[End, End]


def fuse(views: Sequence[DeviceView], addresses: Mapping[str, str] = NO_ADDRESSES) -> Topology:
    """Return the topology that ``views`` speak of. Names of views must differ.

    ``addresses`` has the names of further devices, which say nothing of themselves, by the address each is asked at.
    """
    directory = Directory(views)
    spoken = addressing(directory)
    igp_sightings, igp_sessions = adjacent(directory)
    bgp_sightings, bgp_sessions = bgp(directory)
    certain = [*heard(directory), *spoken.sightings, *igp_sightings, *bgp_sightings]
    placed = stationed(directory, addresses, certain)
    weak = _new_or_supporting([*described(directory), *placed.sightings], certain)
    links = _merge(directory, [*certain, *weak, *_open(spoken.ambiguities, certain)])
    links = _bundles(directory, links)
    segments = (*spoken.segments, *placed.segments)
    links = [_with_state(directory, link) for link in _contested(directory, links)]
    joined, meshes = services(directory)
    return Topology(
        nodes=tuple(_nodes(directory, links, segments)),
        links=tuple(sorted(links, key=lambda link: (link.a, link.b))),
        segments=segments,
        sessions=(*bgp_sessions, *igp_sessions),
        services=tuple(joined),
        meshes=tuple(meshes),
        problems=tuple(problem for view in views for problem in (f"{view.name}: {p}" for p in view.problems)),
    )


def _ordered(a: End, b: End) -> _Pair:
    return (a, b) if a <= b else (b, a)


def _new_or_supporting(weak: Iterable[Sighting], certain: Sequence[Sighting]) -> list[Sighting]:
    """Return what agrees with or adds to the rest; what contradicts a port's stronger evidence waits."""
    taken = {end: other for s in certain if s.a.interface and s.b.interface for end, other in ((s.a, s.b), (s.b, s.a))}
    return [
        sighting
        for sighting in weak
        if all(_agree(taken.get(end), other) for end, other in ((sighting.a, sighting.b), (sighting.b, sighting.a)))
    ]


def _agree(known: End | None, other: End) -> bool:
    """Say whether ``other`` can be the far end that is known; an open end agrees with any port of its device."""
    return known is None or known == other or (not other.interface and known.device == other.device)


def _open(ambiguities: Iterable[Ambiguity], certain: Sequence[Sighting]) -> list[Sighting]:
    """Return what addressing leaves undecided, without the ports that other evidence has settled."""
    settled = {(s.a.device, s.units[0]) for s in certain} | {(s.b.device, s.units[1]) for s in certain}
    found = []
    for ambiguity in ambiguities:
        free = [
            (a, b)
            for a, b in ambiguity.pairs
            if (a.device, a.port) not in settled and (b.device, b.port) not in settled
        ]
        for a, b in free:
            rivals = len(free) > 1
            text = f"{ambiguity.network} is used more than once: {a.ip.ip} and {b.ip.ip} have several holders"
            ends = End(a.device, a.port), End(b.device, b.port)
            found.append(
                Sighting("subnet", *ends, frozenset({a.device, b.device}), text, (a.port, b.port), (text,) * rivals)
            )
    return found


def _merge(directory: Directory, sightings: Iterable[Sighting]) -> list[Link]:
    whole: dict[_Pair, list[Sighting]] = defaultdict(list)
    half: list[Sighting] = []
    for raw in sightings:
        a, b = (End(e.device, directory.base(e.device, e.interface) if e.interface else "") for e in (raw.a, raw.b))
        sighting = replace(raw, a=a, b=b) if a <= b else replace(raw, a=b, b=a, units=raw.units[::-1])
        if sighting.a.interface and sighting.b.interface:
            whole[sighting.a, sighting.b].append(sighting)
        else:
            half.append(sighting)
    for sighting in half:
        known, other = (sighting.a, sighting.b) if sighting.a.interface else (sighting.b, sighting.a)
        fits = [pair for pair in whole if known in pair and other.device in {pair[0].device, pair[1].device}]
        whole[fits[0] if len(fits) == 1 else (sighting.a, sighting.b)].append(sighting)
    return [_link(directory, pair, found) for pair, found in whole.items()]


def _link(directory: Directory, pair: _Pair, sightings: Sequence[Sighting]) -> Link:
    a, b = pair
    seen = {device for sighting in sightings for device in sighting.seen_by}
    conflicts = dict.fromkeys(text for sighting in sightings for text in sighting.conflicts)
    if any(not s.conflicts for s in sightings) and not any(
        s.source in {"lldp", "cdp"} and s.conflicts for s in sightings
    ):
        conflicts = {}
    return Link(
        a=a,
        b=b,
        kind=_kind(directory, a, b),
        sightings=tuple(sightings),
        conflicts=tuple(conflicts),
        two_sided={a.device, b.device} <= seen,
        confidence=_confidence(sightings),
    )


def _kind(directory: Directory, a: End, b: End) -> str:
    kinds = {directory.kind(*end) for end in (a, b) if end.interface}
    for kind in ("management", "overlay", "logical", "loopback", "bundle"):
        if kind in kinds:
            return "logical" if kind == "loopback" else kind
    return "physical"


def _confidence(sightings: Sequence[Sighting]) -> float:
    by_source: dict[str, set[str]] = defaultdict(set)
    for sighting in sightings:
        by_source[sighting.source] |= sighting.seen_by
    doubt = 1.0
    for source, seen in by_source.items():
        if source == "subnet":
            wide = not any(_point_to_point(s.detail) for s in sightings if s.source == source)
            doubt *= 1 - _SUBNET_CONFIDENCE[wide]
        else:
            doubt *= 1 - _CONFIDENCE.get(source, (0.5, 0.5))[len(seen) > 1]
    return round(1 - doubt, 4)


def _point_to_point(detail: str) -> bool:
    return any(detail.split(" ", maxsplit=1)[0].endswith(length) for length in ("/30", "/31", "/126", "/127"))


def _bundles(directory: Directory, links: list[Link]) -> list[Link]:
    """Add the member link of a bundle that has one member at each end."""
    known = {end for link in links for end in (link.a, link.b) if link.kind == "physical"}
    members: dict[End, list[End]] = defaultdict(list)
    for view in directory.views.values():
        for port in view.ports:
            if port.bundle is not None and port.parent is None:
                members[End(view.name, directory.base(view.name, port.bundle))].append(End(view.name, port.name))
    found = list(links)
    for link in links:
        ours, theirs = members.get(link.a, []), members.get(link.b, [])
        if link.kind == "bundle" and len(ours) == len(theirs) == 1 and not {ours[0], theirs[0]} & known:
            a, b = _ordered(ours[0], theirs[0])
            text = f"the only members of {link.a.interface} and {link.b.interface}"
            both = frozenset({a.device, b.device})
            found.append(_link(directory, (a, b), [Sighting("bundle", a, b, both, text)]))
    return found


def _contested(directory: Directory, links: list[Link]) -> list[Link]:
    """Mark ports that claim more than one cable; sub-interfaces that fan out run through something unseen."""
    at: dict[End, list[Link]] = defaultdict(list)
    for link in links:
        if link.kind == "physical":
            for end in (link.a, link.b):
                if end.interface:
                    at[end].append(link)
    changed: dict[int, Link] = {}
    for end, rivals in at.items():
        if len(rivals) < 2:
            continue
        fanned = all(_through_units(directory, end, link) for link in rivals)
        whole = [link for link in rivals if link.two_sided]
        for link in rivals:
            if not fanned and whole == [link]:
                continue  # both ends say so; what one end alone says beside it is what has not aged out yet
            current = changed.get(id(link), link)
            if fanned:
                changed[id(link)] = replace(current, kind="logical")
            else:
                others = ", ".join(
                    " ".join(other.b if other.a == end else other.a) for other in rivals if other is not link
                )
                text = f"{end.device} {end.interface} also leads to {others}"
                changed[id(link)] = replace(current, conflicts=(*current.conflicts, text))
    return [changed.get(id(link), link) for link in links]


def _through_units(directory: Directory, end: End, link: Link) -> bool:
    units = {s.units[0] if s.a == end else s.units[1] for s in link.sightings}
    found = [directory.port(end.device, unit) for unit in units if unit]
    return bool(found) and all(port is not None and port.parent is not None for port in found)


def _with_state(directory: Directory, link: Link) -> Link:
    metric_a, metric_b, protocol = metrics_of(directory, link)
    states = [port.up for end in (link.a, link.b) if (port := directory.port(*end)) is not None]
    known = [state for state in states if state is not None]
    return replace(
        link,
        metric_a=metric_a,
        metric_b=metric_b,
        protocol=protocol,
        up=all(known) if known else None,
    )


def _nodes(directory: Directory, links: Sequence[Link], segments: Sequence[Segment]) -> list[Node]:
    positions = Positions.of(links, segments)
    found = []
    for view in directory.views.values():
        loopbacks = dict.fromkeys(
            str(address.ip.ip)
            for port in view.ports
            if port.kind == "loopback" and port.vrf == "default"
            for address in port.addresses
        )
        found.append(Node(view.name, view.platform or None, roles_of(view, positions), tuple(loopbacks)))
    outside = {end.device for link in links for end in (link.a, link.b)} - set(directory.views)
    found += [Node(name, None, (), (), external=True) for name in sorted(outside)]
    return found


def session_problems(sessions: Iterable[Session]) -> list[Session]:
    """Return the sessions whose two sides disagree or of which one side knows nothing."""
    return [session for session in sessions if session.problems]
