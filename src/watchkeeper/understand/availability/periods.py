"""Named periods in a time zone: days, weeks and months begin at midnight there, whatever the clocks do."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

_LAST_MONTH = 12


class Named(StrEnum):
    """Periods that have names; the ones called "this" end now."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    THIS_WEEK = "this_week"
    LAST_WEEK = "last_week"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_YEAR = "this_year"


@dataclass(frozen=True, slots=True)
class Period:
    """From ``start`` until before ``end``, both UTC."""

    start: datetime
    end: datetime


def named(name: Named, now: datetime, zone: ZoneInfo) -> Period:
    """Return the period of ``name`` around ``now`` (aware) in ``zone``; weeks begin on Mondays (ISO 8601)."""
    today = now.astimezone(zone).date()
    monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
    day = timedelta(days=1)
    days: dict[Named, tuple[date, date | None]] = {
        Named.TODAY: (today, None),
        Named.YESTERDAY: (today - day, today),
        Named.THIS_WEEK: (monday, None),
        Named.LAST_WEEK: (monday - 7 * day, monday),
        Named.THIS_MONTH: (first, None),
        Named.LAST_MONTH: ((first - day).replace(day=1), first),
        Named.THIS_YEAR: (today.replace(month=1, day=1), None),
    }
    start, end = days[name]
    return Period(_midnight(start, zone), now.astimezone(UTC) if end is None else _midnight(end, zone))


def month(year: int, number: int, zone: ZoneInfo) -> Period:
    """Return a calendar month of ``zone``. Raises ValueError for a month that does not exist."""
    following = date(year + 1, 1, 1) if number == _LAST_MONTH else date(year, number + 1, 1)
    return Period(_midnight(date(year, number, 1), zone), _midnight(following, zone))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
