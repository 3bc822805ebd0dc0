"""Other ways: the k shortest loop-free paths, and pairs of paths that share no link, no node, no risk."""

from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Final

from watchkeeper.understand.topology.graph.arcs import Arc, arcs_of, cheapest
from watchkeeper.understand.topology.graph.model import Graph

_MAX_TRIED: Final = 200
"""First paths that the search for a risk-disjoint pair looks at; see `risk_disjoint_pair`."""


@dataclass(frozen=True, slots=True)
class Way:
    """A path: the arcs from its source, and their cost."""

    cost: int
    arcs: tuple[Arc, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """Nodes along the way, both ends included."""
        return (self.arcs[0].tail, *(arc.head for arc in self.arcs)) if self.arcs else ()


def k_shortest(graph: Graph, source: str, target: str, k: int) -> list[Way]:
    """Return the ``k`` cheapest loop-free paths, cheapest first; parallel links make paths of their own (Yen 1971)."""
    arcs = arcs_of(graph)
    first = cheapest(arcs, source, target)
    if first is None or source == target:
        return []
    found = [Way(*first)]
    heap: list[tuple[int, tuple[str, ...], Way]] = []
    known = {_ids(found[0])}
    while len(found) < k:
        last = found[-1]
        for i, spur in enumerate(last.arcs):
            root = last.arcs[:i]
            banned = {way.arcs[i] for way in found if len(way.arcs) > i and way.arcs[:i] == root}
            passed = {arc.tail for arc in root}
            rest = cheapest(arcs, spur.tail, target, without_nodes=passed, without_arcs=banned)
            if rest is not None:
                way = Way(sum(arc.cost for arc in root) + rest[0], (*root, *rest[1]))
                if _ids(way) not in known:
                    known.add(_ids(way))
                    heappush(heap, (way.cost, _ids(way), way))
        if not heap:
            break
        found.append(heappop(heap)[2])
    return found


def _ids(way: Way) -> tuple[str, ...]:
    return tuple(f"{arc.edge.id}>{arc.head}" for arc in way.arcs)


def link_disjoint_pair(graph: Graph, source: str, target: str) -> tuple[Way, Way] | None:
    """Return the two paths without a common link whose costs sum to the least, or None (Suurballe 1974)."""
    return _two_flows(graph, source, target, split=False)


def node_disjoint_pair(graph: Graph, source: str, target: str) -> tuple[Way, Way] | None:
    """Return the two paths without a common node between the ends whose costs sum to the least, or None."""
    return _two_flows(graph, source, target, split=True)


def risk_disjoint_pair(graph: Graph, source: str, target: str) -> tuple[Way, Way] | None:
    """Return two paths without a common link or shared risk group, the best found, or None when none was found.

    Finding the best pair is NP-complete (Hu 2003). First paths are tried in order of cost, up to 200; a pair is
    certainly the best when fewer loop-free paths exist, or when its first path alone costs more than half of the best.
    """
    arcs = arcs_of(graph)
    best: tuple[Way, Way] | None = None
    for first in k_shortest(graph, source, target, _MAX_TRIED):
        if best is not None and 2 * first.cost >= best[0].cost + best[1].cost:
            break
        used = {arc.edge.id for arc in first.arcs}
        risks = frozenset().union(*(arc.edge.risks for arc in first.arcs))
        shared = {arc for leaving in arcs.values() for arc in leaving if arc.edge.id in used or arc.edge.risks & risks}
        other = cheapest(arcs, source, target, without_arcs=shared)
        if other is not None and (best is None or first.cost + other[0] < best[0].cost + best[1].cost):
            best = (first, Way(*other))
    return _cheaper_first(*best) if best is not None else None


def _cheaper_first(a: Way, b: Way) -> tuple[Way, Way]:
    return (a, b) if a.cost <= b.cost else (b, a)


def _two_flows(graph: Graph, source: str, target: str, *, split: bool) -> tuple[Way, Way] | None:
    """Send two units at least cost through arcs of capacity one (and nodes of capacity one when ``split``)."""
    flow: set[Arc] = set()
    arcs = arcs_of(graph)
    for _ in range(2):
        step = _augment(arcs, flow, source, target, split=split)
        if step is None:
            return None
        flow ^= step
    first = _follow(flow, source, target)
    return _cheaper_first(first, _follow(flow - set(first.arcs), source, target))


def _augment(arcs: dict[str, list[Arc]], flow: set[Arc], source: str, target: str, *, split: bool) -> set[Arc] | None:
    """Return the arcs to toggle for one more unit: Bellman and Ford over the residual network, or None.

    A state is (node, whether it was entered against the flow or is not on it). With ``split``, a node on the flow that
    is entered from outside may only be left against the flow.
    """
    entering = {arc.head: arc for arc in flow if arc.head != target} if split else {}
    start = (source, True)
    cost: dict[tuple[str, bool], int] = {start: 0}
    came: dict[tuple[str, bool], tuple[tuple[str, bool], Arc]] = {}
    queue = [start]
    while queue:
        state = queue.pop(0)
        node, free = state
        for arc, after, price in _residual(arcs, flow, entering, node, source, free=free):
            if cost[state] + price < cost.get(after, 1 << 60):
                cost[after] = cost[state] + price
                came[after] = (state, arc)
                if after not in queue:
                    queue.append(after)
    goals = [state for state in ((target, True), (target, False)) if state in cost]
    if not goals:
        return None
    state = min(goals, key=lambda goal: cost[goal])
    used: set[Arc] = set()
    while state != start:
        state, arc = came[state]
        used ^= {arc}
    return used


def _residual(
    arcs: dict[str, list[Arc]], flow: set[Arc], entering: dict[str, Arc], node: str, source: str, *, free: bool
) -> list[tuple[Arc, tuple[str, bool], int]]:
    found: list[tuple[Arc, tuple[str, bool], int]] = []
    if free or node not in entering:
        leaving = [arc for arc in arcs.get(node, ()) if arc not in flow and arc.head != source]
        found += [(arc, (arc.head, arc.head not in entering), arc.cost) for arc in leaving]
    found += [(arc, (arc.tail, True), -arc.cost) for arc in flow if arc.head == node]
    return found


def _follow(flow: set[Arc], source: str, target: str) -> Way:
    out: dict[str, list[Arc]] = {}
    for arc in sorted(flow, key=lambda arc: arc.edge.id):
        out.setdefault(arc.tail, []).append(arc)
    node, path = source, []
    while node != target:
        arc = out[node].pop(0)
        path.append(arc)
        node = arc.head
    return Way(sum(arc.cost for arc in path), tuple(path))
