"""Whose clock counts."""

# ruff: noqa: DTZ001

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.observe.messages.clocks import BootClock, moment_of

NOW = datetime(2026, 3, 1, 12, 0, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "at", "believed"),
    [
        (None, NOW, False),
        (datetime(2026, 3, 1, 12, 0, 1, tzinfo=UTC), datetime(2026, 3, 1, 12, 0, 1, tzinfo=UTC), True),
        (datetime(2026, 3, 1, 12, 0, 1), datetime(2026, 3, 1, 12, 0, 1, tzinfo=UTC), True),
        (datetime(2026, 3, 1, 17, 30, 1), datetime(2026, 3, 1, 12, 0, 1, tzinfo=UTC), True),
        (datetime(2026, 3, 1, 4, 0, 1), datetime(2026, 3, 1, 12, 0, 1, tzinfo=UTC), True),
        (datetime(2026, 3, 1, 10, 23, 0), NOW, False),
        (datetime(1970, 1, 1, 0, 0, 1), NOW, False),
        (datetime(2036, 2, 7, 6, 28, 16, tzinfo=UTC), NOW, False),
    ],
    ids=["none", "aware", "naive", "India", "California", "wrong", "never set", "NTP rollover"],
)
def test_moment(stated: datetime | None, at: datetime, believed: bool) -> None:
    found = moment_of(stated, NOW)
    assert (found.at, found.believed) == (at, believed)


@given(st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2090, 1, 1)))
def test_no_stated_time_moves_an_event_far_from_its_receipt(stated: datetime) -> None:
    assert abs(moment_of(stated, NOW).at - NOW) <= timedelta(minutes=10)


def test_traps_are_ordered_by_the_agents_clock_though_they_arrive_out_of_order() -> None:
    clock = BootClock()
    first = clock.moment(1000, NOW)
    second = clock.moment(1200, NOW + timedelta(seconds=2))
    late = clock.moment(1100, NOW + timedelta(seconds=5))
    assert first.at < late.at < second.at


def test_a_restart_starts_the_clock_anew() -> None:
    clock = BootClock()
    clock.moment(500_000, NOW)
    assert clock.moment(100, NOW + timedelta(minutes=5)).at == NOW + timedelta(minutes=5)


def test_an_agent_without_a_clock_is_heard_when_it_is_heard() -> None:
    assert BootClock().moment(None, NOW).at == NOW
