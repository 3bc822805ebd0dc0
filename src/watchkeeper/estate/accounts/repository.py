"""Every query of accounts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, delete, exists, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.accounts.access.models import AccountLimit
from watchkeeper.estate.accounts.models import LoginFailures, LoginSession, User
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


async def lock_admins(session: AsyncSession) -> Sequence[int]:
    """Return the ids of the enabled administrators who see everything; others wait to change them."""
    limited = exists().where(AccountLimit.user_id == User.id)
    statement = select(User.id).where(User.role == Role.ADMIN, User.enabled, ~limited)
    statement = statement.order_by(User.id).with_for_update(of=User)
    return (await session.scalars(statement)).all()


async def session_and_user(session: AsyncSession, token_hash: str) -> Row[LoginSession, User] | None:
    """Return a login and its user, in one query."""
    statement = select(LoginSession, User).join(User, LoginSession.user_id == User.id)
    return (await session.execute(statement.where(LoginSession.token_hash == token_hash))).one_or_none()


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


async def delete_ended(session: AsyncSession, now: datetime, idle_since: datetime, forgotten: datetime) -> None:
    """Remove sessions that have ended and failures that no longer count."""
    ended = (LoginSession.expires_at <= now) | (LoginSession.last_seen_at <= idle_since)
    await session.execute(delete(LoginSession).where(ended))
    await session.execute(delete(LoginFailures).where(LoginFailures.last_at <= forgotten))


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
