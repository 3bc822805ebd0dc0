"""Durations and moments as people type them: 90s, 5m, 24h, 30d, or a date."""

import re
from datetime import UTC, datetime, timedelta, tzinfo

from watchkeeper.core.errors import InvalidInputError

_UNITS_S = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)([smhdw])")


def parse_duration(text: str) -> timedelta:
    """Return the duration that ``text`` says: one or more numbers with a unit (s, m, h, d, w), such as 1h30m.

    Raises InvalidInputError.
    """
    parts = _DURATION.findall(text.strip())
    if not parts or "".join(number + unit for number, unit in parts) != text.strip():
        raise InvalidInputError(f"{text!r} is no duration.", hint="Write it as 90s, 5m, 24h or 30d.")
    try:
        duration = timedelta(seconds=sum(float(number) * _UNITS_S[unit] for number, unit in parts))
    except OverflowError:
        raise InvalidInputError(f"{text!r} is too long.", hint="Write it as 90s, 5m, 24h or 30d.") from None
    if duration <= timedelta(0):
        raise InvalidInputError(f"{text!r} is no time at all.", hint="Write it as 90s, 5m, 24h or 30d.")
    return duration


def parse_moment(text: str, now: datetime, zone: tzinfo = UTC) -> datetime:
    """Return the moment (UTC) that ``text`` says: so long before ``now``, or a date and time.

    A time that names no zone is one of ``zone``. Raises InvalidInputError.
    """
    if _DURATION.match(text.strip()) and "-" not in text:
        try:
            return now - parse_duration(text)
        except OverflowError:
            raise InvalidInputError(f"{text!r} reaches before the calendar.") from None
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInputError(
            f"{text!r} is neither a duration nor a time.", hint="Write it as 24h or as 2026-01-31T12:00:00Z."
        ) from None
    return (moment.replace(tzinfo=zone) if moment.tzinfo is None else moment).astimezone(UTC)
