"""Where one more link helps most: measured, exact for one link, and never a suggestion that improves nothing."""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from watchkeeper.understand.topology.graph.model import Edge, Graph
from watchkeeper.understand.topology.graph.structure import articulation_points, bridges, components

NEW: Final = "new link"
_MAX_CANDIDATES: Final = 5_000


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One more link and what it would do.

    Args:
        bridges_removed: Links that would no longer divide the network when lost.
        points_removed: Devices that would no longer divide it.
        exposed_pairs_saved: Ordered pairs that one failure of a link separates today and would not any more.
    """

    a: str
    b: str
    bridges_removed: int
    points_removed: int
    exposed_pairs_saved: int


def suggestions(graph: Graph, limit: int = 5) -> list[Suggestion]:
    """Return the best additional links, best first; none when no single failure divides the network.

    Only links between different leaves of the tree of two-edge-connected parts can remove the most bridges (Eswaran and
    Tarjan 1976); where there are none, ends beside the dividing devices are tried. Each candidate is measured.
    """
    base_bridges, base_points = len(bridges(graph)), len(articulation_points(graph))
    if not base_bridges and not base_points:
        return []
    exposed = exposed_pairs(graph)
    found = []
    for a, b in _candidates(graph):
        after = Graph(graph.nodes, (*graph.edges, Edge(NEW, a, b)), graph.pseudo, graph.no_transit)
        gain = Suggestion(
            a,
            b,
            base_bridges - len(bridges(after)),
            base_points - len(articulation_points(after)),
            exposed - exposed_pairs(after),
        )
        if gain.bridges_removed > 0 or gain.points_removed > 0:
            found.append(gain)
    return sorted(found, key=_order)[:limit]


def _order(gain: Suggestion) -> tuple[int, int, int, str, str]:
    return -gain.exposed_pairs_saved, -gain.points_removed, -gain.bridges_removed, gain.a, gain.b


def _candidates(graph: Graph) -> list[tuple[str, str]]:
    joined = {frozenset((edge.a, edge.b)) for edge in graph.edges}
    parts = components(graph)
    degree = Counter(end for edge in graph.edges for end in (edge.a, edge.b))
    found: list[tuple[str, str]] = []
    for part in parts:
        nodes = sorted(part, key=lambda node: (degree[node], node))
        found += [pair for pair in combinations(nodes, 2) if frozenset(pair) not in joined]
        found += [pair for pair in combinations(nodes, 2) if frozenset(pair) in joined]
    return found[:_MAX_CANDIDATES]


def exposed_pairs(graph: Graph) -> int:
    """Return the number of (bridge, ordered pair of devices) combinations in which the bridge's loss parts the pair."""
    total = 0
    for bridge in bridges(graph):
        cut = graph.without(edges=[bridge.id])
        side = next((part for part in components(cut) if bridge.a in part or bridge.b in part), ())
        whole = next((part for part in components(graph) if side and side[0] in part), ())
        total += 2 * len(side) * (len(whole) - len(side))
    return total
