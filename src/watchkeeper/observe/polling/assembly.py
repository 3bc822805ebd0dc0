"""Polling as one piece: built from its collaborators, bound to tasks, started and stopped with the process."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from watchkeeper.core.database import Database
from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.estate.drivers.protocol import Driver
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.observe.events.memory import StatusMemory
from watchkeeper.observe.events.service import EventService
from watchkeeper.observe.polling.chores import HOUSEHOLD, Chore
from watchkeeper.observe.polling.closing import ShardCloser, device_events
from watchkeeper.observe.polling.collector import Collector
from watchkeeper.observe.polling.facts import FactsRefresher
from watchkeeper.observe.polling.gathering import Gatherer
from watchkeeper.observe.polling.metrics import PollingMetrics
from watchkeeper.observe.polling.planner import Planner
from watchkeeper.observe.polling.runner import ShardRunner
from watchkeeper.observe.polling.scheduler import Scheduler
from watchkeeper.observe.polling.service import PollingService
from watchkeeper.observe.polling.settings import PollingSettings
from watchkeeper.observe.polling.stages import BatchStage
from watchkeeper.observe.polling.tasks import (
    EXPIRE_STATES,
    REFRESH_FACTS,
    RUN_ENVIRONMENT,
    RUN_FIRST_CONTACT,
    RUN_SHARD,
    RUN_SUSPECTS,
    RUN_SWEEP,
    TIDY,
    ExpireStates,
    Tidy,
)
from watchkeeper.observe.polling.verdicts import Rules
from watchkeeper.observe.series.service import SeriesService


@dataclass(frozen=True, slots=True)
class Polling:
    """The parts of polling.

    ``statuses`` is what it remembers of interfaces: who learns of them in another way makes it forget.
    ``service`` answers requests; ``scheduler`` plans (one process is enough, more do no harm); ``collector`` must be
    started in every process that runs the tasks that ``bind`` binds.
    """

    database: Database
    inventory: InventoryService
    events: EventService
    service: PollingService
    scheduler: Scheduler
    collector: Collector
    runner: ShardRunner
    facts: FactsRefresher | None
    statuses: StatusMemory

    def bind(self, registry: TaskRegistry) -> None:
        """Have the tasks of polling carried out here."""
        for task in (RUN_FIRST_CONTACT, RUN_SHARD, RUN_ENVIRONMENT, RUN_SUSPECTS, RUN_SWEEP):
            registry.bind(task, self.runner.run)
        if self.facts is not None:
            registry.bind(REFRESH_FACTS, self.facts.run)
        registry.bind(TIDY, self._tidy)
        registry.bind(EXPIRE_STATES, self._expire_states)

    async def _expire_states(self, _payload: ExpireStates) -> None:
        async with self.database.transaction() as session:
            expired = await self.inventory.expire_states(session)
            await self.events.record(session, list(device_events(expired, {})))

    async def _tidy(self, _payload: Tidy) -> None:
        removed = 1
        while removed:
            async with self.database.transaction() as session:
                removed = await self.service.tidy(session)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What polling stands on. ``drivers`` are by name, ``snmp`` and ``icmp``.

    They belong to the collector from then on. Facts are refreshed when one of them can visit devices.
    """

    database: Database
    inventory: InventoryService
    series: SeriesService
    events: EventService
    drivers: Mapping[str, Driver]


def build_polling(
    around: Surroundings,
    *,
    settings: PollingSettings | None = None,
    stages: Sequence[BatchStage] = (),
    chores: Sequence[Chore] = HOUSEHOLD,
    metrics: Metrics | None = None,
    clock: Clock = utc_now,
) -> Polling:
    """Join the parts. ``stages`` run on every batch once it is stored; ``chores`` are planned by the same tick."""
    settings = settings or PollingSettings()
    database, inventory, events = around.database, around.inventory, around.events
    kept = PollingMetrics(metrics or Metrics())
    planner = Planner(inventory, settings)
    rules = Rules(
        settings.breaker.policy(), settings.reachability.policy(), settings.slow_after_s, random.SystemRandom().random
    )
    collector = Collector(around.drivers)
    closer = ShardCloser(inventory, events, planner, settings, kept, rules, facts=collector.visits)
    gatherer = Gatherer(collector, around.series, settings, stages)
    return Polling(
        database=database,
        inventory=inventory,
        events=events,
        service=PollingService(inventory, planner, settings, clock),
        scheduler=Scheduler(database, planner, closer, settings, kept, chores=chores, clock=clock),
        collector=collector,
        runner=ShardRunner(database, inventory, events, gatherer, closer, settings, kept, clock),
        facts=FactsRefresher(database, inventory, collector, events, clock) if collector.visits else None,
        statuses=closer.seen.statuses,
    )
