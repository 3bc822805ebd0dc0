"""What baselines have done in the background."""

import asyncio
from datetime import timedelta

from pydantic import BaseModel

from watchkeeper.core.database import Database
from watchkeeper.core.tasks import Task, TaskRegistry
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.maintenance.service import MaintenanceService
from watchkeeper.kit.clock import Clock
from watchkeeper.observe.series.query import Exclusion
from watchkeeper.understand.baselines import repository
from watchkeeper.understand.baselines.exclusions import exclusions_of
from watchkeeper.understand.baselines.service import AnomalyService
from watchkeeper.understand.baselines.settings import BaselineSettings
from watchkeeper.understand.baselines.teaching import Teacher


class LearnBaselines(BaseModel):
    """Learn what is normal from the stored samples, and swap to it."""


class PurgeAnomalies(BaseModel):
    """Remove closed anomalies that are older than their retention."""


LEARN = Task("baselines.learn", LearnBaselines, queue="analysis", max_attempts=10, timeout_s=3600)
PURGE = Task("baselines.purge_anomalies", PurgeAnomalies, queue="maintenance")


def bind(
    registry: TaskRegistry,
    service: AnomalyService,
    teacher: Teacher,
    database: Database,
    settings: BaselineSettings,
    clock: Clock,
    maintenance: MaintenanceService | None = None,
    inventory: InventoryService | None = None,
) -> None:
    """Have the tasks of baselines carried out here."""

    async def learn(_payload: LearnBaselines) -> None:
        now = clock()
        start = now - timedelta(days=settings.window_days + 1)
        async with database.reading() as session:
            anomalies = await repository.between(session, start, now)
            worked = {} if maintenance is None else await maintenance.spans_of_watched(session, start, now)
            zones = {} if inventory is None else await inventory.time_zones(session)
            ports = {} if maintenance is None else await maintenance.spans_of_ports(session, start, now)
        longest = timedelta(days=settings.adopt_after_days)
        exclusions = exclusions_of(anomalies, now, longest)
        exclusions += [
            Exclusion(device, "", span.start, span.end) for device, spans in worked.items() for span in spans
        ]
        exclusions += [
            Exclusion(device, port, span.start, span.end) for (device, port), spans in ports.items() for span in spans
        ]
        await asyncio.to_thread(teacher.learn, now, exclusions, zones)

    async def purge(_payload: PurgeAnomalies) -> None:
        removed = 1
        while removed:
            async with database.transaction() as session:
                removed = await service.purge(session)

    registry.bind(LEARN, learn)
    registry.bind(PURGE, purge)
