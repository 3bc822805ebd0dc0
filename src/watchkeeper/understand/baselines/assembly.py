"""Baselines as one piece: built from its collaborators, bound to tasks, handed to polling."""

from dataclasses import dataclass
from pathlib import Path

from watchkeeper.core.database import Database
from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.maintenance.service import MaintenanceService
from watchkeeper.kit.clock import Clock
from watchkeeper.observe.polling.chores import Chore
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.understand.baselines import tasks
from watchkeeper.understand.baselines.detecting import Rules
from watchkeeper.understand.baselines.inspection import Inspector
from watchkeeper.understand.baselines.memory import Memory
from watchkeeper.understand.baselines.outlook import Forecaster
from watchkeeper.understand.baselines.service import AnomalyService
from watchkeeper.understand.baselines.settings import BaselineSettings
from watchkeeper.understand.baselines.stage import ScoringStage
from watchkeeper.understand.baselines.teaching import Teacher
from watchkeeper.understand.baselines.tomorrow import DayAhead
from watchkeeper.understand.baselines.versions import Versions

_DAY_S, _HOUR_S = 86_400, 3_600
CHORES: tuple[Chore, ...] = (
    Chore("baselines.learn", _DAY_S, tasks.LEARN, tasks.LearnBaselines()),
    Chore("baselines.purge_anomalies", _HOUR_S, tasks.PURGE, tasks.PurgeAnomalies()),
)


@dataclass(frozen=True, slots=True)
class Baselines:
    """The parts of baselines. ``stages`` is what polling runs on every stored batch."""

    service: AnomalyService
    inspector: Inspector
    teacher: Teacher
    forecaster: Forecaster
    ahead: DayAhead
    stages: tuple[ScoringStage, ...]


def build_baselines(
    database: Database,
    series: SeriesService,
    registry: TaskRegistry,
    root: Path,
    settings: BaselineSettings,
    clock: Clock,
    maintenance: MaintenanceService | None = None,
    inventory: InventoryService | None = None,
) -> Baselines:
    """Join the parts below the folder ``root`` and bind their tasks.

    Work that ``maintenance`` knows is not learned; ``inventory`` knows the clocks of sites.
    """
    rules = Rules(opens_at=settings.opens_at, critical_at=settings.critical_at, closes_below=settings.closes_below)
    versions = Versions(root, settings.time_zone)
    service = AnomalyService(settings, clock)
    teacher = Teacher(series, versions, root, settings.window_days, settings.time_zone)
    stage = ScoringStage(database, service, versions, Memory(root / "memory"), rules)
    tasks.bind(registry, service, teacher, database, settings, clock, maintenance, inventory)
    return Baselines(
        service=service,
        inspector=Inspector(versions, settings.closes_below),
        teacher=teacher,
        forecaster=Forecaster(series, settings.forecasts, clock),
        ahead=DayAhead(series, settings.window_days, settings.time_zone, clock),
        stages=(stage,) if settings.enabled else (),
    )
