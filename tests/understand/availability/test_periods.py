"""Periods in a time zone, through both changes of the clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from watchkeeper.understand.availability.periods import Named, month, named

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("noon", "hours"),
    [(datetime(2026, 3, 30, 12, tzinfo=UTC), 23), (datetime(2026, 10, 26, 12, tzinfo=UTC), 25),
     (datetime(2026, 6, 2, 12, tzinfo=UTC), 24)],
)  # fmt: skip
def test_a_day_is_as_long_as_the_clocks_make_it(noon, hours):
    period = named(Named.YESTERDAY, noon, BERLIN)
    assert period.end - period.start == timedelta(hours=hours)


def test_a_month_begins_at_local_midnight_in_winter_and_in_summer():
    march = month(2026, 3, BERLIN)
    assert (march.start, march.end) == (datetime(2026, 2, 28, 23, tzinfo=UTC), datetime(2026, 3, 31, 22, tzinfo=UTC))
    assert month(2026, 12, ZoneInfo("Pacific/Auckland")).end == datetime(2026, 12, 31, 11, tzinfo=UTC)
    with pytest.raises(ValueError, match="month"):
        month(2026, 13, BERLIN)


def test_the_day_is_that_of_the_zone():
    now = datetime(2026, 1, 1, 3, tzinfo=UTC)
    assert named(Named.THIS_MONTH, now, ZoneInfo("America/New_York")).start == datetime(2025, 12, 1, 5, tzinfo=UTC)
    assert named(Named.TODAY, now, BERLIN).end == now
    assert named(Named.LAST_WEEK, now, BERLIN).start.astimezone(BERLIN).weekday() == 0
    assert named(Named.LAST_MONTH, now, BERLIN).end == named(Named.THIS_MONTH, now, BERLIN).start
    assert named(Named.THIS_YEAR, now, BERLIN).start == datetime(2025, 12, 31, 23, tzinfo=UTC)
    assert named(Named.THIS_WEEK, now, BERLIN).start <= now
