"""BGP sessions from both sides, and what a directly connected session says about links.

Two sides belong together when each names an address of the other. Where addresses are used twice, the sides' own tables
decide: the TCP ports of an established session, then the BGP identifiers, then autonomous systems. What stays open
stays open.
"""

from collections import defaultdict
from collections.abc import Sequence

from watchkeeper.understand.topology.evidence.sides import Side, sides_of
from watchkeeper.understand.topology.identity import Directory, only
from watchkeeper.understand.topology.links import End, Session, Sighting

_Pair = tuple[Side, Side]


def bgp(directory: Directory) -> tuple[list[Sighting], list[Session]]:
    """Return links and sessions that BGP speaks of."""
    sides = sides_of(directory)
    pairs, alone = _matched(sides)
    sightings = [found for pair in pairs if (found := _link(directory, *pair)) is not None]
    sightings += [found for side in alone if (found := _half_link(directory, side)) is not None]
    return sightings, [*(_session(a, b) for a, b in pairs), *(_single(directory, side) for side in alone)]


def _matched(sides: Sequence[Side]) -> tuple[list[_Pair], list[Side]]:
    by_local: dict[str, list[int]] = defaultdict(list)
    for i, side in enumerate(sides):
        for address in side.locals:
            by_local[address].append(i)
        if not side.locals or not _is_address(side.peer):
            by_local[""].append(i)
    scored: list[tuple[int, int, int]] = []
    for i, side in enumerate(sides):
        names = by_local.get(side.peer, []) if _is_address(side.peer) else by_local[""]
        scored += [(score, i, j) for j in names if i < j and (score := _score(side, sides[j])) > 0]
    return _choose(sides, scored)


def _choose(sides: Sequence[Side], scored: list[tuple[int, int, int]]) -> tuple[list[_Pair], list[Side]]:
    """Take the best pairs first; a tie between different mates of one side leaves all of them open."""
    pairs: list[_Pair] = []
    used: set[int] = set()
    while True:
        scored = [row for row in scored if row[1] not in used and row[2] not in used]
        if not scored:
            break
        best = max(score for score, _, _ in scored)
        top = [(i, j) for score, i, j in scored if score == best]
        count: dict[int, int] = defaultdict(int)
        for i, j in top:
            count[i] += 1
            count[j] += 1
        sure = [(i, j) for i, j in top if count[i] == count[j] == 1]
        for i, j in sure:
            pairs.append((sides[i], sides[j]))
        used |= {side for pair in (sure or top) for side in pair}
    taken = {id(side) for pair in pairs for side in pair}
    return pairs, [side for side in sides if id(side) not in taken]


def _score(a: Side, b: Side) -> int:
    """Return how surely two sides are one session; 0 when they cannot be."""
    if a.device == b.device:
        return 0
    addressed = _is_address(a.peer) and _is_address(b.peer)
    if addressed and not (a.peer in b.locals and (b.peer in a.locals or not a.locals)):
        return 0
    if _is_address(a.peer) != _is_address(b.peer):
        return 0
    if not _as_fits(a, b):
        return 1 if addressed else 0
    score = 10 if addressed else 0
    score += 2 if a.vrf == b.vrf else 0
    return score + _table_score(a, b) if score + _table_score(a, b) > (0 if addressed else 10) else 0


def _as_fits(a: Side, b: Side) -> bool:
    return all(x is None or y is None or x == y for x, y in ((a.remote_as, b.local_as), (b.remote_as, a.local_as)))


def _table_score(a: Side, b: Side) -> int:
    """Return what the two tables say of one another: matching TCP ports and identifiers, or a contradiction."""
    if a.state is None or b.state is None:
        return 0
    score = 5 if a.established == b.established else -5
    if a.established and b.established:
        if a.state.tcp and b.state.tcp:
            score += 100 if a.state.tcp == b.state.tcp[::-1] else -100
        for one, other in ((a.state, b.state), (b.state, a.state)):
            if one.remote_id and other.local_id:
                score += 20 if one.remote_id == other.local_id else -100
    return score


def _is_address(text: str) -> bool:
    return ":" in text or text.replace(".", "").isdigit()


def _link(directory: Directory, a: Side, b: Side) -> Sighting | None:
    if not a.port or not b.port or "loopback" in {directory.kind(a.device, a.port), directory.kind(b.device, b.port)}:
        return None
    if not (_connected(directory, a, b) or (not _is_address(a.peer) and not _is_address(b.peer))):
        return None
    return Sighting(
        source="bgp",
        a=End(a.device, directory.base(a.device, a.port)),
        b=End(b.device, directory.base(b.device, b.port)),
        seen_by=frozenset({a.device, b.device}),
        detail=f"session {a.peer} - {b.peer}",
        units=(a.port, b.port),
    )


def _connected(directory: Directory, a: Side, b: Side) -> bool:
    """Return whether the session runs over one subnet, so that it says something about the wire."""
    first, second = directory.port(a.device, a.port), directory.port(b.device, b.port)
    if first is None or second is None or a.established != b.established:
        return False
    networks = {address.ip.network for address in first.addresses}
    return any(address.ip.network in networks for address in second.addresses)


def _half_link(directory: Directory, side: Side) -> Sighting | None:
    """Return the link of an unnumbered session whose other end only its BGP identifier tells."""
    if side.state is None or not side.established or not side.port or _is_address(side.peer):
        return None
    peer = only(directory.by_id(side.state.remote_id) - {side.device})
    if peer is None:
        return None
    here = End(side.device, directory.base(side.device, side.port))
    return Sighting("bgp", here, End(peer, ""), frozenset({side.device}), f"session on {side.port}", (side.port, ""))


def _session(a: Side, b: Side) -> Session:
    states = [side.state.state for side in (a, b) if side.state is not None and side.state.state]
    return Session(
        protocol="bgp",
        kind=a.kind or b.kind or _kind(a, b),
        a=a.device,
        a_address=b.peer,
        b=b.device,
        b_address=a.peer,
        configured_on=tuple(side.device for side in (a, b) if side.configured or side.state is not None),
        state=states[0] if states else None,
        vrf=a.vrf,
        families=tuple(dict.fromkeys((*a.families, *b.families))),
        problems=tuple(_disagreements(a, b)),
    )


def _kind(a: Side, b: Side) -> str:
    return "ibgp" if a.local_as is not None and a.local_as == b.local_as else "ebgp"


def _disagreements(a: Side, b: Side) -> list[str]:
    found = []
    for one, other in ((a, b), (b, a)):
        if one.remote_as is not None and other.local_as is not None and one.remote_as != other.local_as:
            found.append(f"{one.device} expects AS {one.remote_as}, {other.device} is AS {other.local_as}")
    mine, theirs = {_family(f) for f in a.families}, {_family(f) for f in b.families}
    if mine and theirs and mine != theirs:
        found.append(f"address families differ: {_listed(mine - theirs, a.device)}{_listed(theirs - mine, b.device)}")
    return found


def _listed(families: set[str], device: str) -> str:
    return f"{', '.join(sorted(families))} only on {device}; " if families else ""


def _family(text: str) -> str:
    """Return one word for an address family in any vendor's spelling (Junos ``inet-vpn`` is Cisco's ``vpnv4``)."""
    words = text.lower().replace("-", " ").split()
    table = {"inet": "ipv4", "inet6": "ipv6", "vpnv4": "ipv4 vpn", "vpnv6": "ipv6 vpn", "l2vpn": ""}
    plain = [table.get(word, word) for word in words if word not in {"unicast", "any", "signaling"}]
    return " ".join(word for word in plain if word)


def _single(directory: Directory, side: Side) -> Session:
    holders = {holder.device for holder in directory.holders(side.peer)} - {side.device}
    peer = only(holders)
    if peer is None and side.state is not None and side.established and side.state.remote_id:
        peer = only(directory.by_id(side.state.remote_id) - {side.device})
    problems = () if side.state is not None and side.established else _unanswered(directory, side, peer)
    return Session(
        protocol="bgp",
        kind=side.kind,
        a=side.device,
        a_address=only(side.locals),
        b=peer,
        b_address=side.peer,
        configured_on=(side.device,),
        state=side.state.state or None if side.state is not None else None,
        vrf=side.vrf,
        families=side.families,
        problems=problems,
    )


def _unanswered(directory: Directory, side: Side, peer: str | None) -> tuple[str, ...]:
    if peer is None or not directory.views[peer].configured:
        return ()
    return (f"configured on {side.device} only; {peer} does not name it",)
