"""The limits that devices give: read from a report, kept with what they were before, and shown."""

from datetime import UTC, datetime, timedelta

import pytest

from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.drivers.snmp.report import DeviceReport, InterfaceReport, Limits, PartialTable, SensorReport
from watchkeeper.estate.inventory.browse_endpoints import build_browse_router
from watchkeeper.estate.inventory.limits.reading import in_order, limits_of
from watchkeeper.estate.inventory.limits.recording import SeriesLimit, alarms, record, stamp

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
LATER = AT + timedelta(hours=6)
PORT = InterfaceReport(7, "xe-0/0/0", "", "", "", None, None, None, None, None, {})
LIGHT = Limits(-16.4, -14.4, 3.5, 4.5)


def light(lane="7", limits=LIGHT):
    return SensorReport("dbm", lane, f"Rx {lane}", -5.0, "dBm", limits=limits, optic="rx_power_dbm", if_index=7)


def report(*sensors, partial=()):
    return DeviceReport(Outcome.OK, interfaces=(PORT,), sensors=sensors, partial=partial)


async def keep(database, device_id, told, at=AT):
    async with database.transaction() as session:
        await record(session, [limits_of(device_id, told, at)])


@pytest.fixture
def client(api_client, inventory):
    return api_client(build_browse_router(inventory))


async def listed(client, device_id, **query):
    answer = await client.get(f"/api/v1/devices/{device_id}/limits", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def test_limits_have_the_name_and_the_unit_of_their_samples():
    bias = SensorReport("current", "7", "bias", 0.04, "A", limits=Limits(high=0.085), optic="bias_ma", if_index=7)
    watts = SensorReport(
        "power", "7", "Rx", 3e-4, "W", limits=Limits(low=1e-5, high=1e-3), optic="rx_power_dbm", if_index=7
    )
    fans = [SensorReport("fanspeed", str(one), "Fan", 900.0, "rpm", limits=Limits(low=300.0)) for one in (1, 2)]
    state = SensorReport("state", "1", "PSU", 1.0, "", limits=Limits(low=1.0))
    rows = limits_of(1, report(bias, watts, *fans, state), AT).rows
    assert {(row["object"], row["metric"]): (row["low_alarm"], row["high_alarm"], row["unit"]) for row in rows} == {
        ("xe-0/0/0", "bias_ma"): (None, 85.0, "mA"),
        ("xe-0/0/0", "rx_power_dbm"): (-20.0, 0.0, "dBm"),
        ("fanspeed/Fan#1", "value"): (300.0, None, "rpm"),
        ("fanspeed/Fan#2", "value"): (300.0, None, "rpm"),
    }


@pytest.mark.parametrize(
    ("limits", "sane"),
    [((-16, -14, 3, 4), True), ((None, None, 3, 4), True), ((0, 0, 0, 0), False), ((4, 3, -14, -16), False)],
)
def test_limits_must_rise(limits, sane):
    assert in_order(limits) is sane


def test_infinite_limits_are_none():
    assert limits_of(1, report(light(limits=Limits(low=float("-inf"), high=float("nan")))), AT).rows == []


async def test_changed_limits_say_what_they_were_and_the_same_again_change_nothing(database, client, add_devices):
    [device] = await add_devices("a")
    await keep(database, device, report(light()))
    await keep(database, device, report(light()), LATER)
    [one] = await listed(client, device)
    assert (one["low_alarm"], one["high_warning"], one["usable"], one["before"]) == (-16.4, 3.5, True, None)
    assert one["changed_at"] == "2026-01-05T12:00:00Z"
    await keep(database, device, report(light(limits=Limits(-18.0, -14.4, 3.5, 4.5))), LATER)
    [one] = await listed(client, device)
    assert (one["low_alarm"], one["before"]["low_alarm"], one["changed_at"]) == (-18.0, -16.4, "2026-01-05T18:00:00Z")
    assert await listed(client, device, q="bias") == []


async def test_of_lanes_the_narrowest_limits_count_and_disorder_does_not(database, add_devices):
    [device] = await add_devices("a")
    lanes = (light("7.0"), light("7.1", Limits(low=-12.0, high=5.0)), light("7.2", Limits(low=2.0, high=1.0)))
    await keep(database, device, report(*lanes))
    async with database.reading() as session:
        assert await alarms(session, "optics", device) == [SeriesLimit(device, "rx_power_dbm", "xe-0/0/0", -12.0, 4.5)]
        assert await alarms(session, "sensor") == []


async def test_limits_go_with_their_module_but_not_with_a_table_that_came_in_part(database, client, add_devices):
    [device] = await add_devices("a")
    await keep(database, device, report(light()))
    async with database.reading() as session:
        before = await stamp(session, "optics")
    await keep(database, device, report(partial=(PartialTable("DOM", "timeout"),)), LATER)
    assert len(await listed(client, device)) == 1
    await keep(database, device, report(), LATER)
    assert await listed(client, device) == []
    async with database.reading() as session:
        assert await stamp(session, "optics") != before
