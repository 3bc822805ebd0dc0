"""On call by the clock on the wall: turns, who steps in, hours of the week, also where the clock is changed."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.act.notifications.hours import open_until, wall
from watchkeeper.act.notifications.oncall import Rotation, Standin, on_call, shifts

BERLIN = Rotation([1, 2], date(2026, 3, 2), time(9), 7, "Europe/Berlin")


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "turn"),
    [
        (utc(2026, 3, 1), 1),  # before the plan begins
        (utc(2026, 3, 9, 7, 59), 1),  # 08:59 in Berlin
        (utc(2026, 3, 9, 8, 0), 2),
        (utc(2026, 3, 30, 7, 0), 1),  # 09:00 summer time
        (utc(2026, 3, 30, 6, 59), 2),
    ],
)
def test_turns_change_on_the_clock_on_the_wall(moment, turn):
    assert on_call(BERLIN, [], moment) == turn


def test_nobody_is_on_call_without_members():
    nobody = Rotation([], date(2026, 3, 2), time(9), 7, "UTC")
    assert on_call(nobody, [], utc(2026, 3, 9)) is None
    assert shifts(nobody, [], utc(2026, 3, 9), utc(2026, 4, 9)) == []


def test_a_turn_that_changes_in_the_hour_that_comes_twice_changes_once():
    rotation = Rotation([1, 2], date(2026, 10, 24), time(2, 30), 1, "Europe/Berlin")
    moments = [utc(2026, 10, 25, 0, 0) + timedelta(minutes=10 * n) for n in range(12)]  # 02:00 to 03:00 and again
    turns = [on_call(rotation, [], moment) for moment in moments]
    assert turns == [1] * 3 + [2] * 9  # 02:30 summer time is 00:30 UTC


def test_a_turn_that_changes_in_the_hour_that_is_left_out_changes_once():
    rotation = Rotation([1, 2], date(2026, 3, 28), time(2, 30), 1, "Europe/Berlin")
    begin = utc(2026, 3, 29, 0, 0)
    turns = [on_call(rotation, [], begin + timedelta(minutes=10 * n)) for n in range(18)]
    assert sorted(turns) == turns  # from the first to the second, and not back
    assert set(turns) == {1, 2}


def test_whoever_steps_in_is_on_call_and_the_latest_made_counts():
    week = Standin(7, 9, utc(2026, 3, 3), utc(2026, 3, 5))
    day = Standin(8, 5, utc(2026, 3, 4), utc(2026, 3, 6))
    found = shifts(BERLIN, [week, day], utc(2026, 3, 2, 8), utc(2026, 3, 16, 8))
    assert [(one.member, one.start.day, one.standin) for one in found] == [
        (1, 2, None), (9, 3, 7), (5, 4, 8), (1, 6, None), (2, 9, None),
    ]  # fmt: skip
    assert on_call(BERLIN, [week, day], utc(2026, 3, 4, 12)) == 5


@given(
    first=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    handover=st.times(),
    days=st.integers(1, 40),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe"]),
    hours=st.integers(0, 100_000),
    length=st.timedeltas(timedelta(minutes=1), timedelta(days=80)),
    standins=st.lists(st.tuples(st.integers(0, 80), st.integers(1, 60), st.integers(1, 3)), max_size=4),
)
def test_the_calendar_has_no_gaps_and_says_at_each_moment_who_is_on_call(
    first, handover, days, zone, hours, length, standins
):
    begin = utc(2019, 1, 1) + timedelta(hours=hours)
    rotation = Rotation([1, 2, 3], first, handover, days, zone)
    instead = [
        Standin(number, member, begin + timedelta(days=after), begin + timedelta(days=after, hours=lasting))
        for number, (after, lasting, member) in enumerate(standins, 1)
    ]
    found = shifts(rotation, instead, begin, begin + length)
    assert found[0].start == begin
    assert found[-1].end == begin + length
    assert all(earlier.end == later.start for earlier, later in pairwise(found))
    for shift in found:
        for moment in (shift.start, shift.start + (shift.end - shift.start) / 2):
            assert on_call(rotation, instead, moment) == shift.member


@pytest.mark.parametrize(
    ("start", "end", "hour", "until"),
    [
        (time(22), time(6), 23, utc(2026, 3, 3, 6)),
        (time(22), time(6), 5, utc(2026, 3, 2, 6)),
        (time(22), time(6), 6, None),
        (time(12), time(13), 12, utc(2026, 3, 2, 13)),
        (time(12), time(12), 12, None),
    ],
)
def test_hours_may_pass_midnight(start, end, hour, until):
    assert open_until(start, end, "UTC", utc(2026, 3, 2, hour)) == until


def test_hours_end_once_where_their_end_comes_twice():
    inside = utc(2026, 10, 25, 0, 20)  # 02:20 summer time in Berlin
    assert open_until(time(22), time(2, 30), "Europe/Berlin", inside) == utc(2026, 10, 25, 0, 30)
    assert open_until(time(22), time(2, 30), "Europe/Berlin", utc(2026, 10, 25, 1, 10)) is None  # 02:10 again


def test_hours_of_days_belong_to_the_day_they_begin_on():
    friday = (4,)
    assert open_until(time(18), time(8), "Europe/Berlin", utc(2026, 3, 7, 5), friday) == utc(2026, 3, 7, 7)  # Saturday
    assert open_until(time(18), time(8), "Europe/Berlin", utc(2026, 3, 6, 5), friday) is None  # Friday morning
    assert open_until(time(0), time(0), "UTC", utc(2026, 3, 6, 5), friday, equal_is_all_day=True) == utc(2026, 3, 7)


def test_a_time_that_is_left_out_is_read_with_the_offset_from_before():
    assert wall(date(2026, 3, 29), time(2, 30), "Europe/Berlin") == utc(2026, 3, 29, 1, 30)
