"""Every query of accounts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, delete, exists, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.accounts.access.models import AccountLimit
from watchkeeper.estate.accounts.kinds import Kind, Origin
from watchkeeper.estate.accounts.models import KnownDevice, LoginFailures, LoginSession, SecondFactorRule, User
from watchkeeper.estate.accounts.permissions import Role


def users(search: str = "") -> Select[User]:
    """Select users whose name holds ``search``."""
    statement = select(User)
    return statement.where(User.name.icontains(search, autoescape=True)) if search else statement


async def user(session: AsyncSession, user_id: int) -> User | None:
    """Return one user."""
    return await session.get(User, user_id)


async def user_by_name(session: AsyncSession, name_key: str) -> User | None:
    """Return the user of a name in lower case."""
    return (await session.scalars(select(User).where(User.name_key == name_key))).one_or_none()


async def count_users(session: AsyncSession) -> int:
    """Return how many users there are."""
    return await session.scalar(select(func.count()).select_from(User)) or 0


async def lock_admins(session: AsyncSession, *, break_glass: bool = False) -> Sequence[int]:
    """Return the ids of the administrators who get in whatever becomes of the identity provider.

    They are enabled, see everything and have a local password; ``break_glass`` wants them marked as such besides.
    Others are kept from changing them until the commit.
    """
    local = (User.origin == Origin.LOCAL) & (User.kind == Kind.PERSON) & (User.password_hash != "")
    limited = exists().where(AccountLimit.user_id == User.id)
    statement = select(User.id).where(User.role == Role.ADMIN, User.enabled, local, ~limited)
    if break_glass:
        statement = statement.where(User.break_glass)
    return (await session.scalars(statement.order_by(User.id).with_for_update(of=User))).all()


async def first_admin(session: AsyncSession) -> User | None:
    """Return the oldest administrator who has a local password, enabled or not."""
    local = (User.origin == Origin.LOCAL) & (User.kind == Kind.PERSON) & (User.password_hash != "")
    statement = select(User).where(User.role == Role.ADMIN, local).order_by(User.created_at, User.id).limit(1)
    return (await session.scalars(statement)).one_or_none()


async def session_and_user(session: AsyncSession, token_hash: str) -> Row[LoginSession, User, bool] | None:
    """Return a login, its user, and whether the user's role needs a second factor, in one query."""
    needed = exists().where(SecondFactorRule.role == User.role)
    statement = select(LoginSession, User, needed).join(User, LoginSession.user_id == User.id)
    return (await session.execute(statement.where(LoginSession.token_hash == token_hash))).one_or_none()


async def use_proof(session: AsyncSession, session_id: int, since: datetime) -> bool:
    """Use up the proof that the provider gave a session after ``since``; say whether there was one."""
    fresh = (LoginSession.id == session_id) & (LoginSession.proven_at >= since)
    statement = update(LoginSession).where(fresh).values(proven_at=None).returning(LoginSession.id)
    return (await session.execute(statement)).first() is not None


async def sessions_of(
    session: AsyncSession, user_id: int, now: datetime, idle_since: datetime
) -> Sequence[LoginSession]:
    """Return the living sessions of a user, the last used first."""
    living = (LoginSession.expires_at > now) & (LoginSession.last_seen_at > idle_since)
    statement = select(LoginSession).where(LoginSession.user_id == user_id, living)
    return (await session.scalars(statement.order_by(LoginSession.last_seen_at.desc(), LoginSession.id))).all()


async def delete_session_of(session: AsyncSession, user_id: int, session_id: int) -> bool:
    """End one session of a user; say whether there was one."""
    mine = (LoginSession.id == session_id) & (LoginSession.user_id == user_id)
    found = await session.execute(delete(LoginSession).where(mine).returning(LoginSession.id))
    return found.one_or_none() is not None


async def known_device(session: AsyncSession, user_id: int, token_hash: str) -> KnownDevice | None:
    """Return the known device of a user by its token's hash."""
    mine = (KnownDevice.user_id == user_id) & (KnownDevice.token_hash == token_hash)
    return (await session.scalars(select(KnownDevice).where(mine))).one_or_none()


async def is_familiar(session: AsyncSession, user_id: int, network: str) -> bool:
    """Say whether a known device of the user was last seen in ``network``."""
    seen = exists().where(KnownDevice.user_id == user_id, KnownDevice.network == network)
    return bool(await session.scalar(select(seen)))


async def touch(session: AsyncSession, session_id: int, at: datetime) -> None:
    """Note that a session was used."""
    older = (LoginSession.id == session_id) & (LoginSession.last_seen_at < at)
    await session.execute(update(LoginSession).where(older).values(last_seen_at=at))


async def delete_session(session: AsyncSession, token_hash: str) -> None:
    """End one session."""
    await session.execute(delete(LoginSession).where(LoginSession.token_hash == token_hash))


async def delete_sessions_of(session: AsyncSession, user_id: int, but: str | None = None) -> None:
    """End all sessions of a user, but the one with token hash ``but``."""
    statement = delete(LoginSession).where(LoginSession.user_id == user_id)
    await session.execute(statement.where(LoginSession.token_hash != but) if but else statement)


async def delete_ended(
    session: AsyncSession, now: datetime, idle_since: datetime, forgotten: datetime, unseen_since: datetime
) -> None:
    """Remove sessions that have ended, failures that no longer count and devices that were not seen for long."""
    ended = (LoginSession.expires_at <= now) | (LoginSession.last_seen_at <= idle_since)
    await session.execute(delete(LoginSession).where(ended))
    await session.execute(delete(LoginFailures).where(LoginFailures.last_at <= forgotten))
    await session.execute(delete(KnownDevice).where(KnownDevice.last_used_at <= unseen_since))


async def lock_failures(session: AsyncSession, subjects: Sequence[str], now: datetime) -> Sequence[LoginFailures]:
    """Return the failures in a row of ``subjects``, none made yet included, for this transaction alone.

    The rows are added first: locking those that are there would let logins at the same moment pass side by side.
    """
    ordered = sorted(subjects)
    dialect: Any = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    rows = [{"subject": subject, "failures": 0, "last_at": now} for subject in ordered]
    await session.execute(dialect.insert(LoginFailures).values(rows).on_conflict_do_nothing())
    statement = select(LoginFailures).where(LoginFailures.subject.in_(ordered)).order_by(LoginFailures.subject)
    locked = statement.with_for_update().execution_options(populate_existing=True)
    return (await session.scalars(locked)).all()


async def forgive(session: AsyncSession, subject: str) -> None:
    """Forget the failures of ``subject``."""
    await session.execute(delete(LoginFailures).where(LoginFailures.subject == subject))


async def refund(session: AsyncSession, subject: str) -> None:
    """Take back one failure of ``subject``."""
    await session.execute(
        update(LoginFailures)
        .where(LoginFailures.subject == subject, LoginFailures.failures > 0)
        .values(failures=LoginFailures.failures - 1)
    )
