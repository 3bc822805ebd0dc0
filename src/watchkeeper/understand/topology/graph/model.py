"""A multigraph with a cost for each direction: what all questions are asked of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import rustworkx as rx

UNUSABLE: Final = None
"""Cost of a direction that no path may take."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A link. Parallel links are edges of their own, told apart by ``id``.

    Args:
        cost_ab: Cost from ``a`` to ``b`` (the metric of a's port); None when that direction carries nothing.
        cost_ba: Cost from ``b`` to ``a``.
        risks: Shared risk groups that the link belongs to.
    """

    id: str
    a: str
    b: str
    cost_ab: int | None = 1
    cost_ba: int | None = 1
    risks: frozenset[str] = frozenset()

    def other(self, node: str) -> str:
        """Return the end that is not ``node``."""
        return self.b if node == self.a else self.a


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges. ``pseudo`` nodes stand for segments and are in no answer; ``no_transit`` nodes end paths."""

    nodes: tuple[str, ...]
    edges: tuple[Edge, ...]
    pseudo: frozenset[str] = frozenset()
    no_transit: frozenset[str] = frozenset()
    index: dict[str, int] = field(default_factory=dict, compare=False)
    _directed: "list[rx.PyDiGraph[str, tuple[int, Edge]]]" = field(default_factory=list, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", {node: i for i, node in enumerate(self.nodes)})

    def without(self, edges: Iterable[str] = (), nodes: Iterable[str] = (), risks: Iterable[str] = ()) -> "Graph":
        """Return the graph after the loss of ``edges`` (by id), ``nodes`` and everything in shared risk ``risks``."""
        gone, dead, groups = set(edges), set(nodes), set(risks)
        kept = tuple(
            edge
            for edge in self.edges
            if edge.id not in gone and edge.a not in dead and edge.b not in dead and not edge.risks & groups
        )
        return Graph(tuple(n for n in self.nodes if n not in dead), kept, self.pseudo, self.no_transit)

    def directed(self) -> "rx.PyDiGraph[str, tuple[int, Edge]]":
        """Return the directed graph whose arcs carry (cost, edge), made once: copy it to change it."""
        if not self._directed:
            self._directed.append(self._make_directed())
        return self._directed[0]

    def _make_directed(self) -> "rx.PyDiGraph[str, tuple[int, Edge]]":
        graph: rx.PyDiGraph[str, tuple[int, Edge]] = rx.PyDiGraph(multigraph=True)
        graph.add_nodes_from(list(self.nodes))
        arcs = []
        for edge in self.edges:
            a, b = self.index[edge.a], self.index[edge.b]
            if edge.cost_ab is not None:
                arcs.append((a, b, (edge.cost_ab, edge)))
            if edge.cost_ba is not None:
                arcs.append((b, a, (edge.cost_ba, edge)))
        graph.add_edges_from(arcs)
        return graph

    def undirected(self) -> "rx.PyGraph[str, Edge]":
        """Return the multigraph of links that carry something in at least one direction."""
        graph: rx.PyGraph[str, Edge] = rx.PyGraph(multigraph=True)
        graph.add_nodes_from(list(self.nodes))
        graph.add_edges_from([(self.index[e.a], self.index[e.b], e) for e in self.edges])
        return graph
