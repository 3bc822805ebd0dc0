"""Learning about the installation by opening it: database, vault, samples. Only damaged samples are moved (aside)."""

import asyncio
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.database import Database, UtcDateTime
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.http.paging import ListQuery
from watchkeeper.core.keys.providers import KeySource
from watchkeeper.core.keys.rewrapping import SealedColumn, any_sealed, check_all
from watchkeeper.core.migrate import current, head
from watchkeeper.estate.vault.service import VaultService
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.operate.doctor.facts import DatabaseFacts, InstallationFacts, Problem, SegmentFacts, VaultFacts


async def inspect(
    database: Database, store: SeriesService, source: KeySource, sealed: Sequence[SealedColumn]
) -> InstallationFacts:
    """Collect what is known about the installation. A part that cannot be used is a problem, never an exception."""
    facts = await inspect_database(database)
    usable = facts.problem is None and facts.revision is not None and facts.revision == facts.newest_revision
    return InstallationFacts(
        database=facts,
        vault=await inspect_vault(database, source, sealed) if usable else None,
        segments=await inspect_segments(store),
    )


async def inspect_database(database: Database) -> DatabaseFacts:
    """Ask the database for its revision and its time."""
    kind = "sqlite" if database.is_sqlite else "postgresql"
    try:
        await database.verify()
        revision = await current(database)
        async with database.reading() as session:
            now = None if database.is_sqlite else await session.scalar(select(func.now(type_=UtcDateTime())))
    except (WatchkeeperError, SQLAlchemyError) as error:
        return DatabaseFacts(kind, problem=_problem(error))
    return DatabaseFacts(kind, revision, head(), now)


async def inspect_vault(database: Database, source: KeySource, sealed: Sequence[SealedColumn]) -> VaultFacts:
    """Open every stored secret with the master key."""
    try:
        async with database.reading() as session:
            loaded = await asyncio.to_thread(source.load)
            if not loaded:
                missing = Problem("Secrets are stored, but there is no master key.", "Restore the key from its backup.")
                return VaultFacts(problem=missing if await any_sealed(session, sealed) else None)
            keys = KeyRing(loaded[0], loaded[1:])
            vault = VaultService(keys)
            _, secrets = await vault.list_credentials(session, ListQuery(limit=1))
            ending = tuple(credential.name for credential in await vault.expiring(session))
            await check_all(session, keys, sealed)
    except (WatchkeeperError, SQLAlchemyError) as error:
        return VaultFacts(problem=_problem(error))
    return VaultFacts(key_found=True, secrets=secrets, ending=ending)


async def inspect_segments(store: SeriesService) -> SegmentFacts:
    """Read every sample file with its checksums."""
    if not store.root.is_dir():
        return SegmentFacts()
    try:
        found = await asyncio.to_thread(store.verify)
        lying = (await asyncio.to_thread(store.stats)).quarantined
    except (WatchkeeperError, OSError) as error:
        return SegmentFacts(problem=_problem(error))
    return SegmentFacts(found.files, found.damaged, lying)


def _problem(error: Exception) -> Problem:
    if isinstance(error, WatchkeeperError):
        return Problem(error.message, error.hint or "")
    return Problem(f"{type(error).__name__}: {str(error).splitlines()[0]}", "Set WATCHKEEPER_DEBUG=1 to see more.")
