from datetime import UTC, date, datetime, time

import pytest

from watchkeeper.act.notifications.oncall import on_call, quiet_until


@pytest.mark.parametrize(
    ("moment", "turn"),
    [
        (datetime(2026, 3, 1, tzinfo=UTC), 1),  # before the plan begins
        (datetime(2026, 3, 9, 7, 59, tzinfo=UTC), 1),  # 08:59 in Berlin
        (datetime(2026, 3, 9, 8, 0, tzinfo=UTC), 2),
        (datetime(2026, 3, 30, 7, 0, tzinfo=UTC), 1),  # 09:00 summer time
        (datetime(2026, 3, 30, 6, 59, tzinfo=UTC), 2),
    ],
)
def test_turns_change_on_the_clock_on_the_wall(moment, turn):
    assert on_call([1, 2], date(2026, 3, 2), time(9), 7, "Europe/Berlin", moment) == turn


def test_nobody_is_on_call_without_members():
    assert on_call([], date(2026, 3, 2), time(9), 7, "UTC", datetime(2026, 3, 9, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    ("start", "end", "hour", "until"),
    [
        (time(22), time(6), 23, datetime(2026, 3, 3, 6, tzinfo=UTC)),
        (time(22), time(6), 5, datetime(2026, 3, 2, 6, tzinfo=UTC)),
        (time(22), time(6), 6, None),
        (time(12), time(13), 12, datetime(2026, 3, 2, 13, tzinfo=UTC)),
        (time(12), time(12), 12, None),
    ],
)
def test_quiet_hours_may_pass_midnight(start, end, hour, until):
    assert quiet_until(start, end, "UTC", datetime(2026, 3, 2, hour, tzinfo=UTC)) == until
