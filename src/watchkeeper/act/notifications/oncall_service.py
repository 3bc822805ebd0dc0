"""The verbs on on-call schedules: rotations, who steps in, the calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.act.notifications import repository
from watchkeeper.act.notifications.audience import Audience, standin_of
from watchkeeper.act.notifications.errors import (
    InvalidOverrideError,
    InvalidRangeError,
    OverrideNotFoundError,
)
from watchkeeper.act.notifications.models import Channel, Override, Schedule
from watchkeeper.act.notifications.named import added, demand, demand_told, refuse_taken, remove
from watchkeeper.act.notifications.oncall import Shift, shifts
from watchkeeper.act.notifications.oncall_schemas import OverrideIn, ScheduleIn
from watchkeeper.act.notifications.plans import SchedulePlan
from watchkeeper.core.audit import Target, record
from watchkeeper.core.http.security import Principal
from watchkeeper.kit.clock import Clock

LONGEST: Final = timedelta(days=366)
USUAL: Final = timedelta(weeks=5)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Who is on call from ``start`` until ``end``, and who steps in meanwhile."""

    start: datetime
    end: datetime
    shifts: Sequence[Shift]
    overrides: Sequence[Override]


class OnCallService:
    """On-call schedules over the database."""

    def __init__(self, audience: Audience, clock: Clock) -> None:
        self._audience = audience
        self.clock = clock

    async def schedules(self, session: AsyncSession) -> list[tuple[Schedule, int | None]]:
        """Return all schedules by name, each with the channel that is on call now."""
        rows = await repository.every(session, Schedule)
        return [(row, await self.now(session, row.id)) for row in rows]

    async def now(self, session: AsyncSession, schedule_id: int) -> int | None:
        """Return the channel that is on call now."""
        return await self._audience.on_call(session, schedule_id, self.clock())

    async def create(self, session: AsyncSession, new: ScheduleIn, actor: Principal) -> Schedule:
        """Add a schedule. Raises ChannelNotFoundError, InvalidChannelError, NameInUseError."""
        await refuse_taken(session, Schedule, new.name, None)
        for number in new.plan.members:
            await demand_told(session, number)
        row = Schedule(name=new.name, plan=new.plan.model_dump(mode="json"))
        return await added(session, row, "on_call_schedule.create", actor)

    async def change(self, session: AsyncSession, number: int, new: ScheduleIn, actor: Principal) -> Schedule:
        """Replace a schedule; who steps in stays."""
        row = await demand(session, Schedule, number)
        await refuse_taken(session, Schedule, new.name, number)
        for member in new.plan.members:
            await demand_told(session, member)
        before = {"name": row.name, **row.plan}
        row.name, row.plan = new.name, new.plan.model_dump(mode="json")
        target = Target("on_call_schedule", row.id, row.name)
        record(
            session, "on_call_schedule.change", target, actor=actor, before=before, after={"name": row.name, **row.plan}
        )
        return row

    async def delete(self, session: AsyncSession, number: int, actor: Principal) -> None:
        """Remove a schedule. Raises InUseError for one that a rule names."""
        await remove(session, Schedule, number, actor)

    async def calendar(
        self, session: AsyncSession, number: int, start: datetime | None, end: datetime | None
    ) -> Calendar:
        """Return who is on call when. Raises ScheduleNotFoundError, InvalidRangeError for more than a year."""
        row = await demand(session, Schedule, number)
        now = self.clock()
        start = start or now
        if abs(start - now) > 10 * LONGEST:
            raise InvalidRangeError("The calendar reaches ten years back and ahead.")
        end = end or start + USUAL
        if not timedelta(0) < end - start <= LONGEST:
            raise InvalidRangeError("The end of a calendar is after its start, at most a year later.")
        overrides = await repository.overrides(session, [number], start, end)
        rotation = SchedulePlan.model_validate(row.plan).rotation
        return Calendar(start, end, shifts(rotation, [standin_of(one) for one in overrides], start, end), overrides)

    async def step_in(self, session: AsyncSession, number: int, new: OverrideIn, actor: Principal) -> Override:
        """Have somebody step in. Raises InvalidOverrideError for a time that is over, backwards or too long."""
        schedule = await demand(session, Schedule, number)
        channel = await demand_told(session, new.channel_id)
        now = self.clock()
        late = abs(new.starts_at - now) > LONGEST or new.ends_at - new.starts_at > LONGEST
        if late or new.ends_at <= max(new.starts_at, now):
            raise InvalidOverrideError(
                "It begins within a year, and ends after its start and after now, at most a year later."
            )
        row = Override(
            schedule_id=number, channel_id=new.channel_id, starts_at=new.starts_at, ends_at=new.ends_at,
            reason=new.reason, created_by=actor.name, created_at=now,
        )  # fmt: skip
        session.add(row)
        await session.flush()
        self._record(session, "on_call_override.create", row, f"{channel.name} on {schedule.name}", actor)
        return row

    async def step_out(self, session: AsyncSession, number: int, override_id: int, actor: Principal) -> None:
        """Take back that somebody steps in. Raises OverrideNotFoundError."""
        row = await repository.override(session, override_id)
        if row is None or row.schedule_id != number:
            raise OverrideNotFoundError(f"Schedule {number} has no override {override_id}.")
        channel = await repository.one(session, Channel, row.channel_id)
        await session.delete(row)
        self._record(session, "on_call_override.delete", row, channel.name if channel else "", actor)

    def _record(self, session: AsyncSession, verb: str, row: Override, name: str, actor: Principal) -> None:
        span = {"starts_at": row.starts_at.isoformat(), "ends_at": row.ends_at.isoformat(), "channel": row.channel_id}
        record(session, verb, Target("on_call_override", row.id, name), actor=actor, reason=row.reason, after=span)
