"""What accounts write into the audit log: who did what to whom, from where, with which outcome."""

from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core import audit
from watchkeeper.core.audit import Actor, ActorKind, Outcome, Target
from watchkeeper.core.http.security import Principal
from watchkeeper.estate.accounts.kinds import Kind
from watchkeeper.estate.accounts.models import User

NOBODY = Actor(ActorKind.USER, "", "unknown")
"""Who tried a name that no account has. What was typed is not kept: it may be a password."""


class Action(StrEnum):
    """Every security action of accounts, as an audit verb."""

    LOGIN = "session.login"
    LOGOUT = "session.logout"
    SESSION_REVOKED = "session.revoke"
    PROOF = "session.prove"
    PASSWORD_CHANGED = "account.password"  # noqa: S105  # the name of an action
    CREATED = "account.create"
    CHANGED = "account.change"
    DELETED = "account.delete"
    ROLE_CHANGED = "account.role"
    IDENTITY_LINKED = "account.identity"
    SECOND_FACTOR_ENABLED = "second_factor.enable"
    SECOND_FACTOR_DISABLED = "second_factor.disable"
    SECOND_FACTOR_RULES = "second_factor.rules"
    SECURITY_KEY_ADDED = "second_factor.key_add"
    SECURITY_KEY_REMOVED = "second_factor.key_remove"
    RECOVERY_CODE_USED = "second_factor.recovery_code"
    RECOVERY_CODES_MADE = "second_factor.recovery_codes"
    KEY_CREATED = "api_key.create"
    KEY_REVOKED = "api_key.revoke"


def account_of(user: User) -> Target:
    """Return an account as what was acted on."""
    return Target("account", user.id, user.name)


def actor_of(user: User) -> Actor:
    """Return an account as who acts."""
    kind = ActorKind.SERVICE_ACCOUNT if user.kind == Kind.SERVICE else ActorKind.USER
    return Actor(kind, str(user.id), user.name)


def record(
    session: AsyncSession,
    action: Action,
    on: User | Target | None,
    *,
    by: Principal | User | Actor | None = None,
    ok: bool = True,
    why: str = "",
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
) -> None:
    """Write ``action`` into the audit log, in the caller's transaction.

    Without ``by`` it is whoever the session's request belongs to. ``before`` and ``after`` are plain values; secrets
    among them are masked.
    """
    audit.record(
        session,
        action,
        account_of(on) if isinstance(on, User) else on or Target("account"),
        actor=actor_of(by) if isinstance(by, User) else by,
        before=before,
        after=after,
        outcome=Outcome.OK if ok else Outcome.FAILED,
        reason=why,
    )
