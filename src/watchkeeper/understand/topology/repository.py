"""Every query of topology."""

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from pydantic_core import from_json
from sqlalchemy import Executable, Text, and_, cast, delete, func, or_, select, union, update
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.understand.topology.edges import Change, Edge, Kept
from watchkeeper.understand.topology.history import Version
from watchkeeper.understand.topology.models import EdgeVersion, Look, Said, StoredConfiguration, StoredView

_AT_ONCE = 500
_DEVICES_AT_ONCE = 20


async def save(session: AsyncSession, table: type[Said], said: Mapping[int, dict[str, object]], at: datetime) -> int:
    """Keep the newest that each device said and return how many said something new; what is older is left out."""
    found = await session.scalars(select(table).where(table.device_id.in_(list(said))))
    known = {row.device_id: row for row in found}
    news = 0
    for device_id, document in said.items():
        row = known.get(device_id)
        if row is None:
            row = table()
            row.device_id, row.at, row.document = device_id, at, document
            session.add(row)
            news += 1
        elif row.at <= at and row.document != document:
            row.at, row.document = at, document
            news += 1
    await session.flush()
    return news


async def said_at(session: AsyncSession, table: type[Said]) -> dict[int, datetime]:
    """Return when each device said something new last."""
    rows = await session.execute(select(table.device_id, table.at).order_by(table.device_id))
    return {row.device_id: row.at for row in rows}


async def said(session: AsyncSession, table: type[Said]) -> dict[int, str]:
    """Return what every device said last as JSON text: there are many, and reading them is not for this thread."""
    text = cast(table.document, Text)
    rows = await session.execute(select(table.device_id, text).order_by(table.device_id))
    return {row.device_id: row[1] for row in rows}


async def configuration(session: AsyncSession, device_id: int) -> StoredConfiguration | None:
    """Return what is kept of a device's configuration."""
    found = await session.scalars(select(StoredConfiguration).where(StoredConfiguration.device_id == device_id))
    return found.one_or_none()


async def digests(session: AsyncSession, device_ids: Collection[int], since: datetime) -> dict[int, bytes]:
    """Return what sums up the words that are kept of devices, of those alone that were asked after ``since``."""
    asked = select(Look.device_id, Look.digest).where(Look.device_id.in_(device_ids), Look.began_at > since)
    return {row.device_id: row.digest for row in await session.execute(asked)}


async def take_in(session: AsyncSession, told: Mapping[int, bytes], began: datetime) -> set[int]:
    """Keep the digests of looks that began at ``began``; return the devices of which no later look is kept.

    Others who look at these devices wait (PostgreSQL).
    """
    found = select(Look).where(Look.device_id.in_(told)).order_by(Look.device_id).with_for_update()
    kept = {row.device_id: row for row in await session.scalars(found)}
    current = {device_id for device_id in told if device_id not in kept or kept[device_id].began_at <= began}
    for device_id in sorted(current):
        row = kept.get(device_id) or Look(device_id=device_id)
        row.began_at, row.digest = began, told[device_id]
        session.add(row)
    await session.flush()
    return current


async def forget(session: AsyncSession, table: type[Said], device_ids: Collection[int]) -> None:
    """Remove what devices said that are no more."""
    await session.execute(delete(table).where(table.device_id.in_(device_ids)))


async def forget_looks(session: AsyncSession) -> None:
    """Remove the looks at devices whose words are forgotten."""
    await session.execute(delete(Look).where(Look.device_id.not_in(select(StoredView.device_id))))


def _edge(row: EdgeVersion) -> Edge:
    return Edge(row.key, row.layer, row.state, dict(row.document))


_KEPT = (
    EdgeVersion.id,
    EdgeVersion.key,
    EdgeVersion.layer,
    EdgeVersion.state,
    cast(EdgeVersion.document, Text).label("text"),
    EdgeVersion.first_seen,
    EdgeVersion.last_seen,
)
_IS_NOW = EdgeVersion.valid_to.is_(None)


async def _kept(session: AsyncSession, statement: Executable) -> dict[int, Kept]:
    """Return edges by version. There are thousands, and reading their documents is not for this thread."""
    rows = (await session.execute(statement)).all()
    return await asyncio.to_thread(
        lambda: {
            row.id: Kept(Edge(row.key, row.layer, row.state, from_json(row.text)), row.first_seen, row.last_seen)
            for row in rows
        }
    )


def _by_key(versions: Mapping[int, Kept]) -> dict[str, Kept]:
    return {kept.edge.key: kept for kept in versions.values()}


async def current(
    session: AsyncSession, known: Mapping[int, Kept] = MappingProxyType({}), *, lock: bool = False
) -> dict[int, Kept]:
    """Return the map as it is, by version; of those that are ``known`` only the moment of the last look is read.

    A version is never another once it is written, but for when it was seen last. ``lock`` makes others who change the
    map wait (PostgreSQL).
    """
    statement = select(EdgeVersion.id, EdgeVersion.last_seen).where(_IS_NOW).order_by(EdgeVersion.id)
    seen = (await session.execute(statement.with_for_update() if lock else statement)).all()
    missing = [row.id for row in seen if row.id not in known]
    some = [_IS_NOW] if len(missing) > _AT_ONCE else [EdgeVersion.id.in_(missing)]
    fresh = await _kept(session, select(*_KEPT).where(*some)) if missing else {}
    return {row.id: _seen_at(fresh.get(row.id) or known[row.id], row.last_seen) for row in seen}


def _seen_at(kept: Kept, moment: datetime) -> Kept:
    return kept if kept.last_seen == moment else replace(kept, last_seen=moment)


async def of_devices(session: AsyncSession, devices: Sequence[str]) -> dict[str, Kept]:
    """Return the edges of the map as it is that may end at devices; others who change them wait (PostgreSQL)."""
    found: dict[str, Kept] = {}
    for some in _pieces(devices, _DEVICES_AT_ONCE):
        named = or_(*(EdgeVersion.key.contains(f"{device}:", autoescape=True) for device in some))
        found |= _by_key(await _kept(session, select(*_KEPT).where(_IS_NOW, named).with_for_update()))
    return found


async def standing(session: AsyncSession) -> tuple[object, ...]:
    """Return what is another as soon as the map as it is becomes another."""
    newest = (func.max(EdgeVersion.id), func.max(EdgeVersion.valid_from), func.max(EdgeVersion.last_seen))
    found = await session.execute(select(func.count(), *newest).where(_IS_NOW))
    return tuple(found.one())


async def at(session: AsyncSession, moment: datetime) -> dict[str, Kept]:
    """Return the map as it was at ``moment``."""
    statement = (
        select(*_KEPT)
        .where(EdgeVersion.valid_from <= moment, or_(_IS_NOW, EdgeVersion.valid_to > moment))
        .order_by(EdgeVersion.id)
    )
    return _by_key(await _kept(session, statement))


async def turning_points(session: AsyncSession, since: datetime, until: datetime, limit: int) -> list[datetime]:
    """Return the newest moments within (``since``, ``until``] at which a version began or ended, newest first."""
    began = select(EdgeVersion.valid_from.label("at")).where(
        EdgeVersion.valid_from > since, EdgeVersion.valid_from <= until
    )
    ended = select(EdgeVersion.valid_to.label("at")).where(EdgeVersion.valid_to > since, EdgeVersion.valid_to <= until)
    moments = union(began, ended).subquery()
    return list(await session.scalars(select(moments.c.at).order_by(moments.c.at.desc()).limit(limit)))


async def turned(session: AsyncSession, first: datetime, last: datetime) -> list[Version]:
    """Return the versions that began or ended within [``first``, ``last``]."""
    rows = await session.scalars(
        select(EdgeVersion)
        .where(
            or_(
                and_(EdgeVersion.valid_from >= first, EdgeVersion.valid_from <= last),
                and_(EdgeVersion.valid_to >= first, EdgeVersion.valid_to <= last),
            )
        )
        .order_by(EdgeVersion.id)
    )
    return [Version(_edge(row), row.valid_from, row.valid_to) for row in rows]


async def changed_after(session: AsyncSession, moment: datetime) -> set[str]:
    """Return the keys of edges that are as they are only since after ``moment``."""
    newer = select(EdgeVersion.key).where(EdgeVersion.valid_from > moment, EdgeVersion.valid_to.is_(None))
    return set(await session.scalars(newer))


async def apply(session: AsyncSession, changes: Sequence[Change], moment: datetime) -> None:
    """Close the versions that changed and open the new ones."""
    keys = [change.key for change in changes]
    for some in _pieces(keys):
        await session.execute(
            update(EdgeVersion).where(EdgeVersion.key.in_(some), EdgeVersion.valid_to.is_(None)).values(valid_to=moment)
        )
    session.add_all(
        EdgeVersion(
            key=change.key,
            layer=change.edge.layer,
            state=change.edge.state,
            valid_from=moment,
            valid_to=None,
            first_seen=change.first_seen,
            last_seen=moment,
            document=change.edge.document,
        )
        for change in changes
        if change.edge is not None
    )
    await session.flush()


async def mark_seen(session: AsyncSession, keys: Iterable[str], moment: datetime) -> None:
    """Note that edges were seen at ``moment``."""
    for some in _pieces(list(keys)):
        await session.execute(
            update(EdgeVersion)
            .where(EdgeVersion.key.in_(some), EdgeVersion.valid_to.is_(None))
            .values(last_seen=moment)
        )


async def forget_history(session: AsyncSession, before: datetime) -> None:
    """Remove versions that ended before ``before``."""
    await session.execute(delete(EdgeVersion).where(EdgeVersion.valid_to < before))


def _pieces(keys: Sequence[str], size: int = _AT_ONCE) -> Iterable[Sequence[str]]:
    return (keys[start : start + size] for start in range(0, len(keys), size))
