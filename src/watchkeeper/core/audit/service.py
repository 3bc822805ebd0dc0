"""The audit log as people see it: searched, proven."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import repository
from watchkeeper.core.audit.errors import EntryNotFoundError
from watchkeeper.core.audit.head import Head
from watchkeeper.core.audit.models import AuditEntry
from watchkeeper.core.audit.repository import EntryFilter
from watchkeeper.core.audit.schemas import ChainState
from watchkeeper.core.audit.verifying import Progress, Verdict, verify
from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.http.paging import ListQuery, paginate
from watchkeeper.kit.clock import Clock, utc_now

SORTABLE = {"id": AuditEntry.id, "at": AuditEntry.at, "verb": AuditEntry.verb, "actor": AuditEntry.actor_name}


class AuditService:
    """Reads the log. Writing is ``record``, in the transaction of what is recorded."""

    def __init__(self, keys: KeyRing, data_dir: Path, clock: Clock = utc_now) -> None:
        self._keys = keys
        self._data_dir = data_dir
        self._clock = clock

    async def search(
        self, session: AsyncSession, wanted: EntryFilter, query: ListQuery
    ) -> tuple[Sequence[AuditEntry], int]:
        """Return one page of the entries that ``wanted`` describes, newest first, and how many there are."""
        statement = repository.matching(replace(wanted, search=query.q))
        return await paginate(session, statement, query, SORTABLE, "-id")

    async def entry(self, session: AsyncSession, entry_id: int) -> AuditEntry:
        """Return one entry. Raises EntryNotFoundError."""
        found = await repository.by_id(session, entry_id)
        if found is None:
            raise EntryNotFoundError(
                f"There is no audit entry {entry_id}.", hint="Entries past their retention are in the archives."
            )
        return found

    async def verbs(self, session: AsyncSession) -> Sequence[str]:
        """Return every verb that occurs."""
        return await repository.verbs(session)

    async def state(self, session: AsyncSession) -> ChainState:
        """Return how far the log is chained, signed and archived."""
        tip = await repository.tip(session)
        checkpoint = await repository.last_checkpoint(session)
        archive = await repository.last_archive(session)
        unsealed, since = await repository.count_unsealed(session)
        return ChainState(
            sealed_through=tip.sequence,
            signed_through=checkpoint.sequence if checkpoint else 0,
            signed_at=checkpoint.at if checkpoint else None,
            archived_through=archive.last_sequence if archive else 0,
            unsealed=unsealed,
            unsealed_since=since,
            guards_missing=sorted(await repository.missing_guards(session)),
        )

    async def verify(
        self, session: AsyncSession, *, known: Iterable[Head] = (), progress: Progress | None = None
    ) -> Verdict:
        """Prove the whole log; see ``watchkeeper.core.audit.verifying``."""
        return await verify(session, self._keys, self._data_dir, known=known, progress=progress)
