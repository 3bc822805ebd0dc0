"""Neighbours and routing sessions of devices: what a visit brought, compared with what is stored."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.http.paging import ListQuery, SortKey, paginate
from watchkeeper.estate.drivers.snmp.report import DeviceReport
from watchkeeper.estate.inventory.adjacencies.metrics import MetricTurn, metric_rows, settled
from watchkeeper.estate.inventory.adjacencies.models import Feature, Neighbour, RoutingSession
from watchkeeper.estate.inventory.adjacencies.planning import Adjacencies, Plan, plan_features, plan_neighbours
from watchkeeper.estate.inventory.adjacencies.sessions import (
    PROTOCOLS,
    SessionTurn,
    plan_sessions,
    sessions_of_report,
    silent_in,
    turns_of,
)
from watchkeeper.estate.inventory.chunks import in_chunks
from watchkeeper.estate.inventory.facts import device_text

_PART = {
    "neighbours": ("lldp", "cdp", "dot1dbaseport"),
    "sessions": tuple(sorted(PROTOCOLS)),
    "features": ("dot3ad", "dot1d", "dot1q", "vtp", "peth", "wwpleosraps", "ups", "xups", "ospfif", "isiscirc"),
}

NEIGHBOUR_SORT: dict[str, SortKey] = {
    "local_port": Neighbour.local_port,
    "remote_name": Neighbour.remote_name,
    "protocol": Neighbour.protocol,
    "first_seen_at": Neighbour.first_seen_at,
}
SESSION_SORT: dict[str, SortKey] = {
    "peer": RoutingSession.peer,
    "protocol": RoutingSession.protocol,
    "state": RoutingSession.state,
    "state_since": RoutingSession.state_since,
    "up": RoutingSession.up,
}


def adjacencies_of(device_id: int, report: DeviceReport, at: datetime) -> Adjacencies:
    """Return what a report says about neighbours and routing sessions, as text that is safe to keep."""
    parts = [part.table.lower() for part in report.partial]
    sessions = sessions_of_report(report)

    def whole(what: str) -> bool:
        return report.error is None and not any(part.startswith(_PART[what]) for part in parts)

    return Adjacencies(
        device_id,
        at,
        neighbours=[
            {
                "protocol": device_text(heard.protocol, 16),
                "local_port": device_text(heard.local_port or "", 255),
                "remote_name": device_text(heard.remote_sysname or "", 255),
                "remote_port": device_text(heard.remote_port or heard.remote_port_descr or "", 255),
                "remote_chassis": device_text(heard.remote_chassis_id or "", 255),
                "remote_descr": device_text(heard.remote_descr or "", 500),
            }
            for heard in report.neighbours
        ],
        sessions=sessions,
        silent=silent_in(report, (row["protocol"] for row in sessions)),
        features=[
            {
                "kind": row.kind,
                "name": device_text(row.name, 255),
                "state": device_text(row.state, 64),
                "severity": row.severity,
                "told": {name: device_text(word, 500) for name, word in row.told.items()},
            }
            for row in report.features
        ]
        + metric_rows(report),
        neighbours_complete=whole("neighbours"),
        sessions_complete=whole("sessions"),
        features_complete=whole("features"),
    )


def _metric_turns(said: Adjacencies, stored: Iterable[Any]) -> list[MetricTurn]:
    return settled(said.features, stored, said.device_id, said.at)[1]


_Model = type[Neighbour] | type[RoutingSession] | type[Feature]
_TABLES: tuple[tuple[_Model, Callable[[Adjacencies, Iterable[Any]], Plan]], ...] = (
    (Neighbour, plan_neighbours),
    (RoutingSession, plan_sessions),
    (Feature, plan_features),
)


async def record(session: AsyncSession, said: Sequence[Adjacencies]) -> list[SessionTurn | MetricTurn]:
    """Store what devices told, and return which sessions and metrics have turned.

    New rows are added, known ones renewed, and those no longer told of forgotten.
    """
    newest = {one.device_id: one for one in said}
    turned: list[SessionTurn | MetricTurn] = []
    for model, plan in _TABLES:
        stored: dict[int, list[Any]] = {device_id: [] for device_id in newest}
        for some in in_chunks(sorted(newest)):
            rows: Sequence[Any] = (await session.scalars(select(model).where(model.device_id.in_(some)))).all()
            for row in rows:
                stored[row.device_id].append(row)
        if model is RoutingSession:
            turned += [turn for one in newest.values() for turn in turns_of(one, stored[one.device_id])]
        elif model is Feature:
            turned += [turn for one in newest.values() for turn in _metric_turns(one, stored[one.device_id])]
        total = sum((plan(one, stored[one.device_id]) for one in newest.values()), Plan())
        if total.inserts:
            await session.execute(insert(model), total.inserts)
        if total.updates:
            await session.execute(update(model), total.updates)
        for some in in_chunks(total.gone):
            await session.execute(delete(model).where(model.id.in_(some)))
    return turned


async def neighbours_of(session: AsyncSession, device_id: int, query: ListQuery) -> tuple[Sequence[Neighbour], int]:
    """Return one page of a device's neighbours, and how many there are."""
    statement = select(Neighbour).where(Neighbour.device_id == device_id)
    if query.q:
        statement = statement.where(
            Neighbour.remote_name.icontains(query.q, autoescape=True)
            | Neighbour.local_port.icontains(query.q, autoescape=True)
        )
    return await paginate(session, statement, query, NEIGHBOUR_SORT, "local_port")


async def sessions_of(session: AsyncSession, device_id: int, query: ListQuery) -> tuple[Sequence[RoutingSession], int]:
    """Return one page of a device's routing sessions, those that are down first, and how many there are."""
    statement = select(RoutingSession).where(RoutingSession.device_id == device_id)
    if query.q:
        statement = statement.where(
            RoutingSession.peer.icontains(query.q, autoescape=True)
            | RoutingSession.state.icontains(query.q, autoescape=True)
        )
    return await paginate(session, statement, query, SESSION_SORT, "up")


FEATURE_SORT: dict[str, SortKey] = {
    "kind": Feature.kind,
    "name": Feature.name,
    "state": Feature.state,
    "state_since": Feature.state_since,
}


async def features_of(
    session: AsyncSession, device_id: int, query: ListQuery, kind: str | None
) -> tuple[Sequence[Feature], int]:
    """Return one page of a device's aggregates, rings, spanning tree, VLANs, PoE ports and alarms."""
    statement = select(Feature).where(Feature.device_id == device_id)
    if kind is not None:
        statement = statement.where(Feature.kind == kind)
    if query.q:
        statement = statement.where(
            Feature.name.icontains(query.q, autoescape=True) | Feature.state.icontains(query.q, autoescape=True)
        )
    return await paginate(session, statement, query, FEATURE_SORT, "kind")
