"""The driver through its public verb: shards of agents, each misbehaving in its own way."""

import asyncio
import math
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from watchkeeper.estate.drivers.protocol import CollectRequest, Driver, Identity, Outcome, SnmpCredential, Target
from watchkeeper.estate.drivers.snmp import ber, pdu
from watchkeeper.estate.drivers.snmp.driver import SnmpDriver
from watchkeeper.estate.drivers.snmp.session import Policy

PATIENCE = Policy(timeout_s=0.08, retries=1)
SLOT = datetime(2026, 1, 5, tzinfo=UTC)
IFX = "1.3.6.1.2.1.31.1.1.1"
IF = "1.3.6.1.2.1.2.2.1"


@pytest.fixture
async def driver():
    made: Driver = SnmpDriver(policy=PATIENCE)
    yield made
    await made.aclose()


def again(request, results, **changes):
    listed = [
        Target(t.device_id, t.address, t.port, t.credential, known=changes.get("known", t.known), memory=r.memory)
        for t, r in zip(request.targets, results, strict=True)
    ]
    return CollectRequest(listed, request.tables, request.slot, request.budget_s)


def interface_rows(collection):
    return collection.batches["interface"].to_pylist()


async def test_a_shard_becomes_one_batch_with_the_agents_clock(driver, start_agent, targets):
    request = targets(await start_agent(), await start_agent())
    collection = await driver.collect(request)
    rows = interface_rows(collection)
    assert [(row["device_id"], row["object"]) for row in rows if row["device_id"] == 1] == [
        (1, f"eth{n}") for n in (1, 2, 3, 4)
    ]
    first = rows[0]
    assert first["ts"] == request.slot
    assert first["in_octets"] == 2**40 + 1
    assert (first["counter_bits"], first["uptime_ticks"], first["speed_bps"], first["oper_status"]) == (
        64,
        100_000,
        10**9,
        1,
    )
    assert [result.outcome for result in collection.results] == [Outcome.OK, Outcome.OK]
    assert collection.results[0].tables[0].rows == 4


async def test_an_agent_without_wide_counters_is_read_with_the_narrow_ones(driver, start_agent, targets, make_device):
    collection = await driver.collect(targets(await start_agent(make_device(wide=False))))
    assert [(row["in_octets"], row["counter_bits"]) for row in interface_rows(collection)][:2] == [
        (1000, 32),
        (2000, 32),
    ]


async def test_one_bad_device_of_each_kind_costs_the_good_ones_nothing(driver, start_agent, targets):
    def silent(request, reply):
        return []

    def wrong_id(request, reply):
        return [reply(request.answer)[:-1]]

    def general_error(request, reply):
        return [reply(pdu.Answer(pdu.RESPONSE, 0, pdu.GEN_ERR, 1, []))]

    good = [await start_agent() for _ in range(20)]
    bad = [await start_agent(behave=behaviour) for behaviour in (silent, wrong_id, general_error)]
    collection = await driver.collect(targets(*good, *bad))
    outcomes = [result.outcome for result in collection.results]
    assert outcomes[:20] == [Outcome.OK] * 20
    assert outcomes[20] is Outcome.TIMEOUT
    assert all(outcome not in {Outcome.OK, Outcome.EMPTY} for outcome in outcomes[20:22])
    assert len({row["device_id"] for row in interface_rows(collection)}) == 20


async def test_a_dead_device_costs_one_get_with_its_retries(driver, start_agent, targets):
    dead = await start_agent(behave=lambda *_: [])
    collection = await driver.collect(targets(dead))
    result = collection.results[0]
    assert (result.outcome, result.requests, len(dead.requests)) == (Outcome.TIMEOUT, 2, 2)
    assert {request.kind for request in dead.requests} == {pdu.GET}
    row = collection.batches["availability"].to_pylist()[0]
    assert (row["object"], row["up"], row["outcome"], row["loss_ratio"]) == ("snmp", 0, "timeout", 1.0)


async def test_a_refused_port_is_unreachable(driver, start_agent, targets):
    agent = await start_agent()
    request = targets(agent)
    agent.transport.close()
    await asyncio.sleep(0)
    collection = await driver.collect(request)
    assert (collection.results[0].outcome, collection.results[0].reason) == (Outcome.UNREACHABLE, "port unreachable")


async def test_no_credential_is_not_configured_and_asks_nobody(driver):
    request = CollectRequest([Target(1, "127.0.0.1", 9)], frozenset({"interfaces"}), SLOT)
    assert (await driver.collect(request)).results[0].outcome is Outcome.NOT_CONFIGURED


@pytest.mark.parametrize(
    ("known", "told", "fits"),
    [
        (Identity(sysname="core-1.example.net"), {"sysname": "CORE-1"}, True),
        (Identity(sysname="core-1"), {"sysname": "core-2"}, False),
        (Identity(serial="A1"), {"serial": "A1", "sysname": "renamed"}, True),
        (Identity(sysname="core-1", serial="A1"), {"serial": "B2", "sysname": "core-1"}, False),
        (Identity(), {"sysname": "whoever"}, True),
    ],
)
async def test_a_device_with_another_identity_gives_no_rows(
    driver, start_agent, targets, make_device, known, told, fits
):
    request = targets(await start_agent(make_device(**told)), tables=frozenset({"identity", "interfaces"}))
    request = again(request, [type("R", (), {"memory": {}})()], known=known)
    collection = await driver.collect(request)
    result = collection.results[0]
    if fits:
        assert result.outcome is Outcome.OK
        assert len(interface_rows(collection)) == 4
    else:
        assert result.outcome is Outcome.IDENTITY_MISMATCH
        assert all(batch.num_rows == 0 for batch in collection.batches.values())
        assert "known is" in result.reason


async def test_the_serial_learned_once_is_checked_in_every_greeting(driver, start_agent, targets, make_device):
    agent = await start_agent(make_device(serial="A1"))
    request = targets(agent, tables=frozenset({"identity"}))
    first = await driver.collect(request)
    assert first.results[0].identity.serial == "A1"
    agent.values.update(make_device(serial="B2"))
    second = again(request, first.results, known=Identity(serial="A1"))
    collection = await driver.collect(CollectRequest(second.targets, frozenset({"interfaces"}), second.slot))
    assert collection.results[0].outcome is Outcome.IDENTITY_MISMATCH
    assert collection.results[0].requests == 1


async def test_names_are_asked_once_and_again_after_a_restart(driver, start_agent, targets, make_device):
    agent = await start_agent()
    name = ber.encode_oid((1, 3, 6, 1, 2, 1, 31, 1, 1, 1, 1))

    def asked_for_names():
        return sum(any(n.startswith(name) for n in request.names) for request in agent.requests)

    request = targets(agent)
    first = await driver.collect(request)
    once = asked_for_names()
    second = await driver.collect(again(request, first.results))
    assert asked_for_names() == once
    agent.values.update(make_device(uptime=500))
    agent.values[f"{IFX}.1.1"] = (ber.OCTETS, b"renamed")
    third = await driver.collect(again(request, second.results))
    assert asked_for_names() > once
    assert interface_rows(third)[0]["object"] == "renamed"


async def test_an_interface_that_appears_later_gets_its_name(driver, start_agent, targets, make_device):
    agent = await start_agent(make_device(2))
    request = targets(agent)
    await driver.collect(request)
    agent.values.update(make_device(5))
    assert [row["object"] for row in interface_rows(await driver.collect(request))] == [f"eth{n}" for n in range(1, 6)]


async def test_equal_and_undecodable_names_stay_distinct_rows(driver, start_agent, targets, make_device):
    values = make_device(4)
    values |= {
        f"{IFX}.1.1": (4, b"same"),
        f"{IFX}.1.2": (4, b"same"),
        f"{IFX}.1.3": (4, b"caf\xe9\x00\x07"),
        f"{IFX}.1.4": (4, b""),
    }
    rows = interface_rows(await driver.collect(targets(await start_agent(values))))
    assert [row["object"] for row in rows] == ["same", "same#2", "café", "Ethernet port 4"]


async def test_wrong_types_become_nulls_and_cost_nothing_else(driver, start_agent, targets, make_device):
    values = make_device(3)
    values |= {
        f"{IFX}.6.1": (ber.OCTETS, b"not a number"),
        f"{IFX}.6.2": (ber.OCTETS, b"4711"),
        f"{IF}.8.1": (ber.INTEGER, b"\x7f\xff\xff\xff"),
        f"{IFX}.15.2": (ber.COUNTER64, b"\x00" + b"\xff" * 8),
        f"{IFX}.10.3": (ber.INTEGER, b"\xff"),
        f"{IF}.14.3": (ber.COUNTER32, b""),
    }
    rows = interface_rows(await driver.collect(targets(await start_agent(values))))
    assert [row["in_octets"] for row in rows] == [None, 4711, 2**40 + 3]
    assert [row["oper_status"] for row in rows] == [None, 2, 1]
    assert rows[1]["speed_bps"] is None
    assert rows[2]["out_octets"] is None
    assert rows[2]["in_errors"] is None
    assert rows[0]["out_octets"] == 2**41 + 1


async def test_counters_that_go_back_are_reported_as_they_are(driver, start_agent, targets):
    agent = await start_agent()
    request = targets(agent)
    await driver.collect(request)
    agent.values[f"{IFX}.6.1"] = (ber.COUNTER64, b"\x07")
    assert interface_rows(await driver.collect(request))[0]["in_octets"] == 7


async def test_what_the_budget_does_not_allow_is_partial_and_what_was_read_is_kept(start_agent, targets, make_device):
    async def slow(request, reply):
        await asyncio.sleep(0.05 if request.kind == pdu.GET_BULK else 0)

    driver = SnmpDriver(policy=Policy(timeout_s=1, retries=0, columns=4))
    request = targets(await start_agent(make_device(200), slow), budget_s=0.4)
    result = (await driver.collect(request)).results[0]
    assert result.outcome in {Outcome.PARTIAL, Outcome.TIMEOUT}
    assert result.tables[0].outcome is not Outcome.OK
    assert result.elapsed_s < 2
    await driver.aclose()


async def test_an_agent_that_is_silent_until_its_budget_ends_has_not_answered(start_agent, targets):
    driver = SnmpDriver(policy=Policy(timeout_s=0.1, retries=5, backoff=1, jitter=0))
    request = targets(await start_agent(behave=lambda _request, _reply: []), budget_s=0.15)
    collection = await driver.collect(request)
    assert collection.results[0].outcome is Outcome.TIMEOUT
    assert collection.batches["availability"].to_pylist()[0]["up"] == 0
    await driver.aclose()


async def test_the_pace_learned_is_given_back_and_taken_up(driver, start_agent, targets):
    def small(request, reply):
        big = request.kind == pdu.GET_BULK and request.second > 5
        return [reply(pdu.Answer(pdu.RESPONSE, 0, pdu.TOO_BIG, 0, []))] if big else None

    agent = await start_agent(behave=small)
    request = targets(agent)
    first = await driver.collect(request)
    learned = first.results[0].memory["repetitions"]
    assert learned == 3
    agent.requests.clear()
    await driver.collect(again(request, first.results))
    assert max(request.second for request in agent.requests if request.kind == pdu.GET_BULK) <= learned


@pytest.mark.parametrize("stuck_apart", [False, True])
async def test_who_is_asked_apart_queues_behind_nobody_and_nobody_behind_it(start_agent, targets, stuck_apart):
    """Slow devices waited for places that thousands of others had asked for while these had said their first word."""
    held, release = asyncio.Event(), asyncio.Event()

    async def hold(request, reply):
        held.set()
        await release.wait()

    driver = SnmpDriver(policy=Policy(timeout_s=30, retries=0), active=1, greeting=1)
    requests = [
        replace(targets(await start_agent(behave=behave)), apart=apart)
        for behave, apart in ((hold, stuck_apart), (None, not stuck_apart))
    ]
    stuck = asyncio.create_task(driver.collect(requests[0]))
    await held.wait()
    assert [result.outcome for result in (await driver.collect(requests[1])).results] == [Outcome.OK]
    assert not stuck.done()
    release.set()
    await stuck
    await driver.aclose()


async def test_the_last_that_a_shard_waits_for_does_not_queue_behind_other_shards(start_agent, targets):
    """Nine of ten had been read when the one that was slow to greet had to wait for the devices of another shard."""
    read, held, release, late = set(), asyncio.Event(), asyncio.Event(), asyncio.Event()
    most_read = asyncio.Event()

    def walker(number):
        def note(request, reply):
            read.update({number} if request.kind == pdu.GET_BULK else ())
            if len(read) == 9:
                most_read.set()

        return note

    async def hold(request, reply):
        if request.kind == pdu.GET_BULK:
            held.set()
            await release.wait()

    async def greet_late(request, reply):
        await late.wait()

    async def greet_at_last(request, reply):
        await release.wait()

    driver = SnmpDriver(policy=Policy(timeout_s=30, retries=0), active=1)
    quick = [await start_agent(behave=walker(number)) for number in range(9)]
    shard = asyncio.create_task(driver.collect(targets(*quick, await start_agent(behave=greet_late), budget_s=30)))
    await most_read.wait()
    others = targets(await start_agent(behave=hold), await start_agent(behave=greet_at_last), budget_s=30)
    stuck = asyncio.create_task(driver.collect(others))
    await held.wait()
    late.set()
    assert {result.outcome for result in (await shard).results} == {Outcome.OK}
    assert not stuck.done()
    release.set()
    await stuck
    await driver.aclose()


async def test_an_agent_with_nothing_is_empty_and_an_unknown_table_unsupported(driver, start_agent, targets):
    agent = await start_agent({"1.3.6.1.2.1.1.3.0": (ber.TIMETICKS, b"\x01"), "1.3.6.1.2.1.1.5.0": (4, b"x")})
    collection = await driver.collect(targets(agent, tables=frozenset({"interfaces", "weather"})))
    assert {t.table: t.outcome for t in collection.results[0].tables} == {
        "interfaces": Outcome.EMPTY,
        "weather": Outcome.UNSUPPORTED,
    }


async def test_version_one_agents_are_polled_too(driver, start_agent):
    agent = await start_agent()
    agent.values = {k: v for k, v in agent.values.items() if v[0] != ber.COUNTER64}
    target = Target(1, "127.0.0.1", agent.port, SnmpCredential(version="1", community="public"))
    collection = await driver.collect(CollectRequest([target], frozenset({"interfaces"}), SLOT))
    assert [row["in_octets"] for row in interface_rows(collection)] == [1000, 2000, 3000, 4000]
    assert pdu.GET_BULK not in {request.kind for request in agent.requests}


ENTITY = "1.3.6.1.2.1.47.1.1.1.1"
SENSOR = "1.3.6.1.2.1.99.1.1.1"


async def test_sensors_optics_and_host_become_their_families(driver, start_agent, targets, make_device, num):
    values = make_device(2)
    values |= {
        f"{ENTITY}.2.10": (4, b"Intake"), f"{SENSOR}.1.10": num(8), f"{SENSOR}.2.10": num(9), f"{SENSOR}.3.10": num(1),
        f"{SENSOR}.4.10": num(235), f"{SENSOR}.5.10": num(1),
        f"{ENTITY}.2.20": (4, b"Ethernet1 Receive power"), f"{ENTITY}.4.20": num(21), f"{SENSOR}.1.20": num(14),
        f"{SENSOR}.2.20": num(9), f"{SENSOR}.3.20": num(2), f"{SENSOR}.4.20": num(-742), f"{SENSOR}.5.20": num(1),
        "1.3.6.1.2.1.47.1.3.2.1.2.21.0": (6, ber.encode_oid((1, 3, 6, 1, 2, 1, 2, 2, 1, 1, 2))),
        "1.3.6.1.2.1.25.3.3.1.2.1": num(37), "1.3.6.1.2.1.25.3.2.1.3.1": (4, b"CPU"),
    }  # fmt: skip
    agent = await start_agent(values)
    request = targets(agent, tables=frozenset({"sensors", "optics", "host"}))
    first = await driver.collect(request)
    agent.requests.clear()
    values[f"{SENSOR}.4.10"] = num(240)
    second = await driver.collect(again(request, first.results))
    for collection, degrees in ((first, 23.5), (second, 24.0)):
        sensor = collection.batches["sensor"].to_pylist()
        assert [(row["object"], row["value"], row["unit"]) for row in sensor] == [("temperature/Intake", degrees, "°C")]
        optics = collection.batches["optics"].to_pylist()
        assert [(row["object"], row["light"]) for row in optics] == [("eth2", 1)]
        assert math.isclose(optics[0]["rx_power_dbm"], -7.42, abs_tol=0.001)
        host = collection.batches["host"].to_pylist()
        assert [(row["object"], row["kind"], row["used_percent"]) for row in host] == [("cpu/CPU", "cpu", 37.0)]
    assert second.results[0].requests < first.results[0].requests
    assert not any(name.startswith(ber.encode_oid((1, 3, 6, 1, 2, 1, 47))) for r in agent.requests for name in r.names)


async def test_a_slow_device_delays_no_other(start_agent, targets):
    release, walked, seen = asyncio.Event(), asyncio.Event(), set()

    async def slow(request, reply):
        await release.wait()

    def walker(number):
        def fast(request, reply):
            if request.kind == pdu.GET_BULK:
                seen.add(number)
            if len(seen) == 10:
                walked.set()

        return fast

    driver = SnmpDriver(policy=Policy(timeout_s=30, retries=0), active=2, greeting=50)
    fast = [await start_agent(behave=walker(number)) for number in range(10)]
    stuck = [await start_agent(behave=slow) for _ in range(5)]
    shard = asyncio.create_task(driver.collect(targets(*stuck, *fast, budget_s=30)))
    await walked.wait()
    assert not shard.done()
    release.set()
    assert len((await shard).results) == 15
    await driver.aclose()
