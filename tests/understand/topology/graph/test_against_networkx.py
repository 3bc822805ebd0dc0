"""Every graph answer beside networkx on random multigraphs."""

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from watchkeeper.understand.topology.graph.failures import Failure, outcome_of
from watchkeeper.understand.topology.graph.model import Edge, Graph
from watchkeeper.understand.topology.graph.spf import routes_from
from watchkeeper.understand.topology.graph.structure import shape


@st.composite
def graphs(draw, max_nodes=8, max_edges=16):
    nodes = [f"n{i}" for i in range(draw(st.integers(2, max_nodes)))]
    edges = []
    for i in range(draw(st.integers(0, max_edges))):
        a, b = draw(st.lists(st.sampled_from(nodes), min_size=2, max_size=2, unique=True))
        edges.append(Edge(f"e{i}", a, b, draw(st.integers(1, 4)), draw(st.integers(1, 4))))
    return Graph(tuple(nodes), tuple(edges))


def undirected(graph):
    found = nx.MultiGraph()
    found.add_nodes_from(graph.nodes)
    found.add_edges_from((e.a, e.b, e.id) for e in graph.edges)
    return found


def directed(graph):
    found = nx.MultiDiGraph()
    found.add_nodes_from(graph.nodes)
    for e in graph.edges:
        found.add_edge(e.a, e.b, key=e.id, weight=e.cost_ab)
        found.add_edge(e.b, e.a, key=e.id, weight=e.cost_ba)
    return found


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_structure(graph):
    answer, oracle = shape(graph), undirected(graph)
    assert {frozenset(c) for c in answer.components} == {frozenset(c) for c in nx.connected_components(oracle)}
    simple = nx.Graph(oracle)
    assert set(answer.articulation_points) == set(nx.articulation_points(simple))
    lost = {
        e.id
        for e in graph.edges
        if nx.number_connected_components(nx.restricted_view(oracle, [], [(e.a, e.b, e.id)]))
        > nx.number_connected_components(oracle)
    }
    assert {e.id for e in answer.bridges} == lost
    pairs = [d for _, row in nx.all_pairs_shortest_path_length(simple) for d in row.values() if d]
    assert answer.diameter_hops == max(pairs, default=None)
    assert answer.mean_hops == (round(sum(pairs) / len(pairs), 4) if pairs else None)
    if nx.is_connected(simple):
        weighted = nx.Graph()
        for a, b in oracle.edges():
            weighted.add_edge(a, b, weight=oracle.number_of_edges(a, b))
        assert answer.min_link_cut == nx.stoer_wagner(weighted)[0]
    else:
        assert answer.min_link_cut == 0


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_costs_path_counts_and_shares(graph):
    oracle = directed(graph)
    routes = routes_from(graph, "n0")
    assert routes.cost == dict(nx.single_source_dijkstra_path_length(oracle, "n0"))
    for target in routes.cost:
        if target == "n0":
            continue
        listed = list(routes.paths(target, 10_000))
        assert len(listed) == routes.count[target] == len(set(listed))
        for path in listed:
            walk = [hop.node for hop in path] + [target]
            cost = sum(hop.edge.cost_ab if hop.edge.a == hop.node else hop.edge.cost_ba for hop in path)
            assert walk[0] == "n0"
            assert cost == routes.cost[target]
            assert all(hop.edge.other(hop.node) == after for hop, after in zip(path, walk[1:], strict=True))
        shares = routes.shares(target)
        arriving = sum(
            s for (node, edge), s in shares.items() if target in {e.other(node) for e in graph.edges if e.id == edge}
        )
        assert abs(arriving - 1) < 1e-9
        nodes = {(*(hop.node for hop in path), target) for path in listed}
        simple = nx.DiGraph()
        for a, b, data in oracle.edges(data=True):
            weight = min(data["weight"], simple.edges[a, b]["weight"] if simple.has_edge(a, b) else 99)
            simple.add_edge(a, b, weight=weight)
        assert nodes == {tuple(p) for p in nx.all_shortest_paths(simple, "n0", target, weight="weight")}


@settings(max_examples=60, deadline=None)
@given(graphs(), st.data())
def test_failures(graph, data):
    ids = [edge.id for edge in graph.edges]
    gone = frozenset(data.draw(st.sets(st.sampled_from(ids), max_size=3))) if ids else frozenset()
    dead = frozenset(data.draw(st.sets(st.sampled_from(graph.nodes), max_size=2)))
    outcome = outcome_of(graph, graph, Failure(gone, dead))
    oracle = undirected(graph)
    oracle.remove_edges_from([(e.a, e.b, e.id) for e in graph.edges if e.id in gone])
    oracle.remove_nodes_from(dead)
    assert {frozenset(c) for c in outcome.components} == {frozenset(c) for c in nx.connected_components(oracle)}
    assert len(outcome.isolated) == sum(len(c) for c in outcome.components[1:])
    routed = directed(graph)
    after = directed(graph.without(gone, dead))
    for change in outcome.cost_changes:
        assert change.before == nx.dijkstra_path_length(routed, change.source, change.target)
        if change.after is None:
            assert not nx.has_path(after, change.source, change.target)
        else:
            assert change.after == nx.dijkstra_path_length(after, change.source, change.target) != change.before
