"""Reading again columns whose rows are known from the last time: nothing is looked for, everything is compared.

A poll of a device that has not changed gets the very names of the poll before. Then whole slices of an answer are
compared at once and its values are taken as columns. Whatever is not exactly as before ends this way of reading, and
the caller walks as one does who knows nothing: no row is guessed.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from watchkeeper.estate.drivers.snmp import ber, pdu
from watchkeeper.estate.drivers.snmp.failures import SnmpError
from watchkeeper.estate.drivers.snmp.session import SYS_UPTIME, Session
from watchkeeper.estate.drivers.snmp.varbinds import VarBinds
from watchkeeper.estate.drivers.snmp.walk import Mark, read_uptime, tables_of

Rows: TypeAlias = tuple[bytes, ...]
"""Index suffixes in the agent's order."""


@dataclass(frozen=True, slots=True)
class Again:
    """Values by column prefix, one of each row, as in ``VarBinds.values``; marks as of a walk."""

    columns: Mapping[bytes, list[bytes]]
    marks: list[Mark]


class _ChangedError(Exception):
    """The agent gave something else than the rows of the last time."""


async def read_again(session: Session, prefixes: Iterable[bytes], rows: Rows) -> Again | None:
    """Read columns that had exactly ``rows``, all of them.

    ``None`` when anything differs: another row, another order, an error, silence. The marks are the first column's.
    """
    if not session.bulk or not rows:
        return None
    again = Again({prefix: [] for prefix in prefixes}, [])
    try:
        for number, group in enumerate(tables_of(list(again.columns), session.policy.columns)):
            marks = await _read({prefix: again.columns[prefix] for prefix in group}, rows, session)
            if number == 0:
                again.marks.extend(marks)
    except (_ChangedError, SnmpError):
        return None
    return again


async def _read(columns: Mapping[bytes, list[bytes]], rows: Rows, session: Session) -> list[Mark]:
    """Read columns of one table side by side until all rows are there and something else follows them."""
    marks, read, width, ended = [], 0, len(columns), False
    while not ended:
        cursors = [prefix + rows[read - 1] if read else prefix for prefix in columns]
        repetitions = min(session.pace.repetitions, len(rows) - read + 1)
        answer = await session.once(pdu.Question(pdu.GET_BULK, [SYS_UPTIME, *cursors], 1, repetitions))
        found, given = answer.varbinds, (len(answer.varbinds) - 1) // width
        if answer.status or given < 1 or not isinstance(found, VarBinds):
            raise _ChangedError
        session.pace.went_well()
        due = min(given, len(rows) - read)
        for place, (prefix, values) in enumerate(columns.items(), start=1):
            told = found.values[place::width]
            _compare(prefix, rows, read, found.names[place::width][:given], told)
            values.extend(told[:due])
        read += due
        ended = given > due
        marks.append(Mark(read, read_uptime(found[0]), time.monotonic()))
    return marks


def _compare(prefix: bytes, rows: Rows, read: int, names: Sequence[bytes], values: Sequence[bytes]) -> None:
    """Raise _ChangedError unless ``names`` are those of the next rows and then, if of more, none of this column."""
    due = _names(prefix, rows)[read : read + len(names)]
    if names[: len(due)] != due:
        raise _ChangedError
    if len(names) > len(due) and names[len(due)][1:].startswith(prefix) and values[len(due)][0] != ber.END_OF_MIB_VIEW:
        raise _ChangedError


@lru_cache(maxsize=8192)
def _names(prefix: bytes, rows: Rows) -> tuple[bytes, ...]:
    """Return the names of a column's rows with their length octets. Devices with the same ports have the same."""
    size = len(prefix)
    return tuple([bytes((size + len(row),)) + prefix + row for row in rows])
