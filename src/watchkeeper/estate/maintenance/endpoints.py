"""Maintenance windows over HTTP."""

from fastapi import APIRouter, status

from watchkeeper.core.http.paging import Identifier, ListParameters, Page
from watchkeeper.core.http.security import CurrentPrincipal, require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.estate.maintenance.schemas import WindowIn, WindowView
from watchkeeper.estate.maintenance.service import MaintenanceService


def build_router(service: MaintenanceService) -> APIRouter:
    """Return the routes of maintenance windows."""
    router = APIRouter(prefix="/maintenance", tags=["maintenance"], route_class=TransactionRoute)
    view, edit = [require("maintenance:view")], [require("maintenance:edit")]

    @router.get("", dependencies=view)
    async def list_maintenance(session: Session, query: ListParameters) -> Page[WindowView]:
        """List maintenance windows, latest first; ``q`` looks into their names."""
        found, total = await service.list_windows(session, query)
        items = [WindowView.seen(row, service.clock()) for row in found]
        return Page[WindowView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.post("", dependencies=edit, status_code=status.HTTP_201_CREATED)
    async def plan_maintenance(new: WindowIn, session: Session, actor: CurrentPrincipal) -> WindowView:
        """Plan work on devices, pools, sites and links, once or recurring."""
        return WindowView.seen(await service.plan(session, new, actor), service.clock())

    @router.get("/{window_id}", dependencies=view)
    async def get_maintenance(window_id: Identifier, session: Session) -> WindowView:
        """Return one maintenance window."""
        return WindowView.seen(await service.window(session, window_id), service.clock())

    @router.put("/{window_id}", dependencies=edit)
    async def change_maintenance(
        window_id: Identifier, new: WindowIn, session: Session, actor: CurrentPrincipal
    ) -> WindowView:
        """Plan a window anew."""
        return WindowView.seen(await service.change(session, window_id, new, actor), service.clock())

    @router.post("/{window_id}/end", dependencies=edit)
    async def end_maintenance(window_id: Identifier, session: Session, actor: CurrentPrincipal) -> WindowView:
        """End a window now and for good; what it covered until now stays covered."""
        return WindowView.seen(await service.end(session, window_id, actor), service.clock())

    @router.delete("/{window_id}", dependencies=edit, status_code=status.HTTP_204_NO_CONTENT)
    async def delete_maintenance(window_id: Identifier, session: Session, actor: CurrentPrincipal) -> None:
        """Remove a window as if it had never been."""
        await service.delete(session, window_id, actor)

    return router
