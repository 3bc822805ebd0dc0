import numpy as np
import pytest

from watchkeeper.understand.baselines.robust import flips, mann_kendall, slope_with_interval, theil_sen, thinned


def test_a_slope_ignores_outliers() -> None:
    times = np.arange(100.0)
    values = 2 * times + 5
    values[::10] += 1_000
    assert theil_sen(times, values) == pytest.approx(2, abs=0.2)


def test_the_interval_of_a_flat_noise_contains_zero_as_often_as_it_says() -> None:
    covered = 0
    for seed in range(200):
        values = np.random.default_rng(seed).normal(0, 1, 60)
        slope = slope_with_interval(np.arange(60.0), values)
        assert slope is not None
        covered += not slope.certain
    assert covered >= 185


def test_autocorrelated_noise_is_no_certain_trend() -> None:
    wrong = 0
    for seed in range(100):
        noise = np.random.default_rng(seed).normal(0, 1, 200)
        values = np.zeros(200)
        for row in range(1, 200):
            values[row] = 0.8 * values[row - 1] + noise[row]
        slope = slope_with_interval(np.arange(200.0), values)
        assert slope is not None
        wrong += slope.certain
    assert wrong <= 15


def test_a_real_slope_is_certain() -> None:
    values = np.arange(100) * 0.1 + np.random.default_rng(2).normal(0, 1, 100)
    slope = slope_with_interval(np.arange(100.0), values)
    assert slope is not None
    assert slope.certain
    assert slope.low < 0.1 < slope.high


@pytest.mark.parametrize("values", [np.zeros(50), np.array([1.0, 1.0])])
def test_nothing_moves_in_a_constant(values: np.ndarray) -> None:
    assert mann_kendall(values) == 1.0


def test_a_climb_is_a_trend() -> None:
    assert mann_kendall(np.arange(30.0)) < 1e-6


def test_sides_within_the_band_are_not_counted() -> None:
    assert flips(np.array([5.0, 0.5, -0.5, -5.0, 5.0]), least=1.0) == 2


def test_thinning_keeps_both_ends() -> None:
    assert thinned(np.arange(10_000.0), 5)[[0, -1]].tolist() == [0.0, 9_999.0]
