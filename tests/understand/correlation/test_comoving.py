"""What moves together is found, and what does not is not, however slowly it moves by itself."""

import numpy as np
import pytest

from watchkeeper.understand.correlation.comoving import (
    FALSE_SHARE,
    LEAST_HOURS,
    comoving,
    every_pair,
    false_share_of,
    ranks_of,
)

HOURS = 28 * 24


def slow(rng, series, rho, hours=HOURS):
    """Return independent AR(1) series of unit variance."""
    made = rng.normal(0, 1, (series, hours))
    for hour in range(1, hours):
        made[:, hour] = rho * made[:, hour - 1] + np.sqrt(1 - rho * rho) * made[:, hour]
    return made


@pytest.mark.parametrize("lag", [0, 1, 4, 6])
def test_a_planted_pair_is_found_with_its_lag_among_many_that_are_none(lag):
    rng = np.random.default_rng(lag)
    series = slow(rng, 30, 0.5)
    series[17, lag:] = series[3, : HOURS - lag] + 0.7 * slow(rng, 1, 0.5)[0, lag:]
    (found,) = comoving(series, every_pair(range(30)))
    assert (found.one, found.other, found.lag_h) == (3, 17, lag)
    assert found.rho > 0.6
    assert found.q < FALSE_SHARE


def test_the_one_that_leads_is_told_by_the_sign_of_the_lag():
    rng = np.random.default_rng(1)
    series = slow(rng, 2, 0.3)
    series[0, 3:] = series[1, :-3] + 0.5 * rng.normal(0, 1, HOURS - 3)
    (found,) = comoving(series, every_pair(range(2)))
    assert (found.one, found.other, found.lag_h) == (0, 1, -3)


def test_opposite_ways_are_together_too():
    rng = np.random.default_rng(2)
    series = slow(rng, 2, 0.3)
    series[1] = -series[0] + 0.5 * rng.normal(0, 1, HOURS)
    (found,) = comoving(series, every_pair(range(2)))
    assert found.rho < -0.7


def test_ranks_do_not_mind_outliers_and_curves():
    rng = np.random.default_rng(3)
    series = slow(rng, 2, 0.3)
    series[1] = np.exp(2 * series[0])
    series[1, 40] = 1e12
    series[0, 41] = -1e12
    (found,) = comoving(series, every_pair(range(2)))
    assert found.rho > 0.95


@pytest.mark.parametrize("rho", [0.0, 0.8, 0.95, 0.99])
def test_independent_series_are_told_together_no_more_often_than_is_said(rho):
    rng = np.random.default_rng(int(100 * rho))
    told = [bool(comoving(slow(rng, 20, rho), every_pair(range(20)))) for _ in range(12)]
    assert sum(told) <= 2  # of twelve neighbourhoods without any pair; the share that is allowed is one in twenty


def test_without_counting_hours_as_dependent_chance_would_be_told():
    """The same series, each hour taken for a witness of its own: that is what the correction is for."""
    rng = np.random.default_rng(4)
    series = slow(rng, 20, 0.95)
    ranks = np.array([ranks_of(row) for row in series])
    first, second = every_pair(range(20)).T
    rho = np.corrcoef(ranks)[first, second]
    assert (np.abs(rho) > 4 / np.sqrt(HOURS)).sum() > 10  # beyond four standard errors of independent hours
    assert comoving(series, every_pair(range(20))) == []


def test_of_many_pairs_the_share_that_is_chance_stays_small():
    rng = np.random.default_rng(5)
    true = false = 0
    for _ in range(6):
        series = slow(rng, 24, 0.8)
        for number in range(0, 8, 2):
            series[number + 1] = series[number] + slow(rng, 1, 0.8)[0]
        for pair in comoving(series, every_pair(range(24))):
            planted = pair.one % 2 == 0 and pair.other == pair.one + 1 and pair.one < 8
            true, false = true + planted, false + (not planted)
    assert true >= 20  # of 24
    assert false <= FALSE_SHARE * (true + false) + 2


def test_gaps_are_left_out():
    rng = np.random.default_rng(6)
    series = slow(rng, 2, 0.5)
    series[1] = series[0] + 0.3 * rng.normal(0, 1, HOURS)
    series[0, 100:180] = np.nan
    series[1, 150:260] = np.nan
    (found,) = comoving(series, every_pair(range(2)))
    assert found.rho > 0.8
    assert found.hours == HOURS - 160


def test_too_short_a_past_and_constants_say_nothing():
    rng = np.random.default_rng(7)
    short = np.tile(slow(rng, 1, 0.2), (2, 1))
    short[1, LEAST_HOURS - 1 :] = np.nan
    assert comoving(short, every_pair(range(2))) == []
    assert comoving(np.vstack([np.ones(HOURS), np.ones(HOURS)]), every_pair(range(2))) == []
    assert comoving(np.zeros((0, HOURS)), np.zeros((0, 2), dtype=np.int64)) == []


def test_equal_values_share_their_mean_rank():
    assert ranks_of(np.array([3.0, 1.0, np.nan, 3.0, 2.0])).tolist()[:2] == [3.5, 1.0]
    assert np.isnan(ranks_of(np.array([1.0, np.nan]))[1])


def test_adjusted_p_values_are_those_of_benjamini_and_yekutieli():
    harmonic = 1 + 1 / 2 + 1 / 3
    found = false_share_of(np.array([0.03, 0.001, 0.5]))
    assert found == pytest.approx([0.03 * 3 * harmonic / 2, 0.001 * 3 * harmonic, 0.5 * harmonic])
    assert false_share_of(np.array([0.9, 0.9])).tolist() == [1.0, 1.0]
