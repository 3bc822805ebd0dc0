"""The questions of the command line, the API and the map, asked of one topology."""

from collections.abc import Sequence
from dataclasses import dataclass

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.understand.topology.graph.alternatives import (
    Way,
    k_shortest,
    link_disjoint_pair,
    node_disjoint_pair,
    risk_disjoint_pair,
)
from watchkeeper.understand.topology.graph.cuts import link_cut, node_cut
from watchkeeper.understand.topology.graph.failures import Failure, Outcome, outcome_of
from watchkeeper.understand.topology.graph.model import Graph
from watchkeeper.understand.topology.graph.spf import MAX_PATHS, Routes, routes_from
from watchkeeper.understand.topology.graph.structure import Shape, shape
from watchkeeper.understand.topology.links import End, Link, Topology
from watchkeeper.understand.topology.planes import physical, routed


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """Shortest paths. ``basis`` is ``igp`` or, where the two ends share none, ``hops``; cost is None when cut off."""

    basis: str
    cost: int | None
    ecmp_paths: int
    paths: tuple[tuple[End, ...], ...]
    shares: dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class WaysAnswer:
    """Other ways: the cheapest loop-free ones, pairs that share nothing of a kind, and what cuts the two ends apart.

    Args:
        links: For each way, the ids of its links, in order.
        apart: By what they do not share (``link node risk``): positions in ``ways`` of the two; None: there are none.
        link_cut: The fewest links whose loss leaves no way.
        node_cut: The fewest devices whose loss does; None when the two are neighbours.
    """

    basis: str
    ways: tuple[tuple[int, tuple[End, ...]], ...]
    links: tuple[tuple[str, ...], ...]
    apart: dict[str, tuple[int, int] | None]
    link_cut: tuple[str, ...]
    node_cut: tuple[str, ...] | None


def ways(topology: Topology, source: str, target: str, k: int) -> WaysAnswer:
    """Return the ``k`` cheapest loop-free ways, disjoint pairs, and smallest cuts.

    Raises:
        InvalidInputError: There is no such device, or both are the same.
    """
    source, target = device_named(topology, source), device_named(topology, target)
    if source == target:
        raise InvalidInputError("A way needs two ends.", hint="Name two different devices.")
    basis, graph = routing_graph(topology)
    found = k_shortest(graph, source, target, k)
    if basis == "igp" and not found:
        basis, graph = "hops", physical(topology)
        found = k_shortest(graph, source, target, k)
    pairs = {
        "link": link_disjoint_pair(graph, source, target),
        "node": node_disjoint_pair(graph, source, target),
        "risk": risk_disjoint_pair(graph, source, target),
    }
    every = list(dict.fromkeys([*found, *(way for pair in pairs.values() for way in pair or ())]))
    cut = node_cut(graph, source, target)
    return WaysAnswer(
        basis,
        tuple((way.cost, _steps(topology, graph, way, target)) for way in every),
        tuple(tuple(arc.edge.id for arc in way.arcs) for way in every),
        {kind: (every.index(pair[0]), every.index(pair[1])) if pair else None for kind, pair in pairs.items()},
        tuple(edge.id for edge in link_cut(graph, source, target)),
        None if cut is None else tuple(node for node in cut if node not in graph.pseudo),
    )


def _steps(topology: Topology, graph: Graph, way: Way, target: str) -> tuple[End, ...]:
    ends = {link.id: link for link in topology.links}
    arcs = [arc for arc in way.arcs if arc.tail not in graph.pseudo]
    return (*(_leave(ends.get(arc.edge.id), arc.tail, arc.edge.id) for arc in arcs), End(target, ""))


def _leave(link: Link | None, device: str, edge: str) -> End:
    return _out(link, device) if link is not None else End(*edge.split(":", 1))


def shape_of(topology: Topology) -> Shape:
    """Return the structure of the physical network."""
    return shape(physical(topology))


def routing_graph(topology: Topology) -> tuple[str, Graph]:
    """Return the graph that costs are counted on, and on which basis."""
    igp = routed(topology, segment_metrics(topology))
    return ("igp", igp) if igp is not None else ("hops", physical(topology))


def segment_metrics(topology: Topology) -> dict[End, int]:
    """Return the IGP cost of ports on shared segments, as fusion noted them."""
    return {end: cost for segment in topology.segments for end, cost in segment.metrics}


def path(topology: Topology, source: str, target: str) -> PathAnswer:
    """Return the shortest paths from ``source`` to ``target``.

    Raises:
        InvalidInputError: There is no such device.
    """
    source, target = device_named(topology, source), device_named(topology, target)
    basis, graph = routing_graph(topology)
    routes = routes_from(graph, source)
    if basis == "igp" and target not in routes.cost:
        basis, graph = "hops", physical(topology)
        routes = routes_from(graph, source)
    return _answer(topology, basis, routes, target, graph)


def _answer(topology: Topology, basis: str, routes: Routes, target: str, graph: Graph) -> PathAnswer:
    ends = {link.id: link for link in topology.links}
    listed = []
    for hops in routes.paths(target, MAX_PATHS):
        steps: list[End] = []
        for hop in hops:
            if hop.node in graph.pseudo:
                continue
            steps.append(_leave(ends.get(hop.edge.id), hop.node, hop.edge.id))
        listed.append((*steps, End(target, "")))
    shares = routes.shares(target) if target in routes.cost else {}
    return PathAnswer(basis, routes.cost.get(target), routes.count.get(target, 0), tuple(listed), shares)


def _out(link: Link, device: str) -> End:
    return link.a if link.a.device == device else link.b


def device_named(topology: Topology, name: str) -> str:
    """Return the device that ``name`` means, case ignored."""
    exact = [node.name for node in topology.nodes if node.name == name]
    found = exact or [node.name for node in topology.nodes if node.name.lower() == name.lower()]
    if len(found) != 1:
        known = ", ".join(sorted(node.name for node in topology.nodes)[:12])
        raise InvalidInputError(f"There is no device {name!r} here.", hint=f"Known devices: {known}.")
    return found[0]


def failure_of(topology: Topology, written: Sequence[str]) -> Failure:
    """Return the failure that ``link:DEVICE:INTERFACE``, ``node:DEVICE`` and ``risk:NAME`` describe.

    Raises:
        InvalidInputError: The words are none of these, or name nothing that is here.
    """
    edges: set[str] = set()
    nodes: set[str] = set()
    risks: set[str] = set()
    for text in written:
        what, _, rest = text.partition(":")
        if what == "node" and rest:
            nodes.add(device_named(topology, rest))
        elif what == "risk" and rest:
            risks.add(_risk_named(topology, rest))
        elif what == "link" and ":" in rest:
            device, interface = _port_named(topology, rest)
            edges |= _links_at(topology, device_named(topology, device), interface)
        else:
            raise InvalidInputError(
                f"{text!r} names no failure.", hint="Write link:DEVICE:INTERFACE, node:DEVICE or risk:NAME."
            )
    return Failure(frozenset(edges), frozenset(nodes), frozenset(risks))


def _port_named(topology: Topology, text: str) -> tuple[str, str]:
    """Return device and interface of ``DEVICE:INTERFACE``; both may have colons, the longest known name counts."""
    known = {node.name.lower() for node in topology.nodes}
    cuts = [at for at, mark in enumerate(text) if mark == ":"]
    at = next((at for at in reversed(cuts) if text[:at].lower() in known), cuts[0])
    return text[:at], text[at + 1 :]


def failure_texts(topology: Topology, failure: Failure) -> list[str]:
    """Return the words that `failure_of` takes for ``failure``."""
    ends = {link.id: link.a if link.a.interface else link.b for link in topology.links}
    links = [f"link:{end.device}:{end.interface}" for key in sorted(failure.edges) if (end := ends.get(key))]
    spokes = [f"link:{key}" for key in sorted(failure.edges) if key not in ends]
    nodes = [f"node:{name}" for name in sorted(failure.nodes)]
    return [*links, *spokes, *nodes, *(f"risk:{name}" for name in sorted(failure.risks))]


def _risk_named(topology: Topology, name: str) -> str:
    known = sorted(frozenset().union(*(link.risks for link in topology.links)))
    if name not in known:
        hint = f"Known risks: {', '.join(known[:12])}." if known else "No link is known to share a risk."
        raise InvalidInputError(f"There is no shared risk {name!r} here.", hint=hint)
    return name


def _links_at(topology: Topology, device: str, interface: str) -> set[str]:
    wanted = {interface.lower(), interface.lower().partition(".")[0]}
    found = {
        link.id
        for link in topology.links
        for end in (link.a, link.b)
        if end.device == device and end.interface.lower() in wanted
    }
    for segment in topology.segments:
        found |= {
            f"{e.device}:{e.interface}" for e in segment.members if e.device == device and e.interface.lower() in wanted
        }
    if not found:
        raise InvalidInputError(
            f"No link was found at {device} {interface}.", hint="`wk topology DIR` lists the links and their ports."
        )
    return found


def what_if(topology: Topology, failure: Failure, vantage: str | None = None) -> Outcome:
    """Return what ``failure`` would do."""
    _, graph = routing_graph(topology)
    return outcome_of(physical(topology), graph, failure, vantage)
