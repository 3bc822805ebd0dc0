"""Raises and clears: paired, damped, ordered, bounded."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.observe.events.kinds import EventKind, Severity
from watchkeeper.observe.messages.catalogue import catalogue
from watchkeeper.observe.messages.conditions import Conditions, Damping, Occurrence

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
DOWN, UP = "INTERFACE_DOWN", "INTERFACE_UP"


def said(event: str, after_s: float = 0, device: int = 7, **fields: str) -> Occurrence:
    entry = catalogue()[event]
    named = {"interface": "ge-0/0/1"} | fields
    return Occurrence(
        entry, device, f"r{device}", START + timedelta(seconds=after_s), named, "192.0.2.1", "syslog", "text",
        entry.entity_of(named),
    )  # fmt: skip


def kinds(conditions: Conditions, *occurrences: Occurrence) -> list[EventKind]:
    return [event.kind for occurrence in occurrences for event in conditions.feed(occurrence)]


def test_the_same_news_from_two_sources_is_told_once() -> None:
    by_trap = said(DOWN, 1)._replace(protocol="trap")
    assert kinds(Conditions(), said(DOWN), by_trap, said(UP, 5)) == [EventKind.INTERFACE_DOWN, EventKind.INTERFACE_UP]


def test_a_second_outage_is_told_again() -> None:
    found = kinds(Conditions(), said(DOWN), said(UP, 60), said(DOWN, 120))
    assert found == [EventKind.INTERFACE_DOWN, EventKind.INTERFACE_UP, EventKind.INTERFACE_DOWN]


def test_a_clear_without_a_raise_is_recorded() -> None:
    (event,) = Conditions().feed(said(UP))
    assert (event.kind, event.severity) == (EventKind.INTERFACE_UP, Severity.INFO)


def test_things_are_told_apart_by_device_name_and_scope() -> None:
    conditions = Conditions()
    assert len(kinds(conditions, said(DOWN), said(DOWN, interface="ge-0/0/2"), said(DOWN, device=8))) == 3
    bgp = [said("BGP_NEIGHBOR_STATE_CHANGED", peer="192.0.2.9", instance=i, new_state="Idle") for i in ("a", "b")]
    assert kinds(conditions, *bgp) == [EventKind.BGP_DOWN, EventKind.BGP_DOWN]


def test_strangers_are_told_apart_by_address() -> None:
    one = said(DOWN, device=0)
    assert len(kinds(Conditions(), one, one._replace(source="192.0.2.2"))) == 2


def test_a_bgp_session_on_its_way_down_is_one_event() -> None:
    states = ["Idle", "Connect", "Active", "Idle", "Established"]
    found = kinds(
        Conditions(),
        *(said("BGP_NEIGHBOR_STATE_CHANGED", at, peer="192.0.2.9", new_state=s) for at, s in enumerate(states)),
    )
    assert found == [EventKind.BGP_DOWN, EventKind.BGP_UP]


def test_an_ospf_neighbour_that_only_makes_progress_clears_nothing() -> None:
    conditions = Conditions()
    down = said("OSPF_NEIGHBOR_DOWN", neighbor="192.0.2.9", new_state="Down")
    progress = said("OSPF_NEIGHBOR_UP", 1, neighbor="192.0.2.9", new_state="2Way")
    full = said("OSPF_NEIGHBOR_UP", 2, neighbor="192.0.2.9", new_state="Full")
    assert kinds(conditions, down, progress, full) == [EventKind.OSPF_DOWN, EventKind.OSPF_UP]


def test_a_raise_older_than_the_last_clear_is_ignored() -> None:
    conditions = Conditions()
    assert kinds(conditions, said(DOWN), said(UP, 10), said(DOWN, 5)) == [
        EventKind.INTERFACE_DOWN,
        EventKind.INTERFACE_UP,
    ]
    assert conditions.outdated == 1


def test_flapping_is_told_once_and_its_end_with_the_state_it_ended_in() -> None:
    conditions = Conditions()
    flaps = [said(DOWN if number % 2 == 0 else UP, number * 10) for number in range(20)]
    found = kinds(conditions, *flaps)
    assert found.count(EventKind.CONDITION_FLAPPING) == 1
    assert len(found) == 5
    assert list(conditions.settle(START + timedelta(minutes=20))) == []
    (steady,) = conditions.settle(START + timedelta(minutes=40))
    assert (steady.kind, steady.to_state, steady.object) == (EventKind.CONDITION_STEADY, "cleared", "ge-0/0/1")
    assert kinds(conditions, said(DOWN, 3000)) == [EventKind.INTERFACE_DOWN]


def test_slow_changes_are_no_flapping() -> None:
    changes = [said(DOWN if number % 2 == 0 else UP, number * 300) for number in range(20)]
    assert len(kinds(Conditions(), *changes)) == 20


def test_memory_is_bounded() -> None:
    conditions = Conditions(most=50)
    for number in range(500):
        conditions.feed(said(DOWN, interface=f"ge-{number}"))
    assert len(conditions) == 50


@given(st.lists(st.tuples(st.sampled_from([DOWN, UP]), st.integers(0, 4000)), max_size=60))
def test_told_changes_alternate_whatever_comes_in_whatever_order(script: list[tuple[str, int]]) -> None:
    undamped = Conditions(Damping(transitions=1_000))
    told = kinds(undamped, *(said(event, at) for event, at in script))
    assert all(one is not other for one, other in pairwise(told))


def test_every_entry_of_the_catalogue_is_whole() -> None:
    for name, entry in catalogue().items():
        assert entry.condition or entry.kind, name
        if entry.condition:
            assert entry.raised is not None
            assert entry.cleared is not None
