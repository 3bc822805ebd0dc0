"""Silences over HTTP."""

from fastapi import APIRouter, status

from watchkeeper.core.http.paging import Identifier, ListParameters, Page
from watchkeeper.core.http.security import CurrentPrincipal, require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.understand.alerts.silences.schemas import SilenceIn, SilenceView
from watchkeeper.understand.alerts.silences.service import SilenceService


def build_router(service: SilenceService) -> APIRouter:
    """Return the routes of silences."""
    router = APIRouter(prefix="/silences", tags=["alerts"], route_class=TransactionRoute)
    view, edit = [require("silences:view")], [require("silences:edit")]

    @router.get("", dependencies=view)
    async def list_silences(session: Session, query: ListParameters) -> Page[SilenceView]:
        """List silences, latest first; ``q`` looks into their comments."""
        found, total = await service.list_silences(session, query)
        return Page[SilenceView].of([service.seen(row) for row in found], total, query)

    @router.post("", dependencies=edit, status_code=status.HTTP_201_CREATED)
    async def begin_silence(new: SilenceIn, session: Session, actor: CurrentPrincipal) -> SilenceView:
        """Silence alerts for a time: incidents that rest on them alone tell nobody until it ends."""
        return service.seen(await service.begin(session, new, actor))

    @router.get("/{silence_id}", dependencies=view)
    async def get_silence(silence_id: Identifier, session: Session) -> SilenceView:
        """Return one silence."""
        return service.seen(await service.silence(session, silence_id))

    @router.post("/{silence_id}/end", dependencies=edit)
    async def end_silence(silence_id: Identifier, session: Session, actor: CurrentPrincipal) -> SilenceView:
        """End a silence now."""
        return service.seen(await service.end(session, silence_id, actor))

    return router
