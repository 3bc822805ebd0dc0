"""Correlation as one piece: its service, and what polling's household does for it."""

from watchkeeper.core.database import Database
from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.kit.clock import Clock
from watchkeeper.observe.polling.chores import Chore
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.understand.correlation import tasks
from watchkeeper.understand.correlation.residuals import Residuals
from watchkeeper.understand.correlation.service import CorrelationService
from watchkeeper.understand.topology.service import TopologyService

_WEEK_S = 7 * 86_400
CHORES: tuple[Chore, ...] = (Chore("correlation.look", _WEEK_S, tasks.LOOK, tasks.LookForCompanions()),)


def build_correlation(  # one parameter a collaborator
    inventory: InventoryService,
    topology: TopologyService,
    series: SeriesService,
    database: Database,
    registry: TaskRegistry,
    zone: str,
    clock: Clock,
) -> CorrelationService:
    """Join the parts and bind their tasks. ``zone`` names the clock of devices without a site's."""
    service = CorrelationService(inventory, topology, Residuals(series, zone), clock)
    tasks.bind(registry, service, database)
    return service
