"""Walking columns side by side: several in one GETBULK with sysUpTime, and every way an agent can spoil it.

The ladder down: halve the repetitions (tooBig, empty reply, silence, unreadable reply); at one repetition use GETNEXT;
then ask each column alone; then drop the column and say why. What was read until then is kept.
"""

import time
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from operator import lt
from typing import Final

from watchkeeper.estate.drivers.snmp import ber, pdu
from watchkeeper.estate.drivers.snmp.ber import BerError, VarBind
from watchkeeper.estate.drivers.snmp.failures import MalformedError, NoAnswerError, SnmpError
from watchkeeper.estate.drivers.snmp.session import SYS_UPTIME, SYS_UPTIME_0, Session

_SURVEY_COLUMNS: Final = 16
_COLUMN_ERRORS: Final = {pdu.GEN_ERR, pdu.NO_ACCESS, pdu.AUTHORIZATION_ERROR}


@dataclass(slots=True, eq=False)
class Column:
    """One column: rows by index suffix (encoded arcs), in the order they came; the first of duplicates wins.

    ``reason`` is set when the column was not read to its end.
    """

    prefix: bytes
    rows: dict[bytes, VarBind] = field(default_factory=dict)
    cursor: bytes = b""
    done: bool = False
    reason: str = ""

    def finish(self, reason: str = "") -> None:
        """Read no further."""
        self.done = True
        self.reason = reason

    def extend(self, varbinds: Sequence[VarBind]) -> int:
        """Take the first rows of an answer that is in strict order, as far as they are this column's; return how many.

        None are taken when anything is odd. Octets sort as arcs do while every arc has as many octets as the one at its
        place in the row before, and between two names of a column there is no other's.
        """
        size = len(self.prefix)
        names = [varbind[0] for varbind in varbinds]
        count = self._in_order(names)
        if not count or varbinds[count - 1][1] == ber.END_OF_MIB_VIEW:
            return 0
        self.rows.update(zip([name[size:] for name in names[:count]], varbinds, strict=False))
        self.cursor = names[count - 1]
        return count

    def _in_order(self, names: Sequence[bytes]) -> int:
        """Return how many of the names, from the first on, are surely this column's next rows."""
        size, last = len(self.prefix), self.cursor[len(self.prefix) :]
        if not names or not names[0].startswith(self.prefix) or len(names[0]) == size:
            return 0
        if all(map(lt, names, names[1:])):
            count = bisect_left(names, self.prefix[:-1] + bytes((self.prefix[-1] + 1,)))  # the next column's
        else:
            count = next(at for at, (one, other) in enumerate(pairwise(names), 1) if not one < other)
            if not names[count - 1].startswith(self.prefix):
                return 0
        count = _alike([name[size:] for name in names[:count]])
        return count if count and _follows(names[0][size:], last) else 0


@dataclass(frozen=True, slots=True)
class Mark:
    """One PDU: the agent's clock and ours when it was read, and how many rows the anchor column had by then."""

    rows: int
    uptime_ticks: int | None
    monotonic_s: float


@dataclass(slots=True)
class Walk:
    """What a walk gave: columns by prefix, PDU marks of the first column, and what ended it early, if anything did."""

    columns: dict[bytes, Column]
    marks: list[Mark] = field(default_factory=list)
    failure: SnmpError | None = None

    def reasons(self) -> list[str]:
        """Return the distinct reasons why columns are incomplete."""
        return sorted({column.reason for column in self.columns.values() if column.reason})


def tables_of(prefixes: Iterable[bytes], width: int) -> list[list[bytes]]:
    """Return columns of one table together, at most ``width`` of them."""
    tables: dict[bytes, list[bytes]] = {}
    for prefix in prefixes:
        tables.setdefault(prefix[:-1], []).append(prefix)
    return [members[at : at + width] for members in tables.values() for at in range(0, len(members), width)]


async def walk(session: Session, prefixes: Iterable[bytes], *, survey: bool = False, expected_rows: int = 0) -> Walk:
    """Read every row of the columns. Never raises for what the agent does: see ``Walk.failure``.

    With ``survey`` one GETNEXT for many columns first finds those that have rows at all. ``expected_rows`` keeps the
    first GETBULK from running far past the end of a small table.
    """
    walker = _Walker(session, [Column(prefix) for prefix in prefixes], expected_rows)
    try:
        if survey and session.bulk:
            await walker.survey()
        for group in walker.groups():
            await walker.read(group)
    except SnmpError as failure:
        walker.abandon(failure)
    return walker.result


class _Walker:
    def __init__(self, session: Session, columns: list[Column], expected_rows: int) -> None:
        self._session = session
        self._columns = columns
        self._expected = expected_rows
        self._anchor = columns[0] if columns else None
        self._silent_bulk = False
        self.result = Walk({column.prefix: column for column in columns})

    def groups(self) -> list[list[Column]]:
        """Columns of one table together, at most as many as the policy allows."""
        waiting = [column.prefix for column in self._columns if not column.done]
        tables = tables_of(waiting, self._session.policy.columns)
        return [[self.result.columns[prefix] for prefix in members] for members in tables]

    def abandon(self, failure: SnmpError) -> None:
        self.result.failure = failure
        for column in self._columns:
            if not column.done:
                column.finish(failure.reason)

    async def survey(self, columns: Sequence[Column] | None = None) -> None:
        """Take the first row of every column, many at once; columns that spoil it are left to the ordinary way."""
        waiting = list(self._columns if columns is None else columns)
        while waiting:
            asked = waiting[:_SURVEY_COLUMNS]
            answer = await self._session.ask(pdu.Question(pdu.GET_NEXT, [column.prefix for column in asked]))
            if answer.status == 0 and answer.varbinds:
                self._absorb(asked, answer.varbinds)
                del waiting[: len(answer.varbinds)]
                continue
            del waiting[: len(asked)]
            if len(asked) > 1:
                half = len(asked) // 2
                await self.survey(asked[:half])
                await self.survey(asked[half:])

    async def read(self, group: list[Column]) -> None:
        """Read a group to its end, going down the ladder as far as the agent makes it necessary."""
        if self._session.bulk:
            if await self._read_bulk(group):
                return
            before = self._session.varbinds
            split = not await self._read_next(group)
            if self._silent_bulk and self._session.varbinds > before:
                self._session.bulk = False  # GETNEXT is answered where GETBULK was not
        else:
            split = not await self._read_next(group)
        if not split:
            return
        for column in group:
            if not column.done and not await self._read_next([column]) and not column.done:
                column.finish("no usable answer")

    async def _read_bulk(self, group: list[Column]) -> bool:
        """Return False when the agent cannot do GETBULK on this group."""
        session, silent = self._session, 0
        self._silent_bulk = False
        while active := sorted((c for c in group if not c.done), key=lambda c: len(c.rows)):
            repetitions = self._repetitions(group)
            names = [SYS_UPTIME, *(column.cursor or column.prefix for column in active)]
            question = pdu.Question(pdu.GET_BULK, names, 1, repetitions)
            try:
                answer = await session.once(question, silent)
            except (NoAnswerError, MalformedError) as failure:
                silent = await self._after_silence(failure, silent)
                if silent == 0:
                    self._silent_bulk = True
                    return False
                session.pace.went_wrong()
                continue
            if answer.status == 0 and len(answer.varbinds) > 1:
                session.pace.went_well()
                silent = 0
                self._absorb(active, answer.varbinds[1:], answer.varbinds[0])
            elif answer.status in _COLUMN_ERRORS:
                if not self._blame(active, answer, lead=1):
                    return False
            elif session.pace.repetitions == 1:
                return False
            else:
                session.pace.went_wrong()
        return True

    def _repetitions(self, group: list[Column]) -> int:
        pace = self._session.pace.repetitions
        longest = max((len(column.rows) for column in group if column.done), default=self._expected)
        behind = max((longest - len(column.rows) for column in group if not column.done), default=0)
        return min(pace, behind + 1) if behind > 0 else pace

    async def _after_silence(self, failure: SnmpError, silent: int) -> int:
        """Count a silence; after the last retry make sure that the agent lives and start down the ladder (0)."""
        if silent < self._session.policy.retries:
            return silent + 1
        await self._confirm_alive(failure)
        while self._session.pace.repetitions > 1:
            self._session.pace.went_wrong()
        return 0

    async def _confirm_alive(self, failure: SnmpError) -> None:
        """Raise ``failure`` when the agent does not even give its uptime."""
        try:
            await self._session.once(pdu.Question(pdu.GET, [SYS_UPTIME_0]))
        except (NoAnswerError, MalformedError):
            raise failure from None

    async def _read_next(self, group: list[Column]) -> bool:
        """Read with GETNEXT; return False when the group must be split (never for a single column)."""
        silent = 0
        while active := [column for column in group if not column.done]:
            question = pdu.Question(pdu.GET_NEXT, [column.cursor or column.prefix for column in active])
            try:
                answer = await self._session.once(question, silent)
            except (NoAnswerError, MalformedError) as failure:
                if silent < self._session.policy.retries:
                    silent += 1
                    continue
                await self._confirm_alive(failure)
                return self._give_up(active, failure.reason)
            silent = 0
            if answer.status == 0 and answer.varbinds:
                self._absorb(active, answer.varbinds)
            elif answer.status == pdu.NO_SUCH_NAME and 0 < answer.index <= len(active):
                active[answer.index - 1].finish()  # the v1 way to say that nothing follows
            elif answer.status in _COLUMN_ERRORS and self._blame(active, answer, lead=0):
                continue
            else:
                return self._give_up(active, pdu.STATUS_NAMES.get(answer.status, "empty reply"))
        return True

    @staticmethod
    def _give_up(active: Sequence[Column], reason: str) -> bool:
        if len(active) > 1:
            return False
        if reason == pdu.STATUS_NAMES[pdu.NO_SUCH_NAME]:
            reason = ""
        active[0].finish(reason)
        return True

    @staticmethod
    def _blame(active: Sequence[Column], answer: pdu.Answer, lead: int) -> bool:
        """Drop the column that error-index names; False when it names none."""
        position = answer.index - 1 - lead
        if position < 0:
            return False
        active[position % len(active)].finish(pdu.STATUS_NAMES[answer.status])
        return True

    def _absorb(self, asked: Sequence[Column], varbinds: Sequence[VarBind], clock: VarBind | None = None) -> None:
        """Sort varbinds into the columns asked, by position; see RFC 3416 §4.2.3 for their order."""
        width = len(asked)
        for offset, column in enumerate(asked):
            mine, requested = varbinds[offset::width], column.cursor
            self._sort_in(column, mine[column.extend(mine) :], requested)
            if len(column.rows) >= self._session.policy.max_rows and not column.done:
                column.finish("too_many_rows")
        if clock is not None and self._anchor in asked:
            rows_read = len(self._anchor.rows) if self._anchor else 0
            self.result.marks.append(Mark(rows_read, read_uptime(clock), time.monotonic()))

    def _sort_in(self, column: Column, varbinds: Sequence[VarBind], cursor: bytes) -> None:
        """Take rows one by one, up to the first that is not this column's or does not follow ``cursor``."""
        prefix, rows = column.prefix, column.rows
        size = len(prefix)
        requested, last = cursor[size:], column.cursor[size:]
        for varbind in varbinds:
            name = varbind[0]
            if not name.startswith(prefix) or varbind[1] == ber.END_OF_MIB_VIEW or len(name) == size:
                column.finish()
                break
            suffix = name[size:]
            if (suffix.isascii() and suffix > last) or _follows(suffix, last):  # octet order is arc order here
                last = suffix
            elif not _follows(suffix, requested):
                self._session.note("oid_not_increasing")
                column.finish("oid_not_increasing")
                break
            else:
                self._session.note("unsorted_rows")
            if suffix in rows:
                self._session.note("duplicate_rows")
            else:
                rows[suffix] = varbind
        column.cursor = prefix + last


_SHAPE: Final = bytes(octet >> 7 for octet in range(256))
"""Of each octet of an index, whether its arc goes on in the next one (X.690 §8.19.2)."""


def _alike(suffixes: Sequence[bytes]) -> int:
    """Return how many indexes, from the first on, are well-formed and alike in the lengths of their arcs.

    These compare as octets do.
    """
    if b"".join(suffixes).isascii():
        return len(suffixes)
    shapes = [suffix.translate(_SHAPE) for suffix in suffixes]
    first = shapes[0]
    if first[-1]:
        return 0
    return next((at for at, shape in enumerate(shapes) if shape != first), len(shapes))


@lru_cache(maxsize=16384)
def _follows(suffix: bytes, last: bytes) -> bool:
    """As ``ber.follows``; octets that are no arcs follow nothing. Neighbouring rows are the same in every column."""
    try:
        return bool(ber.decode_arcs(suffix)) and (not last or ber.follows(suffix, last))
    except (BerError, IndexError):
        return False


def read_uptime(varbind: VarBind) -> int | None:
    """Return sysUpTime in 1/100 s from its varbind; ``None`` for anything else."""
    name, tag, value = varbind
    if name != SYS_UPTIME_0 or tag not in {ber.TIMETICKS, ber.GAUGE32, ber.COUNTER32, ber.INTEGER} or len(value) > 9:  # noqa: PLR2004
        return None
    return int.from_bytes(value, "big")
