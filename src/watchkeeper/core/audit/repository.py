"""Every query on the audit log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Row, Select, bindparam, delete, func, or_, select, text, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import NullType

from watchkeeper.core.audit import chain
from watchkeeper.core.audit.guards import missing
from watchkeeper.core.audit.models import AuditArchive, AuditCheckpoint, AuditEntry, AuditKey
from watchkeeper.core.database import database_of

_SEAL_LOCK = 0x776B617564697400  # "wkaudit": PostgreSQL advisory lock around sealing
_COLUMNS = tuple(getattr(AuditEntry, name) for name in chain.FIELDS)
_AS_KEPT = select(
    *(type_coerce(column, NullType()) if column.key == "at" else column for column in _COLUMNS),
    AuditEntry.sequence,
    AuditEntry.hash,
)
_SEAL = (
    update(AuditEntry)
    .where(AuditEntry.id == bindparam("b_id"), AuditEntry.sequence.is_(None))
    .values(sequence=bindparam("b_sequence"), hash=bindparam("b_hash"))
)

Record: TypeAlias = Row[*tuple[Any, ...]]
"""The columns of ``chain.FIELDS``; of a sealed entry also ``sequence`` and ``hash``."""


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries are wanted; an empty field asks for nothing in particular."""

    since: datetime | None = None
    until: datetime | None = None
    actor: str = ""
    verb: str = ""
    object_kind: str = ""
    object_id: str = ""
    outcome: str = ""
    search: str = ""


@dataclass(frozen=True, slots=True)
class Tip:
    """Where the chain ends."""

    sequence: int
    hash: str


async def lock(session: AsyncSession) -> None:
    """Keep other sealers out until the transaction ends; SQLite's write lock does so by itself."""
    if not database_of(session).is_sqlite:
        await session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _SEAL_LOCK})


async def tip(session: AsyncSession) -> Tip:
    """Return the last sealed entry's place, or that of the last archive, or the beginning."""
    statement = select(AuditEntry.sequence, AuditEntry.hash).where(AuditEntry.sequence.is_not(None))
    last = (await session.execute(statement.order_by(AuditEntry.sequence.desc()).limit(1))).one_or_none()
    if last is not None and last.sequence is not None and last.hash is not None:
        return Tip(last.sequence, last.hash)
    archive = await last_archive(session)
    return Tip(archive.last_sequence, archive.last_hash) if archive else Tip(0, chain.GENESIS)


async def unsealed(session: AsyncSession, limit: int) -> Sequence[Record]:
    """Return the content of up to ``limit`` entries that have no place in the chain yet, in order of their numbers."""
    statement = select(*_COLUMNS).where(AuditEntry.sequence.is_(None)).order_by(AuditEntry.id).limit(limit)
    return (await session.execute(statement)).all()


async def count_unsealed(session: AsyncSession) -> tuple[int, datetime | None]:
    """Return how many entries have no place yet, and since when the oldest waits."""
    statement = select(func.count(), func.min(AuditEntry.at)).where(AuditEntry.sequence.is_(None))
    count, oldest = (await session.execute(statement)).one()
    return count, oldest


async def seal(session: AsyncSession, rows: Sequence[Mapping[str, object]]) -> None:
    """Give entries their places: ``b_id``, ``b_sequence``, ``b_hash``."""
    connection = await session.connection()
    await connection.execute(_SEAL, [dict(row) for row in rows])


async def sealed(session: AsyncSession, after: int, limit: int, until: int | None = None) -> Sequence[Record]:
    """Return up to ``limit`` rows (content, sequence, hash) behind place ``after``, at most as far as ``until``."""
    statement = select(*_COLUMNS, AuditEntry.sequence, AuditEntry.hash).where(AuditEntry.sequence > after)
    if until is not None:
        statement = statement.where(AuditEntry.sequence <= until)
    return (await session.execute(statement.order_by(AuditEntry.sequence).limit(limit))).all()


async def sealed_as_kept(session: AsyncSession, after: int, limit: int) -> Sequence[Record]:
    """Return rows as ``sealed`` does, but ``at`` as the driver has it: of a million rows only hashes are made."""
    statement = _AS_KEPT.where(AuditEntry.sequence > after).order_by(AuditEntry.sequence).limit(limit)
    connection = await session.connection()
    return (await connection.execute(statement)).all()


async def last_before(session: AsyncSession, moment: datetime) -> int | None:
    """Return the place up to which every sealed entry is older than ``moment``."""
    first_kept = await session.scalar(
        select(func.min(AuditEntry.sequence)).where(AuditEntry.sequence.is_not(None), AuditEntry.at >= moment)
    )
    if first_kept is not None:
        return int(first_kept) - 1
    last: int | None = await session.scalar(select(func.max(AuditEntry.sequence)))
    return last


async def delete_through(session: AsyncSession, sequence: int) -> int:
    """Delete entries as far as place ``sequence``; the database refuses unless an archive covers them."""
    result = await session.execute(
        delete(AuditEntry).where(AuditEntry.sequence <= sequence), execution_options={"synchronize_session": False}
    )
    return int(getattr(result, "rowcount", 0))


async def checkpoints(session: AsyncSession) -> Sequence[AuditCheckpoint]:
    """Return every checkpoint, in order."""
    return (await session.scalars(select(AuditCheckpoint).order_by(AuditCheckpoint.sequence))).all()


async def last_checkpoint(session: AsyncSession) -> AuditCheckpoint | None:
    """Return the newest checkpoint."""
    statement = select(AuditCheckpoint).order_by(AuditCheckpoint.sequence.desc()).limit(1)
    found: AuditCheckpoint | None = await session.scalar(statement)
    return found


async def has_checkpoint(session: AsyncSession, sequence: int, hash_: str) -> bool:
    """Tell whether there is a checkpoint at this place with this hash."""
    statement = select(AuditCheckpoint.id).where(AuditCheckpoint.sequence == sequence, AuditCheckpoint.hash == hash_)
    return await session.scalar(statement) is not None


async def archives(session: AsyncSession) -> Sequence[AuditArchive]:
    """Return every archive, in order."""
    return (await session.scalars(select(AuditArchive).order_by(AuditArchive.first_sequence))).all()


async def last_archive(session: AsyncSession) -> AuditArchive | None:
    """Return the newest archive."""
    statement = select(AuditArchive).order_by(AuditArchive.last_sequence.desc()).limit(1)
    found: AuditArchive | None = await session.scalar(statement)
    return found


async def signing_keys(session: AsyncSession) -> Sequence[AuditKey]:
    """Return every signing key, oldest first."""
    return (await session.scalars(select(AuditKey).order_by(AuditKey.id))).all()


async def missing_guards(session: AsyncSession) -> frozenset[str]:
    """Return the guards that the database lacks."""
    connection = await session.connection()
    return await connection.run_sync(missing)


async def by_id(session: AsyncSession, entry_id: int) -> AuditEntry | None:
    """Return one entry."""
    return await session.get(AuditEntry, entry_id)


async def verbs(session: AsyncSession) -> Sequence[str]:
    """Return every verb that occurs, in order."""
    return (await session.scalars(select(AuditEntry.verb).distinct().order_by(AuditEntry.verb))).all()


def matching(wanted: EntryFilter) -> Select[AuditEntry]:
    """Select the entries that ``wanted`` describes. A verb ending in ``.`` means all verbs of that object."""
    entry, statement = AuditEntry, select(AuditEntry)
    exact = {
        entry.object_kind: wanted.object_kind,
        entry.object_id: wanted.object_id,
        entry.outcome: wanted.outcome,
    }
    for column, value in exact.items():
        if value:
            statement = statement.where(column == value)
    if wanted.since is not None:
        statement = statement.where(entry.at >= wanted.since)
    if wanted.until is not None:
        statement = statement.where(entry.at < wanted.until)
    if wanted.actor:
        statement = statement.where(entry.actor_name.icontains(wanted.actor, autoescape=True))
    if wanted.verb:
        whole = entry.verb.startswith(wanted.verb, autoescape=True)
        statement = statement.where(whole if wanted.verb.endswith(".") else entry.verb == wanted.verb)
    if wanted.search:
        columns = (
            entry.object_name,
            entry.actor_name,
            entry.verb,
            entry.address,
            entry.request_id,
            entry.reason,
            entry.before,
            entry.after,
        )
        statement = statement.where(or_(*(column.icontains(wanted.search, autoescape=True) for column in columns)))
    return statement
