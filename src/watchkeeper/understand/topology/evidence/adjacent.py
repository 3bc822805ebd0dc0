"""Evidence from interior gateway protocols: adjacencies of both ends, put together port by port."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address

from watchkeeper.understand.topology.identity import Directory, only
from watchkeeper.understand.topology.links import End, Session, Sighting
from watchkeeper.understand.topology.view import Adjacency, DeviceView


@dataclass(frozen=True, slots=True)
class _Side:
    device: str
    port: str
    peer: str | None
    adjacency: Adjacency


def adjacent(directory: Directory) -> tuple[list[Sighting], list[Session]]:
    """Return links and sessions that adjacencies speak of."""
    sides = [
        _Side(view.name, _port(directory, view, adjacency), _peer(directory, view, adjacency), adjacency)
        for view in directory.views.values()
        for adjacency in view.adjacencies
    ]
    pairs, alone = _matched(directory, sides)
    sightings = [_two(directory, a, b) for a, b in pairs if a.port and b.port]
    sightings += [_one(directory, side) for side in alone if side.peer is not None and side.port]
    return sightings, [*_sessions(pairs), *(_single(side) for side in alone)]


def _port(directory: Directory, view: DeviceView, adjacency: Adjacency) -> str:
    found = directory.port(view.name, adjacency.port)
    if found is not None:
        return found.name
    if adjacency.address:
        for port in view.ports:
            if any(_within(adjacency.address, str(address.ip)) for address in port.addresses if not port.unnumbered):
                return port.name
    return adjacency.port


def _within(address: str, interface: str) -> bool:
    from ipaddress import ip_interface

    try:
        own = ip_interface(interface)
        return ip_address(address) in own.network and ip_address(address) != own.ip
    except ValueError:
        return False


def _peer(directory: Directory, view: DeviceView, adjacency: Adjacency) -> str | None:
    """Return the device at the other end, or None when the text does not decide it."""
    holders = {holder.device for holder in directory.holders(adjacency.address)} if adjacency.address else set()
    named = directory.by_id(adjacency.neighbour) or directory.by_name(adjacency.neighbour)
    if not named:
        named = {holder.device for holder in directory.holders(adjacency.neighbour)}
    candidates = (holders & named) or named or holders
    return only(candidates - {view.name})


def _matched(directory: Directory, sides: Sequence[_Side]) -> tuple[list[tuple[_Side, _Side]], list[_Side]]:
    waiting: dict[tuple[str, str | None, str, str], list[_Side]] = defaultdict(list)
    for side in sides:
        waiting[side.device, side.peer, side.adjacency.protocol, side.adjacency.level].append(side)
    pairs: list[tuple[_Side, _Side]] = []
    used: set[int] = set()
    for side in sides:
        if id(side) in used or side.peer is None:
            continue
        keys = (side.peer, side.device, side.adjacency.protocol, side.adjacency.level)
        candidates = [other for other in waiting[keys] if id(other) not in used]
        mate = _mate(directory, side, candidates)
        if mate is not None:
            used |= {id(side), id(mate)}
            pairs.append((side, mate))
    return pairs, [side for side in sides if id(side) not in used]


def _mate(directory: Directory, side: _Side, candidates: Sequence[_Side]) -> _Side | None:
    for other in candidates:
        if _same_subnet(directory, side, other):
            return other
    free = [other for other in candidates if not _numbered(directory, other) and not _numbered(directory, side)]
    return free[0] if len(free) == 1 else (candidates[0] if len(candidates) == 1 and not free else None)


def _numbered(directory: Directory, side: _Side) -> bool:
    port = directory.port(side.device, side.port)
    return port is not None and port.unnumbered is None and bool(port.addresses)


def _same_subnet(directory: Directory, a: _Side, b: _Side) -> bool:
    first, second = directory.port(a.device, a.port), directory.port(b.device, b.port)
    if first is None or second is None or first.unnumbered or second.unnumbered:
        return False
    networks = {address.ip.network for address in first.addresses if not address.ip.ip.is_link_local}
    return any(address.ip.network in networks for address in second.addresses)


def _two(directory: Directory, a: _Side, b: _Side) -> Sighting:
    return Sighting(
        source=_source(a),
        a=End(a.device, directory.base(a.device, a.port)),
        b=End(b.device, directory.base(b.device, b.port)),
        seen_by=frozenset({a.device, b.device}),
        detail=f"adjacency {a.adjacency.state or 'seen'} at both ends",
        units=(a.port, b.port),
    )


def _one(directory: Directory, side: _Side) -> Sighting:
    peer = side.peer or ""
    held = [holder for holder in directory.holders(side.adjacency.address) if holder.device == peer]
    held = [h for h in held if directory.kind(peer, h.port) != "loopback"]
    port = directory.base(peer, held[0].port) if len(held) == 1 else ""
    return Sighting(
        source=_source(side),
        a=End(side.device, directory.base(side.device, side.port)),
        b=End(peer, port),
        seen_by=frozenset({side.device}),
        detail=f"{side.adjacency.neighbour} {side.adjacency.state}".strip(),
        units=(side.port, held[0].port if len(held) == 1 else ""),
    )


def _source(side: _Side) -> str:
    return "ospf" if side.adjacency.protocol.startswith("ospf") else side.adjacency.protocol


def _sessions(pairs: Sequence[tuple[_Side, _Side]]) -> list[Session]:
    found = []
    for a, b in pairs:
        if a.adjacency.up != b.adjacency.up:
            found += [_single(a), _single(b)]
            continue
        found.append(
            Session(
                protocol=_source(a),
                kind="igp",
                a=a.device,
                a_address=_shown(b.adjacency),
                b=b.device,
                b_address=_shown(a.adjacency),
                configured_on=(a.device, b.device),
                state=a.adjacency.state or None,
                vrf=a.adjacency.vrf,
            )
        )
    return found


def _single(side: _Side) -> Session:
    return Session(
        protocol=_source(side),
        kind="igp",
        a=side.device,
        a_address=None,
        b=side.peer,
        b_address=_shown(side.adjacency),
        configured_on=(side.device,),
        state=side.adjacency.state or None,
        vrf=side.adjacency.vrf,
        problems=("seen from one side only",),
    )


def _shown(adjacency: Adjacency) -> str:
    return adjacency.address if adjacency.protocol != "isis" and adjacency.address else adjacency.neighbour
