"""Every query on health."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import database_of
from watchkeeper.understand.health.models import HealthPoint, HealthSubject

_AT_ONCE = 200
_SUBJECTS: Table = HealthSubject.__table__  # type: ignore[assignment]  # declarative classes are mapped to Tables here
_POINTS: Table = HealthPoint.__table__  # type: ignore[assignment]


async def subjects(session: AsyncSession, device_id: int | None = None) -> Sequence[HealthSubject]:
    """Return the latest of every subject, or of one device."""
    statement = select(HealthSubject)
    if device_id is not None:
        statement = statement.where(HealthSubject.device_id == device_id)
    return (await session.scalars(statement)).all()


async def subject(session: AsyncSession, name: str) -> HealthSubject | None:
    """Return the latest of one subject."""
    return await session.scalar(select(HealthSubject).where(HealthSubject.subject == name))


async def save(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write the latest of subjects; those that are there are replaced."""
    await _upsert(session, _SUBJECTS, rows, ["subject"])


async def add_points(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put scores into the history; one of the same subject and moment is replaced."""
    await _upsert(session, _POINTS, rows, ["subject", "at"])


async def _upsert(session: AsyncSession, table: Table, rows: Sequence[Mapping[str, Any]], key: list[str]) -> None:
    dialect = sqlite if database_of(session).is_sqlite else postgresql
    for start in range(0, len(rows), _AT_ONCE):
        statement = dialect.insert(table).values(list(rows[start : start + _AT_ONCE]))
        values = {name: statement.excluded[name] for name in rows[0] if name not in key}
        await session.execute(statement.on_conflict_do_update(index_elements=key, set_=values))


async def points(session: AsyncSession, name: str, since: datetime) -> Sequence[HealthPoint]:
    """Return the history of a subject from ``since`` on and what was in force then, oldest first."""
    before = (
        select(HealthPoint)
        .where(HealthPoint.subject == name, HealthPoint.at < since)
        .order_by(HealthPoint.at.desc())
        .limit(1)
    )
    after = select(HealthPoint).where(HealthPoint.subject == name, HealthPoint.at >= since).order_by(HealthPoint.at)
    return [*(await session.scalars(before)), *(await session.scalars(after))]


async def forget_points(session: AsyncSession, moment: datetime, limit: int) -> int:
    """Remove up to ``limit`` points from before ``moment``; return how many those were."""
    ids = list(await session.scalars(select(HealthPoint.id).where(HealthPoint.at < moment).limit(limit)))
    for start in range(0, len(ids), _AT_ONCE):
        await session.execute(delete(HealthPoint).where(HealthPoint.id.in_(ids[start : start + _AT_ONCE])))
    return len(ids)


async def forget_subjects(session: AsyncSession, names: Sequence[str]) -> None:
    """Remove subjects that are no more."""
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        await session.execute(delete(HealthSubject).where(HealthSubject.subject.in_(some)))
