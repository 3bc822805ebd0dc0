"""What a shard's interface batch says about changes: events, and statuses for the inventory."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import pyarrow as pa

from watchkeeper.estate.inventory.facts import InterfaceRow, InterfaceStatus
from watchkeeper.estate.inventory.naming import canonical
from watchkeeper.observe.events.kinds import EventKind, NewEvent
from watchkeeper.observe.events.statuses import (
    ABSENT,
    ADMIN_WORDS,
    OPER_WORDS,
    InterfaceStatuses,
    spelt_as,
    statuses_from,
    statuses_of,
)
from watchkeeper.observe.events.transitions import InterfaceChange, compare

_TABLE_CHANGED = frozenset({EventKind.INTERFACE_APPEARED, EventKind.INTERFACE_VANISHED, EventKind.INTERFACE_REINDEXED})
_SENTENCES: Mapping[EventKind, str] = {
    EventKind.INTERFACE_DOWN: "Interface {object} of {device} went down{how}.",
    EventKind.INTERFACE_UP: "Interface {object} of {device} came up.",
    EventKind.INTERFACE_ADMIN_CHANGED: "Interface {object} of {device} was set administratively {to_state}.",
    EventKind.INTERFACE_APPEARED: "Interface {object} of {device} is new.",
    EventKind.INTERFACE_VANISHED: "Interface {object} of {device} is gone.",
    EventKind.INTERFACE_REINDEXED: "Interface {object} of {device} moved from ifIndex {from_state} to {to_state}.",
}


@dataclass(frozen=True, slots=True)
class InterfaceNews:
    """``events`` to record, ``statuses`` for the inventory, the devices whose table changed, and what to remember."""

    remember: InterfaceStatuses
    events: list[NewEvent] = field(default_factory=list)
    statuses: list[InterfaceStatus] = field(default_factory=list)
    table_changed: set[int] = field(default_factory=set)


def known_statuses(rows: Sequence[InterfaceRow], observed: pa.RecordBatch) -> InterfaceStatuses:
    """Return the inventory's interfaces as the detector takes them, under the spelling that their device uses."""
    return spelt_as(statuses_from(rows), observed, canonical)


def interface_news(
    before: InterfaceStatuses,
    observed: pa.RecordBatch,
    *,
    complete: Collection[int],
    names: Mapping[int, str],
    at: datetime,
) -> InterfaceNews:
    """Compare a batch with the look before. ``complete`` are the devices whose whole table came."""
    compared = compare(before, statuses_of(observed), complete=complete)
    moved = {(change.device_id, change.name) for change in compared.changes} - {
        (change.device_id, change.name) for change in compared.changes if change.kind is EventKind.INTERFACE_VANISHED
    }
    return InterfaceNews(
        compared.settled,
        [_event(change, names.get(change.device_id, ""), at) for change in compared.changes],
        list(_statuses(compared.settled, moved, at)),
        {change.device_id for change in compared.changes if change.kind in _TABLE_CHANGED},
    )


def _event(change: InterfaceChange, device: str, at: datetime) -> NewEvent:
    sentence = _SENTENCES[change.kind].format(
        object=change.name,
        device=device,
        from_state=change.from_state,
        to_state=change.to_state,
        how="" if change.to_state == "down" else f" ({change.to_state})",
    )
    return NewEvent(
        at,
        change.device_id,
        device,
        change.kind,
        change.name,
        change.from_state,
        change.to_state,
        sentence,
        change.severity,
    )


def _statuses(
    settled: InterfaceStatuses, moved: Collection[tuple[int, str]], at: datetime
) -> Iterable[InterfaceStatus]:
    devices = np.fromiter({device_id for device_id, _ in moved}, dtype=np.int64)
    for row in np.flatnonzero(np.isin(settled.device_id, devices)).tolist():
        device_id, name = int(settled.device_id[row]), settled.name(row)
        if (device_id, name) in moved:
            index = int(settled.if_index[row])
            yield InterfaceStatus(
                device_id,
                name,
                at,
                ADMIN_WORDS.get(int(settled.admin[row])),
                OPER_WORDS.get(int(settled.oper[row])),
                if_index=None if index == ABSENT else index,
            )
