from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.understand.topology.edges import Edge
from watchkeeper.understand.topology.history import Turn, Version, differences, turns

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


def minute(number):
    return NOON + timedelta(minutes=number)


def edge(state="up", key="k", **document):
    return Edge(key, "physical", state, {"metric_a": 10, "evidence": ["lldp"], **document})


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, edge(), ("appeared",)),
        (edge(), None, ("gone",)),
        (edge(), edge(), ()),
        (None, None, ()),
        (edge(), edge("down"), ("state",)),
        (edge(), edge("down", metric_a=20), ("state", "metric")),
        (edge(members=["a"]), edge(members=["a", "b"]), ("members",)),
        (edge(), edge(problems=["AS"]), ("conflicts",)),
        (edge(), edge(evidence=["lldp", "cdp"]), ("evidence",)),
        (edge(), edge("down", evidence=[]), ("state",)),
    ],
)
def test_what_moves_nothing_on_the_map_is_evidence(before, after, expected):
    assert differences(before, after) == expected


def test_a_link_that_appears_fails_and_goes_turns_the_map_three_times():
    versions = [
        Version(edge(), minute(1), minute(5)),
        Version(edge("down"), minute(5), minute(9)),
        Version(edge(key="other"), minute(1), None),
    ]
    assert turns(versions, NOON, minute(60)) == [
        Turn(minute(9), appeared=0, gone=1, changed=0),
        Turn(minute(5), appeared=0, gone=0, changed=1),
        Turn(minute(1), appeared=2, gone=0, changed=0),
    ]


def test_new_words_of_evidence_are_no_turn():
    versions = [
        Version(edge(evidence=["lldp"]), minute(1), minute(5)),
        Version(edge(evidence=["cdp"]), minute(5), None),
    ]
    assert [turn.at for turn in turns(versions, NOON, minute(60))] == [minute(1)]


def test_what_happened_outside_of_the_time_asked_for_is_left_out():
    versions = [Version(edge(), minute(1), minute(5)), Version(edge("down"), minute(5), None)]
    assert [turn.at for turn in turns(versions, minute(1), minute(4))] == []
    assert [turn.at for turn in turns(versions, minute(1), minute(5))] == [minute(5)]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([None, "up", "down"])), max_size=40))
def test_appearing_and_going_balance_what_is_left(steps):
    """Whatever happens to links, those that appeared and are not gone are the ones that are left."""
    living, versions = {}, []
    for number, (key, state) in enumerate(steps, start=1):
        known = living.pop(key, None)
        if known is not None:
            versions.append(Version(known[0], known[1], minute(number)))
        if state is not None:
            living[key] = (edge(state, key), minute(number))
    versions += [Version(one, since, None) for one, since in living.values()]
    found = turns(versions, NOON, minute(1_000))
    assert sum(turn.appeared - turn.gone for turn in found) == len(living)
    assert [turn.at for turn in found] == sorted({turn.at for turn in found}, reverse=True)
