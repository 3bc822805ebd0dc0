"""Hours by the clock on somebody's wall, on days of the week, also where the clock is put forward or back."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY: Final = timedelta(days=1)


def wall(day: date, clock: time, zone: str) -> datetime:
    """Return the moment (UTC) at which the clock on the wall of ``zone`` shows that.

    A time that is left out is read with the offset from before, of one that comes twice it is the first
    (RFC 5545, 3.3.5).
    """
    return datetime.combine(day, clock.replace(tzinfo=None), tzinfo=ZoneInfo(zone)).astimezone(UTC)


def open_until(
    start: time, end: time, zone: str, now: datetime, days: Collection[int] = (), *, equal_is_all_day: bool = False
) -> datetime | None:
    """Return when the hours that ``now`` lies in are over (UTC), or None outside of them.

    They may pass midnight, and belong to the day that they begin on. ``days`` are those on which they begin (0 is
    Monday); none are all. When ``start`` is ``end`` there are no hours, or with ``equal_is_all_day`` a whole day.
    """
    start, end = start.replace(tzinfo=None), end.replace(tzinfo=None)
    if start == end and not equal_is_all_day:
        return None
    today = now.astimezone(ZoneInfo(zone)).date()
    for day in (today, today - _DAY):
        if days and day.weekday() not in days:
            continue
        over = wall(day if start < end else day + _DAY, end, zone)
        if wall(day, start, zone) <= now < over:
            return over
    return None
