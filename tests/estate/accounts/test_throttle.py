"""The wait grows with failures, has a ceiling and is forgotten."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.estate.accounts.throttle import Throttle

BRAKE = Throttle(free_attempts=5, first_delay_s=1, longest_delay_s=900, forget_after_s=1800)
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def test_the_first_failures_are_free_then_the_wait_doubles_up_to_the_ceiling():
    waits = [BRAKE.delay_s(failures) for failures in range(17)]
    assert waits == [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


@given(st.integers(0, 10**9))
def test_one_more_failure_never_shortens_the_wait(failures):
    assert BRAKE.delay_s(failures) <= BRAKE.delay_s(failures + 1) <= BRAKE.longest_delay_s


def test_the_wait_runs_down():
    assert BRAKE.remaining_s(7, NOON, NOON + timedelta(seconds=3)) == 1
    assert BRAKE.remaining_s(7, NOON, NOON + timedelta(seconds=4)) == 0


def test_old_failures_are_forgotten():
    assert BRAKE.remaining_s(100, NOON, NOON + timedelta(seconds=1800)) == 0


@given(st.floats(0, 899))
def test_failures_are_never_forgotten_while_they_still_hold_somebody_back(elapsed):
    brake = Throttle(free_attempts=1, first_delay_s=900, longest_delay_s=900, forget_after_s=10)
    assert brake.remaining_s(5, NOON, NOON + timedelta(seconds=elapsed)) > 0
