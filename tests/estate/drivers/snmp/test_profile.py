"""What one contact with a device leaves behind for the next, whether it was a poll or a visit."""

import asyncio
from dataclasses import replace

import pytest

from watchkeeper.estate.drivers.platforms.registry import shipped
from watchkeeper.estate.drivers.protocol import Outcome, Target
from watchkeeper.estate.drivers.snmp import ber, pdu
from watchkeeper.estate.drivers.snmp.describe import NEIGHBOURHOOD, SECTIONS, wanted_for
from watchkeeper.estate.drivers.snmp.driver import SnmpDriver
from watchkeeper.estate.drivers.snmp.session import Policy
from watchkeeper.estate.drivers.visits import VisitRequest
from watchkeeper.kit import oid as oids

ENTITY = "1.3.6.1.2.1.47.1.1.1.1"
SENSOR = "1.3.6.1.2.1.99.1.1.1"
SERIAL = f"{ENTITY}.11.1"
READINGS = frozenset({"sensors", "optics", "host"})
DOM = (1, 3, 6, 1, 4, 1, 2636, 3, 60, 1, 1, 1, 1)


@pytest.fixture
async def driver():
    made = SnmpDriver(policy=Policy(timeout_s=0.5, retries=1))
    yield made
    await made.aclose()


@pytest.fixture
async def agent(start_agent, make_device, num):
    """A switch with a serial number and a thermometer."""
    return await start_agent(
        make_device(2, serial="A1")
        | {
            f"{ENTITY}.2.10": (4, b"Intake"),
            f"{SENSOR}.1.10": num(8),
            f"{SENSOR}.2.10": num(9),
            f"{SENSOR}.3.10": num(1),
            f"{SENSOR}.4.10": num(235),
            f"{SENSOR}.5.10": num(1),
        }
    )


@pytest.fixture
def visit(driver, agent, targets):
    async def once(sections=SECTIONS):
        agent.requests.clear()
        [told] = await driver.visit(VisitRequest(targets(agent).targets, sections, 5.0))
        assert told.outcome is Outcome.OK
        return told.report

    return once


@pytest.fixture
def poll(driver, agent, targets):
    async def once():
        agent.requests.clear()
        collection = await driver.collect(targets(agent, tables=READINGS))
        assert collection.results[0].outcome is Outcome.OK
        return [(row["object"], row["value"]) for row in collection.batches["sensor"].to_pylist()]

    return once


def asked_below(agent, prefix):
    """How many names below a place were asked for by walking."""
    start = ber.encode_oid(oids.parse(prefix))
    walked = (request for request in agent.requests if request.kind != pdu.GET)
    return sum(name.startswith(start) for request in walked for name in request.names)


async def test_what_a_visit_read_no_poll_reads_again(agent, visit, poll, num):
    report = await visit()
    assert [(reading.descr, reading.value) for reading in report.sensors] == [("Intake", 23.5)]
    agent.values[f"{SENSOR}.4.10"] = num(240)
    assert await poll() == [("temperature/Intake", 24.0)]
    assert asked_below(agent, ENTITY) == 0
    assert asked_below(agent, SENSOR) > 0


async def test_a_visit_takes_over_once_what_a_poll_has_just_read(agent, visit, poll):
    assert await poll() == [("temperature/Intake", 23.5)]
    report = await visit()
    assert (report.identity.serial, report.serial_oid, report.identity.uptime_s) == ("A1", SERIAL, 1000.0)
    assert [(reading.descr, reading.value) for reading in report.sensors] == [
        ("Intake", None)
    ]  # the poll has stored it
    assert len(report.interfaces) == 2
    assert asked_below(agent, ENTITY) == asked_below(agent, SENSOR) == 0
    again = await visit()  # a day later, or after something changed: everything is read anew
    assert asked_below(agent, ENTITY) > 0
    assert asked_below(agent, SENSOR) > 0
    assert [(reading.descr, reading.value) for reading in again.sensors] == [("Intake", 23.5)]
    assert replace(again, timing=report.timing, sensors=()) == replace(report, sensors=())


async def test_who_a_device_is_needs_no_tree_while_its_serial_number_is_the_same(agent, visit):
    first = await visit(NEIGHBOURHOOD)
    assert asked_below(agent, ENTITY) > 0
    again = await visit(NEIGHBOURHOOD)
    assert asked_below(agent, ENTITY) == 0
    assert replace(again, timing=first.timing) == first


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({SERIAL: (4, b"B2")}, ("core-1", "B2")),
        ({"1.3.6.1.2.1.1.5.0": (4, b"core-2")}, ("core-2", "A1")),
        ({"1.3.6.1.2.1.1.3.0": (ber.TIMETICKS, b"\x01"), SERIAL: (4, b"C3")}, ("core-1", "C3")),
    ],
)
async def test_another_device_at_the_address_is_not_taken_for_the_one_that_was_there(
    agent, visit, poll, change, expected
):
    await poll()
    agent.values |= change
    report = await visit()
    assert (report.identity.sysname, report.identity.serial) == expected
    assert asked_below(agent, ENTITY) > 0


async def test_a_tree_that_came_in_part_is_read_again(agent, driver, visit, targets):
    def without_serials(request, reply):
        broken = any(name.startswith(ber.encode_oid(oids.parse(f"{ENTITY}.11"))) for name in request.names)
        return [reply(pdu.Answer(pdu.RESPONSE, 0, pdu.GEN_ERR, 0, []))] if broken else None

    agent.behave = without_serials
    await driver.collect(targets(agent, tables=READINGS))
    agent.behave = None
    assert (await visit()).identity.serial == "A1"
    assert asked_below(agent, ENTITY) > 0


async def test_devices_do_not_know_each_others_sensors(driver, agent, start_agent, make_device, targets):
    other = await start_agent(make_device(2, sysname="core-2", serial="B2"))
    request = targets(agent, other, tables=READINGS)
    await driver.collect(request)
    visits = await driver.visit(VisitRequest(request.targets, SECTIONS, 5.0))
    assert [[reading.descr for reading in told.report.sensors] for told in visits] == [["Intake"], []]
    assert [told.report.identity.serial for told in visits] == ["A1", "B2"]


def test_limits_and_names_are_no_moving_columns():
    """Polls of a Junos device asked for twelve columns of limits beside the readings of its optics."""
    junos = shipped().platform("junos")
    everything, moving = (wanted_for(junos, ["sensors"], lasting=lasting).columns for lasting in (True, False))
    assert {oid[-1] for oid in moving if oid[:-1] == DOM} == {5, 6, 7, 8, 25}
    assert {oid[-1] for oid in everything if oid[:-1] == DOM} == {5, 6, 7, 8, 25, *range(9, 13), *range(17, 25)}


async def test_limits_stay_those_of_the_first_reading(driver, start_agent, make_device, num, targets):
    values = make_device(1) | {
        "1.3.6.1.2.1.1.2.0": (ber.OBJECT_ID, ber.encode_oid((1, 3, 6, 1, 4, 1, 2636, 1, 1, 1, 2, 29))),
        **{f"{oids.dotted(DOM)}.{column}.1": num(value) for column, value in ((5, -300), (9, 200), (10, -1800))},
    }
    agent = await start_agent(values)
    request = targets(agent, tables=READINGS)
    await driver.collect(request)
    agent.values[f"{oids.dotted(DOM)}.5.1"] = num(-350)
    agent.requests.clear()
    second = await driver.collect(request)
    assert [row["rx_power_dbm"] for row in second.batches["optics"].to_pylist()] == [-3.5]
    assert asked_below(agent, f"{oids.dotted(DOM)}.9") == 0
    [told] = await driver.visit(VisitRequest(request.targets, SECTIONS, 5.0))
    [received] = [reading for reading in told.report.sensors if reading.optic == "rx_power_dbm"]
    assert (received.limits.low, received.limits.high) == (-18.0, 2.0)


async def test_a_target_without_credential_is_not_visited(driver):
    [told] = await driver.visit(VisitRequest([Target(1, "127.0.0.1", 9)], SECTIONS, 5.0))
    assert (told.outcome, told.report) == (Outcome.NOT_CONFIGURED, None)


async def test_devices_of_which_nothing_is_known_are_read_a_few_at_a_time(start_agent, make_device, targets, agent):
    driver = SnmpDriver(policy=Policy(timeout_s=30, retries=0), meeting=2)
    await driver.collect(targets(agent, tables=READINGS))
    inside, most, full, released = set(), 0, asyncio.Event(), asyncio.Event()

    def new(number):
        async def behave(request, reply):
            nonlocal most
            if request.kind != pdu.GET and not released.is_set():
                inside.add(number)
                most = max(most, len(inside))
                if len(inside) >= 2:
                    full.set()
                await released.wait()
            return [reply(request.answer)]

        return behave

    def known(request, reply):  # is not kept waiting by those that are new, and meanwhile they could all have begun
        if request.kind == pdu.GET_BULK and len(inside) >= 2:
            released.set()

    agent.behave = known
    others = [await start_agent(make_device(1, sysname=f"core-{number}"), new(number)) for number in range(5)]
    both = targets(agent, *others, tables=READINGS, budget_s=30)
    meeting = asyncio.create_task(driver.collect(replace(both, targets=both.targets[1:])))
    await full.wait()
    await driver.collect(replace(both, targets=both.targets[:1]))
    results = (await meeting).results
    assert {result.outcome for result in results} == {Outcome.EMPTY}
    assert most == 2
    await driver.aclose()


async def test_what_an_agent_measures_only_after_its_start_is_found(driver, agent, targets, num):
    """net-snmp has no hrProcessorLoad in its first minute: after a restart processors were missed for hours."""
    load, kind = "1.3.6.1.2.1.25.3.3.1.2.1", "1.3.6.1.2.1.25.3.2.1.2.1"
    told = []
    for uptime_s, row in ((30, {}), (90, {load: num(7)}), (130, {}), (500, {load: num(8)}), (610, {load: num(9)})):
        agent.values |= {"1.3.6.1.2.1.1.3.0": (ber.TIMETICKS, (uptime_s * 100).to_bytes(3, "big")), **row}
        agent.values |= {kind: (6, ber.encode_oid(oids.parse("1.3.6.1.2.1.25.3.1.3")))} if row else {}
        collection = await driver.collect(targets(agent, tables=frozenset({"host"})))
        rows = collection.batches["host"].to_pylist() if "host" in collection.batches else []
        told.append([row["used_percent"] for row in rows if row["kind"] == "cpu"])
    assert told == [[], [], [7.0], [8.0], [9.0]]
