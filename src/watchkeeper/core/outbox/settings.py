"""The settings of the outbox's relay."""

from pydantic import BaseModel, Field


class OutboxSettings(BaseModel):
    """How messages and tasks are delivered."""

    poll_interval_s: float = Field(
        default=5.0,
        gt=0,
        description="How often the relay looks without having been woken, for other processes' messages.",
    )
    lease_s: float = Field(
        default=60.0, gt=0, description="After this long without a sign of life another relay takes over a delivery."
    )
    event_concurrency: int = Field(default=4, ge=1, description="Events delivered at once.")
    event_batch: int = Field(default=64, ge=1, description="Events claimed at once.")
    event_timeout_s: float = Field(default=30.0, gt=0, description="Longest delivery of an event to one subscriber.")
    task_concurrency: int = Field(
        default=4, ge=1, description="Tasks of one queue that run at once, where the tasks themselves ask for no more."
    )
    queue_concurrency: dict[str, int] = Field(
        default_factory=dict, description="Tasks that run at once, for queues that differ."
    )
    retry_base_s: float = Field(default=1.0, gt=0, description="Wait before the second attempt; it doubles each time.")
    retry_cap_s: float = Field(default=300.0, gt=0, description="Longest wait between attempts.")
    retention_h: float = Field(default=24.0, ge=0, description="How long delivered messages are kept to be looked at.")
    stop_grace_s: float = Field(
        default=10.0, ge=0, description="How long a stopping relay waits for what it is delivering."
    )

    def concurrency_of(self, queue: str, wanted: int | None = None) -> int:
        """Return how many tasks of ``queue`` may run at once; ``wanted`` is what the tasks ask for."""
        return self.queue_concurrency.get(queue, max(self.task_concurrency, wanted or 0))
