"""What is done once a week: every neighbourhood is looked at, some devices at a time."""

from typing import Final

from pydantic import BaseModel, Field

from watchkeeper.core.database import Database
from watchkeeper.core.tasks import Task, TaskRegistry, enqueue
from watchkeeper.understand.correlation.service import CorrelationService

_AT_ONCE: Final = 200


class LookForCompanions(BaseModel):
    """Have every neighbourhood looked at."""


class FindCompanions(BaseModel):
    """Look at the neighbourhoods of these devices."""

    devices: list[int] = Field(default_factory=list)


LOOK = Task("correlation.look_for_companions", LookForCompanions, queue="analysis")
FIND = Task("correlation.find_companions", FindCompanions, queue="analysis", timeout_s=3600)


def bind(registry: TaskRegistry, service: CorrelationService, database: Database) -> None:
    """Have the tasks of correlation carried out here."""

    async def look(_payload: LookForCompanions) -> None:
        async with database.transaction() as session:
            devices = await service.devices(session)
            for start in range(0, len(devices), _AT_ONCE):
                some = devices[start : start + _AT_ONCE]
                await enqueue(session, FIND, FindCompanions(devices=some), key="neighbourhoods")

    async def find(payload: FindCompanions) -> None:
        await service.find(database, payload.devices)

    registry.bind(LOOK, look)
    registry.bind(FIND, find)
