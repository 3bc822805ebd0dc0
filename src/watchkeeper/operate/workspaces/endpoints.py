"""Preferences and dashboards over HTTP."""

from fastapi import APIRouter, status

from watchkeeper.core.http.paging import Identifier, ListParameters, Page
from watchkeeper.core.http.security import CurrentPrincipal, authenticated, require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.operate.workspaces.schemas import (
    DashboardChange,
    DashboardCreate,
    DashboardFile,
    DashboardSummary,
    DashboardView,
    PreferencesView,
)
from watchkeeper.operate.workspaces.service import WorkspaceService


def build_router(service: WorkspaceService) -> APIRouter:
    """Return the routes of workspaces."""
    router = APIRouter()
    router.include_router(_preferences_router(service))
    router.include_router(_dashboard_router(service))
    return router


def _preferences_router(service: WorkspaceService) -> APIRouter:
    router = APIRouter(prefix="/session/preferences", tags=["session"], route_class=TransactionRoute)
    logged_in = [authenticated()]

    @router.get("", dependencies=logged_in)
    async def get_preferences(session: Session, actor: CurrentPrincipal) -> PreferencesView:
        """Show how one wants the console to be."""
        return PreferencesView(chosen=await service.preferences(session, actor))

    @router.put("", dependencies=logged_in, status_code=status.HTTP_204_NO_CONTENT)
    async def set_preferences(given: PreferencesView, session: Session, actor: CurrentPrincipal) -> None:
        """Replace how one wants the console to be."""
        await service.prefer(session, actor, given.chosen)

    return router


def _dashboard_router(service: WorkspaceService) -> APIRouter:
    router = APIRouter(prefix="/dashboards", tags=["dashboards"], route_class=TransactionRoute)
    view, edit = [require("dashboards:view")], [require("dashboards:edit")]

    @router.get("", dependencies=view)
    async def list_dashboards(
        session: Session, query: ListParameters, actor: CurrentPrincipal
    ) -> Page[DashboardSummary]:
        """List one's own dashboards and shared ones."""
        found, total = await service.list_dashboards(session, actor, query)
        items = [DashboardSummary.of(dashboard, actor) for dashboard in found]
        return Page[DashboardSummary](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.post("", dependencies=edit, status_code=status.HTTP_201_CREATED)
    async def create_dashboard(new: DashboardCreate, session: Session, actor: CurrentPrincipal) -> DashboardView:
        """Keep a new dashboard."""
        return DashboardView.of(await service.create(session, new, actor), actor)

    @router.get("/{dashboard_id}", dependencies=view)
    async def get_dashboard(dashboard_id: Identifier, session: Session, actor: CurrentPrincipal) -> DashboardView:
        """Show one dashboard."""
        return DashboardView.of(await service.dashboard(session, dashboard_id, actor), actor)

    @router.get("/{dashboard_id}/file", dependencies=view)
    async def export_dashboard(dashboard_id: Identifier, session: Session, actor: CurrentPrincipal) -> DashboardFile:
        """Return a dashboard as a file that another installation can import."""
        found = DashboardView.of(await service.dashboard(session, dashboard_id, actor), actor)
        return DashboardFile(name=found.name, layout=found.layout)

    @router.post("/import", dependencies=edit, status_code=status.HTTP_201_CREATED)
    async def import_dashboard(file: DashboardFile, session: Session, actor: CurrentPrincipal) -> DashboardView:
        """Keep the dashboard of a file, as one's own and not shared."""
        new = DashboardCreate(name=file.name, layout=file.layout)
        return DashboardView.of(await service.create(session, new, actor), actor)

    @router.patch("/{dashboard_id}", dependencies=edit)
    async def change_dashboard(
        dashboard_id: Identifier, change: DashboardChange, session: Session, actor: CurrentPrincipal
    ) -> DashboardView:
        """Change one's own dashboard; what is absent stays."""
        return DashboardView.of(await service.change(session, dashboard_id, change, actor), actor)

    @router.delete("/{dashboard_id}", dependencies=edit, status_code=status.HTTP_204_NO_CONTENT)
    async def delete_dashboard(dashboard_id: Identifier, session: Session, actor: CurrentPrincipal) -> None:
        """Remove one's own dashboard."""
        await service.delete(session, dashboard_id, actor)

    return router
