"""Notifications over HTTP."""

from functools import partial
from html import escape
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, status
from fastapi.responses import HTMLResponse

from watchkeeper.act.notifications.inbox_endpoints import build_router as build_inbox_router
from watchkeeper.act.notifications.models import Channel, Rule
from watchkeeper.act.notifications.oncall_endpoints import build_router as build_oncall_router
from watchkeeper.act.notifications.preview import PreviewIn
from watchkeeper.act.notifications.preview_schemas import PreviewView, seen
from watchkeeper.act.notifications.schemas import (
    AcknowledgedView,
    ChannelIn,
    ChannelView,
    DeliveryState,
    DeliveryView,
    RuleIn,
    RuleView,
    TestView,
)
from watchkeeper.act.notifications.service import NotificationService
from watchkeeper.core.audit.routes import unaudited
from watchkeeper.core.http.paging import MAX_ID, Identifier, ListParameters, Page
from watchkeeper.core.http.security import CurrentPrincipal, public, require
from watchkeeper.core.http.transaction import ReadingRoute, Session, TransactionRoute, transaction_of

_VIEW, _EDIT = require("notifications:view"), require("notifications:edit")
_HEAD = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Acknowledge</title>"""
_PAGE = f"""{_HEAD}
<form method="post"><button autofocus>Acknowledge the incident</button></form></html>"""
_DONE = f"""{_HEAD}
<h1>Acknowledged</h1><p>Incident {{number}}: {{title}}</p><p>By {{by}}</p></html>"""
_SAID_TO_PEOPLE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {"text/html": {"schema": {"type": "string"}}}}
}


def build_router(service: NotificationService) -> APIRouter:
    """Return the routes of notifications."""
    router = APIRouter(prefix="/notifications", tags=["notifications"], route_class=TransactionRoute)
    _channels(router, service)
    router.include_router(_trials(service))
    _rules(router, service)
    _preview(router, service)
    router.include_router(build_oncall_router(service.oncall))
    router.include_router(build_inbox_router(service.inbox))
    _log(router, service)
    _acknowledgement(router, service)
    return router


def _channels(router: APIRouter, service: NotificationService) -> None:
    @router.get("/channels", dependencies=[_VIEW])
    async def list_channels(session: Session) -> list[ChannelView]:
        """List channels, without what is needed to use them."""
        return [ChannelView.seen(row, service.shown(row)) for row in await service.every(session, Channel)]

    @router.post("/channels", dependencies=[_EDIT], status_code=status.HTTP_201_CREATED)
    async def create_channel(new: ChannelIn, session: Session, actor: CurrentPrincipal) -> ChannelView:
        """Add a channel; its secrets are sealed and never returned."""
        row = await service.create_channel(session, new, actor)
        return ChannelView.seen(row, service.shown(row))

    @router.put("/channels/{channel_id}", dependencies=[_EDIT])
    async def change_channel(
        channel_id: Identifier, new: ChannelIn, session: Session, actor: CurrentPrincipal
    ) -> ChannelView:
        """Replace a channel; secrets that are left out stay, unless it goes elsewhere."""
        row = await service.change_channel(session, channel_id, new, actor)
        return ChannelView.seen(row, service.shown(row))

    @router.delete("/channels/{channel_id}", dependencies=[_EDIT], status_code=status.HTTP_204_NO_CONTENT)
    async def delete_channel(channel_id: Identifier, session: Session, actor: CurrentPrincipal) -> None:
        """Remove a channel with its log."""
        await service.delete(session, Channel, channel_id, actor)


def _trials(service: NotificationService) -> APIRouter:
    router = APIRouter(route_class=ReadingRoute)

    @router.post("/channels/{channel_id}/test", dependencies=[_EDIT])
    async def test_channel(channel_id: Identifier, request: Request, actor: CurrentPrincipal) -> TestView:
        """Send a message over the channel, now and really."""
        return await service.trials.try_channel(channel_id, partial(transaction_of, request), actor)

    return router


def _rules(router: APIRouter, service: NotificationService) -> None:
    @router.get("/rules", dependencies=[_VIEW])
    async def list_notification_rules(session: Session) -> list[RuleView]:
        """List who is told about which incidents."""
        return [RuleView.of(row) for row in await service.every(session, Rule)]

    @router.post("/rules", dependencies=[_EDIT], status_code=status.HTTP_201_CREATED)
    async def create_notification_rule(new: RuleIn, session: Session, actor: CurrentPrincipal) -> RuleView:
        """Add a rule."""
        return RuleView.of(await service.create_rule(session, new, actor))

    @router.put("/rules/{rule_id}", dependencies=[_EDIT])
    async def change_notification_rule(
        rule_id: Identifier, new: RuleIn, session: Session, actor: CurrentPrincipal
    ) -> RuleView:
        """Replace a rule."""
        return RuleView.of(await service.change_rule(session, rule_id, new, actor))

    @router.delete("/rules/{rule_id}", dependencies=[_EDIT], status_code=status.HTTP_204_NO_CONTENT)
    async def delete_notification_rule(rule_id: Identifier, session: Session, actor: CurrentPrincipal) -> None:
        """Remove a rule."""
        await service.delete(session, Rule, rule_id, actor)


def _preview(router: APIRouter, service: NotificationService) -> None:
    why = "it sends and changes nothing"

    @router.post("/preview", dependencies=[_VIEW, unaudited(why)])
    async def preview_notifications(asked: PreviewIn, session: Session) -> PreviewView:
        """Say who would be told of an incident or alert, when, and which conditions of each rule say so."""
        return seen(await service.previewer.preview(session, asked))


def _log(router: APIRouter, service: NotificationService) -> None:
    @router.get("/deliveries", dependencies=[_VIEW])
    async def list_deliveries(
        session: Session,
        query: ListParameters,
        incident_id: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
        state: DeliveryState | None = None,
    ) -> Page[DeliveryView]:
        """List what was sent, latest first; ``q`` looks into subjects."""
        found, total = await service.deliveries(session, incident_id, state, query)
        items = [DeliveryView.of(row) for row in found]
        return Page[DeliveryView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.post("/deliveries/{delivery_id}/redrive", dependencies=[_EDIT])
    async def redrive_delivery(delivery_id: Identifier, session: Session, actor: CurrentPrincipal) -> DeliveryView:
        """Give a dead letter another chance: it is tried as often as a new message."""
        return DeliveryView.of(await service.redrive(session, delivery_id, actor))


def _acknowledgement(router: APIRouter, service: NotificationService) -> None:
    @router.get("/acknowledge/{token}", dependencies=[public()], response_class=HTMLResponse)
    async def show_acknowledgement(token: str) -> HTMLResponse:
        """Show a button: programs that look at links in mails must not acknowledge anything."""
        del token
        return HTMLResponse(_PAGE)

    @router.post(
        "/acknowledge/{token}", dependencies=[public()], response_model=AcknowledgedView, responses=_SAID_TO_PEOPLE
    )
    async def acknowledge_by_link(token: str, request: Request, session: Session) -> AcknowledgedView | HTMLResponse:
        """Acknowledge an incident by the signed link of a message; browsers are told so in a page."""
        number, title, by = await service.acknowledge(session, token)
        if "text/html" in request.headers.get("accept", ""):
            return HTMLResponse(_DONE.format(number=number, title=escape(title), by=escape(by)))
        return AcknowledgedView(incident_id=number, title=title, acknowledged_by=by)
