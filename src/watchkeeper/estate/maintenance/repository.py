"""Every query on maintenance windows."""

from collections.abc import Collection, Sequence
from typing import cast

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.maintenance.models import MaintenanceWindow


def windows(search: str) -> Select[MaintenanceWindow]:
    """Select the windows that a list shows."""
    statement = select(MaintenanceWindow)
    return statement.where(MaintenanceWindow.name.icontains(search, autoescape=True)) if search else statement


async def every(session: AsyncSession) -> Sequence[MaintenanceWindow]:
    """Return all windows."""
    return (await session.scalars(select(MaintenanceWindow).order_by(MaintenanceWindow.id))).all()


async def window(session: AsyncSession, number: int) -> MaintenanceWindow | None:
    """Return one window."""
    return await session.get(MaintenanceWindow, number)


async def ids(session: AsyncSession, statement: Select[tuple[int]]) -> Collection[int]:
    """Return the numbers that ``statement`` selects."""
    return set(await session.scalars(cast("Select[int]", statement)))  # one column: scalars are its values
