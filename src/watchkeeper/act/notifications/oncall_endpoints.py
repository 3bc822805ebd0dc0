"""On-call schedules over HTTP, below ``/notifications/schedules``."""

from typing import Annotated

from fastapi import APIRouter, Query, status

from watchkeeper.act.notifications.models import Schedule
from watchkeeper.act.notifications.oncall_schemas import (
    CalendarView,
    OverrideIn,
    OverrideView,
    ScheduleIn,
    ScheduleView,
    ShiftView,
)
from watchkeeper.act.notifications.oncall_service import OnCallService
from watchkeeper.core.http.bodies import Moment
from watchkeeper.core.http.paging import Identifier
from watchkeeper.core.http.security import CurrentPrincipal, require
from watchkeeper.core.http.transaction import Session, TransactionRoute

_VIEW, _EDIT = require("notifications:view"), require("notifications:edit")


def build_router(service: OnCallService) -> APIRouter:
    """Return the routes of on-call schedules."""
    router = APIRouter(prefix="/schedules", route_class=TransactionRoute)
    _schedules(router, service)
    _calendar(router, service)
    return router


def _schedules(router: APIRouter, service: OnCallService) -> None:
    @router.get("", dependencies=[_VIEW])
    async def list_schedules(session: Session) -> list[ScheduleView]:
        """List on-call schedules with who is on call."""
        return [ScheduleView.seen(row, now) for row, now in await service.schedules(session)]

    @router.post("", dependencies=[_EDIT], status_code=status.HTTP_201_CREATED)
    async def create_schedule(new: ScheduleIn, session: Session, actor: CurrentPrincipal) -> ScheduleView:
        """Add an on-call schedule."""
        return await view(session, await service.create(session, new, actor))

    @router.put("/{schedule_id}", dependencies=[_EDIT])
    async def change_schedule(
        schedule_id: Identifier, new: ScheduleIn, session: Session, actor: CurrentPrincipal
    ) -> ScheduleView:
        """Replace an on-call schedule; who steps in stays."""
        return await view(session, await service.change(session, schedule_id, new, actor))

    @router.delete("/{schedule_id}", dependencies=[_EDIT], status_code=status.HTTP_204_NO_CONTENT)
    async def delete_schedule(schedule_id: Identifier, session: Session, actor: CurrentPrincipal) -> None:
        """Remove an on-call schedule that no rule names."""
        await service.delete(session, schedule_id, actor)

    async def view(session: Session, row: Schedule) -> ScheduleView:
        return ScheduleView.seen(row, await service.now(session, row.id))


def _calendar(router: APIRouter, service: OnCallService) -> None:
    @router.get("/{schedule_id}/calendar", dependencies=[_VIEW])
    async def get_calendar(
        schedule_id: Identifier,
        session: Session,
        start: Annotated[Moment | None, Query(description="Default: now.")] = None,
        end: Annotated[Moment | None, Query(description="At most a year later. Default: five weeks later.")] = None,
    ) -> CalendarView:
        """Return who is on call when, and who steps in meanwhile."""
        found = await service.calendar(session, schedule_id, start, end)
        return CalendarView(
            schedule_id=schedule_id,
            start=found.start,
            end=found.end,
            shifts=[ShiftView.of(one) for one in found.shifts],
            overrides=[OverrideView.of(one) for one in found.overrides],
        )

    @router.post("/{schedule_id}/overrides", dependencies=[_EDIT], status_code=status.HTTP_201_CREATED)
    async def create_override(
        schedule_id: Identifier, new: OverrideIn, session: Session, actor: CurrentPrincipal
    ) -> OverrideView:
        """Have somebody step in for a time; of several the latest made counts."""
        return OverrideView.of(await service.step_in(session, schedule_id, new, actor))

    @router.delete(
        "/{schedule_id}/overrides/{override_id}", dependencies=[_EDIT], status_code=status.HTTP_204_NO_CONTENT
    )
    async def delete_override(
        schedule_id: Identifier, override_id: Identifier, session: Session, actor: CurrentPrincipal
    ) -> None:
        """Take back that somebody steps in."""
        await service.step_out(session, schedule_id, override_id, actor)
