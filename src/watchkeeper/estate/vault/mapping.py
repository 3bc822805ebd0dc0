"""Which credential opens which device: what was given to what, what worked, and why one is used and not another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target, record
from watchkeeper.core.http.security import Principal
from watchkeeper.estate.vault import map_repository as repository
from watchkeeper.estate.vault.errors import BindingNotFoundError, BindingTakenError, CredentialNotFoundError
from watchkeeper.estate.vault.kinds import LOCKS_OUT, PROTOCOL_OF, Protocol
from watchkeeper.estate.vault.models import CredentialBinding, CredentialTrial
from watchkeeper.estate.vault.repository import CredentialRow
from watchkeeper.estate.vault.resolving import Binding, Candidate, Level, Subject, candidates
from watchkeeper.estate.vault.trials import CANARIES, Record, Standing, Trial, choose, standing_of
from watchkeeper.kit.clock import Clock, utc_now

USED_AGAIN = timedelta(hours=1)
"""How old the note of the last success gets before it is written again."""


@dataclass(frozen=True, slots=True)
class Used:
    """How a credential did on a device: ``accepted``, or refused."""

    device_id: int
    credential_id: int
    accepted: bool


@dataclass(frozen=True, slots=True)
class Explained:
    """One candidate for a device: where it comes from, how it stands, whether it is the one that is used."""

    candidate: Candidate
    name: str
    kind: str
    standing: Standing
    chosen: bool
    trial: Trial | None


class CredentialMap:
    """The verbs of giving credentials to things, and of choosing among them."""

    def __init__(self, clock: Clock = utc_now) -> None:
        self._clock = clock

    async def bindings(self, session: AsyncSession, credential_id: int | None = None) -> Sequence[CredentialBinding]:
        """Return what credentials were given to, of one credential or of all."""
        return await repository.bindings(session, credential_id)

    async def give(
        self, session: AsyncSession, credential_id: int, level: Level, ref: str, position: int, actor: Principal
    ) -> CredentialBinding:
        """Give a credential to something.

        Raises CredentialNotFoundError, and BindingTakenError when it has it already.
        """
        name = (await repository.names(session)).get(credential_id)
        if name is None:
            raise CredentialNotFoundError(f"There is no credential {credential_id}.")
        if await repository.is_bound(session, credential_id, level, ref):
            raise BindingTakenError(f"Credential {name!r} is given to {level} {ref} already.")
        now = self._clock()
        binding = CredentialBinding(
            credential_id=credential_id, level=level, ref=ref, position=position, created_at=now
        )
        session.add(binding)
        await session.flush()
        after = {"level": str(level), "ref": ref, "position": position}
        record(session, "credential.give", Target("credential", credential_id, name), actor=actor, after=after)
        return binding

    async def take(self, session: AsyncSession, binding_id: int, actor: Principal) -> None:
        """Take a credential from what it was given to. Raises BindingNotFoundError."""
        binding = await session.get(CredentialBinding, binding_id)
        if binding is None:
            raise BindingNotFoundError(f"There is no mapping {binding_id}.")
        name = (await repository.names(session)).get(binding.credential_id, "")
        before = {"level": binding.level, "ref": binding.ref, "position": binding.position}
        target = Target("credential", binding.credential_id, name)
        await session.delete(binding)
        record(session, "credential.take", target, actor=actor, before=before)

    async def forget(self, session: AsyncSession, level: Level, ref: int) -> None:
        """Drop what was given to a device, pool or site that is no more."""
        await repository.forget(session, level, str(ref))

    async def needs_pools(self, session: AsyncSession) -> bool:
        """Say whether any credential is given to a pool: only then do members of pools matter."""
        return await repository.any_at(session, Level.POOL)

    async def choose(
        self, session: AsyncSession, subjects: Sequence[Subject], stored: Sequence[CredentialRow], protocol: Protocol
    ) -> dict[int, int]:
        """Return the credential whose turn it is on each device; devices without one are absent."""
        now = self._clock()
        looked = await self._look(session, subjects, stored, protocol)
        room = {number: _room(record) for number, record in looked.records.items()}
        chosen: dict[int, int] = {}
        for subject in subjects:
            found = looked.candidates[subject.device_id]
            if protocol in LOCKS_OUT:
                found = [one for one in found if room.get(one.credential_id, CANARIES) > 0]
            turn = choose(found, looked.trials.get(subject.device_id, {}), looked.records, protocol, now)
            if turn is None and found and protocol not in LOCKS_OUT:
                turn = found[0]  # nobody is locked out by asking again
            if turn is None:
                continue
            chosen[subject.device_id] = turn.credential_id
            if not looked.records.get(turn.credential_id, Record()).accepted:
                room[turn.credential_id] = room.get(turn.credential_id, CANARIES) - 1
        return chosen

    async def explain(
        self, session: AsyncSession, subject: Subject, stored: Sequence[CredentialRow], protocol: Protocol
    ) -> list[Explained]:
        """Return every candidate for a device in the order of trying, and which one is used now."""
        now = self._clock()
        looked = await self._look(session, [subject], stored, protocol)
        chosen = (await self.choose(session, [subject], stored, protocol)).get(subject.device_id)
        by_id = {row.id: row for row in stored}
        trials = looked.trials.get(subject.device_id, {})
        return [
            Explained(
                candidate=one,
                name=by_id[one.credential_id].name,
                kind=by_id[one.credential_id].kind,
                standing=standing_of(one, trials, looked.records.get(one.credential_id, Record()), protocol, now),
                chosen=one.credential_id == chosen,
                trial=trials.get(one.credential_id),
            )
            for one in looked.candidates[subject.device_id]
        ]

    async def report(self, session: AsyncSession, used: Iterable[Used]) -> None:
        """Note how credentials did; a success that is known already is not written again within the hour."""
        noted = list(used)
        if not noted:
            return
        now = self._clock()
        versions = await repository.versions(session, {one.credential_id for one in noted})
        known = {
            (row.device_id, row.credential_id): _trial(row, versions.get(row.credential_id))
            for row in await repository.trials(session, {one.device_id for one in noted})
        }
        changed: dict[tuple[int, int], Trial] = {}
        for one in noted:
            key, version = (one.device_id, one.credential_id), versions.get(one.credential_id)
            if version is None:
                continue
            before = changed.get(key) or known.get(key) or Trial(*key, version)
            if not one.accepted:
                changed[key] = before.refused(now)
            elif _worth_noting(before, now):
                changed[key] = before.accepted(now)
        await self._write(session, changed)

    @staticmethod
    async def _write(session: AsyncSession, changed: Mapping[tuple[int, int], Trial]) -> None:
        if not changed:
            return
        stored = await repository.trials_to_write(session, {device_id for device_id, _ in changed})
        rows = {(row.device_id, row.credential_id): row for row in stored}
        for key, trial in changed.items():
            row = rows.get(key)
            if row is None:
                row = CredentialTrial(device_id=key[0], credential_id=key[1])
                session.add(row)
            _write(row, trial)
        await session.flush()

    async def uses(self, session: AsyncSession, credential_id: int) -> Sequence[CredentialTrial]:
        """Return on which devices a credential was used, the latest first."""
        return await repository.uses(session, credential_id)

    async def _look(
        self, session: AsyncSession, subjects: Sequence[Subject], stored: Sequence[CredentialRow], protocol: Protocol
    ) -> "_Looked":
        protocols = {row.id: PROTOCOL_OF.get(row.kind, "") for row in stored}
        versions = {row.id: row.secret_version for row in stored}
        default_id = next((row.id for row in stored if row.is_default), None)
        bindings = [
            Binding(row.credential_id, protocols.get(row.credential_id, ""), Level(row.level), row.ref, row.position)
            for row in await repository.bindings(session)
        ]
        found = {one.device_id: candidates(one, bindings, protocol, protocols, default_id) for one in subjects}
        trials: dict[int, dict[int, Trial]] = defaultdict(dict)
        for row in await repository.trials(session, [one.device_id for one in subjects]):
            if (trial := _trial(row, versions.get(row.credential_id))) is not None:
                trials[row.device_id][row.credential_id] = trial
        counted = await repository.records(session) if protocol in LOCKS_OUT else {}
        return _Looked(found, trials, {number: Record(*counts) for number, counts in counted.items()})


@dataclass(frozen=True, slots=True)
class _Looked:
    candidates: Mapping[int, list[Candidate]]
    trials: Mapping[int, dict[int, Trial]]
    records: Mapping[int, Record]


def _room(counted: Record) -> int:
    """Return on how many more devices a credential may be tried now."""
    return 2**31 if counted.accepted else CANARIES - counted.refused


def _worth_noting(before: Trial, now: datetime) -> bool:
    return before.next_try_at is not None or before.last_ok_at is None or now - before.last_ok_at > USED_AGAIN


def _trial(row: Any, version: int | None) -> Trial | None:
    """Return what a row of trials says; nothing when it is about an earlier secret."""
    if row.version != version:
        return None
    return Trial(
        row.device_id,
        row.credential_id,
        row.version,
        row.last_ok_at,
        row.last_refused_at,
        row.refusals,
        row.next_try_at,
    )


def _write(row: CredentialTrial, trial: Trial) -> None:
    row.version, row.refusals = trial.version, trial.refusals
    row.last_ok_at, row.last_refused_at, row.next_try_at = trial.last_ok_at, trial.last_refused_at, trial.next_try_at
