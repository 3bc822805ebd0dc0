"""Every query on events."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Table, delete, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import database_of
from watchkeeper.observe.events.models import Event

_EVENTS: Table = Event.__table__  # type: ignore[assignment]  # declarative classes are mapped to Tables here
_ROWS_IN_ONE_STATEMENT = 500
_KEY = ("device_id", "object", "kind", "at")


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events a list shows; None is "any". ``start`` is included, ``end`` is not."""

    device_id: int | None = None
    kind: str | None = None
    severity: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    search: str = ""


@dataclass(frozen=True, slots=True)
class StateEvent:
    """A change of state as accounting needs it."""

    at: datetime
    device_id: int
    object: str
    kind: str
    from_state: str
    to_state: str


async def state_events(
    session: AsyncSession, kinds: Collection[str], since: datetime, device_ids: Collection[int] | None
) -> list[StateEvent]:
    """Return the changes of state from ``since`` on, oldest first."""
    columns = (Event.at, Event.device_id, Event.object, Event.kind, Event.from_state, Event.to_state)
    statement = select(*columns).where(Event.kind.in_(kinds), Event.at >= since).order_by(Event.at, Event.id)
    if device_ids is None:
        return [StateEvent(*row) for row in await session.execute(statement)]
    found: list[StateEvent] = []
    wanted = sorted(device_ids)
    for start in range(0, len(wanted), _ROWS_IN_ONE_STATEMENT):
        some = wanted[start : start + _ROWS_IN_ONE_STATEMENT]
        found += [StateEvent(*row) for row in await session.execute(statement.where(Event.device_id.in_(some)))]
    return found


async def insert_new(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> list[Event]:
    """Insert events and return those that were not there yet, in the order given."""
    dialect = sqlite if database_of(session).is_sqlite else postgresql
    created: set[int] = set()
    for start in range(0, len(rows), _ROWS_IN_ONE_STATEMENT):
        some = list(rows[start : start + _ROWS_IN_ONE_STATEMENT])
        statement = dialect.insert(_EVENTS).values(some).on_conflict_do_nothing(index_elements=list(_KEY))
        created |= set((await session.execute(statement.returning(_EVENTS.c.id))).scalars())
    return await by_ids(session, sorted(created))


async def by_ids(session: AsyncSession, ids: Sequence[int]) -> list[Event]:
    """Return events by id, oldest id first."""
    found: list[Event] = []
    for start in range(0, len(ids), _ROWS_IN_ONE_STATEMENT):
        some = ids[start : start + _ROWS_IN_ONE_STATEMENT]
        found += await session.scalars(select(Event).where(Event.id.in_(some)).order_by(Event.id))
    return found


def matching(wanted: EventFilter) -> Select[Event]:
    """Select the events a list shows."""
    statement = select(Event)
    for column, value in (
        (Event.device_id, wanted.device_id),
        (Event.kind, wanted.kind),
        (Event.severity, wanted.severity),
    ):
        if value is not None:
            statement = statement.where(column == value)
    if wanted.start is not None:
        statement = statement.where(Event.at >= wanted.start)
    if wanted.end is not None:
        statement = statement.where(Event.at < wanted.end)
    if wanted.search:
        columns = (Event.device_name, Event.object, Event.message)
        statement = statement.where(or_(*(column.icontains(wanted.search, autoescape=True) for column in columns)))
    return statement


async def latest_states(session: AsyncSession, device_id: int, kinds: Sequence[str]) -> dict[str, str]:
    """Return the state that the newest event of each object leads to, of events of these kinds."""
    newest = (
        select(func.max(Event.id))
        .where(Event.device_id == device_id, Event.kind.in_([str(kind) for kind in kinds]))
        .group_by(Event.object)
    )
    rows = await session.execute(select(Event.object, Event.to_state).where(Event.id.in_(newest)))
    return {str(row.object): str(row.to_state) for row in rows}


async def delete_before(session: AsyncSession, moment: datetime, limit: int) -> int:
    """Remove up to ``limit`` events older than ``moment`` and return how many those were."""
    oldest = select(Event.id).where(Event.at < moment).order_by(Event.at).limit(limit)
    ids = list(await session.scalars(oldest))
    for start in range(0, len(ids), _ROWS_IN_ONE_STATEMENT):
        await session.execute(delete(Event).where(Event.id.in_(ids[start : start + _ROWS_IN_ONE_STATEMENT])))
    return len(ids)
