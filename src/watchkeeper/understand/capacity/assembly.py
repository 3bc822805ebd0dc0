"""Capacity as one piece: its service, and what polling's household does for it."""

from watchkeeper.core.database import Database
from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.estate.inventory.groups import GroupService
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.kit.clock import Clock
from watchkeeper.observe.polling.chores import Chore
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.understand.baselines.settings import ForecastSettings
from watchkeeper.understand.capacity import tasks
from watchkeeper.understand.capacity.looking import Lookout
from watchkeeper.understand.capacity.service import CapacityService


def build_capacity(  # one parameter a collaborator
    inventory: InventoryService,
    groups: GroupService,
    series: SeriesService,
    database: Database,
    registry: TaskRegistry,
    settings: ForecastSettings,
    clock: Clock,
) -> CapacityService:
    """Join the parts and bind their tasks."""
    service = CapacityService(inventory, groups, Lookout(series, settings), clock)
    tasks.bind(registry, service, database)
    return service


def chores(settings: ForecastSettings) -> tuple[Chore, ...]:
    """Return what is to be done every so often."""
    return (Chore("capacity.look_ahead", settings.interval_s, tasks.LOOK, tasks.LookAhead()),)
