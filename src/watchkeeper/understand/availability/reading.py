"""From stored state changes to timelines of devices and interfaces."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from watchkeeper.estate.inventory.absences import Absence, Knowledge
from watchkeeper.estate.inventory.naming import canonical
from watchkeeper.estate.maintenance.windows import Span as Window
from watchkeeper.observe.events.kinds import EventKind
from watchkeeper.observe.events.repository import StateEvent
from watchkeeper.understand.availability.intervals import Change, Spans, State, Timeline, cut, timeline

DEVICE_KINDS = (EventKind.DEVICE_UP, EventKind.DEVICE_DOWN, EventKind.DEVICE_UNKNOWN)
OPER_KINDS = (
    EventKind.INTERFACE_UP,
    EventKind.INTERFACE_DOWN,
    EventKind.INTERFACE_APPEARED,
    EventKind.INTERFACE_VANISHED,
)
ADMIN_KINDS = (EventKind.INTERFACE_ADMIN_CHANGED,)
Key = TypeVar("Key")
_UNTOLD = frozenset({"", "unknown", "testing"})


def device_state(word: str) -> State:
    """Return a device's state; whatever is neither up nor down is unknown."""
    return State(word) if word in {"up", "down"} else State.UNKNOWN


def interface_state(word: str | None) -> State:
    """Return an interface's operational state; what does not carry traffic (``lowerLayerDown``, …) is down."""
    if word is None or word in _UNTOLD:
        return State.UNKNOWN
    return State.UP if word == "up" else State.DOWN


def device_line(
    events: Iterable[StateEvent],
    now: State,
    since: datetime | None,
    absent: Spans,
    start: float,
    end: float,
) -> Timeline:
    """Return a device's timeline; while nobody asked it (``absent``) nothing is known of it, whatever is recorded."""
    changes = [
        Change(one.at.timestamp(), device_state(one.from_state), device_state(one.to_state))
        for one in events
        if one.kind in DEVICE_KINDS
    ]
    line = timeline(changes, now, start, end, None if since is None else since.timestamp())
    return cut(line, absent, State.UNKNOWN)


def interface_line(
    events: Iterable[StateEvent],
    oper: str | None,
    admin: str | None,
    device: Timeline,
    absent: Spans,
    start: float,
    end: float,
) -> Timeline:
    """Return an interface's timeline.

    While its device is not up, or gave no data (``absent``), nothing is known of it; while it is administratively down
    it is excluded.
    """
    moves, orders = [], []
    for one in events:
        if one.kind in OPER_KINDS:
            moves.append(Change(one.at.timestamp(), interface_state(one.from_state), interface_state(one.to_state)))
        elif one.kind in ADMIN_KINDS:
            orders.append(Change(one.at.timestamp(), _ordered(one.from_state), _ordered(one.to_state)))
    line = timeline(moves, interface_state(oper), start, end)
    away = [*absent, *((span.start, span.end) for span in device if span.state is not State.UP)]
    off = [
        (span.start, span.end) for span in timeline(orders, _ordered(admin), start, end) if span.state is State.EXCLUDED
    ]
    return cut(cut(line, away, State.UNKNOWN), off)


def _ordered(admin: str | None) -> State:
    return State.EXCLUDED if admin == "down" else State.UP


def by_device(events: Iterable[StateEvent]) -> dict[int, list[StateEvent]]:
    """Return events by device."""
    found: dict[int, list[StateEvent]] = {}
    for one in events:
        found.setdefault(one.device_id, []).append(one)
    return found


def by_interface(events: Iterable[StateEvent]) -> dict[tuple[int, str], list[StateEvent]]:
    """Return events by device and canonical name of the interface."""
    found: dict[tuple[int, str], list[StateEvent]] = {}
    names: dict[str, str] = {}
    for one in events:
        name = names.setdefault(one.object, canonical(one.object))
        found.setdefault((one.device_id, name), []).append(one)
    return found


def covered(spans: Mapping[Key, Sequence[Window]], key: Key) -> Spans:
    """Return the maintenance of a device, or of one port, as seconds."""
    return [(one.start.timestamp(), one.end.timestamp()) for one in spans.get(key, ())]


def unknown_times(absences: Iterable[Absence], kind: Knowledge) -> dict[int, list[tuple[float, float]]]:
    """Return by device when this kind of knowledge was missing, in seconds."""
    found: dict[int, list[tuple[float, float]]] = {}
    for one in absences:
        if one.kind is kind:
            found.setdefault(one.device_id, []).append((one.start.timestamp(), one.end.timestamp()))
    return found
