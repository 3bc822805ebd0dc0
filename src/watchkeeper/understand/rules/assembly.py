"""Rules as one piece: built from its collaborators, bound to tasks, handed to polling."""

from dataclasses import dataclass
from pathlib import Path

from watchkeeper.core.database import Database
from watchkeeper.core.outbox import Subscription
from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.kit.clock import Clock
from watchkeeper.observe.events.service import EventService
from watchkeeper.observe.polling.chores import Chore
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.understand.alerts.service import AlertService
from watchkeeper.understand.baselines.service import AnomalyService
from watchkeeper.understand.rules import tasks
from watchkeeper.understand.rules.book import RuleBook
from watchkeeper.understand.rules.raising import RuleAlerts
from watchkeeper.understand.rules.seen import LastSeen
from watchkeeper.understand.rules.service import RuleService
from watchkeeper.understand.rules.stage import RulesStage
from watchkeeper.understand.rules.subscriptions import build_subscriptions
from watchkeeper.understand.rules.trial import Trials

CHORES: tuple[Chore, ...] = (Chore("rules.tidy", tasks.EVERY_S, tasks.TIDY, tasks.TidyRules()),)


@dataclass(frozen=True, slots=True)
class Standing:
    """What rules stand on."""

    database: Database
    series: SeriesService
    events: EventService
    inventory: InventoryService
    alerts: AlertService
    anomalies: AnomalyService


@dataclass(frozen=True, slots=True)
class Rules:
    """The parts of rules. ``stage`` is what polling runs on every stored batch, after scoring."""

    service: RuleService
    stage: RulesStage
    subscriptions: tuple[Subscription, ...]


def build_rules(on: Standing, registry: TaskRegistry, root: Path, clock: Clock) -> Rules:
    """Join the parts, keeping what has to be remembered below ``root``, and bind their task."""
    book = RuleBook(clock)
    raising = RuleAlerts(book, on.alerts, on.anomalies, on.inventory)
    trials = Trials(book, on.series, on.anomalies, on.events, on.inventory, clock)
    service = RuleService(book, raising, trials, on.inventory, clock)

    async def tidy(_payload: tasks.TidyRules) -> None:
        async with on.database.transaction() as session:
            await service.tidy(session)
        await stage.judge_absences(clock())

    registry.bind(tasks.TIDY, tidy)
    stage = RulesStage(on.database, raising, on.series, LastSeen(root))
    return Rules(service, stage, tuple(build_subscriptions(raising)))
