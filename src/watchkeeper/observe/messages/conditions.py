"""Raises and clears: paired by device, condition and thing; damped when they flap; ordered by the device's time.

Pure: time is a parameter. What an operator sees is the change of a condition, not each message about it: a second raise
of an open condition, and a clear of one that is not open, say nothing new.
"""

from collections import OrderedDict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from watchkeeper.kit.jsonable import JSON
from watchkeeper.observe.events.kinds import EventKind, NewEvent, Severity
from watchkeeper.observe.events.sentences import SENTENCES
from watchkeeper.observe.messages.catalogue import Entry

MOST_CONDITIONS: Final = 100_000
"""Conditions that are remembered; the one that has not changed for the longest is forgotten first."""


@dataclass(frozen=True, slots=True)
class Damping:
    """When a condition counts as flapping, and when it is steady again (network guide: alarm lifecycle)."""

    transitions: int = 5
    within: timedelta = timedelta(minutes=10)
    steady_below: int = 2
    steady_after: timedelta = timedelta(minutes=30)


class Occurrence(NamedTuple):
    """One message that means something. ``at`` is the device's time (UTC), ``device_id`` 0 for an unknown sender."""

    entry: Entry
    device_id: int
    device_name: str
    at: datetime
    fields: Mapping[str, str]
    source: str
    protocol: str
    text: str
    entity: str = ""


@dataclass(slots=True)
class _State:
    entry: Entry
    device_name: str
    entity: str
    raised: bool | None = None
    at: datetime | None = None
    changes: deque[datetime] = field(default_factory=lambda: deque(maxlen=64))
    flapping: bool = False
    count: int = 0


_Key = tuple[int, str, str, str, str]


class Conditions:
    """The conditions that devices told of. Not thread-safe; its memory is bounded."""

    def __init__(self, damping: Damping | None = None, most: int = MOST_CONDITIONS) -> None:
        self._damping = damping or Damping()
        self._most = most
        self._states: OrderedDict[_Key, _State] = OrderedDict()
        self._flapping: set[_Key] = set()
        self.outdated = 0
        """Messages that were older than what is known already."""

    def __len__(self) -> int:
        """Return how many conditions are remembered."""
        return len(self._states)

    def is_open(self, occurrence: Occurrence) -> bool:
        """Say whether the condition of an occurrence is raised now."""
        state = self._states.get(_key(occurrence))
        return state is not None and bool(state.raised)

    def feed(self, occurrence: Occurrence) -> list[NewEvent]:
        """Return what an occurrence makes worth telling."""
        entry = occurrence.entry
        if not entry.condition:
            return [_event(occurrence, entry.kind, entry.severity)] if entry.kind is not None else []
        raised = entry.raises(occurrence.fields)
        if raised is None:
            return []
        key = _key(occurrence)
        state = self._states.get(key)
        if state is None:
            state = self._states[key] = _State(entry, occurrence.device_name, occurrence.entity)
            self._forget()
        self._states.move_to_end(key)
        state.count += 1
        if state.at is not None and occurrence.at < state.at:
            self.outdated += 1
            return []
        if state.raised is raised:
            return []
        before, state.raised, state.at = state.raised, raised, occurrence.at
        if before is not None or raised:
            state.changes.append(occurrence.at)
        return self._changed(key, state, occurrence)

    def _changed(self, key: _Key, state: _State, occurrence: Occurrence) -> list[NewEvent]:
        damping, entry = self._damping, occurrence.entry
        if state.flapping:
            return []
        recent = sum(moment > occurrence.at - damping.within for moment in state.changes)
        if recent >= damping.transitions:
            state.flapping = True
            self._flapping.add(key)
            details: dict[str, JSON] = {"condition": entry.condition, "transitions": recent}
            return [_event(occurrence, EventKind.CONDITION_FLAPPING, Severity.WARNING, details)]
        kind = entry.raised if state.raised else entry.cleared
        severity = entry.severity if state.raised else Severity.INFO
        details = {"condition": entry.condition, "transition": "raise" if state.raised else "clear"}
        return [] if kind is None else [_event(occurrence, kind, severity, details)]

    def settle(self, now: datetime) -> Iterator[NewEvent]:
        """Yield an event for every condition that has stopped flapping; call it every minute or so."""
        damping = self._damping
        for key in list(self._flapping):
            state = self._states.get(key)
            if state is None:
                self._flapping.discard(key)
                continue
            recent = sum(moment > now - damping.steady_after for moment in state.changes)
            if recent < damping.steady_below:
                state.flapping = False
                self._flapping.discard(key)
                yield _steady(key, state, now)

    def _forget(self) -> None:
        while len(self._states) > self._most:
            key, _ = self._states.popitem(last=False)
            self._flapping.discard(key)


def _key(occurrence: Occurrence) -> _Key:
    entry = occurrence.entry
    stranger = "" if occurrence.device_id else occurrence.source
    return occurrence.device_id, stranger, entry.condition, occurrence.entity, entry.scope_of(occurrence.fields)


def _event(
    occurrence: Occurrence, kind: EventKind, severity: Severity, details: Mapping[str, JSON] | None = None
) -> NewEvent:
    name = occurrence.entry.event.lower().replace("_", " ")
    device = occurrence.device_name or occurrence.source
    words = SENTENCES.get(kind, "{device} reports: {name}" + (" ({entity})" if occurrence.entity else ""))
    reason = occurrence.fields.get("reason", "")
    sentence = words.format(entity=occurrence.entity, device=device, name=name) + (f": {reason}." if reason else ".")
    told: dict[str, JSON] = {
        "event": occurrence.entry.event,
        "protocol": occurrence.protocol,
        "source": occurrence.source,
    }
    return NewEvent(
        at=occurrence.at,
        device_id=occurrence.device_id,
        device_name=device,
        kind=kind,
        object=occurrence.entity,
        from_state=occurrence.fields.get("old_state", ""),
        to_state=occurrence.fields.get("oper_status", occurrence.fields.get("new_state", "")).lower(),
        message=sentence,
        severity=severity,
        details={**told, **(details or {}), "fields": dict(occurrence.fields), "text": occurrence.text[:1000]},
    )


def _steady(key: _Key, state: _State, now: datetime) -> NewEvent:
    condition, device = state.entry.condition.replace("_", " "), state.device_name or key[1]
    return NewEvent(
        at=now,
        device_id=key[0],
        device_name=device,
        kind=EventKind.CONDITION_STEADY,
        object=state.entity,
        to_state="raised" if state.raised else "cleared",
        message=f"The {condition} {state.entity} of {device} is steady again.",
        severity=state.entry.severity if state.raised else Severity.INFO,
        details={"condition": state.entry.condition, "transition": "raise" if state.raised else "clear"},
    )
