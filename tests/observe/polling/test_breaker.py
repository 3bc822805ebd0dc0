"""The circuit breaker as a state machine."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from watchkeeper.observe.polling.breaker import Attempt, Breaker, BreakerPolicy, BreakerState

START = datetime(2026, 1, 1, tzinfo=UTC)
POLICY = BreakerPolicy(threshold=3, base=timedelta(seconds=60), factor=2, cap=timedelta(seconds=900), jitter=0.2)


def failed(breaker: Breaker, times: int, now: datetime = START, luck: float = 0.5) -> Breaker:
    for _ in range(times):
        breaker = breaker.failed("timeout", now, POLICY, luck)
    return breaker


def test_it_opens_at_the_third_failure_in_a_row_and_not_before() -> None:
    assert failed(Breaker(), 2).state is BreakerState.CLOSED
    assert failed(Breaker(), 2).attempt(START) is Attempt.FULL
    opened = failed(Breaker(), 3)
    assert opened.state is BreakerState.OPEN
    assert opened.opened_at == START
    assert opened.next_attempt_at == START + timedelta(seconds=60)
    assert opened.attempt(START + timedelta(seconds=59)) is Attempt.NONE
    assert opened.attempt(START + timedelta(seconds=60)) is Attempt.PROBE


def test_an_answer_in_between_starts_the_count_again() -> None:
    assert failed(failed(Breaker(), 2).answered(), 2).state is BreakerState.CLOSED


def test_each_failed_probe_doubles_the_wait_up_to_the_cap() -> None:
    breaker, now, waits = failed(Breaker(), 3), START, []
    for _ in range(7):
        assert breaker.next_attempt_at is not None
        waits.append((breaker.next_attempt_at - now).total_seconds())
        now = breaker.next_attempt_at
        breaker = breaker.probing().failed("timeout", now, POLICY, 0.5)
    assert waits == [60, 120, 240, 480, 900, 900, 900]
    assert breaker.opened_at == START


@pytest.mark.parametrize(("luck", "seconds"), [(0.0, 48), (0.5, 60), (1.0, 72)])
def test_the_jitter_is_a_share_of_the_wait(luck: float, seconds: float) -> None:
    assert POLICY.wait(0, luck).total_seconds() == pytest.approx(seconds)


def test_a_probe_whose_outcome_was_never_told_may_be_repeated() -> None:
    assert failed(Breaker(), 3).probing().attempt(START) is Attempt.PROBE


def test_an_answered_probe_closes_it() -> None:
    assert failed(Breaker(), 3).probing().answered() == Breaker()


class BreakerMachine(RuleBasedStateMachine):
    """Against a model that counts failures and remembers the last wait."""

    def __init__(self) -> None:
        super().__init__()
        self.breaker = Breaker()
        self.now = START
        self.in_a_row = 0

    @rule(seconds=st.integers(0, 2_000))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @precondition(lambda self: self.breaker.attempt(self.now) is not Attempt.NONE)
    @rule(answers=st.booleans(), luck=st.floats(0, 1))
    def contact(self, answers: bool, luck: float) -> None:
        before = self.breaker.probing()
        if before.state is BreakerState.HALF_OPEN:
            assert self.breaker.attempt(self.now) is Attempt.PROBE
        self.in_a_row = 0 if answers else self.in_a_row + 1
        self.breaker = before.answered() if answers else before.failed("timeout", self.now, POLICY, luck)
        if self.breaker.next_attempt_at is not None:
            wait = (self.breaker.next_attempt_at - self.now).total_seconds()
            expected = min(60 * 2 ** (self.in_a_row - 3), 900)
            assert 0.8 * expected - 0.001 <= wait <= 1.2 * expected + 0.001

    @invariant()
    def it_is_open_exactly_after_three_failures_in_a_row(self) -> None:
        assert (self.breaker.state is BreakerState.OPEN) == (self.in_a_row >= 3)
        assert self.breaker.failures == self.in_a_row
        assert (self.breaker.opened_at is None) == (self.breaker.state is BreakerState.CLOSED)


TestBreakerMachine = BreakerMachine.TestCase
