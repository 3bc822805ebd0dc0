"""The relay: takes committed messages out of the outbox and has them delivered, at least once, in order per key."""

import asyncio
import os
import socket
import uuid
from collections.abc import Callable, Sequence
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from watchkeeper.core.database import Database
from watchkeeper.core.errors import UnavailableError
from watchkeeper.core.outbox import repository
from watchkeeper.core.outbox.delivery import Claimed, Courier, LeaseLostError
from watchkeeper.core.outbox.housekeeping import Housekeeper
from watchkeeper.core.outbox.publishing import EVENT_QUEUE, URGENT_QUEUE, WAKE_NAME
from watchkeeper.core.outbox.settings import OutboxSettings
from watchkeeper.core.outbox.subscriptions import Subscription
from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.core.telemetry.logs import get_logger
from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.kit.clock import Clock, utc_now

OUTAGE_CAP_S = 30.0
Run = tuple[Claimed, ...]
"""Messages of one key, in order; or one message without a key."""

_OF_EVENTS = frozenset({EVENT_QUEUE, URGENT_QUEUE})
_OUTAGE = (SQLAlchemyError, UnavailableError, OSError)

_log = get_logger(__name__)


class Relay:
    """Delivers what is in the outbox.

    Woken by commits of this process; looks by itself every ``poll_interval_s`` for those of others, and when the next
    message falls due. Several relays may share one database. Usage: ``await relay.start()`` … ``await relay.stop()``,
    or ``await relay.drain()`` to deliver what is there and return.
    """

    def __init__(
        self,
        database: Database,
        *,
        registry: TaskRegistry,
        subscriptions: Sequence[Subscription] = (),
        settings: OutboxSettings | None = None,
        metrics: Metrics | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._registry = registry
        self._settings = settings or OutboxSettings()
        self._metrics = metrics or Metrics()
        self._clock = clock
        self.owner = f"{socket.gethostname()[:64]}:{os.getpid()}:{uuid.uuid4().hex[:12]}"
        self._courier = Courier(database, registry, subscriptions, self._settings, self._metrics, clock, self.owner)
        self.housekeeper = Housekeeper(database, self._settings, self._metrics, clock)
        self._in_hand: dict[int, str] = {}
        self._saturated: set[str] = set()
        self._runs: set[asyncio.Task[None]] = set()
        self._duties: list[asyncio.Task[None]] = []
        self._pokes: set[asyncio.Event] = set()
        self._stopping = False
        self._discovered: frozenset[str] = frozenset()
        self._undiscovered = True
        self._event_slots = asyncio.Semaphore(self._settings.event_concurrency)
        for queue in self._queues():
            self._metrics.expect_queue(queue)

    async def start(self, *, take_over: bool = False) -> None:
        """Begin delivering in the background.

        ``take_over`` ends every lease first, so that what a killed process was delivering is delivered again at once:
        only for who knows that no other relay lives, as the holder of the data directory's lock does when the database
        is the SQLite file in it.
        """
        if take_over:
            async with self._database.transaction() as session:
                await repository.lapse_all(session, self._clock())
        self._stopping = False
        self._duties = [
            asyncio.create_task(self._deliver_forever(_urgent_queues), name="outbox.relay.urgent"),
            asyncio.create_task(self._deliver_forever(self._other_queues), name="outbox.relay"),
            asyncio.create_task(self._keep_leases_forever(), name="outbox.leases"),
            asyncio.create_task(self.housekeeper.run_forever(self._queues), name="outbox.housekeeping"),
        ]

    async def stop(self) -> None:
        """Stop: claim nothing more, let deliveries finish for ``stop_grace_s``, cancel the rest, give leases back."""
        self._stopping = True
        self._wake()
        if self._runs:
            await asyncio.wait(self._runs, timeout=self._settings.stop_grace_s)
        for task in (*self._runs, *self._duties):
            task.cancel()
        await asyncio.gather(*self._runs, *self._duties, return_exceptions=True)
        self._duties = []
        self._pokes.clear()
        try:
            async with self._database.transaction() as session:
                await repository.release(session, None, owner=self.owner)
        except _OUTAGE as error:
            _log.warning("outbox.leases_not_released", error=str(error))  # they lapse by themselves
        self._in_hand.clear()

    async def drain(self) -> int:
        """Deliver everything that is due, one after the other, and return how many messages were delivered.

        What fails stays for later, as always.
        """
        delivered = 0
        self._stopping = False
        await self._discover_queues()
        while runs := [run for queue in await self._ready(self._queues()) for run in await self._claim(queue)]:
            for run in runs:
                delivered += await self._deliver_run(run)
        return delivered

    def _queues(self) -> list[str]:
        return [*_urgent_queues(), *self._other_queues()]

    def _other_queues(self) -> list[str]:
        return [EVENT_QUEUE, *sorted((self._registry.queues | self._discovered) - _OF_EVENTS)]

    def _wake(self) -> None:
        for poke in self._pokes:
            poke.set()

    async def _discover_queues(self) -> None:
        async with self._database.reading() as session:
            found = await repository.pending_queues(session)
        for queue in found.difference(self._queues()):
            self._metrics.expect_queue(queue)
        self._discovered |= found
        self._undiscovered = False

    async def _deliver_forever(self, queues: Callable[[], list[str]]) -> None:
        """Deliver what is in some queues. What is urgent has a loop of its own: no other queue's turn is waited for."""
        failures = 0
        with self._database.wakeups.listening(WAKE_NAME) as poke:
            self._pokes.add(poke)
            while not self._stopping:
                poke.clear()
                try:
                    wait_s = 0.0 if await self._start_runs(queues) else await self._idle_s()
                except _OUTAGE as error:
                    failures += 1
                    wait_s = min(OUTAGE_CAP_S, 2.0 ** min(failures, 6) / 2)
                    if failures == 1:
                        _log.error("outbox.database_lost", error=str(error))  # an outage, no defect
                else:
                    if failures:
                        _log.info("outbox.database_back", failures=failures)
                    failures = 0
                await self._wait(poke, wait_s)

    async def _wait(self, poke: asyncio.Event, seconds: float) -> None:
        """Wait until woken; when nobody does, look for queues of other processes as well."""
        if seconds <= 0 or self._stopping:
            return
        try:
            async with asyncio.timeout(seconds):
                await poke.wait()
        except TimeoutError:
            self._undiscovered = True

    async def _idle_s(self) -> float:
        """Seconds until somebody must look again without being woken."""
        now = self._clock()
        async with self._database.reading() as session:
            due = await repository.next_due(session, now)
        until_due = (due - now).total_seconds() if due else self._settings.poll_interval_s
        return min(self._settings.poll_interval_s, max(until_due, 0.001))

    async def _start_runs(self, queues: Callable[[], list[str]]) -> bool:
        if self._undiscovered:
            await self._discover_queues()
        started = False
        for queue in await self._ready(queues()):
            for run in await self._claim(queue):
                task = asyncio.create_task(self._deliver_claimed(run), name=f"outbox.{queue}")
                self._runs.add(task)
                task.add_done_callback(self._runs.discard)
                started = True
        return started

    def _limits(self, queue: str) -> tuple[int, bool]:
        """How many messages of ``queue`` may be in hand, and whether only one of each key."""
        if queue in _OF_EVENTS:
            return self._settings.event_batch, False
        return self._settings.concurrency_of(queue, self._registry.at_once(queue)), True

    def _refill_at(self, queue: str) -> int:
        """With how many messages in hand more are claimed: events in batches, tasks as soon as one has ended."""
        limit, _ = self._limits(queue)
        return limit // 2 if queue in _OF_EVENTS else limit - 1

    def _held(self, queue: str) -> int:
        return sum(1 for held in self._in_hand.values() if held == queue)

    async def _ready(self, queues: Sequence[str]) -> list[str]:
        """Return those of some queues that have room in hand and something to deliver; an idle look writes nothing."""
        roomy = [queue for queue in queues if self._held(queue) <= self._refill_at(queue)]
        if not roomy:
            return []
        async with self._database.reading() as session:
            filled = await repository.deliverable_queues(session, queues, self._clock())
        self._saturated.difference_update(set(roomy) - filled)
        return [queue for queue in roomy if queue in filled]

    async def _claim(self, queue: str) -> list[Run]:
        limit, heads_only = self._limits(queue)
        free = limit - self._held(queue)
        now = self._clock()
        async with self._database.transaction(urgent=True) as session:
            rows = await repository.claim(
                session,
                queue,
                owner=self.owner,
                now=now,
                lease=timedelta(seconds=self._settings.lease_s),
                limit=free,
                heads_only=heads_only,
            )
            claimed = [Claimed.of(row) for row in rows]
        self._in_hand.update((message.id, queue) for message in claimed)
        (self._saturated.add if len(claimed) == free else self._saturated.discard)(queue)
        return _runs_of(claimed)

    async def _deliver_claimed(self, run: Run) -> None:
        queue = run[0].queue
        try:
            if queue == EVENT_QUEUE:
                async with self._event_slots:
                    await self._deliver_run(run)
            else:
                await self._deliver_run(run)
        except LeaseLostError as error:
            _log.warning("outbox.lease_lost", error=error.message)
        except _OUTAGE as error:
            _log.warning("outbox.outcome_not_recorded", ids=[message.id for message in run], error=str(error))
        finally:
            for message in run:
                self._in_hand.pop(message.id, None)
            self._look_again_after(run)

    def _look_again_after(self, run: Run) -> None:
        """Wake the relay when room or a key that this run held may let it claim more."""
        queue = run[0].queue
        roomy = queue in self._saturated and self._held(queue) <= self._refill_at(queue)
        if roomy or run[0].key:
            self._wake()

    async def _deliver_run(self, run: Run) -> int:
        """Deliver in order and return how many were; after a failure the rest of the key goes back and waits."""
        for position, message in enumerate(run):
            if self._stopping:
                return position
            rest = run[position + 1 :]
            try:
                delivered = await self._courier.deliver(message)
            except Exception:
                await self._give_back(rest)
                raise
            finally:
                self._in_hand.pop(message.id, None)
            if not delivered:
                await self._give_back(rest)
                return position
        return len(run)

    async def _give_back(self, rest: Run) -> None:
        ids = [message.id for message in rest]
        if not ids:
            return
        async with self._database.transaction() as session:
            await repository.release(session, ids, owner=self.owner)
        for message_id in ids:
            self._in_hand.pop(message_id, None)

    async def _keep_leases_forever(self) -> None:
        while True:
            await asyncio.sleep(self._settings.lease_s / 3)
            if not self._in_hand:
                continue
            until = self._clock() + timedelta(seconds=self._settings.lease_s)
            try:
                async with self._database.transaction() as session:
                    await repository.extend(session, list(self._in_hand), owner=self.owner, until=until)
            except _OUTAGE as error:
                _log.warning("outbox.leases_not_extended", error=str(error))


def _urgent_queues() -> list[str]:
    return [URGENT_QUEUE]


def _runs_of(claimed: Sequence[Claimed]) -> list[Run]:
    """Group messages by key, keeping order; one without a key stands alone."""
    lanes: dict[str, list[Claimed]] = {}
    for message in claimed:
        lanes.setdefault(message.key or f"\0{message.id}", []).append(message)
    return [tuple(lane) for lane in lanes.values()]
