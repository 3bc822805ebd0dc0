"""Who is told: rules by severity, site, pool and hours; digests; the preview; kept secrets; dead letters; in use."""

import pytest

from watchkeeper.act.notifications.errors import InUseError, InvalidChannelError, NotDeadLetterError
from watchkeeper.act.notifications.hours import DAYS
from watchkeeper.act.notifications.kinds import merged
from watchkeeper.act.notifications.models import Channel
from watchkeeper.act.notifications.oncall_schemas import OverrideIn, ScheduleIn
from watchkeeper.act.notifications.preview import PreviewIn
from watchkeeper.act.notifications.schemas import ChannelIn
from watchkeeper.core.http.paging import ListQuery
from watchkeeper.estate.inventory.schemas import PoolCreate

SECRET = "s3cret-of-the-hook"


@pytest.fixture
async def hook(house, receiver):
    return await house.channel("hook", "webhook", url=receiver.url, secret=SECRET)


async def log(house, state=None):
    async with house.database.reading() as session:
        found, _ = await house.service.deliveries(session, None, state, ListQuery(sort="created_at"))
        return list(found)


async def preview(house, **asked):
    async with house.database.reading() as session:
        return await house.service.previewer.preview(session, PreviewIn(**asked))


async def test_rules_choose_by_site_and_by_pool(house, hook, receiver):
    device, site = await house.device("d", site="Vienna")
    _, elsewhere = await house.device("b", site="Graz")
    async with house.database.transaction() as session:
        pool = await house.groups.create_pool(session, PoolCreate(name="voice", members=[device]), house.engineer)
    there = await house.rule({"channels": [hook]}, sites=[site])
    served = await house.rule({"channels": [hook]}, pools=[pool.id])
    await house.rule({"channels": [hook]}, sites=[elsewhere])
    await house.alert("node:d")
    await house.forward(200)
    assert {one.rule_id for one in await log(house)} == {there, served}
    found = await preview(house, incident_id=1)
    assert [verdict.applies for verdict in found.verdicts] == [
        verdict.rule.id in {there, served} for verdict in found.verdicts
    ]


async def test_rules_choose_by_hours_of_the_week(house, hook):
    today = house.clock().weekday()
    others = [DAYS[day] for day in range(7) if day not in {today, (today + 1) % 7}]
    now = await house.rule({"channels": [hook]}, hours=[{"days": [DAYS[today], DAYS[(today + 1) % 7]]}])
    await house.rule({"channels": [hook]}, hours=[{"days": others}])
    await house.alert("node:d")
    await house.forward(200)
    assert {one.rule_id for one in await log(house)} == {now}


async def test_messages_are_gathered_into_one_digest_and_critical_ones_are_not(house, hook, receiver):
    await house.rule({"channels": [hook]}, digest_s=1800, recoveries=False)
    await house.alert("node:d")
    await house.alert("node:a", kind="fan_failed")
    await house.forward(600, step=60)
    assert receiver.got == []
    assert {one.state for one in await log(house)} == {"held"}
    await house.forward(2400, step=120)
    (got,) = receiver.got
    assert got[2]["subject"] == "2 messages that were held back"
    assert {one.state for one in await log(house)} == {"digested", "sent"}


async def test_the_preview_says_who_is_told_when_and_why_not(house, hook, receiver):
    late = await house.channel("late", "webhook", url=receiver.url, secret=SECRET)
    first = house.clock().date().isoformat()
    async with house.database.transaction() as session:
        plan = {"members": [hook, late], "first_day": first, "days": 1, "handover": "00:00"}
        schedule = await house.service.oncall.create(session, ScheduleIn(name="daily", plan=plan), house.engineer)
    await house.rule({"schedules": [schedule.id]}, {"after_s": 86_400, "schedules": [schedule.id]})
    await house.rule({"channels": [hook]}, objects=["node:core-*"], least_severity="critical")
    found = await preview(house, severity="major", objects=["node:d"])
    daily, core = sorted(found.verdicts, key=lambda one: one.rule.id)
    assert daily.applies
    assert [[one.channel_id for one in stage.recipients] for stage in daily.stages] == [[hook], [late]]
    assert daily.stages[0].recipients[0].schedule_id == schedule.id
    assert not core.applies
    assert {one.what for one in core.checks if not one.passed} == {"severity", "objects"}
    assert receiver.got == []
    assert await log(house) == []


async def test_whoever_steps_in_is_told_instead(house, hook, receiver):
    deputy = await house.channel("deputy", "webhook", url=receiver.url, secret=SECRET)
    now = house.clock()
    async with house.database.transaction() as session:
        plan = {"members": [hook], "first_day": now.date().isoformat(), "handover": "00:00"}
        schedule = await house.service.oncall.create(session, ScheduleIn(name="week", plan=plan), house.engineer)
        new = OverrideIn(channel_id=deputy, starts_at=now, ends_at=now.replace(year=now.year + 1), reason="ill")
        number = (await house.service.oncall.step_in(session, schedule.id, new, house.engineer)).id
    await house.rule({"schedules": [schedule.id]})
    await house.alert("node:d")
    await house.forward(200)
    assert [one.channel_id for one in await log(house)] == [deputy]
    async with house.database.transaction() as session:
        await house.service.oncall.step_out(session, schedule.id, number, house.engineer)
    async with house.database.reading() as session:
        assert await house.service.oncall.now(session, schedule.id) == hook


async def test_a_dead_letter_gets_another_chance_and_only_a_dead_one(house, hook, receiver):
    receiver.answers = [500] * 5
    await house.rule({"channels": [hook]}, recoveries=False)
    await house.alert("node:d")
    await house.forward(7200, step=300)
    (dead,) = await log(house, state="dead")

    async def redrive():
        async with house.database.transaction() as session:
            await house.service.redrive(session, dead.id, house.engineer)

    await redrive()
    await house.forward(60)
    (row,) = await log(house)
    assert (row.state, row.attempts, row.error) == ("sent", 1, "")
    assert len({got[0]["Idempotency-Key"] for got in receiver.got}) == 1
    with pytest.raises(NotDeadLetterError):
        await redrive()


async def test_what_a_rule_or_schedule_names_is_not_removed(house, hook):
    await house.rule({"channels": [hook]})

    async def remove():
        async with house.database.transaction() as session:
            await house.service.delete(session, Channel, hook, house.engineer)

    with pytest.raises(InUseError, match="hook is named by rule"):
        await remove()


async def test_secrets_that_are_left_out_stay_for_the_same_target_only(house, hook, receiver):
    async def change(**config):
        async with house.database.transaction() as session:
            new = ChannelIn(name="hook 2", kind="webhook", config=config)
            return await house.service.change_channel(session, hook, new, house.engineer)

    await change()
    await house.service.trials.try_channel(hook, house.database.transaction, house.engineer)
    assert receiver.got[0][0]["X-Watchkeeper-Signature"].startswith("sha256=")
    with pytest.raises(InvalidChannelError, match="give its secret again"):
        await change(url="http://127.0.0.1:9/elsewhere")
    mail = {"host": "mx", "user": "wk", "password": "p", "sender": "a@b", "recipients": "c@d"}
    kept = {name: value for name, value in mail.items() if name != "password"}
    assert merged("email", mail, {**kept, "recipients": "e@f"})["password"] == "p"
    with pytest.raises(InvalidChannelError, match="give its password again"):
        merged("email", mail, {**kept, "host": "mx.elsewhere"})
    assert merged("email", mail, {**kept, "host": "mx.elsewhere", "password": ""})["password"] == ""
