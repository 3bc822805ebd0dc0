"""Times as syslog senders write them: RFC 3339, RFC 3164 without a year, and the spellings of the vendors.

What a message does not say is not invented: a time without a zone is naive. A year that is missing is the latest that
does not put the moment more than a week after the receipt: a message of 31 December that arrives on 1 January is of
last year, one from a clock that runs ahead over New Year of the next, and an old file is of the past.
"""

import re
from calendar import isleap
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final

_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_MONTH: Final = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_CLOCK: Final = r"\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,9})?"
_ABBREVIATIONS: Final = (
    "CET|CEST|EET|EEST|WET|WEST|BST|IST|MSK|TRT|EST|EDT|CST|CDT|MST|MDT|PST|PDT|AKST|AKDT|HST|AST|ADT|NST|NDT|BRT|ART|CLT|"
    "JST|KST|HKT|SGT|PKT|NPT|ICT|WIB|PHT|GST|AEST|AEDT|ACST|ACDT|AWST|NZST|NZDT|CAT|EAT|WAT|SAST"
)
_ZONE: Final = (
    r"(?:\s?(?:Z|[+-]\d{2}:?\d{2})|\s?(?:UTC|GMT)(?:[+-]\d{1,2}(?::?\d{2})?)?"
    rf"|\s(?:{_ABBREVIATIONS})(?=[:\s]))?"
)
TIME: Final = (
    rf"(?:[*.]?(?:(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\s+)?{_MONTH}\s+\d{{1,2}},?\s+(?:\d{{4}}\s+)?{_CLOCK}(?:\s\d{{4}}(?=[\s:]))?"
    rf"|\d{{4}}\s+{_MONTH}\s+\d{{1,2}}\s+{_CLOCK}"
    rf"|\d{{1,2}}[ -]{_MONTH}[ -]\d{{4}}\s+{_CLOCK}"
    rf"|\d{{4}}-{_MONTH}-\s?\d{{1,2}}\s+{_CLOCK}"
    rf"|\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}[T ]{_CLOCK}){_ZONE})"
)
"""A time in any known spelling, as a regular expression without groups that capture."""

_PARTS: Final = re.compile(
    r"[*.]?(?:[A-Z][a-z]{2},?\s+)??"
    r"(?:(?P<y1>\d{4})[-/](?P<m1>\d{1,2})[-/](?P<d1>\d{1,2})[T ]"
    r"|(?:(?P<y2>\d{4})\s+)?(?P<m2>[A-Z][a-z]{2})[a-z]*\s+(?P<d2>\d{1,2}),?\s+(?:(?P<y3>\d{4})\s+)?"
    r"|(?P<y6>\d{4})-(?P<m6>[A-Z][a-z]{2})[a-z]*-\s?(?P<d6>\d{1,2})\s+"
    r"|(?P<d4>\d{1,2})[ -](?P<m4>[A-Z][a-z]{2})[a-z]*[ -](?P<y4>\d{4})\s+)"
    r"(?P<clock>\d{1,2}:\d{2}:\d{2})(?:[.,](?P<fraction>\d{1,9}))?(?:\s(?P<y5>\d{4})(?!\d))?"
    r"\s?(?P<zone>Z|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|[A-Z]{3,5})?"
)
_OFFSET: Final = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?")
_LEAP_DAY: Final = (2, 29)
_MAX_OFFSET: Final = timedelta(hours=24)
_AHEAD: Final = timedelta(days=7)


def read_time(written: str, received: datetime) -> datetime | None:
    """Return the time that ``written`` states, aware when it states a zone that is certain; None when it is no time.

    ``received`` is when the message came (aware); it only decides a year that is missing.
    """
    return _read(written.strip(), received.date()) if written else None


@lru_cache(maxsize=4096)
def _read(written: str, received: date) -> datetime | None:
    """Read a time. A burst of messages states the same second over and over, hence the cache."""
    parts = _parts(written)
    if parts is None:
        return None
    year, month, day, clock, zone = parts
    hour, minute, second, micro = clock
    try:
        if year is not None:
            return datetime(year, month, day, hour, minute, second, micro, tzinfo=zone)
        noon = datetime(received.year, received.month, received.day, 12, tzinfo=UTC)
        return _latest(month, day, clock, zone, noon)
    except ValueError:
        return None


_Clock = tuple[int, int, int, int]


def _parts(written: str) -> tuple[int | None, int, int, _Clock, timezone | None] | None:
    found = _PARTS.match(written)
    if found is None:
        return None
    year = found["y1"] or found["y2"] or found["y3"] or found["y4"] or found["y6"] or found["y5"]
    month = (
        int(found["m1"]) if found["m1"] else _MONTHS.get((found["m2"] or found["m4"] or found["m6"] or "").lower(), 0)
    )
    day = int(found["d1"] or found["d2"] or found["d4"] or found["d6"])
    hour, minute, second = (int(part) for part in found["clock"].split(":"))
    micro = int((found["fraction"] or "0").ljust(6, "0")[:6])
    leap_second = second == 60  # noqa: PLR2004  # RFC 5424 forbids it, clocks that smear do not write it: the second before
    return (
        int(year) if year else None,
        month,
        day,
        (hour, minute, 59 if leap_second else second, micro),
        _zone(found["zone"]),
    )


def _zone(written: str | None) -> timezone | None:
    """Return the zone when it is certain. ``CST`` and ``IST`` each mean three places: they say nothing."""
    if written is None:
        return None
    if written in {"Z", "UTC", "GMT"}:
        return UTC
    found = _OFFSET.fullmatch(written)
    if found is None:
        return None
    offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    if offset >= _MAX_OFFSET:
        return None
    return timezone(-offset if found[1] == "-" else offset)


def _latest(month: int, day: int, clock: _Clock, zone: timezone | None, received: datetime) -> datetime | None:
    """Return the latest moment that is no more than a week ahead; a leap day is of the last leap year."""
    for year in range(received.year + 1, received.year - 9, -1):
        if (month, day) == _LEAP_DAY and not isleap(year):
            continue
        moment = datetime(year, month, day, *clock, tzinfo=zone)
        if (moment if zone else moment.replace(tzinfo=UTC)) - received <= _AHEAD:
            return moment
    return None
