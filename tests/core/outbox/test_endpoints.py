"""The outbox over HTTP."""

from collections.abc import Callable

import httpx
import pytest
from pydantic import BaseModel

from watchkeeper.core.database import Database
from watchkeeper.core.outbox import publish
from watchkeeper.core.outbox.endpoints import build_router
from watchkeeper.core.outbox.relay import Relay
from watchkeeper.core.outbox.service import OutboxService
from watchkeeper.core.tasks import Task, TaskRegistry, enqueue

Client = Callable[..., httpx.AsyncClient]


class Secretive(BaseModel):
    device: str
    community: str


TASK = Task("things.do_it", Secretive, "slow")


@pytest.fixture
async def with_a_dead_letter(database: Database) -> Database:
    async with database.transaction() as session:
        await enqueue(session, TASK, Secretive(device="r1", community="hunter2"))
        await publish(session, "heard.by_none", {})
    await Relay(database, registry=TaskRegistry()).drain()
    async with database.transaction() as session:
        await publish(session, "waiting", {})
    return database


async def test_a_dead_letter_is_seen_redriven_once_and_delivered(
    with_a_dead_letter: Database, api_client: Client
) -> None:
    client = api_client(build_router(OutboxService()))
    body = (await client.get("/api/v1/outbox/dead-letters")).json()
    assert body["total"] == 1
    (letter,) = body["items"]
    assert (letter["topic"], letter["queue"], letter["attempts"]) == ("things.do_it", "slow", 1)
    assert "No handler is bound" in letter["last_error"]
    assert letter["payload"] == {"device": "r1", "community": "***"}
    redriven = await client.post(f"/api/v1/outbox/dead-letters/{letter['id']}/redrive")
    assert redriven.json() == {"id": letter["id"], "status": "pending"}
    again = await client.post(f"/api/v1/outbox/dead-letters/{letter['id']}/redrive")
    assert (again.status_code, again.json()["code"]) == (409, "message_not_dead")
    missing = await client.post("/api/v1/outbox/dead-letters/999/redrive")
    assert (missing.status_code, missing.json()["code"]) == (404, "message_not_found")
    got: list[Secretive] = []

    async def do_it(payload: Secretive) -> None:
        got.append(payload)

    registry = TaskRegistry()
    registry.bind(TASK, do_it)
    await Relay(with_a_dead_letter, registry=registry).drain()
    assert got == [Secretive(device="r1", community="hunter2")]
    assert (await client.get("/api/v1/outbox/dead-letters")).json()["total"] == 0


async def test_the_status_counts_each_queue(with_a_dead_letter: Database, api_client: Client) -> None:
    body = (await api_client(build_router(OutboxService())).get("/api/v1/outbox/status")).json()
    queues = {queue.pop("queue"): queue for queue in body["queues"]}
    assert queues["slow"] == {"waiting": 0, "in_delivery": 0, "scheduled": 0, "dead": 1, "oldest_age_s": 0}
    assert queues["events"]["waiting"] == 1
    assert (body["pending"], body["dead"]) == (1, 1)
    assert body["lag_s"] >= 0


async def test_a_list_can_be_searched_and_sorted(with_a_dead_letter: Database, api_client: Client) -> None:
    client = api_client(build_router(OutboxService()))
    for query, total in (("DO_IT", 1), ("nothing", 0), ("%", 0)):
        answer = await client.get("/api/v1/outbox/dead-letters", params={"q": query, "sort": "-dead_at"})
        assert answer.json()["total"] == total


@pytest.mark.parametrize(
    ("permissions", "read", "write"), [([], 401, 401), (["system:view"], 200, 403), (["system:operate"], 403, 404)]
)
async def test_looking_and_redriving_need_their_permissions(
    database: Database, api_client: Client, permissions: list[str], read: int, write: int
) -> None:
    client = api_client(build_router(OutboxService()), permissions=permissions or None)
    assert (await client.get("/api/v1/outbox/status")).status_code == read
    assert (await client.post("/api/v1/outbox/dead-letters/1/redrive")).status_code == write
