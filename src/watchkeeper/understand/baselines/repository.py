"""Every query on anomalies."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Table, and_, case, delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import database_of
from watchkeeper.understand.baselines.models import Anomaly, SeriesPatience

_ANOMALIES: Table = Anomaly.__table__  # type: ignore[assignment]  # declarative classes are mapped to Tables here
_KEY = ("device_id", "family", "metric", "object", "channel", "opened_at")
_AT_ONCE = 200
Key = tuple[int, str, str, str, str, datetime]
"""(device, family, metric, object, channel, opened at): what an anomaly is known by."""


@dataclass(frozen=True, slots=True)
class AnomalyFilter:
    """Which anomalies a list shows; None is "any"."""

    device_id: int | None = None
    family: str | None = None
    metric: str | None = None
    kind: str | None = None
    severity: str | None = None
    is_open: bool | None = None
    start: datetime | None = None
    end: datetime | None = None
    object: str | None = None
    search: str = ""


async def upsert(session: AsyncSession, rows: Sequence[Mapping[str, Any]], *, changed: Sequence[str]) -> None:
    """Insert anomalies; of those that are there already the columns ``changed`` are replaced."""
    dialect = sqlite if database_of(session).is_sqlite else postgresql
    for start in range(0, len(rows), _AT_ONCE):
        statement = dialect.insert(_ANOMALIES).values(list(rows[start : start + _AT_ONCE]))
        values = {name: statement.excluded[name] for name in changed}
        await session.execute(statement.on_conflict_do_update(index_elements=list(_KEY), set_=values))


async def by_keys(session: AsyncSession, keys: Sequence[Key]) -> list[Anomaly]:
    """Return the anomalies with these (device, family, metric, object, channel, opened) keys."""
    wanted = set(keys)
    devices = sorted({key[0] for key in keys})
    moments = sorted({key[5] for key in keys})
    found = await session.scalars(select(Anomaly).where(Anomaly.device_id.in_(devices), Anomaly.opened_at.in_(moments)))
    return [one for one in found if key_of(one) in wanted]


def key_of(one: Anomaly) -> Key:
    """Return the natural key of an anomaly."""
    return (one.device_id, one.family, one.metric, one.object, one.channel, one.opened_at)


async def by_id(session: AsyncSession, anomaly_id: int) -> Anomaly | None:
    """Return one anomaly."""
    return await session.scalar(select(Anomaly).where(Anomaly.id == anomaly_id))


def matching(wanted: AnomalyFilter) -> Select[Anomaly]:
    """Select the anomalies a list shows."""
    statement = select(Anomaly)
    for column, value in (
        (Anomaly.device_id, wanted.device_id),
        (Anomaly.family, wanted.family),
        (Anomaly.metric, wanted.metric),
        (Anomaly.object, wanted.object),
        (Anomaly.kind, wanted.kind),
        (Anomaly.severity, wanted.severity),
    ):
        if value is not None:
            statement = statement.where(column == value)
    if wanted.is_open is not None:
        statement = statement.where(Anomaly.closed_at.is_(None) if wanted.is_open else Anomaly.closed_at.is_not(None))
    if wanted.end is not None:
        statement = statement.where(Anomaly.opened_at < wanted.end)
    if wanted.start is not None:
        statement = statement.where(or_(Anomaly.closed_at.is_(None), Anomaly.closed_at >= wanted.start))
    if wanted.search:
        columns = (Anomaly.object, Anomaly.metric, Anomaly.kind)
        statement = statement.where(or_(*(column.icontains(wanted.search, autoescape=True) for column in columns)))
    return statement


async def similar(session: AsyncSession, anomaly: Anomaly, limit: int) -> Sequence[Anomaly]:
    """Return other anomalies of the metric, kind and direction: the series' own first, then the device's."""
    nearness = case(
        (and_(Anomaly.device_id == anomaly.device_id, Anomaly.object == anomaly.object), 0),
        (Anomaly.device_id == anomaly.device_id, 1),
        else_=2,
    )
    statement = (
        matching(AnomalyFilter(family=anomaly.family, metric=anomaly.metric, kind=anomaly.kind))
        .where(Anomaly.id != anomaly.id, Anomaly.z < 0 if anomaly.z < 0 else Anomaly.z >= 0)
        .order_by(nearness, Anomaly.opened_at.desc(), Anomaly.id.desc())
        .limit(limit)
    )
    return (await session.scalars(statement)).all()


async def lasting(session: AsyncSession, device_id: int | None = None) -> Sequence[Anomaly]:
    """Return the open anomalies (of a device) that nobody has called false."""
    statement = matching(AnomalyFilter(device_id=device_id, is_open=True)).where(Anomaly.verdict != "false_alarm")
    return (await session.scalars(statement)).all()


async def between(session: AsyncSession, start: datetime, end: datetime) -> Sequence[Anomaly]:
    """Return the anomalies that nobody has called false and that touch ``[start, end)``."""
    statement = matching(AnomalyFilter(start=start, end=end)).where(Anomaly.verdict != "false_alarm")
    return (await session.scalars(statement)).all()


async def meant(session: AsyncSession, wanted: AnomalyFilter) -> Sequence[Anomaly]:
    """Return the anomalies of a filter that nobody has called false."""
    return (await session.scalars(matching(wanted).where(Anomaly.verdict != "false_alarm"))).all()


async def open_of(session: AsyncSession, family: str, metrics: Collection[str]) -> Sequence[Anomaly]:
    """Return the anomalies of these metrics that last."""
    statement = matching(AnomalyFilter(family=family, is_open=True)).where(Anomaly.metric.in_(sorted(metrics)))
    return (await session.scalars(statement.where(Anomaly.verdict != "false_alarm"))).all()


async def patience(session: AsyncSession, family: str) -> Sequence[SeriesPatience]:
    """Return what has been taught about the series of a family."""
    return (await session.scalars(select(SeriesPatience).where(SeriesPatience.family == family))).all()


async def patience_of(session: AsyncSession, anomaly: Anomaly) -> SeriesPatience | None:
    """Return what has been taught about the series of an anomaly."""
    statement = select(SeriesPatience).where(
        SeriesPatience.device_id == anomaly.device_id,
        SeriesPatience.family == anomaly.family,
        SeriesPatience.metric == anomaly.metric,
        SeriesPatience.object == anomaly.object,
    )
    return await session.scalar(statement)


async def delete_closed_before(session: AsyncSession, moment: datetime, limit: int) -> int:
    """Remove up to ``limit`` anomalies that closed before ``moment``; return how many those were."""
    ids = list(await session.scalars(select(Anomaly.id).where(Anomaly.closed_at < moment).limit(limit)))
    for start in range(0, len(ids), _AT_ONCE):
        await session.execute(delete(Anomaly).where(Anomaly.id.in_(ids[start : start + _AT_ONCE])))
    return len(ids)
