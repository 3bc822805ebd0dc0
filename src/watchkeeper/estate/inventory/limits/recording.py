"""The limits that devices give: stored when they change, and read as the limits of series."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.http.paging import ListQuery, SortKey, paginate
from watchkeeper.estate.inventory.chunks import in_chunks
from watchkeeper.estate.inventory.limits.models import SensorLimit
from watchkeeper.estate.inventory.limits.reading import SIDES, DeviceLimits

_KEY = ("family", "metric", "object", "lane")
_SAID = ("label", "unit", *SIDES, "usable")
SORT: dict[str, SortKey] = {
    "object": SensorLimit.object,
    "metric": SensorLimit.metric,
    "changed_at": SensorLimit.changed_at,
}
Stamp = tuple[int, int, datetime | None]


@dataclass(frozen=True, slots=True)
class SeriesLimit:
    """The alarm limits of one series in its own unit; None where the device gives none.

    Of several lanes the narrowest count: a series of optics carries its worst lane.
    """

    device_id: int
    metric: str
    object: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class LimitsPlan:
    """What to write: rows to add, rows to change (with their ``id``), ids to remove."""

    inserts: list[dict[str, Any]] = field(default_factory=list)
    updates: list[dict[str, Any]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)


def plan_limits(said: DeviceLimits, stored: Iterable[SensorLimit]) -> LimitsPlan:
    """Compare the limits that a device gave with those stored of it; changed ones keep what they were before."""
    before = {tuple(getattr(row, name) for name in _KEY): row for row in stored}
    told = {tuple(row[name] for name in _KEY): row for row in said.rows}
    plan = LimitsPlan(gone=[row.id for key, row in before.items() if key not in told] if said.complete else [])
    for key, row in told.items():
        old = before.get(key)
        if old is None:
            times = {"first_seen_at": said.at, "changed_at": said.at}
            plan.inserts.append({**row, "device_id": said.device_id, "before": None, **times})
        elif any(getattr(old, name) != row[name] for name in _SAID):
            changes = {name: row[name] for name in _SAID}
            if any(getattr(old, side) != row[side] for side in SIDES):
                changes["before"] = {side: getattr(old, side) for side in SIDES}
            plan.updates.append({"id": old.id, **changes, "changed_at": said.at})
    return plan


async def record(session: AsyncSession, said: Sequence[DeviceLimits]) -> None:
    """Store what devices gave. The same limits again write nothing."""
    newest = {one.device_id: one for one in said}
    stored: dict[int, list[SensorLimit]] = {device_id: [] for device_id in newest}
    for some in in_chunks(sorted(newest)):
        for row in await session.scalars(select(SensorLimit).where(SensorLimit.device_id.in_(some))):
            stored[row.device_id].append(row)
    plans = [plan_limits(one, stored[one.device_id]) for one in newest.values()]
    inserts = [row for plan in plans for row in plan.inserts]
    updates = [row for plan in plans for row in plan.updates]
    if inserts:
        await session.execute(insert(SensorLimit), inserts)
    if updates:
        await session.execute(update(SensorLimit), updates)
    for some in in_chunks([row_id for plan in plans for row_id in plan.gone]):
        await session.execute(delete(SensorLimit).where(SensorLimit.id.in_(some)))


async def limits_of_device(
    session: AsyncSession, device_id: int, query: ListQuery
) -> tuple[Sequence[SensorLimit], int]:
    """Return one page of a device's limits, and how many there are; ``q`` looks into objects and metrics."""
    statement = select(SensorLimit).where(SensorLimit.device_id == device_id)
    if query.q:
        statement = statement.where(
            SensorLimit.object.icontains(query.q, autoescape=True)
            | SensorLimit.metric.icontains(query.q, autoescape=True)
        )
    return await paginate(session, statement, query, SORT, "object")


async def stamp(session: AsyncSession, family: str) -> Stamp:
    """Return what changes whenever a limit of ``family`` comes, goes or changes."""
    counted = select(func.count(SensorLimit.id), func.coalesce(func.sum(SensorLimit.id), 0))
    of_family = counted.add_columns(func.max(SensorLimit.changed_at)).where(SensorLimit.family == family)
    count, ids, changed_at = (await session.execute(of_family)).one()
    return int(count), int(ids), changed_at


async def alarms(session: AsyncSession, family: str, device_id: int | None = None) -> list[SeriesLimit]:
    """Return the alarm limits of the series of a family, on one device or everywhere; unusable ones are left out."""
    columns = (SensorLimit.device_id, SensorLimit.metric, SensorLimit.object)
    statement = (
        select(*columns, func.max(SensorLimit.low_alarm), func.min(SensorLimit.high_alarm))
        .where(SensorLimit.family == family, SensorLimit.usable.is_(True))
        .group_by(*columns)
    )
    if device_id is not None:
        statement = statement.where(SensorLimit.device_id == device_id)
    rows = (await session.execute(statement)).all()
    found = [SeriesLimit(*row) for row in rows]
    return [one for one in found if one.low is not None or one.high is not None]
