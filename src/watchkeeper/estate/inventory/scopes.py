"""What a scope covers: the devices of its sites and pools, the sites those stand at, and its pools."""

from typing import cast

from sqlalchemy import Select, Table, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.scope import Scope, Visible, unscoped
from watchkeeper.estate.inventory import groups_repository
from watchkeeper.estate.inventory.models import Device, Pool, Site, Tag
from watchkeeper.estate.inventory.repository import FilterColumns, pool_condition

_DEVICES: Table = Device.__table__  # type: ignore[assignment]  # declarative classes are mapped to Tables here
_SITES: Table = Site.__table__  # type: ignore[assignment]
_TAGS: Table = Tag.__table__  # type: ignore[assignment]
_POOLS: Table = Pool.__table__  # type: ignore[assignment]


class InventoryScopes:
    """Resolves scopes. A pool that finds its devices by a filter covers what the filter finds at that moment."""

    async def visible(self, session: AsyncSession, scope: Scope) -> Visible:
        """Return what ``scope`` covers; one query, and that only when it has pools."""
        with unscoped(session, "who belongs to a pool does not depend on who asks"):
            pools = await groups_repository.pools_by_id(session, scope.pools) if scope.pools else []
        devices = _DEVICES.alias("device_in_scope")
        plain = FilterColumns(devices.c, _SITES.c, _TAGS.c)
        covered = select(devices.c.id).where(
            or_(devices.c.site_id.in_(sorted(scope.sites)), *(pool_condition(pool, plain) for pool in pools))
        )
        if scope.at is not None:
            covered = covered.where(devices.c.site_id == scope.at)
        beside = _DEVICES.alias("device_at_site")
        sites = _SITES.alias("site_in_scope")
        named = select(sites.c.id).where(
            or_(
                sites.c.id.in_(sorted(scope.sites)),
                sites.c.id.in_(select(beside.c.site_id).where(beside.c.id.in_(covered))),
            )
        )
        listed = _POOLS.alias("pool_in_scope")
        return Visible(scope, covered, named, select(listed.c.id).where(listed.c.id.in_(sorted(scope.pools))))

    async def device_ids(self, session: AsyncSession, scope: Scope) -> frozenset[int]:
        """Return the devices that ``scope``, which is not everything, covers now, as far as the session sees."""
        visible = await self.visible(session, scope)
        return frozenset(
            await session.scalars(cast("Select[int]", visible.devices))
        )  # one column: scalars are its values
