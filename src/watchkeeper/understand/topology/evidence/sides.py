"""BGP as each device has it: configured neighbours with what its own table shows of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address

from watchkeeper.kit.configs.model import BgpNeighbour
from watchkeeper.understand.topology.identity import Directory
from watchkeeper.understand.topology.view import BgpState, DeviceView, Port


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a BGP session.

    Args:
        peer: The neighbour as this device names it: an address, or the interface of an unnumbered one.
        locals: Addresses by which the neighbour may know this device in this session.
        port: Interface towards the neighbour when it is directly connected.
    """

    device: str
    vrf: str
    peer: str
    locals: frozenset[str]
    port: str
    remote_as: int | None
    local_as: int | None
    kind: str
    families: tuple[str, ...]
    state: BgpState | None
    configured: bool

    @property
    def established(self) -> bool:
        """Whether the device's table shows the session up."""
        return self.state is not None and self.state.state.lower() == "established"


def sides_of(directory: Directory) -> list[Side]:
    """Return every end of a BGP session that the views know, configured ones first."""
    return [side for view in directory.views.values() for side in _sides(directory, view)]


def _sides(directory: Directory, view: DeviceView) -> Iterator[Side]:
    shown = {(state.vrf, _plain(state.peer or state.interface)): state for state in view.sessions}
    by_peer: dict[str, list[BgpState]] = {}
    for known in view.sessions:
        by_peer.setdefault(_plain(known.peer or known.interface), []).append(known)
    used: set[int] = set()
    state: BgpState | None
    for neighbour in view.neighbours:
        name = _plain(neighbour.address or neighbour.interface or "")
        state = shown.get((neighbour.vrf, name))
        if state is None and len(by_peer.get(name, ())) == 1:
            state = by_peer[name][0]
        if state is None and not neighbour.address:
            state = next((s for s in view.sessions if s.interface and s.interface == neighbour.interface), None)
        if state is not None:
            used.add(id(state))
        yield _configured(directory, view, neighbour, state)
    for other in view.sessions:
        if id(other) not in used:
            yield _shown(directory, view, other)


def _plain(peer: str) -> str:
    text = peer.split("%", maxsplit=1)[0]
    try:
        return str(ip_address(text))
    except ValueError:
        return text


def _configured(directory: Directory, view: DeviceView, neighbour: BgpNeighbour, state: BgpState | None) -> Side:
    port = neighbour.interface or (state.interface if state else "") or _towards(view, neighbour.address, neighbour.vrf)
    return Side(
        device=view.name,
        vrf=neighbour.vrf,
        peer=_plain(neighbour.address or neighbour.interface or ""),
        locals=frozenset(_locals(directory, view, neighbour, port, state)),
        port=port,
        remote_as=neighbour.remote_as or (state.remote_as if state else None),
        local_as=neighbour.local_as or (state.local_as if state else None),
        kind=neighbour.kind,
        families=neighbour.families,
        state=state,
        configured=True,
    )


def _shown(directory: Directory, view: DeviceView, state: BgpState) -> Side:
    port = state.interface or _towards(view, state.peer, state.vrf)
    own = {_plain(state.local_address)} if state.local_address else _addresses(directory, view.name, port)
    mine = state.local_as or next(iter(view.autonomous_systems), None)
    kind = "" if state.remote_as is None or mine is None else "ibgp" if state.remote_as == mine else "ebgp"
    return Side(
        view.name, state.vrf, _plain(state.peer), frozenset(own), port, state.remote_as, mine, kind, (), state,
        configured=not view.configured or any(_in_range(state.peer, r.network) for r in view.ranges),
    )  # fmt: skip


def _in_range(peer: str, network: object) -> bool:
    try:
        return ip_address(peer) in network  # type: ignore[operator]  # networks know membership
    except (ValueError, TypeError):
        return False


def _locals(
    directory: Directory, view: DeviceView, neighbour: BgpNeighbour, port: str, state: BgpState | None
) -> set[str]:
    bound = neighbour.local_address
    if bound:
        named = _addresses(directory, view.name, bound)
        return named or {_plain(bound)}
    found = _addresses(directory, view.name, port) if port else set()
    if state is not None and state.local_address:
        found.add(_plain(state.local_address))
    return found


def _addresses(directory: Directory, device: str, port: str) -> set[str]:
    found = directory.port(device, port)
    return {str(address.ip.ip) for address in found.addresses if address.role != "virtual"} if found else set()


def _towards(view: DeviceView, peer: str, vrf: str) -> str:
    """Return the interface whose subnet holds ``peer``, of the same routing instance first."""
    try:
        target = ip_address(peer.split("%", maxsplit=1)[0])
    except ValueError:
        return ""
    candidates = [port for port in view.ports if _connects(port, target)]
    same = [port for port in candidates if port.vrf == vrf] or candidates
    return same[0].name if same else ""


def _connects(port: Port, target: object) -> bool:
    if port.unnumbered is not None or port.kind == "loopback":
        return False
    return any(
        address.ip.version == getattr(target, "version", 0)
        and target in address.ip.network
        and address.ip.network.prefixlen < address.ip.max_prefixlen
        for address in port.addresses
    )
