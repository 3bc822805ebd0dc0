import math
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest

from watchkeeper.estate.inventory.limits.recording import SeriesLimit
from watchkeeper.kit.families import HOST, OPTICS
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import SeriesSettings
from watchkeeper.understand.baselines.forecasting import drift, until
from watchkeeper.understand.baselines.outlook import Forecaster
from watchkeeper.understand.baselines.settings import ForecastSettings

HOURS = np.arange(14 * 24, dtype=float)
RHYTHM = np.sin(HOURS / 24 * 2 * np.pi)


def noise(seed, scale):
    return np.random.default_rng(seed).normal(0, scale, len(HOURS))


def test_a_fade_below_a_daily_rhythm_is_found_with_its_days():
    found = drift(HOURS, -6 - 0.1 * HOURS / 24 + 0.5 * RHYTHM + noise(1, 0.05))
    assert found.low < -0.1 < found.high < 0
    ahead = until(found, -14.4, rising=False)
    assert ahead.days == pytest.approx((14.4 - 6 - 1.4) / 0.1, rel=0.05)
    assert ahead.earliest_days < ahead.days < ahead.latest_days


def test_noise_gives_no_forecast_more_often_than_the_interval_allows():
    """Autocorrelated noise of a hundred series: at most about one in twenty is called a drift."""
    alarms = 0
    for seed in range(100):
        walk, value = [], 0.0
        for shock in noise(seed, 1.0):
            value = 0.7 * value + shock
            walk.append(value)
        alarms += drift(HOURS, np.array(walk)).certain
    assert alarms <= 9


def test_a_drift_away_from_the_threshold_and_one_beyond_the_horizon_say_nothing():
    rising = drift(HOURS, 50 + 0.2 * HOURS / 24 + noise(2, 0.1))
    assert rising.certain
    assert until(rising, 10.0, rising=False) is None
    assert until(rising, 95.0, rising=True, horizon_days=30) is None
    assert until(rising, 95.0, rising=True).days == pytest.approx(42.2 / 0.2, rel=0.1)


def test_what_is_past_the_threshold_and_still_drifts_has_no_days_left():
    full = drift(HOURS, 96 + 0.2 * HOURS / 24 + noise(3, 0.1))
    assert until(full, 95.0, rising=True).days == 0


@pytest.mark.parametrize(
    "values",
    [np.full(len(HOURS), 5.0), np.where(HOURS < 20, HOURS, np.nan), np.full(len(HOURS), np.nan)],
    ids=["constant", "less than a day", "nothing"],
)
def test_a_constant_and_little_history_give_no_forecast(values):
    found = drift(HOURS, values)
    assert found is None or not found.certain


def test_gaps_and_infinities_are_left_out():
    values = -6 - 0.1 * HOURS / 24 + noise(4, 0.05)
    values[30:130] = np.nan
    values[200] = math.inf
    assert drift(HOURS, values).per_day == pytest.approx(-0.1, rel=0.1)


def batch(family, slots, name, **columns):
    made = {
        "ts": pa.array(slots, family.stored.field("ts").type),
        "device_id": pa.array([1] * len(slots), pa.int64()),
        "object": pa.array([name] * len(slots)).cast(family.stored.field("object").type),
    }
    for field in family.stored:
        given = columns.get(field.name)
        made.setdefault(
            field.name, pa.nulls(len(slots), field.type) if given is None else pa.array(given).cast(field.type)
        )
    return pa.RecordBatch.from_arrays([made[field.name] for field in family.stored], schema=family.stored)


def test_fading_light_and_a_filling_disk_of_a_device_are_forecast_and_a_busy_processor_is_not(tmp_path):
    start = datetime(2026, 3, 2, tzinfo=UTC)
    series = SeriesService(SeriesSettings(), tmp_path, lambda: start + timedelta(hours=168))
    for hour in range(168):
        slots = [start + timedelta(hours=hour, minutes=20 * part) for part in range(3)]
        jitter = np.random.default_rng(hour).normal(0, 0.02, 3)
        light = batch(OPTICS, slots, "xe-0/0/0", rx_power_dbm=-6 - hour / 24 * 0.5 + jitter)
        series.write("optics", light, cycle=hour, shard=0)
        for shard, kind in enumerate(("storage", "cpu")):
            use = batch(HOST, slots, f"{kind}:1", used_percent=60 + hour / 24 * 2 + jitter, kind=[kind] * 3)
            series.write("host", use, cycle=hour, shard=shard)
    forecaster = Forecaster(series, ForecastSettings(), lambda: start + timedelta(hours=168))
    outlooks = forecaster.outlooks(1)
    own = forecaster.outlooks(1, [SeriesLimit(1, "rx_power_dbm", "xe-0/0/0", -12.5, 4.5)])
    series.close()
    assert [(one.metric, one.object, one.rising) for one in outlooks] == [
        ("rx_power_dbm", "xe-0/0/0", False),
        ("used_percent", "storage:1", True),
    ]
    light, disk = (one.forecast.days for one in outlooks)
    assert light == pytest.approx((14.4 - 9.5) / 0.5, abs=0.5)
    (given,) = [one for one in own if one.metric == "rx_power_dbm"]
    assert (given.given, given.forecast.threshold) == (True, -12.5)
    assert given.forecast.days == pytest.approx((12.5 - 9.5) / 0.5, abs=0.5)
    assert not any(one.given for one in outlooks)
    assert disk == pytest.approx((95 - 74) / 2, abs=0.5)


def test_a_fade_that_began_yesterday_is_forecast_although_the_fortnight_was_calm(tmp_path):
    start = datetime(2026, 3, 2, tzinfo=UTC)
    series = SeriesService(SeriesSettings(), tmp_path, lambda: start + timedelta(hours=168))
    for hour in range(168):
        jitter = np.random.default_rng(hour).normal(0, 0.05, 1)
        light = batch(
            OPTICS, [start + timedelta(hours=hour)], "xe-0/0/0", rx_power_dbm=-6 - 0.1 * max(0, hour - 138) + jitter
        )
        series.write("optics", light, cycle=hour, shard=0)
    (fade,) = Forecaster(series, ForecastSettings(), lambda: start + timedelta(hours=168)).outlooks(1)
    series.close()
    assert fade.forecast.days == pytest.approx((14.4 - 6 - 2.9) / 2.4, rel=0.3)
