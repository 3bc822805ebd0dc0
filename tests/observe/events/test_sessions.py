"""Turns of routing sessions as events."""

from datetime import UTC, datetime

from watchkeeper.estate.inventory.adjacencies.metrics import MetricTurn
from watchkeeper.estate.inventory.adjacencies.sessions import SessionTurn
from watchkeeper.observe.events.kinds import EventKind, Severity
from watchkeeper.observe.events.sessions import events_of

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)


def test_each_turn_is_an_event_of_its_protocol_and_strangers_are_left_out():
    down = SessionTurn(1, "ospf", "192.0.2.3", "10.0.0.3", "full", "gone", up=False)
    up = SessionTurn(1, "bgp", "192.0.2.1", "", "idle", "established", up=True)
    first, second = events_of([down, up, SessionTurn(7, "bgp", "192.0.2.9", "", "idle", "", up=True)], {1: "r1"}, AT)
    assert (first.kind, first.object, first.severity) == (EventKind.OSPF_DOWN, "192.0.2.3", Severity.WARNING)
    assert first.message == "r1 lost its OSPF neighbour 192.0.2.3."
    assert (second.kind, second.to_state, second.severity) == (EventKind.BGP_UP, "established", Severity.INFO)


def test_the_words_say_what_was_configured_and_what_ended():
    shut = SessionTurn(1, "bgp", "192.0.2.1", "", "established", "idle", up=False, admin_down=True)
    ended = SessionTurn(1, "isis", "0000.0000.000b", "eth1", "gone", "", up=True)
    assert [event.message for event in events_of([shut, ended], {1: "r1"}, AT)] == [
        "The BGP session of r1 with 192.0.2.1 is down by configuration.",
        "r1 has no session of this kind with 0000.0000.000b any more.",
    ]


def test_a_metric_that_changed_is_an_event_of_its_port():
    changed = MetricTurn(1, "isis", "eth1", "10", "1000", usual=False)
    meant = MetricTurn(1, "ospf", "eth1", "1000", "1000", usual=True)
    first, second = events_of([changed, meant], {1: "r1"}, AT)
    assert (first.kind, first.object) == (EventKind.INTERFACE_METRIC_CHANGED, "eth1")
    assert first.message == "The IS-IS metric of eth1 of r1 changed from 10 to 1000."
    assert second.kind is EventKind.INTERFACE_METRIC_RESTORED
    assert second.message == "The OSPF metric of eth1 of r1 (1000) is taken for meant."
