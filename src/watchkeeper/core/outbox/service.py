"""The outbox as people see it: how far behind it is, what has died in it, and another chance for that."""

from collections.abc import Sequence

from sqlalchemy import or_
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target, record
from watchkeeper.core.database import after_commit, database_of
from watchkeeper.core.http.paging import ListQuery, paginate
from watchkeeper.core.outbox import repository
from watchkeeper.core.outbox.errors import MessageNotFoundError, NotCancellableError, NotDeadError
from watchkeeper.core.outbox.models import OutboxMessage, TaskState
from watchkeeper.core.outbox.publishing import EVENT_QUEUE, WAKE_NAME
from watchkeeper.core.outbox.schemas import BackgroundTask, OutboxStatus, QueueStatus
from watchkeeper.core.telemetry.logs import get_logger
from watchkeeper.kit.clock import Clock, utc_now

SORTABLE = {
    "id": OutboxMessage.id,
    "topic": OutboxMessage.topic,
    "queue": OutboxMessage.queue,
    "created_at": OutboxMessage.created_at,
    "dead_at": OutboxMessage.finished_at,
    "attempts": OutboxMessage.attempts,
}

SORTABLE_TASKS = {
    "id": OutboxMessage.id,
    "name": OutboxMessage.topic,
    "queue": OutboxMessage.queue,
    "created_at": OutboxMessage.created_at,
    "due_at": OutboxMessage.due_at,
    "finished_at": OutboxMessage.finished_at,
    "attempts": OutboxMessage.attempts,
}

_log = get_logger(__name__)


class OutboxService:
    """Looks into the outbox; the relay does the work."""

    def __init__(self, *, clock: Clock = utc_now) -> None:
        self._clock = clock

    async def status(self, session: AsyncSession) -> OutboxStatus:
        """Count what each queue holds."""
        now = self._clock()
        queues = [
            QueueStatus(
                queue=row.queue,
                waiting=row.waiting,
                in_delivery=row.in_delivery,
                scheduled=row.scheduled,
                dead=row.dead,
                oldest_age_s=(now - row.oldest_at).total_seconds() if row.oldest_at else 0.0,
            )
            for row in await repository.counts(session, now)
        ]
        return OutboxStatus(
            lag_s=await self.lag_s(session),
            pending=sum(queue.waiting + queue.in_delivery + queue.scheduled for queue in queues),
            dead=sum(queue.dead for queue in queues),
            queues=queues,
        )

    async def lag_s(self, session: AsyncSession) -> float:
        """Return for how many seconds the oldest deliverable event has waited; 0 when there is none.

        Messages that wait for their next attempt, or behind one that does, do not count: the relay is not late.
        """
        now = self._clock()
        oldest = await repository.oldest_deliverable(session, EVENT_QUEUE, now)
        return max(0.0, (now - oldest).total_seconds()) if oldest else 0.0

    async def list_dead_letters(self, session: AsyncSession, query: ListQuery) -> tuple[Sequence[OutboxMessage], int]:
        """Return a page of dead letters, newest first, and the number of all; ``q`` looks in the topic."""
        statement = repository.dead_letters()
        if query.q:
            statement = statement.where(OutboxMessage.topic.icontains(query.q, autoescape=True))
        return await paginate(session, statement, query, SORTABLE, "-id")

    async def list_tasks(
        self, session: AsyncSession, query: ListQuery, state: TaskState | None
    ) -> tuple[list[BackgroundTask], int]:
        """Return a page of tasks, newest first, and the number of all; ``q`` looks in name and key."""
        now = self._clock()
        statement = repository.background_tasks(state, now)
        if query.q:
            found = (column.icontains(query.q, autoescape=True) for column in (OutboxMessage.topic, OutboxMessage.key))
            statement = statement.where(or_(*found))
        rows, total = await paginate(session, statement, query, SORTABLE_TASKS, "-id")
        return [BackgroundTask.of(row, now) for row in rows], total

    async def cancel(self, session: AsyncSession, message_id: int) -> None:
        """Take back a task that waits. Raises MessageNotFoundError or NotCancellableError."""
        await self._demand(session, message_id)
        if not await repository.cancel(session, message_id, self._clock()):
            raise NotCancellableError(
                f"Message {message_id} is no waiting task.", hint="It runs already, it is over, or it is an event."
            )
        record(session, "outbox.cancel", Target("message", message_id))
        _log.info("outbox.cancelled", message=message_id)

    async def redrive(self, session: AsyncSession, message_id: int) -> None:
        """Give a dead letter or a cancelled task all its attempts again, at once.

        Raises MessageNotFoundError, or NotDeadError when it is delivered or still on its way.
        """
        await self._demand(session, message_id)
        if not await repository.revive(session, message_id, self._clock()):
            raise NotDeadError(
                f"Message {message_id} is no dead letter, nor cancelled.", hint="It is delivered or still on its way."
            )
        wakeups = database_of(session).wakeups
        after_commit(session, lambda: wakeups.wake(WAKE_NAME))
        record(session, "outbox.redrive", Target("message", message_id))
        _log.info("outbox.redriven", message=message_id)

    async def _demand(self, session: AsyncSession, message_id: int) -> None:
        if await repository.find(session, message_id) is None:
            raise MessageNotFoundError(f"There is no message {message_id}.", hint="Delivered ones are deleted in time.")
