"""The outbox at the API's border."""

from datetime import datetime

from pydantic import BaseModel, Field

from watchkeeper.core.outbox.models import OutboxMessage
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
    """A dead letter that will be delivered again."""

    id: int
    status: str
