"""Every service of a process, by name."""

from dataclasses import dataclass

from watchkeeper.act.notifications.service import NotificationService
from watchkeeper.core.audit.archiving import Archivist
from watchkeeper.core.audit.sealing import Sealer
from watchkeeper.core.audit.service import AuditService
from watchkeeper.core.database import Database
from watchkeeper.core.egress.policy import EgressPolicy
from watchkeeper.core.keys.keeper import KeyKeeper
from watchkeeper.core.keys.rotation import KeyRotation
from watchkeeper.core.live.hub import LiveHub
from watchkeeper.core.outbox import Subscription
from watchkeeper.core.outbox.service import OutboxService
from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.estate.accounts.access.service import AccessService
from watchkeeper.estate.accounts.authenticator import SessionAuthenticator
from watchkeeper.estate.accounts.endpoints import AccountsOffice
from watchkeeper.estate.accounts.reauthentication import Reauthentication
from watchkeeper.estate.accounts.service import AccountsService
from watchkeeper.estate.inventory.discovery.acceptance import AcceptanceService
from watchkeeper.estate.inventory.discovery.service import DiscoveryService
from watchkeeper.estate.inventory.groups import GroupService
from watchkeeper.estate.inventory.imports.service import ImportService
from watchkeeper.estate.inventory.login_trials import LoginTrials
from watchkeeper.estate.inventory.scopes import InventoryScopes
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.maintenance.service import MaintenanceService
from watchkeeper.estate.vault.host_keys import HostKeys
from watchkeeper.estate.vault.service import VaultService
from watchkeeper.faces.settings import Settings
from watchkeeper.kit.clock import Clock
from watchkeeper.observe.events.service import EventService
from watchkeeper.observe.messages.metrics import ReceivingMetrics
from watchkeeper.observe.messages.service import MessageService
from watchkeeper.observe.polling.assembly import Polling
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.operate.demonstration.service import DemonstrationService
from watchkeeper.operate.probes.service import ProbeService
from watchkeeper.operate.support.service import SupportService
from watchkeeper.operate.workspaces.service import WorkspaceService
from watchkeeper.understand.alerts.service import AlertService
from watchkeeper.understand.alerts.silences.service import SilenceService
from watchkeeper.understand.availability.service import AvailabilityService
from watchkeeper.understand.baselines.assembly import Baselines
from watchkeeper.understand.capacity.service import CapacityService
from watchkeeper.understand.correlation.service import CorrelationService
from watchkeeper.understand.health.service import HealthService
from watchkeeper.understand.investigations.service import InvestigationService
from watchkeeper.understand.rules.service import RuleService
from watchkeeper.understand.topology.atlas import Atlas
from watchkeeper.understand.topology.configurations.service import ConfigurationService


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
    login_trials: LoginTrials
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
    configurations: ConfigurationService
    baselines: Baselines
    polling: Polling
    alerts: AlertService
    investigations: InvestigationService
    rules: RuleService
    health: HealthService
    availability: AvailabilityService
    correlation: CorrelationService
    capacity: CapacityService
    silences: SilenceService
    notifications: NotificationService
    probes: ProbeService
    workspaces: WorkspaceService
    demonstration: DemonstrationService
    support: SupportService
