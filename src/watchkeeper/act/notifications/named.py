"""What channels, rules and schedules have in common: a name of their own, a number, and who names them."""

from typing import Final, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.act.notifications import repository
from watchkeeper.act.notifications.errors import (
    ChannelNotFoundError,
    InUseError,
    InvalidChannelError,
    NameInUseError,
    RuleNotFoundError,
    ScheduleNotFoundError,
)
from watchkeeper.act.notifications.kinds import KINDS
from watchkeeper.act.notifications.models import Channel, Rule, Schedule
from watchkeeper.act.notifications.plans import RulePlan, SchedulePlan
from watchkeeper.core.audit import Target, record
from watchkeeper.core.errors import NotFoundError
from watchkeeper.core.http.security import Principal

T = TypeVar("T", Channel, Rule, Schedule)
_MISSING: Final[dict[type, type[NotFoundError]]] = {
    Channel: ChannelNotFoundError, Rule: RuleNotFoundError, Schedule: ScheduleNotFoundError,
}  # fmt: skip


async def demand(session: AsyncSession, model: type[T], number: int) -> T:
    """Return one. Raises ChannelNotFoundError, RuleNotFoundError, ScheduleNotFoundError."""
    found = await repository.one(session, model, number)
    if found is None:
        raise _MISSING[model](f"There is no {model.__name__.lower()} {number}.")
    return found


async def demand_told(session: AsyncSession, number: int) -> Channel:
    """Return a channel that messages are sent over. Raises InvalidChannelError for one that gets alerts by itself."""
    found = await demand(session, Channel, number)
    if not KINDS[found.kind].told:
        raise InvalidChannelError(
            f"{found.name} is no channel for messages.", hint="An Alertmanager gets every alert without a rule."
        )
    return found


async def refuse_taken(session: AsyncSession, model: type[T], name: str, but: int | None) -> None:
    """Raise NameInUseError when another one has the name."""
    taken = await repository.by_name(session, model, name)
    if taken is not None and taken.id != but:
        raise NameInUseError(f"There is a {model.__name__.lower()} {name!r} already.")


async def added(session: AsyncSession, row: T, verb: str, actor: Principal) -> T:
    """Store a new one and record it."""
    session.add(row)
    await session.flush()
    record(session, verb, Target(verb.partition(".")[0], row.id, row.name), actor=actor)
    return row


async def refuse_named(session: AsyncSession, row: Channel | Rule | Schedule) -> None:
    """Raise InUseError when a rule or schedule names it: nobody would be told, and nobody would notice."""
    naming: list[str] = []
    if isinstance(row, Rule):
        return
    for rule in await repository.every(session, Rule):
        steps = RulePlan.model_validate(rule.plan).steps
        if any(row.id in (one.channels if isinstance(row, Channel) else one.schedules) for one in steps):
            naming.append(f"rule {rule.name}")
    if isinstance(row, Channel):
        for schedule in await repository.every(session, Schedule):
            if row.id in SchedulePlan.model_validate(schedule.plan).members:
                naming.append(f"schedule {schedule.name}")  # noqa: PERF401  # one list for both
    if naming:
        raise InUseError(f"{row.name} is named by {', '.join(naming)}.", hint="Take it out there first.")


async def remove(session: AsyncSession, model: type[T], number: int, actor: Principal) -> None:
    """Remove one. Raises InUseError for one that a rule or schedule names."""
    row = await demand(session, model, number)
    await refuse_named(session, row)
    await session.delete(row)
    kind = model.__tablename__.removesuffix("s")
    record(session, f"{kind}.delete", Target(kind, row.id, row.name), actor=actor)
