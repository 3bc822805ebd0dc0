"""Imports over HTTP: look first, then apply what was looked at."""

from fastapi import APIRouter

from watchkeeper.core.audit.routes import unaudited
from watchkeeper.core.http.security import CurrentPrincipal, require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.estate.inventory.imports.plan import Action
from watchkeeper.estate.inventory.imports.schemas import Applied, ImportFile, ImportOrder, Preview
from watchkeeper.estate.inventory.imports.service import ImportService


def build_router(service: ImportService) -> APIRouter:
    """Return the routes of importing."""
    router = APIRouter(prefix="/imports", tags=["imports"], route_class=TransactionRoute)
    allowed = [require("devices:import")]

    @router.post("/preview", dependencies=[*allowed, unaudited("a preview changes nothing")])
    async def preview_import(file: ImportFile, session: Session) -> Preview:
        """Show what a file would change; nothing is written."""
        return Preview.of(await service.preview(session, file.format, file.content))

    @router.post("/apply", dependencies=allowed)
    async def apply_import(order: ImportOrder, session: Session, actor: CurrentPrincipal) -> Applied:
        """Apply what the preview showed: all of it, or nothing."""
        plan = await service.apply(session, order.format, order.content, order.digest, actor)
        return Applied.of(plan, applied=bool(plan.count(Action.CREATE) + plan.count(Action.UPDATE)))

    return router
