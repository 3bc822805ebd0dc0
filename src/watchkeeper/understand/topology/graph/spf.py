"""Shortest paths first, with every equal-cost path: the directed graph of next hops, its shares and its paths."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import rustworkx as rx

from watchkeeper.understand.topology.graph.model import Edge, Graph

MAX_PATHS: Final = 64
"""Paths are counted exactly, and listed up to this number (domain guide, section 8)."""


class Hop(NamedTuple):
    """One step of a path: leave ``node`` over ``edge``."""

    node: str
    edge: Edge


@dataclass(frozen=True, slots=True)
class Routes:
    """All shortest paths from ``source``.

    Args:
        cost: Cost to each node that is reached.
        into: For each node, the last hops of its shortest paths: (node before, edge).
        count: Number of shortest paths to each node; parallel links multiply.
        order: Reached nodes, nearest first, so that sums can run along it.
    """

    source: str
    cost: dict[str, int]
    into: dict[str, tuple[Hop, ...]]
    count: dict[str, int]
    order: tuple[str, ...]

    def paths(self, target: str, limit: int = MAX_PATHS) -> Iterator[tuple[Hop, ...]]:
        """Yield shortest paths to ``target`` as hops from the source, up to ``limit``, always in the same order."""
        produced = 0
        stack: list[tuple[str, tuple[Hop, ...]]] = [(target, ())] if target in self.cost else []
        while stack and produced < limit:
            node, tail = stack.pop()
            if node == self.source:
                produced += 1
                yield tail
                continue
            last_hops = sorted(self.into[node], key=lambda hop: (hop.node, hop.edge.id), reverse=True)
            stack += [(hop.node, (hop, *tail)) for hop in last_hops]

    def shares(self, target: str) -> dict[tuple[str, str], float]:
        """Return each (sending node, edge id)'s part of the traffic to ``target``, split equally at each hop."""
        useful = self._towards(target)
        flow = dict.fromkeys(useful, 0.0)
        flow[self.source] = 1.0
        out: dict[str, list[tuple[str, Edge]]] = {node: [] for node in useful}
        for node in useful:
            for hop in self.into.get(node, ()):
                out[hop.node].append((node, hop.edge))
        found: dict[tuple[str, str], float] = {}
        for node in (n for n in self.order if n in useful):
            for after, edge in out[node]:
                part = flow[node] / len(out[node])
                found[node, edge.id] = found.get((node, edge.id), 0.0) + part
                flow[after] += part
        return found

    def _towards(self, target: str) -> set[str]:
        seen = {target} if target in self.cost else set()
        stack = list(seen)
        while stack:
            for hop in self.into.get(stack.pop(), ()):
                if hop.node not in seen:
                    seen.add(hop.node)
                    stack.append(hop.node)
        return seen | {self.source}


def routes_from(graph: Graph, source: str) -> Routes:
    """Return all shortest paths from ``source`` (Dijkstra; costs are not negative, cycles cost more than nothing).

    Raises:
        KeyError: ``source`` is not in the graph.
    """
    start = graph.index[source]
    directed = graph.directed()
    silent = [node for node in graph.no_transit if node in graph.index and node != source]
    if silent:
        directed = directed.copy()
        for node in silent:
            directed.remove_edges_from([(graph.index[node], after) for after in _after(directed, graph.index[node])])
    lengths = rx.dijkstra_shortest_path_lengths(directed, start, lambda arc: float(arc[0]))
    cost = {source: 0} | {graph.nodes[i]: int(length) for i, length in lengths.items()}
    order = sorted(cost, key=lambda node: (cost[node], node != source, node not in graph.pseudo))
    into: dict[str, tuple[Hop, ...]] = {}
    count = {source: 1}
    for node in order:
        if node == source:
            continue
        arcs = directed.in_edges(graph.index[node])
        hops = tuple(
            Hop(graph.nodes[before], edge)
            for before, _, (weight, edge) in arcs
            if (name := graph.nodes[before]) in cost and cost[name] + weight == cost[node]
        )
        into[node] = hops
        count[node] = sum(count.get(hop.node, 0) for hop in hops)
    return Routes(source, cost, into, count, tuple(order))


def _after(directed: "rx.PyDiGraph[str, tuple[int, Edge]]", node: int) -> list[int]:
    """Return the head of every arc that leaves ``node``; parallel arcs each."""
    return [head for _, head, _ in directed.out_edges(node)]
