"""The manifest: what is alive, and what remains when the manifest itself is lost."""

from datetime import UTC, datetime, timedelta

import pytest

from watchkeeper.observe.series.layout import MANIFEST, Day
from watchkeeper.observe.series.manifest import Compacted, Manifest, exclusive, live_files, publish, read_manifest

MIDNIGHT = datetime(2026, 3, 1, tzinfo=UTC)
DAY = Day("interface", MIDNIGHT.date())


@pytest.fixture
def compacted(service, stored, clock):
    """A compacted day with one late segment; returns its directory."""
    for minute in (0, 1):
        at = MIDNIGHT + timedelta(minutes=minute)
        service.write("interface", stored([at], [1], ["a"], lambda *_: 1.0), cycle=minute, shard=0)
    clock.forward(days=2)
    service.compact()
    late = MIDNIGHT + timedelta(minutes=9)
    service.write("interface", stored([late], [1], ["a"], lambda *_: 1.0), cycle=9, shard=0)
    return DAY.directory(service.root)


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"generation": 1}', None])
def test_a_lost_or_damaged_manifest_is_recovered_from_the_files(service, compacted, damage):
    before = live_files(service.root, DAY)
    path = compacted / MANIFEST
    path.unlink() if damage is None else path.write_bytes(damage)
    after = live_files(service.root, DAY)
    assert sorted(after.manifest.files, key=lambda f: f.name) == sorted(before.manifest.files, key=lambda f: f.name)
    assert [one.path for one in after.loose] == [one.path for one in before.loose]


def test_a_day_without_anything_is_empty(tmp_path):
    assert read_manifest(tmp_path) == Manifest()
    assert live_files(tmp_path, DAY).loose == ()


def test_publishing_forgets_the_dead_that_are_gone(service, compacted):
    def with_dead(manifest):
        return manifest.replaced((), frozenset({"hour=00/gone.parquet"}), 5.0)

    assert publish(service.root, DAY, with_dead).dead == read_manifest(compacted).dead
    assert "hour=00/gone.parquet" not in read_manifest(compacted).dead


def test_replacing_raises_the_generation_and_moves_names_to_the_dead():
    old = Compacted("hour-1.parquet", "hour", (0,), "1")
    new = Compacted("day-2.parquet", "day", (0,), "2")
    manifest = Manifest(3, (old,)).replaced((new,), frozenset({"hour-1.parquet", "hour=01/x.parquet"}), 7.0)
    assert manifest.generation == 4
    assert manifest.files == (new,)
    assert manifest.dead == {"hour-1.parquet": 7.0, "hour=01/x.parquet": 7.0}


def test_a_lock_that_is_held_is_told_and_free_afterwards(tmp_path):
    with exclusive(tmp_path / "lock"), pytest.raises(BlockingIOError), exclusive(tmp_path / "lock", wait=False):
        pass
    with exclusive(tmp_path / "lock", wait=False):
        pass
