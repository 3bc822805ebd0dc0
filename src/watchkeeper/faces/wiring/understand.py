"""The wing of what it means: topology, baselines, alerts, rules, health, availability, investigations."""

from dataclasses import dataclass

from watchkeeper.core.audit.service import AuditService
from watchkeeper.core.outbox import Subscription
from watchkeeper.faces.wiring.estate import Estate
from watchkeeper.faces.wiring.ground import Ground
from watchkeeper.faces.wiring.observe import Records
from watchkeeper.observe.polling.assembly import Polling
from watchkeeper.observe.polling.chores import Chore
from watchkeeper.observe.polling.stages import BatchStage
from watchkeeper.understand.alerts.assembly import bind as bind_alerts
from watchkeeper.understand.alerts.assembly import build_alerts
from watchkeeper.understand.alerts.service import AlertService
from watchkeeper.understand.alerts.silences.service import SilenceService
from watchkeeper.understand.alerts.subscriptions import build_subscriptions as alert_subscriptions
from watchkeeper.understand.availability.service import AvailabilityService
from watchkeeper.understand.baselines.assembly import CHORES as BASELINE_CHORES
from watchkeeper.understand.baselines.assembly import Baselines, build_baselines
from watchkeeper.understand.capacity.assembly import build_capacity
from watchkeeper.understand.capacity.assembly import chores as capacity_chores
from watchkeeper.understand.capacity.service import CapacityService
from watchkeeper.understand.correlation.assembly import CHORES as CORRELATION_CHORES
from watchkeeper.understand.correlation.assembly import build_correlation
from watchkeeper.understand.correlation.service import CorrelationService
from watchkeeper.understand.health.assembly import build_health
from watchkeeper.understand.health.assembly import chores as health_chores
from watchkeeper.understand.health.service import HealthService
from watchkeeper.understand.health.service import Neighbours as HealthNeighbours
from watchkeeper.understand.investigations.earlier import Chronicle
from watchkeeper.understand.investigations.service import InvestigationService
from watchkeeper.understand.rules.assembly import CHORES as RULE_CHORES
from watchkeeper.understand.rules.assembly import Rules, Standing, build_rules
from watchkeeper.understand.topology import tasks as topology_tasks
from watchkeeper.understand.topology.collecting import TopologyCollector
from watchkeeper.understand.topology.service import TopologyService
from watchkeeper.understand.topology.settings import TopologySettings
from watchkeeper.understand.topology.stations import StationCollector

BASELINES_FOLDER = "baselines"
RULES_FOLDER = "rules"
_DAY_S = 86_400
_REDRAW_S = 600
"""How often the map is made anew though nobody said anything new: what is seen was seen, what is gone goes."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What looks at each batch and each event as it comes, and at the whole every so often."""

    topology: TopologyService
    baselines: Baselines
    alerts: AlertService
    rules: Rules
    silences: SilenceService
    health: HealthService
    availability: AvailabilityService
    correlation: CorrelationService
    capacity: CapacityService
    investigations: InvestigationService
    chores: tuple[Chore, ...]

    @property
    def stages(self) -> tuple[BatchStage, ...]:
        """What polling runs on every stored batch: rules see what baselines have found."""
        return (*self.baselines.stages, self.rules.stage)

    @property
    def subscriptions(self) -> tuple[Subscription, ...]:
        """What the parts listen to."""
        return (*alert_subscriptions(self.alerts), *self.rules.subscriptions)


def build_judgement(ground: Ground, estate: Estate, records: Records, audit: AuditService) -> Judgement:
    """Join the parts and bind their tasks."""
    settings, database, tasks, clock = ground.settings, ground.database, ground.tasks, ground.clock
    inventory, maintenance, events = estate.inventory, estate.maintenance, records.events
    topology = TopologyService(inventory, settings.topology, clock)
    folder = settings.data_dir / BASELINES_FOLDER
    baselines = build_baselines(
        database, records.series, tasks, folder, settings.baselines, clock, maintenance, inventory
    )
    alerts = build_alerts(inventory, estate.groups, topology, settings.alerts, clock)
    bind_alerts(tasks, alerts, database)
    standing = Standing(database, records.series, events, inventory, alerts, baselines.service)
    around = HealthNeighbours(inventory, estate.groups, maintenance, topology, baselines.service, alerts)
    low_dbm = settings.baselines.forecasts.light_low_dbm
    return Judgement(
        topology=topology,
        baselines=baselines,
        alerts=alerts,
        rules=build_rules(standing, tasks, settings.data_dir / RULES_FOLDER, clock),
        silences=SilenceService(clock),
        health=build_health(around, records.series, database, tasks, settings.health, low_dbm, clock),
        availability=AvailabilityService(inventory, estate.groups, maintenance, topology, events, clock),
        correlation=build_correlation(
            inventory, topology, records.series, database, tasks, settings.baselines.time_zone, clock
        ),
        capacity=build_capacity(
            inventory, estate.groups, records.series, database, tasks, settings.baselines.forecasts, clock
        ),
        investigations=InvestigationService(alerts, Chronicle(events, topology, maintenance, audit)),
        chores=(
            *_topology_chores(settings.topology),
            *BASELINE_CHORES,
            *RULE_CHORES,
            *CORRELATION_CHORES,
            *capacity_chores(settings.baselines.forecasts),
            *health_chores(settings.health),
        ),
    )


def watch_neighbours(
    ground: Ground, estate: Estate, records: Records, judgement: Judgement, polling: Polling
) -> list[Subscription]:
    """Have polling's collector ask devices whom they see; return what those who draw the map listen to."""
    parts = (ground.database, estate.inventory, judgement.topology, polling.collector.visit)
    neighbours = TopologyCollector(*parts, records.events, ground.clock)
    neighbours.bind(ground.tasks)
    StationCollector(*parts, ground.clock).bind(ground.tasks)
    return neighbours.subscriptions()


def _topology_chores(settings: TopologySettings) -> tuple[Chore, ...]:
    plan, stations = topology_tasks.PlanLook(), topology_tasks.PlanStations()
    return (
        Chore("topology.plan_look", settings.interval_s, topology_tasks.PLAN, plan),
        Chore("topology.plan_stations", settings.stations_interval_s, topology_tasks.PLAN_STATIONS, stations),
        Chore("topology.draw", _REDRAW_S, topology_tasks.DRAW, topology_tasks.Draw(anew=True)),
        Chore("topology.tidy", _DAY_S, topology_tasks.TIDY, topology_tasks.TidyTopology()),
    )
