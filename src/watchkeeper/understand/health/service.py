"""The verbs on health: look at what one may see, measure, record, remember."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import Database
from watchkeeper.core.http.paging import ListQuery
from watchkeeper.core.scope import scope_of, unscoped
from watchkeeper.estate.inventory.groups import GroupService
from watchkeeper.estate.inventory.limits import recording as limits
from watchkeeper.estate.inventory.naming import canonical
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.maintenance.service import MaintenanceService
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.kit.families import OPTICS
from watchkeeper.understand.baselines.service import AnomalyService
from watchkeeper.understand.health import repository
from watchkeeper.understand.health.assessment import Assessment, HealthState
from watchkeeper.understand.health.device import Finding
from watchkeeper.understand.health.errors import SubjectNotFoundError
from watchkeeper.understand.health.group import Member
from watchkeeper.understand.health.looking import (
    Estate,
    Group,
    Joined,
    Known,
    Look,
    device_subject,
    link_subject,
    look,
)
from watchkeeper.understand.health.measures import Measures
from watchkeeper.understand.health.measuring import Measurer
from watchkeeper.understand.health.models import HealthSubject
from watchkeeper.understand.health.settings import HealthSettings
from watchkeeper.understand.health.trend import WINDOWS, Point
from watchkeeper.understand.health.words import Text, say
from watchkeeper.understand.topology.service import TopologyService

_EVERY = ListQuery(limit=100_000)
_RECORD_ANYWAY = timedelta(hours=1)
_RECORD_FROM = 1.0
"""A score is recorded when it has moved by this many points."""
_FORGOTTEN_AT_ONCE = 5_000
_RECORDED_AT_ONCE = 500
_RECEIVED = "rx_power_dbm"


class OpenAlerts(Protocol):
    """Whoever knows the open alerts; the slice above implements it."""

    async def open_alerts(self, session: AsyncSession) -> Sequence[Any]:
        """Return (id, entity, kind, severity, summary, said, device_id, role) of every open alert."""
        ...


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The services that health asks."""

    inventory: InventoryService
    groups: GroupService
    maintenance: MaintenanceService
    topology: TopologyService
    anomalies: AnomalyService
    alerts: OpenAlerts


class HealthService:
    """Health over the database. What a session's scope hides has no part in what it is told."""

    def __init__(
        self,
        neighbours: Neighbours,
        measurer: Measurer,
        settings: HealthSettings | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._ask = neighbours
        self._measurer = measurer
        self._settings = settings or HealthSettings()
        self.clock = clock

    async def device(self, session: AsyncSession, device_id: int) -> Member:
        """Return the health of one device. Raises DeviceNotFoundError."""
        await self._ask.inventory.device(session, device_id)
        devices = await self._ask.inventory.standings(session, [device_id])
        work = await self._ask.maintenance.under_work(session)
        estate = Estate(
            devices=devices,
            findings=await self._findings(session, device_id),
            under_work={one.device_id: until for one in devices if (until := work.devices.get(one.name)) is not None},
        )
        known = _known(await repository.subjects(session, device_id))
        return look(estate, known, self._settings.criticality_by_tag, self.clock()).devices[device_id]

    async def look(self, session: AsyncSession) -> Look:
        """Return the health of everything in the session's scope, by what is known at this moment."""
        estate = await self._estate(session)
        known = _known(await repository.subjects(session))
        return await asyncio.to_thread(look, estate, known, self._settings.criticality_by_tag, self.clock())

    async def _estate(self, session: AsyncSession) -> Estate:
        devices = await self._ask.inventory.standings(session)
        sites, _ = await self._ask.groups.list_sites(session, _EVERY)
        pools, _ = await self._ask.groups.list_pools(session, _EVERY)
        work = await self._ask.maintenance.under_work(session)
        return Estate(
            devices=devices,
            sites={one.id: one.name for one in sites},
            services={one.id: (one.name, await self._ask.groups.pool_devices(session, one.id)) for one in pools},
            links=await self.links(session),
            findings=await self._findings(session),
            under_work={one.device_id: until for one in devices if (until := work.devices.get(one.name)) is not None},
        )

    async def links(self, session: AsyncSession) -> list[Joined]:
        """Return the physical links of the map, their ports under canonical names."""
        edges = [kept.edge for kept in await self._ask.topology.edges(session)]
        return [
            Joined(edge.key, edge.state, _end(edge.document["a"]), _end(edge.document["b"]))
            for edge in edges
            if edge.layer == "physical"
        ]

    async def _findings(self, session: AsyncSession, device_id: int | None = None) -> dict[int, list[Finding]]:
        found: dict[int, list[Finding]] = {}
        for one in await self._ask.anomalies.lasting(session, device_id):
            text = say("anomaly", kind=one.kind.replace("_", " "), metric=one.metric, object=one.object)
            port = one.object if one.family in {"interface", "optics"} else ""
            found.setdefault(one.device_id, []).append(Finding("anomaly", one.id, one.severity, text, port))
        for row in await self._ask.alerts.open_alerts(session):
            suppressed = row.role == "suppressed"
            finding = Finding("alert", row.id, row.severity, _alert_text(row), _port(row.entity), suppressed)
            found.setdefault(row.device_id, []).append(finding)
        return found

    async def history(self, session: AsyncSession, subject: str, since: datetime) -> list[Point]:
        """Return what was recorded of a subject from ``since`` on, oldest first.

        The history of a group says something of all its members: it is empty for whoever does not see all of them.
        Callers have made sure that the subject itself may be seen.
        """
        if not _whole(session, subject):
            return []
        with unscoped(session, "the caller has found the subject in its scope"):
            rows = await repository.points(session, subject, since)
        return [Point(row.at, row.score, row.state, row.coverage) for row in rows]

    async def recent(self, session: AsyncSession, subject: str) -> list[Point]:
        """Return the history that trends are made of."""
        return await self.history(session, subject, self.clock() - max(WINDOWS.values()))

    async def measure(self, database: Database) -> int:
        """Measure every watched device, record the health of everything; return how many subjects were recorded.

        There may be ten thousands of subjects: they are judged before anything is written, and written some at a time,
        so that whoever logs in or reports a fault meanwhile does not wait for all of them.
        """
        now = self.clock()
        async with database.reading() as session:
            watched = [one.device_id for one in await self._ask.inventory.watched_devices(session)]
            names = await self._ask.inventory.device_names(session, watched)
            low_light = await _low_light(session)
            ends = _ends_of(await self.links(session), {name: number for number, name in names.items()})
        measures = await asyncio.to_thread(self._measurer.measure, watched, ends, now, low_light)
        async with database.reading() as session:
            known = {row.subject: row for row in await repository.subjects(session)}
            fresh = _known(known.values(), {number: (now, one) for number, one in measures.items()})
            estate = await self._estate(session)
        seen = await asyncio.to_thread(look, estate, fresh, self._settings.criticality_by_tag, now)
        return await self._record(database, seen, known, measures, now)

    async def _record(
        self,
        database: Database,
        seen: Look,
        known: dict[str, HealthSubject],
        measures: dict[int, Measures],
        now: datetime,
    ) -> int:
        told = [(device_subject(number), number, one.assessment) for number, one in seen.devices.items()]
        told += [(group.subject, 0, group.assessment) for group in (*seen.sites, *seen.services, seen.network)]
        told += [(link_subject(facts.key), 0, assessment) for facts, assessment in seen.links]
        recorded = 0
        for start in range(0, len(told), _RECORDED_AT_ONCE):
            points, rows = [], []
            for subject, device_id, assessment in told[start : start + _RECORDED_AT_ONCE]:
                before = known.get(subject)
                anew = before is None or _moved(before, assessment, now)
                if anew:
                    points.append(_point(subject, device_id, assessment, now))
                recorded_at = now if before is None or anew else before.recorded_at
                of_device = measures.get(device_id) if device_id else None
                rows.append(_row(subject, device_id, assessment, of_device, now, recorded_at))
            async with database.transaction() as session:
                await repository.add_points(session, points)
                await repository.save(session, rows)
            recorded += len(points)
        async with database.transaction() as session:
            await repository.forget_subjects(session, sorted(known.keys() - {subject for subject, _, _ in told}))
        return recorded

    async def purge(self, session: AsyncSession) -> bool:
        """Remove some history that is too old; return whether there may be more of it."""
        oldest = self.clock() - timedelta(days=self._settings.keep_days)
        return await repository.forget_points(session, oldest, _FORGOTTEN_AT_ONCE) == _FORGOTTEN_AT_ONCE


def group_of(seen: Look, kind: str, number: int) -> Group:
    """Return one site or service. Raises SubjectNotFoundError."""
    groups = seen.sites if kind == "site" else seen.services
    found = next((one for one in groups if one.id == number), None)
    if found is None:
        raise SubjectNotFoundError(f"There is no {'site' if kind == 'site' else 'service'} {number}.")
    return found


def _whole(session: AsyncSession, subject: str) -> bool:
    """Say whether somebody sees all that the history of ``subject`` speaks of."""
    scope = scope_of(session)
    kind, _, number = subject.partition(":")
    if scope.everything or kind in {"device", "link"}:
        return True
    covered = {"site": scope.sites, "pool": scope.pools}.get(kind, frozenset())
    return number.isdigit() and int(number) in covered


async def _low_light(session: AsyncSession) -> dict[tuple[int, str], float]:
    """Return the low alarms of received light that modules give, in dBm, by device and port."""
    rows = await limits.alarms(session, OPTICS.name)
    return {(one.device_id, one.object): one.low for one in rows if one.metric == _RECEIVED and one.low is not None}


def _known(rows: Iterable[HealthSubject], fresh: dict[int, tuple[datetime | None, Measures]] | None = None) -> Known:
    states = {row.subject: HealthState(row.state) for row in rows if row.state in set(HealthState)}
    kept = {
        row.device_id: (row.measured_at, Measures.model_validate(row.measures))
        for row in rows
        if row.device_id and row.measured_at is not None and (fresh is None or row.device_id not in fresh)
    }
    return Known({**kept, **(fresh or {})}, states)


def _end(end: dict[str, Any]) -> tuple[str, str]:
    return str(end["device"]), canonical(end["interface"] or "")


def _alert_text(row: Any) -> Text:
    summary = str(row.summary or f"{row.kind} of {row.entity}")
    if not row.said:
        return summary
    return say("rule", **row.said["facts"], rule=row.said["code"], text=summary)


def _port(entity: str) -> str:
    kind, _, rest = entity.partition(":")
    return canonical(rest.partition(":")[2]) if kind == "if" else ""


def _ends_of(links: Iterable[Joined], numbers: dict[str, int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for joined in links:
        for device, port in (joined.a, joined.b):
            if device in numbers and port:
                found.setdefault(numbers[device], set()).add(port)
    return found


def _moved(before: HealthSubject, now: Assessment, moment: datetime) -> bool:
    if before.state != now.state.value or (before.score is None) != (now.score is None):
        return True
    moved = before.score is not None and now.score is not None and abs(before.score - now.score) >= _RECORD_FROM
    return moved or moment - before.recorded_at >= _RECORD_ANYWAY


def _point(subject: str, device_id: int, one: Assessment, now: datetime) -> dict[str, Any]:
    return {
        "subject": subject,
        "device_id": device_id,
        "at": now,
        "state": one.state.value,
        "score": one.score,
        "coverage": one.coverage,
    }


def _row(
    subject: str, device_id: int, one: Assessment, measures: Measures | None, now: datetime, recorded_at: datetime
) -> dict[str, Any]:
    return {
        "subject": subject,
        "device_id": device_id,
        "measured_at": now if measures is not None else None,
        "measures": measures.model_dump(mode="json") if measures is not None else {},
        "state": one.state.value,
        "score": one.score,
        "recorded_at": recorded_at,
    }
