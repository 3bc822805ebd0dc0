"""The verbs of changing the master key: a new one in front, everything wrapped by it, the old ones dropped."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Actor, Target, record
from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.database import Database
from watchkeeper.core.errors import ConflictError
from watchkeeper.core.http.security import Principal
from watchkeeper.core.keys.providers import KeySource
from watchkeeper.core.keys.rewrapping import Progress, SealedColumn, check_all, rewrap_all, sealed_keys

_QUIET_S = 120.0


@dataclass(frozen=True, slots=True)
class KeyState:
    """The keys, the current one first, and how many envelopes each has wrapped."""

    provider: str
    key_ids: list[str]
    wrapped: dict[str, int]


class KeyRotation:
    """Changes the master key while everything runs. Every step may be repeated after a crash."""

    def __init__(self, database: Database, ring: KeyRing, source: KeySource, columns: Sequence[SealedColumn]) -> None:
        self._database = database
        self._ring = ring
        self._source = source
        self._columns = tuple(columns)

    async def state(self) -> KeyState:
        """Return which keys there are and what each has wrapped."""
        async with self._database.reading() as session:
            wrapped = await sealed_keys(session, self._columns)
        return KeyState(self._source.name, self._ring.ids, wrapped)

    async def check(self, session: AsyncSession) -> None:
        """Open everything. Raises ConfigurationError when the master key is not the one that sealed it."""
        await check_all(session, self._ring, self._columns)

    async def add_key(self, actor: Actor | Principal) -> str:
        """Put a new key in front and return its id. Raises ConflictError where keys are made elsewhere."""
        before = self._ring.current_id
        self._source.add()
        self._ring.refresh()
        await self._record("vault.add_key", actor, {"key_id": before}, {"key_id": self._ring.current_id})
        return self._ring.current_id

    async def rewrap(self, actor: Actor | Principal, progress: Progress | None = None) -> int:
        """Wrap everything by the current key and return how much that was."""
        self._ring.refresh()
        count = await rewrap_all(self._database, self._ring, self._columns, progress)
        await self._record("vault.rewrap", actor, None, {"key_id": self._ring.current_id, "rewrapped": count})
        return count

    async def drop_retired(self, actor: Actor | Principal) -> int:
        """Forget retired keys and return how many.

        Raises ConflictError while something is wrapped by one, or a server may not have taken up the current key yet.
        """
        self._ring.refresh()
        state = await self.state()
        left = {key_id: count for key_id, count in state.wrapped.items() if key_id != self._ring.current_id}
        if left:
            raise ConflictError(
                f"{sum(left.values())} secrets are still wrapped by retired keys.", hint="Run `wk vault rewrap` first."
            )
        age_s = self._source.age_s()
        if age_s is not None and age_s < _QUIET_S:
            raise ConflictError(
                f"The current key is {age_s:.0f} s old; a running server may still seal with the one before.",
                hint=f"Wait until it is {_QUIET_S:.0f} s old, run `wk vault rewrap` again, then this.",
            )
        dropped = self._source.drop_retired()
        self._ring.refresh()
        await self._record("vault.drop_keys", actor, {"key_ids": state.key_ids}, {"key_ids": self._ring.ids})
        return dropped

    async def _record(
        self, verb: str, actor: Actor | Principal, before: dict[str, object] | None, after: dict[str, object]
    ) -> None:
        async with self._database.transaction() as session:
            record(session, verb, Target("vault", self._source.name), actor=actor, before=before, after=after)
