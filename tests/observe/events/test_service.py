"""Events in both databases and over HTTP."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
from sqlalchemy import select

from watchkeeper.core.database import Database
from watchkeeper.core.http.paging import ListQuery
from watchkeeper.core.live.models import LiveEvent
from watchkeeper.core.outbox.models import OutboxMessage
from watchkeeper.observe.events.endpoints import build_router
from watchkeeper.observe.events.kinds import EventKind, NewEvent, Severity
from watchkeeper.observe.events.repository import EventFilter
from watchkeeper.observe.events.service import PORTS, RECORDED, EventService
from watchkeeper.observe.events.settings import EventsSettings

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def down(device_id: int = 1, at: datetime = AT, object_: str = "") -> NewEvent:
    return NewEvent(at, device_id, f"router-{device_id}", EventKind.DEVICE_DOWN, object_, "up", "down", "It went down.")


async def test_an_event_observed_twice_is_one_event(database: Database) -> None:
    service = EventService()
    async with database.transaction() as session:
        first = await service.record(session, [down(), down(2)])
        assert [event.device_id for event in first] == [1, 2]
        assert await service.record(session, [down(), down()]) == []
    async with database.transaction() as session:
        assert [
            event.device_id for event in await service.record(session, [down(), down(3), down(3, object_="a")])
        ] == [3, 3]
    async with database.reading() as session:
        _, total = await service.list_events(session, EventFilter(), ListQuery())
    assert total == 4


async def test_new_events_are_announced_once(database: Database) -> None:
    service = EventService()
    for _ in range(2):
        async with database.transaction() as session:
            await service.record(session, [down()])
    async with database.reading() as session:
        announced = (await session.scalars(select(LiveEvent).where(LiveEvent.topic == "events"))).all()
    assert len(announced) == 1
    [told] = announced[0].data["events"]
    assert (told["kind"], told["severity"], told["at"]) == ("device_down", "critical", "2026-03-01T12:00:00Z")


async def test_ports_that_change_have_a_lane_of_their_own_before_all_else(database: Database) -> None:
    port = NewEvent(AT, 1, "router-1", EventKind.INTERFACE_DOWN, "e1", "up", "down", "It went down.")
    async with database.transaction() as session:
        await EventService().record(session, [down(2), port])
    async with database.transaction() as session:
        await EventService().record(session, [down(3)])
    async with database.reading() as session:
        found = (await session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))).all()
    assert [(one.topic, one.key) for one in found] == [(PORTS, PORTS), (RECORDED, RECORDED), (RECORDED, RECORDED)]
    told = [[event["device_id"] for event in one.payload["events"]] for one in found]
    assert told == [[1], [2, 1], [3]]


async def test_more_events_than_one_statement_holds(database: Database) -> None:
    service = EventService()
    async with database.transaction() as session:
        recorded = await service.record(session, [down(i) for i in range(1, 1_201)])
    assert len(recorded) == 1_200


async def test_old_events_are_purged(database: Database) -> None:
    service = EventService(EventsSettings(keep_days=1), clock=lambda: AT)
    async with database.transaction() as session:
        await service.record(session, [down(1, AT - timedelta(days=2)), down(2, AT)])
        assert await service.purge(session) == 1
    async with database.reading() as session:
        left, _ = await service.list_events(session, EventFilter(), ListQuery())
    assert [event.device_id for event in left] == [2]


async def test_listing_filters_sorts_and_pages(
    database: Database, api_client: Callable[..., httpx.AsyncClient]
) -> None:
    service = EventService()
    async with database.transaction() as session:
        await service.record(
            session,
            [
                down(1, AT),
                down(2, AT + timedelta(minutes=1)),
                NewEvent(AT, 1, "router-1", EventKind.INTERFACE_DOWN, "ge-0/0/1", severity=Severity.INFO),
                NewEvent(AT, 0, "", EventKind.POLLER_ISOLATED),
            ],
        )
    client = api_client(build_router(service))

    async def listed(**parameters: object) -> list[dict[str, object]]:
        answer = await client.get("/api/v1/events", params=parameters)
        assert answer.status_code == 200, answer.text
        return answer.json()["items"]

    newest_first = await listed()
    assert newest_first[0]["device_id"] == 2
    assert {event["device_id"] for event in newest_first} == {1, 2, None}
    assert [event["object"] for event in await listed(kind="interface_down")] == ["ge-0/0/1"]
    assert len(await listed(device_id=1)) == 2
    assert len(await listed(severity="critical")) == 3
    assert [event["device_id"] for event in await listed(start="2026-03-01T12:00:30Z")] == [2]
    assert len(await listed(end="2026-03-01T12:00:30Z")) == 3
    assert len(await listed(q="ge-0/0")) == 1
    assert len(await listed(limit=1, offset=1)) == 1
    assert (await client.get("/api/v1/events", params={"sort": "nonsense"})).status_code == 422


async def test_listing_needs_the_permission(api_client: Callable[..., httpx.AsyncClient]) -> None:
    client = api_client(build_router(EventService()), permissions=["devices:view"])
    assert (await client.get("/api/v1/events")).status_code == 403
