"""What a score follows from: components, gates, coverage, bands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.understand.health import scales
from watchkeeper.understand.health.assessment import Contribution, Gate, HealthState, assess, band, just

SCORES = st.one_of(st.none(), st.floats(0, 100))
PARTS = st.lists(
    st.builds(Contribution, st.text(max_size=5), st.floats(0.01, 5), SCORES, st.just(just(""))), max_size=6
)
GATES = st.lists(st.builds(Gate, st.just("g"), st.floats(0, 100), st.just("because")), max_size=3)


@given(PARTS, GATES)
def test_unknown_has_no_score_and_gates_hold(parts, gates):
    found = assess(parts, gates)
    assert (found.score is None) == (found.state is HealthState.UNKNOWN)
    assert 0 <= found.coverage <= 1 + 1e-9
    if found.score is not None:
        assert all(found.score <= gate.at_most for gate in gates)
    else:
        assert found.reason


@given(PARTS)
def test_the_number_is_what_its_contributions_add_up_to(parts):
    found = assess(parts)
    if found.score is not None:
        total = sum(one.share * one.score for one in found.contributions if one.score is not None)
        assert found.score == pytest.approx(total)
        assert sum(one.share for one in found.contributions) == pytest.approx(1)


def test_little_knowledge_is_unknown_and_says_what_is_missing():
    found = assess([Contribution("a", 0.4, 100.0, just("")), Contribution("b", 0.6, None, just(""))])
    assert (found.state, found.score, found.coverage) == (HealthState.UNKNOWN, None, 0.4)
    assert "b" in str(found.reason)


def test_what_is_down_is_0_though_nothing_else_is_known():
    found = assess([Contribution("a", 1.0, None, just(""))], [Gate("down", 0.0, "down: timeout")])
    assert (found.state, found.score, found.reason) == (HealthState.CRITICAL, 0.0, "down: timeout")


@pytest.mark.parametrize(
    ("score", "previous", "state"),
    [
        (90, None, "healthy"), (89.9, None, "warning"), (70, None, "warning"), (69.9, None, "critical"),
        (88.5, "healthy", "healthy"), (87.9, "healthy", "warning"), (91, "warning", "warning"),
        (92, "warning", "healthy"), (68.5, "warning", "warning"), (67.9, "warning", "critical"),
        (71, "critical", "critical"), (72, "critical", "warning"), (95, "unknown", "healthy"),
    ],
)  # fmt: skip
def test_a_band_is_left_later_than_it_was_entered(score, previous, state):
    assert band(score, HealthState(previous) if previous else None) == state


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (scales.performance(10, None), 100), (scales.performance(100, None), 70), (scales.performance(2000, None), 0),
        (scales.performance(600, 580), 100), (scales.performance(30, 10), 70), (scales.performance(0.9, 0.1), 100),
        (scales.errors(0), 100), (scales.errors(1e-5), 95), (scales.errors(1e-4), 80), (scales.errors(1e-3), 50),
        (scales.errors(0.01), 0), (scales.errors(0.5), 0), (scales.capacity(50), 100), (scales.capacity(85), 50),
        (scales.capacity(100), 0), (scales.optics(3), 100), (scales.optics(1), 70), (scales.optics(0), 30),
        (scales.optics(-0.1), 0), (scales.availability(1.0, 0.0), 70), (scales.availability(None, 0.5), 50),
    ],
)  # fmt: skip
def test_the_scales_are_those_of_the_guide(found, expected):
    assert found == pytest.approx(expected, abs=1e-6)


def test_availability_that_nobody_measured_is_not_known():
    assert scales.availability(None, None) is None


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_errors_are_never_healthier(one, other):
    low, high = sorted((one, other))
    assert scales.errors(low) >= scales.errors(high) - 1e-9
