"""The store's verbs together: what was written is what is answered."""

import math
import threading
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.kit.families import AVAILABILITY, SENSOR
from watchkeeper.kit.sketch import ACCURACY
from watchkeeper.observe.series.errors import InvalidBatchError, InvalidQueryError, QueryFailedError
from watchkeeper.observe.series.query import Aggregation, DigestQuery, Figure, GridQuery, SeriesQuery
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import SeriesSettings

MIDNIGHT = datetime(2026, 3, 1, tzinfo=UTC)


def at(minute):
    return MIDNIGHT + timedelta(minutes=minute)


@pytest.fixture
def filled(service, stored, clock):
    """Minutes 0..9 of two devices with two interfaces; minute 4 is missing, minute 5 of eth0 is a gap."""
    for minute in range(10):
        if minute == 4:
            continue
        batch = stored(
            [at(minute)],
            [1, 2],
            ["eth0", "eth1"],
            lambda _at, device, name, minute=minute: None if (minute, name) == (5, "eth0") else 100.0 * device + minute,
        )
        service.write("interface", batch, cycle=minute, shard=0)
    clock.forward(minutes=10)
    return service


def asked(**changes):
    values = {
        "family": "interface",
        "device_ids": (1,),
        "start": at(0),
        "end": at(10),
        "metrics": ("in_bps",),
        "objects": ("eth0",),
        "step_s": 300,
    }
    return SeriesQuery(**{**values, **changes})


def values(result):
    return [[None if math.isnan(value) else value for value in one.values.tolist()] for one in result.series]


@pytest.mark.parametrize(
    ("agg", "expected"),
    [
        (Aggregation.AVG, [101.5, 107.5]),
        (Aggregation.MIN, [100.0, 106.0]),
        (Aggregation.MAX, [103.0, 109.0]),
        (Aggregation.SUM, [406.0, 430.0]),
        (Aggregation.LAST, [103.0, 109.0]),
        (Aggregation.COUNT, [4.0, 4.0]),
        (Aggregation.P95, [103.0, 109.0]),
    ],
)
def test_each_aggregation(filled, agg, expected):
    result = filled.query(asked(agg=agg))
    assert values(result) == [expected]
    assert result.series[0].unit == "bit/s"
    assert result.resolution == "raw"
    assert result.epoch_ms.tolist() == [int(at(0).timestamp() * 1000), int(at(5).timestamp() * 1000)]


def test_missing_steps_and_null_samples_are_gaps_and_lower_the_coverage(filled):
    (one,) = filled.query(asked(step_s=60)).series
    assert [math.isnan(value) for value in one.values] == [minute in {4, 5} for minute in range(10)]
    assert one.coverage == pytest.approx(0.8)


def test_a_count_is_zero_where_nothing_was_recorded(filled):
    (one,) = filled.query(asked(step_s=60, agg=Aggregation.COUNT)).series
    assert one.values.tolist() == [1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0]


def test_steps_that_lie_ahead_are_gaps_and_do_not_count(filled):
    (one,) = filled.query(asked(step_s=60, end=at(20), agg=Aggregation.COUNT)).series
    assert np.isnan(one.values[10:]).all()
    assert one.coverage == pytest.approx(0.8)


def test_the_answer_covers_whole_steps(filled):
    result = filled.query(asked(start=at(0) + timedelta(seconds=200), end=at(7)))
    assert (result.start, result.end) == (at(0), at(10))
    assert values(result) == [[101.5, 107.5]]


def test_series_are_split_by_device_object_and_metric_in_order(filled):
    result = filled.query(asked(device_ids=(2, 1), objects=(), metrics=("out_bps", "in_bps")))
    assert [(one.device_id, one.object, one.metric) for one in result.series] == [
        (device, name, metric) for device in (1, 2) for name in ("eth0", "eth1") for metric in ("out_bps", "in_bps")
    ]


def test_an_object_that_was_asked_for_and_is_unknown_is_all_gaps(filled):
    first, second = filled.query(asked(objects=("eth0", "nowhere"))).series
    assert first.coverage == 1.0
    assert (second.object, second.coverage, second.unit) == ("nowhere", 0.0, "bit/s")
    assert np.isnan(second.values).all()


def test_nothing_stored_is_no_series_and_no_error(service):
    assert service.query(asked(objects=())).series == ()
    assert service.latest("interface", [1]).num_rows == 0
    assert service.objects(1, "interface") == []


def test_hostile_names_are_values_not_sql(service, stored, clock):
    evil = "x') OR 1=1; --"
    service.write("interface", stored([at(0)], [1], [evil, "eth0"], lambda *_: 7.0), cycle=0, shard=0)
    result = service.query(asked(objects=(evil,)))
    assert [one.object for one in result.series] == [evil]
    assert service.objects(1, "interface") == ["eth0", evil]


def test_too_many_series_are_refused_after_they_are_known(tmp_path, stored, clock):
    service = SeriesService(SeriesSettings(max_points=15), tmp_path / "s", clock)
    service.start()
    names = [f"eth{number}" for number in range(20)]
    service.write("interface", stored([at(0)], [1], names, lambda *_: 1.0), cycle=0, shard=0)
    assert len(service.query(asked(objects=("eth1",))).series) == 1
    with pytest.raises(InvalidQueryError, match="more than 15"):
        service.query(asked(objects=()))
    service.close()


@pytest.fixture(scope="module")
def year(tmp_path_factory, stored):
    """Three compacted days and half an uncompacted one, every ten minutes, of one series with a wide range."""
    chance = np.random.default_rng(3)
    moments = [MIDNIGHT + timedelta(minutes=10 * number) for number in range(500)]
    samples = dict(zip(moments, np.exp(chance.normal(10, 4, 500)).astype(np.float32).tolist(), strict=True))
    now = [MIDNIGHT]
    service = SeriesService(SeriesSettings(superseded_grace_s=0), tmp_path_factory.mktemp("year"), lambda: now[0])
    service.start()
    for hour in range(84):
        inside = [moment for moment in moments if 0 <= (moment - MIDNIGHT).total_seconds() - hour * 3600 < 3600]
        if inside:
            service.write("interface", stored(inside, [1], ["eth0"], lambda m, *_: samples[m]), cycle=hour, shard=0)
    now[0] = MIDNIGHT + timedelta(hours=84)
    service.compact()
    yield service, samples
    service.close()


@pytest.mark.parametrize("step_s", [3600, 7200, 86_400, 172_800])
@pytest.mark.parametrize("agg", list(Aggregation))
def test_rollups_and_samples_together_say_what_the_samples_say(year, step_s, agg):
    service, samples = year
    result = service.query(asked(end=MIDNIGHT + timedelta(days=4), step_s=step_s, agg=agg))
    assert result.resolution == ("day" if step_s % 86_400 == 0 else "hour")
    found = {}
    for moment, value in samples.items():
        found.setdefault(int(moment.timestamp()) // step_s, []).append(value)
    exact = {
        Aggregation.AVG: lambda v: math.fsum(v) / len(v),
        Aggregation.SUM: math.fsum,
        Aggregation.MIN: min,
        Aggregation.MAX: max,
        Aggregation.LAST: lambda v: v[-1],
        Aggregation.COUNT: len,
        Aggregation.P95: lambda v: sorted(v)[math.ceil(0.95 * len(v)) - 1],
    }[agg]
    (one,) = result.series
    for epoch_ms, value in zip(result.epoch_ms.tolist(), one.values.tolist(), strict=True):
        inside = found.get(epoch_ms // 1000 // step_s)
        if inside:
            assert value == pytest.approx(exact(inside), rel=ACCURACY * 1.001 if agg is Aggregation.P95 else 1e-6)
        else:
            assert value == 0 or math.isnan(value)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=40))
@hypothesis_settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_p95_of_samples_is_the_nearest_rank(service, stored, numbers):
    hour = MIDNIGHT + timedelta(hours=1)
    moments = [hour + timedelta(seconds=number) for number in range(len(numbers))]
    service.write(
        "interface", stored(moments, [9], ["x"], lambda m, *_: float(numbers[moments.index(m)])), cycle=1, shard=9
    )
    query = asked(device_ids=(9,), objects=("x",), start=hour, end=hour + timedelta(minutes=5), agg=Aggregation.P95)
    assert values(service.query(query)) == [[float(sorted(numbers)[math.ceil(0.95 * len(numbers)) - 1])]]


def test_units_come_from_the_samples_where_the_family_has_none(service, clock):
    rows = [("temp 1", 40.0, "°C"), ("fan 1", 5000.0, "rpm")]
    columns = {
        "ts": [at(0)] * 2,
        "device_id": [1, 1],
        "object": [row[0] for row in rows],
        "sensor_class": ["temperature", "fanspeed"],
        "value": [row[1] for row in rows],
        "unit": [row[2] for row in rows],
        "severity": [None, None],
    }
    service.write("sensor", batch_of(SENSOR, columns), cycle=0, shard=0)
    clock.forward(minutes=5)
    expected = [("fan 1", "rpm", 5000.0), ("temp 1", "°C", 40.0)]
    query = asked(family="sensor", objects=(), metrics=())
    assert [(one.object, one.unit, one.values[0]) for one in service.query(query).series] == expected
    clock.forward(days=2)
    service.compact()
    by_hour = asked(family="sensor", objects=(), metrics=(), step_s=3600, agg=Aggregation.LAST)
    assert [(one.object, one.unit, one.values[0]) for one in service.query(by_hour).series] == expected


def batch_of(family, columns):
    arrays = [
        pa.array(columns[field.name], pa.string()).dictionary_encode()
        if pa.types.is_dictionary(field.type)
        else pa.array(columns[field.name], field.type)
        for field in family.stored
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=family.stored)


def test_whole_numbers_are_metrics_too(service):
    columns = {"ts": [at(0)], "device_id": [1], "object": ["icmp"], "up": [1], "outcome": ["ok"]}
    columns |= {name: [None] for name in ("rtt_min_ms", "rtt_avg_ms", "rtt_max_ms", "loss_ratio")}
    service.write("availability", batch_of(AVAILABILITY, columns), cycle=0, shard=0)
    query = asked(family="availability", objects=("icmp",), metrics=("up", "rtt_avg_ms"))
    assert values(service.query(query)) == [[1.0, None], [None, None]]


def test_interfaces_from_counters_to_an_answer(service, observed, clock):
    for minute in range(3):
        batch = observed(ts=at(minute), in_octets=7500 * minute, uptime_ticks=6000 * minute, monotonic_s=60.0 * minute)
        stored_batch = service.ingest_interfaces(batch, 0, interval_s=60)
        service.write("interface", stored_batch, cycle=minute, shard=0)
    clock.forward(minutes=3)
    assert values(service.query(asked(step_s=60, end=at(3)))) == [[None, pytest.approx(1000.0), pytest.approx(1000.0)]]


def test_counters_of_another_schema_or_without_an_interval_are_refused(service, observed, stored):
    with pytest.raises(InvalidBatchError):
        service.ingest_interfaces(stored([at(0)], [1], ["x"], lambda *_: 1.0), 0, interval_s=60)
    with pytest.raises(InvalidBatchError):
        service.ingest_interfaces(observed(), 0, interval_s=0)


def test_a_query_that_takes_too_long_is_given_up(tmp_path, stored, clock, monkeypatch):
    service = SeriesService(SeriesSettings(query_timeout_s=0.2), tmp_path / "s", clock)
    service.start()
    service.write("interface", stored([at(0)], [1], ["a"], lambda *_: 1.0), cycle=0, shard=0)
    endless = "SELECT count(*) FROM range(1000000000000) t(a) WHERE a % 7 = 9"
    with pytest.raises(QueryFailedError, match="given up"):
        service._pool.fetch(endless, {})
    assert values(service.query(asked(objects=("a",)))) == [[1.0, None]]
    service.close()


def test_queries_reach_no_file_outside_the_store(service, tmp_path):
    import duckdb

    (tmp_path / "secret.csv").write_text("a\n1\n")
    with pytest.raises(duckdb.PermissionException):
        service._pool.fetch("SELECT * FROM read_csv($file)", {"file": str(tmp_path / "secret.csv")})


def test_readers_and_writers_at_the_same_time(service, stored, clock):
    clock.forward(minutes=30)
    failures = []

    def write(shard):
        for minute in range(20):
            batch = stored([at(minute)], [shard + 1], ["eth0"], lambda *_: 1.0)
            service.write("interface", batch, cycle=minute, shard=shard)

    def read():
        for _ in range(10):
            found = service.query(asked(device_ids=(1, 2, 3), step_s=60, end=at(20), agg=Aggregation.SUM)).series
            failures.extend(one for one in found if not set(one.values[~np.isnan(one.values)].tolist()) <= {1.0})

    threads = [threading.Thread(target=write, args=(shard,)) for shard in range(3)]
    threads += [threading.Thread(target=read) for _ in range(6)]
    threads.append(threading.Thread(target=service.compact))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    result = service.query(asked(device_ids=(1, 2, 3), step_s=60, end=at(20), agg=Aggregation.SUM))
    assert [one.coverage for one in result.series] == [1.0, 1.0, 1.0]


async def test_the_asynchronous_twins_do_the_same(service, stored, observed, clock):
    batch = await service.aingest_interfaces(observed(ts=at(0)), 0, interval_s=60)
    assert (await service.awrite("interface", batch, cycle=0, shard=0)).rows == 1
    assert (await service.aquery(asked(agg=Aggregation.COUNT))).series[0].values[0] == 0.0
    assert (await service.alatest("interface", [1])).num_rows == 1
    assert await service.aobjects(1, "interface") == ["eth0"]
    clock.forward(days=2)
    assert (await service.acompact()).merges == 1
    assert (await service.aenforce_retention()).files == 0
    await service.aready()


def test_metrics_count_what_was_written(tmp_path, stored, clock):
    metrics = Metrics()
    service = SeriesService(SeriesSettings(), tmp_path / "s", clock, metrics=metrics)
    service.start()
    assert b'watchkeeper_series_quarantined_total{family="interface"} 0.0' in metrics.render()
    written = service.write("interface", stored([at(0)], [1], ["a", "b"], lambda *_: 1.0), cycle=0, shard=0)
    said = metrics.render().decode()
    assert 'watchkeeper_series_rows_total{family="interface"} 2.0' in said
    assert f'watchkeeper_series_written_bytes_total{{family="interface"}} {float(written.bytes)}' in said
    assert 'watchkeeper_series_segments_total{family="interface"} 1.0' in said
    service.close()


def gridded(service, **changes):
    asked = {"family": "interface", "devices": (1, 2), "start": at(0), "end": at(10), "step_s": 300}
    return service.grid(GridQuery(**{**asked, "metrics": ("in_bps",), **changes}))


def test_a_grid_has_the_steps_of_every_object_and_gaps_where_nothing_is_known(filled, stored):
    filled.write("interface", stored([at(7)], [3], ["eth0"], lambda *_: 7.0), cycle=9, shard=9)
    found = gridded(filled, devices=(1, 3))
    assert list(zip(found.devices.tolist(), found.objects, strict=True)) == [
        (1, "eth0"), (1, "eth1"), (2, "eth0"), (2, "eth1"), (3, "eth0"),
    ]  # fmt: skip
    one = filled.query(asked(device_ids=(2,), objects=("eth1",), metrics=("in_bps",), end=at(10), step_s=300))
    assert found.values["in_bps"][3] == pytest.approx(one.series[0].values, nan_ok=True)
    assert found.epoch_ms.tolist() == one.epoch_ms.tolist()
    assert found.values["in_bps"][4] == pytest.approx([math.nan, 7.0], nan_ok=True)
    only = gridded(filled, only=((1, "eth1"), (2, "eth1"), (3, "eth0")))
    assert list(zip(only.devices.tolist(), only.objects, strict=True)) == [(1, "eth1"), (2, "eth1")]


def test_a_grid_of_rolled_up_days_is_that_of_the_query(filled, clock):
    before = gridded(filled, step_s=3600, end=at(60))
    clock.forward(days=2)
    assert filled.compact().merges
    after = gridded(filled, step_s=3600, end=at(60))
    assert after.values["in_bps"] == pytest.approx(before.values["in_bps"], nan_ok=True)
    assert after.objects == before.objects


def test_a_grid_of_nothing_has_no_rows(service):
    found = gridded(service)
    assert (found.objects, found.values["in_bps"].shape) == ([], (0, 2))


def digested(service, **changes):
    asked = {"family": "interface", "devices": (1, 2), "start": at(0), "end": at(10), "step_s": 300}
    wanted = (("in_bps", Figure.MEAN), ("in_bps", Figure.P95), ("in_bps", Figure.MEDIAN), ("in_bps", Figure.STEPS))
    table = service.digest(DigestQuery(**{**asked, "figures": wanted, **changes}))
    names = zip(table["device_id"].to_pylist(), table["object"].to_pylist(), strict=True)
    return dict(zip(names, zip(*(column.to_pylist() for column in table.columns[2:]), strict=True), strict=True))


def test_a_digest_is_what_the_steps_of_every_object_come_to(filled):
    found = digested(filled)
    assert list(found) == [(1, "eth0"), (1, "eth1"), (2, "eth0"), (2, "eth1")]
    assert found[1, "eth0"] == pytest.approx((104.5, 107.2, 104.5, 2))
    assert found[2, "eth1"] == pytest.approx(((201.5 + 207) / 2, 201.5 + 0.95 * 5.5, (201.5 + 207) / 2, 2))
    assert list(digested(filled, devices=(2, 9))) == [(2, "eth0"), (2, "eth1")]
    assert digested(filled, devices=(3, 9)) == {}


def test_a_digest_of_steps_with_one_sample_each_is_what_those_come_to(filled, stored):
    filled.write("interface", stored([at(3)], [3], ["eth0"], lambda *_: math.inf), cycle=9, shard=9)
    filled.write("interface", stored([at(4)], [3], ["eth0"], lambda *_: 7.0), cycle=9, shard=10)
    found = digested(filled, devices=(1, 3), step_s=60)
    assert found[1, "eth0"] == pytest.approx((104.5, 108.65, 104.5, 8))
    assert found[3, "eth0"] == pytest.approx((7.0, 7.0, 7.0, 1))
    for minute in (4.25, 4.5):  # one of several now has two samples in a step
        filled.write("interface", stored([at(minute)], [3], ["eth0"], lambda *_: 10.0), cycle=9, shard=int(minute * 4))
    assert digested(filled, devices=(1, 3), step_s=60) == found | {(3, "eth0"): (9.0, 9.0, 9.0, 1)}


@pytest.mark.parametrize("again", [False, True])
def test_a_digest_takes_a_sample_that_was_stored_twice_once(filled, stored, again):
    if again:  # the device is polled by another shard meanwhile: its newer answer wins
        filled.write("interface", stored([at(0)], [1], ["eth0"], lambda *_: 400.0), cycle=0, shard=7)
    (mean, *_rest) = digested(filled)[1, "eth0"]
    assert mean == pytest.approx(104.5 + (300.0 / 4 / 2 if again else 0))


def test_a_digest_of_nothing_is_empty_and_one_of_an_unknown_metric_refused(service):
    assert digested(service) == {}
    with pytest.raises(InvalidQueryError, match="no metric"):
        digested(service, figures=(("nonsense", Figure.MEAN),))
