"""Times as senders write them; those without a zone stay without one."""

# ruff: noqa: DTZ001

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.observe.messages.syslog.times import read_time

RECEIVED = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Mar  1 11:59:58", datetime(2026, 3, 1, 11, 59, 58)),
        ("*Mar  1 11:59:58.120 UTC", datetime(2026, 3, 1, 11, 59, 58, 120000, UTC)),
        ("Mar  1 11:59:58 CET", datetime(2026, 3, 1, 11, 59, 58)),
        ("Mar  1 2025 11:59:58", datetime(2025, 3, 1, 11, 59, 58)),
        ("Mar  1 11:59:58 2025", datetime(2025, 3, 1, 11, 59, 58)),
        ("2025 Mar  1 11:59:58", datetime(2025, 3, 1, 11, 59, 58)),
        ("2025-03-01T11:59:58.123456789Z", datetime(2025, 3, 1, 11, 59, 58, 123456, UTC)),
        ("2025-3-1 11:59:58+08:00", datetime(2025, 3, 1, 11, 59, 58, tzinfo=timezone(timedelta(hours=8)))),
        (
            "2025-03-01 11:59:58 -0530",
            datetime(2025, 3, 1, 11, 59, 58, tzinfo=timezone(-timedelta(hours=5, minutes=30))),
        ),
        ("1 Mar 2025 11:59:58", datetime(2025, 3, 1, 11, 59, 58)),
        ("2025-Mar- 1 11:59:58.5", datetime(2025, 3, 1, 11, 59, 58, 500000)),
        ("Feb 30 11:59:58", None),
        ("Mar  1 25:59:58", None),
        ("", None),
    ],
)
def test_spelling(written: str, expected: datetime | None) -> None:
    assert read_time(written, RECEIVED) == expected


def test_a_message_of_new_years_eve_that_arrives_in_the_new_year_is_of_last_year() -> None:
    assert read_time("Dec 31 23:59:59", datetime(2026, 1, 1, 0, 0, 3, tzinfo=UTC)) == datetime(2025, 12, 31, 23, 59, 59)


def test_a_clock_that_runs_ahead_over_new_year_is_of_next_year() -> None:
    assert read_time("Jan  1 00:00:05", datetime(2025, 12, 31, 23, 59, tzinfo=UTC)) == datetime(2026, 1, 1, 0, 0, 5)


def test_an_old_file_is_of_the_past() -> None:
    assert read_time("Mar 29 10:00:00", datetime(2026, 11, 29, 12, tzinfo=UTC)) == datetime(2026, 3, 29, 10)


def test_a_leap_day_without_a_year_is_of_a_leap_year() -> None:
    assert read_time("Feb 29 10:00:00", RECEIVED) == datetime(2024, 2, 29, 10)


@given(st.text(max_size=60))
def test_no_text_makes_it_fail(written: str) -> None:
    found = read_time(written, RECEIVED)
    assert found is None or isinstance(found, datetime)
