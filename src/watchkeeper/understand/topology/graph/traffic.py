"""Where traffic runs: the load on every link under a matrix of demands, split equally at each hop."""

from collections.abc import Mapping
from typing import TypeAlias

from watchkeeper.understand.topology.graph.arcs import reversed_graph
from watchkeeper.understand.topology.graph.model import Graph
from watchkeeper.understand.topology.graph.spf import Hop, routes_from

Demands: TypeAlias = Mapping[tuple[str, str], float]
"""Traffic by (source, destination), in any one unit."""
Loads: TypeAlias = dict[tuple[str, str], float]
"""Traffic by (node that sends, edge id), in the unit of the demands."""


def uniform(graph: Graph) -> dict[tuple[str, str], float]:
    """Return one unit between every ordered pair of devices: betweenness is the load that this puts on links."""
    names = [node for node in graph.nodes if node not in graph.pseudo]
    return {(a, b): 1.0 for a in names for b in names if a != b}


def loads(graph: Graph, demands: Demands) -> tuple[Loads, float]:
    """Return the load on each direction of each link, and the demand that no path can carry.

    For each destination the shortest paths to it are found backwards; traffic then runs down them, farthest first.
    """
    turned = reversed_graph(graph)
    found: Loads = {}
    lost = 0.0
    by_target: dict[str, dict[str, float]] = {}
    for (source, target), amount in demands.items():
        by_target.setdefault(target, {})[source] = by_target.get(target, {}).get(source, 0.0) + amount
    for target, sources in by_target.items():
        if target not in graph.index:
            lost += sum(sources.values())
            continue
        routes = routes_from(turned, target)
        flow = {node: sources.get(node, 0.0) for node in routes.order}
        lost += sum(amount for source, amount in sources.items() if source not in routes.cost)
        for node in reversed(routes.order):
            hops: tuple[Hop, ...] = routes.into.get(node, ())
            for hop in hops:
                part = flow[node] / len(hops)
                if part:
                    found[node, hop.edge.id] = found.get((node, hop.edge.id), 0.0) + part
                    flow[hop.node] += part
    return found, lost


def shift(before: Loads, after: Loads) -> dict[tuple[str, str], float]:
    """Return what each direction gains (positive) or loses, where it changes."""
    keys = before.keys() | after.keys()
    return {key: change for key in sorted(keys) if abs(change := after.get(key, 0.0) - before.get(key, 0.0)) > 1e-9}
