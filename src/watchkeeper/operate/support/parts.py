"""What is gathered for a support bundle: facts and counts about the platform, and nothing that people typed."""

import asyncio
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import func, select

from watchkeeper.core.audit.service import AuditService
from watchkeeper.core.database import Base, Database
from watchkeeper.core.http.paging import ListQuery
from watchkeeper.core.keys.providers import KeySource
from watchkeeper.core.keys.rewrapping import SealedColumn
from watchkeeper.core.keys.rotation import KeyRotation
from watchkeeper.core.migrate import current, head
from watchkeeper.core.outbox.schemas import BackgroundTask
from watchkeeper.core.outbox.service import OutboxService
from watchkeeper.core.telemetry.kept import kept_lines
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.operate.doctor.checks import SEGMENT_STORE, judge
from watchkeeper.operate.doctor.facts import InstallationFacts
from watchkeeper.operate.doctor.inspection import inspect_database, inspect_vault
from watchkeeper.operate.doctor.machine import look

MOST_TASKS: Final = 200
MOST_LINES: Final = 2_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where an installation is: its directory, its server's address, and the page that the server hands out."""

    data_dir: Path
    host: str
    port: int
    interface_index: Path


def about(version: str) -> dict[str, object]:
    """Return what runs on what."""
    return {
        "watchkeeper": version,
        "python": sys.version,
        "system": platform.platform(),
        "machine": platform.machine(),
        "schema_wanted": head(),
    }


async def log_lines(data_dir: Path) -> str:
    """Return the last lines that servers of this installation logged, oldest first; secrets were masked there."""
    return "\n".join(await asyncio.to_thread(kept_lines, data_dir, MOST_LINES))


async def schema(database: Database) -> dict[str, object]:
    """Return the schema's revision and the one that is wanted."""
    return {"kind": database.engine.dialect.name, "revision": await current(database), "wanted": head()}


async def findings(
    place: Place, database: Database, source: KeySource, sealed: Sequence[SealedColumn]
) -> list[dict[str, object]]:
    """Return what the doctor finds; samples, which may be many gigabytes, are not read."""
    stored = await inspect_database(database)
    usable = stored.problem is None and stored.revision is not None and stored.revision == stored.newest_revision
    vault = await inspect_vault(database, source, sealed) if usable else None
    machine = await asyncio.to_thread(look, place.data_dir, place.host, place.port, place.interface_index)
    found = judge(machine, InstallationFacts(database=stored, vault=vault))
    return [asdict(one) for one in found if one.check != SEGMENT_STORE]


async def counts(database: Database) -> list[dict[str, object]]:
    """Return how many rows each table has."""
    rows: list[dict[str, object]] = []
    for table in sorted(Base.metadata.tables.values(), key=lambda one: one.name):
        async with database.reading() as session:
            count = await session.scalar(select(func.count()).select_from(table))
        rows.append({"table": table.name, "rows": count})
    return rows


async def queues(database: Database, outbox: OutboxService) -> dict[str, object]:
    """Return how far behind delivery is, and the newest tasks without what they were told."""
    async with database.reading() as session:
        status = await outbox.status(session)
        tasks, total = await outbox.list_tasks(session, ListQuery(limit=MOST_TASKS), None)
        letters, dead = await outbox.list_dead_letters(session, ListQuery(limit=MOST_TASKS))
        told = [BackgroundTask.of(row, row.created_at) for row in letters]
    return {
        "status": status.model_dump(mode="json"),
        "tasks_in_all": total,
        "newest_tasks": [task.model_dump(mode="json", exclude={"payload"}) for task in tasks],
        "dead_in_all": dead,
        "newest_dead": [letter.model_dump(mode="json", exclude={"payload"}) for letter in told],
    }


async def keys(rotation: KeyRotation) -> dict[str, object]:
    """Return where master keys come from and how much each wraps; ids are digests of keys, not keys."""
    return asdict(await rotation.state())


async def audit_chain(database: Database, audit: AuditService) -> dict[str, object]:
    """Return how far the audit log is chained and signed; none of its entries."""
    async with database.reading() as session:
        return (await audit.state(session)).model_dump(mode="json")


async def samples(series: SeriesService) -> dict[str, object]:
    """Return what is on disk, by family."""
    return asdict(await asyncio.to_thread(series.stats))
