"""What alerts have done in the background: letting the engine's timers run out."""

from pydantic import BaseModel

from watchkeeper.core.tasks import Task


class SettleIncidents(BaseModel):
    """Decide what is due."""


SETTLE = Task("alerts.settle_incidents", SettleIncidents, queue="alerts", max_attempts=20)
