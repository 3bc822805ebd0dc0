"""What a merge writes: files cut by device, of which a query opens only those it needs."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from watchkeeper.kit.families import INTERFACE
from watchkeeper.observe.series.layout import Day
from watchkeeper.observe.series.manifest import live_files
from watchkeeper.observe.series.merging import sorted_chunks
from watchkeeper.observe.series.planning import sources_of
from watchkeeper.observe.series.query import Aggregation, Resolution, SeriesQuery
from watchkeeper.observe.series.settings import SeriesSettings

MIDNIGHT = datetime(2026, 3, 1, tzinfo=UTC)
START_MS = int(MIDNIGHT.timestamp() * 1000)
DAY_MS = 86_400_000
DAY = Day("interface", MIDNIGHT.date())
DEVICES = list(range(1, 201))


@pytest.fixture
def settings():
    return SeriesSettings(superseded_grace_s=0, compaction_rows=10_000, file_rows=10_000)


@pytest.fixture
def cut(service, stored, clock):
    """A compacted day of 200 devices in several files."""
    names = [f"eth{number}" for number in range(60)]
    for minute in (0, 90, 600):
        at = MIDNIGHT + timedelta(minutes=minute)
        service.write("interface", stored([at], DEVICES, names, lambda _m, d, _n: float(d)), cycle=minute, shard=0)
    clock.forward(days=2)
    assert service.compact().rows == 36_000
    return service


def planned(service, devices, resolution=Resolution.RAW):
    return sources_of(service.root, "interface", START_MS, START_MS + DAY_MS, resolution, devices)


def total(service, devices, step_s=86_400):
    query = SeriesQuery(
        "interface",
        tuple(devices),
        MIDNIGHT,
        MIDNIGHT + timedelta(days=1),
        ("in_bps",),
        ("eth7",),
        step_s,
        Aggregation.SUM,
    )
    return {one.device_id: float(one.values[~(one.values != one.values)].sum()) for one in service.query(query).series}


def test_files_of_a_merge_share_no_device_and_cover_all(cut):
    files = [file for file in live_files(cut.root, DAY).manifest.files if file.kind == "day"]
    assert len(files) > 2
    ranges = sorted((file.first_device, file.last_device) for file in files)
    assert ranges[0][0] == 1
    assert ranges[-1][1] == 200
    assert all(before[1] < after[0] for before, after in pairwise(ranges))
    assert {file.hours for file in files} == {(0, 1, 10)}


def test_the_size_and_range_in_the_manifest_are_those_of_the_files(cut):
    alive = live_files(cut.root, DAY)
    for file in alive.manifest.files:
        table = pq.read_table(alive.path(file), partitioning=None)
        assert file.rows == table.num_rows
        assert file.bytes == alive.path(file).stat().st_size
        devices = table["device_id"].to_pylist()
        assert (file.first_device, file.last_device) == (min(devices), max(devices))


@pytest.mark.parametrize("resolution", list(Resolution))
def test_a_query_of_one_device_opens_one_file_that_needs_no_deduplication(cut, resolution):
    sources = planned(cut, [150], resolution)
    assert len(sources.clean) + len(sources.rollups) == 1
    assert not sources.mixed
    assert not planned(cut, [999], resolution)


def test_without_devices_every_file_is_planned(cut):
    everything = planned(cut, None)
    assert len(everything.clean) == len([f for f in live_files(cut.root, DAY).manifest.files if f.kind == "day"])


@pytest.mark.parametrize("step_s", [3600, 60, 86_400])
def test_devices_of_all_files_are_answered_together(cut, step_s):
    assert total(cut, DEVICES, step_s) == {device: 3.0 * device for device in DEVICES}


def test_it_is_compact_and_stays_so(cut):
    assert cut.compact().merges == 0


def test_late_data_is_joined_with_all_files(cut, stored):
    at = MIDNIGHT + timedelta(minutes=601)
    cut.write("interface", stored([at], [5, 190], ["eth7"], lambda *_: 1000.0), cycle=601, shard=0)
    expected = {device: 3.0 * device + (1000.0 if device in {5, 190} else 0.0) for device in DEVICES}
    assert total(cut, DEVICES, 60) == expected
    assert cut.compact().merges == 1
    assert total(cut, DEVICES, 60) == expected


def test_a_damaged_file_costs_only_its_devices(cut):
    alive = live_files(cut.root, DAY)
    broken = next(file for file in alive.manifest.files if file.kind == "day" and file.first_device == 1)
    alive.path(broken).write_bytes(b"not parquet")
    left = {device: 3.0 * device for device in DEVICES if device > broken.last_device}
    found = total(cut, DEVICES, 60)
    assert {device: value for device, value in found.items() if value} == left


def test_a_segment_from_before_a_column_existed_is_merged_with_nulls(tmp_path, stored):
    old = pa.Table.from_batches([stored([MIDNIGHT], [1], ["eth0"], lambda *_: 1.0)]).drop_columns(["out_bps"])
    path = tmp_path / "old.parquet"
    pq.write_table(old, path)
    (chunk,) = sorted_chunks([path], INTERFACE, 1000)
    assert chunk.schema.equals(INTERFACE.stored)
    assert chunk["out_bps"].to_pylist() == [None]
    assert chunk["in_bps"].to_pylist() == [1.0]
