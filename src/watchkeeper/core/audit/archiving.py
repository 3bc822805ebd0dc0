"""Retention: old entries move into a compressed file with a signed boundary, from which the chain goes on.

Three steps, each of which may be repeated: the file is written under its final name, the boundary is signed and
committed, the rows are deleted. The database refuses the third before the second.
"""

import asyncio
import gzip
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from watchkeeper.core.audit import chain, head, repository
from watchkeeper.core.audit.models import AuditArchive
from watchkeeper.core.audit.settings import AuditSettings
from watchkeeper.core.audit.signing import signing_key
from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.database import Database
from watchkeeper.core.telemetry.logs import get_logger
from watchkeeper.kit.clock import Clock, utc_now

MOST_ENTRIES = 100_000
"""Entries of one archive."""

_CHUNK = 10_000
_log = get_logger(__name__)


class Archivist:
    """Moves what is older than the retention out of the database."""

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

    async def archive_old(self) -> int:
        """Archive and delete entries that are past their retention; return how many were deleted."""
        deleted = await self._delete_archived()
        cutoff = self._clock() - timedelta(days=self._settings.retention_days)
        while True:
            async with self._database.reading() as session:
                last = await repository.last_before(session, cutoff)
                archive = await repository.last_archive(session)
            done = archive.last_sequence if archive else 0
            if last is None or last <= done:
                return deleted
            await self._archive(done, min(last, done + MOST_ENTRIES), archive.last_hash if archive else chain.GENESIS)
            deleted += await self._delete_archived()

    async def _archive(self, after: int, until: int, previous: str) -> None:
        name = f"{head.FOLDER}/entries-{after + 1}-{until}.jsonl.gz"
        path = self._data_dir / name
        last_hash = await self._write(path, after, until)
        digest = await asyncio.to_thread(_sha256, path)
        async with self._database.transaction() as session:
            await repository.lock(session)
            key = await signing_key(session, self._keys, self._clock)
            boundary = AuditArchive(
                first_sequence=after + 1,
                last_sequence=until,
                first_previous=previous,
                last_hash=last_hash,
                file=name,
                file_sha256=digest,
                at=self._clock(),
                key_id=key.id,
            )
            boundary.signature = key.sign(chain.archive_message(signed_values(boundary)))
            session.add(boundary)
        _log.info("audit.archived", first=after + 1, last=until, file=name)

    async def _write(self, path: Path, after: int, until: int) -> str:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft, last_hash = path.with_suffix(".draft"), ""
        with draft.open("wb") as raw:
            with gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as file:
                while after < until:
                    async with self._database.reading() as session:
                        rows = await repository.sealed(session, after, _CHUNK, until)
                    await asyncio.to_thread(_write_rows, file, rows)
                    after, last_hash = int(rows[-1].sequence), str(rows[-1].hash)
            raw.flush()
            os.fsync(raw.fileno())
        draft.replace(path)
        return last_hash

    async def _delete_archived(self) -> int:
        async with self._database.transaction() as session:
            archive = await repository.last_archive(session)
            return await repository.delete_through(session, archive.last_sequence) if archive else 0


def signed_values(archive: AuditArchive) -> tuple[object, ...]:
    """Return the columns that the boundary's signature covers, in order."""
    return (
        archive.first_sequence,
        archive.last_sequence,
        archive.first_previous,
        archive.last_hash,
        archive.file,
        archive.file_sha256,
        chain.moment(archive.at),
        archive.key_id,
    )


def line_of(row: Sequence[Any]) -> dict[str, object]:
    """Return a sealed row (content, sequence, hash) as an archive and an export write it."""
    names = (*chain.FIELDS, "sequence", "hash")
    return {**dict(zip(names, row, strict=True)), "at": chain.moment(row[1])}


def _write_rows(file: gzip.GzipFile, rows: Sequence[repository.Record]) -> None:
    for row in rows:
        file.write(json.dumps(line_of(row), ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def damage_of(archive: AuditArchive, data_dir: Path) -> Iterator[str]:
    """Yield what is wrong with the file of an archive: other bytes, or a chain that does not reach from end to end.

    A file that is not there is no damage: archives may be kept elsewhere.
    """
    path = data_dir / archive.file
    if not path.is_file():
        return
    if _sha256(path) != archive.file_sha256:
        yield f"Archive {archive.file} is not the file that was signed."
        return
    previous, expected = archive.first_previous, archive.first_sequence
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            entry = json.loads(line)
            hash_ = chain.link(previous, expected, chain.content([entry[name] for name in chain.FIELDS]))
            if (entry["sequence"], entry["hash"]) != (expected, hash_):
                yield f"Archive {archive.file} breaks at entry {expected}."
                return
            previous, expected = hash_, expected + 1
    if (previous, expected) != (archive.last_hash, archive.last_sequence + 1):
        yield f"Archive {archive.file} does not end at entry {archive.last_sequence}."


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
