"""Every query on alerts and incidents."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import database_of
from watchkeeper.understand.alerts.models import AlertRow, CorrelationRow, IncidentRow, TimelineRow

_STATE_ID = 1
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class AlertFilter:
    """Which alerts a list shows; None is "any". ``devices`` restricts to those names."""

    state: str | None = None
    severity: str | None = None
    incident_id: int | None = None
    open: bool | None = None
    devices: frozenset[str] | None = None
    search: str = ""


async def lock_state(session: AsyncSession) -> CorrelationRow:
    """Return the engine's row, locked until the transaction ends."""
    dialect = sqlite if database_of(session).is_sqlite else postgresql
    empty = {"id": _STATE_ID, "version": 0, "next_number": 1, "now_s": 0.0, "last_change_s": 0.0, "links_show": False}
    await session.execute(dialect.insert(CorrelationRow).values(**empty).on_conflict_do_nothing(index_elements=["id"]))
    statement = select(CorrelationRow).where(CorrelationRow.id == _STATE_ID).with_for_update()
    return (await session.scalars(statement.execution_options(populate_existing=True))).one()


async def state(session: AsyncSession) -> CorrelationRow | None:
    """Return the engine's row."""
    return await session.get(CorrelationRow, _STATE_ID)


async def latest_by_fingerprint(session: AsyncSession, fingerprints: Collection[str]) -> dict[str, AlertRow]:
    """Return the newest alert of each condition."""
    found: dict[str, AlertRow] = {}
    wanted = sorted(set(fingerprints))
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        rows = await session.scalars(select(AlertRow).where(AlertRow.fingerprint.in_(some)).order_by(AlertRow.id))
        found.update({row.fingerprint: row for row in rows})
    return found


async def engine_incidents(session: AsyncSession, since: datetime) -> Sequence[IncidentRow]:
    """Return incidents that the engine may still decide about, by number."""
    open_ones = IncidentRow.stage.in_(("forming", "open"))
    statement = select(IncidentRow).where(or_(open_ones, IncidentRow.closed_at >= since)).order_by(IncidentRow.id)
    return (await session.scalars(statement)).all()


async def engine_alerts(session: AsyncSession, since: datetime) -> Sequence[AlertRow]:
    """Return open alerts, and those that were cleared after ``since`` or belong to an open incident."""
    open_ones = select(IncidentRow.id).where(IncidentRow.stage.in_(("forming", "open")))
    condition = or_(
        AlertRow.open_fingerprint.is_not(None), AlertRow.cleared_at >= since, AlertRow.incident_id.in_(open_ones)
    )
    return (await session.scalars(select(AlertRow).where(condition).order_by(AlertRow.id))).all()


async def incidents_by_id(session: AsyncSession, ids: Collection[int]) -> dict[int, IncidentRow]:
    """Return incidents by number."""
    found: dict[int, IncidentRow] = {}
    wanted = sorted(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        found.update(
            {row.id: row for row in await session.scalars(select(IncidentRow).where(IncidentRow.id.in_(some)))}
        )
    return found


async def devices_of_incidents(session: AsyncSession, ids: Collection[int]) -> dict[int, set[int]]:
    """Return the devices of each incident's alerts; 0 stands for an object that is no device of ours."""
    found: dict[int, set[int]] = {}
    wanted = sorted(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        some = AlertRow.incident_id.in_(wanted[start : start + _AT_ONCE])
        for incident, device in await session.execute(
            select(AlertRow.incident_id, AlertRow.device_id).where(some).distinct()
        ):
            found.setdefault(int(incident or 0), set()).add(device)
    return found


async def move_alerts(session: AsyncSession, moves: Sequence[tuple[int, int, str]]) -> None:
    """Put alerts (id, incident, role) where the engine put them."""
    if not moves:
        return
    table = AlertRow.__table__
    statement = (
        update(table)  # type: ignore[arg-type]  # declarative classes are mapped to Tables here
        .where(table.c.id == bindparam("alert"))
        .values(incident_id=bindparam("incident"), role=bindparam("as_role"))
    )
    rows = [{"alert": alert, "incident": incident, "as_role": role} for alert, incident, role in moves]
    await (await session.connection()).execute(statement, rows)


def alerts(wanted: AlertFilter) -> Select[AlertRow]:
    """Select the alerts a list shows."""
    statement = select(AlertRow)
    for column, value in (
        (AlertRow.state, wanted.state),
        (AlertRow.severity, wanted.severity),
        (AlertRow.incident_id, wanted.incident_id),
    ):
        if value is not None:
            statement = statement.where(column == value)
    if wanted.open is not None:
        opened = AlertRow.open_fingerprint
        statement = statement.where(opened.is_not(None) if wanted.open else opened.is_(None))
    if wanted.devices is not None:
        statement = statement.where(AlertRow.device_name.in_(wanted.devices))
    if wanted.search:
        columns = (AlertRow.entity, AlertRow.kind, AlertRow.summary)
        statement = statement.where(or_(*(column.icontains(wanted.search, autoescape=True) for column in columns)))
    return statement


def incidents(stage: str | None, search: str) -> Select[IncidentRow]:
    """Select the incidents a list shows; those that proved to follow from others are left out."""
    statement = select(IncidentRow)
    if stage is not None:
        statement = statement.where(IncidentRow.stage == stage)
    else:
        statement = statement.where(IncidentRow.stage != "merged")
    if search:
        statement = statement.where(IncidentRow.title.icontains(search, autoescape=True))
    return statement


async def conditions(session: AsyncSession, now: datetime) -> Sequence[Any]:
    """Return (object, condition, severity) of every open alert that is not put aside at ``now``."""
    shown = or_(AlertRow.shelved_until.is_(None), AlertRow.shelved_until <= now)
    columns = (AlertRow.entity, AlertRow.kind, AlertRow.severity)
    return (await session.execute(select(*columns).where(AlertRow.open_fingerprint.is_not(None), shown))).all()


async def timeline(session: AsyncSession, incident_id: int) -> Sequence[TimelineRow]:
    """Return what happened to an incident, oldest first."""
    statement = select(TimelineRow).where(TimelineRow.incident_id == incident_id)
    return (await session.scalars(statement.order_by(TimelineRow.at, TimelineRow.id))).all()


async def alert_history(session: AsyncSession, alert_id: int) -> Sequence[TimelineRow]:
    """Return what happened to an alert, oldest first."""
    statement = select(TimelineRow).where(TimelineRow.alert_id == alert_id)
    return (await session.scalars(statement.order_by(TimelineRow.at, TimelineRow.id))).all()


async def alert(session: AsyncSession, alert_id: int) -> AlertRow | None:
    """Return one alert."""
    return await session.get(AlertRow, alert_id)


async def incident(session: AsyncSession, incident_id: int) -> IncidentRow | None:
    """Return one incident."""
    return await session.get(IncidentRow, incident_id)


async def open_roots(session: AsyncSession) -> set[str]:
    """Return what failed of every open incident."""
    found = await session.scalars(select(IncidentRow.roots).where(IncidentRow.stage.in_(("forming", "open"))))
    return {root for roots in found for root in roots}


async def open_alert_rows(session: AsyncSession) -> Sequence[Any]:
    """Return (id, entity, kind, severity, summary, said, raised_at, device_id, role) of every open alert."""
    columns = (
        AlertRow.id, AlertRow.entity, AlertRow.kind, AlertRow.severity, AlertRow.summary, AlertRow.said,
        AlertRow.raised_at, AlertRow.device_id, AlertRow.role,
    )  # fmt: skip
    return (await session.execute(select(*columns).where(AlertRow.open_fingerprint.is_not(None)))).all()


async def affected_devices(session: AsyncSession, incident_id: int) -> set[int]:
    """Return the devices whose alerts speak of what failed, not of its consequences."""
    statement = select(AlertRow.device_id).where(
        AlertRow.incident_id == incident_id, AlertRow.role != "suppressed", AlertRow.device_id != 0
    )
    return set(await session.scalars(statement.distinct()))


async def told_alerts(session: AsyncSession, now: datetime) -> Sequence[AlertRow]:
    """Return open alerts of incidents that people are told of, without consequences and what is put aside."""
    paged = select(IncidentRow.id).where(IncidentRow.paged_at.is_not(None))
    statement = select(AlertRow).where(
        AlertRow.open_fingerprint.is_not(None),
        AlertRow.role != "suppressed",
        or_(AlertRow.shelved_until.is_(None), AlertRow.shelved_until <= now),
        AlertRow.incident_id.in_(paged),
    )
    return (await session.scalars(statement.order_by(AlertRow.id))).all()
