"""From stored batches to alerts, through the database."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from tests.conftest import make_principal

from watchkeeper.understand.alerts.models import AlertRow
from watchkeeper.understand.baselines.models import Anomaly
from watchkeeper.understand.rules.models import RuleFiring
from watchkeeper.understand.rules.schemas import AlertRuleIn, NewAlertRule, TrialIn
from watchkeeper.understand.rules.shipped import shipped
from watchkeeper.understand.rules.tasks import TIDY, TidyRules

ACTOR = make_principal("rules:edit")


async def add(world, key, expression, **more):
    async with world.database.transaction() as session:
        await world.rules.service.add(session, NewAlertRule(key=key, name=key, expression=expression, **more), ACTOR)


def disk(percent, *, device=1, name="disk-1"):
    return device, name, {"kind": "storage", "used_percent": percent, "total_bytes": 10**9, "used_bytes": 1}


async def test_a_full_disk_waits_fires_once_and_clears_with_hysteresis(world):
    for _ in range(5):
        await world.poll("host", [disk(97.0), disk(40.0, device=2)])
    assert await world.open_alerts() == []
    await world.poll("host", [disk(97.0), disk(40.0, device=2)])
    assert await world.open_alerts() == [("host:edge-1:disk-1", "storage_full")]
    await world.poll("host", [disk(94.0)])
    assert await world.open_alerts() == [("host:edge-1:disk-1", "storage_full")]
    await world.poll("host", [disk(92.0)])
    assert await world.open_alerts() == []
    async with world.database.reading() as session:
        (alert,) = (await session.scalars(select(AlertRow))).all()
        assert (alert.severity, alert.occurrences, alert.sources) == ("major", 1, ["rules"])
        assert alert.summary == "disk-1 of edge-1 is 97 % full"
        facts = {"object": "disk-1", "device": "edge-1", "value": "97"}
        assert alert.said == {"code": "storage_full", "facts": facts}  # so that others say it in their language
        assert (await session.scalars(select(RuleFiring))).all() == []


async def test_what_people_worded_themselves_is_said_as_they_worded_it(world):
    worded = shipped()["storage_full"].model_copy(update={"summary": "{device}: {object} fills up"})
    async with world.database.transaction() as session:
        await world.rules.service.change(session, "storage_full", worded, ACTOR)
    for _ in range(6):
        await world.poll("host", [disk(97.0)])
    async with world.database.reading() as session:
        (alert,) = (await session.scalars(select(AlertRow))).all()
    assert (alert.summary, alert.said) == ("edge-1: disk-1 fills up", None)


async def test_the_same_batch_again_and_a_restart_change_nothing(world):
    await add(world, "busy", "host.used_percent > 90 for 2m")
    await world.poll("host", [disk(95.0)])
    await world.poll("host", [disk(95.0)])
    world.restart()
    batch = await world.poll("host", [disk(95.0)])
    assert await world.open_alerts() == [("host:edge-1:disk-1", "busy")]
    await world.rules.stage.run(batch)
    world.restart()
    await world.rules.stage.run(batch)
    async with world.database.reading() as session:
        (alert,) = (await session.scalars(select(AlertRow))).all()
        assert alert.occurrences == 1
    await world.poll("host", [disk(10.0)])
    assert await world.open_alerts() == []


async def test_a_window_begins_with_what_is_stored(world):
    for _ in range(10):
        await world.poll("interface", [(1, "xe-1", {"in_errors_ps": 3.0})])
    assert await world.open_alerts() == [("if:edge-1:xe-1", "interface_errors")]
    await world.poll("interface", [(1, "xe-1", {"in_errors_ps": 0.0})])
    world.restart()
    await world.poll("interface", [(1, "xe-1", {"in_errors_ps": 0.0})])
    assert await world.open_alerts() == [("if:edge-1:xe-1", "interface_errors")]
    for _ in range(9):
        await world.poll("interface", [(1, "xe-1", {"in_errors_ps": 0.0})])
    assert await world.open_alerts() == []


async def test_a_window_goes_with_a_device_into_another_shard_and_back(world):
    async def poll(errors, shard):
        """Poll one device in a shard and a quiet one in each."""
        for other in (0, 7):
            moving = [(1, "xe-1", {"in_errors_ps": errors})] if other == shard else []
            quiet = (2 + other, "xe-1", {"in_errors_ps": 0.0})
            await world.poll("interface", [*moving, quiet], shard=other, after_s=30)

    for _ in range(10):
        await poll(3.0, shard=0)
    for shard in (7, 7, 7, 7, 7, 7, 0):  # half of the window alone would say that there are no errors
        await poll(0.0, shard)
        assert await world.open_alerts() == [("if:edge-1:xe-1", "interface_errors")]
    for _ in range(5):
        await poll(0.0, shard=7)
    assert await world.open_alerts() == []


@pytest.mark.parametrize(("lost", "alerts"), [
    pytest.param([0.0] * 10 + [1.0] * 4 + [0.0] * 12, [], id="an outage, and all is well again"),
    pytest.param([0.0] * 4 + [0.0, 0.25, 0.0] * 8, [("node:edge-1", "packets_lost")], id="a path that loses packets"),
    pytest.param([0.0] * 10 + [1.0] * 4 + [0.25] * 12, [("node:edge-1", "packets_lost")], id="both"),
])  # fmt: skip
async def test_an_outage_is_not_told_again_as_packets_that_are_lost(world, lost, alerts):
    raised = set()
    for share in lost:
        row = {"up": int(share < 1), "outcome": "ok", "loss_ratio": share}
        await world.poll("availability", [(1, "icmp", row)])
        raised.update(await world.open_alerts())
    assert sorted(raised) == alerts


async def test_states_and_anomalies_are_conditions(world):
    await add(world, "port_down", 'interface.oper_status == "down" and interface.admin_status == "up"')
    await add(world, "odd", "anomaly(interface.in_bps)")
    row = {"in_bps": 1e6, "oper_status": 2, "admin_status": 1}
    async with world.database.transaction() as session:
        session.add(
            Anomaly(
                device_id=1, family="interface", metric="in_bps", object="xe-2", channel="departure", kind="drop",
                severity="warning", opened_at=world.clock.now, last_at=world.clock.now, z=-9, peak_z=-9,
            )
        )  # fmt: skip
    await world.poll("interface", [(1, "xe-1", row), (1, "xe-2", row | {"oper_status": 1})])
    assert await world.open_alerts() == [("if:edge-1:xe-1", "port_down"), ("if:edge-1:xe-2", "odd")]


async def test_a_series_that_goes_missing_is_told_and_a_silent_device_is_not(world):
    await add(world, "lost", "absent(host.used_percent, 2m)")
    await world.poll("host", [disk(5.0), disk(5.0, name="disk-2"), disk(5.0, device=2)])
    for _ in range(4):
        await world.poll("host", [disk(5.0)])
    assert await world.open_alerts() == [("host:edge-1:disk-2", "lost")]
    await world.poll("host", [disk(5.0), disk(5.0, name="disk-2")])
    assert await world.open_alerts() == []


async def test_a_device_is_missed_only_in_the_shard_that_saw_it_last(world):
    await add(world, "lost", "absent(host.used_percent, 4m)")
    await world.poll("host", [disk(5.0), disk(5.0, name="disk-2"), disk(5.0, device=2)], shard=7)

    async def pass_time(minutes):
        for _ in range(minutes):
            await world.poll("host", [disk(5.0), disk(5.0, device=2)])
            await world.registry.run(TIDY.name, TidyRules().model_dump())

    await pass_time(2)
    world.restart()
    await pass_time(1)
    assert await world.open_alerts() == []
    await pass_time(5)  # what a device no longer has is missed where the device is now
    assert await world.open_alerts() == [("host:edge-1:disk-2", "lost")]
    await world.poll("host", [disk(5.0), disk(5.0, name="disk-2"), disk(5.0, device=2)], shard=7)
    await pass_time(3)
    async with world.database.reading() as session:
        ever = [(row.entity, row.state) for row in await session.scalars(select(AlertRow))]
    assert ever == [("host:edge-1:disk-2", "cleared")]


async def test_light_is_not_missed_of_a_port_that_was_switched_off(world):
    lit, dark = {"rx_power_dbm": -4.0, "light": 1}, {"light": 0}
    world.inventory.switched_off = {(1, "xe-2")}
    await world.poll("optics", [(1, "xe-1", lit), (1, "xe-2", lit)])
    for _ in range(12):
        await world.poll("optics", [(1, "xe-1", dark), (1, "xe-2", dark)])
    assert await world.open_alerts() == [("if:edge-1:xe-1", "optics_rx_dark")]
    world.inventory.switched_off = {(1, "xe-1")}  # nobody needs it any more; the other is wanted again
    await world.registry.run(TIDY.name, TidyRules().model_dump())
    assert await world.open_alerts() == []
    await world.poll("optics", [(1, "xe-1", dark), (1, "xe-2", dark)])
    assert await world.open_alerts() == [("if:edge-1:xe-2", "optics_rx_dark")]


async def test_a_family_that_brings_nothing_at_all_is_missed_by_the_clock(world):
    await add(world, "lost", "absent(host.used_percent, 10m)")
    await world.poll("host", [disk(5.0), disk(5.0, device=2)])

    async def pass_time(minutes, *, silent=()):
        for _ in range(minutes):
            up = {device: int(device not in silent) for device in (1, 2)}
            await world.poll("availability", [(device, "snmp", {"up": state}) for device, state in up.items()])
            await world.registry.run(TIDY.name, TidyRules().model_dump())

    await pass_time(6)
    assert await world.open_alerts() == []
    await pass_time(7, silent=(2,))  # who is silent misses nothing
    assert await world.open_alerts() == [("host:edge-1:disk-1", "lost")]
    world.restart()
    await pass_time(2)
    assert await world.open_alerts() == [("host:edge-1:disk-1", "lost"), ("host:edge-2:disk-1", "lost")]
    await world.poll("host", [disk(5.0), disk(5.0, device=2)])
    assert await world.open_alerts() == []


async def test_a_change_ends_what_was_raised_and_a_rule_is_kept_to_its_devices(world):
    await add(world, "busy", 'device ~ "edge-*" and host.used_percent > 90')
    await world.poll("host", [disk(95.0), disk(95.0, device=2)])
    assert await world.open_alerts() == [("host:edge-1:disk-1", "busy"), ("host:edge-2:disk-1", "busy")]
    async with world.database.transaction() as session:
        changed = AlertRuleIn(name="busy", expression='device == "edge-2" and host.used_percent > 90')
        await world.rules.service.change(session, "busy", changed, ACTOR)
    assert await world.open_alerts() == []
    await world.poll("host", [disk(95.0), disk(95.0, device=2)])
    assert await world.open_alerts() == [("host:edge-2:disk-1", "busy")]
    async with world.database.transaction() as session:
        await world.rules.service.remove(session, "busy", ACTOR)
    assert await world.open_alerts() == []


async def test_alerts_of_a_removed_device_end(world):
    await add(world, "busy", "host.used_percent > 90")
    await world.poll("host", [disk(95.0), disk(95.0, device=2)])
    del world.inventory.names[2]
    await world.registry.run(TIDY.name, TidyRules().model_dump())
    assert await world.open_alerts() == [("host:edge-1:disk-1", "busy")]


@pytest.mark.parametrize("interval_s", [60, 300])
async def test_a_trial_tells_what_would_have_been(world, interval_s):
    for number in range(12):
        await world.poll("host", [disk(95.0 if 4 <= number < 8 else 10.0)], after_s=interval_s, interval_s=interval_s)
    async with world.database.reading() as session:
        trial = await world.rules.service.trial(
            session, TrialIn(expression='object ~ "disk-*" and host.used_percent > 90 for 1m', hours=3)
        )
    assert (trial.raises, trial.objects_raised, trial.now, trial.objects) == (1, 1, 0, 1)
    (episode,) = trial.episodes
    assert (episode.device_name, episode.object, episode.value) == ("edge-1", "disk-1", 95.0)
    lasted = episode.cleared_at - episode.raised_at
    assert timedelta(0) < lasted <= timedelta(seconds=4 * interval_s)
