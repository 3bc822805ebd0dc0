"""Arcs in both directions as plain adjacency, for searches that rustworkx does not have (exclusions, residuals)."""

from collections.abc import Collection
from heapq import heappop, heappush
from typing import NamedTuple

from watchkeeper.understand.topology.graph.model import Edge, Graph


class Arc(NamedTuple):
    """One direction of an edge."""

    tail: str
    head: str
    cost: int
    edge: Edge


def arcs_of(graph: Graph) -> dict[str, list[Arc]]:
    """Return the usable arcs that leave each node."""
    found: dict[str, list[Arc]] = {node: [] for node in graph.nodes}
    for edge in graph.edges:
        if edge.cost_ab is not None:
            found[edge.a].append(Arc(edge.a, edge.b, edge.cost_ab, edge))
        if edge.cost_ba is not None:
            found[edge.b].append(Arc(edge.b, edge.a, edge.cost_ba, edge))
    return found


def reversed_graph(graph: Graph) -> Graph:
    """Return the graph with every direction turned round, so that paths *to* a node are paths from it."""
    edges = tuple(Edge(e.id, e.a, e.b, e.cost_ba, e.cost_ab, e.risks) for e in graph.edges)
    return Graph(graph.nodes, edges, graph.pseudo, graph.no_transit)


def cheapest(
    arcs: dict[str, list[Arc]],
    source: str,
    target: str,
    *,
    without_nodes: Collection[str] = (),
    without_arcs: Collection[Arc] = (),
) -> tuple[int, tuple[Arc, ...]] | None:
    """Return (cost, arcs) of one cheapest path that avoids nodes and arcs, or None.

    Ties fall to the path whose edge ids come first, so that answers repeat.
    """
    heap: list[tuple[int, tuple[str, ...], str, tuple[Arc, ...]]] = [(0, (), source, ())]
    done: set[str] = set()
    while heap:
        cost, ids, node, path = heappop(heap)
        if node == target:
            return cost, path
        if node in done:
            continue
        done.add(node)
        for arc in arcs.get(node, ()):
            if arc.head not in done and arc.head not in without_nodes and arc not in without_arcs:
                heappush(heap, (cost + arc.cost, (*ids, arc.edge.id), arc.head, (*path, arc)))
    return None
