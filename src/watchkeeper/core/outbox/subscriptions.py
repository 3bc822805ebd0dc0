"""Who listens: a topic, a name that stays, and a handler that runs in one transaction a delivery."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.kit.jsonable import JSON

EventHandler = Callable[[AsyncSession, Mapping[str, JSON]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Subscription:
    """A listener to ``topic``.

    ``handler`` gets the transaction and the payload; the delivery is recorded in the same transaction, so that its
    database work happens exactly once, while anything else it does happens at least once. It must be short: on SQLite
    it holds the write lock. Slow work is enqueued as a task. ``name`` identifies the listener across restarts.
    """

    topic: str
    name: str
    handler: EventHandler
