"""Which period is meant: a name, a month, or two moments, in a time zone."""

import re
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from watchkeeper.kit.zones import known_zone
from watchkeeper.understand.availability.errors import InvalidPeriodError
from watchkeeper.understand.availability.periods import Named, Period, month, named

_MONTH: Final = re.compile(r"(\d{4})-(\d{2})")
_FIRST: Final = datetime(2000, 1, 1, tzinfo=UTC)


def zone_of(name: str) -> ZoneInfo:
    """Return the time zone ``name``. Raises InvalidPeriodError."""
    try:
        return ZoneInfo(known_zone(name))
    except ValueError as error:
        raise InvalidPeriodError(str(error)) from error


def period_of(
    now: datetime,
    zone: ZoneInfo,
    *,
    name: Named | None = None,
    of_month: str | None = None,
    start: datetime | None = None,
    end: datetime | None = None,
) -> Period:
    """Return the period; nothing at all is the month so far. Raises InvalidPeriodError."""
    ways = [name is not None, bool(of_month), start is not None or end is not None]
    if sum(ways) > 1:
        raise InvalidPeriodError("Give a period, a month, or a start and an end: one of them.")
    if of_month:
        found = _MONTH.fullmatch(of_month)
        if found is None:
            raise InvalidPeriodError(f"{of_month!r} is no month; write 2026-03.")
        try:
            return month(int(found[1]), int(found[2]), zone)
        except (ValueError, OverflowError) as error:
            raise InvalidPeriodError(f"There is no month {of_month}.") from error
    if ways[2]:
        if start is None or start < _FIRST:
            raise InvalidPeriodError("A period between two moments needs its start, not before 2000.")
        return Period(start.astimezone(UTC), now if end is None else min(end.astimezone(UTC), now))
    return named(name or Named.THIS_MONTH, now, zone)
