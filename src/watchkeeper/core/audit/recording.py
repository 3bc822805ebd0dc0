"""Writing an entry, in the caller's own transaction."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import inspect
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit.models import AuditEntry
from watchkeeper.core.database import Base, after_commit, database_of
from watchkeeper.core.http.origin import Actor, ActorKind, actor_in, origin_of
from watchkeeper.core.http.security import Principal, actor_of
from watchkeeper.kit.clock import utc_now
from watchkeeper.kit.redact import redact, redact_text

WAKE_NAME: Final = "audit"
"""The wake-up (``Database.wakeups``) that follows a commit with entries."""

MOST_BYTES: Final = 32 * 1024
"""Longest before or after that is kept; a longer one is replaced by its size and SHA-256."""

_RECORDED: Final = "audit_recorded"

State = Mapping[str, object]


class Outcome(StrEnum):
    """What became of it. ``DENIED``: not allowed; ``FAILED``: allowed, and it did not work."""

    OK = "ok"
    DENIED = "denied"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Target:
    """What was acted on: ``Target("device", device.id, device.name)``."""

    kind: str
    id: int | str = ""
    name: str = ""


def record(
    session: AsyncSession,
    verb: str,
    target: Target,
    *,
    actor: Actor | Principal | None = None,
    before: State | None = None,
    after: State | None = None,
    outcome: Outcome = Outcome.OK,
    reason: str = "",
) -> None:
    """Write into the audit log that ``verb`` (``object.verb``) was done to ``target``, in ``session``'s transaction.

    Without ``actor`` it is whoever the session's request belongs to, or the platform itself. ``before`` and ``after``
    are states of the target, of which what differs is kept; secrets in them are masked by name and by shape.
    Raises ValueError for a verb without a dot.
    """
    if "." not in verb:
        raise ValueError(f"an audit verb is object.verb, not {verb!r}")
    if before is not None and after is not None:
        before, after = changed(before, after)
    who = actor_of(actor) if isinstance(actor, Principal) else actor or actor_in(session)
    origin = origin_of(session)
    session.add(
        AuditEntry(
            at=utc_now(),
            actor_kind=who.kind.value,
            actor_id=_short(who.id, 64),
            actor_name=_short(who.name, 255),
            verb=_short(verb, 64),
            object_kind=_short(target.kind, 64),
            object_id=_short(str(target.id), 64),
            object_name=_short(target.name, 255),
            address=_short(origin.address, 64) if who.kind is not ActorKind.LOCAL else "",
            request_id=_short(origin.request_id, 128),
            user_agent=_short(origin.user_agent, 64),
            outcome=outcome.value,
            reason=redact_text(_clean(reason)),
            before=_masked(before),
            after=_masked(after),
        )
    )
    session.info[_RECORDED] = True
    wakeups = database_of(session).wakeups
    after_commit(session, lambda: wakeups.wake(WAKE_NAME))


def has_recorded(session: AsyncSession) -> bool:
    """Tell whether something was recorded in ``session``."""
    return bool(session.info.get(_RECORDED))


def changed(before: State, after: State) -> tuple[dict[str, object], dict[str, object]]:
    """Return what differs between two states of an object, as it was and as it is."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return {name: before.get(name) for name in names}, {name: after.get(name) for name in names}


def snapshot(row: Base, *, but: Collection[str] = ()) -> dict[str, object]:
    """Return the columns of an object as they are now, without bytes (envelopes) and without ``but``."""
    values = {attribute.key: getattr(row, attribute.key) for attribute in inspect(type(row)).column_attrs}
    return {name: value for name, value in values.items() if name not in but and not isinstance(value, bytes)}


def _masked(state: State | None) -> str | None:
    if state is None:
        return None
    text = json.dumps(redact(state), default=str, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    text = _clean(text)
    if len(encoded := text.encode()) <= MOST_BYTES:
        return text
    return json.dumps({"too_long": {"bytes": len(encoded), "sha256": hashlib.sha256(encoded).hexdigest()}})


def _short(value: str, most: int) -> str:
    return _clean(value)[:most]


def _clean(value: str) -> str:
    """Drop what a database or UTF-8 cannot hold: NUL and lone surrogates."""
    return value.replace("\x00", "").encode(errors="replace").decode()
