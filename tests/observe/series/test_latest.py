"""The newest sample of every device, from memory and from disk."""

from datetime import UTC, datetime, timedelta

import pytest

from watchkeeper.observe.series.latest import LatestSamples
from watchkeeper.observe.series.service import SeriesService

MIDNIGHT = datetime(2026, 3, 1, tzinfo=UTC)


def at(minute):
    return MIDNIGHT + timedelta(minutes=minute)


@pytest.fixture
def latest():
    return LatestSamples(keep_s=3600)


def rows(table):
    return sorted((row["device_id"], row["object"], row["in_bps"]) for row in table.to_pylist())


def test_the_newest_batch_replaces_the_rows_of_its_devices(latest, stored):
    latest.put("interface", 0, stored([at(0)], [1, 2], ["a", "b"], lambda *_: 1.0))
    latest.put("interface", 0, stored([at(1)], [1], ["a"], lambda *_: 2.0))
    assert rows(latest.rows("interface", [1, 2])) == [(1, "a", 2.0), (2, "a", 1.0), (2, "b", 1.0)]


def test_an_older_batch_does_not_replace_a_newer_one(latest, stored):
    latest.put("interface", 0, stored([at(5)], [1], ["a"], lambda *_: 5.0))
    latest.put("interface", 0, stored([at(1)], [1, 2], ["a"], lambda *_: 1.0))
    assert rows(latest.rows("interface", [1, 2])) == [(1, "a", 5.0), (2, "a", 1.0)]


def test_a_device_that_moved_between_shards_has_one_latest_sample(latest, stored):
    latest.put("interface", 0, stored([at(0)], [1], ["a"], lambda *_: 1.0))
    latest.put("interface", 1, stored([at(1)], [1], ["a"], lambda *_: 2.0))
    assert rows(latest.rows("interface", [1])) == [(1, "a", 2.0)]


def test_a_silent_device_is_forgotten_after_a_while(latest, stored):
    latest.put("interface", 0, stored([at(0)], [1], ["a"], lambda *_: 1.0))
    latest.put("interface", 0, stored([at(61)], [2], ["a"], lambda *_: 2.0))
    assert rows(latest.rows("interface", [1, 2])) == [(2, "a", 2.0)]


def test_families_do_not_mix_and_unknown_devices_have_no_rows(latest, stored):
    latest.put("interface", 0, stored([at(0)], [1], ["a"], lambda *_: 1.0))
    assert latest.rows("sensor", [1]).num_rows == 0
    assert latest.rows("interface", [2]).num_rows == 0


@pytest.mark.parametrize("compacted", [False, True])
def test_what_another_process_wrote_comes_from_disk(service, stored, clock, settings, compacted):
    for minute in (0, 1):
        batch = stored([at(minute)], [1, 2], ["a"], lambda m, d, _n: d * 10.0 + m.minute)
        service.write("interface", batch, cycle=minute, shard=0)
    clock.forward(hours=20)
    if compacted:
        service.compact()
    other = SeriesService(settings, service.root, clock)
    found = other.latest("interface", [1, 2, 3])
    assert found.schema.equals(service.latest("interface", [1]).schema)
    assert rows(found) == [(1, "a", 11.0), (2, "a", 21.0)]
    other.close()


def test_memory_and_disk_are_joined(service, stored, clock, settings):
    service.write("interface", stored([at(0)], [1], ["a"], lambda *_: 1.0), cycle=0, shard=0)
    other = SeriesService(settings, service.root, clock)
    other.write("interface", stored([at(0)], [2], ["a"], lambda *_: 2.0), cycle=0, shard=1)
    assert rows(other.latest("interface", [1, 2])) == [(1, "a", 1.0), (2, "a", 2.0)]
    other.close()


def test_what_is_too_old_is_not_the_latest(service, stored, clock, settings):
    service.write("interface", stored([at(0)], [1], ["a"], lambda *_: 1.0), cycle=0, shard=0)
    clock.forward(hours=26)
    other = SeriesService(settings, service.root, clock)
    assert other.latest("interface", [1]).num_rows == 0
    other.close()
