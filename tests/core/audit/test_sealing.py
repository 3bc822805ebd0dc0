"""One linear chain, whatever happens at once and wherever it breaks off."""

import asyncio
import contextlib
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from watchkeeper.core.audit import Target, record, repository
from watchkeeper.core.audit.models import AuditCheckpoint, AuditEntry
from watchkeeper.core.audit.sealing import Sealer, seal_batch
from watchkeeper.core.audit.settings import AuditSettings
from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.database import Database

KEYS = KeyRing(bytes(range(32)))


async def test_writers_and_sealers_at_once_make_one_chain(log):
    other = Database(log.database.url)  # as another process has it
    rival = Sealer(other, KEYS, log.data_dir)
    try:

        async def write(database, number):
            async with database.transaction() as session:
                record(session, "device.change", Target("device", number))
                await asyncio.sleep(0)

        async def seal(sealer):
            for _ in range(5):
                await sealer.seal_all()
                await asyncio.sleep(0.01)

        writers = [write(log.database if number % 2 else other, number) for number in range(60)]
        await asyncio.gather(*writers, seal(log.sealer), seal(rival))
        await log.sealer.seal_all()
    finally:
        await other.dispose()
    verdict = await log.verify()
    assert verdict.intact, verdict.findings
    assert verdict.entries == verdict.last_sequence == verdict.signed_through == 60


async def test_an_entry_that_commits_late_gets_a_later_place(log):
    if log.database.is_sqlite:
        pytest.skip("SQLite has one writer: nobody commits out of order")
    async with log.database.transaction() as slow:
        record(slow, "device.slow", Target("device"))
        await slow.flush()  # it has its number already
        await log.fill(2)
    await log.sealer.seal_all()
    async with log.database.reading() as session:
        rows = (await session.execute(select(AuditEntry.id, AuditEntry.verb).order_by(AuditEntry.sequence))).all()
    assert rows[-1].verb == "device.slow"
    assert rows[-1].id == min(row.id for row in rows)
    assert (await log.verify()).intact


async def test_a_crash_while_sealing_leaves_the_chain_as_it_was(log):
    await log.fill(2)
    await log.write(3)
    with contextlib.suppress(RuntimeError):
        async with log.database.transaction() as session:
            await seal_batch(session, KEYS, AuditSettings(), lambda: log.now, sign=True)
            raise RuntimeError
    verdict = await log.verify()
    assert (verdict.intact, verdict.entries, verdict.unsealed) == (True, 2, 3)
    await log.sealer.seal_all()
    verdict = await log.verify()
    assert (verdict.intact, verdict.entries, verdict.unsealed) == (True, 5, 0)


async def test_a_crash_before_the_file_beside_is_written_is_made_good_by_the_next(log):
    await log.fill(2)
    await log.write()
    async with log.database.transaction() as session:  # sealed and signed, then the process dies
        await seal_batch(session, KEYS, AuditSettings(), lambda: log.now, sign=True)
    assert (await log.verify()).intact
    await log.fill(1)
    verdict = await log.verify()
    assert (verdict.intact, verdict.signed_through) == (True, 4)


async def test_signatures_come_by_time_and_by_number(database, log):
    settings = AuditSettings(checkpoint_interval_s=60, checkpoint_entries=3)
    sealer = Sealer(database, KEYS, log.data_dir, settings, lambda: log.now)

    async def checkpoints():
        async with database.reading() as session:
            return await session.scalar(select(func.count(AuditCheckpoint.id)))

    await log.write()
    await sealer.seal_all(sign=False)
    assert await checkpoints() == 1  # the first is signed at once
    await log.write()
    await sealer.seal_all(sign=False)
    assert await checkpoints() == 1
    await log.write(2)
    await sealer.seal_all(sign=False)
    assert await checkpoints() == 2  # three unsigned
    await log.write()
    log.now += timedelta(seconds=61)
    await sealer.seal_all(sign=False)
    assert await checkpoints() == 3


async def test_a_checkpoint_that_became_due_is_made_without_a_new_entry(log):
    await log.write()
    await log.sealer.seal_all(sign=False)
    await log.write()
    await log.sealer.seal_all(sign=False)
    log.now += timedelta(seconds=61)
    await log.sealer.seal_all(sign=False)
    assert (await log.verify()).signed_through == 2


async def test_the_background_sealer_is_woken_by_a_commit(log):
    await log.sealer.start()
    try:
        await log.write()
        async with asyncio.timeout(20):
            while (await log.verify()).entries == 0:  # noqa: ASYNC110  # the sealer tells nobody
                await asyncio.sleep(0.02)
    finally:
        await log.sealer.stop()
    assert (await log.verify()).signed_through == 1


async def test_thousands_are_sealed_in_batches(log):
    await log.write(4500)
    assert await log.sealer.seal_all() == 4500
    verdict = await log.verify()
    assert (verdict.intact, verdict.entries) == (True, 4500)


async def test_looking_for_work_takes_no_lock(log):
    await log.fill(1)
    async with log.database.transaction() as session:
        await session.execute(text("SELECT 1"))
        assert await asyncio.wait_for(log.sealer.seal_all(), 20) == 0


async def test_the_tip_of_an_empty_log_is_the_beginning(log):
    async with log.database.reading() as session:
        assert (await repository.tip(session)).sequence == 0
