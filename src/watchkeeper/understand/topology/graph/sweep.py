"""All single-link failures from one vantage, each recomputed exactly from what it touches and nothing more.

A link that no shortest path uses changes nothing. One that some do takes its last hops away; a node that keeps another
last hop keeps its cost, and only the nodes that lose all of them are routed anew, from the border of the part that did
not change (Ramalingam and Reps 1996, for one deletion).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from watchkeeper.understand.topology.graph.arcs import Arc, arcs_of
from watchkeeper.understand.topology.graph.model import Edge, Graph
from watchkeeper.understand.topology.graph.spf import Routes, routes_from


@dataclass(frozen=True, slots=True)
class Rerouted:
    """What the loss of ``edge`` changes as seen from the vantage.

    Args:
        cost: New cost of each node whose cost changes; None when it is cut off.
        into: New last hops, as (node before, edge id), of each node whose last hops change.
    """

    edge: Edge
    cost: dict[str, int | None]
    into: dict[str, frozenset[tuple[str, str]]]


class Sweep:
    """Routes from one vantage, ready to be asked about any single link."""

    def __init__(self, graph: Graph, vantage: str) -> None:
        self.routes: Routes = routes_from(graph, vantage)
        self._graph = graph
        self._out = arcs_of(graph)
        self._in: dict[str, list[Arc]] = {node: [] for node in graph.nodes}
        for arcs in self._out.values():
            for arc in arcs:
                self._in[arc.head].append(arc)
        self._last = {node: {(hop.node, hop.edge.id) for hop in hops} for node, hops in self.routes.into.items()}
        self._next: dict[str, list[str]] = {}
        for node, hops in self.routes.into.items():
            for hop in hops:
                self._next.setdefault(hop.node, []).append(node)

    def every(self) -> Iterator[Rerouted]:
        """Yield the answer for each link, in the order of the graph."""
        for edge in self._graph.edges:
            yield self.loss(edge)

    def loss(self, edge: Edge) -> Rerouted:
        """Return what changes when ``edge`` is lost."""
        for tail, head in ((edge.a, edge.b), (edge.b, edge.a)):
            last = self._last.get(head)
            if last is not None and (tail, edge.id) in last:
                if len(last) > 1:
                    return Rerouted(edge, {}, {head: frozenset(last - {(tail, edge.id)})})
                return self._reroute(edge, head)
        return Rerouted(edge, {}, {})

    def _stranded(self, head: str) -> set[str]:
        """Return the nodes all of whose shortest paths run through ``head`` once it has lost its last hops."""
        gone = {head}
        waiting = list(self._next.get(head, ()))
        while waiting:
            node = waiting.pop()
            if node not in gone and all(before in gone for before, _ in self._last[node]):
                gone.add(node)
                waiting += self._next.get(node, ())
        return gone

    def _reroute(self, edge: Edge, head: str) -> Rerouted:
        gone = self._stranded(head)
        old, silent = self.routes.cost, self._graph.no_transit - {self.routes.source}
        cost: dict[str, int] = {}
        heap = [
            (old[arc.tail] + arc.cost, node)
            for node in gone
            for arc in self._in[node]
            if arc.edge.id != edge.id and arc.tail in old and arc.tail not in gone and arc.tail not in silent
        ]
        heapify(heap)
        while heap:
            price, node = heappop(heap)
            if node in cost:
                continue
            cost[node] = price
            if node in silent:
                continue
            for arc in self._out[node]:
                if arc.edge.id != edge.id and arc.head in gone and arc.head not in cost:
                    heappush(heap, (price + arc.cost, arc.head))
        return self._compared(edge, gone, cost)

    def _compared(self, edge: Edge, gone: set[str], cost: dict[str, int]) -> Rerouted:
        """Gather new last hops of stranded nodes, and of nodes behind them that kept their cost."""
        old, silent = self.routes.cost, self._graph.no_transit - {self.routes.source}
        into: dict[str, frozenset[tuple[str, str]]] = {}
        behind = {node for node in gone for node in self._next.get(node, ())} - gone
        for node in gone | behind:
            price = cost.get(node) if node in gone else old[node]
            hops = frozenset(
                (arc.tail, arc.edge.id)
                for arc in self._in[node]
                if price is not None
                and arc.edge.id != edge.id
                and arc.tail not in silent
                and (cost.get(arc.tail) if arc.tail in gone else old.get(arc.tail, -1)) == price - arc.cost
            )
            if hops != self._last[node]:
                into[node] = hops
        return Rerouted(edge, {node: cost.get(node) for node in gone if cost.get(node) != old[node]}, into)
