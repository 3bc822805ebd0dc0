"""What changed between two looks at many interfaces: a comparison of columns, pure and without a loop over rows.

The first look at a device changes nothing. An interface whose status is not known keeps the last one that was: unknown
is not down, and coming back from unknown to where it was is no event.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from watchkeeper.observe.events.kinds import EventKind, Severity
from watchkeeper.observe.events.statuses import (
    ABSENT,
    ADMIN_WORDS,
    OPER_WORDS,
    UNKNOWN,
    UP,
    InterfaceStatuses,
    Ints,
)

_ADMIN_DOWN = 2
_STANDING_BY = frozenset({3, 5})  # testing, dormant
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class InterfaceChange:
    """One interface changed. States are IF-MIB words, or the ifIndex for ``INTERFACE_REINDEXED``."""

    device_id: int
    name: str
    kind: EventKind
    from_state: str
    to_state: str
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """``changes``, and ``settled``: the new look with what it did not know filled in from the one before."""

    changes: list[InterfaceChange]
    settled: InterfaceStatuses


def compare(before: InterfaceStatuses, now: InterfaceStatuses, *, complete: Collection[int]) -> Comparison:
    """Compare two looks. Only for devices in ``complete`` does an interface that is missing now count as vanished."""
    now = now.take(_first_of_each(now))
    at = _locate(before, now)
    known = at != ABSENT
    settled = _settle(before, now, at, known)
    changes = [
        *_oper_changes(before, settled, at, known),
        *_admin_changes(before, settled, at, known),
        *_reindexed(before, settled, at, known),
        *_appeared(before, settled, known),
        *_vanished(before, settled, complete),
    ]
    return Comparison(changes, settled)


def _keys(one: InterfaceStatuses, other: InterfaceStatuses) -> tuple[Ints, Ints]:
    """Return keys of the rows of both that are equal where device and name are."""
    names = one.names if one.names.equals(other.names) else pa.concat_arrays([one.names, other.names]).unique()
    devices = np.unique(np.concatenate([one.device_id, other.device_id]))
    width = max(len(names), 1)
    return (
        np.searchsorted(devices, one.device_id) * width + one.recoded(names),
        np.searchsorted(devices, other.device_id) * width + other.recoded(names),
    )


def _first_of_each(statuses: InterfaceStatuses) -> Ints:
    keys, _ = _keys(statuses, statuses)
    _, first = np.unique(keys, return_index=True)
    return np.sort(first)


def _locate(before: InterfaceStatuses, now: InterfaceStatuses) -> Ints:
    """Return for each row of ``now`` the row of the same interface in ``before``, or ``ABSENT``."""
    if not len(before) or not len(now):
        return np.full(len(now), ABSENT, dtype=np.int64)
    theirs, ours = _keys(before, now)
    order = np.argsort(theirs, kind="stable")
    place = np.minimum(np.searchsorted(theirs[order], ours), len(order) - 1)
    found = theirs[order][place] == ours
    return np.asarray(np.where(found, order[place], ABSENT), dtype=np.int64)


def _settle(before: InterfaceStatuses, now: InterfaceStatuses, at: Ints, known: Flags) -> InterfaceStatuses:
    if not known.any():
        return now

    def kept(column: str, unknown: Flags) -> Ints:
        ours, theirs = getattr(now, column), getattr(before, column)[np.maximum(at, 0)]
        return np.asarray(np.where(known & unknown & (theirs != ABSENT), theirs, ours), dtype=np.int64)

    return InterfaceStatuses(
        now.names,
        now.code,
        now.device_id,
        kept("if_index", now.if_index == ABSENT),
        kept("admin", now.admin == ABSENT),
        kept("oper", (now.oper == ABSENT) | (now.oper == UNKNOWN)),
    )


def _moved(before: InterfaceStatuses, now: InterfaceStatuses, at: Ints, known: Flags, column: str) -> Ints:
    """Return the rows of ``now`` whose ``column`` differs, where both sides know it."""
    if not known.any():
        return np.empty(0, dtype=np.int64)
    ours, theirs = getattr(now, column), getattr(before, column)[np.maximum(at, 0)]
    return np.flatnonzero(known & (ours != theirs) & (ours != ABSENT) & (theirs != ABSENT))


def _oper_changes(
    before: InterfaceStatuses, now: InterfaceStatuses, at: Ints, known: Flags
) -> Iterator[InterfaceChange]:
    for row in _moved(before, now, at, known, "oper"):
        old, new = int(before.oper[at[row]]), int(now.oper[row])
        if UNKNOWN in {old, new} or UP not in {old, new}:
            continue
        planned = int(now.admin[row]) == _ADMIN_DOWN or new in _STANDING_BY
        yield InterfaceChange(
            int(now.device_id[row]),
            now.name(row),
            EventKind.INTERFACE_UP if new == UP else EventKind.INTERFACE_DOWN,
            OPER_WORDS.get(old, str(old)),
            OPER_WORDS.get(new, str(new)),
            Severity.INFO if planned else None,
        )


def _admin_changes(
    before: InterfaceStatuses, now: InterfaceStatuses, at: Ints, known: Flags
) -> Iterator[InterfaceChange]:
    for row in _moved(before, now, at, known, "admin"):
        old, new = int(before.admin[at[row]]), int(now.admin[row])
        yield InterfaceChange(
            int(now.device_id[row]),
            now.name(row),
            EventKind.INTERFACE_ADMIN_CHANGED,
            ADMIN_WORDS.get(old, str(old)),
            ADMIN_WORDS.get(new, str(new)),
        )


def _reindexed(before: InterfaceStatuses, now: InterfaceStatuses, at: Ints, known: Flags) -> Iterator[InterfaceChange]:
    for row in _moved(before, now, at, known, "if_index"):
        yield InterfaceChange(
            int(now.device_id[row]),
            now.name(row),
            EventKind.INTERFACE_REINDEXED,
            str(before.if_index[at[row]]),
            str(now.if_index[row]),
        )


def _appeared(before: InterfaceStatuses, now: InterfaceStatuses, known: Flags) -> Iterator[InterfaceChange]:
    new = ~known & np.isin(now.device_id, before.device_id)
    for row in np.flatnonzero(new).tolist():
        state = OPER_WORDS.get(int(now.oper[row]), "")
        yield InterfaceChange(int(now.device_id[row]), now.name(row), EventKind.INTERFACE_APPEARED, "", state)


def _vanished(
    before: InterfaceStatuses, now: InterfaceStatuses, complete: Collection[int]
) -> Iterator[InterfaceChange]:
    if not len(before):
        return
    expected = np.isin(before.device_id, np.fromiter(complete, dtype=np.int64, count=len(complete)))
    gone = (_locate(now, before) == ABSENT) & expected
    for row in np.flatnonzero(gone).tolist():
        state = OPER_WORDS.get(int(before.oper[row]), "")
        yield InterfaceChange(int(before.device_id[row]), before.name(row), EventKind.INTERFACE_VANISHED, state, "")
