"""A storm of alerts while the database is slow: all are stored, there is one incident, and it is told once."""

import asyncio
import sqlite3
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from watchkeeper.act.notifications.models import Delivery
from watchkeeper.act.notifications.tasks import Deliver
from watchkeeper.core.database import Database
from watchkeeper.core.errors import UnavailableError
from watchkeeper.understand.alerts.correlation.network import Link, Network
from watchkeeper.understand.alerts.endpoints import build_router
from watchkeeper.understand.alerts.models import AlertRow, IncidentRow

LEAVES = [f"leaf{number}" for number in range(2400)]
SENT_AGAIN = 600
BATCH = 100
HELD_S, FREE_S = 0.15, 0.02
INGEST = "/api/v1/alerts/ingest"


class Star:
    async def network(self, session):
        links = [Link("v-hub", "v", "hub"), *(Link(f"hub-{one}", "hub", one) for one in LEAVES)]
        return Network(["v", "hub", *LEAVES], links, "v")


@dataclass
class Blocker(threading.Thread):
    """Somebody else who writes, most of the time: takes ``tables`` in turn, or all of a SQLite file."""

    url: str
    tables: tuple = ("alerts", "outbox_messages", "notification_deliveries")
    done: threading.Event = field(default_factory=threading.Event)
    turns: int = 0

    def __post_init__(self):
        super().__init__(daemon=True)

    def __hash__(self):
        return id(self)

    def run(self):
        while not self.done.is_set():
            with lock_of(self.url, self.tables[self.turns % len(self.tables)]):
                self.done.wait(HELD_S)
            self.turns += 1
            self.done.wait(FREE_S)


@contextmanager
def lock_of(url, table="alerts"):
    """Hold what a writer to ``table`` needs."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        connection = sqlite3.connect(parsed.database, isolation_level=None, timeout=60)
        statements = ["BEGIN IMMEDIATE"]
    else:
        connection = psycopg.connect(f"host={parsed.query['host']} user=postgres dbname={parsed.database}")
        statements = [f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE"]
    try:
        for statement in statements:
            connection.execute(statement)
        yield
        connection.rollback()
    finally:
        connection.close()


@contextmanager
def slowed(url):
    blocker = Blocker(url)
    blocker.start()
    try:
        yield blocker
    finally:
        blocker.done.set()
        blocker.join()


def storm(state):
    names = ["hub", *LEAVES, *LEAVES[:SENT_AGAIN]]
    alerts = [{"entity": f"node:{name}", "kind": "unreachable", "state": state} for name in names]
    return [alerts[start : start + BATCH] for start in range(0, len(alerts), BATCH)]


async def send(client, alerts):
    """Send as a careful sender does: again while it is told to come again. Return how often it was refused."""
    refused = 0
    while (answer := await client.post(INGEST, json={"alerts": alerts})).status_code == 503:
        assert answer.headers["Retry-After"]
        refused += 1
        await asyncio.sleep(0.01)
    assert answer.status_code == 200, answer.text
    return refused


@pytest.mark.timeout(300)
async def test_a_storm_loses_nothing_and_pages_once(database, database_url, make_house, receiver, api_client):
    house = make_house(database, graph=Star())
    hook = await house.channel("hook", "webhook", url=receiver.url, secret="s3cret-of-the-hook")
    await house.rule({"channels": [hook]})
    client = api_client(build_router(house.alerts))
    with slowed(database_url) as blocker:
        await asyncio.gather(*(send(client, batch) for batch in storm("raise")))
        await house.forward(300)
        async with database.reading() as session:
            stored = (await session.execute(sa.select(sa.func.count(), sa.func.sum(AlertRow.occurrences)))).one()
            assert tuple(stored) == (len(LEAVES) + 1, len(LEAVES) + 1 + SENT_AGAIN)
            shown = (await session.scalars(sa.select(IncidentRow).where(IncidentRow.stage != "merged"))).all()
            assert [(one.stage, one.roots, one.suppressed) for one in shown] == [("open", ["node:hub"], len(LEAVES))]
        assert [got[2]["happening"] for got in receiver.got] == ["paged"]
        await asyncio.gather(*(send(client, batch) for batch in storm("clear")))
        await house.forward(300)
        assert [got[2]["happening"] for got in receiver.got] == ["paged", "closed"]
        async with database.reading() as session:
            open_ones = sa.select(sa.func.count(AlertRow.id)).where(AlertRow.open_fingerprint.is_not(None))
            assert await session.scalar(open_ones) == 0
    assert blocker.turns > 10  # it was in the way all along


@pytest.fixture
async def impatient(sqlite_template, tmp_path):
    path = tmp_path / "impatient.db"
    path.write_bytes(sqlite_template.read_bytes())
    opened = Database(f"sqlite+aiosqlite:///{path}", busy_timeout_s=0.2)
    yield opened
    await opened.dispose()


@pytest.mark.timeout(300)
async def test_a_sender_that_was_told_to_come_again_left_nothing_behind(impatient, make_house):
    house = make_house(impatient, graph=Star())
    url = str(impatient.url)
    with lock_of(url), pytest.raises(sa.exc.OperationalError):
        await house.alert("node:hub")
    async with impatient.reading() as session:
        assert await session.scalar(sa.select(sa.func.count(AlertRow.id))) == 0
    await house.alert("node:hub")
    await house.forward(200)
    async with impatient.reading() as session:
        (incident,) = await session.scalars(sa.select(IncidentRow))
    assert (incident.id, incident.stage, incident.roots) == (1, "open", ["node:hub"])


async def test_senders_wait_in_turn_and_those_who_are_too_many_are_told_to_come_again(
    database, database_url, make_house, api_client
):
    house = make_house(database, graph=Star())
    house.alerts.settings.waiting_senders = 1
    client = api_client(build_router(house.alerts))
    bodies = [{"alerts": [{"entity": f"node:{name}", "kind": "unreachable"}]} for name in LEAVES[:3]]
    with lock_of(database_url):
        posts = [asyncio.create_task(client.post(INGEST, json=body)) for body in bodies]
        first, waiting = await asyncio.wait(posts, return_when=asyncio.FIRST_COMPLETED)
        refused = first.pop().result()
        assert len(waiting) == 2
    assert (refused.status_code, refused.json()["code"]) == (503, "too_many_senders")
    assert refused.headers["Retry-After"]
    assert {(await one).status_code for one in waiting} == {200}
    async with database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count(AlertRow.id))) == 2


async def test_what_was_sent_while_the_database_was_busy_is_not_sent_again(impatient, make_house, monkeypatch):
    house = make_house(impatient, graph=Star())
    hook = await house.channel("hook", "webhook", url="http://127.0.0.1:9/", secret="s3cret-of-the-hook")
    await house.rule({"channels": [hook]})
    await house.alert("node:hub")
    async with impatient.transaction() as session:
        news = await house.alerts.news(session, 1)
        await house.parts.dispatcher.take(session, news)
    sent, busy = [], lock_of(str(impatient.url))

    async def send(kind, config, message):
        sent.append(message.key)
        busy.__enter__()

    deliverer = house.parts.deliverer
    monkeypatch.setattr(deliverer._sender, "send", send)
    with pytest.raises((UnavailableError, sa.exc.OperationalError)):
        await deliverer.deliver(Deliver(delivery_id=1))
    busy.__exit__(None, None, None)
    for _ in range(2):
        await deliverer.deliver(Deliver(delivery_id=1))
    assert len(sent) == 1
    async with impatient.reading() as session:
        (row,) = await session.scalars(sa.select(Delivery))
    assert (row.state, row.attempts) == ("sent", 1)
