"""The audit log at the API border."""

import json
from datetime import datetime
from typing import Self

from pydantic import BaseModel, Field

from watchkeeper.core.audit.models import AuditEntry

Changes = dict[str, object] | None


class ActorView(BaseModel):
    """Who acted."""

    kind: str
    id: str
    name: str


class ObjectView(BaseModel):
    """What was acted on."""

    kind: str
    id: str
    name: str


class AuditEntryView(BaseModel):
    """One entry. Secrets in ``before`` and ``after`` were masked when it was written."""

    id: int
    at: datetime
    actor: ActorView
    verb: str = Field(description="What was done, object.verb.")
    object: ObjectView
    address: str
    request_id: str
    user_agent: str
    outcome: str = Field(description="ok, denied or failed.")
    reason: str
    before: Changes
    after: Changes
    sequence: int | None = Field(description="Place in the chain; null until the entry is sealed, a moment later.")
    hash: str | None = Field(description="SHA-256 over this entry and the hash before it.")

    @classmethod
    def of(cls, entry: AuditEntry) -> Self:
        """Return the view of a row."""
        return cls(
            id=entry.id,
            at=entry.at,
            actor=ActorView(kind=entry.actor_kind, id=entry.actor_id, name=entry.actor_name),
            verb=entry.verb,
            object=ObjectView(kind=entry.object_kind, id=entry.object_id, name=entry.object_name),
            address=entry.address,
            request_id=entry.request_id,
            user_agent=entry.user_agent,
            outcome=entry.outcome,
            reason=entry.reason,
            before=json.loads(entry.before) if entry.before is not None else None,
            after=json.loads(entry.after) if entry.after is not None else None,
            sequence=entry.sequence,
            hash=entry.hash,
        )


class ChainState(BaseModel):
    """How far the log is chained, signed and archived. It is a state, not a proof: that is ``wk audit-log verify``."""

    sealed_through: int
    signed_through: int
    signed_at: datetime | None
    archived_through: int
    unsealed: int
    unsealed_since: datetime | None
    guards_missing: list[str]
