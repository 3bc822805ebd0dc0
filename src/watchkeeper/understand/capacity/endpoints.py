"""Capacity over HTTP."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Response

from watchkeeper.core.http.paging import MAX_ID, ListParameters, Page
from watchkeeper.core.http.security import require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.understand.capacity.exports import as_csv
from watchkeeper.understand.capacity.kinds import Kind
from watchkeeper.understand.capacity.schemas import CapacityItem, CapacitySummary
from watchkeeper.understand.capacity.service import Asked, CapacityService

_YEAR_DAYS: Final = 366
_FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The file.", "content": {"text/csv": {"schema": {"type": "string"}}}}
}


def _asked(
    kind: Kind | None = None,
    site_id: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    pool_id: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    within_days: Annotated[float | None, Query(ge=0, le=_YEAR_DAYS, description="Only what is there by then.")] = None,
) -> Asked:
    return Asked(kind, site_id, pool_id, within_days)


Wanted = Annotated[Asked, Depends(_asked)]


def build_router(service: CapacityService, interval_s: int) -> APIRouter:
    """Return the routes of capacity. ``interval_s`` is how often all is looked at."""
    router = APIRouter(
        prefix="/capacity",
        tags=["capacity"],
        route_class=TransactionRoute,
        dependencies=[require("series:view")],
    )

    @router.get("")
    async def list_capacity(session: Session, asked: Wanted, query: ListParameters) -> Page[CapacityItem]:
        """List what reaches its limit within a year, the soonest first; ``q`` looks into devices and objects.

        Only drifts whose slope differs from zero beyond doubt (95 %) are forecast.
        """
        rows, total = await service.list_outlooks(session, asked, query)
        names = await service.names(session, rows)
        return Page[CapacityItem].of([CapacityItem.of(row, names) for row in rows], total, query)

    @router.get("/summary")
    async def get_capacity_summary(
        session: Session,
        site_id: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
        pool_id: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    ) -> CapacitySummary:
        """Return how many series there are of each kind, with those that have no trend or too little history."""
        asked = Asked(site_id=site_id, pool_id=pool_id)
        return CapacitySummary.of(await service.summary(session, asked), interval_s)

    @router.get("/export", response_class=Response, responses=_FILE)
    async def export_capacity(
        session: Session, asked: Wanted, q: Annotated[str, Query(max_length=200)] = ""
    ) -> Response:
        """Return the whole list as a CSV file."""
        rows = await service.every(session, asked, q)
        names = await service.names(session, rows)
        headers = {"Content-Disposition": f'attachment; filename="capacity-{service.clock():%Y-%m-%d}.csv"'}
        content = as_csv(CapacityItem.of(row, names) for row in rows)
        return Response(content, media_type="text/csv", headers=headers)

    return router
