"""What capacity has done in the background."""

from pydantic import BaseModel

from watchkeeper.core.database import Database
from watchkeeper.core.tasks import Task, TaskRegistry
from watchkeeper.understand.capacity.service import CapacityService


class LookAhead(BaseModel):
    """Look ahead of every device: what reaches its limit, and when."""


LOOK = Task("capacity.look_ahead", LookAhead, queue="analysis", timeout_s=3600)


def bind(registry: TaskRegistry, service: CapacityService, database: Database) -> None:
    """Have the tasks of capacity carried out here."""

    async def look(_payload: LookAhead) -> None:
        await service.look_ahead(database)

    registry.bind(LOOK, look)
