"""The sealer: gives entries their places in the chain, a moment after they were committed.

Recording an entry takes no lock; only sealers exclude each other (an advisory lock on PostgreSQL, the write lock on
SQLite). A batch of places, and the checkpoint over it, is one transaction: a crash leaves the chain as it was before
the batch or as it is after it, and what was not sealed is still waiting.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import chain, head, repository
from watchkeeper.core.audit.models import AuditCheckpoint
from watchkeeper.core.audit.recording import WAKE_NAME
from watchkeeper.core.audit.settings import AuditSettings
from watchkeeper.core.audit.signing import signing_key
from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.database import Database
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.telemetry.logs import get_logger
from watchkeeper.kit.clock import Clock, utc_now

BATCH = 2000

_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Sealed:
    """What one batch did: how many entries got a place, and whether the chain was signed as far as it goes now."""

    entries: int
    checkpoint: head.Head | None


class Sealer:
    """Seals in the background of a server; a command calls ``seal_all`` before it ends."""

    def __init__(
        self,
        database: Database,
        keys: KeyRing,
        data_dir: Path,
        settings: AuditSettings | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._keys = keys
        self._data_dir = data_dir
        self._settings = settings or AuditSettings()
        self._clock = clock
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to seal."""
        self._task = asyncio.create_task(self._run(), name="audit-sealer")

    async def stop(self) -> None:
        """Seal and sign what is there, and end."""
        if self._task is None:
            return
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
        self._task = None
        await self._try(sign=True)

    async def _run(self) -> None:
        with self._database.wakeups.listening(WAKE_NAME) as woken:
            while True:
                await self._try(sign=False)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(woken.wait(), self._settings.seal_interval_s)
                woken.clear()

    async def _try(self, *, sign: bool) -> None:
        try:
            await self.seal_all(sign=sign)
        except (SQLAlchemyError, WatchkeeperError, OSError) as error:
            _log.warning("audit.not_sealed", error=str(error))

    async def seal_all(self, *, sign: bool = True) -> int:
        """Seal every entry that waits and return how many; with ``sign`` end with a checkpoint, due or not."""
        total = 0
        while True:
            if not await self._has_work(sign=sign):
                return total
            async with self._database.transaction() as session:
                done = await seal_batch(session, self._keys, self._settings, self._clock, sign=sign)
            if done.checkpoint is not None:
                await self._publish(done.checkpoint)
            total += done.entries
            if done.entries < BATCH:
                return total

    async def _has_work(self, *, sign: bool) -> bool:
        """Look without the write lock."""
        async with self._database.reading() as session:
            if await repository.unsealed(session, 1):
                return True
            return await _due(session, await repository.tip(session), self._settings, self._clock, sign=sign)

    async def _publish(self, made: head.Head) -> None:
        """Write the newest checkpoint beside the database, unless that would hide a chain that was cut back."""
        before = head.read(self._data_dir)
        if before is not None and before.sequence > 0:
            async with self._database.reading() as session:
                if not await repository.has_checkpoint(session, before.sequence, before.hash):
                    _log.error("audit.chain_cut", published=before.sequence, hint="Run `wk audit-log verify`.")
                    return
        await asyncio.to_thread(head.write, self._data_dir, made)


async def seal_batch(
    session: AsyncSession, keys: KeyRing, settings: AuditSettings, clock: Clock, *, sign: bool
) -> Sealed:
    """Seal up to ``BATCH`` entries in ``session``'s transaction and sign the chain when that is due."""
    await repository.lock(session)
    tip = await repository.tip(session)
    waiting = await repository.unsealed(session, BATCH)
    places = chained(tip, waiting)
    if places:
        await repository.seal(session, places)
        tip = repository.Tip(tip.sequence + len(places), str(places[-1]["b_hash"]))
    checkpoint = None
    if await _due(session, tip, settings, clock, sign=sign):
        checkpoint = await _sign(session, keys, tip, clock)
    return Sealed(len(places), checkpoint)


def chained(tip: repository.Tip, rows: Sequence[repository.Record]) -> list[dict[str, object]]:
    """Return the places and hashes of ``rows`` (content by ``chain.FIELDS``) when they follow ``tip``. Pure."""
    places: list[dict[str, object]] = []
    previous = tip.hash
    for sequence, row in enumerate(rows, tip.sequence + 1):
        previous = chain.link(previous, sequence, content_of(row))
        places.append({"b_id": row[0], "b_sequence": sequence, "b_hash": previous})
    return places


def content_of(row: Sequence[Any]) -> bytes:
    """Return the content of a row whose first columns are ``chain.FIELDS``."""
    values = [*row[: len(chain.FIELDS)]]
    values[1] = chain.moment(values[1])
    return chain.content(values)


async def _due(
    session: AsyncSession, tip: repository.Tip, settings: AuditSettings, clock: Clock, *, sign: bool
) -> bool:
    last = await repository.last_checkpoint(session)
    unsigned = tip.sequence - (last.sequence if last else 0)
    if unsigned <= 0:
        return False
    if sign or last is None or unsigned >= settings.checkpoint_entries:
        return True
    return clock() - last.at >= timedelta(seconds=settings.checkpoint_interval_s)


async def _sign(session: AsyncSession, keys: KeyRing, tip: repository.Tip, clock: Clock) -> head.Head:
    key, now = await signing_key(session, keys, clock), clock()
    signature = key.sign(chain.checkpoint_message(tip.sequence, tip.hash, now, key.id))
    session.add(AuditCheckpoint(sequence=tip.sequence, hash=tip.hash, at=now, key_id=key.id, signature=signature))
    await session.flush()
    return head.Head(tip.sequence, tip.hash, now, key.id, signature)
