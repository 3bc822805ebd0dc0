"""The network that the domain guide works out by hand."""

import pytest

from watchkeeper.understand.topology.graph.failures import Failure, outcome_of
from watchkeeper.understand.topology.graph.model import Edge, Graph
from watchkeeper.understand.topology.graph.spf import routes_from
from watchkeeper.understand.topology.graph.structure import shape

LINKS = ("AB", "AB", "BC", "CD", "AD", "DE", "EF", "DF", "FG")
GRAPH = Graph(tuple("ABCDEFG"), tuple(Edge(f"{a}{b}{i}", a, b, 10, 10) for i, (a, b) in enumerate(LINKS)))


def test_shape():
    answer = shape(GRAPH)
    assert answer.articulation_points == ("D", "F")
    assert [edge.id for edge in answer.bridges] == ["FG8"]
    assert (answer.diameter_hops, answer.mean_hops, answer.min_link_cut) == (4, 1.9048, 1)
    assert answer.single_homed == ("G",)


@pytest.mark.parametrize(
    ("a", "b", "cost", "paths"), [("A", "C", 20, 3), ("B", "D", 20, 3), ("A", "G", 30, 1), ("B", "G", 40, 3)]
)
def test_equal_cost_paths(a, b, cost, paths):
    routes = routes_from(GRAPH, a)
    assert (routes.cost[b], routes.count[b]) == (cost, paths)


def test_load_is_split_at_each_hop_not_by_path():
    shares = routes_from(GRAPH, "A").shares("C")
    assert shares["A", "AB0"] == shares["A", "AB1"] == shares["A", "AD4"] == pytest.approx(1 / 3)
    assert shares["B", "BC2"] == pytest.approx(2 / 3)


def test_loss_of_a_node_divides():
    outcome = outcome_of(GRAPH, GRAPH, Failure(nodes=frozenset("D")))
    assert outcome.partitioned
    assert outcome.components == (("A", "B", "C"), ("E", "F", "G"))


def test_loss_of_a_twin_divides_nothing():
    outcome = outcome_of(GRAPH, GRAPH, Failure(edges=frozenset({"AB0"})))
    assert (outcome.partitioned, outcome.cost_changes) == (False, ())
    assert routes_from(GRAPH.without(["AB0"]), "A").count["C"] == 2


def test_the_vantage_decides_which_side_is_cut_off():
    outcome = outcome_of(GRAPH, GRAPH, Failure(nodes=frozenset("D")), vantage="G")
    assert outcome.isolated == ("A", "B", "C")


def test_overloaded_nodes_carry_no_transit():
    graph = Graph(GRAPH.nodes, GRAPH.edges, no_transit=frozenset("D"))
    routes = routes_from(graph, "A")
    assert "G" not in routes.cost
    assert routes.cost["D"] == 10
