"""Sessions that no other failure explains: an incident for each pair of nodes and protocol, not one for each end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from watchkeeper.understand.alerts.correlation.evidence import LOST_SESSION, Key, Subject
from watchkeeper.understand.alerts.correlation.incident import Happening, Incident, Role, Stage
from watchkeeper.understand.alerts.correlation.network import SESSION

if TYPE_CHECKING:
    from watchkeeper.understand.alerts.correlation.engine import Correlator


def settle_sessions(engine: Correlator, alone: Iterable[tuple[Key, Subject]]) -> None:
    """Give each lost session that follows from nothing its incident, and drop those whose sessions have found a cause.

    One that was taken down by a failure that is over has a while to come back.
    """
    for key, subject in alone:
        if subject.ends and not _is_recovering(engine, key):
            engine.place(key, _incident_of(engine, subject.root), Role.SYMPTOM)
    left = {id(incident) for incident, _role in engine.placed.values()}
    for incident in engine.incidents:
        if incident.local and incident.open and is_session(incident.roots[0]) and id(incident) not in left:
            incident.stage, incident.closed_at = Stage.MERGED, engine.now
            engine.tell(incident, Happening.MERGED, "follows_another", object=incident.roots[0])
    for key in _orphans(engine):
        if not _is_recovering(engine, key):
            del engine.placed[key]
            engine.raise_local(key)  # who its other end is, is not known any more
    engine.orphans_due = orphans_due(engine)


def is_session(root: str) -> bool:
    """Say whether a root is a lost session."""
    return root.startswith(f"{SESSION}:")


def orphans_due(engine: Correlator) -> float | None:
    """Return when the first session has been down for too long after what had taken it down was over."""
    return min((_ended(engine, key) + engine.holds.late_parent_s for key in _orphans(engine)), default=None)


def _orphans(engine: Correlator) -> list[Key]:
    return [
        key
        for key, (incident, _role) in engine.placed.items()
        if key.kind in LOST_SESSION and incident.stage is Stage.CLOSED and not incident.local
    ]


def _ended(engine: Correlator, key: Key) -> float:
    return engine.placed[key][0].closed_at or 0.0


def _is_recovering(engine: Correlator, key: Key) -> bool:
    placed = engine.placed.get(key)
    if placed is None or placed[0].local or placed[0].stage is not Stage.CLOSED:
        return False
    return engine.now < _ended(engine, key) + engine.holds.late_parent_s


def _incident_of(engine: Correlator, root: str) -> Incident:
    mine = [one for one in engine.incidents if one.local and root in one.roots]
    known = next((one for one in reversed(mine) if one.open), None)
    if known is not None:
        return known
    if mine and mine[-1].stage is Stage.CLOSED and engine.now - (mine[-1].closed_at or 0.0) <= engine.holds.reopen_s:
        mine[-1].stage, mine[-1].closed_at = Stage.OPEN, None
        engine.tell(mine[-1], Happening.REOPENED, "session_down_again", object=root)
        return mine[-1]
    incident, engine.forming = engine.forming, None
    if incident is None:
        incident = engine.new_incident(engine.now)
    incident.local, incident.stage = True, Stage.OPEN
    incident.roots, incident.onset = [root], {root: incident.opened_at}
    engine.tell(incident, Happening.OPENED, "session_down", object=root)
    engine.page(incident)
    return incident
