"""What is past its retention leaves the database and stays provable."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from watchkeeper.core.audit.archiving import Archivist
from watchkeeper.core.audit.settings import AuditSettings
from watchkeeper.core.crypto import KeyRing

KEYS = KeyRing(bytes(range(32)))


def archivist(log, days=1):
    return Archivist(
        log.database,
        KEYS,
        log.data_dir,
        AuditSettings(retention_days=days),
        lambda: datetime.now(UTC) + timedelta(days=2),
    )


async def test_old_entries_move_to_a_signed_file_and_the_chain_goes_on(log):
    await log.fill(4)
    assert await archivist(log).archive_old() == 4
    await log.fill(3)
    verdict = await log.verify()
    assert verdict.intact, verdict.findings
    assert (verdict.archived_through, verdict.first_sequence, verdict.last_sequence, verdict.entries) == (4, 5, 7, 3)


async def test_archives_follow_each_other(log):
    for _ in range(3):
        await log.fill(2)
        await archivist(log).archive_old()
    verdict = await log.verify()
    assert verdict.intact, verdict.findings
    assert verdict.archived_through == 6


async def test_young_and_unsealed_entries_stay(log):
    await log.fill(2)
    assert await archivist(log, days=30).archive_old() == 0
    await log.write()
    assert await archivist(log).archive_old() == 2
    assert (await log.verify()).unsealed == 1


async def test_a_crash_between_boundary_and_deletion_is_made_good(log, monkeypatch):
    await log.fill(3)
    worker = archivist(log)
    monkeypatch.setattr(worker, "_delete_archived", _nothing)
    await worker.archive_old()
    assert (await log.verify()).intact
    assert await archivist(log).archive_old() == 3
    assert (await log.verify()).intact


async def _nothing():
    return 0


async def test_the_database_refuses_to_delete_what_no_boundary_covers(log):
    await log.fill(2)
    await archivist(log).archive_old()
    await log.fill(2)
    with pytest.raises(SQLAlchemyError, match="append-only"):
        async with log.database.transaction() as session:
            await session.execute(text("DELETE FROM audit_entries WHERE sequence = 3"))


async def test_a_changed_archive_file_is_found(log):
    await log.fill(2)
    await archivist(log).archive_old()
    (path,) = (log.data_dir / "audit").glob("*.gz")
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert {finding.kind for finding in (await log.verify()).findings} == {"archive"}


async def test_an_archive_kept_elsewhere_is_no_finding(log):
    await log.fill(2)
    await archivist(log).archive_old()
    (path,) = (log.data_dir / "audit").glob("*.gz")
    path.unlink()
    assert (await log.verify()).intact


async def test_a_forged_boundary_is_found(log):
    await log.fill(4)
    await log.tamper(
        "INSERT INTO audit_archives (first_sequence, last_sequence, first_previous, last_hash, file, file_sha256, at, "
        "key_id, signature) SELECT 1, 2, '" + "0" * 64 + "', hash, 'x', 'x', at, 'x', 'x' FROM audit_entries "
        "WHERE sequence = 2",
        "DELETE FROM audit_entries WHERE sequence <= 2",
    )
    assert "signature" in {finding.kind for finding in (await log.verify()).findings}
