"""Who is on call, at a moment and over weeks: turns by the clock on somebody's wall, and who steps in for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from watchkeeper.act.notifications.hours import wall


@dataclass(frozen=True, slots=True)
class Rotation:
    """Members that take turns of ``days`` days, which begin at ``handover`` on the wall of ``zone``.

    The first one's first turn begins on ``first``; before that it is the first one's, too.
    """

    members: Sequence[int]
    first: date
    handover: time
    days: int
    zone: str

    def start(self, number: int) -> datetime:
        """Return when a turn begins (UTC); turns count from 0."""
        return wall(self.first + timedelta(days=number * self.days), self.handover, self.zone)

    def number(self, now: datetime) -> int:
        """Return the number of the turn at a moment."""
        local = now.astimezone(ZoneInfo(self.zone)).date()
        number = max(0, (local - self.first).days // self.days)
        while number > 0 and self.start(number) > now:
            number -= 1
        return number

    def member(self, number: int) -> int | None:
        """Return whose turn it is; None without members."""
        return self.members[number % len(self.members)] if self.members else None


@dataclass(frozen=True, slots=True)
class Standin:
    """Somebody steps in from ``start`` until ``end``, whoever's turn it is. Of several the latest made counts."""

    id: int
    member: int
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Shift:
    """Somebody is on call from ``start`` until ``end``, by the ``standin`` of that number or by turn."""

    member: int
    start: datetime
    end: datetime
    standin: int | None


def on_call(rotation: Rotation, standins: Sequence[Standin], now: datetime) -> int | None:
    """Return who is on call; None without members."""
    return _who(rotation, standins, now)[0]


def _who(rotation: Rotation, standins: Sequence[Standin], now: datetime) -> tuple[int | None, int | None, int]:
    number = rotation.number(now)
    instead = max((one for one in standins if one.start <= now < one.end), key=lambda one: one.id, default=None)
    if instead is not None:
        return instead.member, instead.id, -1
    return rotation.member(number), None, number


def shifts(rotation: Rotation, standins: Sequence[Standin], start: datetime, end: datetime) -> list[Shift]:
    """Return who is on call from ``start`` until ``end``, one after the other, cut at both."""
    moments = {start, end}
    number = rotation.number(start) + 1
    while (begin := rotation.start(number)) < end:
        moments.add(begin)
        number += 1
    moments |= {moment for one in standins for moment in (one.start, one.end)}
    found: list[tuple[tuple[int | None, int | None, int], datetime, datetime]] = []
    for begin, over in pairwise(sorted(moment for moment in moments if start <= moment <= end)):
        who = _who(rotation, standins, begin)
        if found and found[-1][0] == who:
            found[-1] = (who, found[-1][1], over)
        else:
            found.append((who, begin, over))
    return [Shift(member, begin, over, by) for (member, by, _), begin, over in found if member is not None]
