"""Joins the parts of the alerts slice; the composition root calls it once a process."""

from watchkeeper.core.database import Database
from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.kit.clock import Clock
from watchkeeper.understand.alerts.graph import DeviceIds, FileGraph, GraphSource, InventoryGraph
from watchkeeper.understand.alerts.service import AlertService
from watchkeeper.understand.alerts.settings import AlertsSettings
from watchkeeper.understand.alerts.tasks import SETTLE, SettleIncidents


def build_alerts(
    inventory: InventoryService, settings: AlertsSettings, clock: Clock, graph: GraphSource | None = None
) -> AlertService:
    """Return the service. ``graph`` is what discovery knows; else the configured file, else one way to each device."""
    if graph is None and settings.topology_file is not None:
        graph = FileGraph(settings.topology_file)
    return AlertService(graph or InventoryGraph(inventory), settings, clock, devices=DeviceIds(inventory))


def bind(registry: TaskRegistry, service: AlertService, database: Database) -> None:
    """Have the tasks of alerts carried out by ``service``."""

    async def settle(_payload: SettleIncidents) -> None:
        async with database.transaction() as session:
            await service.settle(session)

    registry.bind(SETTLE, settle)
