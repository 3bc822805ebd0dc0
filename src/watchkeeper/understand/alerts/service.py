"""The verbs on alerts and incidents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target, record
from watchkeeper.core.http.paging import ListQuery, paginate
from watchkeeper.core.http.security import Principal
from watchkeeper.core.live import About
from watchkeeper.core.outbox import publish
from watchkeeper.core.tasks import enqueue
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.kit.jsonable import JSON
from watchkeeper.understand.alerts import repository
from watchkeeper.understand.alerts.announcements import INCIDENT_CHANGED
from watchkeeper.understand.alerts.correlation.evidence import Alert
from watchkeeper.understand.alerts.correlation.incident import Change
from watchkeeper.understand.alerts.correlation.network import NODE, Network
from watchkeeper.understand.alerts.errors import AlertNotFoundError, AlertOverError, IncidentNotFoundError
from watchkeeper.understand.alerts.graph import VANTAGE, DeviceIds, GraphSource
from watchkeeper.understand.alerts.lifecycle import AlertState, Effect, Known, Signal, effect_of, flapping, keep
from watchkeeper.understand.alerts.live import LiveCorrelation, Turn, moment
from watchkeeper.understand.alerts.marks import Mark, marks
from watchkeeper.understand.alerts.models import AlertRow, CorrelationRow, IncidentRow, TimelineRow
from watchkeeper.understand.alerts.naming import Names, named_here
from watchkeeper.understand.alerts.repository import AlertFilter
from watchkeeper.understand.alerts.settings import AlertsSettings
from watchkeeper.understand.alerts.stakes import StakesSource
from watchkeeper.understand.alerts.tasks import SETTLE, SettleIncidents
from watchkeeper.understand.alerts.telling import about_incident, announce_incidents

ALERTS_SORTABLE: dict[str, Any] = {
    "last_seen_at": AlertRow.last_seen_at, "raised_at": AlertRow.raised_at, "severity": AlertRow.severity,
    "entity": AlertRow.entity, "occurrences": AlertRow.occurrences,
}  # fmt: skip
INCIDENTS_SORTABLE: dict[str, Any] = {
    "opened_at": IncidentRow.opened_at, "priority": IncidentRow.priority, "severity": IncidentRow.severity,
}  # fmt: skip


@dataclass(slots=True)
class Taken:
    """What became of signals: how many had which effect, and the numbers of the incidents that changed."""

    effects: dict[str, int] = field(default_factory=dict)
    incidents: list[int] = field(default_factory=list)


class AlertService:
    """Alerts and incidents, over the database, one transaction at a time."""

    def __init__(
        self,
        graph: GraphSource,
        settings: AlertsSettings | None = None,
        clock: Clock = utc_now,
        *,
        devices: DeviceIds | None = None,
        stakes: StakesSource | None = None,
    ) -> None:
        self.settings = settings or AlertsSettings()
        self._devices = devices
        self._clock = clock
        self._graph = graph
        self._correlation = LiveCorrelation(graph, self.settings, stakes)

    async def take(self, session: AsyncSession, signals: Sequence[Signal]) -> Taken:
        """Take signals in, in order: alerts are raised, repeated, reopened or cleared, and incidents follow at once."""
        now = self._clock()
        turn = await self._correlation.begin(session, now)
        numbers = await self._devices.by_name(session, now) if self._devices is not None else {}
        known = await repository.latest_by_fingerprint(session, [signal.fingerprint for signal in signals])
        taken = Taken()
        told: list[tuple[AlertRow, bool]] = []
        for signal in signals:
            row = known.get(signal.fingerprint)
            effect = effect_of(_known(row), signal, timedelta(seconds=self.settings.reopen_s))
            taken.effects[effect.value] = taken.effects.get(effect.value, 0) + 1
            if effect is Effect.RAISED:
                row = known[signal.fingerprint] = _new(signal, now, numbers.get(signal.device_name, 0))
                session.add(row)
            elif row is not None and effect is not Effect.IGNORED:
                _apply(row, signal, effect, now)
            if row is not None and effect in {Effect.RAISED, Effect.REOPENED, Effect.CLEARED}:
                self._note_change(row, now)
                told.append((row, signal.raised))
        await session.flush()
        await self._correlate(session, turn, [_engine_alert(row, raised, now) for row, raised in told], taken)
        return taken

    async def names(self, session: AsyncSession) -> Names:
        """Return the names of the watched devices in the session's scope."""
        return Names(await self.device_numbers(session))

    async def take_of_others(self, session: AsyncSession, signals: Sequence[Signal]) -> Taken:
        """Take in what another system says, which may call our devices and ports by other spellings of their names."""
        names = await self.names(session)
        return await self.take(session, [named_here(signal, names) for signal in signals])

    async def settle(self, session: AsyncSession) -> datetime | None:
        """Decide what is due, and return when the next decision is."""
        turn = await self._correlation.begin(session, self._clock())
        return await self._correlate(session, turn, [], Taken())

    async def _correlate(
        self, session: AsyncSession, turn: Turn, alerts: Sequence[Alert], taken: Taken
    ) -> datetime | None:
        now = self._clock()
        changes, due, rows = await self._correlation.apply(session, turn, alerts, now)
        for change in changes:
            await self._tell(session, change, rows.get(change.incident))
        taken.incidents = sorted(rows)
        await announce_incidents(session, rows)
        await self._wake(session, turn.state, due, now)
        return due

    async def _wake(self, session: AsyncSession, state: CorrelationRow, due: datetime | None, now: datetime) -> None:
        """Have the engine woken when the next decision is due; once, unless it became due earlier."""
        if due is None:
            state.wake_at = None
        elif state.wake_at is None or state.wake_at <= now or due < state.wake_at:
            state.wake_at = due
            await enqueue(session, SETTLE, SettleIncidents(), key="settle", not_before=due)
        await session.flush()

    async def _tell(self, session: AsyncSession, change: Change, row: IncidentRow | None) -> None:
        at = moment(change.at)
        happening = change.happening.value
        said = {"code": change.said.code, "facts": change.said.told()}
        session.add(TimelineRow(incident_id=change.incident, at=at, what=happening, text=change.text, said=said))
        if row is not None:
            await publish(session, INCIDENT_CHANGED, _news(row, happening, at), key=f"incident:{row.id}")

    def _note_change(self, row: AlertRow, now: datetime) -> None:
        stored = row.changes.get("at")
        before = [moment(float(at)) for at in stored] if isinstance(stored, list) else []
        changes = [*keep(before, now), now]
        row.changes = {"at": [change.timestamp() for change in changes]}
        row.flapping = flapping(changes, now, self.settings.flap_changes, before=row.flapping)

    async def list_alerts(
        self, session: AsyncSession, wanted: AlertFilter, query: ListQuery
    ) -> tuple[Sequence[AlertRow], int]:
        """Return one page of alerts, latest first, and how many there are."""
        return await paginate(session, repository.alerts(wanted), query, ALERTS_SORTABLE, "-last_seen_at")

    async def marks(self, session: AsyncSession) -> list[Mark]:
        """Return what is open of each object, alerts put aside left out."""
        return marks([tuple(row) for row in await repository.conditions(session, self._clock())])

    async def alert(self, session: AsyncSession, alert_id: int) -> AlertRow:
        """Return one alert. Raises AlertNotFoundError."""
        row = await repository.alert(session, alert_id)
        if row is None:
            raise AlertNotFoundError(f"There is no alert {alert_id}.")
        return row

    async def alert_history(self, session: AsyncSession, alert_id: int) -> Sequence[TimelineRow]:
        """Return what people did about an alert, oldest first."""
        await self.alert(session, alert_id)
        return await repository.alert_history(session, alert_id)

    async def acknowledge_alert(self, session: AsyncSession, alert_id: int, actor: Principal) -> AlertRow:
        """Take note of an alert. Raises AlertNotFoundError, AlertOverError for one that has been cleared."""
        row = await self._open_alert(session, alert_id)
        row.state = AlertState.ACKNOWLEDGED.value
        row.acknowledged_at, row.acknowledged_by = self._clock(), actor.name
        self._did(session, row, "acknowledged", "", actor)
        return row

    async def assign_alert(self, session: AsyncSession, alert_id: int, to: str, actor: Principal) -> AlertRow:
        """Make an alert somebody's; empty makes it nobody's."""
        row = await self.alert(session, alert_id)
        row.assigned_to = to
        self._did(session, row, "assigned", to, actor)
        return row

    async def shelve_alert(
        self, session: AsyncSession, alert_id: int, until: datetime | None, reason: str, actor: Principal
    ) -> AlertRow:
        """Put an alert aside until a moment; None takes it back."""
        row = await self.alert(session, alert_id)
        row.shelved_until = until
        self._did(session, row, "shelved" if until else "unshelved", reason, actor)
        return row

    async def comment_alert(self, session: AsyncSession, alert_id: int, text: str, actor: Principal) -> AlertRow:
        """Say something about an alert."""
        row = await self.alert(session, alert_id)
        self._did(session, row, "commented", text, actor)
        return row

    async def _open_alert(self, session: AsyncSession, alert_id: int) -> AlertRow:
        row = await self.alert(session, alert_id)
        if row.open_fingerprint is None:
            raise AlertOverError(f"Alert {alert_id} has been cleared.", hint="Comment on it instead.")
        return row

    def _did(self, session: AsyncSession, row: AlertRow, what: str, text: str, actor: Principal) -> None:
        now = self._clock()
        session.add(
            TimelineRow(alert_id=row.id, incident_id=row.incident_id, at=now, what=what, text=text, actor=actor.name)
        )
        record(session, f"alert.{what}", Target("alert", row.id, f"{row.entity} {row.kind}"), actor=actor, reason=text)

    async def list_incidents(
        self, session: AsyncSession, stage: str | None, query: ListQuery
    ) -> tuple[Sequence[IncidentRow], int]:
        """Return one page of incidents, latest first, and how many there are."""
        return await paginate(session, repository.incidents(stage, query.q), query, INCIDENTS_SORTABLE, "-opened_at")

    async def incident(self, session: AsyncSession, incident_id: int) -> IncidentRow:
        """Return one incident. Raises IncidentNotFoundError."""
        row = await repository.incident(session, incident_id)
        if row is None:
            raise IncidentNotFoundError(f"There is no incident {incident_id}.")
        return row

    async def timeline(self, session: AsyncSession, incident_id: int) -> Sequence[TimelineRow]:
        """Return what happened to an incident, oldest first."""
        await self.incident(session, incident_id)
        return await repository.timeline(session, incident_id)

    async def acknowledge_incident(self, session: AsyncSession, incident_id: int, by: str) -> IncidentRow:
        """Take note of an incident, which ends its escalation. The second to do so changes nothing."""
        row = await self.incident(session, incident_id)
        if row.acknowledged_at is not None:
            return row
        now = self._clock()
        row.acknowledged_at, row.acknowledged_by = now, by
        session.add(TimelineRow(incident_id=row.id, at=now, what="acknowledged", actor=by))
        record(session, "incident.acknowledge", Target("incident", row.id, row.title), reason=f"by {by}")
        await publish(session, INCIDENT_CHANGED, _news(row, "acknowledged", now), key=f"incident:{row.id}")
        await announce_incidents(session, [row.id])
        return row

    async def assign_incident(self, session: AsyncSession, incident_id: int, to: str, actor: Principal) -> IncidentRow:
        """Make an incident somebody's; empty makes it nobody's."""
        row = await self.incident(session, incident_id)
        row.assigned_to = to
        session.add(TimelineRow(incident_id=row.id, at=self._clock(), what="assigned", text=to, actor=actor.name))
        record(session, "incident.assign", Target("incident", row.id, row.title), actor=actor, reason=to)
        await announce_incidents(session, [row.id])
        return row

    async def comment_incident(self, session: AsyncSession, incident_id: int, text: str, actor: Principal) -> None:
        """Say something about an incident."""
        row = await self.incident(session, incident_id)
        session.add(TimelineRow(incident_id=row.id, at=self._clock(), what="commented", text=text, actor=actor.name))
        record(session, "incident.comment", Target("incident", row.id, row.title), actor=actor, reason=text)
        await announce_incidents(session, [row.id])

    async def network(self, session: AsyncSession) -> Network:
        """Return the graph that incidents are judged by, as far as the session's scope goes."""
        return await self._graph.network(session)

    async def cut_off(self, session: AsyncSession) -> bool:
        """Say whether an open incident is our own: every way out of the vantage point is gone."""
        roots = await repository.open_roots(session)
        if self.settings.topology_file is None:
            return f"{NODE}:{VANTAGE}" in roots
        return bool(roots) and f"{NODE}:{(await self._graph.network(session)).vantage}" in roots

    async def device_numbers(self, session: AsyncSession) -> Mapping[str, int]:
        """Return the numbers of the watched devices in the session's scope, by name."""
        return {} if self._devices is None else await self._devices.by_name(session, self._clock())

    async def open_alerts(self, session: AsyncSession) -> Sequence[Any]:
        """Return (id, entity, kind, severity, summary, said, raised_at, device_id, role) of every open alert."""
        return await repository.open_alert_rows(session)

    async def affected_devices(self, session: AsyncSession, incident_id: int) -> set[int]:
        """Return the devices whose alerts speak of what failed in an incident, not of its consequences."""
        return await repository.affected_devices(session, incident_id)

    async def devices_concerned(self, session: AsyncSession, incident_id: int) -> About:
        """Return whom news of an incident concern: whoever sees the devices of all its alerts."""
        found = await repository.devices_of_incidents(session, [incident_id])
        return about_incident(found.get(incident_id, set()))

    async def told_alerts(self, session: AsyncSession) -> Sequence[AlertRow]:
        """Return the open alerts that people are told of: causes of incidents after their hold, none put aside."""
        return await repository.told_alerts(session, self._clock())

    async def news(self, session: AsyncSession, incident_id: int) -> dict[str, JSON]:
        """Return what a message about an incident would say now. Raises IncidentNotFoundError."""
        return _news(await self.incident(session, incident_id), "paged", self._clock())


def _news(row: IncidentRow, happening: str, at: datetime) -> dict[str, JSON]:
    return {
        "incident_id": row.id,
        "happening": happening,
        "at": at.isoformat(),
        "title": row.title,
        "severity": row.severity,
        "priority": row.priority,
        "roots": list(row.roots),
        "isolated": list(row.isolated),
    }


def _known(row: AlertRow | None) -> Known | None:
    return None if row is None else Known(row.open_fingerprint is not None, row.raised_at, row.cleared_at)


def _new(signal: Signal, now: datetime, device_id: int) -> AlertRow:
    return AlertRow(
        fingerprint=signal.fingerprint,
        open_fingerprint=signal.fingerprint,
        entity=signal.entity,
        kind=signal.kind,
        device_id=device_id,
        device_name=signal.device_name,
        severity=signal.severity,
        summary=signal.summary,
        said=signal.said,
        state=AlertState.OPEN.value,
        occurrences=1,
        sources=[signal.source] if signal.source else [],
        labels=dict(signal.labels),
        changes={},
        flapping=False,
        raised_at=min(signal.at, now),
        first_seen_at=now,
        last_seen_at=now,
    )


def _apply(row: AlertRow, signal: Signal, effect: Effect, now: datetime) -> None:
    row.last_seen_at = now
    if signal.source and signal.source not in row.sources:
        row.sources = [*row.sources, signal.source]
    if effect is Effect.CLEARED:
        row.state, row.open_fingerprint, row.cleared_at = AlertState.CLEARED.value, None, min(signal.at, now)
        return
    row.occurrences += 1
    row.severity = signal.severity
    if signal.summary:
        row.summary, row.said = signal.summary, signal.said
    if effect is Effect.REOPENED:
        row.state, row.open_fingerprint, row.cleared_at = AlertState.OPEN.value, signal.fingerprint, None
        row.raised_at = min(signal.at, now)
        row.acknowledged_at, row.acknowledged_by = None, ""


def _engine_alert(row: AlertRow, raised: bool, now: datetime) -> Alert:  # noqa: FBT001 - as the engine has it
    return Alert(str(row.id), now.timestamp(), row.entity, row.kind, raised)
