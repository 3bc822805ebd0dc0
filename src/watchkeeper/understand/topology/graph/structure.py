"""The shape of a network: components, points and links whose loss divides it, distances in hops, smallest cuts."""

from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass

import rustworkx as rx

from watchkeeper.understand.topology.graph.model import Edge, Graph


@dataclass(frozen=True, slots=True)
class Shape:
    """A network's structure. Lengths are None where the network has fewer than two nodes."""

    components: tuple[tuple[str, ...], ...]
    articulation_points: tuple[str, ...]
    bridges: tuple[Edge, ...]
    diameter_hops: int | None
    mean_hops: float | None
    min_link_cut: int
    single_homed: tuple[str, ...]


def shape(graph: Graph) -> Shape:
    """Return the structure of ``graph``. Diameter and mean run over pairs that reach one another."""
    distances = hop_counts(graph)
    pairs = [hops for row in distances.values() for hops in row.values() if hops > 0]
    return Shape(
        components=components(graph),
        articulation_points=articulation_points(graph),
        bridges=bridges(graph),
        diameter_hops=max(pairs, default=None),
        mean_hops=round(sum(pairs) / len(pairs), 4) if pairs else None,
        min_link_cut=min_link_cut(graph),
        single_homed=single_homed(graph),
    )


def components(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """Return the connected components without pseudo nodes, largest first, then by name."""
    found = []
    for members in rx.connected_components(graph.undirected()):
        names = sorted(graph.nodes[i] for i in members if graph.nodes[i] not in graph.pseudo)
        if names:
            found.append(tuple(names))
    return tuple(sorted(found, key=lambda names: (-len(names), names)))


def articulation_points(graph: Graph) -> tuple[str, ...]:
    """Return the nodes whose loss leaves others apart (Hopcroft and Tarjan), pseudo nodes left out."""
    found = {graph.nodes[i] for i in rx.articulation_points(graph.undirected())} - graph.pseudo
    return tuple(sorted(node for node in found if _divides(graph, node)))


def _divides(graph: Graph, node: str) -> bool:
    """A node that only cuts off a segment without other members divides nobody."""
    if not graph.pseudo:
        return True
    return len(components(graph.without(nodes=[node]))) > len(components(graph))


def bridges(graph: Graph) -> tuple[Edge, ...]:
    """Return the links whose loss leaves devices apart. A link with a parallel twin is none."""
    twins = Counter(frozenset((edge.a, edge.b)) for edge in graph.edges)
    alone = {frozenset(graph.nodes[i] for i in pair) for pair in rx.bridges(_simple(graph))}
    found = []
    for edge in graph.edges:
        ends = frozenset((edge.a, edge.b))
        if twins[ends] == 1 and ends in alone and (not ends & graph.pseudo or _cuts(graph, edge)):
            found.append(edge)
    return tuple(sorted(found, key=lambda edge: edge.id))


def _simple(graph: Graph) -> "rx.PyGraph[str, None]":
    simple: rx.PyGraph[str, None] = rx.PyGraph(multigraph=False)
    simple.add_nodes_from(list(graph.nodes))
    simple.add_edges_from([(graph.index[e.a], graph.index[e.b], None) for e in graph.edges if e.a != e.b])
    return simple


def _cuts(graph: Graph, edge: Edge) -> bool:
    return len(components(graph.without(edges=[edge.id]))) > len(components(graph))


def neighbours_of(graph: Graph) -> dict[str, set[str]]:
    """Return each node's neighbours; a segment joins its members directly."""
    near: dict[str, set[str]] = {node: set() for node in graph.nodes}
    for edge in graph.edges:
        near[edge.a].add(edge.b)
        near[edge.b].add(edge.a)
    for segment in graph.pseudo:
        for node in near.get(segment, ()):
            near[node] = (near[node] | near[segment]) - {node, segment}
    return {node: found for node, found in near.items() if node not in graph.pseudo}


def hop_counts(graph: Graph) -> dict[str, dict[str, int]]:
    """Return the least number of hops between all pairs that reach one another (breadth first)."""
    near = neighbours_of(graph)
    return {source: _breadth_first(near, source) for source in near}


def _breadth_first(near: Mapping[str, set[str]], source: str) -> dict[str, int]:
    hops = {source: 0}
    queue = deque([source])
    while queue:
        node = queue.popleft()
        for after in near[node]:
            if after not in hops:
                hops[after] = hops[node] + 1
                queue.append(after)
    return hops


def min_link_cut(graph: Graph) -> int:
    """Return the least number of links whose loss divides the network; 0 when it is divided already (Stoer-Wagner)."""
    if len(components(graph)) != 1 or len(graph.nodes) - len(graph.pseudo & set(graph.nodes)) < 2:
        return 0
    weights = Counter(tuple(sorted((edge.a, edge.b))) for edge in graph.edges if edge.a != edge.b)
    simple: rx.PyGraph[str, int] = rx.PyGraph(multigraph=False)
    simple.add_nodes_from(list(graph.nodes))
    simple.add_edges_from([(graph.index[a], graph.index[b], count) for (a, b), count in weights.items()])
    found = rx.stoer_wagner_min_cut(simple, float)
    return int(found[0]) if found is not None else 0


def single_homed(graph: Graph) -> tuple[str, ...]:
    """Return the nodes with one link only: their own last mile, not a fault of the network behind it."""
    degree = Counter(node for edge in graph.edges for node in (edge.a, edge.b))
    return tuple(sorted(node for node in graph.nodes if degree[node] == 1 and node not in graph.pseudo))
