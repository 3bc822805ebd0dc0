"""What events have done in the background."""

from pydantic import BaseModel

from watchkeeper.core.database import Database
from watchkeeper.core.tasks import Task, TaskRegistry
from watchkeeper.observe.events.service import EventService


class PurgeEvents(BaseModel):
    """Remove events that are older than their retention."""


PURGE = Task("events.purge", PurgeEvents, queue="maintenance")


def bind(registry: TaskRegistry, service: EventService, database: Database) -> None:
    """Have the tasks of events carried out by ``service``."""

    async def purge(_payload: PurgeEvents) -> None:
        removed = 1
        while removed:  # in pieces, so that others get to write in between
            async with database.transaction() as session:
                removed = await service.purge(session)

    registry.bind(PURGE, purge)
