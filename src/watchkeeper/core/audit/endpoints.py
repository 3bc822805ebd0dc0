"""The audit log over HTTP; it is only read."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from watchkeeper.core.audit.repository import EntryFilter
from watchkeeper.core.audit.schemas import AuditEntryView, ChainState
from watchkeeper.core.audit.service import AuditService
from watchkeeper.core.http.bodies import Moment
from watchkeeper.core.http.paging import Identifier, ListParameters, Page
from watchkeeper.core.http.security import require
from watchkeeper.core.http.transaction import Session, TransactionRoute

Short = Annotated[str, Query(max_length=255, pattern=r"^[^\x00]*$")]


async def _filter(
    since: Moment | None = None,
    until: Moment | None = None,
    actor: Short = "",
    verb: Short = "",
    object_kind: Short = "",
    object_id: Short = "",
    outcome: Annotated[str, Query(pattern=r"^(ok|denied|failed)?$")] = "",
) -> EntryFilter:
    return EntryFilter(since, until, actor, verb, object_kind, object_id, outcome)


def build_router(service: AuditService) -> APIRouter:
    """Return the routes under ``/audit``."""
    router = APIRouter(prefix="/audit", tags=["audit"], route_class=TransactionRoute)
    view = [require("audit:view")]

    @router.get("", dependencies=view)
    async def list_entries(
        session: Session, query: ListParameters, wanted: Annotated[EntryFilter, Depends(_filter)]
    ) -> Page[AuditEntryView]:
        """Who did what, newest first. A verb ending in a dot means every verb of that object."""
        found, total = await service.search(session, wanted, query)
        items = [AuditEntryView.of(entry) for entry in found]
        return Page[AuditEntryView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.get("/state", dependencies=view)
    async def read_state(session: Session) -> ChainState:
        """How far the log is chained, signed and archived."""
        return await service.state(session)

    @router.get("/verbs", dependencies=view)
    async def list_verbs(session: Session) -> list[str]:
        """Every verb that occurs."""
        return list(await service.verbs(session))

    @router.get("/{entry_id}", dependencies=view)
    async def get_entry(session: Session, entry_id: Identifier) -> AuditEntryView:
        """One entry."""
        return AuditEntryView.of(await service.entry(session, entry_id))

    return router
