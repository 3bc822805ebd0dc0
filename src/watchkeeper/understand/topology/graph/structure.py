"""The shape of a network: components, points and links whose loss divides it, distances in hops, smallest cuts."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import reduce
from operator import or_

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
    pairs = pairs_by_hops(graph)
    count = sum(pairs.values())
    return Shape(
        components=components(graph),
        articulation_points=articulation_points(graph),
        bridges=bridges(graph),
        diameter_hops=max(pairs, default=None),
        mean_hops=round(sum(hops * n for hops, n in pairs.items()) / count, 4) if count else None,
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
    shared = _shared(graph)
    found = {shared.nodes[i] for i in rx.articulation_points(shared.undirected())} - shared.pseudo
    return tuple(sorted(found))


def _shared(graph: Graph) -> Graph:
    """Return the graph without segments of one member, which a loss may cut off without dividing anybody."""
    members: dict[str, set[str]] = defaultdict(set)
    for edge in graph.edges:
        for end in {edge.a, edge.b} & graph.pseudo:
            members[end].add(edge.other(end))
    return graph.without(nodes=[node for node in graph.pseudo if len(members[node]) < 2]) if graph.pseudo else graph


def bridges(graph: Graph) -> tuple[Edge, ...]:
    """Return the links whose loss leaves devices apart. A link with a parallel twin is none."""
    shared = _shared(graph)
    twins = Counter(frozenset((edge.a, edge.b)) for edge in shared.edges)
    alone = {frozenset(shared.nodes[i] for i in pair) for pair in rx.bridges(_simple(shared))}
    found = [edge for edge in shared.edges if twins[ends := frozenset((edge.a, edge.b))] == 1 and ends in alone]
    return tuple(sorted(found, key=lambda edge: edge.id))


def _simple(graph: Graph) -> "rx.PyGraph[str, None]":
    simple: rx.PyGraph[str, None] = rx.PyGraph(multigraph=False)
    simple.add_nodes_from(list(graph.nodes))
    simple.add_edges_from([(graph.index[e.a], graph.index[e.b], None) for e in graph.edges if e.a != e.b])
    return simple


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


def pairs_by_hops(graph: Graph) -> dict[int, int]:
    """Return how many ordered pairs of devices are how many hops apart, as far as they reach one another.

    All searches go at once: whom a device reaches is a number with a bit for each, and with every round all take over
    what their neighbours reach. A round costs one long "or" for each link; there are as many as the diameter.
    """
    near = neighbours_of(graph)
    reached = {node: 1 << at for at, node in enumerate(near)}
    found: dict[int, int] = {}
    hops, known = 0, len(near)
    while True:
        reached = {
            node: reduce(or_, (reached[other] for other in others), reached[node]) for node, others in near.items()
        }
        count = sum(row.bit_count() for row in reached.values())
        if count == known:
            return found
        hops += 1
        found[hops], known = count - known, count


def min_link_cut(graph: Graph) -> int:
    """Return the least number of links whose loss divides the network; 0 when it is divided already (Stoer-Wagner)."""
    graph = _shared(graph)
    if len(components(graph)) != 1 or len(graph.nodes) - len(graph.pseudo & set(graph.nodes)) < 2:
        return 0
    if bridges(graph):
        return 1
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
