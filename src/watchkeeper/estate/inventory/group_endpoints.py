"""Sites, pools and tags over HTTP."""

from fastapi import APIRouter, status

from watchkeeper.core.http.paging import Identifier, ListParameters, Page
from watchkeeper.core.http.security import CurrentPrincipal, require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.estate.inventory.groups import GroupService
from watchkeeper.estate.inventory.schemas import (
    PoolChange,
    PoolCreate,
    PoolView,
    SiteChange,
    SiteCreate,
    SiteView,
    TagView,
)


def build_group_router(service: GroupService) -> APIRouter:
    """Return the routes of sites, pools and tags."""
    router = APIRouter(route_class=TransactionRoute)
    router.include_router(_site_router(service))
    router.include_router(_pool_router(service))
    view = [require("devices:view")]

    @router.get("/tags", dependencies=view, tags=["devices"])
    async def list_tags(session: Session, query: ListParameters) -> Page[TagView]:
        """List tags with the number of their devices."""
        items, total = await service.list_tags(session, query)
        return Page[TagView](items=items, total=total, offset=query.offset, limit=query.limit)

    return router


def _site_router(service: GroupService) -> APIRouter:
    router = APIRouter(prefix="/sites", tags=["sites"], route_class=TransactionRoute)
    view, edit = [require("devices:view")], [require("groups:edit")]

    @router.get("", dependencies=view)
    async def list_sites(session: Session, query: ListParameters) -> Page[SiteView]:
        """List sites with the number of their devices."""
        items, total = await service.list_sites(session, query)
        return Page[SiteView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.post("", dependencies=edit, status_code=status.HTTP_201_CREATED)
    async def create_site(new: SiteCreate, session: Session, actor: CurrentPrincipal) -> SiteView:
        """Add a site."""
        return await service.create_site(session, new, actor)

    @router.get("/{site_id}", dependencies=view)
    async def get_site(site_id: Identifier, session: Session) -> SiteView:
        """Show one site."""
        return await service.site(session, site_id)

    @router.patch("/{site_id}", dependencies=edit)
    async def change_site(
        site_id: Identifier, change: SiteChange, session: Session, actor: CurrentPrincipal
    ) -> SiteView:
        """Change a site; what is absent stays."""
        return await service.change_site(session, site_id, change, actor)

    @router.delete("/{site_id}", dependencies=edit, status_code=status.HTTP_204_NO_CONTENT)
    async def delete_site(site_id: Identifier, session: Session, actor: CurrentPrincipal) -> None:
        """Remove a site that has no devices."""
        await service.delete_site(session, site_id, actor)

    return router


def _pool_router(service: GroupService) -> APIRouter:
    router = APIRouter(prefix="/pools", tags=["pools"], route_class=TransactionRoute)
    view, edit = [require("devices:view")], [require("groups:edit")]

    @router.get("", dependencies=view)
    async def list_pools(session: Session, query: ListParameters) -> Page[PoolView]:
        """List pools with their members and the number of devices."""
        items, total = await service.list_pools(session, query)
        return Page[PoolView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.post("", dependencies=edit, status_code=status.HTTP_201_CREATED)
    async def create_pool(new: PoolCreate, session: Session, actor: CurrentPrincipal) -> PoolView:
        """Add a pool."""
        return await service.create_pool(session, new, actor)

    @router.get("/{pool_id}", dependencies=view)
    async def get_pool(pool_id: Identifier, session: Session) -> PoolView:
        """Show one pool."""
        return await service.pool(session, pool_id)

    @router.patch("/{pool_id}", dependencies=edit)
    async def change_pool(
        pool_id: Identifier, change: PoolChange, session: Session, actor: CurrentPrincipal
    ) -> PoolView:
        """Change a pool; what is absent stays."""
        return await service.change_pool(session, pool_id, change, actor)

    @router.delete("/{pool_id}", dependencies=edit, status_code=status.HTTP_204_NO_CONTENT)
    async def delete_pool(pool_id: Identifier, session: Session, actor: CurrentPrincipal) -> None:
        """Remove a pool; its devices stay."""
        await service.delete_pool(session, pool_id, actor)

    return router
