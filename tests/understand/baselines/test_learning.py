from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pytest

from watchkeeper.understand.baselines.clocks import learn_by_the_clock
from watchkeeper.understand.baselines.hours import hour_of_week, hours_of_day
from watchkeeper.understand.baselines.inspection import Inspector
from watchkeeper.understand.baselines.keys import keys_of
from watchkeeper.understand.baselines.learning import Level, learn, weighted_median
from watchkeeper.understand.baselines.policies import Policy
from watchkeeper.understand.baselines.summaries import DayHours, joined, read
from watchkeeper.understand.baselines.versions import Versions

POLICY = Policy(floor=0.1)
MONDAY = date(2026, 1, 5)
MONDAY_S = 1_767_571_200
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
                np.arange(1, series + 1),
                median,
                np.full_like(median, 0.5),
                np.full_like(median, 2.0),
                np.full_like(median, 12),
                np.zeros(series, dtype=np.float32),
            )
        )
    return made


def test_an_hour_of_the_week_is_learned_from_its_own_hours():
    profiles = learn(joined(month(35, lambda day, hour: hour + (100 if day % 7 >= 5 else 0))).on_the_wall(UTC), POLICY)
    assert profiles.centre[9, 0] == pytest.approx(9, abs=0.6)
    assert profiles.centre[5 * 24 + 9, 0] == pytest.approx(109, abs=0.6)
    assert set(profiles.level[:, 0]) == {Level.HOUR_OF_WEEK}


def test_few_weeks_fall_back_to_the_hour_of_day_on_weekdays():
    profiles = learn(joined(month(5, lambda _day, hour: float(hour))).on_the_wall(UTC), POLICY)
    assert profiles.level[9, 0] == Level.HOUR_OF_DAY
    assert profiles.centre[9, 0] == pytest.approx(9)
    assert profiles.level[6 * 24 + 9, 0] == Level.GLOBAL


def test_less_than_a_day_of_samples_is_insufficient_history():
    one = month(1)[0]
    count = np.zeros((1, 24), dtype=np.float32)
    count[0, :1] = 23
    short = replace(one, count=count)
    profiles = learn(joined([short]).on_the_wall(UTC), POLICY)
    assert not np.isfinite(profiles.centre).any()
    assert set(profiles.level[:, 0]) == {Level.INSUFFICIENT}


def test_an_outage_that_was_learned_does_not_become_normal():
    profiles = learn(joined(month(35, lambda day, _hour: 0.0 if day in {20, 21} else 50.0)).on_the_wall(UTC), POLICY)
    assert profiles.centre[:, 0] == pytest.approx(np.full(168, 50.0))
    assert (profiles.scale[:, 0] < 1.0).all()


def test_a_month_without_data_leaves_what_was_known():
    profiles = learn(joined(month(42, skip=lambda day: day >= 14)).on_the_wall(UTC), POLICY)
    assert np.isfinite(profiles.centre).all()


def test_the_scale_has_the_floor_of_its_metric():
    days = [replace(one, spread=0 * one.spread, reach=0 * one.reach) for one in month(35)]
    profiles = learn(joined(days).on_the_wall(UTC), POLICY)
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


AUTUMN = date(2026, 10, 25)
SPRING = date(2026, 3, 29)
"""Sundays on which Berlin's clock moves at 01:00 UTC: 02:00 comes twice in autumn and never in spring."""


def office(first: date, days: int, key: int, device: int):
    """Hours of a place in Berlin whose level is the hour on its wall."""
    made = []
    for number in range(days):
        day = first + timedelta(days=number)
        start = (day - date(1970, 1, 1)).days * 86_400
        level = (hours_of_day(start, BERLIN) % 24).astype(np.float32)[None, :]
        made.append(
            DayHours(
                day,
                np.array([key], dtype=np.uint64),
                np.array([device]),
                level,
                np.full_like(level, 0.1),
                np.full_like(level, 0.3),
                np.full_like(level, 12),
                np.zeros(1, dtype=np.float32),
            )
        )
    return made


@pytest.mark.parametrize("change", [SPRING, AUTUMN])
def test_a_rhythm_of_the_wall_stays_sharp_through_a_change_of_the_clock(change):
    days = office(change - timedelta(days=20), 42, key=7, device=1)
    local = learn_by_the_clock(joined(days), POLICY, {1: "Europe/Berlin"}, "UTC")
    for hour in range(168):
        assert local.profiles.centre[hour, 0] == pytest.approx(hour % 24, abs=0.01)
    assert (local.profiles.scale[:, 0] < 0.2).all()
    utc = learn_by_the_clock(joined(days), POLICY, {}, "UTC")
    assert (utc.profiles.scale[:, 0] > 0.4).any()  # which is what a clock of its own is good for


@pytest.mark.parametrize(
    ("moment", "wall"),
    [
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), 6 * 24 + 1),
        (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), 6 * 24 + 3),  # 02:30 is missing
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), 6 * 24 + 2),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), 6 * 24 + 2),  # 02:30 once more
        (datetime(2026, 10, 25, 2, 30, tzinfo=UTC), 6 * 24 + 3),
    ],
)
def test_a_sample_is_looked_up_by_the_clock_it_was_learned_by(moment, wall):
    days = office(date(2026, 1, 5), 35, key=7, device=1)
    baseline = learn_by_the_clock(joined(days), POLICY, {1: "Europe/Berlin"}, "UTC")
    normal = baseline.at(moment.timestamp(), np.array([7, 8], dtype=np.uint64))
    assert normal.bucket[0] == wall
    assert normal.centre[0] == pytest.approx(wall % 24, abs=0.01)
    assert np.isnan(normal.centre[1])


def test_the_doubled_hour_is_one_day_s_witness_and_not_two():
    few = office(AUTUMN - timedelta(days=7), 8, key=7, device=1)  # two Sundays, with three hours named 02:00
    sunday_at_two = 6 * 24 + 2
    history = joined(few)
    assert (history.on_the_wall(BERLIN).bucket == sunday_at_two).sum() == 3
    profiles = learn_by_the_clock(history, POLICY, {1: "Europe/Berlin"}, "UTC").profiles
    assert profiles.level[sunday_at_two, 0] != Level.HOUR_OF_WEEK


def test_the_missing_hour_leaves_its_name_to_the_other_weeks():
    days = office(SPRING - timedelta(days=27), 28, key=7, device=1)
    sunday_at_two = 6 * 24 + 2
    history = joined(days)
    assert (history.on_the_wall(BERLIN).bucket == sunday_at_two).sum() == 3
    profiles = learn_by_the_clock(history, POLICY, {1: "Europe/Berlin"}, "UTC").profiles
    assert profiles.level[sunday_at_two, 0] == Level.HOUR_OF_WEEK
    assert profiles.centre[sunday_at_two, 0] == pytest.approx(2, abs=0.01)


def test_places_on_two_sides_of_midnight_are_learned_side_by_side():
    days = [
        DayHours(
            one.day,
            np.array([3, 7], dtype=np.uint64),
            np.array([2, 1]),
            *(np.vstack([array, array]) for array in (one.median, one.spread, one.reach, one.count)),
            np.zeros(2, dtype=np.float32),
        )
        for one in office(date(2026, 1, 5), 35, key=7, device=1)
    ]
    baseline = learn_by_the_clock(joined(days), POLICY, {1: "Europe/Berlin", 2: "Asia/Tokyo"}, "UTC")
    noon = baseline.at(datetime(2026, 2, 16, 12, tzinfo=UTC).timestamp(), baseline.keys)
    assert [baseline.zones[place] for place in baseline.zone] == ["Asia/Tokyo", "Europe/Berlin"]
    assert noon.bucket.tolist() == [21, 13]
    assert noon.centre == pytest.approx([13, 13], abs=0.01)  # two names of one moment, whose level is Berlin's hour


def test_a_version_keeps_the_clocks_it_was_learned_by(tmp_path):
    days = office(date(2026, 1, 5), 35, key=7, device=1)
    versions = Versions(tmp_path, "UTC")
    versions.write("1", "optics.power", learn_by_the_clock(joined(days), POLICY, {1: "Europe/Berlin"}, "UTC"))
    kept = versions.load("1", "optics.power")
    assert kept.at(1_774_656_000, kept.keys).bucket.tolist() == [121]
    for name in ("zone", "zones"):  # as a release wrote it that knew one clock
        (tmp_path / "versions" / "1" / "optics.power" / f"{name}.npy").unlink()
    former = versions.load("1", "optics.power")
    assert former.zones == ("UTC",)
    assert former.at(1_774_656_000, former.keys).bucket.tolist() == [120]


def test_a_day_written_before_devices_were_kept_is_read_and_takes_them_from_later_days(tmp_path):
    first, second = office(date(2026, 1, 5), 2, key=7, device=4)
    path = tmp_path / "day.npz"
    np.savez(path, keys=first.keys, median=first.median, spread=first.spread, count=first.count, repeats=first.repeats)
    former = read(path, first.day)
    assert former.devices.tolist() == [0]
    assert joined([former, second]).devices.tolist() == [4]


def climbing(spread: float, level=lambda hour: 10.0 * hour if 6 <= hour < 18 else 60.0):
    """Five weeks of a day that climbs by ten an hour from six to eighteen; each hour scatters by ``spread``."""
    days = month(35, lambda _day, hour: level(hour))
    return [replace(one, spread=np.full_like(one.spread, spread)) for one in days]


def baseline_of(days):
    return learn_by_the_clock(joined(days), POLICY, {}, "UTC")


def test_what_climbs_within_an_hour_is_normal_where_the_samples_scatter_as_a_climb_makes_them():
    baseline = baseline_of(climbing(10 * 0.5 / 1.349))
    noon = MONDAY_S + 12 * 3600
    course = [float(baseline.at(noon + minute * 60, baseline.keys).course[0]) for minute in (0, 30, 45)]
    assert course == pytest.approx([115, 120, 122.5], abs=0.3)
    assert baseline.at(noon, baseline.keys).centre[0] == pytest.approx(120, abs=0.3)
    assert baseline.profiles.tilt[2, 0] == 0  # the night is level


def test_a_climb_leaves_the_scale_as_wide_as_the_hour():
    baseline = baseline_of(climbing(10 * 0.5 / 1.349))
    assert baseline.profiles.scale[12, 0] == pytest.approx(10 * 0.5 / 1.349, rel=0.05)


def test_a_jump_between_two_days_does_not_tilt_the_hours_beside_it():
    """A rhythm that is three times as large on workdays: at midnight to Monday its level jumps."""
    days = month(35, lambda day, hour: (1.0 if day % 7 < 5 else 0.3) * -10.0 * np.cos(2 * np.pi * (hour - 2) / 24))
    profiles = baseline_of([replace(one, spread=np.full_like(one.spread, 1.0)) for one in days]).profiles
    jump = abs(float(profiles.centre[0, 0] - profiles.centre[167, 0]))
    climb = np.abs(profiles.tilt[[167, 0], 0].astype(float) * profiles.scale[[167, 0], 0])
    assert jump > 4
    assert climb.max() < 1.5


def test_a_job_that_begins_on_the_stroke_is_no_climb():
    baseline = baseline_of(climbing(0.2, lambda hour: 100.0 if 2 <= hour < 4 else 10.0))
    assert not baseline.profiles.tilt.any()
    for minute in (0, 59):
        normal = baseline.at(MONDAY_S + 2 * 3600 + minute * 60, baseline.keys)
        assert normal.course[0] == normal.centre[0] == pytest.approx(100)


def test_a_version_keeps_its_climbs_and_one_of_a_release_that_knew_none_has_none(tmp_path):
    versions = Versions(tmp_path)
    versions.write("v", "optics.rx_power_dbm", baseline_of(climbing(10 * 0.5 / 1.349)))
    kept = versions.load("v", "optics.rx_power_dbm")
    assert kept is not None
    assert kept.profiles.tilt[12, 0] > 0
    (tmp_path / "versions" / "v" / "optics.rx_power_dbm" / "tilt.npy").unlink()
    older = versions.load("v", "optics.rx_power_dbm")
    assert older is not None
    assert not older.profiles.tilt.any()
    normal = older.at(MONDAY_S + 12 * 3600, older.keys)
    assert normal.course[0] == normal.centre[0]


def test_the_band_of_an_hour_says_by_how_much_it_climbs(tmp_path):
    key = keys_of(np.array([1]), pa.array(["e1"]))
    versions = Versions(tmp_path)
    versions.write(
        "v", "optics.rx_power_dbm", baseline_of([replace(one, keys=key) for one in climbing(10 * 0.5 / 1.349)])
    )
    versions.use("v")
    start = datetime(2026, 1, 5, 1, tzinfo=UTC)
    view = Inspector(versions, 2.5).band(1, "optics", "rx_power_dbm", "e1", start, start + timedelta(hours=12))
    assert view.points[0].climb == pytest.approx(0)
    assert view.points[11].climb == pytest.approx(10, abs=0.3)
    assert view.points[11].expected == pytest.approx(120, abs=0.3)
