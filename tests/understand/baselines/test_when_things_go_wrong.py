"""What real series do to a detector: each case by its name, through learning, scoring and the detector's memory."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pytest

from watchkeeper.kit.families import INTERFACE, Quality
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import SeriesSettings
from watchkeeper.understand.baselines.clocks import learn_by_the_clock
from watchkeeper.understand.baselines.detecting import Change, Cycle, advance
from watchkeeper.understand.baselines.kinds import Kind
from watchkeeper.understand.baselines.learning import Level
from watchkeeper.understand.baselines.policies import POLICIES, Policy
from watchkeeper.understand.baselines.scoring import score
from watchkeeper.understand.baselines.states import fresh
from watchkeeper.understand.baselines.summaries import day_hours, joined
from watchkeeper.understand.baselines.teaching import summarised

MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
POLL = timedelta(minutes=5)
A_DAY, A_WEEK = 288, 7 * 288
KEY = np.array([7], dtype=np.uint64)
NO_FLOOR = POLICIES["sensor"]["value"]
LIGHT = POLICIES["optics"]["rx_power_dbm"]
TRAFFIC = POLICIES["interface"]["in_bps"]


def learned(values, policy, zone="UTC", start=MONDAY):
    """Return the baseline of five-minute ``values`` from ``start``, a Monday midnight."""
    days = []
    for number in range(len(values) // A_DAY):
        of_day = np.asarray(values[number * A_DAY : (number + 1) * A_DAY], dtype=float).reshape(24, 12)
        rows = [_hour(hour, polls[np.isfinite(polls)]) for hour, polls in enumerate(of_day)]
        table = pa.Table.from_pylist([row for row in rows if row])
        if table.num_rows:
            day = (start + timedelta(days=number)).date()
            one = day_hours(day, summarised(table, policy))
            days.append(replace(one, keys=KEY))
    return learn_by_the_clock(joined(days), policy, {1: zone}, "UTC")


def _hour(hour, polls):
    if not len(polls):
        return None
    return {
        "device_id": 1,
        "object": "x",
        "hour": hour,
        "quartiles": np.quantile(polls, [0.25, 0.5, 0.75]).tolist(),
        "lowest": float(polls.min()),
        "highest": float(polls.max()),
        "count": len(polls),
        "distinct_values": len(np.unique(polls)),
    }


def streamed(baseline, values, policy, start, slots=None):
    """Return (kind, change, poll) of everything that happens while ``values`` are polled from ``start``."""
    states, happened = fresh(KEY), []
    for number, value in enumerate(values):
        at = slots[number] if slots is not None else start + number * POLL
        normal = baseline.at(at.timestamp(), KEY)
        array = np.array([value], dtype=np.float32)
        scores = score(array, normal.course, normal.scale, policy)
        cycle = Cycle(int(at.timestamp() * 1000), array, scores, normal.repeats, np.ones(1, dtype=np.float32))
        happened += [(one.kind, one.change, number) for one in advance(states, cycle)]
    return happened


def opened(happened):
    return [(kind, poll) for kind, change, poll in happened if change is Change.OPENED]


def test_constant_series():
    baseline = learned(np.full(5 * A_WEEK, 21.0), NO_FLOOR)
    day = np.full(A_DAY, 21.0)
    assert opened(streamed(baseline, day, NO_FLOOR, MONDAY + timedelta(weeks=5))) == []
    day[100:] = 30.0  # what never moved, moves
    assert [kind for kind, _ in opened(streamed(baseline, day, NO_FLOOR, MONDAY + timedelta(weeks=5)))] == [Kind.SPIKE]


@pytest.mark.parametrize("share", [0.05, 0.1, 0.5])
def test_two_valued_series(share):
    rng = np.random.default_rng(int(100 * share))
    values = (rng.random(5 * A_WEEK + 2 * A_DAY) < share).astype(float)
    baseline = learned(values[: 5 * A_WEEK], NO_FLOOR)
    assert opened(streamed(baseline, values[5 * A_WEEK :], NO_FLOOR, MONDAY + timedelta(weeks=5))) == []


def test_a_two_valued_series_that_takes_a_third_value_is_told():
    rng = np.random.default_rng(1)
    baseline = learned((rng.random(5 * A_WEEK) < 0.3).astype(float), NO_FLOOR)
    day = (rng.random(A_DAY) < 0.3).astype(float)
    day[150:] = 9.0
    ((kind, poll),) = opened(streamed(baseline, day, NO_FLOOR, MONDAY + timedelta(weeks=5)))
    assert kind in {Kind.SPIKE, Kind.LEVEL_SHIFT}
    assert 150 <= poll <= 154


def test_counters_reset(tmp_path):
    """An agent restarts: its counters begin anew. That is one poll without a rate, and neither a spike nor a drop."""
    series = SeriesService(SeriesSettings(), tmp_path / "series", lambda: MONDAY)
    rates, octets = [], 10**12
    for poll in range(24):
        octets = 5_000 if poll == 12 else octets + 37_500_000
        stored = series.ingest_interfaces(_counters(poll, octets, 500 if poll < 12 else poll), 0, interval_s=300)
        rates += stored["in_bps"].to_pylist()
        if poll == 12:
            assert stored["quality"].to_pylist() == [Quality.RESET]
    series.close()
    assert rates[0] is None
    assert rates[12] is None
    assert rates[1:12] + rates[13:] == pytest.approx([1e6] * 22, rel=1e-3)
    baseline = learned(np.full(5 * A_WEEK, 1e6), TRAFFIC)
    values = [np.nan if rate is None else rate for rate in rates]
    assert opened(streamed(baseline, values, TRAFFIC, MONDAY + timedelta(weeks=5))) == []


def _counters(poll, octets, uptime_polls):
    columns = {
        "ts": [MONDAY + poll * POLL],
        "device_id": [1],
        "object": ["e1"],
        "if_index": [1],
        "uptime_ticks": [(uptime_polls + poll) * 30_000 if uptime_polls == 500 else (poll - 11) * 30_000],
        "monotonic_s": [1e5 + poll * 300.0],
        "speed_bps": [10**9],
        "counter_bits": [64],
        "in_octets": [octets],
    }
    arrays = []
    for field in INTERFACE.observed:
        if field.name not in columns:
            arrays.append(pa.nulls(1, field.type))
        elif pa.types.is_dictionary(field.type):
            arrays.append(pa.array(columns[field.name]).dictionary_encode().cast(field.type))
        else:
            arrays.append(pa.array(columns[field.name], field.type))
    return pa.RecordBatch.from_arrays(arrays, schema=INTERFACE.observed)


def test_gaps():
    rng = np.random.default_rng(2)
    values = -5 + 0.1 * rng.normal(0, 1, 5 * A_WEEK + 2 * A_DAY)
    values[rng.random(len(values)) < 0.2] = np.nan  # every fifth poll is lost
    baseline = learned(values[: 5 * A_WEEK], LIGHT)
    assert (baseline.profiles.level == Level.HOUR_OF_WEEK).all()
    kinds = [kind for kind, _ in opened(streamed(baseline, values[5 * A_WEEK :], LIGHT, MONDAY + timedelta(weeks=5)))]
    assert set(kinds) <= {Kind.MISSING_DATA}  # three lost in a row are that, and nothing else


@pytest.mark.parametrize("change", [datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)])
def test_dst_changes(change):
    """An office in Berlin with the same hours on the wall before and after the change: nothing departs."""
    start = change - timedelta(days=change.weekday() + 28)
    zone = "Europe/Berlin"
    rng = np.random.default_rng(3)
    moments = [start + poll * POLL for poll in range(5 * A_WEEK + A_DAY)]
    day_before = 5 * A_WEEK - 2 * A_DAY  # the clock moves in the night to Sunday
    wall = np.array([at.astimezone(ZoneInfo(zone)).hour for at in moments])
    values = np.where((wall >= 8) & (wall < 18), 1e8, 1e6) * np.exp(0.05 * rng.normal(0, 1, len(moments)))
    baseline = learned(values[: 4 * A_WEEK], TRAFFIC, zone, start)
    assert opened(streamed(baseline, values[day_before:], TRAFFIC, moments[day_before])) == []
    utc = learned(values[: 4 * A_WEEK], TRAFFIC, "UTC", start)
    assert opened(streamed(utc, values[-A_DAY:], TRAFFIC, moments[-A_DAY])) != []


def test_a_month_of_missing_data():
    rng = np.random.default_rng(4)
    values = -5 + 0.1 * rng.normal(0, 1, 6 * A_WEEK)
    values[A_WEEK : 5 * A_WEEK] = np.nan
    baseline = learned(values, LIGHT)
    assert np.isfinite(baseline.profiles.centre).all()
    assert (baseline.profiles.level[:, 0] == Level.HOUR_OF_DAY).any()  # two weeks make no hour of the week
    back = streamed(baseline, values[4 * A_WEEK : 5 * A_WEEK + A_DAY], LIGHT, MONDAY + timedelta(weeks=5))
    assert [kind for kind, _ in opened(back)] == [Kind.MISSING_DATA]
    assert back[-1][1] is Change.CLOSED


def test_nan_and_infinities():
    rng = np.random.default_rng(5)
    values = -5 + 0.1 * rng.normal(0, 1, 5 * A_WEEK)
    odd = values.copy()
    odd[::7], odd[3::50], odd[5::50] = np.nan, np.inf, -np.inf
    clean, dirty = learned(values, LIGHT), learned(odd, LIGHT)
    assert np.isfinite(dirty.profiles.centre).all()
    assert dirty.profiles.centre == pytest.approx(clean.profiles.centre, abs=0.1)
    day = -5 + 0.1 * rng.normal(0, 1, A_DAY)
    day[[50, 51, 100]] = np.inf, -np.inf, np.nan
    assert opened(streamed(dirty, day, LIGHT, MONDAY + timedelta(weeks=5))) == []


def test_a_series_that_changes_its_unit():
    """From milliwatts to microwatts: one anomaly, and once it has lasted it is learned like anything else."""
    rng = np.random.default_rng(6)
    before, after = (scale * (1 + 0.02 * rng.normal(0, 1, 6 * A_WEEK)) for scale in (3.0, 3_000.0))
    policy = Policy(least_share=0.1)
    baseline = learned(before[: 5 * A_WEEK], policy)
    happened = streamed(baseline, after[: A_DAY // 4], policy, MONDAY + timedelta(weeks=5))
    assert len(opened(happened)) == 1
    assert happened[-1][0] is Kind.LEVEL_SHIFT
    assert all(change is not Change.CLOSED for _, change, _ in happened)
    adopted = learned(np.concatenate([before[: 2 * A_WEEK], after[: 4 * A_WEEK]]), policy)
    assert opened(streamed(adopted, after[-A_DAY // 4 :], policy, MONDAY + timedelta(weeks=6))) == []


def test_clock_steps():
    """The poller's clock jumps a day ahead, then back: samples of a flat series stay what they are."""
    rng = np.random.default_rng(7)
    values = -5 + 0.1 * rng.normal(0, 1, 5 * A_WEEK + A_DAY)
    baseline = learned(values[: 5 * A_WEEK], LIGHT)
    start = MONDAY + timedelta(weeks=5)
    slots = [start + poll * POLL for poll in range(A_DAY)]
    slots[100:150] = [at + timedelta(days=1) for at in slots[100:150]]
    slots[200:] = [at - timedelta(hours=3) for at in slots[200:]]
    assert opened(streamed(baseline, values[5 * A_WEEK :], LIGHT, start, slots)) == []


def test_a_baseline_learned_during_an_outage_must_not_make_the_outage_normal():
    rng = np.random.default_rng(8)
    values = -5 + 0.1 * rng.normal(0, 1, 6 * A_WEEK)
    values[4 * A_WEEK - 3 * A_DAY :] = -30.0  # learned from three days of darkness, which goes on
    baseline = learned(values[: 4 * A_WEEK], LIGHT)
    assert baseline.profiles.centre == pytest.approx(np.full((168, 1), -5.0), abs=0.2)
    now = MONDAY + timedelta(weeks=4)
    (kind, poll), *_ = opened(streamed(baseline, values[4 * A_WEEK : 4 * A_WEEK + 40], LIGHT, now))
    assert kind is Kind.DROP
    assert poll < 5
