"""Proving the chain: every link, every signature, every boundary, streamed in order of places.

What is found: an edit, a deletion, an insertion or a reordering of sealed entries anywhere; a tail cut off behind a
checkpoint in the database or in the file beside it; a rewritten chain, whose hashes fit but whose checkpoints no
longer do; a signature or key that the master key does not vouch for; a missing guard. The decision on the audit log
says what cannot be found.
"""

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import chain, head, repository
from watchkeeper.core.audit.models import AuditArchive, AuditCheckpoint
from watchkeeper.core.audit.signing import is_signed, public_keys
from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.errors import InvalidInputError

CHUNK = 20_000
MOST_FINDINGS = 100

Progress = Callable[[int, int], None]
"""Told how many entries are done, of how many."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. ``sequence`` is the place in the chain, None when it concerns no one place."""

    kind: str
    sequence: int | None
    detail: str


@dataclass(slots=True)
class Verdict:
    """What verification found. The chain is intact when there are no findings.

    ``signed_through`` is the last place under a genuine signature: what follows is chained but not signed yet;
    ``unsealed`` entries are not even chained.
    """

    entries: int = 0
    first_sequence: int | None = None
    last_sequence: int = 0
    last_hash: str = chain.GENESIS
    archived_through: int = 0
    checkpoints: int = 0
    signed_through: int = 0
    unsealed: int = 0
    findings: list[Finding] = field(default_factory=list)
    findings_total: int = 0

    @property
    def intact(self) -> bool:
        """Whether nothing is wrong."""
        return self.findings_total == 0

    def find(self, kind: str, sequence: int | None, detail: str) -> None:
        """Note a finding; the first hundred are kept, all are counted."""
        self.findings_total += 1
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(kind, sequence, detail))


async def verify(
    session: AsyncSession,
    keys: KeyRing,
    data_dir: Path,
    *,
    known: Iterable[head.Head] = (),
    progress: Progress | None = None,
) -> Verdict:
    """Prove the whole log. ``known`` are checkpoints kept elsewhere that the chain must still contain.

    The session should be one that reads: it sees one state of the log. Raises nothing for a log that is broken: that
    is a verdict.
    """
    verdict = Verdict()
    public = await public_keys(session, keys)
    for key_id in (name for name, value in public.items() if value is None):
        verdict.find("key", None, f"Signing key {key_id} is not sealed under this installation's master key.")
    for name in sorted(await repository.missing_guards(session)):
        verdict.find("guard", None, f"The database lacks the trigger {name}.")
    _check_archives(verdict, await repository.archives(session), public, data_dir)
    genuine = _genuine(verdict, await repository.checkpoints(session), public)
    expected = {one.sequence: one.hash for one in genuine}
    elsewhere = [*known, *_beside(verdict, data_dir)]
    for one in elsewhere:
        _check_head(verdict, one, public, expected)
    verdict.unsealed = (await repository.count_unsealed(session))[0]
    await _walk(session, verdict, expected, progress)
    _check_reach(verdict, genuine, elsewhere)
    return verdict


def _genuine(
    verdict: Verdict, stored: Sequence[AuditCheckpoint], public: dict[str, str | None]
) -> list[AuditCheckpoint]:
    verdict.checkpoints = len(stored)
    good = []
    for one in stored:
        message = chain.checkpoint_message(one.sequence, one.hash, one.at, one.key_id)
        if is_signed(public.get(one.key_id) or "", message, one.signature):
            good.append(one)
        else:
            verdict.find("signature", one.sequence, f"The checkpoint at {one.sequence} has no genuine signature.")
    return good


def _beside(verdict: Verdict, data_dir: Path) -> list[head.Head]:
    try:
        found = head.read(data_dir)
    except InvalidInputError as error:
        verdict.find("head", None, error.message)
        return []
    return [found] if found else []


def _check_head(verdict: Verdict, one: head.Head, public: dict[str, str | None], expected: dict[int, str]) -> None:
    message = chain.checkpoint_message(one.sequence, one.hash, one.at, one.key_id)
    if not is_signed(public.get(one.key_id) or "", message, one.signature):
        verdict.find("signature", one.sequence, f"A checkpoint kept outside, at {one.sequence}, is not genuine.")
    elif expected.setdefault(one.sequence, one.hash) != one.hash:
        verdict.find("rewritten", one.sequence, f"A checkpoint kept outside says otherwise at {one.sequence}.")


def _check_archives(
    verdict: Verdict, archives: Sequence[AuditArchive], public: dict[str, str | None], data_dir: Path
) -> None:
    from watchkeeper.core.audit.archiving import damage_of, signed_values

    end = repository.Tip(0, chain.GENESIS)
    for one in archives:
        if not is_signed(public.get(one.key_id) or "", chain.archive_message(signed_values(one)), one.signature):
            verdict.find("signature", one.last_sequence, f"The boundary of archive {one.file} is not genuine.")
        if (one.first_sequence, one.first_previous) != (end.sequence + 1, end.hash):
            verdict.find("archive", one.first_sequence, f"Archive {one.file} does not follow place {end.sequence}.")
        for problem in damage_of(one, data_dir):
            verdict.find("archive", one.first_sequence, problem)
        end = repository.Tip(one.last_sequence, one.last_hash)
    verdict.archived_through = verdict.last_sequence = end.sequence
    verdict.last_hash = end.hash


async def _chunks(session: AsyncSession, after: int) -> AsyncIterator[Sequence[repository.Record]]:
    while rows := await repository.sealed_as_kept(session, after, CHUNK):
        yield rows
        after = int(rows[-1].sequence)


async def _walk(session: AsyncSession, verdict: Verdict, expected: dict[int, str], progress: Progress | None) -> None:
    total = max((await repository.tip(session)).sequence - verdict.archived_through, 0)
    async for rows in _chunks(session, verdict.archived_through):
        _follow(verdict, rows, expected)
        if progress is not None:
            progress(verdict.entries, total)


def _follow(verdict: Verdict, rows: Sequence[repository.Record], expected: dict[int, str]) -> None:
    """Check the links of ``rows``, which continue where ``verdict`` stands."""
    width = len(chain.FIELDS)
    last, previous = verdict.last_sequence, verdict.last_hash
    link, moment = chain.link, chain.moment_kept
    if verdict.first_sequence is None and rows:
        verdict.first_sequence = int(rows[0][width])
    for row in rows:
        sequence, stored = row[width], row[width + 1]
        if sequence != last + 1:
            verdict.find("missing", last + 1, f"Entries {last + 1} to {sequence - 1} are gone.")
        elif stored != link(previous, sequence, chain.content((row[0], moment(row[1]), *row[2:width]))):
            verdict.find("altered", sequence, f"Entry {sequence} is not what was sealed there.")
        if sequence in expected and expected[sequence] != stored:
            verdict.find("rewritten", sequence, f"The chain at {sequence} is not the one that was signed.")
        last, previous = sequence, stored or ""
    verdict.entries += len(rows)
    verdict.last_sequence, verdict.last_hash = last, previous


def _check_reach(verdict: Verdict, genuine: Sequence[AuditCheckpoint], elsewhere: Sequence[head.Head]) -> None:
    """Report signatures over places that the chain no longer has."""
    signed = [*(one.sequence for one in genuine), *(one.sequence for one in elsewhere)]
    beyond = [sequence for sequence in signed if sequence > verdict.last_sequence]
    if beyond:
        verdict.find(
            "truncated",
            verdict.last_sequence + 1,
            f"The chain ends at {verdict.last_sequence}; it was signed as far as {max(beyond)}.",
        )
    within = [one.sequence for one in genuine if one.sequence <= verdict.last_sequence]
    verdict.signed_through = max(within, default=verdict.archived_through)
