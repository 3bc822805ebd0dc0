from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.faces.cli.durations import parse_duration, parse_moment

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90), ("5m", 300), ("1.5h", 5400), ("1h30m", 5400), ("30d", 2_592_000), (" 1w ", 604_800)],
)
def test_durations(text, seconds):
    assert parse_duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "5", "h", "5x", "5m later", "-5m", "0s", "1h,30m", "9" * 30 + "w"])
def test_what_is_no_duration_is_refused(text):
    with pytest.raises(InvalidInputError):
        parse_duration(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("24h", NOW - timedelta(hours=24)),
        ("2026-02-01", datetime(2026, 2, 1, tzinfo=UTC)),
        ("2026-02-01T12:00:00Z", datetime(2026, 2, 1, 12, tzinfo=UTC)),
        ("2026-02-01T12:00:00+02:00", datetime(2026, 2, 1, 10, tzinfo=UTC)),
    ],
)
def test_moments(text, moment):
    assert parse_moment(text, NOW) == moment


@given(st.text(max_size=12))
def test_any_text_is_a_moment_or_a_clear_refusal(text):
    try:
        moment = parse_moment(text, NOW)
    except InvalidInputError:
        return
    assert moment.tzinfo is UTC


def test_a_time_without_a_zone_is_one_of_the_zone_that_is_meant():
    now = datetime(2026, 11, 28, 12, tzinfo=UTC)
    berlin = ZoneInfo("Europe/Berlin")
    assert parse_moment("2026-07-01T12:00", now, berlin) == datetime(2026, 7, 1, 10, tzinfo=UTC)
    assert parse_moment("2026-07-01T12:00Z", now, berlin) == datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert parse_moment("2h", now, berlin) == datetime(2026, 11, 28, 10, tzinfo=UTC)
