"""Changes between two looks at interfaces."""

from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.kit.families import INTERFACE
from watchkeeper.observe.events.kinds import EventKind, Severity
from watchkeeper.observe.events.statuses import (
    OPER_WORDS,
    InterfaceStatuses,
    KnownInterface,
    no_statuses,
    statuses_from,
    statuses_of,
)
from watchkeeper.observe.events.transitions import InterfaceChange, compare

Row = tuple[int, str, int | None, int | None, int | None]  # device, name, ifIndex, admin, oper


def looks(*rows: Row) -> InterfaceStatuses:
    names = pa.array([row[1] for row in rows], pa.string()).dictionary_encode()
    columns: dict[str, object] = {
        "ts": pa.array([datetime(2026, 1, 1, tzinfo=UTC)] * len(rows), INTERFACE.observed.field("ts").type),
        "device_id": pa.array([row[0] for row in rows], pa.int64()),
        "object": pa.DictionaryArray.from_arrays(names.indices.cast(pa.int32()), names.dictionary),
        "if_index": pa.array([row[2] for row in rows], pa.int32()),
        "admin_status": pa.array([row[3] for row in rows], pa.int8()),
        "oper_status": pa.array([row[4] for row in rows], pa.int8()),
    }
    arrays = [columns.get(f.name, pa.nulls(len(rows), f.type)) for f in INTERFACE.observed]
    return statuses_of(pa.RecordBatch.from_arrays(arrays, schema=INTERFACE.observed))


def changes(
    before: InterfaceStatuses, now: InterfaceStatuses, complete: set[int] | None = None
) -> list[InterfaceChange]:
    return compare(before, now, complete={1, 2, 3} if complete is None else complete).changes


def test_the_first_look_at_a_device_is_no_event() -> None:
    assert changes(no_statuses(), looks((1, "a", 1, 1, 2))) == []
    assert changes(looks((2, "a", 1, 1, 1)), looks((1, "a", 1, 1, 2), (2, "a", 1, 1, 1))) == []


def test_down_and_up_again() -> None:
    up, down = looks((1, "a", 1, 1, 1), (1, "b", 2, 1, 1)), looks((1, "a", 1, 1, 2), (1, "b", 2, 1, 1))
    assert changes(up, down) == [InterfaceChange(1, "a", EventKind.INTERFACE_DOWN, "up", "down")]
    assert changes(down, up) == [InterfaceChange(1, "a", EventKind.INTERFACE_UP, "down", "up")]


def test_interfaces_of_the_same_name_on_other_devices_are_others() -> None:
    before = looks((1, "a", 1, 1, 1), (2, "a", 1, 1, 2))
    assert changes(before, looks((2, "a", 1, 1, 2), (1, "a", 1, 1, 1))) == []
    assert [change.device_id for change in changes(before, looks((1, "a", 1, 1, 1), (2, "a", 1, 1, 1)))] == [2]


@pytest.mark.parametrize("unknown", [4, None])
def test_unknown_is_not_down_and_the_way_back_is_no_event(unknown: int | None) -> None:
    up, lost, down = looks((1, "a", 1, 1, 1)), looks((1, "a", 1, 1, unknown)), looks((1, "a", 1, 1, 2))
    after_loss = compare(up, lost, complete={1})
    assert after_loss.changes == []
    assert changes(after_loss.settled, up) == []
    assert [change.kind for change in changes(after_loss.settled, down)] == [EventKind.INTERFACE_DOWN]


def test_going_from_down_to_not_present_is_the_same_outage() -> None:
    assert changes(looks((1, "a", 1, 1, 2)), looks((1, "a", 1, 1, 6))) == []


def test_a_planned_shutdown_is_information() -> None:
    found = changes(looks((1, "a", 1, 1, 1)), looks((1, "a", 1, 2, 2)))
    assert [(change.kind, change.severity) for change in found] == [
        (EventKind.INTERFACE_DOWN, Severity.INFO),
        (EventKind.INTERFACE_ADMIN_CHANGED, None),
    ]


def test_new_and_missing_interfaces() -> None:
    before, now = looks((1, "a", 1, 1, 1)), looks((1, "b", 2, 1, 1))
    assert {(change.name, change.kind) for change in changes(before, now)} == {
        ("b", EventKind.INTERFACE_APPEARED),
        ("a", EventKind.INTERFACE_VANISHED),
    }


def test_nothing_vanishes_from_a_table_that_came_only_in_part_or_not_at_all() -> None:
    before = looks((1, "a", 1, 1, 1), (1, "b", 2, 1, 1))
    assert changes(before, looks((1, "a", 1, 1, 1)), complete=set()) == []
    assert changes(before, no_statuses(), complete=set()) == []


def test_a_moved_index_is_told_and_nothing_else() -> None:
    found = changes(looks((1, "a", 1, 1, 1)), looks((1, "a", 9, 1, 1)))
    assert found == [InterfaceChange(1, "a", EventKind.INTERFACE_REINDEXED, "1", "9")]


def test_of_a_row_that_comes_twice_the_first_counts() -> None:
    found = changes(looks((1, "a", 1, 1, 1)), looks((1, "a", 1, 1, 1), (1, "a", 1, 1, 2)))
    assert found == []


def test_the_inventorys_words_compare_with_the_agents_numbers() -> None:
    known = statuses_from([KnownInterface(1, "a", 1, "up", "up"), KnownInterface(1, "b", None, None, None)])
    found = changes(known, looks((1, "a", 1, 1, 7), (1, "b", 5, 1, 2)))
    assert found == [InterfaceChange(1, "a", EventKind.INTERFACE_DOWN, "up", "lowerLayerDown")]


ROWS = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.sampled_from(["a", "b", "c"]),
        st.one_of(st.none(), st.integers(1, 4)),
        st.sampled_from([None, 1, 2, 3]),
        st.sampled_from([None, 1, 2, 3, 4, 5, 6, 7]),
    ),
    max_size=12,
    unique_by=lambda row: row[:2],
)


@given(ROWS, ROWS)
def test_the_columns_say_what_a_loop_over_rows_would_say(before: list[Row], now: list[Row]) -> None:
    found = compare(looks(*before), looks(*now), complete={1, 2, 3})
    old = {row[:2]: row for row in before}
    new = {row[:2]: row for row in now}
    seen_devices = {row[0] for row in before}
    expected = set()
    for key in old.keys() & new.keys():
        a, b = old[key][4], new[key][4]
        if a not in {None, 4} and b not in {None, 4} and a != b and 1 in {a, b}:
            expected.add((*key, EventKind.INTERFACE_UP if b == 1 else EventKind.INTERFACE_DOWN))
        if None not in {old[key][3], new[key][3]} and old[key][3] != new[key][3]:
            expected.add((*key, EventKind.INTERFACE_ADMIN_CHANGED))
        if None not in {old[key][2], new[key][2]} and old[key][2] != new[key][2]:
            expected.add((*key, EventKind.INTERFACE_REINDEXED))
    expected |= {(*key, EventKind.INTERFACE_APPEARED) for key in new.keys() - old.keys() if key[0] in seen_devices}
    expected |= {(*key, EventKind.INTERFACE_VANISHED) for key in old.keys() - new.keys()}
    assert {(change.device_id, change.name, change.kind) for change in found.changes} == expected
    assert len(found.settled) == len(now)
    again = compare(found.settled, looks(*now), complete={1, 2, 3})
    assert again.changes == []


def test_joined_and_taken_rows_keep_their_names() -> None:
    joined = looks((1, "a", 1, 1, 1)).joined(looks((2, "b", 2, 1, 2)))
    assert [joined.name(row) for row in range(2)] == ["a", "b"]
    assert joined.of_devices([2]).name(0) == "b"
    assert np.array_equal(joined.oper, [1, 2])
    assert OPER_WORDS[int(joined.of_devices([2]).oper[0])] == "down"
