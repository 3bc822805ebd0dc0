"""Availability over HTTP."""

import asyncio
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query, Response

from watchkeeper.core.http.bodies import Moment
from watchkeeper.core.http.paging import MAX_ID, ListParameters
from watchkeeper.core.http.security import require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.understand.availability.asking import period_of, zone_of
from watchkeeper.understand.availability.exports import as_csv, as_pdf, note
from watchkeeper.understand.availability.intervals import Needs
from watchkeeper.understand.availability.periods import Named, Period
from watchkeeper.understand.availability.schemas import AvailabilityItem, AvailabilityReport, clipped_from
from watchkeeper.understand.availability.service import AvailabilityService, Subject

_FILES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The file.",
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            "application/pdf": {"schema": {"type": "string", "format": "binary"}},
        },
    }
}


@dataclass(frozen=True, slots=True)
class _Asked:
    kind: Subject
    period: Named | None
    month: str | None
    start: Moment | None
    end: Moment | None
    time_zone: str
    needs: Needs
    device_id: int | None

    def within(self, service: AvailabilityService) -> tuple[Period, ZoneInfo]:
        zone = zone_of(self.time_zone)
        found = period_of(service.clock(), zone, name=self.period, of_month=self.month, start=self.start, end=self.end)
        return found, zone


def _asked(  # one parameter a question
    kind: Subject,
    period: Annotated[Named | None, Query(description="A named period. Default: this_month.")] = None,
    month: Annotated[str | None, Query(max_length=7, description="A month of the time zone: 2026-03.")] = None,
    start: Annotated[Moment | None, Query(description="The first moment, instead of a name.")] = None,
    end: Annotated[Moment | None, Query(description="The moment after the last. Default: now.")] = None,
    time_zone: Annotated[str, Query(max_length=64, description="Whose midnights begin the days.")] = "UTC",
    needs: Annotated[Needs, Query(description="When a site or service is up.")] = Needs.ALL,
    device_id: Annotated[int | None, Query(ge=1, le=MAX_ID, description="One device; needed for interfaces.")] = None,
) -> _Asked:
    return _Asked(kind, period, month, start, end, time_zone, needs, device_id)


Asked = Annotated[_Asked, Depends(_asked)]


def build_router(service: AvailabilityService) -> APIRouter:
    """Return the routes of availability."""
    router = APIRouter(
        prefix="/availability",
        tags=["availability"],
        route_class=TransactionRoute,
        dependencies=[require("health:view")],
    )

    @router.get("")
    async def get_availability(session: Session, asked: Asked, query: ListParameters) -> AvailabilityReport:
        """Return how available everything of a kind was, the least available first; ``q`` looks into names."""
        period, zone = asked.within(service)
        found = await service.report(session, asked.kind, period, asked.needs, asked.device_id)
        wanted = [item for item in found.items if query.q.casefold() in item.name.casefold()]
        shown = wanted[query.offset : query.offset + query.limit]
        return AvailabilityReport(
            kind=asked.kind,
            start=found.period.start,
            end=found.period.end,
            clipped_from=clipped_from(found),
            note=note(found, zone),
            time_zone=zone.key,
            needs=asked.needs.value,
            total=len(wanted),
            offset=query.offset,
            limit=query.limit,
            items=[AvailabilityItem.of(item) for item in shown],
        )

    @router.get("/export", response_class=Response, responses=_FILES)
    async def export_availability(
        session: Session,
        asked: Asked,
        format: Annotated[Literal["csv", "pdf"], Query()] = "csv",  # noqa: A002
    ) -> Response:
        """Return the whole report as a file."""
        period, zone = asked.within(service)
        found = await service.report(session, asked.kind, period, asked.needs, asked.device_id)
        name = f"availability-{asked.kind}-{found.period.start.astimezone(zone):%Y-%m-%d}.{format}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        if format == "csv":
            return Response(as_csv(found), media_type="text/csv", headers=headers)
        content = await asyncio.to_thread(as_pdf, found, zone, service.clock())
        return Response(content, media_type="application/pdf", headers=headers)

    return router
