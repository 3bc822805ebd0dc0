"""Every query of security keys."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.accounts.security_keys.models import SecurityKey, SecurityKeyChallenge


async def keys_of(session: AsyncSession, user_id: int) -> Sequence[SecurityKey]:
    """Return the keys of an account, the oldest first."""
    statement = select(SecurityKey).where(SecurityKey.user_id == user_id).order_by(SecurityKey.id)
    return (await session.scalars(statement)).all()


async def owners_among(session: AsyncSession, user_ids: Sequence[int]) -> set[int]:
    """Return which of the accounts have a key."""
    return set((await session.scalars(select(SecurityKey.user_id).where(SecurityKey.user_id.in_(user_ids)))).all())


async def by_credential(session: AsyncSession, credential_id: str) -> SecurityKey | None:
    """Return the key of an id, locked: a count is taken by one login only."""
    statement = select(SecurityKey).where(SecurityKey.credential_id == credential_id).with_for_update()
    return (await session.scalars(statement)).one_or_none()


async def remove(session: AsyncSession, user_id: int, key_id: int) -> SecurityKey | None:
    """Remove a key of an account and return it; None when it has no such key."""
    key = await session.get(SecurityKey, key_id)
    if key is None or key.user_id != user_id:
        return None
    await session.delete(key)
    await session.flush()
    return key


async def remove_all(session: AsyncSession, user_id: int) -> None:
    """Remove every key of an account, and its open challenges."""
    await session.execute(delete(SecurityKey).where(SecurityKey.user_id == user_id))
    await session.execute(delete(SecurityKeyChallenge).where(SecurityKeyChallenge.user_id == user_id))


async def take_challenge(
    session: AsyncSession, challenge: str, user_id: int | None, purpose: str, now: datetime
) -> bool:
    """Remove a challenge; say whether it was there, for this account and purpose, and in time."""
    row = SecurityKeyChallenge
    owner = row.user_id.is_(None) if user_id is None else row.user_id == user_id
    same = (row.challenge == challenge) & (row.purpose == purpose) & (row.expires_at > now)
    return (await session.execute(delete(row).where(same, owner).returning(row.id))).first() is not None


async def sweep_challenges(session: AsyncSession, now: datetime) -> None:
    """Remove challenges that nobody has answered in time."""
    await session.execute(delete(SecurityKeyChallenge).where(SecurityKeyChallenge.expires_at <= now))
