"""SSH host keys: believed the first time, held to afterwards; a change is refused until a person decides."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target, record
from watchkeeper.core.database import Database
from watchkeeper.core.http.security import Principal
from watchkeeper.core.live import announce
from watchkeeper.core.outbox import publish
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.vault.errors import HostKeyNotFoundError
from watchkeeper.estate.vault.models import SshHostKey
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.kit.jsonable import JSON

CHANGED = "vault.host_key_changed"
ACCEPTED = "vault.host_key_accepted"
TOPIC = "host_keys"
log = get_logger(__name__)


class Verdict(StrEnum):
    """What a host key is to us."""

    NEW = "new"
    KNOWN = "known"
    CHANGED = "changed"


class PublicKey(Protocol):
    """What an SSH library hands over: ``asyncssh.SSHKey`` is one."""

    def export_public_key(self, format_name: str = "openssh") -> bytes:
        """Return the key in OpenSSH's one-line form."""
        ...


def fingerprint_of(key: str) -> str:
    """Return the fingerprint of a public key line as ``ssh-keygen -lf`` prints it."""
    digest = hashlib.sha256(base64.b64decode(key.split()[1])).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


class HostKeys:
    """The store of host keys."""

    def __init__(self, database: Database, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    async def check(self, session: AsyncSession, host: str, port: int, key: str) -> Verdict:
        """Hold ``key`` (one OpenSSH line) against what is known of ``host``; pin it when nothing is.

        A key of another algorithm than the pinned ones is a change too: a man in the middle would offer one.
        """
        algorithm, blob = key.split()[:2]
        line, now = f"{algorithm} {blob}", self._clock()
        pinned = await self._pinned(session, host, port)
        for row in pinned:
            if row.key == line:
                row.last_seen_at = now
                return Verdict.KNOWN
        if not pinned:
            session.add(
                SshHostKey(
                    host=host,
                    port=port,
                    algorithm=algorithm,
                    key=line,
                    fingerprint=fingerprint_of(line),
                    first_seen_at=now,
                    last_seen_at=now,
                )
            )
            after = {"fingerprint": fingerprint_of(line), "algorithm": algorithm}
            record(session, "host_key.pin", Target("host", f"{host}:{port}", host), after=after)
            await session.flush()
            return Verdict.NEW
        await self._flag(session, pinned[0], line)
        return Verdict.CHANGED

    async def pinned(self, host: str, port: int) -> Sequence[str]:
        """Return the keys that a server is known by, as OpenSSH lines; none for one that was never met."""
        async with self._database.reading() as session:
            statement = select(SshHostKey.key).where(SshHostKey.host == host, SshHostKey.port == port)
            return (await session.scalars(statement)).all()

    async def is_trusted(self, host: str, port: int, key: PublicKey) -> bool:
        """Tell whether to go on with a server that shows ``key``: pin it at the first meeting, flag another one."""
        line = key.export_public_key("openssh").decode()
        async with self._database.transaction() as session:
            verdict = await self.check(session, host, port, line)
        return verdict is not Verdict.CHANGED

    async def known(self, session: AsyncSession) -> Sequence[SshHostKey]:
        """Return every pinned key, those that changed first."""
        statement = select(SshHostKey).order_by(SshHostKey.offered_at.is_(None), SshHostKey.host, SshHostKey.port)
        return (await session.scalars(statement)).all()

    async def accept(self, session: AsyncSession, key_id: int, actor: Principal, reason: str) -> SshHostKey:
        """Pin the key that a server offers now in place of the old one. Raises HostKeyNotFoundError."""
        row = await self._changed(session, key_id)
        before = {"fingerprint": row.fingerprint, "algorithm": row.algorithm}
        row.key, row.fingerprint = str(row.offered_key), str(row.offered_fingerprint)
        row.algorithm, row.first_seen_at = row.key.split()[0], self._clock()
        row.offered_key = row.offered_fingerprint = row.offered_at = None
        after = {"fingerprint": row.fingerprint, "algorithm": row.algorithm}
        target = Target("host", f"{row.host}:{row.port}", row.host)
        record(session, "host_key.accept", target, actor=actor, before=before, after=after, reason=reason)
        await session.flush()
        await self._tell(session, ACCEPTED, row, {"pinned": row.fingerprint})
        return row

    async def _flag(self, session: AsyncSession, row: SshHostKey, line: str) -> None:
        again = row.offered_key == line
        row.offered_key, row.offered_fingerprint, row.offered_at = line, fingerprint_of(line), self._clock()
        await session.flush()
        if again:
            return
        log.warning("ssh host key changed", host=row.host, port=row.port)
        prints: dict[str, JSON] = {"pinned": row.fingerprint, "offered": row.offered_fingerprint}
        target = Target("host", f"{row.host}:{row.port}", row.host)
        record(session, "host_key.changed", target, before={"fingerprint": row.fingerprint}, after=prints)
        await self._tell(session, CHANGED, row, prints)

    async def _tell(self, session: AsyncSession, topic: str, row: SshHostKey, prints: Mapping[str, JSON]) -> None:
        payload: dict[str, JSON] = {"host": row.host, "port": row.port, "at": self._clock().isoformat(), **prints}
        await publish(session, topic, payload, key=f"{row.host}:{row.port}")
        await announce(session, TOPIC, topic, payload)

    async def _changed(self, session: AsyncSession, key_id: int) -> SshHostKey:
        row = await session.get(SshHostKey, key_id)
        if row is None or row.offered_key is None:
            raise HostKeyNotFoundError(f"No changed host key has the number {key_id}.")
        return row

    @staticmethod
    async def _pinned(session: AsyncSession, host: str, port: int) -> Sequence[SshHostKey]:
        statement = select(SshHostKey).where(SshHostKey.host == host, SshHostKey.port == port)
        return (await session.scalars(statement.with_for_update())).all()
