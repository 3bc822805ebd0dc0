"""Messages to people inside of the platform: their own alone, once, as far as their scope goes, live."""

import pytest
import sqlalchemy as sa

from watchkeeper.act.notifications.errors import InboxItemNotFoundError, InvalidChannelError
from watchkeeper.act.notifications.tasks import Deliver
from watchkeeper.core.database import Base
from watchkeeper.core.http.paging import ListQuery
from watchkeeper.core.live.models import LiveEvent
from watchkeeper.core.scope import Scope, bind
from watchkeeper.estate.inventory.scopes import InventoryScopes


async def inbox_of(house, user, *, scope=None):
    async with house.database.reading() as session:
        if scope is not None:
            bind(session, await InventoryScopes().visible(session, scope), Base)
        items, total = await house.service.inbox.items(session, user, ListQuery(), unread=False)
        assert (total, await house.service.inbox.unread(session, user)) == (
            len(items), sum(1 for one in items if one.read_at is None),
        )  # fmt: skip
        return [(one.id, one.happening) for one in items]


async def test_each_has_their_own_once_and_marks_it_for_themselves_alone(house):
    olga, peter, quinn = await house.people("olga", "peter", "quinn")
    box = await house.channel("team", "inbox", people="Olga, peter")
    await house.rule({"channels": [box]}, recoveries=False, digest_s=3600)  # what disturbs nobody is not held back
    await house.alert("node:d")
    await house.forward(200)
    await house.parts.deliverer.deliver(Deliver(delivery_id=1))  # delivered again, as after a crash
    (mine,), (his,) = await inbox_of(house, olga), await inbox_of(house, peter)
    assert mine[1] == his[1] == "paged"
    assert await inbox_of(house, quinn) == []

    async def mark(user, number):
        async with house.database.transaction() as session:
            return (await house.service.inbox.mark(session, user, number, read=True)).read_at

    assert await mark(olga, mine[0]) == house.clock()
    with pytest.raises(InboxItemNotFoundError):
        await mark(quinn, his[0])
    async with house.database.transaction() as session:
        assert await house.service.inbox.unread(session, olga) == 0
        assert await house.service.inbox.unread(session, peter) == 1
        await house.service.inbox.mark_all(session, peter)
        assert await house.service.inbox.unread(session, peter) == 0
        events = list(await session.scalars(sa.select(LiveEvent).where(LiveEvent.topic == "inbox")))
    assert [one.event for one in events] == ["inbox.changed"]


async def test_a_limited_person_sees_messages_of_their_scope_alone(house):
    (olga,) = await house.people("olga")
    _, here = await house.device("d", site="Vienna")
    _, elsewhere = await house.device("b", site="Graz")
    box = await house.channel("all", "inbox")
    await house.rule({"channels": [box]}, recoveries=False)
    await house.alert("node:d")
    await house.forward(200)
    assert len(await inbox_of(house, olga, scope=Scope(sites=frozenset({here})))) == 1
    assert await inbox_of(house, olga, scope=Scope(sites=frozenset({elsewhere}))) == []


async def test_an_inbox_of_nobody_is_refused(house):
    with pytest.raises(InvalidChannelError, match="Nobody is called nemo"):
        await house.channel("x", "inbox", people="nemo")
