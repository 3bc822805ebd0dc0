"""News from a commit to a page: over a real server, on both databases."""

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta

import httpx
import pytest
import uvicorn
from socketio_polling import Polling

from watchkeeper.core.database import Database
from watchkeeper.core.errors import ForbiddenError, UnauthenticatedError
from watchkeeper.core.http.security import Principal
from watchkeeper.core.live import announce
from watchkeeper.core.live.endpoints import build_router
from watchkeeper.core.live.hub import LiveHub, StoredEvent
from watchkeeper.core.live.settings import LiveSettings
from watchkeeper.core.live.sockets import LiveSockets
from watchkeeper.core.live.stream import event_stream
from watchkeeper.core.live.topics import UnknownTopicError, check_topics

START = datetime(2025, 3, 1, 12, tzinfo=UTC)
ALL = frozenset({"devices"})
Served = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]


async def tell(database: Database, *numbers: int, topic: str = "devices") -> None:
    async with database.transaction() as session:
        for n in numbers:
            await announce(session, topic, "changed", {"n": n})


async def always() -> bool:
    return True


@pytest.fixture
async def hub(database: Database) -> AsyncIterator[LiveHub]:
    hub = LiveHub(database, LiveSettings(heartbeat_s=3600, poll_interval_s=3600, client_queue=5))
    await hub.start()
    yield hub
    await hub.stop()


@pytest.fixture
async def serve(api_client: Callable[..., httpx.AsyncClient], hub: LiveHub, database: Database) -> Served:
    @asynccontextmanager
    async def serving(**options: object) -> AsyncIterator[httpx.AsyncClient]:
        app = api_client(build_router(hub), **options).app
        sockets = LiveSockets(hub, database, app.state.authenticator)
        sockets.mount(app)
        app.state.sockets = sockets
        listener = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_config=None, timeout_graceful_shutdown=1))
        running = asyncio.create_task(server.serve(sockets=[listener]))
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        async with httpx.AsyncClient(base_url=url, timeout=30) as client:
            client.app = app
            yield client
        await sockets.stop()
        server.should_exit = True
        await running

    return serving


class Stream:
    """Reads server-sent events, one block at a time."""

    def __init__(self, answer: httpx.Response) -> None:
        self._lines = answer.aiter_lines()

    async def next(self) -> dict[str, str]:
        block: dict[str, str] = {}
        async with asyncio.timeout(30):
            async for line in self._lines:
                if line:
                    name, _, value = line.partition(":")
                    block[name or "comment"] = value.removeprefix(" ")
                elif block:
                    return block
        raise AssertionError("the stream ended")

    async def numbers(self, count: int) -> list[int]:
        return [json.loads((await self.next())["data"])["data"]["n"] for _ in range(count)]


@asynccontextmanager
async def watching(client: httpx.AsyncClient, topics: str, last_id: str | None = None) -> AsyncIterator[Stream]:
    headers = {} if last_id is None else {"Last-Event-ID": last_id}
    async with client.stream("GET", "/api/v1/live/events", params={"topics": topics}, headers=headers) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield Stream(answer)


async def test_a_commit_reaches_those_who_watch_its_topic(database: Database, serve: Served) -> None:
    async with serve() as client, watching(client, "devices,cycles") as stream:
        ready = await stream.next()
        assert (ready["event"], ready["id"]) == ("ready", "0")
        await tell(database, 1, topic="events")
        await tell(database, 2)
        block = await stream.next()
        assert (block["event"], block["id"]) == ("changed", "2")
        assert json.loads(block["data"])["topic"] == "devices"


async def test_a_rollback_is_no_news(database: Database, hub: LiveHub) -> None:
    async def change_mind() -> None:
        async with database.transaction() as session:
            await announce(session, "devices", "changed", {"n": 1})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await change_mind()
    async with database.transaction() as session:
        with contextlib.suppress(ZeroDivisionError):
            async with session.begin_nested():
                await announce(session, "devices", "changed", {"n": 2})
                raise ZeroDivisionError
        await announce(session, "devices", "changed", {"n": 3})
    assert [event.data async for event in hub.stored_after(0, ALL)] == [{"n": 3}]


async def test_a_client_resumes_where_it_was(database: Database, serve: Served) -> None:
    async with serve() as client:
        await tell(database, *range(1200))
        async with watching(client, "devices", "2") as stream:
            assert await stream.numbers(1198) == list(range(2, 1200))
            await tell(database, 7777)
            assert await stream.numbers(1) == [7777]


@pytest.mark.parametrize("last_id", ["1", "999999", "nonsense", "-5"])
async def test_a_client_from_before_the_retention_is_told_to_start_anew(
    database: Database, serve: Served, hub: LiveHub, last_id: str
) -> None:
    await tell(database, 1, 2, 3)
    hub._clock = lambda: datetime.now(UTC) + timedelta(hours=2)
    assert await hub.purge() == 2
    async with serve() as client, watching(client, "devices", last_id) as stream:
        assert (await stream.next())["event"] == "reset"
        await tell(database, 4)
        assert await stream.numbers(1) == [4]


async def test_a_client_that_missed_nothing_is_not_reset_by_the_retention(database: Database, hub: LiveHub) -> None:
    await tell(database, 1, 2, 3)
    hub._clock = lambda: datetime.now(UTC) + timedelta(hours=2)
    await hub.purge()
    assert not await hub.missed(3)
    assert not await hub.missed(2)
    assert await hub.missed(1)


async def test_ids_are_in_the_order_of_commits(database: Database) -> None:
    """A late commit with a lower id would be skipped by everyone who resumes after a higher one."""
    first_announced, second_done = asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        async with database.transaction() as session:
            await announce(session, "devices", "changed", {"n": 1})
            await session.flush()
            first_announced.set()
            if not database.is_sqlite:  # SQLite has one writer at a time
                await second_done.wait()

    async def quick() -> None:
        await first_announced.wait()
        await tell(database, 2)
        second_done.set()

    await asyncio.gather(slow(), quick())
    hub = LiveHub(database)
    expected = [1, 2] if database.is_sqlite else [2, 1]
    assert [event.data["n"] async for event in hub.stored_after(0, ALL)] == expected


async def test_concurrent_announcers_neither_block_nor_lose(database: Database, hub: LiveHub) -> None:
    seen: list[int] = []
    complete = asyncio.Event()

    async def sink(event: StoredEvent) -> None:
        seen.append(event.id)
        if len(seen) == 100:
            complete.set()

    hub.attach(sink)
    await asyncio.gather(*(tell(database, n, n) for n in range(50)))
    async with asyncio.timeout(60):
        await complete.wait()
    assert seen == sorted(seen)


async def test_a_slow_client_is_cut_off_and_resumes_without_loss(database: Database, hub: LiveHub) -> None:
    arrived = asyncio.Event()

    async def sink(event: StoredEvent) -> None:
        if event.data["n"] == 19:
            arrived.set()

    hub.attach(sink)
    stream = event_stream(hub, ALL, None, always)
    assert (await anext(stream)).event == "ready"
    following = asyncio.create_task(anext(stream))
    await tell(database, 0)
    assert (await following).id == "1"
    await tell(database, *range(1, 20))
    await arrived.wait()
    got = [int(event.id) async for event in stream]
    assert len(got) < 19
    last = got[-1] if got else 1
    resumed = event_stream(hub, ALL, last, always)
    assert [int((await anext(resumed)).id) for _ in range(20 - last)] == list(range(last + 1, 21))
    await resumed.aclose()


async def test_a_heartbeat_moves_the_last_id_on(database: Database, hub: LiveHub) -> None:
    hub.settings = LiveSettings(heartbeat_s=0.01)
    stream = event_stream(hub, frozenset({"cycles"}), None, always)
    await anext(stream)
    await tell(database, 1)
    async with asyncio.timeout(30):
        while (beat := await anext(stream)).id == "0":
            pass
    assert (beat.id, beat.event, beat.data) == ("1", None, None)
    await stream.aclose()


async def test_a_stream_ends_when_the_login_does(hub: LiveHub) -> None:
    hub.settings = LiveSettings(heartbeat_s=0.01, recheck_s=0.01)

    async def logged_out() -> bool:
        return False

    async with asyncio.timeout(30):
        events = [item.event async for item in event_stream(hub, ALL, None, logged_out)]
    assert events[0] == "ready"
    assert hub.clients == 0


async def test_streams_end_when_the_hub_stops(hub: LiveHub) -> None:
    stream = event_stream(hub, ALL, None, always)
    await anext(stream)
    await hub.stop()
    assert [item async for item in stream] == []


@pytest.mark.parametrize(
    ("permissions", "topics", "status"),
    [
        (None, "devices", 401),
        (["events:view"], "devices", 403),
        (["events:view"], "events,device:7", 403),
        (["devices:view"], "nonsense", 422),
        (["devices:view"], "devices:'; DROP", 422),
        (["devices:view"], ",", 422),
    ],
)
async def test_a_topic_needs_its_permission(
    api_client: Callable[..., httpx.AsyncClient],
    hub: LiveHub,
    permissions: list[str] | None,
    topics: str,
    status: int,
) -> None:
    client = api_client(build_router(hub), permissions=permissions)
    answer = await client.get("/api/v1/live/events", params={"topics": topics})
    assert answer.status_code == status
    assert answer.json()["status"] == status


def test_topics_are_checked_by_prefix() -> None:
    principal = Principal(1, "x", "viewer", frozenset({"devices:view"}))
    assert check_topics(["device:7", "devices"], principal) == {"device:7", "devices"}
    with pytest.raises(UnknownTopicError):
        check_topics(["device:7:8"], principal)
    with pytest.raises(ForbiddenError):
        check_topics(["discovery:1"], principal)


async def test_socket_io_delivers_to_the_room_of_the_topic(database: Database, serve: Served) -> None:
    async with serve() as client:
        page = Polling(client)
        assert (await page.open()).startswith("40{")
        await page.send('420["subscribe",{"topics":["device:7"]}]')
        assert await page.next() == '430[{"ok":true,"topics":["device:7"]}]'
        await tell(database, 1, topic="devices")
        await tell(database, 2, topic="device:7")
        kind, message = json.loads((await page.next()).removeprefix("42"))
        assert kind == "live"
        assert (message["id"], message["topic"], message["event"], message["data"]) == (
            2, "device:7", "changed", {"n": 2},
        )  # fmt: skip
        await page.send('421["unsubscribe",{"topics":["device:7"]}]')
        assert await page.next() == '431[{"ok":true,"topics":["device:7"]}]'
        await tell(database, 3, topic="device:7")
        await page.send('422["subscribe",{"topics":["devices"]}]')
        assert (await page.next()).startswith("432"), "nothing came from the room it has left"


async def test_socket_io_refuses_who_may_not(serve: Served) -> None:
    async with serve(permissions=["events:view"]) as client:
        page = Polling(client)
        await page.open()
        await page.send('420["subscribe",{"topics":["devices"]}]')
        assert '"code":"forbidden"' in await page.next()
        await page.send('421["subscribe",["devices"]]')
        assert '"code":"invalid_input"' in await page.next()


async def test_socket_io_refuses_who_is_not_logged_in(serve: Served) -> None:
    async with serve(permissions=None) as client:
        assert (await Polling(client).open()).startswith("44")


async def test_socket_io_disconnects_who_logged_out(serve: Served) -> None:
    async with serve() as client:
        page = Polling(client)
        await page.open()
        authenticator = client.app.state.authenticator
        authenticator.principal = None
        with pytest.raises(UnauthenticatedError):
            await authenticator.authenticate(None, None)
        await client.app.state.sockets.recheck()
        assert await page.next() == "41"
        assert client.app.state.sockets.clients == 0


async def test_socket_io_refuses_pages_of_other_origins(serve: Served) -> None:
    async with serve() as client:
        answer = await client.get(
            "/socket.io/", params={"EIO": "4", "transport": "polling"}, headers={"Origin": "https://evil.example"}
        )
        assert answer.status_code == 400
