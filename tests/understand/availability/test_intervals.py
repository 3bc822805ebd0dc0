"""Properties of interval arithmetic: whatever is recorded, time is neither lost nor counted twice."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.understand.availability.accounting import account
from watchkeeper.understand.availability.intervals import Change, Needs, Span, State, cut, timeline, together

START, END = 1_000.0, 2_000.0
moments = st.integers(0, 3_000).map(float)
states = st.sampled_from([State.UP, State.DOWN, State.UNKNOWN])
changes = st.lists(st.builds(Change, moments, states, states), max_size=12)
cuts = st.lists(st.tuples(moments, moments), max_size=6)
needs = st.sampled_from(list(Needs))


def lines():
    return st.builds(lambda some, now: timeline(some, now, START, END), changes, states)


def state_at(line, moment):
    return next(span.state for span in line if span.start <= moment < span.end)


def whole(line):
    assert (line[0].start, line[-1].end) == (START, END)
    for before, after in pairwise(line):
        assert before.end == after.start
        assert before.state is not after.state
    assert all(span.start < span.end for span in line)


@given(changes, states)
def test_a_timeline_covers_its_period_once_whatever_the_order_and_however_often(some, now):
    line = timeline(some, now, START, END)
    whole(line)
    unique = {one.at: one for one in some}.values()
    assert timeline([*reversed(list(unique)), *unique], now, START, END) == timeline(unique, now, START, END)


@given(lines(), cuts)
def test_a_cut_takes_exactly_what_lies_within_it(line, spans):
    done = cut(line, spans)
    whole(done)
    edges = {span.start for span in (*line, *done)} | {edge for pair in spans for edge in pair}
    for moment in sorted(edge for edge in edges if START <= edge < END):
        within = any(low <= moment < high for low, high in spans)
        assert state_at(done, moment) is (State.EXCLUDED if within else state_at(line, moment))
    assert cut(done, spans) == done


@given(lines(), cuts)
def test_every_second_is_in_one_account(line, spans):
    told = account(cut(line, spans))
    assert told.up_s + told.down_s + told.unknown_s + told.excluded_s == pytest.approx(END - START)
    assert sum(one.down_s for one in told.outages) == pytest.approx(told.down_s)
    assert all(one.start < one.end for one in told.outages)


@given(st.lists(lines(), min_size=1, max_size=5), needs)
def test_together_is_what_holds_at_each_moment(some, need):
    joined = together(some, need)
    whole(joined)
    for moment in sorted({span.start for line in some for span in line}):
        held = {state_at(line, moment) for line in some}
        order = [State.DOWN, State.UNKNOWN, State.UP] if need is Needs.ALL else [State.UP, State.UNKNOWN, State.DOWN]
        assert state_at(joined, moment) is next(state for state in order if state in held)


def test_unknown_never_counts_as_up():
    line = timeline(
        [Change(1_200, State.UP, State.UNKNOWN), Change(1_900, State.UNKNOWN, State.UP)], State.UP, START, END
    )
    told = account(line)
    assert (told.up_s, told.unknown_s, told.availability, told.coverage) == (300, 700, 1.0, 0.3)
    assert account(timeline([], State.UNKNOWN, START, END)).availability is None


def test_without_a_change_what_is_now_holds_only_since_it_is_known():
    assert timeline([], State.UP, START, END, since=1_400) == (
        Span(START, 1_400, State.UNKNOWN),
        Span(1_400, END, State.UP),
    )


def test_an_outage_goes_on_through_maintenance_and_what_is_unknown_but_only_time_down_counts():
    line = timeline(
        [Change(1_100, State.UP, State.DOWN), Change(1_300, State.DOWN, State.UNKNOWN),
         Change(1_400, State.UNKNOWN, State.DOWN), Change(1_600, State.DOWN, State.UP),
         Change(1_950, State.UP, State.DOWN)], State.DOWN, START, END,
    )  # fmt: skip
    told = account(cut(line, [(1_450, 1_500)]))
    first, last = told.outages
    assert (first.start, first.end, first.down_s, first.ongoing) == (1_100, 1_600, 350, False)
    assert (last.down_s, last.ongoing, last.began_before) == (50, True, False)
    assert (told.mttr_s, told.mtbf_s) == (200, 225)
    assert told.availability == pytest.approx(450 / 850)
    assert (told.meets(0.5), told.meets(0.99), told.meets(None)) == (True, False, None)


def test_a_redundant_service_is_down_only_when_all_are_and_leaves_out_what_is_worked_on():
    a = timeline([Change(1_200, State.UP, State.DOWN), Change(1_600, State.DOWN, State.UP)], State.UP, START, END)
    b = timeline([Change(1_500, State.UP, State.DOWN)], State.DOWN, START, END)
    assert account(together([a, b], Needs.ANY)).down_s == 100
    assert account(together([a, b], Needs.ALL)).down_s == 800
    assert account(together([a, cut(b, [(START, END)])], Needs.ALL)).down_s == 400
    assert account(together([cut(a, [(START, END)]), cut(b, [(START, END)])], Needs.ALL)).excluded_s == 1_000
