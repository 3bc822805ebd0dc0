"""Neighbours and routing sessions of devices: what a visit brought, compared with what is stored."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.http.paging import ListQuery, SortKey, paginate
from watchkeeper.estate.drivers.snmp.report import DeviceReport
from watchkeeper.estate.inventory.adjacencies.metrics import MetricTurn, metric_rows, settled
from watchkeeper.estate.inventory.adjacencies.models import Feature, Neighbour, RoutingSession
from watchkeeper.estate.inventory.chunks import in_chunks
from watchkeeper.estate.inventory.facts import device_text

_UP_STATES = frozenset({"established", "full", "twoway", "2way", "up"})
"""States in which a session carries routes; two-way is where OSPF routers that are not designated stay."""
_ADMIN_DOWN = frozenset({"stop", "down", "shutdown", "disabled"})
_PART = {
    "neighbours": ("lldp", "cdp", "dot1dbaseport"),
    "sessions": ("bgp", "ospf", "isis", "bfd"),
    "features": ("dot3ad", "dot1d", "dot1q", "vtp", "peth", "wwpleosraps", "ups", "xups", "ospfif", "isiscirc"),
}

GONE: Final = "gone"
"""State of a session that was known and is not told of any more."""
_GOES_WITH_ITS_NEIGHBOUR = frozenset({"ospf", "isis", "bfd"})
"""Protocols whose table drops a neighbour that is lost; what is configured, as in BGP, stays there and is down."""
_GONE_FOR = timedelta(days=1)
"""So long a lost neighbour is remembered as lost; then it is taken for removed."""

_NEIGHBOUR_KEY = ("protocol", "local_port", "remote_name", "remote_port", "remote_chassis")
_SESSION_KEY = ("protocol", "vrf", "peer", "detail")
_FEATURE_KEY = ("kind", "name")

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


@dataclass(frozen=True, slots=True)
class Adjacencies:
    """What a device said at ``at`` (UTC). Of a table that came in part (``complete`` False) nothing is forgotten."""

    device_id: int
    at: datetime
    neighbours: Sequence[Mapping[str, Any]] = ()
    sessions: Sequence[Mapping[str, Any]] = ()
    features: Sequence[Mapping[str, Any]] = ()
    neighbours_complete: bool = True
    sessions_complete: bool = True
    features_complete: bool = True


def adjacencies_of(device_id: int, report: DeviceReport, at: datetime) -> Adjacencies:
    """Return what a report says about neighbours and routing sessions, as text that is safe to keep."""
    parts = [part.table.lower() for part in report.partial]

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
        sessions=_sessions(report),
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


def _sessions(report: DeviceReport) -> list[dict[str, Any]]:
    names = {port.if_index: port.name for port in report.interfaces}
    found = [
        _session("bgp", peer.peer, peer.state, vrf=peer.vrf or "", remote_as=peer.remote_as, admin=peer.admin)
        for peer in report.bgp_peers
    ]
    found += [
        _session("ospf", near.neighbor, near.state, detail=near.router_id or "") for near in report.ospf_neighbours
    ]
    for near in report.isis_adjacencies:
        port = names.get(near.if_index, "") if near.if_index is not None else ""
        detail = " ".join(part for part in (port, f"level {near.level}" if near.level else "") if part)
        found.append(_session("isis", near.neighbor_id, near.state, detail=detail))
    for bfd in report.bfd_sessions:
        port = names.get(bfd.if_index, "") if bfd.if_index is not None else ""
        row = _session("bfd", bfd.peer, bfd.state, detail=port)
        found.append({**row, "admin_down": bfd.admin_down})
    return found


def _session(
    protocol: str,
    peer: str,
    state: str | None,
    *,
    vrf: str = "",
    remote_as: int | None = None,
    detail: str = "",
    admin: str | None = None,
) -> dict[str, Any]:
    word = device_text(state or "unknown", 32)
    return {
        "protocol": protocol,
        "vrf": device_text(vrf, 255),
        "peer": device_text(peer, 255),
        "remote_as": remote_as,
        "detail": device_text(detail, 255),
        "state": word,
        "up": word.lower().replace("-", "") in _UP_STATES,
        "admin_down": (admin or "").lower() in _ADMIN_DOWN,
    }


@dataclass(frozen=True, slots=True)
class Plan:
    """What to write: rows to add, rows to change (with their ``id``), ids to remove."""

    inserts: list[dict[str, Any]] = field(default_factory=list)
    updates: list[dict[str, Any]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)

    def __add__(self, other: "Plan") -> "Plan":
        return Plan(self.inserts + other.inserts, self.updates + other.updates, self.gone + other.gone)


def _stored_by(stored: Iterable[Any], key: tuple[str, ...]) -> dict[tuple[Any, ...], Any]:
    return {tuple(getattr(row, name) for name in key): row for row in stored}


def plan_neighbours(said: Adjacencies, stored: Iterable[Any]) -> Plan:
    """Compare the neighbours a device told of with those stored of it."""
    before = _stored_by(stored, _NEIGHBOUR_KEY)
    told = {tuple(row[name] for name in _NEIGHBOUR_KEY): row for row in said.neighbours}
    gone = [row.id for key, row in before.items() if key not in told] if said.neighbours_complete else []
    plan = Plan(gone=gone)
    for key, row in told.items():
        if key in before:
            plan.updates.append({"id": before[key].id, "remote_descr": row["remote_descr"], "seen_at": said.at})
        else:
            plan.inserts.append({**row, "device_id": said.device_id, "first_seen_at": said.at, "seen_at": said.at})
    return plan


@dataclass(frozen=True, slots=True)
class SessionTurn:
    """A session that came up or went down. One that ended for good is up with ``state`` empty: it is no longer down."""

    device_id: int
    protocol: str
    peer: str
    detail: str
    before: str
    state: str
    up: bool
    admin_down: bool = False


def plan_sessions(said: Adjacencies, stored: Iterable[Any]) -> Plan:
    """Compare the sessions a device told of with those stored of it; a state keeps the moment it was first seen."""
    known = list(stored)
    return _plan_states(
        said, [*said.sessions, *_gone(said, known)], known, _SESSION_KEY, complete=said.sessions_complete
    )


def turns_of(said: Adjacencies, stored: Iterable[Any]) -> list[SessionTurn]:
    """Return which of the sessions that are stored have turned. One that is told of for the first time has not."""
    known = list(stored)
    before = _stored_by(known, _SESSION_KEY)
    now = {tuple(row[name] for name in _SESSION_KEY): row for row in (*said.sessions, *_gone(said, known))}
    found = []
    for key, old in before.items():
        row = now.get(key)
        about = said.device_id, old.protocol, old.peer, old.detail, old.state
        if row is not None and row["up"] != old.up:
            found.append(SessionTurn(*about, row["state"], row["up"], row["admin_down"]))
        elif row is None and said.sessions_complete and not old.up:
            found.append(SessionTurn(*about, "", up=True))
    return found


def _gone(said: Adjacencies, stored: Iterable[Any]) -> list[dict[str, Any]]:
    """Return the rows of neighbours that were lost: known, not told of, and not there in another way either."""
    told = {tuple(row[name] for name in _SESSION_KEY) for row in said.sessions}
    there = {(row["protocol"], row["peer"]) for row in said.sessions if row["up"]}
    return [
        {name: getattr(old, name) for name in (*_SESSION_KEY, "remote_as", "admin_down", "seen_at")}
        | {"state": GONE, "up": False}
        for old in stored
        if said.sessions_complete
        and old.protocol in _GOES_WITH_ITS_NEIGHBOUR
        and tuple(getattr(old, name) for name in _SESSION_KEY) not in told
        and (old.protocol, old.peer) not in there
        and not (old.state == GONE and said.at - old.state_since >= _GONE_FOR)
    ]


def _plan_states(
    said: Adjacencies,
    rows: Iterable[Mapping[str, Any]],
    stored: Iterable[Any],
    names: tuple[str, ...],
    *,
    complete: bool,
) -> Plan:
    before = _stored_by(stored, names)
    told = {tuple(row[name] for name in names): row for row in rows}
    gone = [row.id for key, row in before.items() if key not in told] if complete else []
    plan = Plan(gone=gone)
    for key, row in told.items():
        old = before.get(key)
        since = old.state_since if old is not None and old.state == row["state"] else said.at
        written = {"seen_at": said.at, **row, "state_since": since}
        if old is None:
            plan.inserts.append({**written, "device_id": said.device_id})
        else:
            plan.updates.append({"id": old.id, **written})
    return plan


def plan_features(said: Adjacencies, stored: Iterable[Any]) -> Plan:
    """Compare aggregates, rings and the like; a state keeps the moment it was first seen."""
    known = list(stored)
    rows, _ = settled(said.features, known, said.device_id, said.at)
    return _plan_states(said, rows, known, _FEATURE_KEY, complete=said.features_complete)


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
