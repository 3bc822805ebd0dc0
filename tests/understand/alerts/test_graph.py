from dataclasses import replace

from watchkeeper.understand.alerts.correlation.evidence import Key, subject_of
from watchkeeper.understand.alerts.graph import VANTAGE, network_of
from watchkeeper.understand.topology.edges import Edge


def edge(a, b, port_a="p1", port_b="p2"):
    ends = {"a": {"device": a, "interface": port_a}, "b": {"device": b, "interface": port_b}}
    return Edge(f"physical:{a}:{b}:{port_a}", "physical", "up", ends)


def test_the_map_hangs_on_the_poller_by_its_gateways():
    net = network_of({"a", "b", "c", "lost"}, [edge("a", "b"), edge("b", "c"), edge("c", "stranger")], ["a", "gone"])
    assert net.predict(["node:b"]).dark == {"b", "c"}
    assert net.predict(["node:a"]).dark == {"a", "b", "c"}
    assert net.predict([f"link:{VANTAGE}--lost"]).dark == {"lost"}


def test_without_gateways_nobody_follows_from_another():
    net = network_of({"a", "b"}, [edge("a", "b")], [])
    assert net.predict(["node:a"]).dark == {"a"}


def test_an_interface_leads_to_its_link_also_with_parallel_links():
    net = network_of({"a", "b"}, [edge("a", "b", "ge-0/0/1"), edge("a", "b", "ge-0/0/2")], ["a"])
    assert subject_of(net, Key("if:a:ge-0/0/2", "link_down")).link == "physical:a:b:ge-0/0/2"
    assert subject_of(net, Key("if:a:ge-0/0/9", "link_down")) is None


def test_who_may_see_a_part_gets_that_part_and_the_vantage_point():
    net = network_of({"a", "b", "c"}, [edge("a", "b"), edge("b", "c")], ["a"])
    part = replace(net, groups={"duct": frozenset(net.link)}, critical=frozenset("bc")).within({"a", "b"})
    assert set(part.nodes) == {"a", "b", VANTAGE}
    assert {(link.a, link.b) for link in part.links} == {("a", "b"), (VANTAGE, "a")}
    assert (part.critical, part.groups) == ({"b"}, {"duct": frozenset(part.link)})
    assert part.predict(["node:a"]).dark == {"a", "b"}
