"""Routing sessions and metrics that changed between two visits, as events."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from watchkeeper.estate.inventory.adjacencies.metrics import MetricTurn
from watchkeeper.estate.inventory.adjacencies.sessions import SessionTurn
from watchkeeper.kit.jsonable import JSON
from watchkeeper.observe.events.kinds import EventKind, NewEvent, Severity
from watchkeeper.observe.events.sentences import SENTENCES

_KINDS: Final = {
    "bgp": (EventKind.BGP_DOWN, EventKind.BGP_UP),
    "ospf": (EventKind.OSPF_DOWN, EventKind.OSPF_UP),
    "isis": (EventKind.ISIS_DOWN, EventKind.ISIS_UP),
    "bfd": (EventKind.BFD_DOWN, EventKind.BFD_UP),
}


_PROTOCOLS: Final = {"ospf": "OSPF", "isis": "IS-IS"}


def events_of(turns: Sequence[SessionTurn | MetricTurn], names: Mapping[int, str], at: datetime) -> list[NewEvent]:
    """Return an event for each turn, seen at ``at`` (UTC). ``names`` are the devices' names."""
    return [
        _metric(turn, names[turn.device_id], at)
        if isinstance(turn, MetricTurn)
        else _event(turn, names[turn.device_id], at)
        for turn in turns
        if turn.device_id in names
    ]


def _event(turn: SessionTurn, name: str, at: datetime) -> NewEvent:
    kind = _KINDS[turn.protocol][turn.up]
    sentence = SENTENCES[kind] if turn.state else "{device} has no session of this kind with {entity} any more"
    details: dict[str, JSON] = {"protocol": turn.protocol, "detail": turn.detail, "admin_down": turn.admin_down}
    return NewEvent(
        at=at,
        device_id=turn.device_id,
        device_name=name,
        kind=kind,
        object=turn.peer,
        from_state=turn.before,
        to_state=turn.state,
        message=sentence.format(device=name, entity=turn.peer) + (" by configuration." if turn.admin_down else "."),
        severity=Severity.INFO if turn.up else Severity.WARNING,
        details=details,
    )


def _metric(turn: MetricTurn, name: str, at: datetime) -> NewEvent:
    protocol = _PROTOCOLS.get(turn.protocol, turn.protocol)
    change = f"from {turn.before} to {turn.now}" if turn.before != turn.now else f"({turn.now}) is taken for meant"
    return NewEvent(
        at=at,
        device_id=turn.device_id,
        device_name=name,
        kind=EventKind.INTERFACE_METRIC_RESTORED if turn.usual else EventKind.INTERFACE_METRIC_CHANGED,
        object=turn.port,
        from_state=turn.before,
        to_state=turn.now,
        message=f"The {protocol} metric of {turn.port} of {name} "
        + (f"changed {change}." if turn.before != turn.now else f"{change}."),
        severity=Severity.INFO if turn.usual else Severity.WARNING,
        details={"protocol": turn.protocol},
    )
