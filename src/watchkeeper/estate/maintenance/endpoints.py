"""Maintenance windows over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, status

from watchkeeper.core.http.bodies import Moment
from watchkeeper.core.http.paging import Identifier, ListParameters, Page
from watchkeeper.core.http.security import CurrentPrincipal, require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.estate.maintenance.schemas import MutedView, SpanView, WindowIn, WindowView, timing_of
from watchkeeper.estate.maintenance.service import MaintenanceService


def build_router(service: MaintenanceService) -> APIRouter:
    """Return the routes of maintenance windows."""
    router = APIRouter(prefix="/maintenance", tags=["maintenance"], route_class=TransactionRoute)
    view, edit = [require("maintenance:view")], [require("maintenance:edit")]

    @router.get("", dependencies=view)
    async def list_maintenance(session: Session, query: ListParameters) -> Page[WindowView]:
        """List maintenance windows, latest first; ``q`` looks into their names."""
        found, total = await service.list_windows(session, query)
        return Page[WindowView].of([service.seen(row) for row in found], total, query)

    @router.post("", dependencies=edit, status_code=status.HTTP_201_CREATED)
    async def plan_maintenance(new: WindowIn, session: Session, actor: CurrentPrincipal) -> WindowView:
        """Plan work on devices, pools, sites and links, once or recurring."""
        return service.seen(await service.plan(session, new, actor))

    @router.get("/muted", dependencies=view)
    async def get_muted(session: Session) -> MutedView:
        """Return what nobody is notified about now because it is worked on."""
        return await service.muted(session)

    @router.get("/occurrences", dependencies=view)
    async def foresee_maintenance(
        start: Annotated[Moment, Query(description="Start of the first occurrence.")],
        end: Annotated[Moment, Query(description="Its end.")],
        rule: Annotated[str, Query(max_length=500, description="RFC 5545 recurrence; empty: once.")] = "",
        time_zone: Annotated[str, Query(max_length=64, description="In which the rule is meant.")] = "UTC",
        most: Annotated[int, Query(ge=1, le=50, description="How many occurrences.")] = 5,
    ) -> list[SpanView]:
        """Say when a window would be: the occurrence that lasts and the next ones. Nothing is planned by it."""
        timing = timing_of(start, end, rule, time_zone)
        return [SpanView(start=one.start, end=one.end) for one in service.occurrences(timing, most)]

    @router.get("/{window_id}", dependencies=view)
    async def get_maintenance(window_id: Identifier, session: Session) -> WindowView:
        """Return one maintenance window."""
        return service.seen(await service.window(session, window_id))

    @router.put("/{window_id}", dependencies=edit)
    async def change_maintenance(
        window_id: Identifier, new: WindowIn, session: Session, actor: CurrentPrincipal
    ) -> WindowView:
        """Plan a window anew."""
        return service.seen(await service.change(session, window_id, new, actor))

    @router.post("/{window_id}/end", dependencies=edit)
    async def end_maintenance(window_id: Identifier, session: Session, actor: CurrentPrincipal) -> WindowView:
        """End a window now and for good; what it covered until now stays covered."""
        return service.seen(await service.end(session, window_id, actor))

    @router.delete("/{window_id}", dependencies=edit, status_code=status.HTTP_204_NO_CONTENT)
    async def delete_maintenance(window_id: Identifier, session: Session, actor: CurrentPrincipal) -> None:
        """Remove a window as if it had never been."""
        await service.delete(session, window_id, actor)

    return router
