"""Investigations over HTTP."""

from fastapi import APIRouter

from watchkeeper.core.http.paging import Identifier
from watchkeeper.core.http.security import CurrentPrincipal, require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.understand.investigations.schemas import InvestigationView
from watchkeeper.understand.investigations.service import InvestigationService


def build_router(service: InvestigationService) -> APIRouter:
    """Return the routes of investigations."""
    router = APIRouter(tags=["alerts"], route_class=TransactionRoute)

    @router.get("/incidents/{incident_id}/investigation", dependencies=[require("alerts:view")])
    async def investigate_incident(
        incident_id: Identifier, session: Session, actor: CurrentPrincipal
    ) -> InvestigationView:
        """Return what caused an incident, as far as is known now, and what was changed before it.

        What was done on the platform is left out for those who may not read the audit log.
        """
        return await service.investigate(session, incident_id, actor)

    return router
