from pathlib import Path

import pytest

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.understand.topology.graph import ranking
from watchkeeper.understand.topology.graph.failures import Failure
from watchkeeper.understand.topology.links import End, Link, Node, Topology
from watchkeeper.understand.topology.questions import failure_of, failure_texts, routing_graph, ways, what_if
from watchkeeper.understand.topology.risks import read_risks, risks_of, with_risks
from watchkeeper.understand.topology.schemas import ImpactView

SQUARE = ("ab", "bc", "cd", "da")


def network(pairs=SQUARE, costs=(1, 1, 1, 5)):
    """Links between devices named by one letter; the port towards x is called x."""
    nodes = tuple(Node(name, None, (), ()) for name in sorted(set("".join(pairs))))
    links = tuple(
        Link(
            End(a, b), End(b, a), "physical", (), two_sided=True, metric_a=cost, metric_b=cost, protocol="isis", up=True
        )
        for (a, b), cost in zip(pairs, costs, strict=True)
    )
    return Topology(nodes, links)


def test_a_failure_in_words_is_the_same_failure_again():
    topology = with_risks(network(), risks_of({"duct 7": ["a:b", "d:a"]}, "here"))
    whole = Failure(frozenset({"a:b--b:a", "c:d--d:c"}), frozenset({"b"}), frozenset({"duct 7"}))
    texts = failure_texts(topology, whole)
    assert texts == ["link:a:b", "link:c:d", "node:b", "risk:duct 7"]
    assert failure_of(topology, texts) == whole


def test_a_shared_risk_ranks_by_everything_that_it_takes():
    """Each link of the square may fail without loss; the duct with both links of a cuts it off."""
    topology = with_risks(network(), risks_of({"duct 7": ["a:b", "d:a"], "duct 8": ["b:c"]}, "here"))
    _, graph = routing_graph(topology)
    worst, mild = ranking.risks(graph)
    assert (ImpactView.of(worst, topology).failures, worst.lost_pairs) == (["risk:duct 7"], 6)
    assert ImpactView.of(worst, topology).links == ["a:b--b:a", "d:a--a:d"]
    assert (mild.failure.risks, mild.lost_pairs) == (frozenset({"duct 8"}), 0)
    assert {impact.lost_pairs for impact in ranking.single_links(graph)} == {0}


def test_ways_come_cheapest_first_and_name_where_they_leave():
    answer = ways(network(), "a", "c", 4)
    assert [cost for cost, _ in answer.ways] == [2, 6]
    assert answer.ways[0][1] == (End("a", "b"), End("b", "c"), End("c", ""))
    assert answer.links[0] == ("a:b--b:a", "b:c--c:b")
    assert answer.apart == {"link": (0, 1), "node": (0, 1), "risk": (0, 1)}
    assert len(answer.link_cut) == 2
    assert answer.node_cut == ("b", "d")


def test_ways_through_one_duct_are_not_apart():
    risks = risks_of({"duct 7": ["a:b", "d:a"]}, "here")
    answer = ways(with_risks(network(), risks), "a", "c", 4)
    assert answer.apart["node"] == (0, 1)
    assert answer.apart["risk"] is None


def test_the_loss_of_a_shared_risk_takes_all_its_links(tmp_path: Path):
    file = tmp_path / "risks.yaml"
    file.write_text("duct 7:\n  - a:b\n  - d:a\n")
    known = with_risks(network(), read_risks(file))
    assert what_if(known, failure_of(known, ["risk:duct 7"])).isolated == ("a",)
    with pytest.raises(InvalidInputError, match="no shared risk 'duct 8'"):
        failure_of(known, ["risk:duct 8"])


def test_neighbours_have_no_cut_of_devices_and_a_way_needs_two_ends():
    assert ways(network(), "a", "b", 1).node_cut is None
    with pytest.raises(InvalidInputError, match="two ends"):
        ways(network(), "a", "a", 1)


def test_what_is_apart_already_has_no_way():
    answer = ways(network(("ab", "cd"), (1, 1)), "a", "c", 3)
    assert (answer.basis, answer.ways, answer.link_cut, answer.node_cut) == ("hops", (), (), ())
    assert set(answer.apart.values()) == {None}


@pytest.mark.parametrize("text", ["[1, 2]", "duct: a:b", "duct: [core]", "duct: [1]", "a: [b", "\x00"])
def test_a_file_that_names_no_risks_is_refused(tmp_path: Path, text: str):
    file = tmp_path / "risks.yaml"
    file.write_text(text)
    with pytest.raises(InvalidInputError):
        read_risks(file)
