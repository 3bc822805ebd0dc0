"""From a tick to rows on disk, events and a report; everything real but the devices and the clock."""

import asyncio
import threading

from watchkeeper.core.errors import UnavailableError
from watchkeeper.core.http.paging import ListQuery
from watchkeeper.core.http.security import Principal
from watchkeeper.estate.drivers.protocol import CollectRequest, Outcome
from watchkeeper.estate.inventory.facts import DeviceFacts, InterfaceFacts
from watchkeeper.observe.polling.stages import StoredBatch
from watchkeeper.observe.polling.tasks import RunShard


async def test_a_cycle_from_plan_to_durable_rows(watch) -> None:
    first, second = await watch.add("a", "b")
    await watch.tick()
    once, interfaces, environment = await watch.cycles()
    assert (once.group_name, interfaces.group_name, environment.group_name) == ("once", "interfaces", "environment")
    await watch.minute()
    cycle = (await watch.cycles("interfaces"))[-1]
    assert (cycle.status, cycle.planned, cycle.ok, cycle.rows) == ("done", 2, 2, 4)
    assert cycle.finished_at is not None
    assert (cycle.varbinds, cycle.requests) == (48, 4)
    rows = [row for row in watch.rows() if row["ts"] == cycle.slot]
    assert {(row["device_id"], row["object"]) for row in rows} == {
        (first, "eth0"), (first, "eth1"), (second, "eth0"), (second, "eth1"),
    }  # fmt: skip
    device = await watch.device(first)
    assert (device.state, device.last_outcome) == ("up", "ok")
    assert device.driver_memory == {"repetitions": 25}


async def test_rates_come_from_one_poll_to_the_next(watch) -> None:
    [device] = await watch.add("a")
    await watch.tick()
    for _ in range(2):
        watch.agent(1).octets += 60_000_000
        await watch.minute()
    newest = max(watch.rows(), key=lambda row: row["ts"])
    assert newest["device_id"] == device
    assert newest["quality"] == 0
    assert abs(newest["in_bps"] - 8_000_000) < 1


async def test_new_devices_are_polled_at_once_and_only_once(watch) -> None:
    await watch.tick()
    await watch.add("a")
    await watch.tick()
    await watch.tick()
    assert [cycle.planned for cycle in await watch.cycles("once")] == [1]


async def test_an_empty_inventory_plans_nothing(watch) -> None:
    await watch.tick()
    await watch.minute()
    assert await watch.cycles() == []


async def test_two_ticks_plan_a_slot_once(watch) -> None:
    await watch.add("a")
    await watch.tick()
    watch.clock.advance(60)
    await watch.polling.scheduler.tick()
    async with watch.database.transaction() as session:
        await watch.polling.scheduler._planner.plan_due(session, watch.clock())
    slots = [cycle.slot for cycle in await watch.cycles("interfaces")]
    assert len(slots) == len(set(slots)) == 2


async def test_a_slow_device_does_not_delay_another_once_it_is_known_to_be_slow(make_watch) -> None:
    async with make_watch() as watch:
        await watch.add("quick", "slow")
        watch.agent(2).elapsed_s = 30.0
        await watch.tick()
        await watch.minute()
        watch.snmp.requests.clear()
        held, release = asyncio.Event(), threading.Event()
        loop = asyncio.get_running_loop()

        async def hold(request: CollectRequest) -> None:
            if any(target.address == "10.0.0.2" for target in request.targets):
                loop.call_soon_threadsafe(held.set)
                await asyncio.to_thread(release.wait, 30)

        async def quick_is_stored() -> bool:
            return any(row["ts"] == watch.clock() for row in watch.rows())

        async def cycle_has_ended() -> bool:
            return (await watch.cycles("interfaces"))[-1].status != "running"

        watch.snmp.before = hold
        watch.clock.advance(60)
        await watch.polling.scheduler.tick()
        await watch.relay.start()
        try:
            await held.wait()
            await watch.until(quick_is_stored)
            assert {row["device_id"] for row in watch.rows() if row["ts"] == watch.clock()} == {1}
        finally:
            release.set()
        await watch.until(cycle_has_ended)
        await watch.relay.stop()
        assert (await watch.cycles("interfaces"))[-1].ok == 2
        apart = {target.address: request.apart for request in watch.snmp.requests for target in request.targets}
        assert apart == {"10.0.0.1": False, "10.0.0.2": True}


async def test_a_device_whose_poll_still_runs_is_skipped_and_counted(watch) -> None:
    await watch.add("a", "b")
    await watch.tick()
    await watch.minute(run=False)
    await watch.minute(run=False)
    newest = (await watch.cycles("interfaces"))[-1]
    assert (newest.status, newest.planned, newest.skipped, newest.shards) == ("skipped", 2, {"overrun": 2}, 0)
    await watch.run()
    assert [cycle.status for cycle in await watch.cycles("interfaces")][-2:] == ["skipped", "skipped"]
    assert (await watch.cycles("interfaces"))[-2].skipped == {"missed": 2}


async def test_a_backlog_skips_whole_cycles(make_watch) -> None:
    async with make_watch(backlog_shards=1) as watch:
        await watch.add("a")
        await watch.tick()
        await watch.minute(run=False)
        await watch.add("b", interval_s=30)
        await watch.tick(run=False)
        watch.clock.advance(30)
        await watch.tick(run=False)
        newest = [cycle for cycle in await watch.cycles("interfaces") if cycle.interval_s == 30][-1]
        assert (newest.status, newest.skipped) == ("skipped", {"backlog": 1})


async def test_slots_missed_while_nothing_ran_are_told_once_and_not_made_up_for(watch) -> None:
    await watch.add("a")
    await watch.tick()
    asked = watch.snmp.asked("10.0.0.1")
    watch.clock.advance(10 * 60)
    await watch.tick()
    cycles = await watch.cycles("interfaces")
    assert [(cycle.status, cycle.skipped) for cycle in cycles] == [
        ("skipped", {"overrun": 1}),  # its first contact was on the way
        ("done", {}),
        ("skipped", {"missed_slots": 9}),
    ]
    assert watch.snmp.asked("10.0.0.1") == asked + 2  # interfaces and environment, once each


async def test_a_shard_that_starts_late_is_done_and_counted_late(watch) -> None:
    await watch.add("a")
    await watch.tick()
    await watch.minute(run=False)
    watch.clock.advance(40)
    await watch.run()
    newest = (await watch.cycles("interfaces"))[-1]
    assert (newest.status, newest.ok, newest.late) == ("done", 1, 1)


async def test_the_breaker_opens_probes_and_closes(watch) -> None:
    a, b = await watch.add("a", "b")
    await watch.tick()
    watch.silence(1)
    for _ in range(3):
        await watch.minute()
    assert (await watch.device(a)).state == "down"
    assert (await watch.device(b)).state == "up"
    watch.clock.advance(-1)  # the first probe is due after 48 to 72 s
    asked = watch.snmp.asked("10.0.0.1")
    watch.clock.advance(41)
    async with watch.database.transaction() as session:
        await watch.polling.scheduler._planner.plan_due(session, watch.clock())
    await watch.run()
    assert watch.snmp.asked("10.0.0.1") == asked
    watch.clock.advance(60)
    watch.snmp.requests.clear()
    await watch.tick()
    probes = [request for request in watch.snmp.requests if any(t.address == "10.0.0.1" for t in request.targets)]
    assert [(request.tables, request.apart) for request in probes] == [(frozenset(), True)]
    cycle = (await watch.cycles("interfaces"))[-1]
    assert (cycle.ok, cycle.failed, cycle.status) == (1, 1, "partial")
    watch.revive(1)
    watch.clock.advance(180)
    watch.snmp.requests.clear()
    await watch.tick()
    tables = [set(r.tables) for r in watch.snmp.requests if any(t.address == "10.0.0.1" for t in r.targets)]
    assert set() in tables
    assert {"interfaces"} in tables
    assert (await watch.device(a)).state == "up"
    assert [event.kind for event in await watch.events("device_down", "device_up")] == ["device_down", "device_up"]


async def test_skipped_breakers_are_counted_and_survive_a_restart(make_watch) -> None:
    async with make_watch() as watch:
        await watch.add("a", "b")
        await watch.tick()
        watch.silence(1)
        for _ in range(4):
            await watch.minute()
    async with make_watch() as restarted:
        restarted.snmp.agents = watch.snmp.agents
        restarted.clock.advance(1)
        async with restarted.database.reading() as session:
            breakers, total = await restarted.polling.service.list_breakers(session, ListQuery())
        assert (total, str(breakers[0].state), breakers[0].device_name) == (1, "open", "a")
        async with restarted.database.transaction() as session:
            await restarted.polling.service.reset_breaker(session, breakers[0].device_id)
        restarted.snmp.agents["10.0.0.1"].outcome = Outcome.OK
        await restarted.minute()
        newest = (await restarted.cycles("interfaces"))[-1]
        assert (newest.ok, newest.skipped, newest.failed, newest.partial) == (2, {}, 0, 0)


async def test_a_device_that_answers_as_another_is_quarantined_and_flagged(watch) -> None:
    [a] = await watch.add("a")
    await watch.tick()
    before = watch.stored()
    watch.agent(1).serial, watch.agent(1).name = "SOMEONE-ELSE", "intruder"
    await watch.minute()
    assert watch.stored() == before
    cycle = (await watch.cycles("interfaces"))[-1]
    assert (cycle.status, cycle.failed, cycle.rows) == ("failed", 1, 0)
    device = await watch.device(a)
    assert (device.identity_state, device.serial, device.state) == ("mismatch", "S1", "unknown")
    watch.agent(1).serial, watch.agent(1).name = "S1", "a"
    await watch.minute()
    assert watch.stored() == before + 2
    assert (await watch.device(a)).identity_state != "mismatch"


async def test_a_device_without_a_credential_is_skipped_and_says_so(watch) -> None:
    [a] = await watch.add("a", credential_id=None)
    await watch.tick()
    await watch.minute()
    cycle = (await watch.cycles("interfaces"))[-1]
    assert (cycle.status, cycle.skipped) == ("skipped", {"not_configured": 1})
    device = await watch.device(a)
    assert (device.state, device.last_outcome) == ("unknown", "not_configured")


async def test_a_task_delivered_twice_changes_nothing(watch) -> None:
    await watch.add("a")
    await watch.tick()
    watch.agent(1).octets += 1_000
    await watch.minute()
    rows, cycles = watch.rows(), [(c.id, c.ok, c.rows, c.shards_done) for c in await watch.cycles()]
    for shard in await watch.shards():
        await watch.polling.runner.run(RunShard(shard_id=shard.id))
    assert watch.rows() == rows
    assert [(c.id, c.ok, c.rows, c.shards_done) for c in await watch.cycles()] == cycles


async def test_the_same_shard_run_by_two_workers_at_once_is_stored_and_counted_once(watch) -> None:
    await watch.add("a")
    await watch.tick()
    await watch.minute(run=False)
    [shard] = [
        shard for shard in await watch.shards() if shard.status == "pending" and shard.group_name == "interfaces"
    ]
    before = watch.stored()
    payload = RunShard(shard_id=shard.id)
    await asyncio.gather(watch.polling.runner.run(payload), watch.polling.runner.run(payload))
    cycle = (await watch.cycles("interfaces"))[-1]
    assert (cycle.ok, cycle.shards_done, cycle.rows) == (1, 1, 2)
    assert watch.stored() == before + 2


async def test_a_full_disk_is_in_the_report_and_the_next_cycle_goes_on(watch, monkeypatch) -> None:
    a, _ = await watch.add("a", "b")
    await watch.tick()

    def full(*_args: object, **_kwargs: object) -> None:
        raise UnavailableError("There is no room to write.")

    monkeypatch.setattr(watch.series, "write", full)
    await watch.minute()
    cycle = (await watch.cycles("interfaces"))[-1]
    assert (cycle.status, cycle.failed, cycle.ok) == ("failed", 2, 0)
    async with watch.database.reading() as session:
        detail = await watch.polling.service.cycle(session, cycle.id)
    assert detail.errors == ["There is no room to write."]
    assert [outcome.reason for outcome in detail.outcomes] == ["There is no room to write."] * 2
    monkeypatch.undo()
    await watch.minute()
    assert (await watch.cycles("interfaces"))[-1].status == "done"
    assert (await watch.device(a)).state == "up"


async def test_stages_see_stored_batches_and_their_faults_cost_no_sample(make_watch) -> None:
    seen: list[StoredBatch] = []

    class Good:
        name = "good"

        async def run(self, batch: StoredBatch) -> None:
            seen.append(batch)

    class Bad:
        name = "bad"

        async def run(self, batch: StoredBatch) -> None:
            raise ValueError("broken")

    async with make_watch(stages=[Bad(), Good()]) as watch:
        await watch.add("a")
        await watch.tick()
        await watch.minute()
        cycle = (await watch.cycles("interfaces"))[-1]
        assert cycle.status == "done"
        assert [(batch.family, batch.rows.num_rows, batch.slot) for batch in seen][-1] == ("interface", 2, cycle.slot)
        async with watch.database.reading() as session:
            detail = await watch.polling.service.cycle(session, cycle.id)
        assert detail.errors == ["bad: ValueError: broken"]


async def test_interfaces_that_go_down_and_up_are_events_once(watch) -> None:
    [a] = await watch.add("a")
    await watch.tick()
    await watch.minute()
    watch.agent(1).ports["eth1"] = 2
    for _ in range(2):
        await watch.minute()
    watch.agent(1).ports["eth1"] = 1
    await watch.minute()
    happened = await watch.events("interface_down", "interface_up")
    assert [(e.device_id, e.object, e.kind, e.from_state, e.to_state) for e in happened] == [
        (a, "eth1", "interface_down", "up", "down"),
        (a, "eth1", "interface_up", "down", "up"),
    ]


async def test_facts_read_between_two_polls_hide_no_change(watch) -> None:
    """A port came up after a restart just before the facts were read, and its alert stayed for ever."""
    [a] = await watch.add("a")

    async def read_facts() -> None:
        ports = [InterfaceFacts(f"eth{at}", at + 1, oper_status="up", admin_status="up") for at in range(2)]
        async with watch.database.transaction() as session:
            await watch.inventory.record_facts(session, [DeviceFacts(a, watch.clock(), interfaces=ports)])

    await watch.tick()
    await watch.minute()
    await read_facts()
    watch.agent(1).ports["eth1"] = 2
    await watch.minute()
    watch.agent(1).ports["eth1"] = 1
    await read_facts()
    watch.polling.statuses.forget([a])  # as when it comes into another shard
    await watch.minute()
    assert [event.object for event in await watch.events("interface_up")] == ["eth1"]


async def test_a_restart_is_an_event_and_asks_for_facts_again(make_watch) -> None:
    async with make_watch() as watch:
        await watch.add("a")
        await watch.tick()
        await watch.minute()
        watch.agent(1).uptime_ticks = 2_000
        await watch.minute()
        watch.agent(1).uptime_ticks = 8_000
        await watch.minute()
        assert [event.kind for event in await watch.events("device_restarted")] == ["device_restarted"]


async def test_a_device_removed_after_planning_is_told_as_gone(watch) -> None:
    a, _ = await watch.add("a", "b")
    await watch.tick()
    await watch.minute(run=False)
    async with watch.database.transaction() as session:
        await watch.inventory.delete_device(session, a, Principal(1, "eve", "engineer", frozenset()))
    await watch.run()
    cycle = (await watch.cycles("interfaces"))[-1]
    assert (cycle.status, cycle.ok, cycle.skipped) == ("done", 1, {"gone": 1})
