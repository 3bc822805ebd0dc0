"""Edges of the kept map, and what one look at the network changes about them. Pure: time is a parameter."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from watchkeeper.kit.configs.names import port_of
from watchkeeper.understand.topology.links import Link, Segment, ServiceEdge, ServiceMesh, Session, Topology
from watchkeeper.understand.topology.services import Underlay, name_of, parted

LAYERS = ("physical", "link", "ip", "igp", "bgp", "service")
_LAYER_OF_KIND = {
    "physical": "physical", "bundle": "link", "logical": "ip", "segment": "ip", "overlay": "service",
    "management": "ip",
}  # fmt: skip
_TALKING = frozenset({"established", "full", "up", "2-way", "twoway"})
_RESTLESS = frozenset({"isis", "ospf", "bgp"})
"""Sources whose words change with their state, which is told by edges of their own."""


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of one layer: both ends, state and evidence. ``document`` holds JSON values."""

    key: str
    layer: str
    state: str
    document: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """An edge as the map has it now."""

    edge: Edge
    first_seen: datetime
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of an edge: ``edge`` None means that it is gone, and ``lost`` is what it was."""

    key: str
    edge: Edge | None
    first_seen: datetime
    lost: Edge | None = None

    @property
    def concerned(self) -> Edge:
        """The edge as it is, or as it was last."""
        found = self.edge or self.lost
        assert found is not None  # noqa: S101  # a change has one of them
        return found


@dataclass(frozen=True, slots=True)
class PortNews:
    """That a device reported a port up or down."""

    interface: str
    up: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class SessionNews:
    """That a device reported a session up or down.

    Args:
        protocol: ``bgp``, ``ospf`` or ``isis``.
        peer: Address, identifier or name of the other end, as the device called it.
        interface: Where it runs, empty when the device did not say.
    """

    protocol: str
    peer: str
    up: bool
    at: datetime
    interface: str = ""


def edges_of(topology: Topology) -> list[Edge]:
    """Return every edge of ``topology``, all layers."""
    found = [_link_edge(link) for link in topology.links]
    found += [_igp_edge(link) for link in topology.links if link.protocol is not None]
    found += [_segment_edge(segment) for segment in topology.segments]
    found += [_session_edge(session) for session in topology.sessions]
    if topology.services or topology.meshes:
        underlay = parted(topology)
        found += [_service_edge(edge, underlay) for edge in topology.services]
        found += [_mesh_edge(mesh) for mesh in topology.meshes]
    return list({edge.key: edge for edge in found}.values())


def _end(device: str, interface: str) -> dict[str, str | None]:
    return {"device": device, "interface": interface or None}


def _link_edge(link: Link) -> Edge:
    layer = _LAYER_OF_KIND[link.kind]
    document = {
        "a": _end(*link.a), "b": _end(*link.b), "kind": link.kind, "sources": list(link.sources),
        "evidence": sorted({f"{s.source}: {s.detail}" for s in link.sightings if s.source not in _RESTLESS}),
        "two_sided": link.two_sided, "confidence": link.confidence, "conflicts": list(link.conflicts),
        "metric_a": link.metric_a, "metric_b": link.metric_b, "protocol": link.protocol,
    }  # fmt: skip
    return Edge(f"{layer}:{link.id}", layer, _word(link.up), document)


def _igp_edge(link: Link) -> Edge:
    document = {
        "a": _end(*link.a), "b": _end(*link.b), "kind": link.protocol, "metric_a": link.metric_a,
        "metric_b": link.metric_b,
    }  # fmt: skip
    return Edge(f"igp:{link.id}", "igp", _word(link.up), document)


def _segment_edge(segment: Segment) -> Edge:
    members = [_end(*end) for end in segment.members]
    document = {"kind": "management" if segment.management else "segment", "id": segment.id, "members": members}
    return Edge(f"ip:segment:{segment.id}", "ip", "up", document)


def _session_edge(session: Session) -> Edge:
    layer = "bgp" if session.protocol == "bgp" else "igp"
    up = session.state is not None and session.state.lower().split("/")[0] in {
        "established",
        "full",
        "up",
        "2-way",
        "twoway",
    }
    document = {
        "a": _end(session.a, ""), "b": _end(session.b or session.b_address, ""), "kind": session.kind,
        "protocol": session.protocol, "a_address": session.a_address, "b_address": session.b_address,
        "vrf": session.vrf,
        "configured_on": list(session.configured_on), "session_state": session.state,
        "problems": list(session.problems),
    }  # fmt: skip
    ends = f"{session.a}:{session.a_address}:{session.b}:{session.b_address}"
    key = f"{layer}:session:{session.protocol}:{session.vrf}:{ends}"
    return Edge(key, layer, "unknown" if session.state is None else "up" if up else "down", document)


def _service_edge(edge: ServiceEdge, underlay: Underlay) -> Edge:
    """A service is what its devices say of it; where what carries it has fallen apart, it is down whatever they say."""
    document = {
        "a": _end(edge.a.device, ""), "b": _end(edge.b.device, ""), "kind": edge.kind, "sources": list(edge.sources),
        "evidence": list(edge.evidence), "two_sided": edge.two_sided, "conflicts": list(edge.conflicts),
        "service": {
            "name": name_of([edge.a, edge.b]), "names": [edge.a.interface, edge.b.interface],
            "there": list(edge.there), "back": list(edge.back),
        },
    }  # fmt: skip
    state = "down" if underlay.loses(edge.a.device, edge.b.device) else _word(edge.up)
    return Edge(f"service:{edge.id}", "service", state, document)


def _mesh_edge(mesh: ServiceMesh) -> Edge:
    document = {
        "kind": mesh.kind, "members": [_end(end.device, "") for end in mesh.members], "sources": list(mesh.sources),
        "evidence": list(mesh.carries), "two_sided": True, "conflicts": list(mesh.conflicts),
        "service": {
            "name": name_of(mesh.members), "names": [end.interface for end in mesh.members],
            "there": list(mesh.carries), "back": list(mesh.carries),
        },
    }  # fmt: skip
    return Edge(f"service:{mesh.id}", "service", "unknown", document)


def _word(up: bool | None) -> str:  # noqa: FBT001 - three states
    return {True: "up", False: "down", None: "unknown"}[up]


def look(
    kept: Mapping[str, Kept], seen: Sequence[Edge], fresh: Iterable[str], at: datetime, keep_gone: timedelta
) -> list[Change]:
    """Return what a look at the network changes.

    An edge that is seen takes its new state and evidence. One that is not seen any more, though a device at its end
    was asked, becomes ``stale`` (or stays ``down``) and is gone after ``keep_gone``; one whose ends could not be asked
    stays as it was until then. ``fresh`` are the devices that answered.
    """
    answered = set(fresh)
    found = []
    for edge in seen:
        known = kept.get(edge.key)
        if known is None or known.edge != edge:
            found.append(Change(edge.key, edge, known.first_seen if known is not None else at))
    for key in kept.keys() - {edge.key for edge in seen}:
        known = kept[key]
        if at - known.last_seen >= keep_gone:
            found.append(Change(key, None, known.first_seen, known.edge))
        elif devices_of(known.edge) & answered and known.edge.state not in {"stale", "down"}:
            found.append(Change(key, replace(known.edge, state="stale"), known.first_seen))
    return sorted(found, key=lambda change: change.key)


def devices_of(edge: Edge) -> set[str]:
    """Return the devices at the ends of an edge."""
    ends = edge.document.get("members") or [edge.document.get("a"), edge.document.get("b")]
    return {end["device"] for end in ends if isinstance(end, dict)}


def port_changed(kept: Iterable[Kept], device: str, interface: str, *, up: bool, others_up: bool) -> list[Change]:
    """Return what the report that a port went up or down changes, before anybody is asked again.

    A link is up only when both ends are; ``others_up`` says whether the far ends are not known to be down.
    """
    found = []
    for known in kept:
        edge = known.edge
        ends = [edge.document.get("a"), edge.document.get("b")]
        mine = any(isinstance(e, dict) and e.get("device") == device and e.get("interface") == interface for e in ends)
        state = "up" if up and others_up else "down"
        if mine and edge.state != state:
            found.append(Change(edge.key, replace(edge, state=state), known.first_seen))
    return found


def session_changed(kept: Iterable[Kept], device: str, peer: str, *, up: bool) -> list[Change]:
    """Return what the report of a device that its session with ``peer`` went up or down changes.

    ``peer`` is the address or the name of the other end as the device called it. What the other end says is not waited
    for: a session that one end has lost is lost.
    """
    state = "up" if up else "down"
    found = []
    for known in kept:
        row = known.edge.document
        ends = (row["a"]["device"], row["a_address"]), (row["b"]["device"], row["b_address"])
        theirs = [other for mine, other in (ends, ends[::-1]) if mine[0] == device]
        if any(peer in other for other in theirs) and known.edge.state != state:
            found.append(Change(known.edge.key, replace(known.edge, state=state), known.first_seen))
    return found


def reported(kept: Iterable[Kept], told: Iterable[tuple[str, PortNews | SessionNews]]) -> list[Change]:
    """Return what becomes of edges after devices, by name, reported ports and sessions up or down, one after the other.

    With a session, the adjacency over the interface that it names changes as well.
    """
    before = {one.edge.key: one for one in kept}
    now = dict(before)
    for device, news in told:
        for change in _reported(now.values(), device, news):
            if change.edge is not None:
                now[change.key] = replace(now[change.key], edge=change.edge)
    return [Change(key, one.edge, one.first_seen) for key, one in now.items() if one.edge != before[key].edge]


def _reported(kept: Collection[Kept], device: str, news: PortNews | SessionNews) -> list[Change]:
    if isinstance(news, PortNews):
        return port_changed(kept, device, news.interface, up=news.up, others_up=True)
    sessions = [one for one in kept if f":session:{news.protocol}:" in one.edge.key]
    changes = session_changed(sessions, device, news.peer, up=news.up)
    if news.interface and news.protocol != "bgp":
        adjacent = [one for one in kept if one.edge.layer == "igp"]
        changes += port_changed(adjacent, device, port_of(news.interface), up=news.up, others_up=True)
    return changes
