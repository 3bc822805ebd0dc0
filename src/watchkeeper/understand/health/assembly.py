"""Health as one piece: its service, and what polling's household does for it."""

from watchkeeper.core.database import Database
from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.kit.clock import Clock
from watchkeeper.observe.polling.chores import Chore
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.understand.health import tasks
from watchkeeper.understand.health.measuring import Measurer
from watchkeeper.understand.health.service import HealthService, Neighbours
from watchkeeper.understand.health.settings import HealthSettings

_DAY_S = 86_400


def chores(settings: HealthSettings) -> tuple[Chore, ...]:
    """Return what is done every so often."""
    return (
        Chore("health.measure", settings.interval_s, tasks.MEASURE, tasks.MeasureHealth()),
        Chore("health.purge", _DAY_S, tasks.PURGE, tasks.PurgeHealth()),
    )


def build_health(  # one parameter a collaborator
    neighbours: Neighbours,
    series: SeriesService,
    database: Database,
    registry: TaskRegistry,
    settings: HealthSettings,
    light_low_dbm: float,
    clock: Clock,
) -> HealthService:
    """Join the parts and bind their tasks. ``light_low_dbm`` is the received light that is too little."""
    service = HealthService(neighbours, Measurer(series, light_low_dbm), settings, clock)
    tasks.bind(registry, service, database)
    return service
