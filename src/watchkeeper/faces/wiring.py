"""The composition root: the one place that knows every slice and joins them."""

import asyncio
import importlib.metadata
from dataclasses import dataclass

from watchkeeper.act.notifications import sealed as notifications_sealed
from watchkeeper.act.notifications.assembly import Neighbouring, build_notifications
from watchkeeper.act.notifications.service import NotificationService
from watchkeeper.core.audit import sealed as audit_sealed
from watchkeeper.core.audit.archiving import Archivist
from watchkeeper.core.audit.sealing import Sealer
from watchkeeper.core.audit.service import AuditService
from watchkeeper.core.database import Database, default_url
from watchkeeper.core.egress.policy import EgressPolicy
from watchkeeper.core.egress.sockets import DeviceSockets
from watchkeeper.core.keys.keeper import KeyKeeper, open_ring
from watchkeeper.core.keys.rewrapping import any_sealed
from watchkeeper.core.keys.rotation import KeyRotation
from watchkeeper.core.keys.sources import key_source
from watchkeeper.core.live.hub import LiveHub
from watchkeeper.core.outbox import Subscription
from watchkeeper.core.outbox.service import OutboxService
from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.estate.accounts import sealed as accounts_sealed
from watchkeeper.estate.accounts.access.service import AccessService
from watchkeeper.estate.accounts.authenticator import SessionAuthenticator
from watchkeeper.estate.accounts.endpoints import AccountsOffice
from watchkeeper.estate.accounts.proxy import ProxyIdentities
from watchkeeper.estate.accounts.reauthentication import Reauthentication
from watchkeeper.estate.accounts.service import AccountsService
from watchkeeper.estate.drivers.icmp.driver import IcmpDriver
from watchkeeper.estate.drivers.icmp.pinger import IcmpPinger
from watchkeeper.estate.drivers.platforms.registry import own_files, shipped
from watchkeeper.estate.drivers.processes import DriverProcesses
from watchkeeper.estate.drivers.protocol import Driver
from watchkeeper.estate.drivers.snmp.driver import SnmpDriver
from watchkeeper.estate.drivers.ssh.connecting import SshConnector
from watchkeeper.estate.inventory.discovery.acceptance import AcceptanceService
from watchkeeper.estate.inventory.discovery.adapters import IcmpSignOfLife, SnmpIdentifier
from watchkeeper.estate.inventory.discovery.service import DiscoveryService
from watchkeeper.estate.inventory.discovery.tasks import DISCOVER_CHUNK
from watchkeeper.estate.inventory.discovery.worker import DiscoveryWorker
from watchkeeper.estate.inventory.groups import GroupService
from watchkeeper.estate.inventory.imports.service import ImportService
from watchkeeper.estate.inventory.scopes import InventoryScopes
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.inventory.ssh_trials import SshTrials
from watchkeeper.estate.maintenance.service import MaintenanceService
from watchkeeper.estate.vault import sealed as vault_sealed
from watchkeeper.estate.vault.host_keys import HostKeys
from watchkeeper.estate.vault.service import VaultService
from watchkeeper.faces.accounts_wiring import build_office
from watchkeeper.faces.settings import Settings
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.observe.events import tasks as events_tasks
from watchkeeper.observe.events.expiries import ExpiryWatch
from watchkeeper.observe.events.service import EventService
from watchkeeper.observe.events.subscriptions import build_subscriptions
from watchkeeper.observe.messages import tasks as messages_tasks
from watchkeeper.observe.messages.archive import Archive
from watchkeeper.observe.messages.assembly import ARCHIVE_FOLDER, Neighbours, build_receiver
from watchkeeper.observe.messages.metrics import ReceivingMetrics
from watchkeeper.observe.messages.receiver import Receiver
from watchkeeper.observe.messages.service import MessageService
from watchkeeper.observe.polling.assembly import Polling, Surroundings, build_polling
from watchkeeper.observe.polling.chores import HOUSEHOLD, Chore
from watchkeeper.observe.series import tasks as series_tasks
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.operate.demonstration.service import DemonstrationService
from watchkeeper.operate.probes import checks
from watchkeeper.operate.probes.loop_lag import LagWindow, LoopWatch
from watchkeeper.operate.probes.monitor import Monitor
from watchkeeper.operate.probes.service import ProbeService
from watchkeeper.operate.workspaces.service import WorkspaceService
from watchkeeper.understand.alerts.assembly import bind as bind_alerts
from watchkeeper.understand.alerts.assembly import build_alerts
from watchkeeper.understand.alerts.service import AlertService
from watchkeeper.understand.alerts.silences.service import SilenceService
from watchkeeper.understand.alerts.subscriptions import build_subscriptions as alert_subscriptions
from watchkeeper.understand.availability.service import AvailabilityService
from watchkeeper.understand.baselines.assembly import CHORES as BASELINE_CHORES
from watchkeeper.understand.baselines.assembly import Baselines, build_baselines
from watchkeeper.understand.health.assembly import build_health
from watchkeeper.understand.health.assembly import chores as health_chores
from watchkeeper.understand.health.service import HealthService
from watchkeeper.understand.health.service import Neighbours as HealthNeighbours
from watchkeeper.understand.investigations.earlier import Chronicle
from watchkeeper.understand.investigations.service import InvestigationService
from watchkeeper.understand.rules.assembly import CHORES as RULE_CHORES
from watchkeeper.understand.rules.assembly import Standing, build_rules
from watchkeeper.understand.rules.service import RuleService
from watchkeeper.understand.topology import tasks as topology_tasks
from watchkeeper.understand.topology.atlas import Atlas
from watchkeeper.understand.topology.collecting import TopologyCollector
from watchkeeper.understand.topology.service import TopologyService
from watchkeeper.understand.topology.stations import StationCollector

SERIES_FOLDER = "series"
BASELINES_FOLDER = "baselines"
RULES_FOLDER = "rules"
HOUR_S = 3_600
_DAY_S = 86_400
_REDRAW_S = 600
"""How often the map is made anew though nobody said anything new: what is seen was seen, what is gone goes."""
SEALED = (*vault_sealed.SEALED, *accounts_sealed.SEALED, *notifications_sealed.SEALED, *audit_sealed.SEALED)
"""Every column that holds envelopes; a test finds one that is missing here."""


def version() -> str:
    """Return the version of the installed product."""
    return importlib.metadata.version("watchkeeper")


@dataclass(frozen=True, slots=True)
class Services:
    """Every slice's service, built once a process. Faces take what they need from here."""

    settings: Settings
    clock: Clock
    database: Database
    metrics: Metrics
    tasks: TaskRegistry
    subscriptions: tuple[Subscription, ...]
    outbox: OutboxService
    audit: AuditService
    sealer: Sealer
    archivist: Archivist
    keeper: KeyKeeper
    rotation: KeyRotation
    hub: LiveHub
    egress: EgressPolicy
    accounts: AccountsService
    access: AccessService
    scopes: InventoryScopes
    accounts_office: AccountsOffice
    reauthentication: Reauthentication
    authenticator: SessionAuthenticator
    vault: VaultService
    host_keys: HostKeys
    ssh_trials: SshTrials
    inventory: InventoryService
    groups: GroupService
    maintenance: MaintenanceService
    imports: ImportService
    discovery: DiscoveryService
    acceptance: AcceptanceService
    series: SeriesService
    events: EventService
    messages: MessageService
    receiving: ReceivingMetrics
    atlas: Atlas
    baselines: Baselines
    polling: Polling
    alerts: AlertService
    investigations: InvestigationService
    rules: RuleService
    health: HealthService
    availability: AvailabilityService
    silences: SilenceService
    notifications: NotificationService
    probes: ProbeService
    workspaces: WorkspaceService
    demonstration: DemonstrationService


def open_database(settings: Settings) -> Database:
    """Return the database that the settings name. Raises ConfigurationError for a URL that cannot be used."""
    section = settings.database
    url = section.url or default_url(settings.data_dir)
    return Database(url, pool_size=section.pool_size, busy_timeout_s=section.busy_timeout_s)


async def assemble(settings: Settings, database: Database, *, clock: Clock = utc_now) -> Services:
    """Build every service over ``database``.

    Raises ConfigurationError when the master key is missing or does not fit what is stored.
    """
    source = key_source(settings.keys, settings.data_dir)
    async with database.reading() as session:
        stored = await any_sealed(session, SEALED)
    keys = await asyncio.to_thread(open_ring, source, secrets_exist=stored)
    metrics = _metrics(settings, database)
    tasks = TaskRegistry()
    outbox = OutboxService(clock=clock)
    office = build_office(settings, database, keys, clock)
    vault = VaultService(keys, clock)
    inventory = InventoryService(vault, settings.inventory, clock)
    discovery = DiscoveryService(vault, settings.discovery, clock)
    series = SeriesService(settings.series, settings.data_dir / SERIES_FOLDER, clock, metrics=metrics)
    events = EventService(settings.events, clock)
    topology = TopologyService(inventory, settings.topology, clock)
    maintenance = MaintenanceService(inventory, clock)
    baselines = build_baselines(
        database, series, tasks, settings.data_dir / BASELINES_FOLDER, settings.baselines, clock, maintenance
    )
    alerts = build_alerts(inventory, topology, settings.alerts, clock)
    bind_alerts(tasks, alerts, database)
    standing = Standing(database, series, events, inventory, alerts, baselines.service)
    rules = build_rules(standing, tasks, settings.data_dir / RULES_FOLDER, clock)
    pinger = IcmpPinger(settings.polling.reachability.icmp)
    around = _surroundings(settings, database, inventory, series, events, pinger)
    polling = build_polling(
        around,
        settings=settings.polling,
        chores=(*HOUSEHOLD, *_chores(settings), *BASELINE_CHORES, *RULE_CHORES, *health_chores(settings.health)),
        stages=(*baselines.stages, rules.stage),
        metrics=metrics,
        clock=clock,
    )
    neighbours = TopologyCollector(database, inventory, topology, polling.collector.visit, clock)
    stations = StationCollector(database, inventory, topology, polling.collector.visit, clock)
    worker = DiscoveryWorker(
        database, discovery, IcmpSignOfLife(pinger), SnmpIdentifier(SnmpDriver()), settings.discovery
    )
    polling.bind(tasks)
    series_tasks.bind(tasks, series)
    events_tasks.bind(tasks, events, database)
    events_tasks.bind_expiries(tasks, ExpiryWatch(events, vault, office.keys, clock), database)
    messages = MessageService(Archive(settings.data_dir / ARCHIVE_FOLDER), settings.receiving, clock)
    messages_tasks.bind(tasks, messages)
    egress, host_keys = EgressPolicy.of(settings.egress), HostKeys(database, clock)
    groups = GroupService(vault, clock)
    health = build_health(
        HealthNeighbours(inventory, groups, maintenance, topology, baselines.service, alerts),
        series,
        database,
        tasks,
        settings.health,
        settings.baselines.forecasts.light_low_dbm,
        clock,
    )
    silences = SilenceService(clock)
    audit = AuditService(keys, settings.data_dir, clock)
    neighbouring = Neighbouring(alerts, maintenance, silences)
    notifications = build_notifications(database, keys, egress, neighbouring, settings.notifications, clock)
    notifications.bind(tasks)
    tasks.bind(DISCOVER_CHUNK, worker.run)
    neighbours.bind(tasks)
    stations.bind(tasks)
    return Services(
        settings=settings,
        clock=clock,
        database=database,
        metrics=metrics,
        tasks=tasks,
        subscriptions=(
            *build_subscriptions(events),
            *alert_subscriptions(alerts),
            *rules.subscriptions,
            *neighbours.subscriptions(),
            *notifications.subscriptions(),
        ),
        outbox=outbox,
        audit=audit,
        sealer=Sealer(database, keys, settings.data_dir, settings.audit, clock),
        archivist=Archivist(database, keys, settings.data_dir, settings.audit, clock),
        egress=egress,
        hub=LiveHub(database, settings.live, clock=clock, scopes=InventoryScopes()),
        access=AccessService(clock),
        scopes=InventoryScopes(),
        accounts=office.accounts,
        accounts_office=office,
        reauthentication=Reauthentication(database, office.desk, proof_s=settings.oidc.proof_s, clock=clock),
        authenticator=SessionAuthenticator(office.book, office.keys, database, ProxyIdentities(settings.proxy_login)),
        keeper=KeyKeeper(keys, source),
        rotation=KeyRotation(database, keys, source, SEALED),
        vault=vault,
        host_keys=host_keys,
        ssh_trials=SshTrials(inventory, vault, host_keys, SshConnector(host_keys, DeviceSockets(egress))),
        inventory=inventory,
        groups=groups,
        maintenance=maintenance,
        imports=ImportService(vault, settings.inventory, clock),
        discovery=discovery,
        acceptance=AcceptanceService(discovery, clock),
        series=series,
        events=events,
        messages=messages,
        receiving=ReceivingMetrics(metrics),
        atlas=Atlas(topology, inventory, series, clock),
        baselines=baselines,
        polling=polling,
        alerts=alerts,
        investigations=InvestigationService(alerts, Chronicle(events, topology, maintenance, audit)),
        rules=rules.service,
        health=health,
        availability=AvailabilityService(inventory, groups, maintenance, topology, events, clock),
        silences=silences,
        notifications=notifications.service,
        probes=_probes(settings, database, outbox, series, polling, clock),
        workspaces=WorkspaceService(clock),
        demonstration=DemonstrationService(settings.demonstration.lab),
    )


def _metrics(settings: Settings, database: Database) -> Metrics:
    metrics = Metrics(version=version())
    metrics.watch_database(database)
    metrics.watch_volume("data", settings.data_dir)
    return metrics


def _surroundings(
    settings: Settings,
    database: Database,
    inventory: InventoryService,
    series: SeriesService,
    events: EventService,
    pinger: IcmpPinger,
) -> Surroundings:
    return Surroundings(
        database=database,
        inventory=inventory,
        series=series,
        events=events,
        drivers={SnmpDriver.name: _collecting(settings), IcmpDriver.name: IcmpDriver(pinger=pinger)},
    )


def _collecting(settings: Settings) -> Driver:
    """Return who asks devices: the driver itself, or processes that each have one. Raises PlatformError."""
    if own_files():
        shipped()  # a wrong file of the operator's is told at the start, not at every poll
    count = settings.polling.collectors
    if not count:
        return SnmpDriver()
    factory = f"{SnmpDriver.__module__}:{SnmpDriver.__qualname__}"
    return DriverProcesses(factory, count, settings.logging)


def receiver_of(services: Services, *, writer: str = "0", share: bool = False) -> Receiver:
    """Return a receiver over ``services``; ``writer`` names this process in the archive."""
    neighbours = Neighbours(
        services.database, services.inventory, services.events, services.polling.statuses, services.clock
    )
    settings = services.settings
    return build_receiver(
        neighbours, settings.receiving, services.receiving, settings.data_dir, writer=writer, share=share
    )


def _chores(settings: Settings) -> tuple[Chore, ...]:
    """Return what is done every so often for slices that polling does not know."""
    return (
        Chore("events.look_for_expiries", HOUR_S, events_tasks.LOOK_FOR_EXPIRIES, events_tasks.LookForExpiries()),
        Chore("messages.tidy", HOUR_S, messages_tasks.TIDY, messages_tasks.TidyMessages()),
        Chore("topology.plan_look", settings.topology.interval_s, topology_tasks.PLAN, topology_tasks.PlanLook()),
        Chore(
            "topology.plan_stations",
            settings.topology.stations_interval_s,
            topology_tasks.PLAN_STATIONS,
            topology_tasks.PlanStations(),
        ),
        Chore("topology.draw", _REDRAW_S, topology_tasks.DRAW, topology_tasks.Draw(anew=True)),
        Chore("topology.tidy", _DAY_S, topology_tasks.TIDY, topology_tasks.TidyTopology()),
    )


def _probes(
    settings: Settings, database: Database, outbox: OutboxService, series: SeriesService, polling: Polling, clock: Clock
) -> ProbeService:
    section = settings.probes
    monitor = Monitor(interval_s=section.interval_s, timeout_s=section.timeout_s, clock=clock)
    for check in (
        checks.database_check(database),
        checks.migrations_check(database),
        checks.store_check(series.aready),
        checks.relay_check(database, outbox, max_lag_s=section.max_relay_lag_s),
        checks.data_directory_check(settings.data_dir),
        checks.running_check("polling", lambda: polling.scheduler.alive, lambda: polling.collector.alive),
    ):
        monitor.add(check)
    window = LagWindow(limit_s=section.max_loop_lag_s, duration_s=section.max_loop_lag_duration_s)
    return ProbeService(monitor, LoopWatch(window))
