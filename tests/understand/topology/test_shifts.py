"""Where traffic would run: by a matrix from a file, by an estimate from ports, or by pairs."""

from datetime import UTC, datetime

import pytest

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.understand.topology.demands import measured, read_demands
from watchkeeper.understand.topology.links import End, Link, Node, Topology
from watchkeeper.understand.topology.load import LinkLoad
from watchkeeper.understand.topology.questions import routing_graph
from watchkeeper.understand.topology.shifts import traffic_after

NOW = datetime(2030, 1, 1, tzinfo=UTC)
MBPS = 1e6


def link(a, b):
    return Link(End(a, f"to-{b}"), End(b, f"to-{a}"), "physical", (), metric_a=10, metric_b=10, protocol="ospf")


RING = Topology(tuple(Node(name, None, (), ()) for name in "abcd"), tuple(map(link, "abcd", "bcda")))


def loads(**by_pair):
    """Loads of 100 Mbit/s links by ``ab=(towards b, towards a)``."""
    found = []
    for pair, (there, back) in by_pair.items():
        of = link(*pair)
        found.append(LinkLoad(f"physical:{of.id}", NOW, there * MBPS, back * MBPS, 100 * MBPS))
    return found


def after_losing(lost, loads, ports=(), file=None):
    _, graph = routing_graph(RING)
    now = measured(RING, loads, ports)
    return traffic_after(graph, graph.without([link(*lost).id]), RING, now, loads, file)


def rows(view):
    return [(s.source, s.target, round(s.change), s.before, s.after) for s in view.shifts]


def test_a_matrix_from_a_file_moves_its_bits_to_the_other_side(tmp_path):
    file = tmp_path / "demands.csv"
    file.write_text("source,target,bps\na,b,40e6\na,b,10e6\nx,b,1\n", encoding="utf-8")
    view = after_losing("ab", loads(ab=(50, 0), bc=(0, 0), cd=(0, 0), da=(0, 60)), file=file)
    assert (view.basis, view.left_out) == ("file", 1)
    assert rows(view)[0] == ("a", "d", 50_000_000, 0.6, pytest.approx(1.1))
    assert {(source, target) for source, target, *_ in rows(view)} == {("a", "d"), ("d", "c"), ("c", "b")}


def test_without_a_file_what_enters_and_leaves_beside_links_is_spread_and_scaled_to_the_links():
    ports = [
        (End("a", "ge-0/0/9"), 80 * MBPS, 0.0),
        (End("b", "ge-0/0/9"), 0.0, 80 * MBPS),
        (End("a", "to-b"), 9e9, 9e9),
        (End("a", "lo0"), 9e9, 9e9),
        (End("a", "ge-0/0/9.100"), 9e9, 9e9),
    ]
    view = after_losing("ab", loads(ab=(40, 0)), ports)
    assert (view.basis, view.explained) == ("gravity", None)
    assert [(change, after) for *_, change, _, after in rows(view)] == [(40_000_000, None)] * 3


def test_with_nothing_measured_pairs_are_counted_and_no_utilisation_is_claimed():
    view = after_losing("ab", [])
    assert (view.basis, view.explained) == ("uniform", None)
    assert view.shifts
    assert all(s.before is None and s.after is None for s in view.shifts)
    assert {s.link for s in view.shifts} == {link(*pair).id for pair in ("bc", "cd", "da")}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("source,target\na,b\n", "no number of bit/s"),
        ("source,target,bps\na,b,lots\n", "line 2: 'lots' is no number"),
        ("source,target,bps\na,b,-1\n", "line 2 is no demand"),
        ("source,target,bps\n,b,1\n", "line 2 is no demand"),
        ("source,target,bps\na,b,inf\n", "line 2 is no demand"),
    ],
)
def test_a_file_that_is_no_matrix_is_refused_with_the_line(tmp_path, text, problem):
    file = tmp_path / "demands.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInputError, match=problem):
        read_demands(file)


def test_a_file_that_is_not_there_is_an_error_and_no_empty_matrix(tmp_path):
    with pytest.raises(InvalidInputError, match="cannot be read"):
        read_demands(tmp_path / "none.csv")
