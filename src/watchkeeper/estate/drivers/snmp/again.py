"""Reading again columns whose rows are known from the last time: nothing is looked for, everything is compared.

A poll of a device that has not changed gets the very names of the poll before. Then whole slices of an answer are
compared at once and its values are taken as columns. Whatever is not exactly as before ends this way of reading, and
the caller walks as one does who knows nothing: no row is guessed.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from watchkeeper.estate.drivers.snmp import ber, pdu
from watchkeeper.estate.drivers.snmp.failures import NoAnswerError, SnmpError
from watchkeeper.estate.drivers.snmp.layout import Alike, Layout, layout_of
from watchkeeper.estate.drivers.snmp.numbers import Numbers, columns_of, joined
from watchkeeper.estate.drivers.snmp.session import SYS_UPTIME, Session
from watchkeeper.estate.drivers.snmp.varbinds import VarBinds
from watchkeeper.estate.drivers.snmp.walk import Mark, read_uptime, tables_of

Rows: TypeAlias = tuple[bytes, ...]
"""Index suffixes in the agent's order."""
Layouts: TypeAlias = dict[bytes, Layout]
"""How answers were laid out, by the first name that was asked for."""
_ATTEMPTS: Final = 2
_MOST_LAYOUTS: Final = 16
"""Some 10 kB each; larger tables are read the usual way from there on."""


@dataclass(frozen=True, slots=True)
class Again:
    """Numbers by column prefix, one of each row; marks as of a walk."""

    columns: Mapping[bytes, Numbers]
    marks: list[Mark]


class _ChangedError(Exception):
    """The agent gave something else than the rows of the last time."""


async def read_again(session: Session, prefixes: Iterable[bytes], rows: Rows, layouts: Layouts) -> Again | None:
    """Read columns that had exactly ``rows``, all of them.

    ``None`` when anything differs: another row, another order, an error, silence. The marks are the first column's.
    ``layouts`` are those of the answers of the last time; they are kept up to date.
    """
    if not session.bulk or not rows:
        return None
    parts: dict[bytes, list[Numbers]] = {prefix: [] for prefix in prefixes}
    marks: list[Mark] = []
    try:
        for number, group in enumerate(tables_of(list(parts), session.policy.columns)):
            marked = await _read({prefix: parts[prefix] for prefix in group}, rows, session, layouts)
            if number == 0:
                marks.extend(marked)
    except (_ChangedError, SnmpError):
        return None
    return Again({prefix: joined(told) for prefix, told in parts.items()}, marks)


async def _read(columns: Mapping[bytes, list[Numbers]], rows: Rows, session: Session, layouts: Layouts) -> list[Mark]:
    """Read columns of one table side by side until all rows are there and something else follows them."""
    marks, read, width, ended = [], 0, len(columns), False
    while not ended:
        cursors = [prefix + rows[read - 1] if read else prefix for prefix in columns]
        answer = await _asked(session, cursors, len(rows) - read, layouts.get(cursors[0]))
        found, given = answer.varbinds, (len(answer.varbinds) - 1) // width
        if answer.status or given < 1:
            raise _ChangedError
        due = min(given, len(rows) - read)
        if isinstance(found, Alike):
            told: list[Numbers] = [found.numbers[place::width][:due] for place in range(1, width + 1)]
            uptime: int | None = int(found.numbers[0])
        elif isinstance(found, VarBinds):
            told = _compared(found, list(columns), rows, read)
            uptime = read_uptime(found[0])
            _learn(layouts, cursors[0], found, 1 + due * width)
        else:
            raise _ChangedError
        session.pace.went_well()
        for values, numbers in zip(columns.values(), told, strict=True):
            values.append(numbers)
        read += due
        ended = given > due
        marks.append(Mark(read, uptime, time.monotonic()))
    return marks


def _learn(layouts: Layouts, cursor: bytes, found: VarBinds, count: int) -> None:
    """Remember how an answer is laid out, if its first ``count`` values are natural numbers."""
    layouts.pop(cursor, None)
    if len(layouts) >= _MOST_LAYOUTS or read_uptime(found[0]) is None:
        return
    layout = layout_of(found, count)
    if layout is not None:
        layouts[cursor] = layout


async def _asked(session: Session, cursors: Sequence[bytes], left: int, like: Layout | None) -> pdu.Answer:
    """Ask for the rows that are ``left`` and the one behind them, as far as the agent's pace goes; a lost answer twice.

    The one behind may exceed the pace by one, where there was no trouble: it spares a question about nothing else.
    """
    for attempt in range(_ATTEMPTS):
        pace = session.pace.repetitions
        repetitions = left + 1 if left < pace or left == pace >= session.pace.LEAST else pace
        question = pdu.Question(pdu.GET_BULK, [SYS_UPTIME, *cursors], 1, repetitions, like)
        try:
            return await session.once(question, attempt)
        except NoAnswerError:
            session.pace.went_wrong()
    raise _ChangedError


def _compared(found: VarBinds, columns: Sequence[bytes], rows: Rows, read: int) -> list[Numbers]:
    """Return the numbers of columns, whose names must be those of the next rows. Raises _ChangedError."""
    width = len(columns)
    given = (len(found) - 1) // width
    due, told = min(given, len(rows) - read), []
    for place, prefix in enumerate(columns, start=1):
        values = found.values[place::width]
        _compare(prefix, rows, read, found.names[place::width][:given], values)
        told.append(values[:due])
    return columns_of(told)


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
