"""What outlasts a message: its link a change of keys, its end the page, its outcome the metrics."""

import re

import pytest

from watchkeeper.act.notifications.errors import InvalidLinkError
from watchkeeper.act.notifications.models import Channel
from watchkeeper.act.notifications.preview import PreviewIn
from watchkeeper.act.notifications.preview_schemas import seen
from watchkeeper.act.notifications.schemas import ChannelIn
from watchkeeper.act.notifications.sealed import SEALED
from watchkeeper.act.notifications.tasks import COUNT_DEAD, CountDead
from watchkeeper.core.http.paging import ListQuery
from watchkeeper.core.keys.rewrapping import rewrap_all
from watchkeeper.core.tasks import enqueue

SECRET = "s3cret-of-the-hook"


@pytest.fixture
async def hook(house, receiver):
    number = await house.channel("hook", "webhook", url=receiver.url, secret=SECRET)
    await house.rule({"channels": [number]})
    return number


async def states(house):
    async with house.database.reading() as session:
        found, _ = await house.service.deliveries(session, None, None, ListQuery(sort="created_at"))
        return [(one.happening, one.state) for one in found]


def count(house, name, **labels):
    return house.metrics.registry.get_sample_value(f"watchkeeper_{name}", labels)


async def test_a_link_works_when_the_master_key_it_was_made_under_is_gone(house, receiver, hook):
    await house.alert("node:d")
    await house.forward(200)
    token = re.search(r"acknowledge/(\S+)", receiver.got[0][2]["body"])[1]
    house.keys.adopt([bytes(range(1, 33)), bytes(range(32))])
    await rewrap_all(house.database, house.keys, SEALED)
    house.keys.adopt([bytes(range(1, 33))])
    async with house.database.transaction() as session:
        new = ChannelIn(name="renamed", kind="webhook", config={"url": receiver.url, "secret": SECRET})
        await house.service.change_channel(session, hook, new, house.engineer)
    async with house.database.transaction() as session:
        assert (await house.service.acknowledge(session, token))[2] == "renamed (link)"
        shown = house.service.shown(await session.get(Channel, hook))
    assert shown == {}


async def test_the_link_of_another_channel_or_a_removed_one_is_refused(house, receiver, hook):
    other = await house.channel("other", "webhook", url=receiver.url, secret=SECRET)
    signer = house.parts.dispatcher._signer
    async with house.database.transaction() as session:
        mine, theirs = await session.get(Channel, hook), await session.get(Channel, other)
        token = signer.token(1, mine, house.clock().replace(year=2100))
        signer.prove(token, mine, house.clock())
        for channel in (theirs, None):
            with pytest.raises(InvalidLinkError):
                signer.prove(token, channel, house.clock())


async def test_a_page_that_has_to_be_tried_again_does_not_come_after_its_end(house, receiver, hook):
    receiver.answers = [500]
    await house.alert("node:d")
    while not receiver.got:
        await house.forward(10, step=10)
    async with house.database.transaction() as session:
        news = {**await house.alerts.news(session, 1), "happening": "closed"}
        await house.parts.dispatcher.take(session, news)
    await house.forward(3600, step=60)
    assert await states(house) == [("paged", "overtaken"), ("closed", "sent")]
    arrived = [got[2]["happening"] for got in receiver.got if got[3] == 200]
    assert arrived == ["closed"]


async def test_outcomes_are_counted_by_kind_and_dead_letters_wait(house, receiver, hook):
    receiver.answers = [500] * 5
    await house.alert("node:d")
    await house.forward(7200, step=300)
    assert count(house, "notifications_total", kind="webhook", outcome="failed") == 4
    assert count(house, "notifications_total", kind="webhook", outcome="dead") == 1
    assert count(house, "notifications_total", kind="email", outcome="sent") == 0
    async with house.database.transaction() as session:
        await enqueue(session, COUNT_DEAD, CountDead())
    await house.forward(20)
    assert count(house, "notifications_dead") == 1


async def test_the_preview_holds_nothing_back_from_an_inbox(house, receiver, hook):
    inbox = await house.channel("desk", "inbox")
    await house.rule({"channels": [hook, inbox]}, digest_s=1800)
    async with house.database.reading() as session:
        asked = PreviewIn(severity="major", objects=["node:d"])
        view = seen(await house.service.previewer.preview(session, asked))
    (stage,) = next(one for one in view.rules if "digest_s" in one.name).stages
    assert {one.channel_id: one.held_until is not None for one in stage.recipients} == {hook: True, inbox: False}


async def told(house, number, happening, at=None):
    """Give notifications the news that something happened to an incident."""
    async with house.database.transaction() as session:
        news = {**await house.alerts.news(session, number), "happening": happening}
        await house.parts.dispatcher.take(session, {**news, "at": (at or house.clock()).isoformat()})


def arrived(receiver):
    return [got[2]["happening"] for got in receiver.got if got[3] == 200]


async def test_a_page_does_not_come_after_its_end_when_ends_are_not_told_either(house, receiver):
    hook = await house.channel("hook", "webhook", url=receiver.url, secret=SECRET)
    await house.rule({"channels": [hook]}, recoveries=False)
    receiver.answers = [500]
    await house.alert("node:d")
    while not receiver.got:
        await house.forward(10, step=10)
    await told(house, 1, "closed")
    await house.forward(3600, step=60)
    assert await states(house) == [("paged", "overtaken")]
    assert arrived(receiver) == []


async def test_a_page_that_the_end_overtook_leaves_when_its_incident_is_reopened(house, receiver):
    hook = await house.channel("hook", "webhook", url=receiver.url, secret=SECRET)
    await house.rule({"channels": [hook]}, recoveries=False)
    receiver.answers = [500]
    await house.alert("node:d")
    while not receiver.got:
        await house.forward(10, step=10)
    await told(house, 1, "closed")
    await told(house, 1, "reopened")
    await house.forward(3600, step=60)
    assert arrived(receiver) == ["paged"]  # once


async def test_what_waits_for_a_digest_says_that_it_is_over_where_ends_are_not_told(house, receiver):
    hook = await house.channel("hook", "webhook", url=receiver.url, secret=SECRET)
    await house.rule({"channels": [hook]}, recoveries=False, digest_s=1800)
    await house.alert("node:d")
    await house.forward(200)
    await house.alert("node:d", raised=False)
    await house.forward(3600, step=60)
    assert ["Over at " in got[2]["body"] for got in receiver.got] == [True]


async def lost_and_found(house):
    """Have an incident that was told, and told to be over."""
    await house.alert("node:d")
    await house.forward(200)
    await house.alert("node:d", raised=False)
    await house.forward(200)


async def test_whoever_was_told_that_it_is_over_hears_when_it_is_there_again_and_stays(house, receiver, hook):
    await lost_and_found(house)
    assert arrived(receiver) == ["paged", "closed"]
    await house.alert("node:d")
    await house.forward(1200)
    assert arrived(receiver) == ["paged", "closed", "reopened"]
    assert receiver.got[2][2]["subject"].startswith("[AGAIN]")
    await house.alert("node:d", raised=False)
    await house.forward(1200)
    assert arrived(receiver) == ["paged", "closed", "reopened", "closed"]


async def test_what_comes_back_for_a_moment_disturbs_nobody(house, receiver, hook):
    await lost_and_found(house)
    for _ in range(3):
        await house.alert("node:d")
        await house.forward(150)
        await house.alert("node:d", raised=False)
        await house.forward(100)
    await house.forward(1200)
    assert arrived(receiver) == ["paged", "closed"]


async def test_an_end_that_is_still_tried_is_not_told_when_it_is_there_again(house, receiver, hook):
    await house.alert("node:d")
    await house.forward(200)
    receiver.answers = [500]
    await told(house, 1, "closed")
    while len(receiver.got) < 2:
        await house.forward(10, step=10)
    await told(house, 1, "reopened")
    await house.forward(3600, step=60)
    assert arrived(receiver) == ["paged"]
