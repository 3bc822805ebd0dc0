"""The next day of a series and its interval."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from watchkeeper.understand.baselines.hours import hour_of_week
from watchkeeper.understand.baselines.seasonal import HORIZON, LEAST_DAYS, Season, next_day

MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
WEEKS = 4 * 7 * 24


def clock(start, hours, zone="UTC"):
    here = ZoneInfo(zone)
    return np.array([hour_of_week((start + timedelta(hours=hour)).timestamp(), here) for hour in range(hours)])


def foretold(values, wall):
    return next_day(values[:-HORIZON], wall[:-HORIZON], wall[-HORIZON:])


def noise(rng, hours, rho):
    shocks, made = rng.normal(0, np.sqrt(1 - rho**2), hours), np.zeros(hours)
    for hour in range(1, hours):
        made[hour] = rho * made[hour - 1] + shocks[hour]
    return made


SHAPES = {
    "flat": lambda wall: 0.0 * wall,
    "daily": lambda wall: 10 * np.sin(2 * np.pi * (wall % 24 - 9) / 24),
    "workweek": lambda wall: np.where(wall // 24 < 5, 10.0, 2.0) * np.sin(2 * np.pi * (wall % 24 - 9) / 24),
    "lively by day": lambda wall: 0.0 * wall,
}


@pytest.mark.parametrize("rho", [0.0, 0.9])
@pytest.mark.parametrize("shape", SHAPES)
def test_the_interval_holds_what_it_says(shape, rho):
    rng = np.random.default_rng(8)
    wall = clock(MONDAY, WEEKS + HORIZON)
    held = []
    for _ in range(5):
        scatter = np.where(np.abs(wall % 24 - 12) < 5, 3.0, 0.3) if shape == "lively by day" else 1.0
        values = 50 + SHAPES[shape](wall) + scatter * noise(rng, len(wall), rho)
        found = foretold(values, wall)
        held.append(np.mean((values[-HORIZON:] >= found.low) & (values[-HORIZON:] <= found.high)))
    assert np.mean(held) >= 0.85


def test_a_season_is_found_and_worth_a_narrow_interval():
    rng = np.random.default_rng(3)
    wall = clock(MONDAY, WEEKS + 5 * 24 + HORIZON)  # the next day is a Saturday, the last one a Friday
    values = 50 + SHAPES["workweek"](wall) + noise(rng, len(wall), 0.2)
    found = foretold(values, wall)
    assert found.season in {Season.WORKWEEK, Season.WEEK}
    assert np.abs(found.expected - (50 + SHAPES["workweek"](wall[-HORIZON:]))).max() < 2.5
    assert (found.high - found.low).mean() < 8  # of a range of twenty


def test_a_wandering_series_is_foretold_from_where_it_stands_and_ever_less_surely():
    values = np.cumsum(np.random.default_rng(5).normal(0, 1, WEEKS + HORIZON))
    found = foretold(values, clock(MONDAY, len(values)))
    width = found.high - found.low
    assert abs(found.expected[0] - values[-HORIZON - 1]) < 3
    assert width[-1] > 2 * width[0]


def test_the_rhythm_follows_the_wall_into_the_day_after_a_change_of_the_clock():
    start = datetime(2026, 3, 1, 23, tzinfo=UTC)  # midnight in Berlin
    wall = clock(start, WEEKS + HORIZON, "Europe/Berlin")
    values = np.where(np.abs(wall % 24 - 12) <= 4, 100.0, 10.0)  # an office
    found = foretold(values, wall)  # Sunday, 29 March: 02:00 is missing
    assert found.expected.tolist() == values[-HORIZON:].tolist()


def test_an_outage_in_the_history_does_not_become_the_forecast():
    wall = clock(MONDAY, WEEKS + HORIZON)
    values = 50 + SHAPES["daily"](wall) + noise(np.random.default_rng(2), len(wall), 0.2)
    values[15 * 24 : 17 * 24] = 0.0
    found = foretold(values, wall)
    assert np.abs(found.expected - (50 + SHAPES["daily"](wall[-HORIZON:]))).max() < 2.5


def test_a_constant_is_foretold_as_itself():
    found = foretold(np.full(WEEKS + HORIZON, 7.0), clock(MONDAY, WEEKS + HORIZON))
    assert found.expected.tolist() == [7.0] * HORIZON
    assert (found.high - found.low).max() < 1e-6


def test_gaps_and_infinities_are_no_values():
    wall = clock(MONDAY, WEEKS + HORIZON)
    values = 50 + SHAPES["daily"](wall) + noise(np.random.default_rng(2), len(wall), 0.2)
    holed = values.copy()
    holed[100:180] = np.nan
    holed[200], holed[300] = np.inf, -np.inf
    assert np.abs(foretold(holed, wall).expected - foretold(values, wall).expected).max() < 1.5


@pytest.mark.parametrize(
    "values",
    [
        np.full((LEAST_DAYS - 1) * 24 + HORIZON, 5.0),
        np.concatenate([np.full(WEEKS, 5.0), np.full(2 * HORIZON, np.nan)]),
        np.full(WEEKS, np.nan),
        np.concatenate([np.full(WEEKS, np.nan), np.full(3 * HORIZON, 5.0)]),
        np.zeros(0),
    ],
    ids=["ten days", "silent of late", "never known", "new", "nothing"],
)
def test_too_little_is_told_as_that(values):
    wall = clock(MONDAY, len(values))
    assert next_day(values[:-HORIZON], wall[:-HORIZON], clock(MONDAY, HORIZON)) is None
