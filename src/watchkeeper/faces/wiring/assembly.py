"""Wing by wing, to the services of one process."""

from watchkeeper.act.notifications.assembly import CHORES as NOTIFICATION_CHORES
from watchkeeper.act.notifications.assembly import Neighbouring, build_notifications
from watchkeeper.core.audit.archiving import Archivist
from watchkeeper.core.audit.sealing import Sealer
from watchkeeper.core.audit.service import AuditService
from watchkeeper.core.database import Database
from watchkeeper.core.keys.keeper import KeyKeeper
from watchkeeper.core.keys.rotation import KeyRotation
from watchkeeper.core.live.hub import LiveHub
from watchkeeper.core.outbox.service import OutboxService
from watchkeeper.estate.accounts.access.service import AccessService
from watchkeeper.estate.accounts.authenticator import SessionAuthenticator
from watchkeeper.estate.accounts.proxy import ProxyIdentities
from watchkeeper.estate.accounts.reauthentication import Reauthentication
from watchkeeper.estate.inventory.discovery.acceptance import AcceptanceService
from watchkeeper.estate.inventory.imports.service import ImportService
from watchkeeper.estate.inventory.scopes import InventoryScopes
from watchkeeper.faces.settings import Settings
from watchkeeper.faces.wiring.estate import build_estate
from watchkeeper.faces.wiring.ground import SEALED, lay_ground
from watchkeeper.faces.wiring.observe import build_collecting, build_records
from watchkeeper.faces.wiring.operate import build_probes
from watchkeeper.faces.wiring.services import Services
from watchkeeper.faces.wiring.support import build_support
from watchkeeper.faces.wiring.understand import build_judgement, watch_neighbours
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.observe.events.subscriptions import build_subscriptions
from watchkeeper.observe.messages.metrics import ReceivingMetrics
from watchkeeper.operate.demonstration.service import DemonstrationService
from watchkeeper.operate.workspaces.service import WorkspaceService
from watchkeeper.understand.topology.atlas import Atlas
from watchkeeper.understand.topology.configurations.service import ConfigurationService


async def assemble(settings: Settings, database: Database, *, clock: Clock = utc_now) -> Services:
    """Build every service over ``database``.

    Raises ConfigurationError when the master key is missing or does not fit what is stored.
    """
    ground = await lay_ground(settings, database, clock)
    keys, tasks = ground.keys, ground.tasks
    outbox = OutboxService(clock=clock)
    audit = AuditService(keys, settings.data_dir, clock)
    estate = build_estate(ground)
    records = build_records(ground, estate)
    judgement = build_judgement(ground, estate, records, audit)
    chores = (*judgement.chores, *NOTIFICATION_CHORES)
    polling = build_collecting(ground, estate, records, chores, judgement.stages)
    drawing = watch_neighbours(ground, estate, records, judgement, polling)
    asked = Neighbouring(judgement.alerts, estate.maintenance, judgement.silences, estate.office.accounts)
    notifications = build_notifications(
        database, keys, ground.egress, asked, settings.notifications, clock, metrics=ground.metrics
    )
    notifications.bind(tasks)
    office, scopes = estate.office, InventoryScopes()
    rotation = KeyRotation(database, keys, ground.source, SEALED)
    probes = build_probes(ground, outbox, records.series, polling, judgement.alerts)
    return Services(
        settings=settings,
        clock=clock,
        database=database,
        metrics=ground.metrics,
        tasks=tasks,
        subscriptions=(
            *build_subscriptions(records.events),
            *drawing,
            *judgement.subscriptions,
            *notifications.subscriptions(),
        ),
        outbox=outbox,
        audit=audit,
        sealer=Sealer(database, keys, settings.data_dir, settings.audit, clock),
        archivist=Archivist(database, keys, settings.data_dir, settings.audit, clock),
        egress=ground.egress,
        hub=LiveHub(database, settings.live, clock=clock, scopes=scopes),
        access=AccessService(clock),
        scopes=scopes,
        accounts=office.accounts,
        accounts_office=office,
        reauthentication=Reauthentication(database, office.desk, proof_s=settings.oidc.proof_s, clock=clock),
        authenticator=SessionAuthenticator(office.book, office.keys, database, ProxyIdentities(settings.proxy_login)),
        keeper=KeyKeeper(keys, ground.source),
        rotation=rotation,
        vault=estate.vault,
        host_keys=estate.host_keys,
        login_trials=estate.login_trials,
        inventory=estate.inventory,
        groups=estate.groups,
        maintenance=estate.maintenance,
        imports=ImportService(estate.vault, settings.inventory, clock, gate=ground.gate),
        discovery=estate.discovery,
        acceptance=AcceptanceService(estate.discovery, clock),
        series=records.series,
        events=records.events,
        messages=records.messages,
        receiving=ReceivingMetrics(ground.metrics),
        atlas=Atlas(judgement.topology, estate.inventory, records.series, clock),
        configurations=ConfigurationService(estate.inventory, estate.logins, clock),
        baselines=judgement.baselines,
        polling=polling,
        alerts=judgement.alerts,
        investigations=judgement.investigations,
        rules=judgement.rules.service,
        health=judgement.health,
        availability=judgement.availability,
        correlation=judgement.correlation,
        capacity=judgement.capacity,
        silences=judgement.silences,
        notifications=notifications.service,
        probes=probes,
        workspaces=WorkspaceService(clock),
        demonstration=DemonstrationService(settings.demonstration.lab),
        support=build_support(ground, rotation, probes, outbox, audit, records.series),
    )
