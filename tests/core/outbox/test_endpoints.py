"""The outbox over HTTP."""

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from pydantic import BaseModel

from watchkeeper.core.database import Database
from watchkeeper.core.outbox import publish
from watchkeeper.core.outbox.endpoints import build_router
from watchkeeper.core.outbox.relay import Relay
from watchkeeper.core.outbox.repository import claim
from watchkeeper.core.outbox.service import OutboxService
from watchkeeper.core.tasks import Task, TaskRegistry, enqueue
from watchkeeper.kit.clock import utc_now

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


async def test_a_waiting_task_is_seen_cancelled_and_sent_again(database: Database, api_client: Client) -> None:
    client = api_client(build_router(OutboxService()))
    async with database.transaction() as session:
        await enqueue(session, TASK, Secretive(device="r1", community="hunter2"))
    (task,) = (await client.get("/api/v1/outbox/tasks", params={"state": "waiting", "q": "do_it"})).json()["items"]
    assert (task["name"], task["state"], task["payload"]["community"]) == ("things.do_it", "waiting", "***")
    cancel = f"/api/v1/outbox/tasks/{task['id']}/cancel"
    assert (await client.post(cancel)).json() == {"id": task["id"], "state": "cancelled"}
    assert (await client.post(cancel)).json()["code"] == "task_not_cancellable"
    ran: list[Secretive] = []

    async def do_it(payload: Secretive) -> None:
        ran.append(payload)

    registry = TaskRegistry()
    registry.bind(TASK, do_it)
    await Relay(database, registry=registry).drain()
    assert ran == []
    assert (await client.get("/api/v1/outbox/status")).json()["queues"] == []
    assert (await client.post(f"/api/v1/outbox/dead-letters/{task['id']}/redrive")).status_code == 200
    await Relay(database, registry=registry).drain()
    assert [one.device for one in ran] == ["r1"]
    (done,) = (await client.get("/api/v1/outbox/tasks", params={"state": "done"})).json()["items"]
    assert (done["id"], done["state"], done["next_attempt_at"]) == (task["id"], "done", None)


async def test_what_runs_or_is_no_task_is_not_cancelled(database: Database, api_client: Client) -> None:
    client = api_client(build_router(OutboxService()))
    async with database.transaction() as session:
        await enqueue(session, TASK, Secretive(device="r1", community="c"))
        await publish(session, "an.event", {})
    async with database.transaction() as session:
        now = utc_now()
        await claim(session, "slow", owner="me", now=now, lease=timedelta(minutes=1), limit=1, heads_only=True)
    (running,) = (await client.get("/api/v1/outbox/tasks", params={"state": "running"})).json()["items"]
    assert (await client.get("/api/v1/outbox/tasks")).json()["total"] == 1  # the event is no task
    for number in (running["id"], running["id"] + 1):
        refused = await client.post(f"/api/v1/outbox/tasks/{number}/cancel")
        assert (refused.status_code, refused.json()["code"]) == (409, "task_not_cancellable")
    assert (await client.post("/api/v1/outbox/tasks/999/cancel")).status_code == 404


@pytest.mark.parametrize(
    ("permissions", "read", "write"), [([], 401, 401), (["system:view"], 200, 403), (["system:operate"], 403, 404)]
)
async def test_looking_and_redriving_need_their_permissions(
    database: Database, api_client: Client, permissions: list[str], read: int, write: int
) -> None:
    client = api_client(build_router(OutboxService()), permissions=permissions or None)
    assert (await client.get("/api/v1/outbox/status")).status_code == read
    assert (await client.post("/api/v1/outbox/dead-letters/1/redrive")).status_code == write
    assert (await client.get("/api/v1/outbox/tasks")).status_code == read
    assert (await client.post("/api/v1/outbox/tasks/1/cancel")).status_code == write
