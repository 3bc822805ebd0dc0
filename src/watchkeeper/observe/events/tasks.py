"""What events have done in the background."""

from pydantic import BaseModel

from watchkeeper.core.database import Database
from watchkeeper.core.tasks import Task, TaskRegistry
from watchkeeper.observe.events.expiries import ExpiryWatch
from watchkeeper.observe.events.service import EventService


class PurgeEvents(BaseModel):
    """Remove events that are older than their retention."""


class LookForExpiries(BaseModel):
    """Tell which credentials and API keys end soon."""


LOOK_FOR_EXPIRIES = Task("events.look_for_expiries", LookForExpiries, queue="maintenance")
PURGE = Task("events.purge", PurgeEvents, queue="maintenance")


def bind_expiries(registry: TaskRegistry, watch: ExpiryWatch, database: Database) -> None:
    """Have secrets that end looked for by ``watch``."""

    async def look(_payload: LookForExpiries) -> None:
        async with database.transaction() as session:
            await watch.look(session)

    registry.bind(LOOK_FOR_EXPIRIES, look)


def bind(registry: TaskRegistry, service: EventService, database: Database) -> None:
    """Have the tasks of events carried out by ``service``."""

    async def purge(_payload: PurgeEvents) -> None:
        removed = 1
        while removed:  # in pieces, so that others get to write in between
            async with database.transaction() as session:
                removed = await service.purge(session)

    registry.bind(PURGE, purge)
