"""Health over the database and the series store: measured, gated at once, recorded, cut to the scope."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from sqlalchemy import update

from watchkeeper.core.database import Database
from watchkeeper.core.http.security import Principal
from watchkeeper.core.settings import load
from watchkeeper.estate.accounts.permissions import Role, permissions_of
from watchkeeper.estate.inventory.limits.models import SensorLimit
from watchkeeper.estate.inventory.models import Device
from watchkeeper.estate.inventory.schemas import DeviceCreate
from watchkeeper.faces.settings import Settings
from watchkeeper.faces.wiring import Services, assemble
from watchkeeper.kit.families import AVAILABILITY, INTERFACE, OPTICS
from watchkeeper.understand.health import scales
from watchkeeper.understand.health.looking import device_subject

ROOT = Principal(0, "setup", Role.ADMIN, permissions_of(Role.ADMIN))
NOW = datetime(2026, 11, 28, 12, 30, tzinfo=UTC)


class Hand:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
async def services(sqlite_database: Database, tmp_path, hand) -> AsyncIterator[Services]:
    built = await assemble(load(Settings, data_dir=tmp_path / "data"), sqlite_database, clock=hand)
    built.series.start()
    yield built
    built.series.close()


def batch(schema: pa.Schema, slots, **columns) -> pa.RecordBatch:
    given = {"ts": slots, **columns}
    arrays = []
    for field in schema:
        values = given.get(field.name)
        values = [values] * len(slots) if not isinstance(values, list) else values
        kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        made = pa.array(values, kind)
        arrays.append(made.dictionary_encode() if pa.types.is_dictionary(field.type) else made)
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def store(services: Services, device_id: int, *, up: int = 1) -> None:
    slots = [NOW - timedelta(minutes=minute) for minute in range(25, 0, -5)]
    for way in ("icmp", "snmp"):
        rows = batch(AVAILABILITY.stored, slots, device_id=device_id, object=way, up=up, rtt_avg_ms=3.0, outcome="ok")
        services.series.write("availability", rows, cycle=1, shard=device_id * 10 + (way == "snmp"))
    ports = batch(
        INTERFACE.stored, slots, device_id=device_id, object="e1", in_bps=9e8, out_bps=1e6, in_ucast_pps=1e4,
        out_ucast_pps=1e4, in_errors_ps=0.0, out_errors_ps=10.0, speed_bps=1_000_000_000, interval_s=300.0, quality=0,
    )  # fmt: skip
    services.series.write("interface", ports, cycle=1, shard=device_id)


async def device(services: Services, name: str, **state) -> int:
    async with services.database.transaction() as session:
        made = await services.inventory.create_device(session, DeviceCreate(name=name, address="192.0.2.1"), ROOT)
        values = {"state": "up", "last_polled_at": NOW - timedelta(seconds=20), **state}
        await session.execute(update(Device).where(Device.id == made.id).values(**values))
        return made.id


async def test_what_was_measured_explains_the_score(services):
    number = await device(services, "r1")
    store(services, number)
    assert await services.health.measure(services.database) > 0
    async with services.database.reading() as session:
        found = (await services.health.device(session, number)).assessment
    scores = {one.name: one.score for one in found.contributions}
    assert scores["availability"] == 100
    assert scores["performance"] == 100
    assert scores["errors"] == pytest.approx(50, abs=0.2)  # 10 of 10,010 packets
    assert scores["capacity"] == pytest.approx(35)  # 90 % used
    total = 0.40 * 100 + 0.25 * 100 + 0.20 * scores["errors"] + 0.15 * 35
    assert found.score == pytest.approx(total)
    assert any("e1" in str(one.text) for part in found.contributions for one in part.evidence)


async def test_light_is_held_against_the_alarm_of_the_module_itself(services):
    number = await device(services, "r1")
    slots = [NOW - timedelta(minutes=minute) for minute in range(25, 0, -5)]
    light = batch(OPTICS.stored, slots, device_id=number, object="e1", rx_power_dbm=-13.0, light=1)
    services.series.write("optics", light, cycle=1, shard=number)
    margins = []
    for own in (None, -16.0):
        if own is not None:
            async with services.database.transaction() as session:
                session.add(
                    SensorLimit(
                        device_id=number, family="optics", metric="rx_power_dbm", object="e1", lane="", label="Rx",
                        unit="dBm", low_alarm=own, usable=True, first_seen_at=NOW, changed_at=NOW,
                    )
                )  # fmt: skip
        await services.health.measure(services.database)
        async with services.database.reading() as session:
            found = (await services.health.device(session, number)).assessment
        margins.append({one.name: one.score for one in found.contributions}["optics"])
    assert margins == pytest.approx([scales.optics(1.4), scales.optics(3.0)], abs=0.1)


async def test_a_device_that_goes_down_is_0_before_the_next_measurement(services):
    number = await device(services, "r1")
    store(services, number)
    await services.health.measure(services.database)
    async with services.database.transaction() as session:
        await session.execute(update(Device).values(state="down", state_reason="timeout"))
    async with services.database.reading() as session:
        assert (await services.health.device(session, number)).assessment.score == 0
        assert (await services.health.look(session)).network.assessment.score == 0


async def test_history_is_written_when_something_changes_and_once_an_hour(services, hand):
    number = await device(services, "r1", last_polled_at=NOW + timedelta(hours=3))
    store(services, number)
    for minutes in (0, 5, 10, 65):
        hand.now = NOW + timedelta(minutes=minutes)
        await services.health.measure(services.database)
    async with services.database.reading() as session:
        points = await services.health.history(session, device_subject(number), NOW)
    assert [one.at for one in points] == [NOW, hand.now]
    assert points[0].score is not None
    assert (points[1].state, points[1].score) == ("unknown", None)  # nothing was measured in the last hour


async def test_a_score_that_stays_is_recorded_once_an_hour(services, hand):
    number = await device(services, "r1", state="down")
    for minutes in (0, 30, 59, 60, 61):
        hand.now = NOW + timedelta(minutes=minutes)
        await services.health.measure(services.database)
    async with services.database.reading() as session:
        points = await services.health.history(session, device_subject(number), NOW)
    assert [(one.at - NOW, one.score) for one in points] == [(timedelta(0), 0), (timedelta(hours=1), 0)]


async def test_measuring_twice_at_one_moment_changes_nothing(services):
    number = await device(services, "r1")
    store(services, number)
    await services.health.measure(services.database)
    assert await services.health.measure(services.database) == 0
    async with services.database.reading() as session:
        assert len(await services.health.history(session, device_subject(number), NOW)) == 1


async def test_a_device_that_was_removed_is_forgotten_and_old_history_goes(services, hand):
    number = await device(services, "r1")
    await services.health.measure(services.database)
    async with services.database.transaction() as session:
        await services.inventory.delete_device(session, number, ROOT)
    await services.health.measure(services.database)
    async with services.database.reading() as session:
        assert set((await services.health.look(session)).devices) == set()
    hand.now = NOW + timedelta(days=400)
    async with services.database.transaction() as session:
        assert await services.health.purge(session) is False
        assert await services.health.history(session, "network", NOW - timedelta(days=1)) == []
