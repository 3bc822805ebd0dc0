"""Putting messages into the outbox, in the caller's transaction."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import after_commit, database_of
from watchkeeper.core.outbox.models import MessageKind, OutboxMessage
from watchkeeper.kit.clock import utc_now
from watchkeeper.kit.jsonable import JSON

EVENT_QUEUE = "events"
URGENT_QUEUE = "urgent"
"""Events that somebody waits for: they are claimed and delivered beside the others, however many of those there are."""
EVENT_MAX_ATTEMPTS = 10
WAKE_NAME = "outbox"
"""The wake-up (``Database.wakeups``) that follows a commit with messages."""


async def publish(
    session: AsyncSession,
    topic: str,
    payload: Mapping[str, JSON],
    *,
    key: str = "",
    not_before: datetime | None = None,
    urgent: bool = False,
) -> None:
    """Announce ``topic`` to its subscriptions once this transaction has committed.

    Messages of one ``key`` are delivered in the order of their publication, one at a time; without a key there is no
    order. ``not_before`` delays; a message that is not due yet does not hold back later ones of its key. What is
    ``urgent`` waits for nothing but earlier messages of its key; its handlers must be short.
    """
    store(
        session,
        OutboxMessage(
            kind=MessageKind.EVENT.value,
            topic=topic,
            queue=URGENT_QUEUE if urgent else EVENT_QUEUE,
            key=key,
            payload=dict(payload),
            max_attempts=EVENT_MAX_ATTEMPTS,
        ),
        not_before=not_before,
    )


def store(session: AsyncSession, message: OutboxMessage, *, not_before: datetime | None) -> None:
    """Add ``message`` to the session and wake the relay after the commit."""
    now = utc_now()
    message.created_at = now
    message.due_at = message.available_at = not_before or now
    session.add(message)
    wakeups = database_of(session).wakeups
    after_commit(session, lambda: wakeups.wake(WAKE_NAME))
