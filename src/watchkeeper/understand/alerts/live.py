"""The correlation engine over the database: kept in memory, checked against a version, one worker at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import after_commit
from watchkeeper.understand.alerts import repository
from watchkeeper.understand.alerts.correlation.engine import Correlator
from watchkeeper.understand.alerts.correlation.evidence import Alert, Condition, Key
from watchkeeper.understand.alerts.correlation.impact import impact_of
from watchkeeper.understand.alerts.correlation.incident import Change, Incident, Role, Stage
from watchkeeper.understand.alerts.correlation.network import NODE, Network
from watchkeeper.understand.alerts.correlation.report import roots_of
from watchkeeper.understand.alerts.correlation.sessions import is_session, orphans_due
from watchkeeper.understand.alerts.graph import GraphSource
from watchkeeper.understand.alerts.models import AlertRow, CorrelationRow, IncidentRow
from watchkeeper.understand.alerts.priority import priority_of
from watchkeeper.understand.alerts.settings import AlertsSettings
from watchkeeper.understand.alerts.stakes import Stakes, StakesSource

GRAPH_FRESH: Final = timedelta(seconds=60)


class _Engine(Correlator):
    """A correlator that remembers what has to be stored."""

    def __init__(self, network: Network, settings: AlertsSettings, number: int) -> None:
        super().__init__(network, settings.holds(), first_number=number)
        self.moved: dict[Key, tuple[Incident, Role]] = {}

    def place(self, key: Key, incident: Incident, role: Role) -> None:
        """Put a condition into an incident, and note it when it was elsewhere."""
        if self.placed.get(key) != (incident, role):
            self.moved[key] = (incident, role)
        super().place(key, incident, role)


@dataclass(frozen=True, slots=True)
class Turn:
    """The engine and its clocks, locked for one transaction."""

    state: CorrelationRow
    engine: _Engine


class LiveCorrelation:
    """Feeds alerts to the engine inside the caller's transaction and stores what follows.

    The row of ``correlation_state`` is locked first, so workers take turns; its version tells whether the engine in
    memory is still that of the database. A transaction that is rolled back leaves a version that fits nothing, and
    the engine is read anew.
    """

    def __init__(self, graph: GraphSource, settings: AlertsSettings, stakes: StakesSource | None = None) -> None:
        self._graph = graph
        self._settings = settings
        self._stakes = stakes
        self._at_stake = Stakes()
        self._held: tuple[int, _Engine] | None = None
        self._network: tuple[datetime, Network] | None = None

    async def begin(self, session: AsyncSession, now: datetime) -> Turn:
        """Lock the engine and return it as the database has it. Call it before anything is changed in ``session``."""
        state = await repository.lock_state(session)
        engine = await self._engine(session, state, now)
        self._held = None
        return Turn(state, engine)

    async def apply(
        self, session: AsyncSession, turn: Turn, alerts: Sequence[Alert], now: datetime
    ) -> tuple[list[Change], datetime | None, dict[int, IncidentRow]]:
        """Take ``alerts`` in, let the clock run to ``now``; return what happened, what is due next, incidents."""
        engine, state = turn.engine, turn.state
        for alert in alerts:
            engine.observe(alert)
        engine.advance(max(now.timestamp(), engine.now))
        changes = engine.take_changes()
        rows = await self._store(session, engine, state, changes)
        version = state.version
        after_commit(session, lambda: self._hold(version, engine))
        due = engine.due
        return changes, None if due is None else moment(due), rows

    def _hold(self, version: int, engine: _Engine) -> None:
        self._held = version, engine

    async def network(self, session: AsyncSession, now: datetime) -> Network:
        """Return the graph, at most a minute old, and learn what depends on it."""
        if self._network is None or now - self._network[0] > GRAPH_FRESH:
            self._at_stake = Stakes() if self._stakes is None else await self._stakes.stakes(session)
            self._network = now, replace(await self._graph.network(session), sites=self._at_stake.sites)
        return self._network[1]

    async def _engine(self, session: AsyncSession, state: CorrelationRow, now: datetime) -> _Engine:
        network = await self.network(session, now)
        if self._held is not None and self._held[0] == state.version:
            engine = self._held[1]
            engine.network = network
            return engine
        engine = _Engine(network, self._settings, state.next_number)
        since = now - timedelta(seconds=self._settings.reopen_s)
        incidents = await repository.engine_incidents(session, since)
        alerts = await repository.engine_alerts(session, since)
        restore(engine, state, incidents, alerts)
        return engine

    async def _store(
        self, session: AsyncSession, engine: _Engine, state: CorrelationRow, changes: Iterable[Change]
    ) -> dict[int, IncidentRow]:
        touched = {change.incident for change in changes} | {one.number for one, _ in engine.moved.values()}
        rows = await repository.incidents_by_id(session, touched)
        for incident in engine.incidents:
            if incident.number not in touched:
                continue
            row = rows.get(incident.number)
            if row is None:
                row = rows[incident.number] = IncidentRow(id=incident.number)
                session.add(row)
            write_incident(row, incident, engine.network, self._at_stake)
        await repository.move_alerts(
            session,
            [
                (int(one), incident.number, role.value)
                for key, (incident, role) in engine.moved.items()
                for one in (engine.active[key].ids if key in engine.active else ())
            ],
        )
        engine.moved.clear()
        _forget(engine)
        write_state(state, engine)
        await session.flush()
        return rows


def moment(seconds: float) -> datetime:
    """Return the moment that is ``seconds`` after the epoch."""
    return datetime.fromtimestamp(seconds, UTC)


def _forget(engine: Correlator) -> None:
    """Drop what no decision can depend on any more."""
    old = engine.now - engine.holds.reopen_s
    engine.incidents = [one for one in engine.incidents if one.open or (one.closed_at or 0) >= old]
    engine.cleared = {key: at for key, at in engine.cleared.items() if at >= old}


def write_state(state: CorrelationRow, engine: Correlator) -> None:
    """Store the engine's clocks."""
    state.version += 1
    state.next_number = engine.next_number
    state.now_s = engine.now
    state.first_raise_s, state.first_clear_s = engine.first_raise, engine.first_clear
    state.last_change_s, state.links_show = engine.last_change, engine.links_show


def write_incident(row: IncidentRow, incident: Incident, network: Network, stakes: Stakes) -> None:
    """Store what the engine knows of an incident, and what it does to what depends on its devices."""
    impact = impact_of(network, incident)
    nodes = (root.partition(":") for root in incident.onset)
    failed = () if incident.local else tuple(name for kind, _, name in nodes if kind == NODE)
    priority = priority_of(impact, failed, stakes)
    row.stage, row.local = incident.stage.value, incident.local
    row.roots = roots_of(network, incident)
    row.isolated = list(impact.isolated)
    row.severity, row.priority = impact.severity.value, priority.name
    row.symptoms, row.suppressed = len(incident.symptoms), len(incident.suppressed)
    row.opened_at = moment(incident.opened_at)
    row.paged_at = None if incident.paged_at is None else moment(incident.paged_at)
    row.closed_at = None if incident.closed_at is None else moment(incident.closed_at)
    row.title = title_of(row.roots, len(impact.isolated), incident)
    row.engine = {
        "roots": list(incident.roots),
        "onset": dict(incident.onset),
        "core": {root: [list(key) for key in sorted(keys)] for root, keys in incident.core.items()},
        "priority": priority.as_json(),
    }


def title_of(roots: Sequence[str], isolated: int, incident: Incident) -> str:
    """Return an incident as one line."""
    if not roots:
        return "Alerts are being gathered" if incident.stage is Stage.FORMING else "Follows from another incident"
    named = ", ".join(map(readable, roots))
    what = "reports trouble" if incident.local else "failed"
    return f"{named} {what}" + (f", {isolated} more cut off" if isolated else "")


def readable(root: str) -> str:
    """Return what failed as people say it: a link of the map (``link:physical:A:p--B:q``) as its two ends."""
    name = root.partition(":")[2]
    if is_session(root):
        protocol, _, ends = name.partition(":")
        return f"{protocol.upper()} between {ends.replace('--', ' and ', 1)}"
    a, joined, b = name.removeprefix("physical:").partition("--")
    if not name.startswith("physical:") or not joined:
        return name
    return f"link {a.replace(':', ' ', 1)} to {b.replace(':', ' ', 1)}"


def restore(
    engine: _Engine, state: CorrelationRow, incidents: Sequence[IncidentRow], alerts: Sequence[AlertRow]
) -> None:
    """Bring a new engine to where the database says that the last one was."""
    known = {row.id: _incident(row) for row in incidents}
    engine.incidents = list(known.values())
    engine.forming = next((one for one in known.values() if one.stage is Stage.FORMING), None)
    engine.now = state.now_s or float("-inf")
    engine.first_raise, engine.first_clear = state.first_raise_s, state.first_clear_s
    engine.last_change, engine.links_show = state.last_change_s, state.links_show
    for row in alerts:
        incident = known.get(row.incident_id or 0)
        if incident is not None and row.role:
            incident.add(Role(row.role), [str(row.id)])
        key = Key(row.entity, row.kind)
        if row.open_fingerprint is None:
            if row.cleared_at is not None:
                engine.cleared[key] = max(row.cleared_at.timestamp(), engine.cleared.get(key, 0.0))
            continue
        engine.active[key] = Condition(key, row.raised_at.timestamp(), [str(row.id)])
        if incident is not None and row.role:
            engine.placed[key] = incident, Role(row.role)
    engine.orphans_due = orphans_due(engine)


def _incident(row: IncidentRow) -> Incident:
    stored: Mapping[str, object] = row.engine
    core = stored.get("core")
    onset = stored.get("onset")
    roots = stored.get("roots")
    return Incident(
        number=row.id,
        opened_at=row.opened_at.timestamp(),
        roots=[str(root) for root in roots] if isinstance(roots, list) else [],
        onset={str(root): float(at) for root, at in onset.items()} if isinstance(onset, dict) else {},
        core={root: frozenset(Key(*key) for key in keys) for root, keys in core.items()}
        if isinstance(core, dict)
        else {},
        stage=Stage(row.stage),
        local=row.local,
        paged_at=None if row.paged_at is None else row.paged_at.timestamp(),
        closed_at=None if row.closed_at is None else row.closed_at.timestamp(),
    )
