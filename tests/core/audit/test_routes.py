"""A changing route leaves an entry, whether or not its verb thought of it."""

import pytest
from fastapi import APIRouter
from sqlalchemy import select

from watchkeeper.core.audit import Target, record
from watchkeeper.core.audit.models import AuditEntry
from watchkeeper.core.audit.routes import unaudited
from watchkeeper.core.errors import ConflictError
from watchkeeper.core.http.security import authenticated, require
from watchkeeper.core.http.transaction import Session, TransactionRoute


def router():
    routes = APIRouter(prefix="/things", route_class=TransactionRoute)

    @routes.post("/plain/{thing_id}", dependencies=[authenticated()])
    async def plain(thing_id: int, session: Session) -> None: ...

    @routes.post("/worded", dependencies=[authenticated()])
    async def worded(session: Session) -> None:
        record(session, "thing.turn", Target("thing", 1))

    @routes.post("/exempt", dependencies=[authenticated(), unaudited("it only looks")])
    async def exempt(session: Session) -> None: ...

    @routes.post("/failing", dependencies=[authenticated()])
    async def failing(session: Session) -> None:
        record(session, "thing.turn", Target("thing", 1))
        raise ConflictError("no")

    @routes.get("/read", dependencies=[authenticated()])
    async def read(session: Session) -> None: ...

    @routes.delete("/guarded", dependencies=[require("things:edit")])
    async def guarded(session: Session) -> None: ...

    return routes


async def entries(database):
    async with database.reading() as session:
        return (await session.scalars(select(AuditEntry).order_by(AuditEntry.id))).all()


@pytest.mark.parametrize(
    ("method", "path", "verbs"),
    [
        ("POST", "plain/7", ["things.post"]),
        ("POST", "worded", ["thing.turn"]),
        ("POST", "exempt", []),
        ("POST", "failing", []),
        ("GET", "read", []),
    ],
)
async def test_what_a_route_leaves(api_client, database, method, path, verbs):
    await api_client(router()).request(method, f"/api/v1/things/{path}")
    assert [entry.verb for entry in await entries(database)] == verbs


async def test_a_route_that_records_nothing_itself_is_recorded_with_who_and_where(api_client, database):
    await api_client(router()).post("/api/v1/things/plain/7", headers={"X-Request-ID": "req-9", "User-Agent": "curl/8"})
    (entry,) = await entries(database)
    assert (entry.actor_name, entry.object_id, entry.object_name) == ("tester", "7", "POST /api/v1/things/plain/7")
    assert (entry.address, entry.request_id, entry.user_agent) == ("127.0.0.1", "req-9", "curl")


async def test_who_is_refused_is_recorded_as_denied(api_client, database):
    answer = await api_client(router(), permissions=["things:view"]).delete("/api/v1/things/guarded")
    assert answer.status_code == 403
    (entry,) = await entries(database)
    assert (entry.verb, entry.outcome, entry.actor_name) == ("things.delete", "denied", "tester")
    assert "things:edit" in entry.reason


async def test_nobody_is_refused_without_an_entry(api_client, database):
    answer = await api_client(router(), permissions=None).delete("/api/v1/things/guarded")
    assert answer.status_code == 401
    assert await entries(database) == []
