"""What the series store has done in the background; the scheduler decides when."""

from pydantic import BaseModel

from watchkeeper.core.tasks import Task, TaskRegistry
from watchkeeper.observe.series.service import SeriesService

QUEUE = "maintenance"


class CompactSeries(BaseModel):
    """Compact whatever is due."""


class EnforceRetention(BaseModel):
    """Give up whatever is older than its retention."""


COMPACT = Task("series.compact", CompactSeries, QUEUE)
"""Enqueue it every few minutes, with a key, so that runs follow each other. Running it when nothing is due is cheap."""

ENFORCE_RETENTION = Task("series.enforce_retention", EnforceRetention, QUEUE)
"""Enqueue it once a day, after the days before have been compacted."""


def bind(registry: TaskRegistry, service: SeriesService) -> None:
    """Have the store's tasks carried out by ``service``."""

    async def compact(_payload: CompactSeries) -> None:
        await service.acompact()

    async def enforce_retention(_payload: EnforceRetention) -> None:
        await service.aenforce_retention()

    registry.bind(COMPACT, compact)
    registry.bind(ENFORCE_RETENTION, enforce_retention)
