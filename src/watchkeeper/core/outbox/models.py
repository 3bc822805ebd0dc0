"""The outbox table: one row a message or task, from its publication to its delivery or its death."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from watchkeeper.core.database import BIG_ID, Base
from watchkeeper.core.scope import PLATFORM

PENDING_ONLY = "status = 'pending'"


class MessageStatus(StrEnum):
    """Where a message stands. ``PENDING`` covers waiting, being delivered and waiting for the next attempt.

    ``CANCELLED`` is a task that a person took back before it ran; like a dead letter, it can be sent again.
    """

    PENDING = "pending"
    DELIVERED = "delivered"
    DEAD = "dead"
    CANCELLED = "cancelled"


class TaskState(StrEnum):
    """How a task is to whoever looks: ``PENDING`` is told apart by its lease and by when it is due."""

    WAITING = "waiting"
    RUNNING = "running"
    SCHEDULED = "scheduled"
    DONE = "done"
    DEAD = "dead"
    CANCELLED = "cancelled"


class MessageKind(StrEnum):
    """An event goes to every subscription of its topic, a task to the one handler bound to its name."""

    EVENT = "event"
    TASK = "task"


class OutboxMessage(Base):
    """One message.

    ``key`` orders: messages of one key are delivered one after the other by ``id``. ``due_at`` is when it was meant to
    go out, ``available_at`` the earliest moment of the next attempt. A message in delivery is leased: ``lease_owner``
    names the relay and ``leased_until`` when another one may take it over. ``done`` lists the subscriptions that have
    it already.
    """

    __tablename__ = "outbox_messages"
    __scope__ = PLATFORM

    id: Mapped[int] = mapped_column(BIG_ID, primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(8))
    topic: Mapped[str] = mapped_column(String(128))
    queue: Mapped[str] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(String(300), default="")
    payload: Mapped[dict[str, object]] = mapped_column(JSON)
    status: Mapped[str] = mapped_column(String(12), default=MessageStatus.PENDING.value)
    attempts: Mapped[int] = mapped_column(default=0)
    max_attempts: Mapped[int]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    available_at: Mapped[datetime]
    lease_owner: Mapped[str | None] = mapped_column(String(128), default=None)
    leased_until: Mapped[datetime | None] = mapped_column(default=None)
    done: Mapped[list[str]] = mapped_column(JSON, default=list)
    last_error: Mapped[str | None] = mapped_column(Text, default=None)
    finished_at: Mapped[datetime | None] = mapped_column(default=None)

    def state_at(self, now: datetime) -> TaskState:
        """Return how the message is at ``now``."""
        if self.status != MessageStatus.PENDING.value:
            return TaskState.DONE if self.status == MessageStatus.DELIVERED.value else TaskState(self.status)
        if self.leased_until is not None and self.leased_until > now:
            return TaskState.RUNNING
        return TaskState.SCHEDULED if self.available_at > now else TaskState.WAITING

    __table_args__ = (
        Index(
            "ix_outbox_messages_waiting",
            "queue",
            "id",
            sqlite_where=text(PENDING_ONLY),
            postgresql_where=text(PENDING_ONLY),
        ),
        Index(
            "ix_outbox_messages_lane",
            "key",
            "id",
            sqlite_where=text(PENDING_ONLY),
            postgresql_where=text(PENDING_ONLY),
        ),
        Index("ix_outbox_messages_finished", "status", "finished_at"),
        {"sqlite_autoincrement": True},  # an id is never used again: it is the order within a key
    )
