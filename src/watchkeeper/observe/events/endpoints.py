"""Events over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from watchkeeper.core.http.bodies import Moment
from watchkeeper.core.http.paging import MAX_ID, ListParameters, Page
from watchkeeper.core.http.security import by_site, require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.observe.events.kinds import EventKind, Severity
from watchkeeper.observe.events.repository import EventFilter
from watchkeeper.observe.events.schemas import EventView
from watchkeeper.observe.events.service import EventService


def build_router(service: EventService) -> APIRouter:
    """Return the routes of events."""
    router = APIRouter(tags=["events"], route_class=TransactionRoute)

    @router.get("/events", dependencies=[require("events:view"), by_site()])
    async def list_events(
        session: Session,
        query: ListParameters,
        device_id: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
        kind: EventKind | None = None,
        severity: Severity | None = None,
        start: Annotated[Moment | None, Query(description="First moment that is included.")] = None,
        end: Annotated[Moment | None, Query(description="First moment that is not included any more.")] = None,
    ) -> Page[EventView]:
        """List events, newest first; ``q`` looks into device names, objects and messages."""
        wanted = EventFilter(device_id, kind, severity, start, end, query.q)
        found, total = await service.list_events(session, wanted, query)
        items = [EventView.of(event) for event in found]
        return Page[EventView](items=items, total=total, offset=query.offset, limit=query.limit)

    return router
