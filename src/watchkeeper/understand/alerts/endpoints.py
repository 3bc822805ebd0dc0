"""Alerts and incidents over HTTP."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final, Literal, Protocol

from fastapi import APIRouter, Body, Query, Request, Response
from fastapi.responses import PlainTextResponse
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.http.paging import MAX_ID, Identifier, ListParameters, ListQuery, Page
from watchkeeper.core.http.security import CurrentPrincipal, by_site, require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.kit.jsonable import JSON
from watchkeeper.understand.alerts import sources
from watchkeeper.understand.alerts.errors import UnknownMappingError
from watchkeeper.understand.alerts.lifecycle import AlertState
from watchkeeper.understand.alerts.models import AlertRow
from watchkeeper.understand.alerts.priority import reasons_of
from watchkeeper.understand.alerts.report_text import markdown, pdf_of
from watchkeeper.understand.alerts.repository import AlertFilter
from watchkeeper.understand.alerts.schemas import (
    AlertDetail,
    AlertsIn,
    AlertView,
    AssignIn,
    CommentIn,
    IncidentDetail,
    IncidentView,
    MarkView,
    PriorityReason,
    SeverityName,
    ShelveIn,
    TakenView,
    TimelineView,
)
from watchkeeper.understand.alerts.service import AlertService
from watchkeeper.understand.alerts.turns import Turns, in_turn

_REPORTED_ALERTS = 1000
_PDF: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The file.",
        "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
    }
}


class MarkdownResponse(PlainTextResponse):
    """Text as Markdown (RFC 7763)."""

    media_type = "text/markdown"


class Mutes(Protocol):
    """Knows why nobody is told about alerts."""

    async def of(self, session: AsyncSession, alerts: Sequence[AlertRow]) -> Mapping[int, object]:
        """Return what mutes alerts, by their number."""
        ...


def build_router(service: AlertService, clock: Clock = utc_now, mutes: Mutes | None = None) -> APIRouter:
    """Return the routes of alerts and incidents."""
    router = APIRouter(tags=["alerts"], route_class=TransactionRoute)
    router.include_router(_ingest(service, clock))
    _alerts(router, service, mutes)
    _incidents(router, service)
    _reports(router, service)
    return router


def _ingest(service: AlertService, clock: Clock) -> APIRouter:
    router = APIRouter(route_class=in_turn(Turns(service.settings.waiting_senders)))
    ingest = [require("alerts:ingest")]

    @router.post("/alerts/ingest", dependencies=ingest)
    async def take_alerts(new: AlertsIn, session: Session) -> TakenView:
        """Take alerts in; repeated ones are the same alert, and incidents follow at once."""
        return TakenView.of(await service.take_of_others(session, [one.signal() for one in new.alerts]))

    @router.post("/alerts/webhooks/alertmanager", dependencies=ingest)
    async def take_alertmanager(message: Annotated[dict[str, Any], Body()], session: Session) -> TakenView:
        """Take a webhook message of Prometheus Alertmanager in."""
        signals = sources.from_alertmanager(message, clock(), await service.names(session))
        return TakenView.of(await service.take_of_others(session, signals))

    @router.post("/alerts/webhooks/prtg", dependencies=ingest)
    async def take_prtg(request: Request, session: Session) -> TakenView:
        """Take a notification of PRTG in (form fields ``device``, ``name``, ``status``, ``message``)."""
        from urllib.parse import parse_qsl

        body = (await request.body()).decode("utf-8", "replace")
        fields = {**dict(parse_qsl(body)), **dict(request.query_params)}
        return TakenView.of(await service.take_of_others(session, [sources.from_prtg(fields, clock())]))

    @router.post("/alerts/webhooks/generic/{mapping}", dependencies=ingest)
    async def take_generic(mapping: str, message: Annotated[Any, Body()], session: Session) -> TakenView:
        """Take any JSON in, read by a mapping of the settings (``alerts.mappings``)."""
        known: Mapping[str, str] | None = service.settings.mappings.get(mapping)
        if known is None:
            raise UnknownMappingError(
                f"There is no mapping {mapping!r}.", hint="Add it to the setting alerts.mappings."
            )
        signals = sources.from_mapping(message, known, mapping, clock())
        return TakenView.of(await service.take_of_others(session, signals))

    return router


def _alerts(router: APIRouter, service: AlertService, mutes: Mutes | None) -> None:
    view, edit = [require("alerts:view")], [require("alerts:edit")]

    @router.get("/alerts/alertmanager", dependencies=view)
    async def open_for_alertmanager(session: Session) -> list[dict[str, Any]]:
        """Return open alerts as Alertmanager's API takes them (``POST /api/v2/alerts``)."""
        rows = await service.open_alerts(session)
        told: list[dict[str, JSON]] = sources.for_alertmanager(
            (row.entity, row.kind, row.severity, row.summary, row.raised_at) for row in rows
        )
        return list(told)

    @router.get("/alerts", dependencies=[*view, by_site()])
    async def list_alerts(
        session: Session,
        query: ListParameters,
        state: AlertState | None = None,
        severity: SeverityName | None = None,
        incident_id: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
        open: bool | None = None,  # noqa: A002, FBT001 - the name of the parameter in the URL
    ) -> Page[AlertView]:
        """List alerts, latest first; ``q`` looks into objects, conditions and summaries."""
        wanted = AlertFilter(state, severity, incident_id, open, None, query.q)
        found, total = await service.list_alerts(session, wanted, query)
        muted = await mutes.of(session, found) if mutes is not None else {}
        items = [AlertView.muted_by(row, muted.get(row.id)) for row in found]
        return Page[AlertView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.get("/alert-marks", dependencies=[*view, by_site()])
    async def list_marks(session: Session) -> list[MarkView]:
        """Return the worst open alert of each object and how many there are; those put aside are left out."""
        return [MarkView.model_validate(mark, from_attributes=True) for mark in await service.marks(session)]

    @router.get("/alerts/{alert_id}", dependencies=view)
    async def get_alert(alert_id: Identifier, session: Session) -> AlertDetail:
        """Return one alert with what people did about it."""
        history = await service.alert_history(session, alert_id)
        alert = await service.alert(session, alert_id)
        return AlertDetail(alert=AlertView.of(alert), history=[TimelineView.of(line) for line in history])

    @router.post("/alerts/{alert_id}/acknowledge", dependencies=edit)
    async def acknowledge_alert(alert_id: Identifier, session: Session, actor: CurrentPrincipal) -> AlertView:
        """Take note of an alert."""
        return AlertView.of(await service.acknowledge_alert(session, alert_id, actor))

    @router.post("/alerts/{alert_id}/assign", dependencies=edit)
    async def assign_alert(alert_id: Identifier, to: AssignIn, session: Session, actor: CurrentPrincipal) -> AlertView:
        """Make an alert somebody's."""
        return AlertView.of(await service.assign_alert(session, alert_id, to.to, actor))

    @router.post("/alerts/{alert_id}/shelve", dependencies=edit)
    async def shelve_alert(
        alert_id: Identifier, shelf: ShelveIn, session: Session, actor: CurrentPrincipal
    ) -> AlertView:
        """Put an alert aside until a moment."""
        return AlertView.of(await service.shelve_alert(session, alert_id, shelf.until, shelf.reason, actor))

    @router.post("/alerts/{alert_id}/comments", dependencies=edit)
    async def comment_alert(
        alert_id: Identifier, comment: CommentIn, session: Session, actor: CurrentPrincipal
    ) -> AlertView:
        """Say something about an alert."""
        return AlertView.of(await service.comment_alert(session, alert_id, comment.text, actor))


def _incidents(router: APIRouter, service: AlertService) -> None:
    view, edit = [require("alerts:view")], [require("alerts:edit")]

    @router.get("/incidents", dependencies=[*view, by_site()])
    async def list_incidents(
        session: Session, query: ListParameters, stage: Literal["forming", "open", "closed", "merged"] | None = None
    ) -> Page[IncidentView]:
        """List incidents, latest first; ``q`` looks into their titles."""
        found, total = await service.list_incidents(session, stage, query)
        items = [IncidentView.of(row) for row in found]
        return Page[IncidentView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.get("/incidents/{incident_id}", dependencies=view)
    async def get_incident(incident_id: Identifier, session: Session) -> IncidentDetail:
        """Return one incident with what happened to it."""
        row = await service.incident(session, incident_id)
        lines = await service.timeline(session, incident_id)
        return IncidentDetail(
            incident=IncidentView.of(row),
            priority_reasons=[PriorityReason.model_validate(one) for one in reasons_of(row.engine)],
            timeline=[TimelineView.of(line) for line in lines],
        )

    @router.post("/incidents/{incident_id}/acknowledge", dependencies=edit)
    async def acknowledge_incident(incident_id: Identifier, session: Session, actor: CurrentPrincipal) -> IncidentView:
        """Take note of an incident, which ends its escalation."""
        return IncidentView.of(await service.acknowledge_incident(session, incident_id, actor.name))

    @router.post("/incidents/{incident_id}/assign", dependencies=edit)
    async def assign_incident(
        incident_id: Identifier, to: AssignIn, session: Session, actor: CurrentPrincipal
    ) -> IncidentView:
        """Make an incident somebody's."""
        return IncidentView.of(await service.assign_incident(session, incident_id, to.to, actor))

    @router.post("/incidents/{incident_id}/comments", dependencies=edit, status_code=204)
    async def comment_incident(
        incident_id: Identifier, comment: CommentIn, session: Session, actor: CurrentPrincipal
    ) -> None:
        """Say something about an incident."""
        await service.comment_incident(session, incident_id, comment.text, actor)


def _reports(router: APIRouter, service: AlertService) -> None:
    view = [require("alerts:view")]
    every = ListQuery(limit=_REPORTED_ALERTS, sort="raised_at")

    @router.get("/incidents/{incident_id}/report", dependencies=view, response_class=MarkdownResponse)
    async def report_incident(incident_id: Identifier, session: Session) -> MarkdownResponse:
        """Return the report on an incident as Markdown."""
        row = await service.incident(session, incident_id)
        lines = await service.timeline(session, incident_id)
        alerts, _ = await service.list_alerts(session, AlertFilter(incident_id=incident_id), every)
        return MarkdownResponse(markdown(row, lines, alerts))

    @router.get("/incidents/{incident_id}/report.pdf", dependencies=view, response_class=Response, responses=_PDF)
    async def print_incident(incident_id: Identifier, session: Session) -> Response:
        """Return the report on an incident as PDF."""
        row = await service.incident(session, incident_id)
        lines = await service.timeline(session, incident_id)
        alerts, _ = await service.list_alerts(session, AlertFilter(incident_id=incident_id), every)
        content = await asyncio.to_thread(pdf_of, row, lines, alerts)
        headers = {"Content-Disposition": f'attachment; filename="incident-{row.id}.pdf"'}
        return Response(content, media_type="application/pdf", headers=headers)
