"""What a visit told of neighbours, sessions and features, and how that differs from what is stored. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from watchkeeper.estate.inventory.adjacencies.metrics import settled

_NEIGHBOUR_KEY: Final = ("protocol", "local_port", "remote_name", "remote_port", "remote_chassis")
_FEATURE_KEY: Final = ("kind", "name")


@dataclass(frozen=True, slots=True)
class Adjacencies:
    """What a device said at ``at`` (UTC). Of a table that came in part (``complete`` False) nothing is forgotten.

    ``silent`` are the protocols of sessions that the agent did not answer for at all: nothing is known of theirs.
    """

    device_id: int
    at: datetime
    neighbours: Sequence[Mapping[str, Any]] = ()
    sessions: Sequence[Mapping[str, Any]] = ()
    features: Sequence[Mapping[str, Any]] = ()
    silent: frozenset[str] = frozenset()
    neighbours_complete: bool = True
    sessions_complete: bool = True
    features_complete: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What to write: rows to add, rows to change (with their ``id``), ids to remove."""

    inserts: list[dict[str, Any]] = field(default_factory=list)
    updates: list[dict[str, Any]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)

    def __add__(self, other: "Plan") -> "Plan":
        return Plan(self.inserts + other.inserts, self.updates + other.updates, self.gone + other.gone)


def stored_by(stored: Iterable[Any], key: tuple[str, ...]) -> dict[tuple[Any, ...], Any]:
    """Return stored rows by the columns that tell them apart."""
    return {tuple(getattr(row, name) for name in key): row for row in stored}


def plan_states(
    said: Adjacencies,
    rows: Iterable[Mapping[str, Any]],
    stored: Iterable[Any],
    names: tuple[str, ...],
    *,
    complete: bool,
) -> Plan:
    """Compare rows that have a state with those stored; a state keeps the moment it was first seen."""
    before = stored_by(stored, names)
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


def plan_neighbours(said: Adjacencies, stored: Iterable[Any]) -> Plan:
    """Compare the neighbours a device told of with those stored of it."""
    before = stored_by(stored, _NEIGHBOUR_KEY)
    told = {tuple(row[name] for name in _NEIGHBOUR_KEY): row for row in said.neighbours}
    gone = [row.id for key, row in before.items() if key not in told] if said.neighbours_complete else []
    plan = Plan(gone=gone)
    for key, row in told.items():
        if key in before:
            plan.updates.append({"id": before[key].id, "remote_descr": row["remote_descr"], "seen_at": said.at})
        else:
            plan.inserts.append({**row, "device_id": said.device_id, "first_seen_at": said.at, "seen_at": said.at})
    return plan


def plan_features(said: Adjacencies, stored: Iterable[Any]) -> Plan:
    """Compare aggregates, rings and the like; a state keeps the moment it was first seen."""
    known = list(stored)
    rows, _ = settled(said.features, known, said.device_id, said.at)
    return plan_states(said, rows, known, _FEATURE_KEY, complete=said.features_complete)
