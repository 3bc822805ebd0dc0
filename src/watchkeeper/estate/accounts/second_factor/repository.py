"""Every query of second factors."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.accounts.models import RecoveryCode, SecondFactor, SecondFactorRule


async def factor(session: AsyncSession, user_id: int, *, lock: bool = False) -> SecondFactor | None:
    """Return the generator of an account; ``lock`` keeps two logins from taking the same code."""
    statement = select(SecondFactor).where(SecondFactor.user_id == user_id)
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return (await session.scalars(statement)).one_or_none()


async def confirmed(session: AsyncSession, user_ids: Sequence[int]) -> set[int]:
    """Return which of the accounts have a confirmed authenticator program."""
    mine = (SecondFactor.user_id.in_(user_ids)) & (SecondFactor.confirmed_at.is_not(None))
    return set((await session.scalars(select(SecondFactor.user_id).where(mine))).all())


async def remove(session: AsyncSession, user_id: int) -> None:
    """Remove the generator of an account."""
    await session.execute(delete(SecondFactor).where(SecondFactor.user_id == user_id))


async def use_recovery_code(session: AsyncSession, user_id: int, code_hash: str) -> bool:
    """Remove a recovery code; say whether it was there."""
    mine = (RecoveryCode.user_id == user_id) & (RecoveryCode.code_hash == code_hash)
    return (await session.execute(delete(RecoveryCode).where(mine).returning(RecoveryCode.id))).first() is not None


async def replace_recovery_codes(session: AsyncSession, user_id: int, hashes: Sequence[str]) -> None:
    """Put new recovery codes in the place of all former ones."""
    await session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    session.add_all(RecoveryCode(user_id=user_id, code_hash=code_hash) for code_hash in hashes)
    await session.flush()


async def recovery_codes_left(session: AsyncSession, user_id: int) -> int:
    """Return how many recovery codes were not used yet."""
    return await session.scalar(select(func.count()).where(RecoveryCode.user_id == user_id)) or 0


async def rules(session: AsyncSession) -> list[str]:
    """Return the roles that need a second factor."""
    return list((await session.scalars(select(SecondFactorRule.role).order_by(SecondFactorRule.role))).all())


async def replace_rules(session: AsyncSession, roles: Sequence[str]) -> None:
    """Have exactly ``roles`` need a second factor."""
    await session.execute(delete(SecondFactorRule))
    session.add_all(SecondFactorRule(role=role) for role in roles)
    await session.flush()
