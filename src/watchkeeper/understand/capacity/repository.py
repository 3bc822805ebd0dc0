"""Every query on what reaches its limit."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.http.paging import SortKey
from watchkeeper.understand.capacity.models import CapacityCount, CapacityOutlook

_AT_ONCE = 5_000
SORTABLE: dict[str, SortKey] = {
    "days": CapacityOutlook.days,
    "earliest": CapacityOutlook.earliest_days,
    "latest": CapacityOutlook.latest_days,
    "kind": CapacityOutlook.kind,
    "object": CapacityOutlook.object,
}


@dataclass(frozen=True, slots=True)
class CapacityFilter:
    """Which series a list shows; None is "any". ``found`` are devices whose names have what is searched for."""

    kind: str | None = None
    device_ids: Collection[int] | None = None
    within_days: float | None = None
    search: str = ""
    found: Collection[int] = ()


def matching(wanted: CapacityFilter) -> Select[CapacityOutlook]:
    """Select what a list shows."""
    statement = select(CapacityOutlook)
    if wanted.kind is not None:
        statement = statement.where(CapacityOutlook.kind == wanted.kind)
    if wanted.device_ids is not None:
        statement = statement.where(CapacityOutlook.device_id.in_(wanted.device_ids))
    if wanted.within_days is not None:
        statement = statement.where(CapacityOutlook.days <= wanted.within_days)
    if wanted.search:
        columns = (CapacityOutlook.object, CapacityOutlook.metric)
        said = [column.icontains(wanted.search, autoescape=True) for column in columns]
        statement = statement.where(or_(*said, CapacityOutlook.device_id.in_(wanted.found)))
    return statement


async def every(session: AsyncSession, wanted: CapacityFilter) -> Sequence[CapacityOutlook]:
    """Return all that matches, the soonest first."""
    statement = matching(wanted).order_by(CapacityOutlook.days, CapacityOutlook.id)
    return (await session.scalars(statement)).all()


async def devices(session: AsyncSession) -> set[int]:
    """Return the devices of which something is ahead."""
    return set(await session.scalars(select(CapacityOutlook.device_id).distinct()))


async def states(session: AsyncSession, device_ids: Collection[int] | None) -> Sequence[Any]:
    """Return (kind, state, number) of what is ahead, of some devices or all."""
    statement = select(CapacityOutlook.kind, CapacityOutlook.state, func.count()).group_by(
        CapacityOutlook.kind, CapacityOutlook.state
    )
    if device_ids is not None:
        statement = statement.where(CapacityOutlook.device_id.in_(device_ids))
    return (await session.execute(statement)).all()


async def counts(session: AsyncSession, device_ids: Collection[int] | None) -> Sequence[Any]:
    """Return (kind, steady, short, oldest look) of some devices or all."""
    statement = select(
        CapacityCount.kind,
        func.sum(CapacityCount.steady),
        func.sum(CapacityCount.short),
        func.min(CapacityCount.looked_at),
    ).group_by(CapacityCount.kind)
    if device_ids is not None:
        statement = statement.where(CapacityCount.device_id.in_(device_ids))
    return (await session.execute(statement)).all()


async def replace(
    session: AsyncSession,
    between: tuple[int, int],
    outlooks: Sequence[Mapping[str, Any]],
    counted: Sequence[Mapping[str, Any]],
) -> None:
    """Put what was seen of the devices with numbers ``between`` (both included) in the place of what was there."""
    first, last = between
    for model in (CapacityOutlook, CapacityCount):
        await session.execute(delete(model).where(model.device_id >= first, model.device_id <= last))
    for table, rows in ((CapacityOutlook, outlooks), (CapacityCount, counted)):
        for start in range(0, len(rows), _AT_ONCE):
            await session.execute(insert(table), list(rows[start : start + _AT_ONCE]))


async def looked_at(session: AsyncSession) -> datetime | None:
    """Return when the look ended that reached every device last; None before the first."""
    return await session.scalar(select(func.min(CapacityCount.looked_at)))
