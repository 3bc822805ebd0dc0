"""The graphs that a topology holds: what is joined (physical), and what routes (the interior gateway protocol)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from watchkeeper.understand.topology.graph.model import Edge, Graph
from watchkeeper.understand.topology.links import End, Link, Segment, Topology

_CABLES: Final = frozenset({"physical", "bundle"})
_UNDECIDED: Final = "several holders"


def physical(topology: Topology) -> Graph:
    """Return the multigraph of devices and the links that join them.

    Member links stand for their bundle; a logical link counts where no cable joins the pair; segments are pseudo nodes.
    Management, overlays, links with an open conflict about their ends and devices that only others see are left out.
    """
    known = {node.name for node in topology.nodes if not node.external}
    cabled = {frozenset((link.a.device, link.b.device)) for link in topology.links if link.kind in _CABLES}
    edges = [
        _edge(link)
        for link in _without_doubles(topology.links)
        if link.a.device in known
        and link.b.device in known
        and not link.conflicts
        and (
            link.kind in _CABLES or (link.kind == "logical" and frozenset((link.a.device, link.b.device)) not in cabled)
        )
    ]
    return _with_segments(sorted(known), edges, [s for s in topology.segments if not s.management], known)


def _edge(link: Link) -> Edge:
    return Edge(link.id, link.a.device, link.b.device, risks=link.risks)


def _without_doubles(links: Sequence[Link]) -> list[Link]:
    """Return links without bundles whose member links are known, so that a cable counts once."""
    members: dict[frozenset[str], int] = defaultdict(int)
    for link in links:
        if link.kind == "physical":
            members[frozenset((link.a.device, link.b.device))] += 1
    return [link for link in links if link.kind != "bundle" or not members[frozenset((link.a.device, link.b.device))]]


def _with_segments(nodes: Sequence[str], edges: list[Edge], segments: Iterable[Segment], known: set[str]) -> Graph:
    pseudo = []
    for segment in segments:
        members = [end for end in segment.members if end.device in known]
        if len({end.device for end in members}) > 1:
            pseudo.append(segment.id)
            edges += [_spoke(end, segment.id, 1) for end in members]
    return Graph((*nodes, *pseudo), tuple(edges), frozenset(pseudo))


def _spoke(end: End, segment: str, cost: int) -> Edge:
    return Edge(f"{end.device}:{end.interface}", end.device, segment, cost, 0)


def routed(topology: Topology, metrics: dict[End, int] | None = None) -> Graph | None:
    """Return the graph of the interior gateway protocol with each end's own metric, or None when none runs.

    ``metrics`` are the costs of ports on segments.
    """
    known = [node.name for node in topology.nodes if not node.external]
    edges = [
        Edge(link.id, link.a.device, link.b.device, link.metric_a, link.metric_b, link.risks)
        for link in topology.links
        if link.protocol is not None and not link.conflicts and link.metric_a is not None and link.metric_b is not None
    ]
    pseudo = []
    for segment in topology.segments:
        members = [(end, cost) for end in segment.members if (cost := (metrics or {}).get(end)) is not None]
        if len(members) > 1:
            pseudo.append(segment.id)
            edges += [_spoke(end, segment.id, cost) for end, cost in members]
    return Graph((*known, *pseudo), tuple(edges), frozenset(pseudo)) if edges else None
