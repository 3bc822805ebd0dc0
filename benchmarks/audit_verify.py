"""How long one million audit entries take to prove: ``python benchmarks/audit_verify.py [ENTRIES]``.

The peer is one SHA-256 over the same entries as JSON lines, which tells that something changed but not what. Both run
over the same SQLite database in a temporary directory.
"""

import asyncio
import hashlib
import json
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from watchkeeper.core.audit import chain, repository
from watchkeeper.core.audit.archiving import line_of
from watchkeeper.core.audit.sealing import Sealer
from watchkeeper.core.audit.verifying import CHUNK, verify
from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.database import Database
from watchkeeper.core.migrate import upgrade

BEGUN = datetime(2026, 1, 1, tzinfo=UTC)


def fill(path: Path, entries: int) -> None:
    """Write sealed entries as the sealer would, without its transactions."""
    columns = (*chain.FIELDS, "sequence", "hash")
    marks = ", ".join("?" for _ in columns)
    previous = chain.GENESIS
    with sqlite3.connect(path) as connection:

        def rows():
            nonlocal previous
            for number in range(1, entries + 1):
                at = BEGUN + timedelta(seconds=number)
                after = json.dumps({"site_id": number % 50, "tags": ["edge"]})
                values = [number, chain.moment(at), "user", str(number % 40), f"user{number % 40}", "device.change"]
                values += ["device", str(number % 9999), f"r{number % 9999}", "192.0.2.7", f"{number:032x}", "Firefox"]
                values += ["ok", "", '{"site_id":1}', after]
                previous = chain.link(previous, number, chain.content(values))
                yield [*values[:1], at.strftime("%Y-%m-%d %H:%M:%S.%f"), *values[2:], number, previous]

        connection.executemany(f"INSERT INTO audit_entries ({', '.join(columns)}) VALUES ({marks})", rows())  # noqa: S608


async def hash_whole(database: Database) -> float:
    started, digest, after = time.perf_counter(), hashlib.sha256(), 0
    async with database.reading() as session:
        while rows := await repository.sealed(session, after, CHUNK):
            for row in rows:
                digest.update(json.dumps(line_of(row)).encode())
            after = int(rows[-1].sequence)
    return time.perf_counter() - started


async def main(entries: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder, keys = Path(scratch), KeyRing(bytes(range(32)))
        database = Database(f"sqlite+aiosqlite:///{folder / 'audit.db'}")
        await upgrade(database)
        await asyncio.to_thread(fill, folder / "audit.db", entries)
        await Sealer(database, keys, folder).seal_all()
        started = time.perf_counter()
        async with database.reading() as session:
            verdict = await verify(session, keys, folder)
        elapsed_s = time.perf_counter() - started
        assert verdict.intact, verdict.findings  # noqa: S101
        assert verdict.entries == verdict.signed_through == entries  # noqa: S101
        peer_s = await hash_whole(database)
        print(f"{entries:,} entries verified in {elapsed_s:.1f} s ({entries / elapsed_s:,.0f}/s)")
        print(f"hashing the same lines in one go: {peer_s:.1f} s; ratio {elapsed_s / peer_s:.2f}")
        await database.dispose()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
