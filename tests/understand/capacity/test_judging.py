"""What is said of many series at once is what a look at each of them says."""

import math

import numpy as np
import pytest

from watchkeeper.understand.baselines.forecasting import soonest
from watchkeeper.understand.capacity.judging import judged, sketch
from watchkeeper.understand.capacity.kinds import State

HOURS = np.arange(14 * 24, dtype=float) + 500_000
DAYS = (HOURS - HOURS[0]) / 24


def noise(rng, series, rho):
    white = rng.normal(0, 1, (series, len(HOURS)))
    for hour in range(1, len(HOURS)):
        white[:, hour] = rho * white[:, hour - 1] + math.sqrt(1 - rho**2) * white[:, hour]
    return white


def alone(values, limit, *, rising):
    """Return rows and days as ``forecasting.soonest`` says of each series, which has no screen before it."""
    each = ((row, soonest(HOURS, one, limit, rising=rising)) for row, one in enumerate(values))
    return {row: found.days for row, found in each if found is not None}


@pytest.mark.parametrize("rho", [0.0, 0.7])
def test_the_screen_hides_nothing_that_a_look_at_each_series_would_tell(rho):
    rng = np.random.default_rng(3)
    slopes = np.linspace(-1.0, 0.2, 60)
    daily = 0.5 * np.sin(2 * np.pi * HOURS / 24)
    values = -6 + slopes[:, None] * DAYS + daily + 0.2 * noise(rng, 60, rho)
    values[rng.random(values.shape) < 0.05] = np.nan
    expected = alone(values, -14.4, rising=False)
    verdict = judged(HOURS, values, np.full(60, -14.4), rising=False)
    assert {one.row: pytest.approx(one.days) for one in verdict.seen if one.drift is not None} == expected
    assert len(expected) > 30
    assert not verdict.short.any()


def test_a_fade_that_began_yesterday_is_seen_although_the_fortnight_was_calm():
    rng = np.random.default_rng(1)
    values = -6 - 0.1 * np.maximum(0, np.arange(len(HOURS)) - (len(HOURS) - 30)) + 0.05 * noise(rng, 1, 0)
    (one,) = judged(HOURS, values, np.array([-14.4]), rising=False).seen
    assert one.state is State.AHEAD
    assert one.days == pytest.approx(soonest(HOURS, values[0], -14.4, rising=False).days)
    assert one.earliest_days <= one.days <= (one.latest_days or math.inf)


def test_noise_around_a_level_far_from_its_limit_is_seen_as_rarely_as_it_is_alone():
    values = 40 + noise(np.random.default_rng(5), 200, 0.5)
    verdict = judged(HOURS, values, np.full(200, 95.0), rising=True)
    assert {one.row for one in verdict.seen} == set(alone(values, 95.0, rising=True))
    assert len(verdict.seen) <= 20


def test_what_stands_past_its_limit_is_told_without_a_trend():
    values = np.vstack([np.full(len(HOURS), 97.0), np.full(len(HOURS), 94.0)])
    (one,) = judged(HOURS, values, np.full(2, 95.0), rising=True).seen
    assert (one.row, one.state, one.drift, one.days, one.level) == (0, State.REACHED, None, 0.0, 97.0)


def test_what_is_past_its_limit_and_goes_on_has_its_drift():
    values = (90 + DAYS + 0.1 * np.random.default_rng(2).normal(0, 1, len(HOURS)))[None, :]
    (one,) = judged(HOURS, values, np.array([95.0]), rising=True).seen
    assert one.state is State.REACHED
    assert one.drift is not None
    assert one.drift.per_day == pytest.approx(1.0, rel=0.1)


@pytest.mark.parametrize("known", [slice(0, 0), slice(-23, None), slice(0, 200)])
def test_too_little_history_and_none_of_late_is_told_as_that(known):
    values = np.full((1, len(HOURS)), np.nan)
    values[0, known] = np.linspace(10, 99, len(HOURS))[known]
    verdict = judged(HOURS, values, np.array([95.0]), rising=True)
    assert verdict.seen == []
    assert verdict.short.tolist() == [True]


def test_infinities_are_no_values():
    values = np.full((1, len(HOURS)), 50.0)
    values[0, 100:110] = math.inf
    verdict = judged(HOURS, values, np.array([95.0]), rising=True)
    assert (verdict.seen, verdict.short.tolist()) == ([], [False])


def test_a_sketch_has_means_of_six_hours_and_gaps():
    values = np.repeat(np.arange(56.0), 6)
    values[:6] = np.nan
    points, each = sketch(values)
    assert (each, len(points)) == (6, 56)
    assert points[:3] == [None, 1.0, 2.0]
