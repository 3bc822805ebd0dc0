"""Ticks: classes and intervals, chores, lost tasks, and the loop around them."""

import asyncio
from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from watchkeeper.core.outbox.models import OutboxMessage
from watchkeeper.core.tasks import Task
from watchkeeper.observe.polling.chores import HOUSEHOLD, Chore, plan_chores
from watchkeeper.observe.polling.tasks import Tidy

SWEEP_FLOOR = Task("test.sweep_floor", Tidy, queue="maintenance")


async def test_devices_are_polled_at_their_own_interval(watch) -> None:
    await watch.add("often", interval_s=30)
    await watch.add("seldom", interval_s=300)
    await watch.tick()
    for _ in range(10):
        watch.clock.advance(30)
        await watch.tick()
    done = [cycle for cycle in await watch.cycles("interfaces") if cycle.status == "done"]
    by_interval = {s: sum(1 for cycle in done if cycle.interval_s == s) for s in (30, 300)}
    assert by_interval == {30: 10, 300: 1}


async def test_a_change_of_interval_takes_effect_without_a_restart(watch) -> None:
    [a] = await watch.add("a", interval_s=300)
    await watch.tick()
    async with watch.database.transaction() as session:
        device = await watch.inventory.device(session, a)
        device.interval_s = 10
    watch.clock.advance(10)
    await watch.tick()
    assert [c.interval_s for c in await watch.cycles("interfaces") if c.status == "done"] == [10]


async def test_disabled_polling_plans_nothing(make_watch) -> None:
    async with make_watch(enabled=False) as watch:
        await watch.add("a")
        await watch.tick()
        assert await watch.cycles() == []


async def test_shards_are_spread_over_the_interval(make_watch) -> None:
    async with make_watch(shard_devices=1, spread=0.75) as watch:
        await watch.add("a", "b", "c")
        await watch.tick()
        watch.clock.advance(60)
        await watch.tick()
        cycle = (await watch.cycles("interfaces"))[-1]
        due = [shard.due_at - cycle.slot for shard in await watch.shards() if shard.cycle_id == cycle.id]
        assert due == [timedelta(seconds=seconds) for seconds in (0, 15, 30)]
        assert (cycle.status, cycle.shards_done) == ("running", 1)
        watch.clock.advance(30)
        await watch.run()
        assert [c.status for c in await watch.cycles("interfaces")][-1] == "done"
        assert {row["ts"] - cycle.slot for row in watch.rows() if row["ts"] >= cycle.slot} == set(due)


async def test_chores_are_enqueued_once_a_slot_and_not_made_up_for(watch) -> None:
    chores = [Chore("sweep", 300, SWEEP_FLOOR, Tidy())]
    for seconds in (0, 10, 300, 900):
        watch.clock.advance(seconds)
        async with watch.database.transaction() as session:
            await plan_chores(session, chores, watch.clock())
    assert len(await watch.messages(SWEEP_FLOOR.name)) == 3


def test_the_household_keeps_its_word() -> None:
    assert {chore.name for chore in HOUSEHOLD} == {
        "series.compact",
        "series.enforce_retention",
        "events.purge",
        "polling.tidy",
        "polling.expire_states",
    }
    assert all(isinstance(chore.payload, chore.task.payload) for chore in HOUSEHOLD)


async def test_a_shard_whose_task_was_lost_is_told_and_its_cycle_ends(watch) -> None:
    await watch.add("a")
    await watch.tick()
    await watch.minute(run=False)
    async with watch.database.transaction() as session:
        await session.execute(update(OutboxMessage).values(status="dead"))
    assert await watch.polling.scheduler.end_lost_shards() == 0
    watch.clock.advance(700)
    assert await watch.polling.scheduler.end_lost_shards() == 1
    cycle = (await watch.cycles("interfaces"))[-1]
    assert (cycle.status, cycle.failed) == ("failed", 1)
    async with watch.database.reading() as session:
        detail = await watch.polling.service.cycle(session, cycle.id)
    assert "lost" in detail.outcomes[0].reason


async def test_new_devices_wait_in_a_queue_of_their_own_and_are_met_however_many_there_are(watch) -> None:
    await watch.add("a")
    await watch.tick()
    await watch.add("b")
    await watch.tick(run=False)
    planned = await watch.messages("polling.run_first_contact")
    assert {message.queue for message in planned} == {"polling.first_contacts"}
    watch.clock.advance(14 * 60)  # thousands were added with it, and it is one of the last
    assert await watch.polling.scheduler.end_lost_shards() == 0
    await watch.tick()
    scheduled = max(await watch.cycles("interfaces"), key=lambda cycle: cycle.slot)
    met = (await watch.cycles("once"))[-1]
    assert (scheduled.ok, scheduled.skipped) == (1, {"overrun": 1})
    assert (met.status, met.ok, met.late) == ("done", 1, 1)


async def test_a_new_device_whose_task_was_lost_is_given_back_to_the_schedule(watch) -> None:
    await watch.add("a")
    await watch.tick(run=False)
    async with watch.database.transaction() as session:
        await session.execute(update(OutboxMessage).values(status="dead"))
    watch.clock.advance(29 * 60)
    assert await watch.polling.scheduler.end_lost_shards() == 0
    watch.clock.advance(2 * 60)
    assert await watch.polling.scheduler.end_lost_shards() == 1
    await watch.tick()
    assert max(await watch.cycles("interfaces"), key=lambda cycle: cycle.slot).ok == 1


async def test_the_loop_ticks_until_it_is_stopped_and_survives_an_outage(watch, monkeypatch) -> None:
    scheduler, ticked = watch.polling.scheduler, asyncio.Event()
    outcomes = iter([OperationalError("SELECT", {}, Exception("gone")), ValueError("a defect"), None])

    async def tick() -> None:
        outcome = next(outcomes)
        if outcome is not None:
            raise outcome
        ticked.set()

    async def rest(_seconds: float) -> None:
        if ticked.is_set():
            await scheduler._stopping.wait()

    monkeypatch.setattr(scheduler, "tick", tick)
    monkeypatch.setattr(scheduler, "_rest", rest)
    await scheduler.start()
    await ticked.wait()
    assert scheduler.alive
    await scheduler.stop()
    assert not scheduler.alive


async def test_old_reports_and_outcomes_go(watch) -> None:
    await watch.add("a")
    await watch.tick()
    await watch.minute()
    watch.clock.advance(7 * 3600)
    async with watch.database.transaction() as session:
        assert await watch.polling.service.tidy(session) == 0
    assert await watch.shards() == []
    assert len(await watch.cycles()) > 1
    watch.clock.advance(8 * 86_400)
    async with watch.database.transaction() as session:
        assert await watch.polling.service.tidy(session) > 0
    assert await watch.cycles() == []


async def test_a_watch_that_slept_does_not_go_on_calling_devices_up(watch) -> None:
    [a] = await watch.add("a")
    await watch.tick()
    await watch.minute()
    watch.clock.advance(3600)
    await watch.registry.run("polling.expire_states", {})
    async with watch.database.reading() as session:
        device = await watch.inventory.device(session, a)
    assert device.state == "unknown"
    assert (await watch.events())[-1].kind == "device_unknown"
