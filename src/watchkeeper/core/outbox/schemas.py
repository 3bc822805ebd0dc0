"""The outbox at the API's border."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from watchkeeper.core.outbox.models import OutboxMessage, TaskState
from watchkeeper.kit.redact import redact


class DeadLetter(BaseModel):
    """A message that could not be delivered."""

    id: int
    kind: str = Field(description="event or task")
    topic: str = Field(description="Topic of an event, name of a task.", examples=["polling.run_shard"])
    queue: str
    key: str
    payload: object = Field(description="Its content, secrets masked.")
    attempts: int
    last_error: str = Field(description="Why the last attempt failed.")
    created_at: datetime
    dead_at: datetime | None

    @classmethod
    def of(cls, row: OutboxMessage) -> "DeadLetter":
        """Show a row."""
        return cls(
            id=row.id,
            kind=row.kind,
            topic=row.topic,
            queue=row.queue,
            key=row.key,
            payload=redact(row.payload),
            attempts=row.attempts,
            last_error=row.last_error or "",
            created_at=row.created_at,
            dead_at=row.finished_at,
        )


class BackgroundTask(BaseModel):
    """Work in the background, from its order to its end."""

    id: int
    name: str = Field(examples=["polling.run_shard"])
    queue: str
    key: str = Field(description="Tasks of one key run one after the other.")
    state: TaskState
    payload: object = Field(description="What it was told, secrets masked.")
    attempts: int = Field(description="Attempts that failed.")
    max_attempts: int
    created_at: datetime
    due_at: datetime = Field(description="When it was meant to run.")
    next_attempt_at: datetime | None = Field(description="When it runs at the earliest, while it waits.")
    finished_at: datetime | None
    last_error: str = Field(description="Why the last attempt failed.")

    @classmethod
    def of(cls, row: OutboxMessage, now: datetime) -> "BackgroundTask":
        """Show a row as it is at ``now``."""
        state = row.state_at(now)
        return cls(
            id=row.id,
            name=row.topic,
            queue=row.queue,
            key=row.key,
            state=state,
            payload=redact(row.payload),
            attempts=row.attempts,
            max_attempts=row.max_attempts,
            created_at=row.created_at,
            due_at=row.due_at,
            next_attempt_at=row.available_at if state in {TaskState.WAITING, TaskState.SCHEDULED} else None,
            finished_at=row.finished_at,
            last_error=row.last_error or "",
        )


class Cancelled(BaseModel):
    """A task that will not run."""

    id: int
    state: Literal[TaskState.CANCELLED] = TaskState.CANCELLED


class QueueStatus(BaseModel):
    """What one queue holds."""

    queue: str
    waiting: int = Field(description="Could be delivered now.")
    in_delivery: int
    scheduled: int = Field(description="Due later, or waiting for the next attempt.")
    dead: int
    oldest_age_s: float = Field(description="How long the oldest deliverable message has waited.")


class OutboxStatus(BaseModel):
    """The state of the outbox."""

    lag_s: float = Field(description="How long the oldest deliverable event has waited.")
    pending: int = Field(description="Messages and tasks that are not delivered yet.")
    dead: int = Field(description="Dead letters.")
    queues: list[QueueStatus]


class Redriven(BaseModel):
    """A dead letter or cancelled task that will be delivered again."""

    id: int
    status: str
