"""Trends of recorded scores: robust, honest about gaps."""

from datetime import UTC, datetime, timedelta

from watchkeeper.understand.health.trend import Point, trends

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


def points(score, *, hours=24.0, every_min=30):
    count = int(hours * 60 / every_min) + 1
    return [
        Point(NOW - timedelta(hours=hours) + number * timedelta(minutes=every_min), score(number / (count - 1)), "", 1)
        for number in range(count)
    ]


def direction(found, window):
    return next(one for one in trends(found, NOW) if one.window == window)


def test_a_fall_over_the_day_is_one():
    found = direction(points(lambda share: 100 - 20 * share), "24h")
    assert found.direction == "falling"
    assert -21 < found.change < -18


def test_a_single_dip_is_no_trend():
    assert direction(points(lambda share: 0 if 0.4 < share < 0.5 else 97), "24h").direction == "steady"


def test_an_hour_of_history_says_nothing_about_a_week():
    found = {one.window: one.direction for one in trends(points(lambda _: 99, hours=1, every_min=5), NOW)}
    assert found == {"1h": "steady", "24h": "unknown", "7d": "unknown"}


def test_unknown_scores_and_a_recorder_that_stopped_are_not_known():
    assert direction(points(lambda _: None), "24h").direction == "unknown"
    old = [one for one in points(lambda _: 95) if one.at < NOW - timedelta(hours=20)]
    assert direction(old, "24h").known < 0.3
