"""What health has done in the background."""

from pydantic import BaseModel

from watchkeeper.core.database import Database
from watchkeeper.core.tasks import Task, TaskRegistry
from watchkeeper.understand.health.service import HealthService


class MeasureHealth(BaseModel):
    """Measure every device and record the health of everything."""


class PurgeHealth(BaseModel):
    """Remove recorded health that is older than its retention."""


MEASURE = Task("health.measure", MeasureHealth, queue="analysis", timeout_s=900)
PURGE = Task("health.purge", PurgeHealth, queue="maintenance")


def bind(registry: TaskRegistry, service: HealthService, database: Database) -> None:
    """Have the tasks of health carried out here."""

    async def measure(_payload: MeasureHealth) -> None:
        await service.measure(database)

    async def purge(_payload: PurgeHealth) -> None:
        more = True
        while more:
            async with database.transaction() as session:
                more = await service.purge(session)

    registry.bind(MEASURE, measure)
    registry.bind(PURGE, purge)
