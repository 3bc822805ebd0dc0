"""Sessions between nodes: what they follow from, what they prove together, and when one is a fault of its own."""

import itertools

import pytest

from watchkeeper.understand.alerts.correlation.engine import Correlator
from watchkeeper.understand.alerts.correlation.evidence import Alert
from watchkeeper.understand.alerts.correlation.incident import Stage
from watchkeeper.understand.alerts.correlation.network import Link, Network

numbers = itertools.count(1)
LATE_S = 300
LINKS = (("v", "a"), ("v", "b"), ("v", "c"), ("a", "b"), ("b", "c"))
NET = Network(
    ["v", "a", "b", "c"],
    [Link(f"{a}-{b}", a, b) for a, b in LINKS],
    "v",
    ports={("a", "e1"): "a-b", ("b", "e1"): "a-b", ("b", "e2"): "b-c", ("c", "e1"): "b-c"},
    owners={
        "10.0.0.1": ("a", "e1"),
        "10.0.0.2": ("b", "e1.100"),
        "192.0.2.1": ("a", "lo"),
        "192.0.2.3": ("c", "lo"),
        "0000.0000.000a": ("a", ""),
        "0000.0000.000b": ("b", ""),
    },
)
OSPF = (("peer:a:10.0.0.2", "ospf_neighbour_down"), ("peer:b:10.0.0.1", "ospf_neighbour_down"))
ISIS = (("peer:a:0000.0000.000b", "isis_neighbour_down"), ("peer:b:0000.0000.000a", "isis_neighbour_down"))
BGP = (("peer:a:192.0.2.3", "bgp_session_down"), ("peer:c:192.0.2.1", "bgp_session_down"))


def told(at, conditions, *, raised=True):
    return [Alert(f"a{next(numbers)}", float(at + n), *one, raised) for n, one in enumerate(conditions)]


def run(*alerts, until=None):
    engine = Correlator(NET)
    for one in sorted(itertools.chain(*alerts), key=lambda alert: alert.at):
        engine.observe(one)
    if until is None:
        engine.finish()
    else:
        engine.advance(until)
    return engine


def shown(engine):
    return [(one.roots, one.stage) for one in engine.incidents if one.stage is not Stage.MERGED]


def test_two_protocols_lost_at_both_ends_prove_that_the_link_carries_nothing():
    engine = run(told(0, OSPF), told(5, ISIS))
    assert shown(engine) == [(["link:a-b"], Stage.OPEN)]
    assert engine.pages == 1


def test_a_watchdog_alone_proves_it():
    engine = run(told(0, [("peer:a:10.0.0.2", "bfd_session_down")]))
    assert shown(engine) == [(["link:a-b"], Stage.OPEN)]


@pytest.mark.parametrize("order", [(0, 20), (20, 0)])
def test_sessions_over_a_link_that_is_reported_down_are_consequences_whichever_is_told_first(order):
    engine = run(told(order[0], [("if:a:e1", "link_down"), ("if:b:e1", "link_down")]), told(order[1], OSPF[:1]))
    assert shown(engine) == [(["link:a-b"], Stage.OPEN)]
    (incident,) = (one for one in engine.incidents if one.stage is Stage.OPEN)
    assert (len(incident.symptoms), len(incident.suppressed)) == (2, 1)
    assert engine.pages == 1


def test_sessions_with_a_dead_node_are_consequences():
    engine = run(told(0, [*BGP[1:], *OSPF[1:]]), told(30, [("node:a", "unreachable")]))
    assert shown(engine) == [(["node:a"], Stage.OPEN)]
    assert engine.pages == 1


def test_one_protocol_lost_alone_is_a_fault_of_its_own_told_once_for_both_ends():
    engine = run(told(0, BGP))
    assert shown(engine) == [(["session:bgp:a--c"], Stage.OPEN)]
    assert engine.pages == 1
    for one in told(1000, BGP, raised=False):
        engine.observe(one)
    engine.finish()
    assert shown(engine) == [(["session:bgp:a--c"], Stage.CLOSED)]


def test_a_session_whose_link_turns_out_to_be_dead_later_is_no_fault_of_its_own_any_more():
    engine = run(told(0, OSPF), told(200, ISIS))
    assert shown(engine) == [(["link:a-b"], Stage.OPEN)]
    merged = [one.roots for one in engine.incidents if one.stage is Stage.MERGED]
    assert ["session:ospf:a--b"] in merged


def test_a_session_has_time_to_come_back_after_its_link_and_is_told_when_it_does_not():
    cut = [("if:a:e1", "link_down"), ("if:b:e1", "link_down")]
    engine = run(told(0, [*cut, *OSPF]), told(600, cut, raised=False), until=850)
    assert shown(engine) == [(["link:a-b"], Stage.CLOSED)]
    assert engine.pages == 1
    engine.advance(602 + LATE_S)
    assert shown(engine) == [(["link:a-b"], Stage.CLOSED), (["session:ospf:a--b"], Stage.OPEN)]
    assert engine.pages == 2
    engine.finish()
    assert engine.due is None


def test_a_session_that_comes_back_in_time_is_never_told():
    cut = [("if:a:e1", "link_down"), ("if:b:e1", "link_down")]
    engine = run(told(0, [*cut, *OSPF]), told(600, cut, raised=False), told(640, OSPF, raised=False))
    assert shown(engine) == [(["link:a-b"], Stage.CLOSED)]
    assert engine.pages == 1


def test_a_session_with_a_stranger_is_an_incident_of_its_object():
    engine = run(told(0, [("peer:a:203.0.113.9", "bgp_session_down")]))
    assert shown(engine) == [(["peer:a:203.0.113.9"], Stage.OPEN)]


def test_sessions_of_separate_places_stay_separate():
    engine = run(told(0, BGP), told(3, [("node:b", "unreachable")]))
    assert sorted(roots for roots, _ in shown(engine)) == [["node:b"], ["session:bgp:a--c"]]
