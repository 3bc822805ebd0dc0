"""The hub: reads committed events, in order, and hands them to every connected client of this process."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from watchkeeper.core.database import Database
from watchkeeper.core.errors import TooManyRequestsError, UnavailableError
from watchkeeper.core.live import repository
from watchkeeper.core.live.about import THE_PLATFORM, About
from watchkeeper.core.live.announcing import WAKE_NAME
from watchkeeper.core.live.models import LiveEvent
from watchkeeper.core.live.settings import LiveSettings
from watchkeeper.core.scope import EVERYTHING, Scope, ScopeResolver, covered
from watchkeeper.core.telemetry.logs import get_logger
from watchkeeper.kit.clock import Clock, utc_now

BATCH = 500
PURGE_INTERVAL_S = 300.0
OUTAGE_RETRY_S = 5.0

_OUTAGE = (SQLAlchemyError, UnavailableError, OSError)
_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """One event as clients get it."""

    id: int
    topic: str
    event: str
    data: Mapping[str, object]
    at: datetime
    about: About = THE_PLATFORM

    @classmethod
    def of(cls, row: LiveEvent) -> "StoredEvent":
        """Copy a row."""
        return cls(row.id, row.topic, row.event, row.data, row.at, About.of_json(row.about))

    def payload(self) -> dict[str, object]:
        """Return what is sent, as JSON values."""
        at = self.at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return {"id": self.id, "topic": self.topic, "event": self.event, "at": at, "data": dict(self.data)}


ACCESS = "access"
"""Topic of changes to roles and scopes; whoever is connected is asked again who they are."""

Sink = Callable[[StoredEvent], Awaitable[None]]


class Subscriber:
    """The waiting line of one client. It is cut off when the line is full: a slow client must not fill the memory.

    ``seen`` is the id up to which the client has everything; older events are not put in line.
    """

    def __init__(self, size: int, *, seen: int, scope: Scope = EVERYTHING) -> None:
        self.seen = seen
        self.scope = scope
        self.cut_off = False
        self._waiting: asyncio.Queue[StoredEvent | None] = asyncio.Queue(size)

    def offer(self, event: StoredEvent) -> None:
        """Put ``event`` in line, or cut the client off."""
        if self.cut_off or event.id <= self.seen:
            return
        try:
            self._waiting.put_nowait(event)
        except asyncio.QueueFull:
            self.cut_off = True

    @property
    def idle(self) -> bool:
        """Nothing waits."""
        return self._waiting.empty()

    def end(self) -> None:
        """Tell the client's stream to end."""
        self.cut_off = True
        if not self._waiting.full():
            self._waiting.put_nowait(None)

    async def next(self, timeout_s: float) -> StoredEvent | None:
        """Return the next event; None after ``timeout_s`` without one. Check ``cut_off`` afterwards."""
        try:
            async with asyncio.timeout(timeout_s):
                return await self._waiting.get()
        except TimeoutError:
            return None


class LiveHub:
    """Fans committed events out. ``cursor`` is the id of the last event that was handed on."""

    def __init__(
        self,
        database: Database,
        settings: LiveSettings | None = None,
        *,
        clock: Clock = utc_now,
        scopes: ScopeResolver | None = None,
    ) -> None:
        self.settings = settings or LiveSettings()
        self.cursor = 0
        self.access_changes = 0
        """How often what accounts may do, or see, has changed: who is connected is to be asked again."""
        self._scopes = scopes
        self._database = database
        self._clock = clock
        self._subscribers: defaultdict[str, set[Subscriber]] = defaultdict(set)
        self._count = 0
        self._stopped = False
        self._sinks: list[Sink] = []
        self._tasks: list[asyncio.Task[None]] = []

    def attach(self, sink: Sink) -> None:
        """Have ``sink`` called with every event, in order."""
        self._sinks.append(sink)

    async def start(self) -> None:
        """Begin with what is committed from now on."""
        async with self._database.reading() as session:
            _, self.cursor = await repository.span(session)
        self._tasks = [
            asyncio.create_task(self._publish_forever(), name="live.hub"),
            asyncio.create_task(self._purge_forever(), name="live.retention"),
        ]

    async def stop(self) -> None:
        """End every stream, also those that begin later, and stop."""
        self._stopped = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        for subscriber in {item for group in self._subscribers.values() for item in group}:
            subscriber.end()

    def demand_room(self) -> None:
        """Raise TooManyRequestsError when too many streams are open."""
        if self._count >= self.settings.max_clients:
            raise TooManyRequestsError(
                "Too many live streams are open.", hint="Close a page, or raise live.max_clients."
            )

    @contextmanager
    def subscribed(self, topics: frozenset[str], seen: int, scope: Scope = EVERYTHING) -> Iterator[Subscriber]:
        """Yield a waiting line for what ``scope`` covers of the events of ``topics`` after ``seen``."""
        subscriber = Subscriber(self.settings.client_queue, seen=seen, scope=scope)
        if self._stopped:
            subscriber.end()
        self._count += 1
        for topic in topics:
            self._subscribers[topic].add(subscriber)
        try:
            yield subscriber
        finally:
            self._count -= 1
            for topic in topics:
                self._subscribers[topic].discard(subscriber)
                if not self._subscribers[topic]:
                    del self._subscribers[topic]

    @property
    def clients(self) -> int:
        """Open streams."""
        return self._count

    async def cut(self, event: StoredEvent, scope: Scope) -> StoredEvent | None:
        """Return what somebody limited to ``scope`` gets of ``event``, as the inventory is now; None is nothing."""
        if scope.everything:
            return event
        inside: set[int] = set()
        if event.about.devices:
            if self._scopes is None:
                return None
            async with self._database.reading() as session:
                visible = await self._scopes.visible(session, scope)
                inside = await covered(session, visible, set(event.about.devices))
        data = event.about.cut(event.data, scope, inside)
        return None if data is None else replace(event, data=data)

    async def missed(self, last_id: int) -> bool:
        """Tell whether events after ``last_id`` may have been deleted, or the id is not of this database."""
        async with self._database.reading() as session:
            oldest, newest = await repository.span(session)
        return last_id > newest or last_id < oldest - 1

    async def stored_after(
        self, last_id: int, topics: frozenset[str], scope: Scope = EVERYTHING
    ) -> AsyncIterator[StoredEvent]:
        """Yield what ``scope`` covers of the stored events of ``topics`` after ``last_id``.

        No connection is held while the reader is slow.
        """
        while True:
            async with self._database.reading() as session:
                rows = await repository.after(session, last_id, limit=BATCH, topics=topics)
            for row in rows:
                if (event := await self.cut(StoredEvent.of(row), scope)) is not None:
                    yield event
            if len(rows) < BATCH:
                return
            last_id = rows[-1].id

    async def _publish_forever(self) -> None:
        lost = False
        with self._database.wakeups.listening(WAKE_NAME) as woken:
            while True:
                woken.clear()
                wait_s = self.settings.poll_interval_s
                try:
                    while await self._publish():
                        pass
                    lost = False
                except _OUTAGE as error:
                    if not lost:
                        _log.warning("live.database_lost", error=str(error))
                    lost, wait_s = True, OUTAGE_RETRY_S
                try:
                    async with asyncio.timeout(wait_s):
                        await woken.wait()
                except TimeoutError:
                    continue

    async def _publish(self) -> bool:
        """Hand on what is new; True when there may be more."""
        async with self._database.reading() as session:
            rows = await repository.after(session, self.cursor, limit=BATCH)
        for row in rows:
            await self._hand_on(StoredEvent.of(row))
        return len(rows) == BATCH

    async def _hand_on(self, event: StoredEvent) -> None:
        if event.topic == ACCESS:
            self.access_changes += 1
        scopes = {subscriber.scope for subscriber in self._subscribers.get(event.topic, ())}
        cuts = {scope: await self.cut(event, scope) for scope in scopes}
        for subscriber in self._subscribers.get(event.topic, ()):
            if (seen := cuts.get(subscriber.scope)) is not None:  # one that came meanwhile reads what is stored
                subscriber.offer(seen)
        self.cursor = event.id  # together with the offers: a client whose line is empty has seen all up to here
        for sink in self._sinks:
            try:
                await sink(event)
            except Exception:  # noqa: BLE001  # one channel's defect must not silence the others
                _log.exception("live.sink_failed", topic=event.topic)

    async def _purge_forever(self) -> None:
        while True:
            await asyncio.sleep(PURGE_INTERVAL_S)
            try:
                await self.purge()
            except _OUTAGE as error:
                _log.warning("live.not_purged", error=str(error))

    async def purge(self) -> int:
        """Delete events older than the retention and return how many there were."""
        before = self._clock() - timedelta(seconds=self.settings.retention_s)
        async with self._database.transaction() as session:
            return await repository.purge(session, before)
