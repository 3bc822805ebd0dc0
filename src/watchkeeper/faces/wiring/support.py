"""Which parts a support bundle has; the services say what each holds."""

from dataclasses import asdict
from functools import partial

from watchkeeper.core.audit.service import AuditService
from watchkeeper.core.keys.rotation import KeyRotation
from watchkeeper.core.outbox.service import OutboxService
from watchkeeper.core.settings import describe
from watchkeeper.faces.api.web import STATIC
from watchkeeper.faces.settings import Settings
from watchkeeper.faces.wiring.ground import SEALED, Ground, version
from watchkeeper.kit.clock import Clock
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.operate.probes.schemas import Health
from watchkeeper.operate.probes.service import ProbeService
from watchkeeper.operate.support import parts
from watchkeeper.operate.support.bundle import Part
from watchkeeper.operate.support.service import SupportService


def build_support(
    ground: Ground,
    rotation: KeyRotation,
    probes: ProbeService,
    outbox: OutboxService,
    audit: AuditService,
    series: SeriesService,
) -> SupportService:
    """Return what makes bundles of an installation that can be opened."""
    settings, database = ground.settings, ground.database
    place = parts.Place(settings.data_dir, settings.server.host, settings.server.port, STATIC / "index.html")
    gathered = (
        *parts_without_database(settings),
        Part("schema.json", partial(parts.schema, database)),
        Part("doctor.json", partial(parts.findings, place, database, ground.source, SEALED)),
        Part("health.json", partial(_health, probes, ground.clock)),
        Part("rows.json", partial(parts.counts, database)),
        Part("outbox.json", partial(parts.queues, database, outbox)),
        Part("master-keys.json", partial(parts.keys, rotation)),
        Part("audit-log.json", partial(parts.audit_chain, database, audit)),
        Part("samples.json", partial(parts.samples, series)),
    )
    return SupportService(gathered, ground.clock)


def parts_without_database(settings: Settings) -> list[Part]:
    """Return the parts that need nothing but settings and files."""

    async def about() -> object:
        return parts.about(version())

    async def described() -> object:
        return [asdict(row) for row in describe(settings)]

    return [
        Part("about.json", about),
        Part("settings.json", described),
        Part("log.jsonl", partial(parts.log_lines, settings.data_dir)),
    ]


async def _health(probes: ProbeService, clock: Clock) -> object:
    if not probes.startup().serving:
        return "Not known here: this bundle was made beside the server, not by it."
    return Health.of(probes.ready(), probes.components(), clock).model_dump(mode="json")
