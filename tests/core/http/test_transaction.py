"""One request, one transaction, durable before the answer leaves."""

from collections.abc import Callable

import httpx
import pytest
import sqlalchemy as sa
from fastapi import APIRouter

from watchkeeper.core.database import Database, before_commit
from watchkeeper.core.errors import ConflictError
from watchkeeper.core.http.security import public
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.core.live.announcing import announce
from watchkeeper.core.live.models import LiveEvent

Client = Callable[..., httpx.AsyncClient]


async def count_events(database: Database) -> int:
    async with database.reading() as session:
        return await session.scalar(sa.select(sa.func.count()).select_from(LiveEvent)) or 0


def router_with(handler: Callable[..., object], method: str = "POST") -> APIRouter:
    router = APIRouter(route_class=TransactionRoute)
    router.add_api_route("/things", handler, methods=[method], dependencies=[public()])
    outer = APIRouter(prefix="/deep")
    outer.include_router(router)
    return outer


async def test_what_a_handler_wrote_is_there_when_the_answer_arrives(database: Database, api_client: Client) -> None:
    async def handler(session: Session) -> dict[str, int]:
        await announce(session, "devices", "created", {"id": 1})
        return {"id": 1}

    answer = await api_client(router_with(handler)).post("/api/v1/deep/things")
    assert (answer.status_code, answer.json()) == (200, {"id": 1})
    assert await count_events(database) == 1


async def test_an_error_rolls_back(database: Database, api_client: Client) -> None:
    async def handler(session: Session) -> None:
        session.add(LiveEvent(topic="t", event="e", data={}, at=sa.func.now()))
        await session.flush()
        raise ConflictError("no", hint="wait")

    answer = await api_client(router_with(handler)).post("/api/v1/deep/things")
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["hint"] == "wait"
    assert await count_events(database) == 0


async def test_a_failing_commit_is_a_server_error_and_never_a_success(database: Database, api_client: Client) -> None:
    async def fail(_session: Session) -> None:
        raise OSError("disk full: /secret/path")

    async def handler(session: Session) -> dict[str, bool]:
        await announce(session, "devices", "created", {})
        before_commit(session, fail)
        return {"stored": True}

    answer = await api_client(router_with(handler)).post("/api/v1/deep/things")
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal"
    assert "secret" not in answer.text
    assert await count_events(database) == 0


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_a_reading_request_cannot_write(database: Database, api_client: Client, method: str) -> None:
    async def handler(session: Session) -> None:
        session.add(LiveEvent(topic="t", event="e", data={}, at=sa.func.now()))
        await session.flush()

    answer = await api_client(router_with(handler, method)).request(method, "/api/v1/deep/things")
    assert answer.status_code == 500
    assert await count_events(database) == 0
