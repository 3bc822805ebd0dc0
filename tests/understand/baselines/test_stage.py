"""From stored samples to anomalies in the database, through everything between."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from sqlalchemy import select

from watchkeeper.core.http.paging import ListQuery
from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.estate.inventory.limits.models import SensorLimit
from watchkeeper.estate.inventory.models import Device
from watchkeeper.kit.families import OPTICS
from watchkeeper.observe.polling.stages import StoredBatch
from watchkeeper.observe.series.query import Exclusion
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import SeriesSettings
from watchkeeper.understand.baselines.assembly import build_baselines
from watchkeeper.understand.baselines.endpoints import build_router
from watchkeeper.understand.baselines.models import Anomaly
from watchkeeper.understand.baselines.repository import AnomalyFilter
from watchkeeper.understand.baselines.settings import BaselineSettings
from watchkeeper.understand.baselines.tasks import LEARN, LearnBaselines

START = datetime(2026, 3, 2, tzinfo=UTC)
DAYS = 8
NOW = START + timedelta(days=DAYS)
RNG = np.random.default_rng(4)


def optics(slots, power, *, device=1, name="xe-0/0/0"):
    columns = {
        "ts": pa.array(slots, OPTICS.stored.field("ts").type),
        "device_id": pa.array([device] * len(slots), pa.int64()),
        "object": pa.array([name] * len(slots)).dictionary_encode().cast(OPTICS.stored.field("object").type),
    }
    for field in OPTICS.stored:
        columns.setdefault(field.name, pa.nulls(len(slots), field.type))
    columns["rx_power_dbm"] = pa.array(np.asarray(power, dtype=np.float32))
    return pa.RecordBatch.from_arrays([columns[field.name] for field in OPTICS.stored], schema=OPTICS.stored)


class Names:
    """An inventory that knows one name."""

    async def device_names(self, _session, device_ids):
        return {device_id: "edge-1" for device_id in device_ids if device_id == 1}

    async def time_zones(self, _session, _device_ids=None):
        """Its site is in Berlin."""
        return {1: "Europe/Berlin"}


@pytest.fixture
def world(sqlite_database, tmp_path):
    clock = lambda: NOW  # noqa: E731
    series = SeriesService(SeriesSettings(), tmp_path / "series", clock)
    for day in range(DAYS):
        for hour in range(24):
            slots = [START + timedelta(days=day, hours=hour, minutes=5 * step) for step in range(12)]
            outage = day == 4
            power = -30 + np.zeros(12) if outage else -5 + 0.1 * RNG.normal(0, 1, 12)
            series.write("optics", optics(slots, power), cycle=day * 24 + hour, shard=0)
    registry = TaskRegistry()
    made = build_baselines(
        sqlite_database, series, registry, tmp_path / "baselines", BaselineSettings(window_days=8), clock
    )
    yield sqlite_database, made, registry
    series.close()


def stored(number, power, *, shard=0):
    slot = NOW + timedelta(minutes=5 * number)
    return StoredBatch("optics", optics([slot], [power]), 1_000 + number, shard, slot, 300)


async def anomalies(database):
    async with database.reading() as session:
        return list(await session.scalars(select(Anomaly).order_by(Anomaly.id)))


async def test_a_fading_optic_becomes_an_anomaly_with_its_band(world):
    database, made, registry = world
    await registry.run(LEARN.name, LearnBaselines().model_dump())
    (stage,) = made.stages
    for number in range(6):
        await stage.run(stored(number, -9.0 if number >= 2 else -5.05))
    (found,) = await anomalies(database)
    assert (found.kind, found.severity, found.closed_at) == ("drop", "critical", None)
    assert found.expected == pytest.approx(-5.0, abs=0.1)
    assert found.low < -5.3 < found.high
    for number in range(6, 12):
        await stage.run(stored(number, -5.0))
    (found,) = await anomalies(database)
    assert found.closed_at == NOW + timedelta(minutes=50)


async def test_the_same_batch_again_and_a_crash_before_remembering_change_nothing(world, tmp_path):
    database, made, _ = world
    made.teacher.learn(NOW)
    (stage,) = made.stages
    for number in range(4):
        await stage.run(stored(number, -9.0))
    once = await anomalies(database)
    await stage.run(stored(3, -9.0))
    for file in (tmp_path / "baselines" / "memory").iterdir():  # what kill -9 after the commit leaves of the last cycle
        file.unlink()
    stage._memory._held.clear()
    for number in range(4):
        await stage.run(stored(number, -9.0))
    again = await anomalies(database)
    assert [(one.id, one.opened_at) for one in again] == [(one.id, one.opened_at) for one in once]


async def test_what_is_open_of_a_device_goes_with_it_to_another_shard_and_back(world):
    database, made, _ = world
    made.teacher.learn(NOW)
    (stage,) = made.stages

    async def pass_time(numbers, power, *, shard):
        for number in numbers:
            slot = NOW + timedelta(minutes=5 * number)
            neighbour = optics([slot], [-5.0], device=2)  # who stays where both were
            await stage.run(StoredBatch("optics", neighbour, 2_000 + number, 0, slot - timedelta(seconds=1), 300))
            await stage.run(stored(number, power, shard=shard))

    def ends():
        return [(one.opened_at, one.closed_at) for one in found]

    await pass_time(range(4), -9.0, shard=0)
    found = await anomalies(database)
    opened = found[0].opened_at
    assert ends() == [(opened, None)]
    await pass_time(range(4, 7), -9.0, shard=3)
    stage._memory._held.clear()  # a new process
    await pass_time(range(7, 13), -5.0, shard=3)
    found = await anomalies(database)
    assert ends() == [(opened, NOW + timedelta(minutes=55))]
    await pass_time(range(13, 17), -9.0, shard=0)
    found = await anomalies(database)
    assert [one.closed_at is None for one in found] == [False, True]


async def test_memory_survives_in_a_new_process_and_damage_to_it_loses_only_it(world, sqlite_database, tmp_path):
    _, made, _ = world
    made.teacher.learn(NOW)
    (stage,) = made.stages
    await stage.run(stored(0, -9.0))
    await stage.run(stored(1, -9.0))
    stage._memory._held.clear()
    await stage.run(stored(2, -9.0))
    assert len(await anomalies(sqlite_database)) == 1
    for file in (tmp_path / "baselines" / "memory").iterdir():
        file.write_bytes(b"not a file of arrays")
    stage._memory._held.clear()
    await stage.run(stored(3, -9.0))
    assert len(await anomalies(sqlite_database)) == 1


async def given(database, low, high):
    async with database.transaction() as session:
        now = NOW
        session.add(Device(id=1, name="edge-1", address="192.0.2.1", created_at=now, updated_at=now))
        await session.flush()
        session.add(
            SensorLimit(
                device_id=1, family="optics", metric="rx_power_dbm", object="xe-0/0/0", lane="7", label="Rx",
                unit="dBm", low_alarm=low, high_alarm=high, usable=True, first_seen_at=now, changed_at=now,
            )
        )  # fmt: skip


@pytest.mark.parametrize("learned", [True, False])
async def test_the_limits_of_the_device_count_at_once_and_even_before_anything_is_learned(world, learned):
    database, made, _ = world
    await given(database, -16.4, 4.5)
    if learned:
        made.teacher.learn(NOW)
    (stage,) = made.stages
    await stage.run(stored(0, -5.0))
    await stage.run(stored(1, -16.5))
    (found,) = [one for one in await anomalies(database) if one.channel == "limit"]
    assert (found.kind, found.severity, found.closed_at) == ("hard_limit", "critical", None)
    await stage.run(stored(2, 4.6))
    await stage.run(stored(3, -5.0))
    (found,) = [one for one in await anomalies(database) if one.channel == "limit"]
    assert found.closed_at == NOW + timedelta(minutes=15)


async def test_limits_that_a_device_changes_count_from_the_next_batch(world):
    database, made, _ = world
    await given(database, -16.4, 4.5)
    (stage,) = made.stages
    await stage.run(stored(0, -15.0))
    assert await anomalies(database) == []
    async with database.transaction() as session:
        one = (await session.scalars(select(SensorLimit))).one()
        one.low_alarm, one.changed_at = -14.0, NOW + timedelta(minutes=1)
    await stage.run(stored(1, -15.0))
    assert [found.kind for found in await anomalies(database)] == ["hard_limit"]


async def test_what_lies_in_an_exclusion_is_not_learned_from(world):
    _, made, _ = world
    outage = Exclusion(1, "", START + timedelta(days=4), START + timedelta(days=5))
    made.teacher.learn(NOW, [outage])
    view = made.inspector.band(1, "optics", "rx_power_dbm", "xe-0/0/0", START + timedelta(days=4), NOW)
    assert max(abs(point.expected + 5.0) for point in view.points) < 0.2
    assert view.state == "known"


async def test_even_without_an_exclusion_an_outage_does_not_become_normal(world):
    _, made, _ = world
    made.teacher.learn(NOW)
    view = made.inspector.band(1, "optics", "rx_power_dbm", "xe-0/0/0", START + timedelta(days=4), NOW)
    assert max(abs(point.expected + 5.0) for point in view.points) < 0.2


async def test_a_device_is_learned_by_the_clock_of_its_site(world, tmp_path):
    database, made, _ = world
    registry = TaskRegistry()
    local = build_baselines(
        database,
        made.teacher._series,
        registry,
        tmp_path / "baselines",
        BaselineSettings(window_days=8),
        lambda: NOW,
        inventory=Names(),
    )
    await registry.run(LEARN.name, LearnBaselines().model_dump())
    view = local.inspector.band(1, "optics", "rx_power_dbm", "xe-0/0/0", START, START + timedelta(hours=2))
    assert (view.state, view.time_zone) == ("known", "Europe/Berlin")


async def test_an_unknown_series_says_insufficient_history(world):
    _, made, _ = world
    made.teacher.learn(NOW)
    view = made.inspector.band(1, "optics", "rx_power_dbm", "xe-9/9/9", START, START + timedelta(hours=2))
    assert (view.state, view.samples, [point.level for point in view.points]) == (
        "insufficient_history",
        0,
        ["insufficient"] * 2,
    )


async def test_a_verdict_makes_the_series_patient_and_can_be_taken_back(world, api_client):
    database, made, _ = world
    made.teacher.learn(NOW)
    (stage,) = made.stages
    for number in range(4):
        await stage.run(stored(number, -9.0))
    client = api_client(build_router(made.service, made.inspector, made.forecaster, made.ahead, Names()))
    (one,) = (await client.get("/api/v1/anomalies", params={"open": True})).json()["items"]
    assert "robust sigmas below" in one["reason"]
    url = f"/api/v1/anomalies/{one['id']}/judgement"
    judged = (await client.put(url, json={"false_alarm": True})).json()
    assert (judged["verdict"], judged["judged_by"]) == ("false_alarm", "tester")
    async with database.reading() as session:
        assert await made.service.patience(session, "optics") == {("rx_power_dbm", 1, "xe-0/0/0"): 1.25}
    await client.put(url, json={"false_alarm": False})
    async with database.reading() as session:
        assert await made.service.patience(session, "optics") == {("rx_power_dbm", 1, "xe-0/0/0"): 1.0}


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


async def test_lists_are_filtered_and_unknown_anomalies_are_not_found(world, api_client):
    database, made, _ = world
    made.teacher.learn(NOW)
    (stage,) = made.stages
    for number in range(4):
        await stage.run(stored(number, -9.0))
    async with database.reading() as session:
        query = ListQuery(limit=10, offset=0)
        for wanted, total in (
            (AnomalyFilter(device_id=1), 1),
            (AnomalyFilter(device_id=2), 0),
            (replace(AnomalyFilter(), is_open=False), 0),
            (AnomalyFilter(search="xe-0"), 1),
        ):
            assert (await made.service.list_anomalies(session, wanted, query))[1] == total
    client = api_client(
        build_router(made.service, made.inspector, made.forecaster, made.ahead, Names()), permissions=["anomalies:view"]
    )
    assert (await client.get("/api/v1/anomalies/99")).status_code == 404
    assert (await client.put("/api/v1/anomalies/1/judgement", json={"false_alarm": True})).status_code == 403


async def test_similar_cases_are_those_of_the_series_first_and_never_of_the_other_direction(world, api_client):
    database, made, _ = world
    made.teacher.learn(NOW)
    common = {
        "family": "optics", "metric": "rx_power_dbm", "channel": "departure", "kind": "drop", "severity": "warning",
        "last_at": NOW, "closed_at": NOW, "value": -9.0, "expected": -5.0, "low": -5.5, "high": -4.5,
    }  # fmt: skip
    cases = [(1, "xe-0/0/0", -8.0, 1), (2, "xe-0/0/0", -9.0, 2), (1, "xe-0/0/1", -7.0, 3), (1, "xe-0/0/0", -6.0, 9),
             (1, "xe-0/0/0", 6.0, 4)]  # fmt: skip
    async with database.transaction() as session:
        for device_id, name, z, days in cases:
            opened = NOW - timedelta(days=days)
            session.add(Anomaly(device_id=device_id, object=name, z=z, peak_z=z, opened_at=opened, **common))
    client = api_client(build_router(made.service, made.inspector, made.forecaster, made.ahead, Names()))
    found = (await client.get("/api/v1/anomalies/1/similar")).json()
    assert [one["id"] for one in found] == [4, 3, 2]
    assert [one["device_name"] for one in found] == ["edge-1", "edge-1", None]
    assert (await client.get("/api/v1/anomalies/77/similar")).status_code == 404
    assert (await client.get(f"/api/v1/anomalies/{2**63}")).status_code == 422
