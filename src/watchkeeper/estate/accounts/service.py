"""People: who they are, which role they have, and that there is always an administrator."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.http.paging import ListQuery, paginate
from watchkeeper.core.http.security import Principal
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.accounts import repository
from watchkeeper.estate.accounts.errors import (
    LastAdminError,
    UserNameTakenError,
    UserNotFoundError,
    WrongPasswordError,
)
from watchkeeper.estate.accounts.models import User
from watchkeeper.estate.accounts.passwords import Passwords, check_strength, generate
from watchkeeper.estate.accounts.permissions import Role
from watchkeeper.estate.accounts.schemas import UserChange, UserCreate
from watchkeeper.kit.clock import Clock, utc_now

log = get_logger(__name__)

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
    """The verbs for people."""

    def __init__(self, passwords: Passwords | None = None, clock: Clock = utc_now) -> None:
        self._passwords = passwords or Passwords()
        self._clock = clock

    async def ensure_first_admin(self, session: AsyncSession) -> FirstLogin | None:
        """Create the first administrator when there is nobody yet; return the login to print, or None."""
        if await repository.count_users(session):
            return None
        password = generate()
        await self._add(session, FIRST_ADMIN, Role.ADMIN, password, must_change_password=True)
        log.info("first administrator created", user=FIRST_ADMIN)
        return FirstLogin(FIRST_ADMIN, password)

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
        """Add a person. Raises UserNameTakenError and WeakPasswordError."""
        await self._refuse_taken(session, new.name, but=None)
        user = await self._add(
            session, new.name, new.role, new.password.get_secret_value(), must_change_password=new.must_change_password
        )
        log.info("user created", user=user.name, role=user.role, by=actor.name)
        return user

    async def change_user(self, session: AsyncSession, user_id: int, change: UserChange, actor: Principal) -> User:
        """Change what ``change`` names. A new password, or disabling, ends the person's sessions.

        Raises UserNotFoundError, UserNameTakenError, WeakPasswordError and LastAdminError.
        """
        user = await self.user(session, user_id)
        loses_admin = (change.role is not None and change.role != Role.ADMIN) or change.enabled is False
        if loses_admin:
            await self._keep_an_admin(session, user)
        if change.name is not None:
            await self._refuse_taken(session, change.name, but=user_id)
            user.name, user.name_key = change.name, change.name.lower()
        if change.role is not None:
            user.role = change.role
        if change.enabled is not None:
            user.enabled = change.enabled
        if change.password is not None:
            await self._set_password(user, change.password.get_secret_value())
            user.must_change_password = actor.user_id != user_id
        if change.password is not None or change.enabled is False:
            await repository.delete_sessions_of(session, user_id)
        user.updated_at = self._clock()
        await session.flush()
        log.info("user changed", user=user.name, changed=sorted(change.model_fields_set), by=actor.name)
        return user

    async def delete_user(self, session: AsyncSession, user_id: int, actor: Principal) -> None:
        """Remove a person and their sessions. Raises UserNotFoundError and LastAdminError."""
        user = await self.user(session, user_id)
        await self._keep_an_admin(session, user)
        await session.delete(user)
        await session.flush()
        log.info("user deleted", user=user.name, by=actor.name)

    async def change_password(
        self, session: AsyncSession, actor: Principal, current: str, new: str, keep_token_hash: str | None = None
    ) -> User:
        """Give whoever asks a new password and end their other sessions.

        Raises WrongPasswordError when ``current`` is not the present one, WeakPasswordError.
        """
        user = await self.user(session, actor.user_id)
        if not await self._passwords.verify(user.password_hash, current):
            raise WrongPasswordError("The present password is wrong.")
        await self._set_password(user, new)
        user.must_change_password = False
        user.updated_at = self._clock()
        await session.flush()
        await repository.delete_sessions_of(session, user.id, but=keep_token_hash)
        log.info("password changed", user=user.name)
        return user

    async def _add(
        self, session: AsyncSession, name: str, role: Role, password: str, *, must_change_password: bool
    ) -> User:
        now = self._clock()
        check_strength(password, name)
        user = User(
            name=name,
            name_key=name.lower(),
            role=role,
            password_hash=await self._passwords.hash(password),
            must_change_password=must_change_password,
            password_changed_at=now,
            created_at=now,
            updated_at=now,
        )
        session.add(user)
        await session.flush()
        return user

    async def _set_password(self, user: User, password: str) -> None:
        check_strength(password, user.name)
        user.password_hash = await self._passwords.hash(password)
        user.password_changed_at = self._clock()

    async def _keep_an_admin(self, session: AsyncSession, user: User) -> None:
        admins = await repository.lock_admins(session)
        if user.id in admins and len(admins) == 1:
            raise LastAdminError(
                f"{user.name} is the last administrator.", hint="Make somebody else an administrator first."
            )

    async def _refuse_taken(self, session: AsyncSession, name: str, *, but: int | None) -> None:
        holder = await repository.user_by_name(session, name.lower())
        if holder is not None and holder.id != but:
            raise UserNameTakenError(f"There is a user named {holder.name!r} already.", hint="Choose another name.")
