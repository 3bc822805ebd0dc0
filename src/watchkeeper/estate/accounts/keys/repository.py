"""Every query of API keys."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.accounts.models import ApiKey, User


async def key_and_user(session: AsyncSession, prefix: str) -> Row[ApiKey, User] | None:
    """Return a key and its owner, in one query."""
    statement = select(ApiKey, User).join(User, ApiKey.user_id == User.id).where(ApiKey.prefix == prefix)
    return (await session.execute(statement)).one_or_none()


async def keys_of(session: AsyncSession, user_id: int) -> Sequence[ApiKey]:
    """Return the keys of an account, the newest first."""
    statement = select(ApiKey).where(ApiKey.user_id == user_id).order_by(ApiKey.created_at.desc(), ApiKey.id.desc())
    return (await session.scalars(statement)).all()


async def key_of(session: AsyncSession, user_id: int, key_id: int) -> ApiKey | None:
    """Return one key of an account."""
    mine = (ApiKey.id == key_id) & (ApiKey.user_id == user_id)
    return (await session.scalars(select(ApiKey).where(mine))).one_or_none()


async def ending(session: AsyncSession, after: datetime, until: datetime) -> Sequence[ApiKey]:
    """Return the keys that were not revoked and end between two moments, the next first."""
    soon = ApiKey.revoked_at.is_(None) & (ApiKey.expires_at > after) & (ApiKey.expires_at <= until)
    return (await session.scalars(select(ApiKey).where(soon).order_by(ApiKey.expires_at, ApiKey.id))).all()


async def revoke_all(session: AsyncSession, user_id: int, at: datetime) -> None:
    """Revoke every key of an account."""
    mine = (ApiKey.user_id == user_id) & (ApiKey.revoked_at.is_(None))
    await session.execute(update(ApiKey).where(mine).values(revoked_at=at))


async def touch(session: AsyncSession, key_id: int, at: datetime, address: str) -> None:
    """Note that a key was used."""
    older = (ApiKey.id == key_id) & (ApiKey.last_used_at.is_(None) | (ApiKey.last_used_at < at))
    await session.execute(update(ApiKey).where(older).values(last_used_at=at, last_used_address=address[:64]))
