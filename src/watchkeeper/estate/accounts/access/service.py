"""Roles of one's own, how far accounts see, and the principal that comes of both."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target, record
from watchkeeper.core.http.security import Principal
from watchkeeper.core.live import announce
from watchkeeper.core.live.hub import ACCESS
from watchkeeper.core.scope import EVERYTHING, Scope
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.accounts import repository as accounts
from watchkeeper.estate.accounts.access import repository
from watchkeeper.estate.accounts.access.errors import (
    BeyondOwnError,
    BuiltInRoleError,
    InvalidScopeError,
    RoleInUseError,
    RoleNameTakenError,
    RoleNotFoundError,
    UnknownPermissionError,
    UnknownRoleError,
)
from watchkeeper.estate.accounts.access.models import AccountLimit, CustomRole, is_limited
from watchkeeper.estate.accounts.access.schemas import RoleChange, RoleCreate, RolesView, RoleView
from watchkeeper.estate.accounts.errors import LastAdminError, UserNotFoundError
from watchkeeper.estate.accounts.models import User
from watchkeeper.estate.accounts.permissions import PERMISSIONS, Role, permissions_of, within
from watchkeeper.kit.clock import Clock, utc_now

log = get_logger(__name__)

_BUILT_IN = frozenset(Role)


async def principal_of(session: AsyncSession, user: User) -> Principal:
    """Return ``user`` as whoever asks. Only an own role, or a limit, costs a query more."""
    limited = is_limited(user)
    scope = EVERYTHING if limited is False else await repository.scope(session, user.id)
    granted = within(scope, await permissions_of_role(session, user.role))
    return Principal(user.id, user.name, user.role, granted, scope)


async def permissions_of_role(session: AsyncSession, name: str) -> frozenset[str]:
    """Return what a role may do, built-in or not; one that is not known may do nothing."""
    if name in _BUILT_IN:
        return permissions_of(name)
    role = await repository.role(session, name)
    return frozenset() if role is None else frozenset(role.permissions) & frozenset(PERMISSIONS)


async def demand_role(session: AsyncSession, name: str) -> None:
    """Make sure that there is a role of this name, built-in or not. Raises UnknownRoleError."""
    if name not in _BUILT_IN and await repository.role(session, name) is None:
        raise UnknownRoleError(f"There is no role named {name!r}.", hint="GET /api/v1/roles lists them.")


async def demand_may_give(session: AsyncSession, name: str, actor: Principal) -> None:
    """Make sure that ``actor`` may give somebody this role, or take it away: nobody decides over more than they have.

    Raises UnknownRoleError and BeyondOwnError.
    """
    await demand_role(session, name)
    _check_beyond(await permissions_of_role(session, name), actor)


class AccessService:
    """The verbs for roles and scopes."""

    def __init__(self, clock: Clock = utc_now) -> None:
        self._clock = clock

    async def roles(self, session: AsyncSession) -> RolesView:
        """Return every role with its permissions, and the vocabulary."""
        custom = (await session.scalars(repository.roles().order_by(CustomRole.name))).all()
        return RolesView.of(list(custom), await repository.user_counts(session))

    async def create_role(self, session: AsyncSession, new: RoleCreate, actor: Principal) -> RoleView:
        """Add a role. Raises RoleNameTakenError, UnknownPermissionError, BeyondOwnError."""
        if new.name in _BUILT_IN or await repository.role(session, new.name) is not None:
            raise RoleNameTakenError(f"There is a role named {new.name!r} already.", hint="Choose another name.")
        _check_permissions(new.permissions, actor)
        now = self._clock()
        role = CustomRole(
            name=new.name,
            description=new.description,
            permissions=sorted(set(new.permissions)),
            created_at=now,
            updated_at=now,
        )
        session.add(role)
        await session.flush()
        record(session, "role.create", Target("role", role.name, role.name), actor=actor, after=_told(role))
        log.info("role created", role=role.name, permissions=role.permissions, by=actor.name)
        return RoleView.of(role, 0)

    async def change_role(self, session: AsyncSession, name: str, change: RoleChange, actor: Principal) -> RoleView:
        """Change what ``change`` names; it holds at once. Raises RoleNotFoundError and as ``create_role``."""
        role = await self._role(session, name)
        _check_beyond(role.permissions, actor)
        before = _told(role)
        if change.permissions is not None:
            _check_permissions(change.permissions, actor)
            role.permissions = sorted(set(change.permissions))
        if change.description is not None:
            role.description = change.description
        role.updated_at = self._clock()
        await session.flush()
        record(session, "role.change", Target("role", name, name), actor=actor, before=before, after=_told(role))
        await _tell(session)
        log.info("role changed", role=name, permissions=role.permissions, by=actor.name)
        return RoleView.of(role, len(await repository.users_with(session, name)))

    async def delete_role(self, session: AsyncSession, name: str, actor: Principal) -> None:
        """Remove a role. Raises RoleNotFoundError, and RoleInUseError while accounts have it."""
        role = await self._role(session, name)
        holders = await repository.users_with(session, name)
        if holders:
            raise RoleInUseError(
                f"Role {name!r} is that of {len(holders)} accounts.", hint="Give those another role first."
            )
        await session.delete(role)
        await session.flush()
        record(session, "role.delete", Target("role", name, name), actor=actor, before=_told(role))
        log.info("role deleted", role=name, by=actor.name)

    async def scope(self, session: AsyncSession, user_id: int) -> Scope:
        """Return how far an account sees. Raises UserNotFoundError."""
        await self._user(session, user_id)
        return await repository.scope(session, user_id)

    async def set_scope(self, session: AsyncSession, user_id: int, scope: Scope, actor: Principal) -> Scope:
        """Let an account see ``scope`` from its next request on.

        Raises UserNotFoundError, InvalidScopeError for a site or pool that is not there, and LastAdminError for the
        last administrator, whom a limit would take the accounts from.
        """
        user = await self._user(session, user_id)
        before = await repository.scope(session, user_id)
        if scope.everything:
            await repository.replace_limit(session, None, user_id, scope)
        else:
            await self._refuse_dangling(session, scope)
            await self._keep_an_admin(session, user)
            limit = AccountLimit(user_id=user_id, since=self._clock())
            await repository.replace_limit(session, limit, user_id, scope)
        target = Target("user", user_id, user.name)
        record(session, "user.change_scope", target, actor=actor, before=_limits(before), after=_limits(scope))
        await _tell(session)
        log.info("scope changed", user=user.name, scope=scope.key, by=actor.name)
        return scope

    async def _role(self, session: AsyncSession, name: str) -> CustomRole:
        if name in _BUILT_IN:
            raise BuiltInRoleError(f"Role {name!r} is built in.", hint="Make a role of your own beside it.")
        role = await repository.role(session, name)
        if role is None:
            raise RoleNotFoundError(f"There is no role {name!r}.")
        return role

    @staticmethod
    async def _user(session: AsyncSession, user_id: int) -> User:
        user = await accounts.user(session, user_id)
        if user is None:
            raise UserNotFoundError(f"There is no user {user_id}.")
        return user

    @staticmethod
    async def _refuse_dangling(session: AsyncSession, scope: Scope) -> None:
        for kind, ids in (("sites", scope.sites), ("pools", scope.pools)):
            if missing := sorted(ids - await repository.existing(session, kind, ids)):
                raise InvalidScopeError(f"There is no {kind[:-1]} {', '.join(map(str, missing[:10]))}.")

    @staticmethod
    async def _keep_an_admin(session: AsyncSession, user: User) -> None:
        if user.role == Role.ADMIN and set(await accounts.lock_admins(session)) <= {user.id}:
            raise LastAdminError(
                f"{user.name} is the last administrator and must see everything.",
                hint="Make somebody else an administrator first.",
            )


async def _tell(session: AsyncSession) -> None:
    """Have live connections asked again who they are, before they get anything more."""
    await announce(session, ACCESS, "access.changed", {})


def _told(role: CustomRole) -> dict[str, object]:
    """Return what the audit log tells of a role."""
    return {"description": role.description, "permissions": list(role.permissions)}


def _limits(scope: Scope) -> dict[str, object]:
    return {"everything": scope.everything, "sites": sorted(scope.sites), "pools": sorted(scope.pools)}


def _check_permissions(permissions: Collection[str], actor: Principal) -> None:
    unknown = sorted(set(permissions) - set(PERMISSIONS))
    if unknown:
        raise UnknownPermissionError(
            f"There is no permission {unknown[0]!r}.", hint="GET /api/v1/roles lists all permissions."
        )
    _check_beyond(permissions, actor)


def _check_beyond(permissions: Collection[str], actor: Principal) -> None:
    beyond = sorted(permission for permission in permissions if not actor.may(permission))
    if beyond:
        raise BeyondOwnError(
            f"{actor.name} does not have {', '.join(beyond[:5])} and cannot hand it out.",
            hint="Ask an administrator who has it.",
        )
