# ruff: noqa: S608  # the statements are this file's own
"""Whatever is done to the log behind its back is found, by its kind and place."""

import json

import pytest
from sqlalchemy import select, text

from watchkeeper.core.audit import chain, head
from watchkeeper.core.audit.models import AuditEntry
from watchkeeper.core.audit.sealing import content_of
from watchkeeper.core.crypto import KeyRing

OTHER_KEYS = KeyRing(bytes(range(50, 82)))


def kinds(verdict):
    return {finding.kind for finding in verdict.findings}


async def test_an_intact_log_is_intact(log):
    await log.fill(5)
    verdict = await log.verify()
    assert verdict.intact
    assert (verdict.entries, verdict.first_sequence, verdict.last_sequence, verdict.signed_through) == (5, 1, 5, 5)


async def test_an_empty_log_is_intact(log):
    assert (await log.verify()).intact


@pytest.mark.parametrize("column", [name for name in chain.FIELDS if name not in {"id", "at"}])
async def test_an_edit_of_any_column_is_found_where_it_is(log, column):
    await log.fill(4)
    await log.tamper(f"UPDATE audit_entries SET {column} = 'edited' WHERE sequence = 3")
    verdict = await log.verify()
    assert [(finding.kind, finding.sequence) for finding in verdict.findings] == [("altered", 3)]


async def test_an_edit_of_the_time_is_found(log):
    await log.fill(4)
    await log.tamper("UPDATE audit_entries SET at = '2020-01-01 00:00:00' WHERE sequence = 2")
    assert ("altered", 2) in [(finding.kind, finding.sequence) for finding in (await log.verify()).findings]


async def test_a_deletion_is_found(log):
    await log.fill(5)
    await log.tamper("DELETE FROM audit_entries WHERE sequence IN (2, 3)")
    (finding,) = (await log.verify()).findings
    assert (finding.kind, finding.sequence) == ("missing", 2)
    assert "2 to 3" in finding.detail


async def test_a_reordering_is_found(log):
    await log.fill(4)
    await log.tamper(
        "UPDATE audit_entries SET sequence = 99 WHERE sequence = 2",
        "UPDATE audit_entries SET sequence = 2 WHERE sequence = 3",
        "UPDATE audit_entries SET sequence = 3 WHERE sequence = 99",
    )
    assert {(finding.kind, finding.sequence) for finding in (await log.verify()).findings} >= {
        ("altered", 2),
        ("altered", 3),
    }


async def test_an_insertion_among_sealed_entries_is_found(log):
    await log.fill(3)
    columns = ", ".join(name for name in chain.FIELDS if name != "id")
    await log.tamper(
        "UPDATE audit_entries SET sequence = 4 WHERE sequence = 3",
        f"INSERT INTO audit_entries ({columns}, sequence, hash) SELECT {columns}, 3, hash FROM audit_entries "
        "WHERE sequence = 2",
    )
    assert "altered" in kinds(await log.verify())


async def rewrite_from(log, first):
    """Edit an entry and compute every later hash anew, as somebody does who knows the algorithm."""
    await log.tamper(f"UPDATE audit_entries SET verb = 'forged.verb' WHERE sequence = {first}")
    async with log.database.reading() as session:
        last = await session.scalar(select(AuditEntry.hash).where(AuditEntry.sequence == first - 1))
        columns = [getattr(AuditEntry, name) for name in chain.FIELDS]
        rows = (
            await session.execute(
                select(*columns, AuditEntry.sequence).where(AuditEntry.sequence >= first).order_by(AuditEntry.sequence)
            )
        ).all()
    statements = []
    for row in rows:
        last = chain.link(last, row.sequence, content_of(row))
        statements.append(f"UPDATE audit_entries SET hash = '{last}' WHERE sequence = {row.sequence}")
    await log.tamper(*statements)


async def test_a_chain_computed_anew_no_longer_fits_its_checkpoints(log):
    await log.fill(3)
    await log.fill(3)
    await rewrite_from(log, 2)
    assert kinds(await log.verify()) == {"rewritten"}


async def test_a_checkpoint_changed_to_fit_has_no_genuine_signature(log):
    await log.fill(3)
    await log.tamper("UPDATE audit_checkpoints SET hash = (SELECT hash FROM audit_entries WHERE sequence = 2)")
    assert "signature" in kinds(await log.verify())


async def test_a_tail_cut_off_behind_a_checkpoint_is_found(log):
    await log.fill(5)
    await log.tamper("DELETE FROM audit_entries WHERE sequence > 3")
    (finding,) = (await log.verify()).findings
    assert (finding.kind, finding.sequence) == ("truncated", 4)


async def test_a_tail_cut_off_with_its_checkpoints_is_found_by_the_file_beside(log):
    await log.fill(3)
    await log.fill(3)
    await log.tamper("DELETE FROM audit_entries WHERE sequence > 3", "DELETE FROM audit_checkpoints WHERE sequence > 3")
    assert kinds(await log.verify()) == {"truncated"}


async def test_a_cut_chain_that_grows_again_does_not_replace_the_file_beside(log):
    await log.fill(3)
    await log.fill(3)
    await log.tamper("DELETE FROM audit_entries WHERE sequence > 3", "DELETE FROM audit_checkpoints WHERE sequence > 3")
    await log.fill(5)
    assert head.read(log.data_dir).sequence == 6
    assert kinds(await log.verify()) == {"rewritten"}


async def test_a_checkpoint_kept_elsewhere_is_held_against_the_chain(log, tmp_path):
    await log.fill(3)
    kept = head.read(log.data_dir)
    head.path_of(log.data_dir).unlink()
    await log.tamper("DELETE FROM audit_entries", "DELETE FROM audit_checkpoints")
    await log.fill(4)
    assert kinds(await log.verify(known=[kept])) == {"rewritten"}


async def test_a_damaged_file_beside_is_a_finding(log):
    await log.fill(2)
    head.path_of(log.data_dir).write_text("{")
    assert kinds(await log.verify()) == {"head"}


async def test_a_forged_checkpoint_file_is_not_believed(log):
    await log.fill(2)
    path = head.path_of(log.data_dir)
    path.write_text(json.dumps({**json.loads(path.read_text()), "sequence": 1}))
    assert "signature" in kinds(await log.verify())


async def test_a_signing_key_from_elsewhere_is_found(log):
    await log.fill(2)
    assert kinds(await log.verify(keys=OTHER_KEYS)) >= {"key", "signature"}


async def test_a_missing_guard_is_found(log):
    await log.fill(1)
    on_table = "" if log.database.is_sqlite else " ON audit_checkpoints"
    name = "audit_checkpoints_update" if log.database.is_sqlite else "audit_checkpoints_guard"
    async with log.database.engine.begin() as connection:
        await connection.execute(text(f"DROP TRIGGER {name}{on_table}"))
    (finding,) = (await log.verify()).findings
    assert finding.kind == "guard"
    assert name in finding.detail


async def test_entries_that_wait_for_their_place_are_counted_and_no_finding(log):
    await log.fill(1)
    await log.write(2)
    verdict = await log.verify()
    assert verdict.intact
    assert verdict.unsealed == 2
