"""Rules about events: what raises, what ends, and after which time."""

from datetime import timedelta

from watchkeeper.observe.events.kinds import EventKind, NewEvent
from watchkeeper.observe.events.schemas import EventView
from watchkeeper.understand.rules.schemas import TrialIn
from watchkeeper.understand.rules.tasks import TIDY, TidyRules


async def happen(world, kind, *, device=1, name="10.0.0.2", after_s=10, before="", after=""):
    world.clock.now += timedelta(seconds=after_s)
    async with world.database.transaction() as session:
        event = NewEvent(world.clock.now, device, world.inventory.names[device], kind, name, before, after)
        told = [EventView.of(one).as_json() for one in await world.events.record(session, [event])]
        await world.rules.subscriptions[0].handler(session, {"events": told})


async def test_a_session_that_goes_down_and_comes_up(world):
    await happen(world, EventKind.BGP_DOWN)
    await happen(world, EventKind.BGP_DOWN, name="10.0.0.3")
    assert await world.open_alerts() == [
        ("peer:edge-1:10.0.0.2", "bgp_session_down"), ("peer:edge-1:10.0.0.3", "bgp_session_down"),
    ]  # fmt: skip
    await happen(world, EventKind.BGP_UP)
    assert await world.open_alerts() == [("peer:edge-1:10.0.0.3", "bgp_session_down")]


async def test_a_metric_that_changes_is_told_with_what_it_was(world):
    await happen(world, EventKind.INTERFACE_METRIC_CHANGED, name="eth1", before="10", after="1000")
    async with world.database.reading() as session:
        [alert] = await world.alerts.open_alerts(session)
    assert (alert.entity, alert.summary) == (
        "if:edge-1:eth1", "The metric of eth1 of edge-1 was changed from 10 to 1000",
    )  # fmt: skip
    await happen(world, EventKind.INTERFACE_METRIC_RESTORED, name="eth1", before="1000", after="10")
    assert await world.open_alerts() == []


async def test_an_alert_ends_after_its_time(world):
    await happen(world, EventKind.DEVICE_RESTARTED, name="")
    assert await world.open_alerts() == [("node:edge-1", "device_restarted")]
    world.clock.now += timedelta(minutes=14)
    await world.registry.run(TIDY.name, TidyRules().model_dump())
    assert await world.open_alerts() == [("node:edge-1", "device_restarted")]
    world.clock.now += timedelta(minutes=2)
    await world.registry.run(TIDY.name, TidyRules().model_dump())
    assert await world.open_alerts() == []


async def test_events_are_replayed(world):
    await happen(world, EventKind.BGP_DOWN)
    await happen(world, EventKind.BGP_UP)
    await happen(world, EventKind.BGP_DOWN)
    world.clock.now += timedelta(seconds=1)
    async with world.database.reading() as session:
        wanted = TrialIn(expression='event.kind == "bgp_down" until event.kind == "bgp_up"', hours=1)
        trial = await world.rules.service.trial(session, wanted)
    assert (trial.source, trial.step_s, trial.raises, trial.now) == ("event", 0, 2, 1)
    assert trial.episodes[0].cleared_at is None
