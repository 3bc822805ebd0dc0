"""When maintenance is: one span, or spans that recur by an RFC 5545 rule in a time zone. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

_FREQUENCIES: Final = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_PARTS: Final = frozenset(("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "WKST"))
_LONGEST_INTERVAL: Final = 366
_WEEKS_OF_MONTH, _WEEKS_OF_YEAR = 5, 53
_DAYS_OF_MONTH: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MOST_OCCURRENCES: Final = 2_000
"""How many occurrences are looked at in one question: five years of daily work."""
FORESEEN: Final = timedelta(days=1826)
"""How far ahead the next occurrence is looked for."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of time, its end excluded."""

    start: datetime
    end: datetime

    def holds(self, moment: datetime) -> bool:
        """Return whether ``moment`` lies in it."""
        return self.start <= moment < self.end


@dataclass(frozen=True, slots=True)
class Timing:
    """The first span, and how it recurs: ``rule`` is an RRULE without its name (``FREQ=WEEKLY;BYDAY=SU``) or empty.

    A recurring window begins at the same local time in ``zone`` each time and lasts as long as the first one, so that
    a change to summer time moves neither its start nor its length.
    """

    first: Span
    rule: str = ""
    zone: str = "UTC"
    ended_at: datetime | None = None

    def spans(self, since: datetime, until: datetime) -> Iterator[Span]:
        """Return the spans that touch [``since``, ``until``), in order; the one in which it was ended is shorter."""
        length = self.first.end - self.first.start
        for start in self._starts(since - length, until):
            end = start + length if self.ended_at is None else min(start + length, self.ended_at)
            if start < end and end > since and start < until:
                yield Span(start, end)

    def at(self, moment: datetime) -> Span | None:
        """Return the span in which ``moment`` lies."""
        return next((one for one in self.spans(moment, moment + timedelta(microseconds=1)) if one.holds(moment)), None)

    def following(self, moment: datetime) -> Span | None:
        """Return the span that lasts at ``moment`` or else the next one within five years."""
        return next(self.spans(moment, moment + FORESEEN), None)

    def _starts(self, since: datetime, until: datetime) -> Iterator[datetime]:
        if not self.rule:
            if since < self.first.start + timedelta(microseconds=1) <= until:
                yield self.first.start
            return
        zone = ZoneInfo(self.zone)
        begin = self.first.start.astimezone(zone).replace(tzinfo=None)
        lower, upper = (moment.astimezone(zone).replace(tzinfo=None) for moment in (since, until))
        hour = timedelta(hours=1)  # local times around a change of the clock; spans() drops what does not touch
        found = read_rule(self.rule, begin).xafter(max(begin, lower - hour), count=MOST_OCCURRENCES, inc=True)
        for local in found:
            if local > upper + hour:
                return
            yield local.replace(tzinfo=zone).astimezone(UTC)


def read_rule(rule: str, begin: datetime) -> rrule:
    """Return the recurrence that ``rule`` says, from the local time ``begin``. Raises ValueError with the reason.

    Rules that name days that never come would be looked for until the end of the calendar, so what can be such a rule
    is refused; everything that calendars offer for planned work is not.
    """
    parts = dict(_part(one) for one in rule.upper().split(";"))
    unknown = sorted(parts.keys() - _PARTS)
    if unknown:
        raise ValueError(f"{unknown[0]} is not taken; a rule is written as in FREQ=WEEKLY;BYDAY=SU")
    if parts.get("FREQ") not in _FREQUENCIES:
        raise ValueError(f"FREQ is one of {', '.join(_FREQUENCIES)}")
    if "INTERVAL" in parts and not 1 <= int(parts["INTERVAL"]) <= _LONGEST_INTERVAL:
        raise ValueError(f"INTERVAL is between 1 and {_LONGEST_INTERVAL}")
    if parts["FREQ"] == "DAILY" and (
        parts.keys() & {"BYSETPOS", "BYMONTHDAY"} or {"INTERVAL", "BYDAY"} <= parts.keys()
    ):
        raise ValueError("FREQ=DAILY is refined by BYMONTH, INTERVAL, or BYDAY alone")
    _refuse_no_day(parts)
    _refuse_no_weekday(parts)
    read = rrulestr(rule, dtstart=begin, ignoretz=True)
    assert isinstance(read, rrule)  # noqa: S101 - it is one rule: there is no line break or name in it
    return read


def _part(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not value or not re.fullmatch(r"[A-Z0-9,+-]+", value):
        raise ValueError(f"{text!r} is not a part of a rule, as FREQ=WEEKLY is")
    return name, value


def _refuse_no_day(parts: dict[str, str]) -> None:
    if "BYMONTHDAY" not in parts:
        return
    months = [int(one) for one in parts.get("BYMONTH", "1").split(",")]
    days = [abs(int(one)) for one in parts["BYMONTHDAY"].split(",")]
    if not any(
        1 <= day <= _DAYS_OF_MONTH[month - 1] for month in months if 1 <= month <= len(_DAYS_OF_MONTH) for day in days
    ):
        raise ValueError("no month has such a day")


def _refuse_no_weekday(parts: dict[str, str]) -> None:
    months = [int(one) for one in parts.get("BYMONTH", "1").split(",")]
    if not all(1 <= month <= len(_DAYS_OF_MONTH) for month in months):
        raise ValueError("BYMONTH is between 1 and 12")
    most = _WEEKS_OF_YEAR if parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts else _WEEKS_OF_MONTH
    counted = [int(one) for one in re.findall(r"[+-]?[0-9]+", parts.get("BYDAY", ""))]
    if not all(1 <= abs(number) <= most for number in counted):
        raise ValueError(f"the number of a weekday in BYDAY is between 1 and {most}, or counts from the end")
    if any(not 1 <= abs(int(one)) <= _LONGEST_INTERVAL for one in parts.get("BYSETPOS", "1").split(",")):
        raise ValueError(f"BYSETPOS is between 1 and {_LONGEST_INTERVAL}, or counts from the end")


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, with those that touch made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
