"""Retention: raw, then hours, then days go; nothing that is not rolled up."""

from datetime import UTC, datetime, timedelta

import pytest

from watchkeeper.observe.series.errors import InvalidBatchError
from watchkeeper.observe.series.layout import Day
from watchkeeper.observe.series.manifest import live_files
from watchkeeper.observe.series.query import Aggregation, SeriesQuery
from watchkeeper.observe.series.retention import RetentionReport
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import Retention, SeriesSettings

MIDNIGHT = datetime(2026, 3, 1, tzinfo=UTC)
DAY = Day("interface", MIDNIGHT.date())


@pytest.fixture
def settings():
    return SeriesSettings(
        superseded_grace_s=0,
        retention_by_family={"interface": Retention(raw_days=10, hourly_days=20, daily_days=30)},
    )


@pytest.fixture
def written(service, stored):
    batch = stored([MIDNIGHT], [1], ["eth0"], lambda *_: 5.0)
    service.write("interface", batch, cycle=1, shard=0)
    return service


def kinds(service):
    return {file.kind for file in live_files(service.root, DAY).manifest.files}


def p95(service, step_s):
    query = SeriesQuery(
        "interface", (1,), MIDNIGHT, MIDNIGHT + timedelta(days=1), ("in_bps",), ("eth0",), step_s, Aggregation.P95
    )
    result = service.query(query)
    return result.resolution, result.step_s, result.series[0].values[0]


@pytest.mark.parametrize(
    ("age", "left"),
    [
        (10, {"day", "hourly", "daily"}),
        (11, {"hourly", "daily"}),
        (20, {"hourly", "daily"}),
        (21, {"daily"}),
        (31, set()),
    ],
)
def test_each_resolution_goes_in_its_time(written, clock, age, left):
    clock.forward(days=5)
    written.compact()
    clock.now = MIDNIGHT + timedelta(days=age)
    written.enforce_retention()
    assert kinds(written) == left
    assert DAY.directory(written.root).exists() == bool(left)


def test_what_is_not_rolled_up_stays(written, clock):
    clock.forward(days=15)
    assert written.enforce_retention() == RetentionReport(files=0, kept_days=1)
    assert len(live_files(written.root, DAY).loose) == 1
    written.compact()
    assert written.enforce_retention().files == 1
    assert kinds(written) == {"hourly", "daily"}


def test_queries_follow_what_is_kept_and_say_so(written, clock):
    clock.forward(days=5)
    written.compact()
    assert p95(written, 60) == ("raw", 60, 5.0)
    clock.now = MIDNIGHT + timedelta(days=15)
    written.enforce_retention()
    assert p95(written, 60) == ("hour", 3600, pytest.approx(5.0, rel=0.01))
    clock.now = MIDNIGHT + timedelta(days=25)
    written.enforce_retention()
    assert p95(written, 60) == ("day", 86_400, pytest.approx(5.0, rel=0.01))


def test_samples_older_than_their_retention_are_refused(written, clock, stored):
    clock.forward(days=11)
    with pytest.raises(InvalidBatchError, match="older than the retention"):
        written.write("interface", stored([MIDNIGHT], [1], ["eth0"], lambda *_: 5.0), cycle=2, shard=0)


def test_other_families_have_the_general_retention(settings):
    assert settings.retention_of("sensor").raw_days == 30
    assert settings.retention_of("interface").raw_days == 10


def test_rollups_without_samples_are_not_rolled_up_again(written, clock):
    clock.forward(days=5)
    written.compact()
    clock.now = MIDNIGHT + timedelta(days=15)
    written.enforce_retention()
    assert written.compact().merges == 0


def test_two_stores_at_once_do_not_enforce_twice(written, clock, settings):
    other = SeriesService(settings, written.root, clock)
    clock.forward(days=5)
    written.compact()
    clock.forward(days=10)
    assert written.enforce_retention().files == 1
    assert other.enforce_retention().files == 0
    other.close()
