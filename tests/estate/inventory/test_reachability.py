"""Up, down and unknown, contact by contact."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.inventory.reachability import (
    DeviceContact,
    DeviceState,
    Reachability,
    after,
    is_fresh,
    verdict,
)

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def contact(outcome, seconds=0, **more):
    return DeviceContact(1, NOON + timedelta(seconds=seconds), outcome, **more)


@pytest.mark.parametrize(
    ("outcome", "ping", "state"),
    [
        (Outcome.OK, None, "up"),
        (Outcome.PARTIAL, False, "up"),
        (Outcome.EMPTY, None, "up"),
        (Outcome.AUTH_FAILED, None, "up"),
        (Outcome.DENIED, None, "up"),
        (Outcome.RPC_ERROR, None, "up"),
        (Outcome.PARSE_ERROR, None, "up"),
        (Outcome.UNSUPPORTED, None, "up"),
        (Outcome.TIMEOUT, None, "down"),
        (Outcome.TIMEOUT, False, "down"),
        (Outcome.UNREACHABLE, None, "down"),
        (Outcome.TIMEOUT, True, "up"),
        (Outcome.NOT_CONFIGURED, None, "unknown"),
        (Outcome.IDENTITY_MISMATCH, None, "unknown"),
    ],
)
def test_what_one_contact_says(outcome, ping, state):
    assert verdict(contact(outcome, answered_ping=ping)) == state


def test_every_outcome_says_something():
    assert {verdict(contact(outcome)) for outcome in Outcome} == set(DeviceState)


def test_a_device_is_down_after_the_configured_number_of_failures_in_a_row():
    now = after(Reachability(), contact(Outcome.OK), down_after=3)
    states = []
    for number, outcome in enumerate([Outcome.TIMEOUT, Outcome.TIMEOUT, Outcome.OK] + [Outcome.TIMEOUT] * 3, 1):
        now = after(now, contact(outcome, number), down_after=3)
        states.append(str(now.state))
    assert states == ["up", "up", "up", "up", "up", "down"]
    assert now.since == NOON + timedelta(seconds=6)


def test_since_is_when_the_state_began_and_the_reason_follows():
    first = after(Reachability(), contact(Outcome.TIMEOUT, reason="no answer"), down_after=1)
    second = after(first, contact(Outcome.UNREACHABLE, 60), down_after=1)
    back = after(second, contact(Outcome.OK, 120), down_after=1)
    assert (first.since, first.reason) == (NOON, "timeout: no answer")
    assert (second.since, second.reason) == (NOON, "unreachable")
    assert (back.state, back.since, back.reason) == (DeviceState.UP, NOON + timedelta(seconds=120), "")


def test_silent_over_snmp_but_answering_ping_is_up_and_says_so():
    now = after(Reachability(), contact(Outcome.TIMEOUT, answered_ping=True), down_after=1)
    assert (now.state, now.reason) == (DeviceState.UP, "timeout; answers ping")


@given(st.lists(st.sampled_from(list(Outcome)), max_size=20), st.integers(1, 4))
def test_down_needs_that_many_failures_and_any_answer_ends_it(outcomes, down_after):
    now, row = Reachability(), 0
    for number, outcome in enumerate(outcomes):
        now = after(now, contact(outcome, number), down_after=down_after)
        row = row + 1 if verdict(contact(outcome)) is DeviceState.DOWN else 0
        assert now.failures == row
        if now.state is DeviceState.DOWN:
            assert row >= down_after
        if row >= down_after:
            assert now.state is DeviceState.DOWN


def test_fresh_is_within_the_configured_number_of_intervals():
    assert is_fresh(NOON, 60, NOON + timedelta(seconds=150), intervals=2.5)
    assert not is_fresh(NOON, 60, NOON + timedelta(seconds=151), intervals=2.5)
    assert not is_fresh(None, 60, NOON, intervals=2.5)
