"""Delivery through the relay, on both databases."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import Database
from watchkeeper.core.errors import UnavailableError
from watchkeeper.core.outbox import Subscription, publish
from watchkeeper.core.outbox.delivery import LeaseLostError
from watchkeeper.core.outbox.models import OutboxMessage
from watchkeeper.core.outbox.relay import Relay
from watchkeeper.core.outbox.service import OutboxService
from watchkeeper.core.outbox.settings import OutboxSettings
from watchkeeper.core.tasks import Task, TaskRegistry, enqueue
from watchkeeper.core.telemetry.metrics import Metrics

START = datetime(2025, 3, 1, 12, tzinfo=UTC)


class FakeClock:
    """A clock that moves when told."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class Inbox:
    """A subscriber that keeps what it got, and fails for chosen values as often as told."""

    def __init__(self) -> None:
        self.got: list[object] = []
        self.failures: dict[object, int] = {}
        self.changed = asyncio.Event()

    async def take(self, session: AsyncSession, payload: Mapping[str, object]) -> None:
        value = payload["n"]
        if self.failures.get(value, 0) > 0:
            self.failures[value] -= 1
            raise UnavailableError(f"no {value} today")
        self.got.append(value)
        self.changed.set()

    async def holds(self, count: int) -> None:
        async with asyncio.timeout(30):
            while len(self.got) < count:
                self.changed.clear()
                await self.changed.wait()


class Number(BaseModel):
    n: int


COUNT = Task("numbers.count", Number, "analysis", max_attempts=3, timeout_s=30)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    clock = FakeClock()
    monkeypatch.setattr("watchkeeper.core.outbox.publishing.utc_now", clock)
    return clock


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


MakeRelay = Callable[..., Relay]


@pytest.fixture
def make_relay(database: Database, clock: FakeClock, inbox: Inbox) -> MakeRelay:
    def make(**options: object) -> Relay:
        options.setdefault("registry", TaskRegistry())
        options.setdefault("subscriptions", [Subscription("numbers", "inbox", inbox.take)])
        return Relay(database, clock=clock, **options)

    return make


async def send(database: Database, *numbers: int, key: str = "", not_before: datetime | None = None) -> None:
    async with database.transaction() as session:
        for n in numbers:
            await publish(session, "numbers", {"n": n}, key=key, not_before=not_before)


async def rows(database: Database) -> list[OutboxMessage]:
    async with database.reading() as session:
        return list((await session.scalars(sa.select(OutboxMessage).order_by(OutboxMessage.id))).all())


async def test_messages_of_a_key_arrive_once_and_in_order(
    database: Database, make_relay: MakeRelay, inbox: Inbox
) -> None:
    await send(database, *range(20), key="a")
    assert await make_relay().drain() == 20
    assert inbox.got == list(range(20))
    assert {row.status for row in await rows(database)} == {"delivered"}
    assert await make_relay().drain() == 0


async def test_a_rolled_back_message_is_never_delivered(
    database: Database, make_relay: MakeRelay, inbox: Inbox
) -> None:
    async def change_mind() -> None:
        async with database.transaction() as session:
            await publish(session, "numbers", {"n": 1})
            await session.flush()
            raise RuntimeError("changed my mind")

    with pytest.raises(RuntimeError, match="changed my mind"):
        await change_mind()
    await make_relay().drain()
    assert inbox.got == []


async def test_a_failing_message_blocks_only_its_key(
    database: Database, make_relay: MakeRelay, inbox: Inbox, clock: FakeClock
) -> None:
    inbox.failures[1] = 1
    await send(database, 1, 2, 3, key="a")
    await send(database, 10, 11, key="b")
    await send(database, 20)
    relay = make_relay()
    await relay.drain()
    assert inbox.got == [10, 11, 20]
    clock.advance(2)
    await relay.drain()
    assert inbox.got == [10, 11, 20, 1, 2, 3]


async def test_retries_back_off_and_end_as_a_dead_letter_that_can_be_redriven(
    database: Database, make_relay: MakeRelay, inbox: Inbox, clock: FakeClock
) -> None:
    inbox.failures[1] = 10
    await send(database, 1, 2, key="a")
    relay = make_relay()
    waits = []
    while (message := (await rows(database))[0]).status == "pending":
        await relay.drain()
        message = (await rows(database))[0]
        waits.append((message.available_at - clock()).total_seconds())
        clock.advance(max(waits[-1], 0))
    assert message.attempts == 10
    assert message.last_error == "no 1 today"
    assert all(0.8 * 2**n <= wait <= 1.2 * 2**n for n, wait in enumerate(waits[:8]))
    await relay.drain()
    assert inbox.got == [2], "a dead letter no longer blocks its key"
    async with database.transaction() as session:
        await OutboxService(clock=clock).redrive(session, message.id)
    await relay.drain()
    assert inbox.got == [2, 1]


async def test_a_later_message_does_not_wait_for_one_that_is_not_due(
    database: Database, make_relay: MakeRelay, inbox: Inbox, clock: FakeClock
) -> None:
    await send(database, 1, key="a", not_before=START + timedelta(minutes=1))
    await send(database, 2, key="a")
    relay = make_relay()
    await relay.drain()
    assert inbox.got == [2]
    clock.advance(60)
    await relay.drain()
    assert inbox.got == [2, 1]


async def test_only_the_subscriber_that_failed_gets_the_message_again(
    database: Database, make_relay: MakeRelay, inbox: Inbox, clock: FakeClock
) -> None:
    other = Inbox()
    inbox.failures[1] = 1
    relay = make_relay(
        subscriptions=[Subscription("numbers", "inbox", inbox.take), Subscription("numbers", "other", other.take)]
    )
    await send(database, 1)
    await relay.drain()
    assert (inbox.got, other.got) == ([], [1])
    clock.advance(5)
    await relay.drain()
    assert (inbox.got, other.got) == ([1], [1])


async def test_a_message_nobody_listens_to_is_done(database: Database, make_relay: MakeRelay) -> None:
    await send(database, 1)
    await make_relay(subscriptions=[]).drain()
    assert [row.status for row in await rows(database)] == ["delivered"]


async def test_the_work_of_a_failing_subscriber_is_rolled_back(database: Database, make_relay: MakeRelay) -> None:
    async def store_and_fail(session: AsyncSession, payload: Mapping[str, object]) -> None:
        await publish(session, "consequences", {})
        await session.flush()
        raise UnavailableError("no")

    await send(database, 1)
    await make_relay(subscriptions=[Subscription("numbers", "x", store_and_fail)]).drain()
    assert [row.topic for row in await rows(database)] == ["numbers"]


async def test_two_relays_never_have_the_same_message(database: Database, make_relay: MakeRelay, inbox: Inbox) -> None:
    for n in range(10):
        await send(database, n * 10, n * 10 + 1, n * 10 + 2, key=f"k{n}")
    await asyncio.gather(make_relay().drain(), make_relay().drain())
    await make_relay().drain()
    assert sorted(inbox.got) == sorted(n * 10 + m for n in range(10) for m in range(3))
    for n in range(10):
        assert [value for value in inbox.got if value // 10 == n] == [n * 10, n * 10 + 1, n * 10 + 2]


async def test_what_a_killed_relay_held_is_delivered_after_its_lease(
    database: Database, make_relay: MakeRelay, inbox: Inbox, clock: FakeClock
) -> None:
    await send(database, 1, 2, key="a")
    killed = make_relay()
    await killed._claim("events")
    relay = make_relay()
    assert await relay.drain() == 0
    clock.advance(61)
    assert await relay.drain() == 2
    assert inbox.got == [1, 2]


async def test_a_relay_that_lost_its_lease_undoes_its_work(
    database: Database, make_relay: MakeRelay, clock: FakeClock
) -> None:
    calls = []

    async def slow(session: AsyncSession, payload: Mapping[str, object]) -> None:
        calls.append(payload)
        await session.execute(sa.update(OutboxMessage).values(lease_owner="somebody else"))
        await publish(session, "consequences", {})

    await send(database, 1)
    relay = make_relay(subscriptions=[Subscription("numbers", "slow", slow)])
    with pytest.raises(LeaseLostError):
        await relay.drain()
    assert len(calls) == 1
    assert [row.topic for row in await rows(database)] == ["numbers"]
    assert (await rows(database))[0].status == "pending"


async def test_a_message_that_kills_the_process_dies_after_its_attempts(
    database: Database, make_relay: MakeRelay, inbox: Inbox, clock: FakeClock
) -> None:
    await send(database, 1, 2)
    async with database.transaction() as session:
        await session.execute(sa.update(OutboxMessage).where(OutboxMessage.id == 1).values(attempts=9))
    assert len(await make_relay()._claim("events")) == 2
    clock.advance(61)
    await make_relay().drain()
    first, second = await rows(database)
    assert (first.status, second.status) == ("dead", "delivered")
    assert "process ended" in (first.last_error or "")
    assert inbox.got == [2]


async def test_a_task_runs_with_its_typed_payload(database: Database, make_relay: MakeRelay) -> None:
    got: list[Number] = []

    async def count(payload: Number) -> None:
        got.append(payload)

    registry = TaskRegistry()
    registry.bind(COUNT, count)
    async with database.transaction() as session:
        await enqueue(session, COUNT, Number(n=7))
    assert await make_relay(registry=registry).drain() == 1
    assert got == [Number(n=7)]


@pytest.mark.parametrize(("crashes", "status"), [(9, "delivered"), (10, "dead")])
async def test_a_task_outlives_more_crashes_of_its_process_than_failures_of_its_own(
    database: Database, make_relay: MakeRelay, crashes: int, status: str
) -> None:
    async def count(payload: Number) -> None:
        del payload

    registry = TaskRegistry()
    registry.bind(COUNT, count)
    async with database.transaction() as session:
        await enqueue(session, COUNT, Number(n=7))
    async with database.transaction() as session:
        await session.execute(sa.update(OutboxMessage).values(attempts=crashes))
    await make_relay(registry=registry).drain()
    (row,) = await rows(database)
    assert row.status == status


async def test_an_unknown_task_becomes_a_dead_letter_with_its_reason(database: Database, make_relay: MakeRelay) -> None:
    async with database.transaction() as session:
        await enqueue(session, COUNT, Number(n=7))
    await make_relay().drain()
    (row,) = await rows(database)
    assert row.status == "dead"
    assert "No handler is bound to task 'numbers.count'" in (row.last_error or "")


async def test_a_task_that_fails_too_often_is_dead_after_its_own_limit(
    database: Database, make_relay: MakeRelay, clock: FakeClock
) -> None:
    async def fail(payload: Number) -> None:
        raise ZeroDivisionError

    registry = TaskRegistry()
    registry.bind(COUNT, fail)
    async with database.transaction() as session:
        await enqueue(session, COUNT, Number(n=7))
    relay = make_relay(registry=registry)
    for _ in range(5):
        await relay.drain()
        clock.advance(60)
    (row,) = await rows(database)
    assert (row.status, row.attempts) == ("dead", 3)


async def test_urgent_ones_go_before_many_others(database: Database, make_relay: MakeRelay, inbox: Inbox) -> None:
    async with database.transaction() as session:
        for n in range(150):
            await publish(session, "numbers", {"n": n})
        await publish(session, "numbers", {"n": "now"}, urgent=True)
    relay = make_relay(settings=OutboxSettings(poll_interval_s=3600))
    await relay.start()
    await inbox.holds(151)
    await relay.stop()
    assert inbox.got.index("now") < 75
    assert {n for n in inbox.got if n != "now"} == set(range(150))


async def test_a_key_with_urgent_ones_keeps_its_order(database: Database, make_relay: MakeRelay, inbox: Inbox) -> None:
    async with database.transaction() as session:
        for n in range(6):
            await publish(session, "numbers", {"n": n}, key="lane", urgent=n % 3 == 1)
    relay = make_relay(settings=OutboxSettings(poll_interval_s=3600))
    await relay.start()
    await inbox.holds(6)
    await relay.stop()
    assert inbox.got == list(range(6))


async def test_a_running_relay_is_woken_by_the_commit(database: Database, make_relay: MakeRelay, inbox: Inbox) -> None:
    relay = make_relay(settings=OutboxSettings(poll_interval_s=3600))
    await relay.start()
    await send(database, *range(30), key="a")
    await inbox.holds(30)
    await send(database, *range(30, 60))
    await inbox.holds(60)
    await relay.stop()
    assert inbox.got[:30] == list(range(30))
    assert sorted(inbox.got) == list(range(60))


async def test_a_stopping_relay_finishes_what_runs_and_gives_back_the_rest(
    database: Database, make_relay: MakeRelay
) -> None:
    started, go_on = asyncio.Event(), asyncio.Event()
    got = []

    async def take(session: AsyncSession, payload: Mapping[str, object]) -> None:
        started.set()
        await go_on.wait()
        got.append(payload["n"])

    relay = make_relay(subscriptions=[Subscription("numbers", "x", take)])
    await send(database, 1, 2, key="a")
    await relay.start()
    await started.wait()
    stopping = asyncio.create_task(relay.stop())
    await asyncio.sleep(0)
    go_on.set()
    await stopping
    assert got == [1]
    first, second = await rows(database)
    assert (first.status, second.status, second.lease_owner, second.attempts) == ("delivered", "pending", None, 0)


async def test_a_delivery_that_outlives_the_grace_is_cancelled_and_given_back(
    database: Database, make_relay: MakeRelay
) -> None:
    started = asyncio.Event()

    async def hang(payload: Number) -> None:
        started.set()
        await asyncio.Event().wait()

    registry = TaskRegistry()
    registry.bind(COUNT, hang)
    async with database.transaction() as session:
        await enqueue(session, COUNT, Number(n=7))
    relay = make_relay(registry=registry, settings=OutboxSettings(stop_grace_s=0))
    await relay.start()
    await started.wait()
    await relay.stop()
    (row,) = await rows(database)
    assert (row.status, row.lease_owner, row.attempts) == ("pending", None, 0)


@pytest.mark.parametrize("limit", [1, 3])
async def test_a_queue_runs_as_many_tasks_at_once_as_its_limit(
    database: Database, make_relay: MakeRelay, limit: int
) -> None:
    running, most, release = 0, 0, asyncio.Event()
    finished = 0
    full, all_done = asyncio.Event(), asyncio.Event()

    async def work(payload: Number) -> None:
        nonlocal running, most, finished
        running += 1
        most = max(most, running)
        if running == limit:
            full.set()
        await release.wait()
        running -= 1
        finished += 1
        if finished == 8:
            all_done.set()

    registry = TaskRegistry()
    registry.bind(COUNT, work)
    async with database.transaction() as session:
        for n in range(8):
            await enqueue(session, COUNT, Number(n=n))
    relay = make_relay(
        registry=registry, settings=OutboxSettings(queue_concurrency={"analysis": limit}, poll_interval_s=3600)
    )
    await relay.start()
    await full.wait()
    release.set()
    async with asyncio.timeout(30):
        await all_done.wait()
    await relay.stop()
    assert most == limit
    assert {row.status for row in await rows(database)} == {"delivered"}


async def test_delivered_messages_are_deleted_after_their_retention(
    database: Database, make_relay: MakeRelay, clock: FakeClock
) -> None:
    await send(database, 1)
    relay = make_relay()
    await relay.drain()
    assert await relay.housekeeper.purge() == 0
    assert len(await rows(database)) == 1
    clock.advance(24 * 3600 + 1)
    assert await relay.housekeeper.purge() == 1
    assert await rows(database) == []


async def test_lag_counts_what_could_be_delivered_and_not_what_waits_for_a_retry(
    database: Database, make_relay: MakeRelay, inbox: Inbox, clock: FakeClock
) -> None:
    service = OutboxService(clock=clock)

    async def lag() -> float:
        async with database.reading() as session:
            return await service.lag_s(session)

    inbox.failures[1] = 10
    await send(database, 1, 2, key="a")
    clock.advance(40)
    assert await lag() == 40
    await make_relay().drain()
    assert await lag() == 0


async def test_the_figures_of_the_queues_are_kept(
    database: Database, make_relay: MakeRelay, inbox: Inbox, clock: FakeClock
) -> None:
    metrics = Metrics()
    relay = make_relay(metrics=metrics)
    inbox.failures[1] = 1
    await send(database, 1)
    clock.advance(7)
    await relay.housekeeper.count(["events", "analysis"])
    assert metrics.registry.get_sample_value("watchkeeper_jobs_queued", {"queue": "events"}) == 1
    assert metrics.registry.get_sample_value("watchkeeper_job_oldest_age_seconds", {"queue": "events"}) == 7
    assert metrics.registry.get_sample_value("watchkeeper_jobs_queued", {"queue": "analysis"}) == 0
    await relay.drain()
    clock.advance(5)
    await relay.drain()
    await relay.housekeeper.count([])
    for outcome, count in (("ok", 1), ("retry", 1), ("dead", 0)):
        labels = {"queue": "events", "outcome": outcome}
        assert metrics.registry.get_sample_value("watchkeeper_jobs_total", labels) == count
    assert metrics.registry.get_sample_value("watchkeeper_jobs_queued", {"queue": "events"}) == 0
