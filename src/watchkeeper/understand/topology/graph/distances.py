"""Costs between all devices as one matrix; after a loss only the rows of sources that it touches are redone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import rustworkx as rx
from numpy.typing import NDArray

from watchkeeper.understand.topology.graph.model import Edge, Graph

Matrix: TypeAlias = NDArray[np.float64]
Positions: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Changed:
    """Costs before and after a loss, from the surviving devices whose costs can have changed to all that survive.

    Args:
        sources: Names of the rows.
        targets: Names of the columns.
        before: Costs; infinite where there is no path.
        after: Costs after the loss.
    """

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    before: Matrix
    after: Matrix


class Distances:
    """Cheapest costs between every two nodes of a graph: ``matrix`` from row to column, infinite without a path."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        rows = rx.all_pairs_dijkstra_path_lengths(_without_transit(graph), float)
        self.matrix = np.full((len(graph.nodes), len(graph.nodes)), np.inf)
        np.fill_diagonal(self.matrix, 0)
        for source, lengths in rows.items():
            self.matrix[source] = _row(lengths, source, len(graph.nodes))
        own = {node: _leaving(graph, node, self.matrix) for node in graph.no_transit & graph.index.keys()}
        for node, row in own.items():
            self.matrix[graph.index[node]] = row

    def after(self, lost: Graph) -> Changed:
        """Return what can be different in ``lost``, which is this graph without some edges and nodes."""
        kept = {edge.id for edge in lost.edges}
        touched = np.zeros(len(self.graph.nodes), bool)
        for tail, head, cost in self._arcs(edge for edge in self.graph.edges if edge.id not in kept):
            reached = self.matrix[:, head]
            touched |= np.isfinite(reached) & (self.matrix[:, tail] + cost == reached)
        targets = [node for node in lost.nodes if node not in lost.pseudo]
        sources = [node for node in targets if touched[self.graph.index[node]]]
        before = self.matrix[np.ix_(_positions(self.graph, sources), _positions(self.graph, targets))]
        after = _rows(lost, sources)[:, _positions(lost, targets)]
        return Changed(tuple(sources), tuple(targets), before, after)

    def towards(self, gone: Iterable[Edge]) -> set[str]:
        """Return the devices to which shortest paths of somebody may run over one of ``gone``."""
        touched = np.zeros(len(self.graph.nodes), bool)
        for tail, head, cost in self._arcs(gone):
            touched |= np.isfinite(self.matrix[tail]) & (cost + self.matrix[head] == self.matrix[tail])
        return {self.graph.nodes[i] for i in np.flatnonzero(touched)} - self.graph.pseudo

    def _arcs(self, edges: Iterable[Edge]) -> Iterable[tuple[int, int, int]]:
        for edge in edges:
            a, b = self.graph.index[edge.a], self.graph.index[edge.b]
            if edge.cost_ab is not None:
                yield a, b, edge.cost_ab
            if edge.cost_ba is not None:
                yield b, a, edge.cost_ba


def _positions(graph: Graph, nodes: Sequence[str]) -> Positions:
    return np.array([graph.index[node] for node in nodes], np.int64)


def _without_transit(graph: Graph) -> "rx.PyDiGraph[str, float]":
    """Return the arcs that a path of somebody else may take: none that leaves a node which only ends paths.

    Arcs carry nothing but their cost: reading it is what a search from one source does most.
    """
    directed: rx.PyDiGraph[str, float] = rx.PyDiGraph(multigraph=True)
    directed.add_nodes_from(list(graph.nodes))
    silent = {graph.index[node] for node in graph.no_transit if node in graph.index}
    arcs = graph.directed().weighted_edge_list()
    directed.add_edges_from([(tail, head, float(cost)) for tail, head, (cost, _) in arcs if tail not in silent])
    return directed


def _row(lengths: Mapping[int, float], source: int, size: int) -> Matrix:
    row = np.full(size, np.inf)
    row[np.fromiter(lengths.keys(), np.int64, len(lengths))] = np.fromiter(lengths.values(), float, len(lengths))
    row[source] = 0
    return row


def _leaving(graph: Graph, node: str, rows: Matrix | Mapping[int, Matrix]) -> Matrix:
    """Return the costs from a node that only ends the paths of others: its own arcs, and on from where they lead."""
    at = graph.index[node]
    best = np.full(len(graph.nodes), np.inf)
    for _, head, (cost, _) in graph.directed().out_edges(at):
        best = np.minimum(best, cost + rows[head])
    best[at] = 0
    return best


def _rows(graph: Graph, sources: Sequence[str]) -> Matrix:
    directed, size = _without_transit(graph), len(graph.nodes)

    def plain(node: int) -> Matrix:
        return _row(rx.dijkstra_shortest_path_lengths(directed, node, float), node, size)

    rows = np.full((len(sources), size), np.inf)
    for at, source in enumerate(sources):
        if source in graph.no_transit:
            heads = {head for _, head, _ in graph.directed().out_edges(graph.index[source])}
            rows[at] = _leaving(graph, source, {head: plain(head) for head in heads})
        else:
            rows[at] = plain(graph.index[source])
    return rows
