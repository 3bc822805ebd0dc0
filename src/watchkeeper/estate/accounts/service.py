"""People and service accounts: who they are, which role they have, and that there is always an administrator."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import changed
from watchkeeper.core.http.paging import ListQuery, paginate
from watchkeeper.core.http.security import Principal
from watchkeeper.estate.accounts import repository
from watchkeeper.estate.accounts.access.errors import BeyondOwnError
from watchkeeper.estate.accounts.access.service import demand_may_give, permissions_of_role
from watchkeeper.estate.accounts.errors import (
    AccountKindError,
    LastAdminError,
    UserNameTakenError,
    UserNotFoundError,
    WeakPasswordError,
)
from watchkeeper.estate.accounts.kinds import Kind, Origin, RoleSource
from watchkeeper.estate.accounts.models import User
from watchkeeper.estate.accounts.passwords import Passwords, generate
from watchkeeper.estate.accounts.permissions import Role
from watchkeeper.estate.accounts.schemas import UserChange, UserCreate
from watchkeeper.estate.accounts.settings import AccountsSettings
from watchkeeper.estate.accounts.strength import PasswordPolicy
from watchkeeper.estate.accounts.trail import Action, record
from watchkeeper.kit.clock import Clock, utc_now

SORTABLE: dict[str, Any] = {
    "name": User.name_key,
    "role": User.role,
    "last_login_at": User.last_login_at,
    "created_at": User.created_at,
}
FIRST_ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class FirstLogin:
    """The first administrator. The password is shown once and kept nowhere."""

    name: str
    password: str = field(repr=False)


class AccountsService:
    """The verbs for people and service accounts."""

    def __init__(
        self, passwords: Passwords | None = None, clock: Clock = utc_now, settings: AccountsSettings | None = None
    ) -> None:
        self._passwords = passwords or Passwords()
        self._clock = clock
        self._settings = settings or AccountsSettings()
        self._policy = PasswordPolicy(self._settings)

    async def ensure_first_admin(self, session: AsyncSession) -> FirstLogin | None:
        """Create the first administrator when there is nobody yet; return the login to print, or None."""
        if await repository.count_users(session):
            return None
        password = generate()
        user = self._new(FIRST_ADMIN, Role.ADMIN, await self._passwords.hash(password), must_change_password=True)
        user.break_glass = True
        session.add(user)
        await session.flush()
        record(session, Action.CREATED, user, after={"role": user.role, "kind": user.kind})
        return FirstLogin(FIRST_ADMIN, password)

    async def reset_first_admin(self, session: AsyncSession, actor: Principal) -> FirstLogin:
        """Give the first local administrator a new password and let them in again, whatever was set before.

        Raises UserNotFoundError when there is none.
        """
        user = await repository.first_admin(session)
        if user is None:
            raise UserNotFoundError("There is no administrator.", hint="Restore the database from a backup.")
        password = generate()
        await self._set_password(session, user, password, actor)
        user.enabled, user.break_glass, user.must_change_password = True, True, True
        await session.flush()
        return FirstLogin(user.name, password)

    async def list_users(self, session: AsyncSession, query: ListQuery) -> tuple[Sequence[User], int]:
        """Return one page of people and how many there are."""
        return await paginate(session, repository.users(query.q), query, SORTABLE, "name")

    async def user(self, session: AsyncSession, user_id: int) -> User:
        """Return one person. Raises UserNotFoundError."""
        found = await repository.user(session, user_id)
        if found is None:
            raise UserNotFoundError(f"There is no user {user_id}.")
        return found

    async def create_user(self, session: AsyncSession, new: UserCreate, actor: Principal) -> User:
        """Add a person, or a service account. Raises UserNameTakenError and WeakPasswordError."""
        await self._refuse_taken(session, new.name, but=None)
        await demand_may_give(session, new.role, actor)
        encoded = ""
        if new.password is not None:
            await self._policy.demand(new.password.get_secret_value(), new.name)
            encoded = await self._passwords.hash(new.password.get_secret_value())
        must_change = new.must_change_password and new.kind == Kind.PERSON
        user = self._new(new.name, new.role, encoded, must_change_password=must_change)
        user.kind = new.kind
        session.add(user)
        await session.flush()
        record(session, Action.CREATED, user, by=actor, after={"role": user.role, "kind": user.kind})
        return user

    async def change_user(self, session: AsyncSession, user_id: int, change: UserChange, actor: Principal) -> User:
        """Change what ``change`` names. A new password or role, or disabling, ends the person's sessions.

        Raises UserNotFoundError, UserNameTakenError, WeakPasswordError, LastAdminError and AccountKindError.
        """
        user = await self._reachable(session, user_id, actor)
        before = _state(user)
        loses_admin = (change.role is not None and change.role != Role.ADMIN) or change.enabled is False
        if loses_admin or change.break_glass is False:
            await self._keep_an_admin(session, user)
        if change.name is not None:
            await self._refuse_taken(session, change.name, but=user_id)
            user.name, user.name_key = change.name, change.name.lower()
        if change.enabled is not None:
            user.enabled = change.enabled
        if change.break_glass is not None:
            self._demand_local(user)
            user.break_glass = change.break_glass
        await self._change_role(session, user, change, actor)
        if change.password is not None:
            self._demand_local(user)
            await self._set_password(session, user, change.password.get_secret_value(), actor)
            user.must_change_password = actor.user_id != user_id
        if change.enabled is False:
            await repository.delete_sessions_of(session, user_id)
        user.updated_at = self._clock()
        await session.flush()
        if before != (after := _state(user)):
            was, now = changed(before, after)
            record(session, Action.CHANGED, user, by=actor, before=was, after=now)
        return user

    async def delete_user(self, session: AsyncSession, user_id: int, actor: Principal) -> None:
        """Remove a person and their sessions. Raises UserNotFoundError and LastAdminError."""
        user = await self._reachable(session, user_id, actor)
        await self._keep_an_admin(session, user)
        await session.delete(user)
        await session.flush()
        record(session, Action.DELETED, user, by=actor, before=_state(user))

    async def hash_new(self, user: User, new: str) -> str:
        """Return the hash of a password that ``user`` chose; outside of any transaction, for it takes its time.

        Raises WeakPasswordError, also for the present password, and AccountKindError for an account without one.
        """
        self._demand_local(user)
        await self._policy.demand(new, user.name, user.display_name, user.email)
        if await self._passwords.verify(user.password_hash, new):
            raise WeakPasswordError("The new password is the present one.", hint="Choose another.")
        return await self._passwords.hash(new)

    async def change_password(self, session: AsyncSession, user_id: int, encoded: str, keep: str | None = None) -> User:
        """Give somebody the password behind ``encoded`` and end their sessions but the one of token hash ``keep``."""
        user = await self.user(session, user_id)
        user.password_hash, user.must_change_password = encoded, False
        user.password_changed_at = user.updated_at = self._clock()
        await session.flush()
        await repository.delete_sessions_of(session, user.id, but=keep)
        record(session, Action.PASSWORD_CHANGED, user, by=user)
        return user

    async def _reachable(self, session: AsyncSession, user_id: int, actor: Principal) -> User:
        """Return an account that ``actor`` may decide over: who has less must not set an administrator's password."""
        user = await self.user(session, user_id)
        if not await permissions_of_role(session, user.role) <= actor.permissions:
            raise BeyondOwnError(
                f"{user.name} may do more than {actor.name}.", hint="Ask an administrator who may do as much."
            )
        return user

    def _new(self, name: str, role: str, encoded: str, *, must_change_password: bool) -> User:
        now = self._clock()
        return User(
            name=name,
            name_key=name.lower(),
            role=role,
            password_hash=encoded,
            must_change_password=must_change_password,
            kind=Kind.PERSON,
            origin=Origin.LOCAL,
            password_changed_at=now,
            created_at=now,
            updated_at=now,
        )

    async def _change_role(self, session: AsyncSession, user: User, change: UserChange, actor: Principal) -> None:
        """Set the role by hand: from then on no mapping changes it, until it is handed back."""
        if change.follow_mapping is not None:
            if user.origin == Origin.LOCAL:
                raise AccountKindError(f"{user.name} is a local account: no mapping decides its role.")
            user.role_source = RoleSource.MAPPING if change.follow_mapping else RoleSource.MANUAL
        if change.role is None or change.role == user.role:
            return
        await demand_may_give(session, change.role, actor)
        before, user.role = user.role, change.role
        user.role_source, user.role_changed_at = RoleSource.MANUAL, self._clock()
        user.role_note = f"{actor.name} changed it from {before} to {user.role}"[:255]
        await repository.delete_sessions_of(session, user.id)
        record(session, Action.ROLE_CHANGED, user, by=actor, before={"role": before}, after={"role": user.role})

    async def _set_password(self, session: AsyncSession, user: User, password: str, actor: Principal) -> None:
        await self._policy.demand(password, user.name, user.display_name, user.email)
        user.password_hash = await self._passwords.hash(password)
        user.password_changed_at = self._clock()
        await repository.delete_sessions_of(session, user.id)
        record(session, Action.PASSWORD_CHANGED, user, by=actor)

    def _demand_local(self, user: User) -> None:
        if user.origin != Origin.LOCAL or user.kind != Kind.PERSON:
            raise AccountKindError(
                f"{user.name} has no password here.",
                hint="A service account uses API keys; people of an identity provider log in there.",
            )

    async def _keep_an_admin(self, session: AsyncSession, user: User) -> None:
        enforced = self._settings.local_login == "break_glass"
        admins = await repository.lock_admins(session, break_glass=enforced)
        if user.id in admins and len(admins) == 1:
            raise LastAdminError(
                f"{user.name} is the last administrator with a password of this installation.",
                hint="Make another local account an administrator"
                + (", marked as break glass, first." if enforced else " first."),
            )

    async def _refuse_taken(self, session: AsyncSession, name: str, *, but: int | None) -> None:
        holder = await repository.user_by_name(session, name.lower())
        if holder is not None and holder.id != but:
            raise UserNameTakenError(f"There is a user named {holder.name!r} already.", hint="Choose another name.")


def _state(user: User) -> dict[str, object]:
    """Return what the audit log shows of an account; its role has entries of its own."""
    return {
        "name": user.name,
        "enabled": user.enabled,
        "break_glass": user.break_glass,
        "must_change_password": user.must_change_password,
        "role_source": user.role_source,
    }
