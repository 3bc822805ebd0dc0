from datetime import date, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from watchkeeper.understand.baselines.hours import hour_of_week, hours_of_day
from watchkeeper.understand.baselines.learning import Level, learn, weighted_median
from watchkeeper.understand.baselines.policies import Policy
from watchkeeper.understand.baselines.summaries import DayHours, joined

POLICY = Policy(floor=0.1)
MONDAY = date(2026, 1, 5)
BERLIN = ZoneInfo("Europe/Berlin")
UTC = ZoneInfo("UTC")


def month(days: int, level=lambda _day, _hour: 10.0, series: int = 1, skip=lambda _day: False):
    made = []
    for number in range(days):
        if skip(number):
            continue
        median = np.array([[level(number, hour) for hour in range(24)]] * series, dtype=np.float32)
        made.append(
            DayHours(
                MONDAY + timedelta(days=number),
                np.arange(series, dtype=np.uint64),
                median,
                np.full_like(median, 0.5),
                np.full_like(median, 12),
                np.zeros(series, dtype=np.float32),
            )
        )
    return made


def test_an_hour_of_the_week_is_learned_from_its_own_hours():
    profiles = learn(joined(month(35, lambda day, hour: hour + (100 if day % 7 >= 5 else 0)), UTC)[1], POLICY)
    assert profiles.centre[9, 0] == pytest.approx(9, abs=0.6)
    assert profiles.centre[5 * 24 + 9, 0] == pytest.approx(109, abs=0.6)
    assert set(profiles.level[:, 0]) == {Level.HOUR_OF_WEEK}


def test_few_weeks_fall_back_to_the_hour_of_day_on_weekdays():
    profiles = learn(joined(month(5, lambda _day, hour: float(hour)), UTC)[1], POLICY)
    assert profiles.level[9, 0] == Level.HOUR_OF_DAY
    assert profiles.centre[9, 0] == pytest.approx(9)
    assert profiles.level[6 * 24 + 9, 0] == Level.GLOBAL


def test_less_than_a_day_of_samples_is_insufficient_history():
    one = month(1)[0]
    count = np.zeros((1, 24), dtype=np.float32)
    count[0, :1] = 23
    short = DayHours(one.day, one.keys, one.median, one.spread, count, one.repeats)
    profiles = learn(joined([short], UTC)[1], POLICY)
    assert not np.isfinite(profiles.centre).any()
    assert set(profiles.level[:, 0]) == {Level.INSUFFICIENT}


def test_an_outage_that_was_learned_does_not_become_normal():
    profiles = learn(joined(month(35, lambda day, _hour: 0.0 if day in {20, 21} else 50.0), UTC)[1], POLICY)
    assert profiles.centre[:, 0] == pytest.approx(np.full(168, 50.0))
    assert (profiles.scale[:, 0] < 1.0).all()


def test_a_month_without_data_leaves_what_was_known():
    profiles = learn(joined(month(42, skip=lambda day: day >= 14), UTC)[1], POLICY)
    assert np.isfinite(profiles.centre).all()


def test_the_scale_has_the_floor_of_its_metric():
    days = [
        DayHours(one.day, one.keys, one.median, np.zeros_like(one.spread), one.count, one.repeats) for one in month(35)
    ]
    profiles = learn(joined(days, UTC)[1], POLICY)
    assert profiles.scale[:, 0] == pytest.approx(np.full(168, 0.1))


def test_hours_follow_the_wall_clock_through_both_changes():
    before, after = 1_774_656_000, 1_774_742_400  # 28 and 29 March 2026, 00:00 UTC; the clock moves at 01:00 UTC
    assert hours_of_day(before, BERLIN)[:3].tolist() == [121, 122, 123]
    assert hours_of_day(after, BERLIN)[:3].tolist() == [145, 147, 148]  # hour 146 is missing
    october = 1_792_886_400  # 25 October 2026
    assert hours_of_day(october, BERLIN)[:3].tolist() == [146, 146, 147]  # hour 146 comes twice


def test_a_zone_of_half_hours_has_one_answer_an_hour():
    zone = ZoneInfo("Asia/Kolkata")
    assert hour_of_week(1_774_656_000, zone) == hour_of_week(1_774_656_000 + 3_599, zone)


def test_the_weighted_median_counts_half_weights_half():
    values = np.array([[1.0, 2.0, 10.0], [np.nan, 3.0, 3.0]], dtype=np.float32)
    weights = np.array([[1.0, 1.0, 0.5], [0.0, 0.5, 0.5]])
    assert weighted_median(values, weights).tolist() == [2.0, 3.0]
    assert np.isnan(weighted_median(values, np.zeros((2, 3)))).all()
