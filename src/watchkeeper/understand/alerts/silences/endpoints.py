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
        items = [SilenceView.seen(row, service.clock()) for row in found]
        return Page[SilenceView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.post("", dependencies=edit, status_code=status.HTTP_201_CREATED)
    async def begin_silence(new: SilenceIn, session: Session, actor: CurrentPrincipal) -> SilenceView:
        """Silence alerts for a time: incidents that rest on them alone tell nobody until it ends."""
        return SilenceView.seen(await service.begin(session, new, actor), service.clock())

    @router.get("/{silence_id}", dependencies=view)
    async def get_silence(silence_id: Identifier, session: Session) -> SilenceView:
        """Return one silence."""
        return SilenceView.seen(await service.silence(session, silence_id), service.clock())

    @router.post("/{silence_id}/end", dependencies=edit)
    async def end_silence(silence_id: Identifier, session: Session, actor: CurrentPrincipal) -> SilenceView:
        """End a silence now."""
        return SilenceView.seen(await service.end(session, silence_id, actor), service.clock())

    return router
