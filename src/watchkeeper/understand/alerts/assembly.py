"""Joins the parts of the alerts slice; the composition root calls it once a process."""

from watchkeeper.core.database import Database
from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.estate.inventory.groups import GroupService
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.kit.clock import Clock
from watchkeeper.understand.alerts.graph import DeviceIds, FileGraph, GraphSource, MapGraph
from watchkeeper.understand.alerts.service import AlertService
from watchkeeper.understand.alerts.settings import AlertsSettings
from watchkeeper.understand.alerts.stakes import InventoryStakes
from watchkeeper.understand.alerts.tasks import SETTLE, SettleIncidents
from watchkeeper.understand.topology.service import TopologyService


def build_alerts(
    inventory: InventoryService, groups: GroupService, topology: TopologyService, settings: AlertsSettings, clock: Clock
) -> AlertService:
    """Return the service, over the configured file or else the map that discovery keeps."""
    graph: GraphSource = MapGraph(topology, inventory, settings.gateways)
    if settings.topology_file is not None:
        graph = FileGraph(settings.topology_file, inventory)
    return AlertService(graph, settings, clock, devices=DeviceIds(inventory), stakes=InventoryStakes(groups))


def bind(registry: TaskRegistry, service: AlertService, database: Database) -> None:
    """Have the tasks of alerts carried out by ``service``."""

    async def settle(_payload: SettleIncidents) -> None:
        async with database.transaction() as session:
            await service.settle(session)

    registry.bind(SETTLE, settle)
