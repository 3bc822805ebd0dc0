"""The outbox as people see it: how far behind it is, what has died in it, and another chance for that."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target, record
from watchkeeper.core.database import after_commit, database_of
from watchkeeper.core.http.paging import ListQuery, paginate
from watchkeeper.core.outbox import repository
from watchkeeper.core.outbox.errors import MessageNotFoundError, NotDeadError
from watchkeeper.core.outbox.models import OutboxMessage
from watchkeeper.core.outbox.publishing import EVENT_QUEUE, WAKE_NAME
from watchkeeper.core.outbox.schemas import OutboxStatus, QueueStatus
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

    async def redrive(self, session: AsyncSession, message_id: int) -> None:
        """Give a dead letter all its attempts again, at once.

        Raises MessageNotFoundError, or NotDeadError when it is delivered or still on its way.
        """
        if await repository.find(session, message_id) is None:
            raise MessageNotFoundError(f"There is no message {message_id}.", hint="Delivered ones are deleted in time.")
        if not await repository.revive(session, message_id, self._clock()):
            raise NotDeadError(f"Message {message_id} is no dead letter.", hint="It is delivered or still on its way.")
        wakeups = database_of(session).wakeups
        after_commit(session, lambda: wakeups.wake(WAKE_NAME))
        record(session, "outbox.redrive", Target("message", message_id))
        _log.info("outbox.redriven", message=message_id)
