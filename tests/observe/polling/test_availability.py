"""Soft and hard verdicts."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.observe.polling.availability import Reach, Reachability, ReachPolicy

AT = datetime(2026, 1, 1, tzinfo=UTC)
POLICY = ReachPolicy(down_after=3, up_after=2)


def seen(*answers: bool | None) -> list[tuple[str, bool]]:
    reach, trail = Reachability(), []
    for answer in answers:
        reach = reach.after(answer, AT, POLICY)
        trail.append((str(reach.state), reach.soft))
    return trail


@pytest.mark.parametrize(
    ("answers", "trail"),
    [
        ([True], [("up", False)]),
        ([True, False, False, False], [("up", False), ("up", True), ("up", True), ("down", False)]),
        ([True, False, True, False], [("up", False), ("up", True), ("up", False), ("up", True)]),
        ([False, False, False], [("unknown", True), ("unknown", True), ("down", False)]),
        ([False, True], [("unknown", True), ("up", False)]),
    ],
)
def test_down_needs_three_losses(answers: list[bool], trail: list[tuple[str, bool]]) -> None:
    assert seen(*answers) == trail


def test_up_again_needs_two_answers() -> None:
    assert seen(False, False, False, True, True)[-2:] == [("down", True), ("up", False)]
    assert seen(False, False, False, True, False, True)[-1] == ("down", True)


def test_not_being_able_to_ask_is_neither_up_nor_down() -> None:
    assert seen(True, None)[-1] == ("unknown", False)
    assert seen(False, False, None, False)[-1] == ("unknown", True)


@given(st.lists(st.sampled_from([True, False, None]), max_size=40))
def test_a_verdict_rests_on_as_many_probes_as_the_policy_asks(answers: list[bool | None]) -> None:
    reach = Reachability()
    for n, answer in enumerate(answers):
        before, reach = reach, reach.after(answer, AT, POLICY)
        if reach.state is Reach.DOWN and before.state is not Reach.DOWN:
            assert answers[max(0, n - 2) : n + 1] == [False, False, False]
        if reach.state is Reach.UP and before.state is Reach.DOWN:
            assert answers[n - 1 : n + 1] == [True, True]
        if reach.state is Reach.UNKNOWN and before.state is not Reach.UNKNOWN:
            assert answer is None
