"""On-call at the API's border: schedules, who steps in, who is on call when."""

from datetime import datetime

from pydantic import BaseModel, Field

from watchkeeper.act.notifications.models import Override, Schedule
from watchkeeper.act.notifications.oncall import Shift
from watchkeeper.act.notifications.plans import Number, SchedulePlan
from watchkeeper.act.notifications.schemas import NAME
from watchkeeper.core.http.bodies import Exact, Moment


class ScheduleIn(Exact):
    """Who is on call."""

    name: str = NAME
    plan: SchedulePlan


class ScheduleView(ScheduleIn):
    """A schedule as clients see it."""

    id: int
    now: int | None = Field(description="The channel that is on call.")

    @classmethod
    def seen(cls, row: Schedule, now: int | None) -> "ScheduleView":
        """Return the view of a stored schedule and who is on call."""
        return cls(id=row.id, name=row.name, plan=SchedulePlan.model_validate(row.plan), now=now)


class OverrideIn(Exact):
    """Somebody steps in for a time, whoever's turn it is."""

    channel_id: Number
    starts_at: Moment
    ends_at: Moment
    reason: str = Field(default="", max_length=2000)


class OverrideView(BaseModel):
    """A time that somebody steps in, as clients see it."""

    id: int
    schedule_id: int
    channel_id: int
    starts_at: datetime
    ends_at: datetime
    reason: str
    created_by: str
    created_at: datetime

    @classmethod
    def of(cls, row: Override) -> "OverrideView":
        """Return the view of a stored override."""
        return cls.model_validate(row, from_attributes=True)


class ShiftView(BaseModel):
    """Somebody is on call."""

    channel_id: int
    start: datetime
    end: datetime
    override_id: int | None = Field(description="The override by which they are; null by turn.")

    @classmethod
    def of(cls, shift: Shift) -> "ShiftView":
        """Return the view of a shift."""
        return cls(channel_id=shift.member, start=shift.start, end=shift.end, override_id=shift.standin)


class CalendarView(BaseModel):
    """Who is on call from ``start`` until ``end``, without gaps, and who steps in meanwhile."""

    schedule_id: int
    start: datetime
    end: datetime
    shifts: list[ShiftView]
    overrides: list[OverrideView]
