"""Notifications over HTTP."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, status
from fastapi.responses import HTMLResponse

from watchkeeper.act.notifications.models import Channel, Rule, Schedule
from watchkeeper.act.notifications.schemas import (
    AcknowledgedView,
    ChannelIn,
    ChannelView,
    DeliveryView,
    RuleIn,
    RuleView,
    ScheduleIn,
    ScheduleView,
    TestView,
)
from watchkeeper.act.notifications.service import NotificationService
from watchkeeper.core.http.paging import MAX_ID, Identifier, ListParameters, Page
from watchkeeper.core.http.security import CurrentPrincipal, public, require
from watchkeeper.core.http.transaction import Session, TransactionRoute

_VIEW, _EDIT = require("notifications:view"), require("notifications:edit")
_PAGE = """<!doctype html><meta charset="utf-8"><title>Acknowledge</title>
<form method="post"><button autofocus>Acknowledge the incident</button></form>"""


def build_router(service: NotificationService) -> APIRouter:
    """Return the routes of notifications."""
    router = APIRouter(prefix="/notifications", tags=["notifications"], route_class=TransactionRoute)
    _channels(router, service)
    _rules(router, service)
    _schedules(router, service)
    _log(router, service)
    return router


def _channels(router: APIRouter, service: NotificationService) -> None:
    @router.get("/channels", dependencies=[_VIEW])
    async def list_channels(session: Session) -> list[ChannelView]:
        """List channels, without what is needed to use them."""
        return [ChannelView.of(row) for row in await service.every(session, Channel)]

    @router.post("/channels", dependencies=[_EDIT], status_code=status.HTTP_201_CREATED)
    async def create_channel(new: ChannelIn, session: Session, actor: CurrentPrincipal) -> ChannelView:
        """Add a channel; its secrets are sealed and never returned."""
        return ChannelView.of(await service.create_channel(session, new, actor))

    @router.put("/channels/{channel_id}", dependencies=[_EDIT])
    async def change_channel(
        channel_id: Identifier, new: ChannelIn, session: Session, actor: CurrentPrincipal
    ) -> ChannelView:
        """Replace a channel, its secrets included."""
        return ChannelView.of(await service.change_channel(session, channel_id, new, actor))

    @router.delete("/channels/{channel_id}", dependencies=[_EDIT], status_code=status.HTTP_204_NO_CONTENT)
    async def delete_channel(channel_id: Identifier, session: Session, actor: CurrentPrincipal) -> None:
        """Remove a channel with its log."""
        await service.delete(session, Channel, channel_id, actor)

    @router.post("/channels/{channel_id}/test", dependencies=[_EDIT])
    async def test_channel(channel_id: Identifier, session: Session, actor: CurrentPrincipal) -> TestView:
        """Send a message over the channel, now and really."""
        return await service.test_channel(session, channel_id, actor)


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


def _schedules(router: APIRouter, service: NotificationService) -> None:
    @router.get("/schedules", dependencies=[_VIEW])
    async def list_schedules(session: Session) -> list[ScheduleView]:
        """List on-call schedules with whose turn it is."""
        now = service.clock()
        return [ScheduleView.seen(row, now) for row in await service.every(session, Schedule)]

    @router.post("/schedules", dependencies=[_EDIT], status_code=status.HTTP_201_CREATED)
    async def create_schedule(new: ScheduleIn, session: Session, actor: CurrentPrincipal) -> ScheduleView:
        """Add an on-call schedule."""
        return ScheduleView.seen(await service.create_schedule(session, new, actor), service.clock())

    @router.delete("/schedules/{schedule_id}", dependencies=[_EDIT], status_code=status.HTTP_204_NO_CONTENT)
    async def delete_schedule(schedule_id: Identifier, session: Session, actor: CurrentPrincipal) -> None:
        """Remove an on-call schedule."""
        await service.delete(session, Schedule, schedule_id, actor)


def _log(router: APIRouter, service: NotificationService) -> None:
    @router.get("/deliveries", dependencies=[_VIEW])
    async def list_deliveries(
        session: Session,
        query: ListParameters,
        incident_id: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
        state: Literal["pending", "failed", "sent", "dead", "held", "digested", "cooled", "muted"] | None = None,
    ) -> Page[DeliveryView]:
        """List what was sent, latest first; ``q`` looks into subjects."""
        found, total = await service.deliveries(session, incident_id, state, query)
        items = [DeliveryView.of(row) for row in found]
        return Page[DeliveryView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.get("/acknowledge/{token}", dependencies=[public()], response_class=HTMLResponse)
    async def show_acknowledgement(token: str) -> HTMLResponse:
        """Show a button: programs that look at links in mails must not acknowledge anything."""
        del token
        return HTMLResponse(_PAGE)

    @router.post("/acknowledge/{token}", dependencies=[public()])
    async def acknowledge_by_link(token: str, session: Session) -> AcknowledgedView:
        """Acknowledge an incident by the signed link of a message."""
        number, title, by = await service.acknowledge(session, token)
        return AcknowledgedView(incident_id=number, title=title, acknowledged_by=by)
