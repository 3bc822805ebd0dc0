"""What of the network an incident touches, and what each device and link is in it."""

import pytest

from watchkeeper.understand.alerts.correlation.network import Link, Network
from watchkeeper.understand.investigations.causes import Finding, Verdict
from watchkeeper.understand.investigations.dependence import Symptom
from watchkeeper.understand.investigations.live import causes_of
from watchkeeper.understand.investigations.picture import MOST, Told, picture_of

AT = 1_772_366_400.0
TREE = Network(
    ["v", "a", "b", "c", "d", "e"],
    [Link("va", "v", "a"), Link("ab", "a", "b"), Link("bc", "b", "c"), Link("bd", "b", "d"), Link("ae", "a", "e")],
    "v",
    ports={("a", "e1"): "ab", ("b", "e2"): "ab"},
)
NOTHING = Finding(Verdict.INCONCLUSIVE, (), (), ())


def dark(*names):
    return [Symptom(f"node:{name}", name, AT, None) for name in names]


def drawn(network, roots, isolated=(), alerts=(), found=NOTHING):
    return picture_of(network, roots, isolated, alerts, found)


def parts(picture):
    return {one.name: one.part.value for one in picture.nodes}, {one.key: one.part.value for one in picture.links}


def test_a_node_that_failed_stands_between_its_way_and_its_consequences():
    alerts = [Told("node:b", "b", False), Told("node:c", "c", True), Told("node:d", "d", True)]
    picture = drawn(TREE, ["node:b"], ["c", "d"], alerts, causes_of(TREE, ["node:b"], dark("b", "c", "d")))
    nodes, links = parts(picture)
    assert nodes == {"v": "vantage", "a": "way", "b": "root", "c": "consequence", "d": "consequence"}
    assert links == {"va": "way", "ab": "way", "bc": "consequence", "bd": "consequence"}
    by_name = {one.name: one for one in picture.nodes}
    assert by_name["a"].ruled_out  # it is on the way and answers
    assert not by_name["c"].ruled_out
    assert (by_name["b"].symptoms, by_name["c"].suppressed) == (1, 1)


def test_a_link_that_failed_is_the_root_and_its_ends_speak_of_it():
    alerts = [Told("if:a:e1", "a", False), Told("node:b", "b", True), Told("node:c", "c", True)]
    picture = drawn(TREE, ["link:ab"], ["b", "c", "d"], alerts)
    nodes, links = parts(picture)
    assert links == {"va": "way", "ab": "root", "bc": "consequence", "bd": "consequence"}
    assert nodes == {"v": "vantage", "a": "symptom", "b": "consequence", "c": "consequence", "d": "consequence"}
    (root,) = [one for one in picture.links if one.part == "root"]
    assert (root.a, root.port_a, root.b, root.port_b) == ("a", "e1", "b", "e2")


def test_what_nothing_measures_is_marked():
    network = Network(TREE.nodes, TREE.links, "v", unmonitored=frozenset({"b"}))
    found = causes_of(network, ["node:b"], dark("c", "d"))
    picture = drawn(network, ["node:b"], ["c", "d"], [Told("node:c", "c", True)], found)
    assert [one.name for one in picture.nodes if one.blind] == ["b"]


def test_a_lost_session_is_a_line_of_its_own_between_its_two_ends():
    picture = drawn(TREE, ["session:bgp:c--e"], (), [Told("peer:c:192.0.2.5", "c", False)])
    nodes, links = parts(picture)
    assert links["session:bgp:c--e"] == "root"
    assert nodes["e"] == "way"
    assert nodes["c"] == "symptom"


@pytest.mark.parametrize("root", ["if:b:e2", "sensor:b:fan 1"])
def test_trouble_of_a_device_of_its_own_is_drawn_at_the_device(root):
    nodes, _ = parts(drawn(TREE, [root], (), [Told(root, "b", False)]))
    assert nodes == {"v": "vantage", "a": "way", "b": "root"}


def test_an_interface_that_was_held_back_does_not_make_its_device_a_consequence():
    alerts = [Told("node:b", "b", False), Told("if:a:e1", "a", True)]
    nodes, _ = parts(drawn(TREE, ["node:b"], ["c", "d"], alerts))
    assert nodes["a"] == "suppressed"


def test_a_ring_with_a_way_around_has_no_consequence():
    ring = Network(["v", "a", "b"], [Link("va", "v", "a"), Link("ab", "a", "b"), Link("bv", "b", "v")], "v")
    nodes, links = parts(drawn(ring, ["link:ab"], (), [Told("if:a:b", "a", False)]))
    assert nodes == {"v": "vantage", "a": "symptom", "b": "beside"}
    assert links == {"va": "way", "ab": "root"}  # the poller's other ways lead to nothing that failed


def test_of_thousands_the_root_and_the_nearest_are_drawn_and_the_rest_is_counted():
    names = [f"n{at}" for at in range(3000)]
    star = Network(["v", "hub", *names], [Link("vh", "v", "hub"), *(Link(one, "hub", one) for one in names)], "v")
    picture = drawn(star, ["node:hub"], names)
    assert len(picture.nodes) == MOST
    assert picture.left_out == 3002 - MOST
    assert {"v", "hub"} <= {one.name for one in picture.nodes}
    assert len(picture.links) == MOST - 1


def test_what_is_not_in_the_network_is_not_in_the_picture():
    seen = TREE.within({"b", "c"})  # of somebody with a limited view
    picture = drawn(seen, ["node:b"], ["c", "d"], [Told("node:b", "b", False), Told("node:d", "d", True)])
    assert {one.name for one in picture.nodes} == {"b", "c"}
    assert drawn(TREE, ["node:stranger", "link:no"], ["nobody"], [Told("host:x", "", False)]).nodes == ()
