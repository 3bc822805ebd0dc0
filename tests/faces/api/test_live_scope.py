"""What happens to devices out of scope reaches nobody limited: by Socket.IO, by SSE, live and after a break."""

import asyncio
import itertools
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import uvicorn
from scoped_rows import CANARY, Seeder, Side
from socketio_polling import Polling
from tests.faces.api.conftest import PASSWORD, ROOT

from watchkeeper.core.live import about_device, about_each, announce
from watchkeeper.core.live.sockets import LiveSockets
from watchkeeper.core.live.stream import event_stream
from watchkeeper.core.live.topics import TOPIC_PERMISSIONS
from watchkeeper.core.scope import EVERYTHING, Scope
from watchkeeper.estate.accounts.permissions import PLATFORM_WIDE, Role, permissions_of
from watchkeeper.estate.accounts.schemas import UserCreate
from watchkeeper.faces.api.app import create_app
from watchkeeper.faces.wiring import Services

TOPICS = ["devices", "events"]


@pytest.fixture
async def sides(services: Services) -> tuple[Side, Side]:
    near, far, seeder = Side(far=False), Side(far=True), Seeder()
    async with services.database.transaction() as session:
        for side in (near, far):
            await seeder.fill(session, side)
    return near, far


@pytest.fixture
def tell(services: Services, sides: tuple[Side, Side]) -> Callable[[], Awaitable[None]]:
    """Announce news of both sides: a list with both, each alone, and one of the platform."""
    near, far = (side.ids["devices"] for side in sides)

    async def telling() -> None:
        async with services.database.transaction() as session:
            both = [{"id": near, "name": "near"}, {"id": far, "name": CANARY}]
            about = about_each("changes", [near, far])
            await announce(session, "devices", "devices.state_changed", {"changes": both, "at": "now"}, about=about)
            await announce(session, "devices", "device.changed", {"name": CANARY}, about=about_device(far))
            await announce(session, f"device:{far}", "device.changed", {"name": CANARY}, about=about_device(far))
            await announce(session, "devices", "devices.imported", {"by": CANARY})
            await announce(session, "devices", "device.changed", {"name": "last"}, about=about_device(near))

    return telling


async def new_account(services: Services, name: str, role: Role, scope: Scope) -> int:
    async with services.database.transaction() as session:
        new = UserCreate(name=name, role=role, password=PASSWORD, must_change_password=False)
        user = await services.accounts.create_user(session, new, ROOT)
        if scope != EVERYTHING:
            await services.access.set_scope(session, user.id, scope, ROOT)
        return user.id


@pytest.fixture
async def served(services: Services) -> AsyncIterator[str]:
    sockets = LiveSockets(services.hub, services.database, services.authenticator)
    app = create_app(services, sockets=sockets)
    await services.hub.start()
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_config=None, timeout_graceful_shutdown=1))
    running = asyncio.create_task(server.serve(sockets=[listener]))
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    await sockets.stop()
    await services.hub.stop()
    server.should_exit = True
    await running


class Page:
    """An open page: its login, its Socket.IO connection and what arrives."""

    def __init__(self, browser: httpx.AsyncClient) -> None:
        self._browser = browser
        self._socket = Polling(browser)
        self._calls = itertools.count()

    async def open(self, name: str) -> None:
        await self._browser.post("/api/v1/session", json={"username": name, "password": PASSWORD})
        assert (await self._socket.open()).startswith("40{")

    async def watch(self, *topics: str) -> dict[str, object]:
        await self._socket.send(f"42{next(self._calls)}" + json.dumps(["subscribe", {"topics": list(topics)}]))
        answer: list[dict[str, object]] = json.loads((await self.packet()).lstrip("0123456789"))
        return answer[0]

    async def packet(self) -> str:
        async with asyncio.timeout(30):
            return await self._socket.next()

    async def until_last(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        while not found or found[-1]["data"].get("name") != "last":
            found.append(json.loads((await self.packet()).removeprefix("42"))[1])
        return found


@asynccontextmanager
async def page(url: str, name: str) -> AsyncIterator[Page]:
    async with httpx.AsyncClient(base_url=url, timeout=30) as browser:
        opened = Page(browser)
        await opened.open(name)
        yield opened


async def test_socket_io_gives_a_limited_viewer_only_what_is_in_scope(
    services: Services, served: str, sides: tuple[Side, Side], tell: Callable[[], Awaitable[None]]
) -> None:
    near, far = sides
    await new_account(services, "lim", Role.VIEWER, Scope(frozenset({near.ids["sites"]})))
    await new_account(services, "all", Role.VIEWER, EVERYTHING)
    async with page(served, "lim") as limited, page(served, "all") as whole:
        for each in (limited, whole):
            assert (await each.watch(*TOPICS, f"device:{far.ids['devices']}"))["ok"] is True
        await tell()
        assert len(await whole.until_last()) == 5
        found = await limited.until_last()
    assert [event["event"] for event in found] == ["devices.state_changed", "device.changed"]
    assert found[0]["data"] == {"changes": [{"id": near.ids["devices"], "name": "near"}], "at": "now"}
    assert CANARY not in str(found)


@pytest.mark.parametrize("limited", [False, True])
@pytest.mark.parametrize("role", list(Role))
async def test_every_topic_is_refused_to_whoever_lacks_its_permission(
    role: Role, limited: bool, services: Services, served: str, sides: tuple[Side, Side]
) -> None:
    scope = Scope(frozenset({sides[0].ids["sites"]})) if limited else EVERYTHING
    await new_account(services, "root", Role.ADMIN, EVERYTHING)
    await new_account(services, "asker", role, scope)
    granted = permissions_of(role) - (PLATFORM_WIDE if limited else frozenset())
    async with page(served, "asker") as opened:
        for topic, permission in TOPIC_PERMISSIONS.items():
            assert (await opened.watch(topic))["ok"] == (permission in granted), topic
    async with httpx.AsyncClient(base_url=served) as browser:
        await browser.post("/api/v1/session", json={"username": "asker", "password": PASSWORD})
        for topic, permission in TOPIC_PERMISSIONS.items():
            async with browser.stream("GET", "/api/v1/live/events", params={"topics": topic}) as answer:
                assert answer.status_code == (200 if permission in granted else 403), topic


async def test_a_new_limit_holds_for_those_who_are_connected(
    services: Services, served: str, sides: tuple[Side, Side], tell: Callable[[], Awaitable[None]]
) -> None:
    user = await new_account(services, "lim", Role.VIEWER, EVERYTHING)
    async with page(served, "lim") as opened:
        await opened.watch(*TOPICS)
        async with services.database.transaction() as session:
            await services.access.set_scope(session, user, Scope(frozenset({sides[0].ids["sites"]})), ROOT)
        await tell()
        assert await opened.packet() == "41", "it is disconnected before any more news"


async def test_server_sent_events_resume_within_the_scope(
    services: Services, sides: tuple[Side, Side], tell: Callable[[], Awaitable[None]]
) -> None:
    near, _ = sides
    scope = Scope(frozenset({near.ids["sites"]}))
    hub = services.hub
    await hub.start()

    async def allowed() -> bool:
        return True

    topics = frozenset({"devices"})
    await tell()
    missed = event_stream(hub, topics, 0, allowed, scope=scope)
    stored = [await anext(missed) for _ in range(2)]
    await missed.aclose()
    stream = event_stream(hub, topics, None, allowed, scope=scope)
    assert (await anext(stream)).event == "ready"
    following = asyncio.create_task(anext(stream))
    await tell()
    async with asyncio.timeout(30):
        live = [await following, await anext(stream)]
    await stream.aclose()
    await hub.stop()
    for each in (stored, live):
        assert [event.event for event in each] == ["devices.state_changed", "device.changed"]
        assert CANARY not in "".join(str(event.data) for event in each)
        assert '"last"' in str(each[1].data)


async def test_whoever_saw_a_device_hears_that_it_is_gone(services: Services, sides: tuple[Side, Side]) -> None:
    near, far = sides
    await services.hub.start()

    async def allowed() -> bool:
        return True

    stream = event_stream(
        services.hub, frozenset({"devices"}), None, allowed, scope=Scope(frozenset({near.ids["sites"]}))
    )
    assert (await anext(stream)).event == "ready"
    following = asyncio.create_task(anext(stream))
    async with services.database.transaction() as session:
        for side in (far, near):
            await services.inventory.delete_device(session, side.ids["devices"], ROOT)
    async with asyncio.timeout(30):
        first = await following
    await stream.aclose()
    await services.hub.stop()
    assert first.event == "device.deleted"
    assert CANARY not in str(first.data)
