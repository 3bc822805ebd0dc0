"""The least number of links, or of devices, whose loss separates two devices (Ford and Fulkerson, Menger)."""

from collections import deque

from watchkeeper.understand.topology.graph.model import Edge, Graph


def link_cut(graph: Graph, a: str, b: str) -> tuple[Edge, ...]:
    """Return a smallest set of links whose loss leaves no connection between ``a`` and ``b``; empty when there is none.

    Each link counts once whatever it costs, in either direction.
    """
    flow: dict[str, str] = {}
    near: dict[str, list[Edge]] = {node: [] for node in graph.nodes}
    for edge in graph.edges:
        near[edge.a].append(edge)
        near[edge.b].append(edge)
    while b in (reached := _search(near, flow, a, b)):
        for before, edge, node in _way_back(reached, a, b):
            if flow.get(edge.id) == before:
                del flow[edge.id]
            else:
                flow[edge.id] = node
    side = set(_search(near, flow, a, b))
    return tuple(sorted((e for e in graph.edges if (e.a in side) != (e.b in side)), key=lambda edge: edge.id))


def _way_back(came: dict[str, Edge | None], a: str, b: str) -> list[tuple[str, Edge, str]]:
    """Return the steps (node before, edge, node) of the way found from ``a`` to ``b``, last first."""
    steps = []
    node = b
    while node != a and (edge := came[node]) is not None:
        before = edge.other(node)
        steps.append((before, edge, node))
        node = before
    return steps


def _search(near: dict[str, list[Edge]], flow: dict[str, str], a: str, b: str) -> dict[str, Edge | None]:
    """Return the nodes that more flow from ``a`` could reach, each with the edge it came by. ``flow`` is edge: head."""
    reached: dict[str, Edge | None] = {a: None}
    queue = deque([a])
    while queue and b not in reached:
        node = queue.popleft()
        for edge in near[node]:
            after = edge.other(node)
            if after not in reached and flow.get(edge.id) != after:
                reached[after] = edge
                queue.append(after)
    return reached


def node_cut(graph: Graph, a: str, b: str) -> tuple[str, ...] | None:
    """Return a smallest set of devices whose loss separates ``a`` and ``b``; None when the two are adjacent."""
    if any({edge.a, edge.b} == {a, b} for edge in graph.edges):
        return None
    takes = {f"node {node}": node for node in graph.nodes}
    halves = [Edge(f"node {node}", f"in {node}", f"out {node}") for node in graph.nodes]
    for edge in graph.edges:
        for i, (tail, head) in enumerate(((edge.a, edge.b), (edge.b, edge.a))):
            halves.append(Edge(f"{i} {edge.id}", f"out {tail}", f"in {head}"))
            takes[f"{i} {edge.id}"] = tail if head in {a, b} else head  # as good: one end of it is no end of the cut
    split = Graph(tuple(f"{side} {node}" for node in graph.nodes for side in ("in", "out")), tuple(halves))
    return tuple(sorted({takes[name] for name in _directed_cut(split, f"out {a}", f"in {b}")}))


def _directed_cut(graph: Graph, a: str, b: str) -> list[str]:
    """Return the edges of a smallest cut when every edge runs from its first to its second end only."""
    used: set[str] = set()
    out: dict[str, list[Edge]] = {node: [] for node in graph.nodes}
    back: dict[str, list[Edge]] = {node: [] for node in graph.nodes}
    for edge in graph.edges:
        out[edge.a].append(edge)
        back[edge.b].append(edge)
    while True:
        came: dict[str, Edge | None] = {a: None}
        queue = deque([a])
        while queue and b not in came:
            node = queue.popleft()
            for edge in [*(e for e in out[node] if e.id not in used), *(e for e in back[node] if e.id in used)]:
                after = edge.other(node)
                if after not in came:
                    came[after] = edge
                    queue.append(after)
        if b not in came:
            return [e.id for e in graph.edges if e.a in came and e.b not in came]
        used ^= {edge.id for _, edge, _ in _way_back(came, a, b)}
