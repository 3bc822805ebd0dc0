"""The kept map as a topology again, so that the questions of the command line can be asked of it."""

from collections.abc import Iterable

from watchkeeper.understand.topology.edges import Edge
from watchkeeper.understand.topology.links import End, Link, Node, Segment, ServiceEdge, ServiceMesh, Topology

_LIVING = frozenset({"up", "unknown"})


def drawn(edges: Iterable[Edge], devices: Iterable[str], *, living: bool = True) -> Topology:
    """Return the topology of ``edges`` between ``devices``; ``living`` leaves out what is down or stale."""
    edges = [edge for edge in edges if not living or edge.state in _LIVING]
    services = [edge for edge in edges if "service" in edge.document]
    links = [_link(edge) for edge in edges if _is_link(edge)]
    segments = [
        Segment(
            edge.document["id"], tuple(_end(m) for m in edge.document["members"]), edge.document["kind"] == "management"
        )
        for edge in edges
        if "members" in edge.document and "service" not in edge.document
    ]
    return Topology(
        tuple(nodes_of(edges, devices)),
        tuple(links),
        tuple(segments),
        services=tuple(_service(edge) for edge in services if "members" not in edge.document),
        meshes=tuple(_mesh(edge) for edge in services if "members" in edge.document),
    )


def nodes_of(edges: Iterable[Edge], devices: Iterable[str]) -> list[Node]:
    """Return the devices and what only links know of."""
    known = set(devices)
    ends = {edge.document[end]["device"] for edge in edges if _is_link(edge) for end in ("a", "b")}
    found = [Node(name, None, (), ()) for name in sorted(known)]
    return found + [Node(name, None, (), (), external=True) for name in sorted(ends - known)]


def _is_link(edge: Edge) -> bool:
    return edge.layer != "bgp" and "two_sided" in edge.document and "service" not in edge.document


def _end(document: dict[str, str | None]) -> End:
    return End(str(document["device"]), document["interface"] or "")


def _link(edge: Edge) -> Link:
    document = edge.document
    return Link(
        a=_end(document["a"]),
        b=_end(document["b"]),
        kind=document["kind"],
        sightings=(),
        conflicts=tuple(document["conflicts"]),
        two_sided=document["two_sided"],
        confidence=document["confidence"],
        metric_a=document["metric_a"],
        metric_b=document["metric_b"],
        protocol=document["protocol"],
        up={"up": True, "down": False}.get(edge.state),
    )


def _service(edge: Edge) -> ServiceEdge:
    document, (a, b) = edge.document, edge.document["service"]["names"]
    return ServiceEdge(
        kind=document["kind"],
        a=End(str(document["a"]["device"]), a),
        b=End(str(document["b"]["device"]), b),
        there=tuple(document["service"]["there"]),
        back=tuple(document["service"]["back"]),
        sources=tuple(document["sources"]),
        two_sided=document["two_sided"],
        conflicts=tuple(document["conflicts"]),
    )


def _mesh(edge: Edge) -> ServiceMesh:
    document = edge.document
    members = zip(document["members"], document["service"]["names"], strict=True)
    return ServiceMesh(
        kind=document["kind"],
        key=edge.key.split(":", 2)[2],
        members=tuple(End(str(member["device"]), name) for member, name in members),
        carries=tuple(document["service"]["there"]),
        sources=tuple(document["sources"]),
        conflicts=tuple(document["conflicts"]),
    )
