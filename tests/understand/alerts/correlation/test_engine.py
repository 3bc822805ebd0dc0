import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.understand.alerts.correlation.engine import Correlator
from watchkeeper.understand.alerts.correlation.evidence import Alert
from watchkeeper.understand.alerts.correlation.holds import Holds
from watchkeeper.understand.alerts.correlation.impact import Severity, impact_of
from watchkeeper.understand.alerts.correlation.incident import Happening, Stage
from watchkeeper.understand.alerts.correlation.network import Link, Network
from watchkeeper.understand.alerts.correlation.report import as_document

numbers = itertools.count(1)


def network(*links, vantage="v", groups=None, critical=()):
    made = [Link(f"{a}-{b}" if links.index((a, b)) == at else f"{a}-{b}.{at}", a, b) for at, (a, b) in enumerate(links)]
    nodes = sorted({node for pair in links for node in pair})
    return Network(nodes, made, vantage, groups=groups or {}, critical=frozenset(critical))


def alert(at, entity, kind="unreachable", *, raised=True):
    return Alert(f"a{next(numbers)}", float(at), entity, kind, raised)


def run(net, *alerts, finish=True):
    engine = Correlator(net)
    for one in alerts:
        engine.observe(one)
    if finish:
        engine.finish()
    return engine


def document(engine):
    return as_document(engine)["incidents"]


TREE = network(("v", "a"), ("a", "b"), ("b", "c"), ("b", "d"))


def test_children_of_a_dead_node_are_consequences_even_when_they_are_noticed_first():
    engine = run(TREE, alert(0, "node:c"), alert(5, "node:b"), alert(30, "node:d"))
    (incident,) = document(engine)
    assert incident["roots"] == ["node:b"]
    assert len(incident["symptoms"]) == 1
    assert len(incident["suppressed"]) == 2
    assert engine.pages == 1


def test_a_child_with_another_way_is_no_consequence():
    net = network(("v", "a"), ("a", "b"), ("b", "c"), ("a", "d"), ("b", "d"))
    engine = run(net, alert(0, "node:b"), alert(10, "node:c"), alert(1000, "node:d"))
    assert [incident["roots"] for incident in document(engine)] == [["node:b"], ["node:d"]]
    assert engine.pages == 2


def test_a_node_goes_dark_only_when_all_its_ways_are_gone():
    net = network(("v", "a"), ("v", "b"), ("a", "c"), ("b", "c"), ("c", "d"))
    engine = run(net, alert(0, "node:a"), alert(900, "node:b"), alert(910, "node:c"), alert(920, "node:d"))
    first, second = document(engine)
    assert first["roots"] == ["node:a"]
    assert first["suppressed"] == []
    assert second["roots"] == ["node:b"]
    assert len(second["suppressed"]) == 2


def test_one_of_two_parallel_links_darkens_nobody():
    net = network(("v", "a"), ("v", "a"), ("a", "b"))
    engine = run(net, alert(0, "if:v:v-a.1", "link_down"), alert(1, "if:a:v-a.1", "link_down"))
    (incident,) = document(engine)
    assert incident["roots"] == ["link:v-a.1"]
    assert incident["severity"] == "minor"


def test_no_page_leaves_before_the_picture_is_quiet():
    engine = run(TREE, alert(0, "node:c"), finish=False)
    engine.advance(74.9)
    assert engine.pages == 0
    assert engine.forming is not None
    engine.advance(75)
    assert engine.pages == 1


def test_the_hold_ends_however_noisy_it_is():
    net = network(*(("v", f"n{i}") for i in range(40)))
    engine = Correlator(net)
    for i in range(40):
        engine.observe(alert(i * 10, f"node:n{i}"))
    assert engine.incidents[0].paged_at == 120


def test_a_late_parent_takes_over_the_open_incident_without_another_page():
    engine = run(TREE, alert(0, "node:c"), alert(200, "node:b"), alert(210, "node:d"))
    (incident,) = document(engine)
    assert incident["roots"] == ["node:b"]
    assert engine.pages == 1
    assert any(change.happening is Happening.REROOTED for change in engine.changes)


def test_a_child_that_had_failed_long_before_keeps_its_own_incident():
    engine = run(TREE, alert(0, "node:c"), alert(2000, "node:b"), alert(2010, "node:d"))
    assert [incident["roots"] for incident in document(engine)] == [["node:c"], ["node:b"]]
    assert engine.pages == 2


def test_a_recovery_closes_and_a_second_outage_pages_again():
    engine = run(
        TREE, alert(0, "node:b"), alert(10, "node:c"),
        alert(600, "node:b", raised=False), alert(610, "node:c", raised=False),
        alert(5000, "node:b"), alert(5010, "node:c"),
    )  # fmt: skip
    first, second = document(engine)
    assert first["closed_at"] == "1970-01-01T00:10:00.000Z"
    assert second["closed_at"] is None
    assert engine.pages == 2


def test_flapping_is_one_incident_and_one_page():
    engine = Correlator(TREE)
    for turn in range(5):
        engine.observe(alert(turn * 300, "node:c"))
        engine.observe(alert(turn * 300 + 160, "node:c", raised=False))
    engine.finish()
    assert len(document(engine)) == 1
    assert engine.pages == 1


def test_what_is_still_dead_after_the_outage_that_hid_it_is_a_fault_of_its_own():
    raised = [alert(10 * n, f"node:{name}") for n, name in enumerate("bcd")]
    cleared = [alert(900 + n, f"node:{name}", raised=False) for n, name in enumerate("bd")]
    engine = run(TREE, *raised, *cleared)
    assert [(one["roots"], one["closed_at"] is None) for one in document(engine)] == [
        (["node:b"], False),
        (["node:c"], True),
    ]
    assert engine.pages == 2


def test_alerts_that_come_twice_count_once_and_are_all_kept():
    first, again = alert(0, "node:c"), alert(3, "node:c")
    (incident,) = document(run(TREE, first, again))
    assert incident["symptoms"] == [first.id, again.id]


def test_a_raise_older_than_the_clear_is_ignored():
    engine = run(TREE, alert(0, "node:c"), alert(300, "node:c", raised=False), alert(290, "node:c"))
    (incident,) = document(engine)
    assert incident["closed_at"] is not None


def test_clears_alone_tell_nobody_anything():
    engine = run(TREE, alert(0, "node:c", raised=False), alert(1, "if:a:a-b", "link_down", raised=False))
    assert document(engine) == []
    assert engine.pages == 0


def test_cycles_in_the_graph_are_nothing_special():
    ring = network(("v", "a"), ("a", "b"), ("b", "c"), ("c", "v"))
    engine = run(ring, alert(0, "if:v:v-a", "link_down"), alert(1, "if:a:v-a", "link_down"))
    assert [one["roots"] for one in document(engine)] == [["link:v-a"]]
    engine = run(ring, alert(0, "node:b"), alert(1, "if:a:a-b", "link_down"), alert(2, "if:c:b-c", "link_down"))
    assert [one["roots"] for one in document(engine)] == [["node:b"]]


@pytest.mark.parametrize("known", [True, False])
def test_links_that_share_a_risk_are_one_page(known):
    links = (("v", "a"), ("v", "b"), ("v", "c"), ("a", "b"), ("b", "c"))
    net = network(*links, groups={"duct": frozenset({"v-a", "v-b"})} if known else {})
    reports = [alert(n, f"if:{end}:v-{end}", "link_down") for n, end in enumerate("ab")]
    (incident,) = document(run(net, *reports))
    assert sorted(incident["roots"]) == ["link:v-a", "link:v-b"]


@pytest.mark.parametrize(("fallen", "at", "incidents"), [
    pytest.param(("a1", "a2", "a3"), (0, 5, 9), [["node:a1", "node:a2", "node:a3"]], id="the whole site at once"),
    pytest.param(("a1", "a2"), (0, 5), [["node:a1"], ["node:a2"]], id="a3 still answers"),
    pytest.param(("a1", "b1"), (0, 5), [["node:a1"], ["node:b1"]], id="of two sites"),
    pytest.param(("a1", "a2", "a3"), (0, 70, 140), [["node:a1"], ["node:a2"], ["node:a3"]], id="one after the other"),
])  # fmt: skip
def test_a_site_that_loses_its_power_is_one_incident_and_one_page(fallen, at, incidents):
    net = network(
        ("v", "a1"),
        ("v", "a2"),
        ("v", "b1"),
        ("v", "b2"),
        ("b1", "a1"),
        ("b2", "a2"),
        ("b1", "a3"),
        ("b2", "a3"),
    )
    net = replace(net, sites={"A": frozenset({"a1", "a2", "a3"}), "B": frozenset({"b1", "b2"})})
    engine = run(net, *(alert(when, f"node:{name}") for name, when in zip(fallen, at, strict=True)))
    kept = [one for one in engine.incidents if one.stage is not Stage.MERGED]
    assert sorted(sorted(one.roots) for one in kept) == incidents
    assert engine.pages == len(incidents)


def test_trouble_of_a_device_of_its_own_does_not_drown_in_an_outage():
    engine = run(TREE, alert(0, "node:b"), alert(50, "node:c"), alert(60, "node:a", "fan_failed"))
    assert sorted(one["roots"][0] for one in document(engine)) == ["node:a", "node:b"]


def test_what_a_node_said_before_it_fell_silent_proves_nothing_afterwards():
    net = network(("v", "a"), ("a", "b"), ("a", "c"), ("c", "v"), ("b", "c"))
    engine = run(
        net, alert(0, "if:a:a-b", "link_down"), alert(0, "if:b:a-b", "link_down"),
        alert(2000, "node:a"), alert(2001, "if:v:v-a", "link_down"), alert(2001, "if:c:a-c", "link_down"),
        alert(2600, "if:b:a-b", "link_down", raised=False),
    )  # fmt: skip
    assert sorted(one["roots"][0] for one in document(engine)) == ["link:a-b", "node:a"]
    assert engine.pages == 2


def test_a_device_that_is_removed_during_its_incident_ends_it():
    engine = run(TREE, alert(0, "node:c"), finish=False)
    engine.advance(200)
    engine.network = network(("v", "a"), ("a", "b"), ("b", "d"))
    engine.observe(alert(300, "node:c", raised=False))
    engine.observe(alert(301, "node:d"))
    engine.finish()
    assert [(one.roots, one.stage) for one in engine.incidents if one.stage is not Stage.MERGED] == [
        (["node:c"], Stage.CLOSED),
        (["node:d"], Stage.OPEN),
    ]


def test_when_every_way_out_of_the_vantage_point_is_gone_the_fault_is_ours():
    star = network(*(("v", f"n{i}") for i in range(6)))
    (incident,) = document(run(star, *(alert(i, f"node:n{i}") for i in range(6))))
    assert incident["roots"] == ["node:v"]


def test_severity_follows_from_what_is_cut_off():
    net = network(("v", "a"), ("a", "b"), ("b", "c"), critical=["c"])
    engine = run(net, alert(0, "node:b"), alert(1, "node:c"))
    impact = impact_of(net, engine.incidents[0])
    assert impact.severity is Severity.CRITICAL
    assert impact.isolated == ("c",)


def test_holds_are_what_they_are_set_to():
    engine = Correlator(TREE, Holds(quiet_s=10, hold_s=20))
    engine.observe(alert(0, "node:c"))
    assert engine.due == 10


@st.composite
def cut_networks(draw):
    size = draw(st.integers(3, 12))
    nodes = [f"n{i}" for i in range(size)]
    pairs = [(nodes[draw(st.integers(0, i - 1))], nodes[i]) for i in range(1, size)]
    pairs += draw(st.lists(st.tuples(st.sampled_from(nodes), st.sampled_from(nodes)).filter(lambda p: p[0] != p[1])))
    net = Network(nodes, [Link(f"l{i}", *pair) for i, pair in enumerate(pairs)], "n0")
    elements = [f"node:{n}" for n in nodes[1:]] + [f"link:{link.id}" for link in net.links]
    return net, draw(st.sampled_from(elements)), draw(st.randoms(use_true_random=False))


@given(cut_networks())
def test_any_single_fault_is_one_incident_with_a_root_that_looks_the_same(drawn):
    net, fault, rng = drawn
    seen = net.predict([fault])
    reached = net.in_sight - seen.dark
    reports = [("node:" + node, "unreachable") for node in sorted(seen.dark)]
    for link in sorted(seen.seen):
        ends = {net.link[link].a, net.link[link].b} & reached
        reports += [(f"if:{end}:{link}", "link_down") for end in sorted(ends)]
    rng.shuffle(reports)
    engine = run(net, *(alert(n, entity, kind) for n, (entity, kind) in enumerate(reports)))
    (incident,) = document(engine)
    (root,) = incident["roots"]
    assert net.predict([root]).dark == seen.dark
    assert net.predict([root]).seen == seen.seen
    assert len(incident["symptoms"]) + len(incident["suppressed"]) == len(reports)
    assert engine.pages == 1


def test_a_large_outage_is_taken_apart_and_explained_all_the_same():
    sites = {f"s{n}": [f"s{n}x{i}" for i in range(50)] for n in range(3)}
    ups = [("v", site) for site in sites]
    net = network(*ups, *((site, leaf) for site, leaves in sites.items() for leaf in leaves))
    reports = [alert(0, f"node:{leaf}") for site in ("s0", "s2") for leaf in sites[site]]
    engine = run(net, *reports, alert(30, "node:s0"), alert(31, "node:s2"))
    assert sorted(one["roots"] for one in document(engine)) == [["node:s0"], ["node:s2"]]
    assert engine.pages == 2


def test_a_node_that_does_not_answer_while_hundreds_behind_it_do_is_told_all_the_same():
    leaves = [f"n{at}" for at in range(300)]
    links = [Link("v-hub", "v", "hub"), *(Link(f"hub-{one}", "hub", one) for one in leaves)]
    engine = Correlator(Network(["v", "hub", *leaves], links, "v"))
    engine.observe(Alert("1", 0.0, "node:hub", "unreachable", True))
    engine.finish()
    assert [(one.stage, one.roots) for one in engine.incidents] == [(Stage.OPEN, ["node:hub"])]
    assert engine.pages == 1


def test_leaves_that_answer_are_not_tried_as_causes(monkeypatch):
    tried, predict = [], Network.predict
    monkeypatch.setattr(Network, "predict", lambda self, faults: tried.append(faults) or predict(self, faults))
    star = network(("v", "hub"), *(("hub", f"leaf{number}") for number in range(300)))
    (incident,) = document(run(star, alert(0, "node:hub")))
    assert incident["roots"] == ["node:hub"]
    assert len(tried) < 100
