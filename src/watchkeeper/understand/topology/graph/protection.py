"""Loop-free alternates (RFC 5286): which destinations a router can still reach at once when a link of its own fails."""

from dataclasses import dataclass

from watchkeeper.understand.topology.graph.arcs import arcs_of
from watchkeeper.understand.topology.graph.model import Graph
from watchkeeper.understand.topology.graph.spf import routes_from


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a network loop-free alternates protect.

    Args:
        link_protected: Part of the (source, destination) pairs, 0..1, that survive the loss of the primary link.
        node_protected: Part that survives the loss of the primary next hop; pairs whose destination is the next hop
            do not count.
        unprotected: Pairs without any alternate.
    """

    link_protected: float
    node_protected: float
    unprotected: tuple[tuple[str, str], ...]


def coverage(graph: Graph) -> Coverage:
    """Return the coverage of ``graph`` over all pairs that reach one another."""
    costs = {node: routes_from(graph, node).cost for node in graph.nodes}
    arcs = arcs_of(graph)
    linked = whole = counted = 0
    bare: list[tuple[str, str]] = []
    pairs = [(s, d) for s in graph.nodes for d in costs[s] if s != d and not {s, d} & graph.pseudo]
    for source, target in pairs:
        primary = [a for a in arcs[source] if a.cost + costs[a.head].get(target, 1 << 60) == costs[source][target]]
        ecmp = len(primary) > 1
        hop = primary[0]
        others = [a.head for a in arcs[source] if a.edge.id != hop.edge.id and target in costs[a.head]]
        free = [n for n in others if costs[n][target] < costs[n].get(source, 1 << 60) + costs[source][target]]
        protected = bool(free) or ecmp
        linked += protected
        if not protected:
            bare.append((source, target))
        if hop.head != target:
            counted += 1
            through = costs[hop.head][target]
            whole += any(
                n != hop.head and costs[n][target] < costs[n].get(hop.head, 1 << 60) + through for n in free
            ) or any(a.head != hop.head for a in primary[1:])
    share = linked / len(pairs) if pairs else 1.0
    return Coverage(round(share, 4), round(whole / counted, 4) if counted else 1.0, tuple(bare))
