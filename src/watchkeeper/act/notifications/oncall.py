"""Who is on call at a moment, and whether it is a quiet hour: by the clock on somebody's wall."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def on_call(members: Sequence[int], first: date, handover: time, days: int, zone: str, now: datetime) -> int | None:
    """Return whose turn it is: turns of ``days`` days begin at ``handover`` by the clock on the wall of ``zone``.

    The first one's first turn begins on ``first``; before that it is the first one's, too. None without members.
    """
    if not members:
        return None
    local = now.astimezone(ZoneInfo(zone))
    day = local.date() if local.time() >= handover else local.date() - timedelta(days=1)
    turn = max(0, (day - first).days) // days
    return members[turn % len(members)]


def quiet_until(start: time, end: time, zone: str, now: datetime) -> datetime | None:
    """Return when the quiet hours that ``now`` lies in are over, or None. They may pass midnight."""
    local = now.astimezone(ZoneInfo(zone))
    clock = local.time()
    inside = start <= clock < end if start < end else clock >= start or clock < end
    if start == end or not inside:
        return None
    day = local.date() if clock < end else local.date() + timedelta(days=1)
    return datetime.combine(day, end, tzinfo=ZoneInfo(zone)).astimezone(now.tzinfo)
