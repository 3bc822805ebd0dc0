"""Which devices are meant when none is named: those of a pool, those that a text finds, or all."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.inventory import groups_repository, repository
from watchkeeper.estate.inventory.errors import PoolNotFoundError


async def device_ids(session: AsyncSession, pool_id: int | None = None, search: str = "") -> Sequence[int]:
    """Return the numbers of the devices that the session sees, in order. Raises PoolNotFoundError.

    ``search`` looks into names, addresses, serials and models, as in the list of devices.
    """
    wanted = repository.DeviceFilter(pool_id=pool_id, search=search)
    return await repository.device_ids(session, wanted, await of_pool(session, pool_id))


async def of_pool(session: AsyncSession, pool_id: int | None) -> ColumnElement[bool] | None:
    """Return the condition of being in a pool; None is no condition. Raises PoolNotFoundError."""
    if pool_id is None:
        return None
    pool = await groups_repository.pool(session, pool_id)
    if pool is None:
        raise PoolNotFoundError(f"There is no pool {pool_id}.")
    return repository.pool_condition(pool)
