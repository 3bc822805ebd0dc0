import numpy as np
import pytest

from watchkeeper.understand.baselines.streams.detection import detect

DAY_ROWS = 288


def daily(days: int, seed: int = 1, noise: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    times = np.arange(days * DAY_ROWS) * 300.0
    return times, 50 + 20 * np.sin(2 * np.pi * times / 86_400) + rng.normal(0, noise, len(times))


def test_a_row_is_scored_from_itself_and_earlier_rows() -> None:
    times, values = daily(6)
    values[900:930] += 40
    whole = detect(times, values).scores
    for cut in (1, 17, 333, 901, 1_203):
        np.testing.assert_array_equal(detect(times[:cut], values[:cut]).scores, whole[:cut])


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("spike", lambda v: np.concatenate([v[:2_000], v[2_000:2_003] + 60, v[2_003:]])),
        ("drop", lambda v: np.concatenate([v[:2_000], v[2_000:2_010] - 60, v[2_010:]])),
        ("level shift", lambda v: np.concatenate([v[:2_000], v[2_000:] + 60])),
        ("a day without its rhythm", lambda v: np.concatenate([v[:2_016], np.full(288, 30.0), v[2_304:]])),
        ("noise", lambda v: np.concatenate([v[:2_000], v[2_000:2_100] + 30 * np.sin(np.arange(100) * 2.5), v[2_100:]])),
    ],
)
def test_a_clear_departure_is_an_anomaly_soon_after_it_begins(name: str, change) -> None:
    times, values = daily(10)
    found = detect(times, change(values)).anomalies
    assert any(2_000 <= anomaly.start <= 2_150 for anomaly in found), name
    assert sum(anomaly.start < 2_000 for anomaly in found) <= 1


def test_clean_noise_has_few_anomalies() -> None:
    alarms, days = 0, 0
    for seed in range(8):
        times, values = daily(14, seed=seed)
        alarms += len(detect(times, values).anomalies)
        days += 14
    assert alarms / days <= 0.1


def test_a_constant_series_has_no_anomaly() -> None:
    times, _ = daily(4)
    detection = detect(times, np.full(len(times), 45.0))
    assert not detection.anomalies
    assert not detection.scores.any()


def test_a_series_of_two_values_that_alternate_as_ever_has_no_anomaly() -> None:
    times, _ = daily(8)
    detection = detect(times, np.where(np.arange(len(times)) % 12 < 6, 0.0, 1.0))
    assert not detection.anomalies


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_rows_without_a_number_score_nothing_and_change_no_other_row(bad: float) -> None:
    times, values = daily(6)
    values[1_000:1_003] += 80
    without = detect(np.delete(times, [500, 501]), np.delete(values, [500, 501]))
    values[[500, 501]] = bad
    detection = detect(times, values)
    assert detection.scores[500] == detection.scores[501] == 0.0
    np.testing.assert_array_equal(np.delete(detection.scores, [500, 501]), without.scores)


def test_a_series_without_a_single_number_is_scored_zero() -> None:
    detection = detect(np.arange(5.0), np.full(5, np.nan))
    assert not detection.scores.any()
    assert not detection.anomalies


@pytest.mark.parametrize("rows", [0, 1, 2, 25])
def test_very_short_series_are_no_problem(rows: int) -> None:
    assert len(detect(np.arange(rows) * 60.0, np.arange(rows, dtype=float)).scores) == rows


def test_a_change_of_unit_is_one_anomaly_and_becomes_normal() -> None:
    times, values = daily(12)
    values[1_728:] *= 1_000.0
    found = [anomaly.start for anomaly in detect(times, values).anomalies if anomaly.start >= 1_700]
    assert found[0] == 1_728
    assert sum(start > 1_728 + 4 * DAY_ROWS for start in found) <= 1


def test_a_clock_that_steps_back_and_a_month_without_data_are_survived() -> None:
    times, values = daily(8)
    times[1_000:] -= 3_600
    times[1_500:] += 30 * 86_400
    values[2_200:2_210] += 60
    starts = [anomaly.start for anomaly in detect(times, values).anomalies]
    assert 2_200 in starts
    assert sum(990 <= start < 2_200 for start in starts) <= 1  # its rhythm did move by an hour


def test_the_unit_does_not_matter() -> None:
    times, values = daily(6)
    values[1_200:1_206] -= 50
    ordinary = detect(times, values)
    scaled = detect(times, values * 1e9)
    assert [a.start for a in ordinary.anomalies] == [a.start for a in scaled.anomalies]
