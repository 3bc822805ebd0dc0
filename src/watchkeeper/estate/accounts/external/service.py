"""Admitting somebody whom an identity provider vouches for: the account is found or made, the role decided."""

import re

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Actor, ActorKind
from watchkeeper.estate.accounts import repository as accounts
from watchkeeper.estate.accounts.access.errors import UnknownRoleError
from watchkeeper.estate.accounts.access.service import demand_role
from watchkeeper.estate.accounts.external import repository
from watchkeeper.estate.accounts.external.errors import AccountDisabledError, NameConflictError, NoRoleError
from watchkeeper.estate.accounts.external.identity import ExternalIdentity, RoleDecision, RoleMapping, decide_role
from watchkeeper.estate.accounts.kinds import Kind, RoleSource
from watchkeeper.estate.accounts.models import Identity, User
from watchkeeper.estate.accounts.trail import Action, record
from watchkeeper.kit.clock import Clock, utc_now

_NAME_WIDTH = 64


class ExternalAccounts:
    """Joins identities elsewhere with accounts here.

    The joint is provider and subject, never a name or an e-mail address: whoever may write those at the provider would
    otherwise take over any account.
    """

    def __init__(self, clock: Clock = utc_now) -> None:
        self._clock = clock

    async def admit(
        self, session: AsyncSession, identity: ExternalIdentity, mapping: RoleMapping, *, create: bool
    ) -> User:
        """Return the account of ``identity``, made if need be and if ``create``; its role follows the mapping.

        A role that changes is audited, noted at the account, and ends the sessions that had the old one. Raises
        NoRoleError, NameConflictError and AccountDisabledError.
        """
        found = await repository.identity_and_user(session, identity.provider, identity.subject)
        if found is None:
            return await self._create(session, identity, mapping, create=create)
        known, user = found
        if not user.enabled:
            raise AccountDisabledError("The account is disabled here.", hint="Ask an administrator.")
        decision = decide_role(identity.groups, mapping, user.role, RoleSource(user.role_source))
        role = await _demand_role(session, identity, decision)
        if role != user.role:
            await self._change_role(session, user, role, f"{identity.origin} {decision.why}")
        user.display_name, user.email = identity.display_name[:255], identity.email[:255]
        known.last_seen_at = self._clock()
        if identity.groups is not None:
            known.groups = list(identity.groups)
        await session.flush()
        return user

    async def _create(
        self, session: AsyncSession, identity: ExternalIdentity, mapping: RoleMapping, *, create: bool
    ) -> User:
        decision = decide_role(identity.groups, mapping, None, RoleSource.MAPPING)
        role = await _demand_role(session, identity, decision)
        name = account_name(identity.name or identity.email or identity.subject)
        if not create:
            raise NoRoleError(f"{name} has no account here.", hint="Accounts are not made at the first login here.")
        if await accounts.user_by_name(session, name.lower()) is not None:
            raise NameConflictError(
                f"There is an account named {name} that this login does not belong to; it is not taken over.",
                hint="An administrator can rename or remove that account.",
            )
        user = self._new(identity, name, role)
        session.add(user)
        await session.flush()
        now = self._clock()
        session.add(
            Identity(
                user_id=user.id,
                provider=identity.provider,
                subject=identity.subject,
                groups=None if identity.groups is None else list(identity.groups),
                created_at=now,
                last_seen_at=now,
            )
        )
        await session.flush()
        after: dict[str, object] = {"role": role, "why": decision.why, "provider": identity.provider}
        record(session, Action.CREATED, user, by=provider_actor(identity), after=after)
        return user

    def _new(self, identity: ExternalIdentity, name: str, role: str) -> User:
        now = self._clock()
        return User(
            name=name,
            name_key=name.lower(),
            display_name=identity.display_name[:255],
            email=identity.email[:255],
            kind=Kind.PERSON,
            origin=identity.origin,
            role=role,
            role_source=RoleSource.MAPPING,
            password_hash="",
            must_change_password=False,
            password_changed_at=now,
            created_at=now,
            updated_at=now,
        )

    async def _change_role(self, session: AsyncSession, user: User, role: str, why: str) -> None:
        before, user.role = user.role, role
        user.role_changed_at = user.updated_at = self._clock()
        user.role_note = f"{why}: {before} became {role}"[:255]
        await accounts.delete_sessions_of(session, user.id)
        by = Actor(ActorKind.SYSTEM, "", "role mapping")
        record(session, Action.ROLE_CHANGED, user, by=by, before={"role": before}, after={"role": role}, why=why)


def provider_actor(identity: ExternalIdentity) -> Actor:
    """Return the provider as who acts."""
    return Actor(ActorKind.SYSTEM, "", f"{identity.origin} {identity.provider}")


def account_name(given: str) -> str:
    """Return ``given`` in the form of an account's name: what cannot be in one becomes a dash."""
    plain = re.sub(r"[^A-Za-z0-9._@+-]", "-", given.strip())
    return re.sub(r"^[^A-Za-z0-9]+", "", plain)[:_NAME_WIDTH] or "unnamed"


async def _demand_role(session: AsyncSession, identity: ExternalIdentity, decision: RoleDecision) -> str:
    if decision.role is None:
        raise NoRoleError(
            f"{identity.name} has no role here: {decision.why}.",
            hint="Ask an administrator to map one of your groups to a role.",
        )
    try:
        await demand_role(session, decision.role)
    except UnknownRoleError as error:
        raise NoRoleError(
            f"{identity.name} would have the role {decision.role!r}, which does not exist.",
            hint="Ask an administrator to correct the mapping of groups.",
        ) from error
    return decision.role
