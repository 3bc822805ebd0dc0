"""One device, one group of tables, one moment never costs another its turn."""

import asyncio
from datetime import timedelta

import pyarrow as pa

from watchkeeper.estate.drivers.protocol import CollectRequest
from watchkeeper.kit.families import AVAILABILITY, HOST
from watchkeeper.observe.polling.gathering import of_group
from watchkeeper.observe.polling.groups import ENVIRONMENT, INTERFACES, ONCE


async def test_slow_sensors_of_one_device_cost_nobody_a_cycle_of_interfaces(watch) -> None:
    await watch.add("quick", "slow")
    await watch.tick()
    for _ in range(4):
        await watch.minute()
    release = asyncio.Event()

    async def hold(request: CollectRequest) -> None:
        if "sensors" in request.tables:
            await release.wait()

    async def interfaces_ended() -> bool:
        return (await watch.cycles("interfaces"))[-1].status != "running"

    watch.snmp.before = hold
    await watch.minute(run=False)  # the fifth: sensors are due as well
    await watch.relay.start()
    try:
        await watch.until(interfaces_ended)
        assert (await watch.cycles("environment"))[-1].status == "running"
        await watch.minute(run=False)
        await watch.until(interfaces_ended)
        newest = (await watch.cycles("interfaces"))[-1]
        assert (newest.status, newest.ok, newest.skipped) == ("done", 2, {})
    finally:
        release.set()
    await watch.relay.stop()


async def test_a_slot_that_begins_while_a_tick_runs_is_due_at_once(watch) -> None:
    await watch.add("a")
    await watch.tick()
    watch.clock.advance(59.9995)  # timers may fire a little early
    await watch.tick()
    watch.clock.advance(0.001)
    assert watch.polling.scheduler._until_next() == 0
    await watch.tick()
    newest = (await watch.cycles("interfaces"))[-1]
    assert (newest.slot, newest.status) == (watch.clock().replace(microsecond=0), "done")
    assert timedelta(seconds=watch.polling.scheduler._until_next()) > timedelta(seconds=4)


async def test_sensors_wait_in_a_queue_of_their_own(watch) -> None:
    await watch.add("a")
    await watch.tick()
    for _ in range(5):
        await watch.minute()
    queues = {message.queue for message in await watch.messages("polling.run_environment")}
    assert queues == {"polling.environment"}
    assert (await watch.cycles("environment"))[-1].status == "done"


def test_two_groups_that_share_a_moment_tell_once_whether_a_device_answered() -> None:
    batches = {family.name: pa.RecordBatch.from_pylist([], family.stored) for family in (AVAILABILITY, HOST)}
    assert set(of_group(batches, ENVIRONMENT)) == {"host"}
    assert set(of_group(batches, INTERFACES)) == set(of_group(batches, ONCE)) == {"availability", "host"}
