"""From an alert to a mail and a webhook that really arrive: retried, escalated, held in quiet hours, and only once."""

import hashlib
import hmac
import re
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from watchkeeper.act.notifications.endpoints import build_router
from watchkeeper.act.notifications.errors import InvalidChannelError, InvalidLinkError
from watchkeeper.act.notifications.oncall_schemas import ScheduleIn
from watchkeeper.act.notifications.tasks import Escalate
from watchkeeper.core.egress.policy import EgressPolicy
from watchkeeper.core.http.paging import ListQuery

SECRET = "s3cret-of-the-hook"


async def deliveries(house, **wanted):
    async with house.database.reading() as session:
        found, _ = await house.service.deliveries(session, None, wanted.get("state"), ListQuery(sort="created_at"))
        return list(found)


async def test_an_incident_reaches_a_mailbox_and_a_webhook_once_and_so_does_its_end(house, mailbox, receiver):
    mail = await house.channel(
        "noc", "email", host="127.0.0.1", port=str(mailbox.port), sender="wk@example.org", recipients="noc@example.org"
    )
    hook = await house.channel("hook", "webhook", url=receiver.url, secret=SECRET)
    await house.rule({"channels": [mail, hook]})
    await house.alert("node:c")
    await house.alert("node:b")
    await house.forward(60)
    assert mailbox.mails == []
    await house.forward(120)
    (envelope,) = mailbox.mails
    assert envelope.rcpt_tos == ["noc@example.org"]
    text = envelope.content.decode()
    assert "Subject: [MAJOR] b failed, 1 more cut off" in text
    assert "Acknowledge: https://wk.example/api/v1/notifications/acknowledge/" in text.replace("=\r\n", "")
    ((headers, body, document, _),) = receiver.got
    expected = "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    assert headers["X-Watchkeeper-Signature"] == expected
    assert (document["happening"], document["severity"]) == ("paged", "major")
    await house.alert("node:b", raised=False)
    await house.alert("node:c", raised=False)
    await house.forward(300)
    assert [got[2]["happening"] for got in receiver.got] == ["paged", "closed"]
    assert len(mailbox.mails) == 2
    assert {one.state for one in await deliveries(house)} == {"sent"}


async def test_a_target_that_fails_is_tried_again_with_the_same_key(house, receiver):
    receiver.answers = [500, 503]
    hook = await house.channel("hook", "webhook", url=receiver.url, secret=SECRET)
    await house.rule({"channels": [hook]})
    await house.alert("node:d")
    await house.forward(900)
    assert [got[3] for got in receiver.got] == [500, 503, 200]
    assert len({got[0]["Idempotency-Key"] for got in receiver.got}) == 1
    (row,) = await deliveries(house)
    assert (row.state, row.attempts, row.error) == ("sent", 3, "")


async def test_after_a_crash_in_the_middle_of_sending_a_receiver_can_tell_that_it_is_the_same_page(
    house, receiver, monkeypatch
):
    hook = await house.channel("hook", "webhook", url=receiver.url, secret=SECRET)
    await house.rule({"channels": [hook]})
    send = house.parts.deliverer._sender.send

    async def send_and_die(*arguments):
        await send(*arguments)
        raise RuntimeError("the process died")

    monkeypatch.setattr(house.parts.deliverer._sender, "send", send_and_die)
    await house.alert("node:d")
    await house.forward(100)
    (row,) = await deliveries(house)
    assert row.state == "pending"  # nobody knows that it was sent
    monkeypatch.undo()
    await house.forward(900)
    assert len({got[0]["Idempotency-Key"] for got in receiver.got}) == 1
    (row,) = await deliveries(house)
    assert row.state == "sent"


async def test_news_that_arrive_again_after_a_crash_page_nobody_twice(house, receiver):
    hook = await house.channel("hook", "webhook", url=receiver.url, secret=SECRET)
    await house.rule({"channels": [hook]}, {"after_s": 60, "channels": [hook]})
    await house.alert("node:d")
    await house.forward(200)
    assert len(receiver.got) == 2
    async with house.database.transaction() as session:
        news = await house.alerts.news(session, 1)
        await house.parts.dispatcher.take(session, news)
        await house.parts.dispatcher.escalate(session, Escalate(rule_id=1, step=1, news=news))
    await house.forward(600)
    assert len(receiver.got) == 2
    assert len(await deliveries(house)) == 2


async def test_a_target_that_never_takes_it_leaves_a_dead_letter(house, receiver):
    receiver.answers = [500] * 50
    hook = await house.channel("hook", "webhook", url=receiver.url, secret=SECRET)
    await house.rule({"channels": [hook]})
    await house.alert("node:d")
    await house.forward(7200, step=300)
    (row,) = await deliveries(house, state="dead")
    assert (row.attempts, row.error) == (5, "The webhook answered 500.")
    assert len(receiver.got) == 5


async def test_a_target_that_hangs_costs_its_time_and_holds_up_nobody(make_house, mailbox, receiver):
    house = make_house(timeout_s=0.5)
    receiver.hang_s = 2
    hook = await house.channel("hook", "webhook", url=receiver.url, secret=SECRET)
    mail = await house.channel(
        "noc", "email", host="127.0.0.1", port=str(mailbox.port), sender="wk@example.org", recipients="noc@example.org"
    )
    await house.rule({"channels": [hook, mail]})
    await house.alert("node:d")
    await house.forward(100)
    assert len(mailbox.mails) == 1
    (failed,) = await deliveries(house, state="failed")
    assert failed.error == "The target did not answer within 0.5 s."


async def test_escalation_goes_on_until_somebody_acknowledges_by_the_link(house, receiver, api_client):
    first = await house.channel("first", "webhook", url=receiver.url + "?first", secret=SECRET)
    second = await house.channel("second", "webhook", url=receiver.url + "?second", secret=SECRET)
    steps = [{"channels": [first]}, {"after_s": 600, "channels": [second]}, {"after_s": 1800, "channels": [second]}]
    await house.rule(*steps)
    await house.alert("node:d")
    await house.forward(900)
    assert len(receiver.got) == 2
    token = re.search(r"acknowledge/(\S+)", receiver.got[1][2]["body"])[1]
    async with house.database.transaction() as session:
        acknowledged = await house.service.acknowledge(session, token)
    assert acknowledged[2] == "second (link)"
    await house.forward(3600, step=120)
    assert len(receiver.got) == 2


async def test_the_link_of_a_mail_acknowledges_without_a_login_and_ends_the_escalation(
    api_client, database, make_house, mailbox, receiver
):
    house = make_house(over=database)
    client: httpx.AsyncClient = api_client(build_router(house.service))
    mail = await house.channel(
        "noc", "email", host="127.0.0.1", port=str(mailbox.port), sender="wk@example.org", recipients="noc@example.org"
    )
    hook = await house.channel("hook", "webhook", url=receiver.url, secret=SECRET)
    await house.rule({"channels": [mail]}, {"after_s": 600, "channels": [hook]})
    await house.alert("node:d")
    await house.forward(200)
    (envelope,) = mailbox.mails
    link = re.search(r"https://wk\.example(/\S+)", envelope.content.decode().replace("=\r\n", ""))[1]
    assert "<button" in (await client.get(link)).text  # looking at it acknowledges nothing
    async with house.database.reading() as session:
        assert (await house.alerts.incident(session, 1)).acknowledged_at is None
    assert (await client.post(link)).json()["acknowledged_by"] == "noc (link)"
    told = await client.post(link, headers={"Accept": "text/html,application/xhtml+xml"})  # by a browser, once more
    assert "Acknowledged" in told.text
    assert "By noc (link)" in told.text
    await house.forward(1800, step=60)
    assert receiver.got == []


async def test_a_link_that_was_changed_or_is_old_acknowledges_nothing(house, receiver):
    hook = await house.channel("hook", "webhook", url=receiver.url, secret=SECRET)
    await house.rule({"channels": [hook]})
    await house.alert("node:d")
    await house.forward(200)
    token = re.search(r"acknowledge/(\S+)", receiver.got[0][2]["body"])[1]
    broken = token[:40] + ("A" if token[40] != "A" else "B") + token[41:]

    async def acknowledge(text):
        async with house.database.transaction() as session:
            await house.service.acknowledge(session, text)

    for text in (broken, "", "x", "é" * 9):
        with pytest.raises(InvalidLinkError):
            await acknowledge(text)
    await house.forward(80 * 3600, step=3600 * 8)
    with pytest.raises(InvalidLinkError, match="too old"):
        await acknowledge(token)


async def test_quiet_hours_hold_back_and_send_one_digest(house, receiver):
    hook = await house.channel("hook", "webhook", url=receiver.url, secret=SECRET)
    start, end = house.clock() - timedelta(hours=1), house.clock() + timedelta(hours=1)
    quiet = {"start": start.time().isoformat(), "end": end.time().isoformat()}
    await house.rule({"channels": [hook]}, quiet=quiet, recoveries=False)
    await house.alert("node:d")
    await house.alert("node:a", kind="fan_failed")
    await house.forward(1800, step=60)
    assert receiver.got == []
    await house.forward(3600, step=60)
    (got,) = receiver.got
    assert got[2]["subject"] == "2 messages that were held back"


async def test_whoever_is_on_call_is_told(house, receiver):
    early = await house.channel("early", "webhook", url=receiver.url + "?early", secret=SECRET)
    late = await house.channel("late", "webhook", url=receiver.url + "?late", secret=SECRET)
    first = (house.clock() - timedelta(days=8)).date().isoformat()
    plan = {"members": [early, late], "first_day": first, "days": 5, "handover": "00:00"}
    async with house.database.transaction() as session:
        schedule = await house.service.oncall.create(session, ScheduleIn(name="week", plan=plan), house.engineer)
    await house.rule({"schedules": [schedule.id]})
    await house.alert("node:d")
    await house.forward(200)
    assert [one.channel_id for one in await deliveries(house)] == [late]


async def test_rules_choose_by_severity_and_object(house, receiver):
    hook = await house.channel("hook", "webhook", url=receiver.url, secret=SECRET)
    await house.rule({"channels": [hook]}, least_severity="critical")
    await house.rule({"channels": [hook]}, objects=["node:core*"])
    await house.alert("node:d")
    await house.forward(200)
    assert receiver.got == []


async def test_the_egress_policy_holds_for_channels(make_house, receiver):
    house = make_house(policy=EgressPolicy())
    hook = await house.channel("hook", "webhook", url=receiver.url, secret=SECRET)
    tested = await house.service.trials.try_channel(hook, house.database.transaction, house.engineer)
    assert (tested.sent, receiver.got) == (False, [])
    assert "may not go to 127.0.0.1" in tested.error


async def test_the_test_button_really_sends(house, receiver):
    hook = await house.channel("hook", "webhook", url=receiver.url, secret=SECRET)
    tested = await house.service.trials.try_channel(hook, house.database.transaction, house.engineer)
    assert tested.sent
    assert receiver.got[0][2]["happening"] == "test"


async def test_secrets_are_sealed_and_never_shown(house, receiver, api_client, sqlite_database):
    await house.channel("hook", "webhook", url=receiver.url + "/token-in-path", secret=SECRET)
    folder = Path(sqlite_database.url.database).parent
    raw = b"".join(path.read_bytes() for path in folder.iterdir())
    assert SECRET.encode() not in raw
    assert b"token-in-path" not in raw


async def test_a_channel_without_what_it_needs_is_refused(house):
    for kind, config in (("email", {"host": "x"}), ("webhook", {"url": "ftp://x", "secret": "y"}), ("apprise", {})):
        with pytest.raises(InvalidChannelError):
            await house.channel("x", kind, **config)


async def test_over_http(api_client, database, make_house):
    house = make_house(over=database)
    client: httpx.AsyncClient = api_client(build_router(house.service))
    new = {"name": "hook", "kind": "webhook", "config": {"url": "https://hooks.example/x", "secret": SECRET}}
    created = await client.post("/api/v1/notifications/channels", json=new)
    assert created.json() == {
        "id": 1, "name": "hook", "kind": "webhook", "target": "https://hooks.example", "config": {}, "enabled": True,
        "template": None, "sent_at": None, "error": "",
    }  # fmt: skip
    assert (await client.post("/api/v1/notifications/channels", json=new)).status_code == 409
    rule = {"name": "all", "plan": {"steps": [{"channels": [1]}]}}
    assert (await client.post("/api/v1/notifications/rules", json=rule)).status_code == 201
    lost = {"name": "lost", "plan": {"steps": [{"channels": [7]}]}}
    assert (await client.post("/api/v1/notifications/rules", json=lost)).status_code == 404
    plan = {"members": [1], "first_day": "2026-01-01", "time_zone": "Mars/Olympus"}
    assert (await client.post("/api/v1/notifications/schedules", json={"name": "s", "plan": plan})).status_code == 422
    assert (await client.get("/api/v1/notifications/deliveries")).json()["total"] == 0
    assert (await client.post("/api/v1/notifications/acknowledge/xyz")).status_code == 404
    assert SECRET not in (await client.get("/api/v1/notifications/channels")).text


async def test_maintenance_mutes_and_what_still_fails_when_it_ends_is_told_then(house, receiver):
    hook = await house.channel("hook", "webhook", url=receiver.url, secret=SECRET)
    await house.rule({"channels": [hook]})
    number = await house.planned_work("d", hours=1)
    await house.alert("node:d")
    await house.forward(600)
    assert receiver.got == []
    assert [one.state for one in await deliveries(house)] == ["muted"]
    await house.forward(3600, step=300)
    assert [got[2]["happening"] for got in receiver.got] == ["paged"]
    assert number == 1


async def test_what_recovers_during_maintenance_is_never_told(house, receiver):
    hook = await house.channel("hook", "webhook", url=receiver.url, secret=SECRET)
    await house.rule({"channels": [hook]})
    await house.planned_work("d", hours=1)
    await house.alert("node:d")
    await house.forward(600)
    await house.alert("node:d", raised=False)
    await house.forward(7200, step=300)
    assert receiver.got == []


async def test_a_silence_mutes_and_what_still_fails_when_it_is_ended_early_is_told(house, receiver):
    hook = await house.channel("hook", "webhook", url=receiver.url, secret=SECRET)
    await house.rule({"channels": [hook]})
    number = await house.silence(4, objects=["node:d"], conditions=["unreach*"])
    await house.alert("node:d")
    await house.forward(600)
    assert receiver.got == []
    assert [one.state for one in await deliveries(house)] == ["muted"]
    async with house.database.transaction() as session:
        await house.silences.end(session, number, house.engineer)
    await house.forward(300)
    assert [got[2]["happening"] for got in receiver.got] == ["paged"]


async def test_one_alert_that_is_not_silenced_is_enough_to_be_told(house, receiver):
    hook = await house.channel("hook", "webhook", url=receiver.url, secret=SECRET)
    await house.rule({"channels": [hook]})
    await house.silence(4, conditions=["fan_failed"], severities=["major"])
    await house.alert("node:d", kind="fan_failed")
    await house.alert("node:d", kind="power_failed")
    await house.forward(600)
    assert [got[2]["happening"] for got in receiver.got] == ["paged"]


async def test_a_shelved_alert_tells_nobody_until_its_time(house, receiver):
    hook = await house.channel("hook", "webhook", url=receiver.url, secret=SECRET)
    await house.rule({"channels": [hook]})
    await house.alert("node:d", kind="fan_failed")
    async with house.database.transaction() as session:
        until = house.clock() + timedelta(hours=1)
        await house.alerts.shelve_alert(session, 1, until, "spare is on its way", house.engineer)
    await house.forward(900, step=60)
    assert receiver.got == []
    await house.forward(3600, step=300)
    assert [got[2]["happening"] for got in receiver.got] == ["paged"]
