"""What must happen just before or just after the commit of a session's transaction, never for what was rolled back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session, SessionTransaction

AfterCommit = Callable[[], None]
BeforeCommit = Callable[[AsyncSession], Awaitable[None]]

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Registered:
    callback: AfterCommit
    savepoint: SessionTransaction | None


class Hooks:
    """The callbacks of one session. One registered inside a savepoint is forgotten when that savepoint rolls back."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._before: dict[BeforeCommit, SessionTransaction | None] = {}
        self._after: list[_Registered] = []
        event.listen(session.sync_session, "after_soft_rollback", self._forget)

    @classmethod
    def of(cls, session: AsyncSession) -> "Hooks":
        """Return the hooks of ``session``, made on first use."""
        hooks = session.info.get("hooks")
        if not isinstance(hooks, cls):
            hooks = session.info["hooks"] = cls(session)
        return hooks

    def before(self, callback: BeforeCommit) -> None:
        """Add a callback that still takes part in the transaction. Adding the same one again changes nothing."""
        self._before.setdefault(callback, self._savepoint())

    def after(self, callback: AfterCommit) -> None:
        """Add a callback for the moment the commit is durable."""
        self._after.append(_Registered(callback, self._savepoint()))

    async def run_before_commit(self) -> None:
        """Flush, then run the callbacks in order, also those they add; what they raise rolls the transaction back."""
        await self._session.flush()
        done = 0
        while added := list(self._before)[done:]:
            for callback in added:
                await callback(self._session)
            done += len(added)

    def run_after_commit(self) -> None:
        """Run the callbacks in order. The commit stands whatever they do: an error is logged and the next one runs."""
        for entry in self._after:
            try:
                entry.callback()
            except Exception:  # noqa: BLE001  # it is logged; the caller's work has succeeded
                _log.exception("transaction.after_commit_failed", callback=repr(entry.callback))

    def _savepoint(self) -> SessionTransaction | None:
        return self._session.sync_session.get_nested_transaction()

    def _forget(self, _session: Session, rolled_back: SessionTransaction) -> None:
        self._before = {call: point for call, point in self._before.items() if not _within(point, rolled_back)}
        self._after = [entry for entry in self._after if not _within(entry.savepoint, rolled_back)]


def _within(transaction: SessionTransaction | None, outer: SessionTransaction) -> bool:
    while transaction is not None:
        if transaction is outer:
            return True
        transaction = transaction.parent
    return False


def after_commit(session: AsyncSession, callback: AfterCommit) -> None:
    """Have ``callback`` called once ``session``'s transaction has been committed."""
    Hooks.of(session).after(callback)


def before_commit(session: AsyncSession, callback: BeforeCommit) -> None:
    """Have ``callback`` take part in ``session``'s transaction as the last thing before its commit."""
    Hooks.of(session).before(callback)
