"""When maintenance is: once, recurring, over changes of the clock, and never for what can never be."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.estate.maintenance.windows import Span, Timing, merged, read_rule

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def once(**more):
    return Timing(Span(NOON, NOON + 2 * HOUR), **more)


def test_a_window_holds_from_its_start_until_just_before_its_end():
    for moment, held in ((NOON - HOUR / 60, False), (NOON, True), (NOON + HOUR, True), (NOON + 2 * HOUR, False)):
        assert (once().at(moment) is not None) is held
    assert list(once().spans(NOON + HOUR, NOON + 9 * HOUR)) == [Span(NOON, NOON + 2 * HOUR)]
    assert once().following(NOON + 3 * HOUR) is None


def test_what_was_ended_early_is_over_from_then_on():
    ended = once(ended_at=NOON + HOUR)
    assert ended.at(NOON + HOUR / 2).end == NOON + HOUR
    assert ended.at(NOON + HOUR) is None
    assert once(ended_at=NOON - HOUR).following(NOON - 2 * HOUR) is None


def test_a_weekly_window_keeps_its_local_time_over_the_change_to_summer_time():
    # 2026-03-22 and 2026-03-29 are Sundays; clocks in Berlin go forward on the 29th at 02:00
    first = Span(datetime(2026, 3, 22, 22, tzinfo=UTC), datetime(2026, 3, 23, 1, tzinfo=UTC))  # 23:00 to 02:00
    weekly = Timing(first, "FREQ=WEEKLY;BYDAY=SU", "Europe/Berlin")
    starts = [span.start for span in weekly.spans(first.start, first.start + timedelta(days=15))]
    assert starts == [first.start, datetime(2026, 3, 29, 21, tzinfo=UTC), datetime(2026, 4, 5, 21, tzinfo=UTC)]
    assert all(
        span.end - span.start == 3 * HOUR for span in weekly.spans(first.start, first.start + timedelta(days=15))
    )


def test_a_rule_that_counts_ends():
    daily = once(rule="FREQ=DAILY;COUNT=3")
    assert len(list(daily.spans(NOON, NOON + timedelta(days=30)))) == 3
    assert daily.following(NOON + timedelta(days=3)) is None


@pytest.mark.parametrize(
    "rule",
    [
        "", "nonsense", "FREQ=SECONDLY", "FREQ=HOURLY;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=7;BYDAY=MO", "DTSTART:20260101\nFREQ=DAILY",
        "FREQ=DAILY;BYEASTER=1",        "FREQ=WEEKLY;BYDAY=XX", "FREQ=MONTHLY;BYMONTHDAY=99",
        "FREQ=DAILY;BYMONTH=13", "FREQ=MONTHLY;BYDAY=6MO", "FREQ=YEARLY;BYDAY=-54SU",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=6SU",
    ],
)  # fmt: skip
def test_rules_that_are_none_or_never_come_are_refused(rule):
    with pytest.raises(ValueError, match=r"."):
        read_rule(rule, NOON.replace(tzinfo=None))


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)), max_size=12))
def test_merged_spans_cover_the_same_and_do_not_touch(pairs):
    spans = [Span(NOON + start * HOUR, NOON + (start + length) * HOUR) for start, length in pairs]
    found = merged(spans)
    for hour in range(62):
        moment = NOON + hour * HOUR
        assert any(one.holds(moment) for one in spans) == any(one.holds(moment) for one in found)
    assert all(a.end < b.start for a, b in itertools.pairwise(found))
