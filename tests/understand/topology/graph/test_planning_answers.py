"""Alternatives, cuts, protection, traffic, sweeps, rankings and augmentation beside networkx or brute force."""

from itertools import combinations, permutations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchkeeper.understand.topology.graph.alternatives import (
    k_shortest,
    link_disjoint_pair,
    node_disjoint_pair,
    risk_disjoint_pair,
)
from watchkeeper.understand.topology.graph.augmentation import exposed_pairs, suggestions
from watchkeeper.understand.topology.graph.cuts import link_cut, node_cut
from watchkeeper.understand.topology.graph.distances import Distances
from watchkeeper.understand.topology.graph.failures import Failure
from watchkeeper.understand.topology.graph.model import Edge, Graph
from watchkeeper.understand.topology.graph.protection import coverage
from watchkeeper.understand.topology.graph.ranking import doubles, impact_of, single_links, single_nodes
from watchkeeper.understand.topology.graph.spf import routes_from
from watchkeeper.understand.topology.graph.structure import articulation_points, bridges
from watchkeeper.understand.topology.graph.sweep import Sweep
from watchkeeper.understand.topology.graph.traffic import fitted, gravity, loads, of_pairs, shift, uniform


@st.composite
def graphs(draw, max_nodes=6, max_edges=10, risks=()):
    nodes = [f"n{i}" for i in range(draw(st.integers(2, max_nodes)))]
    edges = []
    for i in range(draw(st.integers(1, max_edges))):
        a, b = draw(st.lists(st.sampled_from(nodes), min_size=2, max_size=2, unique=True))
        group = frozenset(draw(st.sets(st.sampled_from(risks), max_size=1))) if risks else frozenset()
        edges.append(Edge(f"e{i}", a, b, draw(st.integers(1, 5)), draw(st.integers(1, 5)), group))
    return Graph(tuple(nodes), tuple(edges))


def simple_paths(graph, a, b):
    """All loop-free paths as (cost, ((edge, head), ...)), cheapest first, by exhaustion."""
    found = []
    stack = [(a, 0, ())]
    while stack:
        node, cost, steps = stack.pop()
        if node == b:
            found.append((cost, steps))
            continue
        seen = {a} | {head for _, head in steps}
        for edge in graph.edges:
            for tail, head, price in ((edge.a, edge.b, edge.cost_ab), (edge.b, edge.a, edge.cost_ba)):
                if tail == node and head not in seen:
                    stack.append((head, cost + price, (*steps, (edge, head))))
    return sorted(found, key=lambda path: path[0])


@settings(max_examples=60, deadline=None)
@given(graphs(), st.integers(1, 6))
def test_k_shortest_are_the_cheapest_loop_free_paths(graph, k):
    every = simple_paths(graph, "n0", "n1")
    found = k_shortest(graph, "n0", "n1", k)
    assert [way.cost for way in found] == [cost for cost, _ in every[:k]]
    assert len({way.arcs for way in found}) == len(found)
    assert all(len(set(way.nodes)) == len(way.nodes) for way in found)


def best_pair(graph, fits):
    ways = simple_paths(graph, "n0", "n1")
    return min((x[0] + y[0] for x, y in combinations(ways, 2) if fits(x[1], y[1])), default=None)


def ids(steps):
    return {edge.id for edge, _ in steps}


def middle(steps):
    return {head for _, head in steps[:-1]}


def risks_of(steps):
    return set().union(*(edge.risks for edge, _ in steps))


@settings(max_examples=60, deadline=None)
@given(graphs(risks=("r", "s")))
def test_disjoint_pairs_cost_the_least(graph):
    cases = (
        (link_disjoint_pair, lambda x, y: not ids(x) & ids(y)),
        (node_disjoint_pair, lambda x, y: not ids(x) & ids(y) and not middle(x) & middle(y)),
        (risk_disjoint_pair, lambda x, y: not ids(x) & ids(y) and not risks_of(x) & risks_of(y)),
    )
    for find, fits in cases:
        found = find(graph, "n0", "n1")
        assert (None if found is None else found[0].cost + found[1].cost) == best_pair(graph, fits), find.__name__
        if found is not None:
            one, other = ([(arc.edge, arc.head) for arc in way.arcs] for way in found)
            assert fits(one, other)


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_cuts_are_as_small_as_menger_says(graph):
    oracle = nx.Graph()
    oracle.add_nodes_from(graph.nodes)
    for edge in graph.edges:
        count = oracle.edges[edge.a, edge.b]["capacity"] + 1 if oracle.has_edge(edge.a, edge.b) else 1
        oracle.add_edge(edge.a, edge.b, capacity=count)
    cut = link_cut(graph, "n0", "n1")
    assert len(cut) == nx.minimum_cut_value(oracle, "n0", "n1")
    assert "n1" not in routes_from(graph.without([edge.id for edge in cut]), "n0").cost
    nodes = node_cut(graph, "n0", "n1")
    if oracle.has_edge("n0", "n1"):
        assert nodes is None
    else:
        assert len(nodes) == len(nx.minimum_node_cut(oracle, "n0", "n1"))
        assert "n1" not in routes_from(graph.without(nodes=nodes), "n0").cost


@settings(max_examples=30, deadline=None)
@given(graphs(max_nodes=7, max_edges=14), st.data())
def test_a_sweep_answers_as_if_each_failure_were_routed_anew(graph, data):
    silent = frozenset(data.draw(st.sets(st.sampled_from(graph.nodes), max_size=1)))
    graph = Graph(graph.nodes, graph.edges, no_transit=silent)
    sweep = Sweep(graph, "n0")
    for answer in sweep.every():
        fresh = routes_from(graph.without([answer.edge.id]), "n0")
        assert {
            n: answer.cost.get(n, c) for n, c in sweep.routes.cost.items() if answer.cost.get(n, c) is not None
        } == fresh.cost
        for node, hops in sweep.routes.into.items():
            now = answer.into.get(node, frozenset((hop.node, hop.edge.id) for hop in hops))
            assert now == frozenset((hop.node, hop.edge.id) for hop in fresh.into.get(node, ()))


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_rankings_count_what_brute_force_counts(graph):
    for impact in single_links(graph):
        assert impact == impact_of(graph, impact.failure)
    ranked, whole = doubles(graph, [impact.failure for impact in single_links(graph)])
    assert whole
    assert len(ranked) == len(graph.edges) * (len(graph.edges) - 1) // 2
    assert ranked == sorted(ranked, key=lambda impact: [-w for w in impact.weight]) or len(ranked) < 2


@settings(max_examples=40, deadline=None)
@given(graphs())
def test_loads_are_the_shares_of_every_pair_added_up(graph):
    expected = {}
    lost = 0
    for a, b in permutations(graph.nodes, 2):
        routes = routes_from(graph, a)
        if b not in routes.cost:
            lost += 1
            continue
        for key, share in routes.shares(b).items():
            expected[key] = expected.get(key, 0) + share
    found, unserved = loads(graph, uniform(graph))
    assert unserved == lost
    assert found == pytest.approx({k: v for k, v in expected.items() if v})


def test_load_moves_to_the_other_side_of_a_ring():
    ring = Graph(tuple("abcd"), tuple(Edge(x + y, x, y) for x, y in ("ab", "bc", "cd", "da")))
    demands, unknown = of_pairs(ring, {("a", "b"): 8.0, ("a", "x"): 1.0, ("a", "a"): 5.0})
    assert unknown == 1
    assert shift(ring, ring.without(["ab"]), demands) == {
        ("a", "ab"): -8.0,
        ("a", "da"): 8.0,
        ("c", "bc"): 8.0,
        ("d", "cd"): 8.0,
    }


@settings(max_examples=60, deadline=None)
@given(graphs(), st.data())
def test_what_a_loss_shifts_is_the_difference_of_all_loads(graph, data):
    lost = data.draw(st.sets(st.sampled_from([edge.id for edge in graph.edges]), max_size=2))
    dead = data.draw(st.sets(st.sampled_from(graph.nodes), max_size=1))
    after = graph.without(lost, dead)
    demands = uniform(graph)
    for node in dead:
        demands[graph.index[node]] = demands[:, graph.index[node]] = 0
    first, then = loads(graph, demands)[0], loads(after, uniform(after))[0]
    expected = {key: then.get(key, 0) - first.get(key, 0) for key in first | then}
    found = shift(graph, after, uniform(graph))
    assert found == pytest.approx({key: change for key, change in expected.items() if abs(change) > 1e-9})


@settings(max_examples=60, deadline=None)
@given(graphs(), st.data())
def test_distances_are_those_of_single_sources_before_and_after_a_loss(graph, data):
    silent = data.draw(st.sets(st.sampled_from(graph.nodes), max_size=2))
    graph = Graph(graph.nodes, graph.edges, no_transit=frozenset(silent))
    lost = graph.without(data.draw(st.sets(st.sampled_from([e.id for e in graph.edges]), max_size=2)))

    def row(of, source):
        cost = routes_from(of, source).cost
        return [cost.get(node, float("inf")) for node in of.nodes]

    old = Distances(graph)
    assert [list(costs) for costs in old.matrix] == [row(graph, node) for node in graph.nodes]
    changed = old.after(lost)
    assert [list(costs) for costs in changed.after] == [row(lost, node) for node in changed.sources]
    untouched = set(graph.nodes) - set(changed.sources)
    assert all(row(lost, node) == row(graph, node) for node in untouched)


@pytest.mark.parametrize("nodes", [(), ("a",), ("a", "b")])
def test_a_network_without_links_has_answers(nodes):
    graph = Graph(nodes, ())
    assert Distances(graph).matrix.shape == (len(nodes), len(nodes))
    assert [impact.lost_pairs for impact in single_nodes(graph)] == [0] * len(nodes)
    assert doubles(graph, []) == ([], True)
    assert loads(graph, uniform(graph)) == ({}, float(len(nodes) * (len(nodes) - 1)))
    assert shift(graph, graph, uniform(graph)) == {}


def test_gravity_spreads_what_enters_as_others_receive_and_fits_what_was_measured():
    chain = Graph(tuple("abc"), (Edge("ab", "a", "b"), Edge("bc", "b", "c")))
    demands = gravity(chain, {"a": 30.0, "c": 5.0}, {"b": 10.0, "c": 20.0})
    assert demands.tolist() == [[0, 10, 20], [0, 0, 0], [0, 5, 0]]
    predicted, _ = loads(chain, demands)
    assert predicted == {("a", "ab"): 30, ("b", "bc"): 20, ("c", "bc"): 5}
    scaled, explained = fitted(demands, predicted, {key: 2 * load for key, load in predicted.items()})
    assert (scaled == 2 * demands).all()
    assert explained == 1
    assert fitted(demands, predicted, {}) == (pytest.approx(demands), None)


@settings(max_examples=60, deadline=None)
@given(graphs(max_nodes=5, max_edges=8))
def test_a_link_protecting_alternate_never_loops_back(graph):
    answer = coverage(graph)
    reach = {node: routes_from(graph, node) for node in graph.nodes}
    for source, target in answer.unprotected:
        assert len(reach[source].shares(target)) >= 1
        first = {hop for hop in reach[source].shares(target) if hop[0] == source}
        assert len(first) == 1
        (used,) = first
        for edge in graph.edges:
            if source not in {edge.a, edge.b} or edge.id == used[1]:
                continue
            n = edge.other(source)
            if target in reach[n].cost:
                assert reach[n].cost[target] >= reach[n].cost.get(source, 10**9) + reach[source].cost[target]
    assert 0 <= answer.node_protected <= 1
    assert 0 <= answer.link_protected <= 1


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_suggestions_improve_what_they_say_and_nothing_is_suggested_for_a_sound_network(graph):
    found = suggestions(graph, 3)
    if not bridges(graph) and not articulation_points(graph):
        assert found == []
    for gain in found:
        after = Graph(graph.nodes, (*graph.edges, Edge("x", gain.a, gain.b)))
        assert len(bridges(graph)) - len(bridges(after)) == gain.bridges_removed
        assert len(articulation_points(graph)) - len(articulation_points(after)) == gain.points_removed
        assert gain.exposed_pairs_saved == exposed_pairs(graph) - exposed_pairs(after)
        assert gain.bridges_removed > 0 or gain.points_removed > 0


def test_the_best_link_for_a_chain_closes_the_ring():
    chain = Graph(tuple("abcde"), tuple(Edge(x + y, x, y) for x, y in ("ab", "bc", "cd", "de")))
    best = suggestions(chain)[0]
    assert (best.a, best.b, best.bridges_removed, best.points_removed) == ("a", "e", 4, 3)


def test_shared_risks_fail_together():
    edges = (Edge("x", "a", "b", risks=frozenset({"duct"})), Edge("y", "a", "b", risks=frozenset({"duct"})))
    graph = Graph(("a", "b"), edges)
    assert impact_of(graph, Failure(risks=frozenset({"duct"}))).lost_pairs == 2
    assert impact_of(graph, Failure(edges=frozenset({"x"}))).lost_pairs == 0
