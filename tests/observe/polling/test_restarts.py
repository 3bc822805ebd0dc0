"""Restarts, told from everything that looks like one."""

from datetime import UTC, datetime, timedelta

from watchkeeper.observe.polling.restarts import WRAP_TICKS, sight

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DAY = 86_400 * 100


def boot(uptime_ticks: int) -> datetime:
    return NOW - timedelta(seconds=uptime_ticks / 100)


def test_the_first_sight_is_remembered_and_no_restart() -> None:
    seen = sight(None, None, DAY, NOW)
    assert (seen.restarted, seen.moved, seen.booted_at) == (False, True, boot(DAY))


def test_an_uptime_that_went_on_is_no_restart() -> None:
    assert not sight(boot(DAY), DAY - 6_000, DAY, NOW).restarted
    assert not sight(boot(DAY), None, DAY, NOW).moved


def test_an_uptime_that_went_back_is_a_restart() -> None:
    assert sight(boot(DAY), DAY - 6_000, 1_500, NOW).restarted


def test_a_restart_while_this_process_was_down_shows_in_the_recorded_start() -> None:
    assert sight(boot(DAY), None, 60_000, NOW).restarted


def test_the_wrap_after_497_days_is_no_restart() -> None:
    before = WRAP_TICKS - 3_000
    seen = sight(boot(before + 6_000), before, 3_000, NOW)
    assert not seen.restarted
    assert seen.moved


def test_a_clock_of_the_poller_that_jumped_is_no_restart() -> None:
    hour_later = NOW + timedelta(hours=1)
    seen = sight(boot(DAY), DAY - 6_000, DAY, hour_later)
    assert not seen.restarted
    assert seen.moved


def test_a_restart_that_another_process_recorded_is_not_told_again() -> None:
    assert not sight(boot(7_500), DAY, 7_500, NOW).restarted


def test_the_devices_own_clock_may_drift() -> None:
    assert not sight(boot(DAY) - timedelta(seconds=20), DAY - 6_000, DAY, NOW).moved
    drifted = sight(boot(DAY) - timedelta(seconds=40), DAY - 6_000, DAY, NOW)
    assert (drifted.restarted, drifted.moved) == (False, True)
