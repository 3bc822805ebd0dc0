"""Queries on preferences and dashboards."""

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.operate.workspaces.models import Dashboard, Preferences


async def preferences(session: AsyncSession, user_id: int) -> Preferences | None:
    """Return what a person prefers."""
    return await session.get(Preferences, user_id)


def visible_dashboards(user_id: int, search: str = "") -> Select[Dashboard]:
    """Select a person's own dashboards and those that others share."""
    statement = select(Dashboard).where(or_(Dashboard.owner_id == user_id, Dashboard.shared))
    if search:
        statement = statement.where(Dashboard.name.icontains(search, autoescape=True))
    return statement


async def visible_dashboard(session: AsyncSession, dashboard_id: int, user_id: int) -> Dashboard | None:
    """Return one of them."""
    return (await session.scalars(visible_dashboards(user_id).where(Dashboard.id == dashboard_id))).one_or_none()
