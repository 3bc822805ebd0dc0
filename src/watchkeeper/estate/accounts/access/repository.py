"""Every query of access."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, column, delete, func, insert, select, table
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.scope import EVERYTHING, Scope
from watchkeeper.estate.accounts.access.models import AccountLimit, AccountPool, AccountSite, CustomRole
from watchkeeper.estate.accounts.models import User

_IDS = {"sites": table("sites", column("id")), "pools": table("pools", column("id"))}


def roles(search: str = "") -> Select[CustomRole]:
    """Select roles whose name holds ``search``."""
    statement = select(CustomRole)
    return statement.where(CustomRole.name.icontains(search, autoescape=True)) if search else statement


async def role(session: AsyncSession, name: str) -> CustomRole | None:
    """Return one role."""
    return await session.get(CustomRole, name)


async def user_counts(session: AsyncSession) -> dict[str, int]:
    """Return how many accounts each role has."""
    statement = select(User.role, func.count().label("accounts")).group_by(User.role)
    return {row.role: row.accounts for row in await session.execute(statement)}


async def scope(session: AsyncSession, user_id: int) -> Scope:
    """Return how far an account sees."""
    return (await limits(session, [user_id])).get(user_id, EVERYTHING)


async def limits(session: AsyncSession, user_ids: Collection[int]) -> dict[int, Scope]:
    """Return the scopes of those of the accounts that are limited."""
    limited = await session.scalars(select(AccountLimit.user_id).where(AccountLimit.user_id.in_(user_ids)))
    sites: dict[int, set[int]] = {user_id: set() for user_id in limited}
    pools: dict[int, set[int]] = {user_id: set() for user_id in sites}
    for site in await session.scalars(select(AccountSite).where(AccountSite.user_id.in_(list(sites)))):
        sites[site.user_id].add(site.site_id)
    for pool in await session.scalars(select(AccountPool).where(AccountPool.user_id.in_(list(sites)))):
        pools[pool.user_id].add(pool.pool_id)
    return {user_id: Scope(frozenset(sites[user_id]), frozenset(pools[user_id])) for user_id in sites}


async def existing(session: AsyncSession, kind: str, ids: Collection[int]) -> set[int]:
    """Return those of the ``sites`` or ``pools`` that are there."""
    rows = _IDS[kind]
    return set(await session.scalars(select(rows.c.id).where(rows.c.id.in_(sorted(ids)))))


async def replace_limit(session: AsyncSession, limit: AccountLimit | None, user_id: int, scope: Scope) -> None:
    """Store how far an account sees: ``scope`` under ``limit``, or everything when there is none."""
    await session.execute(delete(AccountSite).where(AccountSite.user_id == user_id))
    await session.execute(delete(AccountPool).where(AccountPool.user_id == user_id))
    await session.execute(delete(AccountLimit).where(AccountLimit.user_id == user_id))
    if limit is None:
        return
    session.add(limit)
    await session.flush()
    for model, name, ids in ((AccountSite, "site_id", scope.sites), (AccountPool, "pool_id", scope.pools)):
        if ids:
            await session.execute(insert(model), [{"user_id": user_id, name: each} for each in sorted(ids)])


async def users_with(session: AsyncSession, role_name: str) -> Sequence[str]:
    """Return the names of the accounts that have a role."""
    return (await session.scalars(select(User.name).where(User.role == role_name).order_by(User.name))).all()
