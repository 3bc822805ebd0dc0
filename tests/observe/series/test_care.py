"""Looking after the store: readiness, verification, damage found by queries, figures."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from watchkeeper.observe.series.errors import StoreUnwritableError
from watchkeeper.observe.series.query import Aggregation, SeriesQuery
from watchkeeper.observe.series.service import SeriesService

MIDNIGHT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def segments(service, stored, clock):
    """Three segments of one minute each; returns their paths."""
    paths = []
    for minute in range(3):
        batch = stored([MIDNIGHT + timedelta(minutes=minute)], [1], ["a"], lambda *_: 1.0)
        paths.append(service.write("interface", batch, cycle=minute, shard=0).path)
    clock.forward(minutes=3)
    return paths


def count(service):
    query = SeriesQuery(
        "interface", (1,), MIDNIGHT, MIDNIGHT + timedelta(minutes=5), ("in_bps",), ("a",), 300, Aggregation.COUNT
    )
    return service.query(query).series[0].values[0]


def test_a_store_that_writes_and_reads_back_is_ready_and_stays_clean(service):
    before = sorted(service.root.rglob("*"))
    service.ready()
    assert sorted(service.root.rglob("*")) == before


def test_a_store_whose_folder_cannot_be_is_not_ready(tmp_path, settings, clock):
    (tmp_path / "series").write_text("a file")
    service = SeriesService(settings, tmp_path / "series", clock)
    with pytest.raises(StoreUnwritableError):
        service.ready()
    with pytest.raises(StoreUnwritableError):
        service.start()
    service.close()


def test_readiness_makes_a_folder_that_was_removed_again(service):
    shutil.rmtree(service.root)
    service.ready()
    assert service.root.is_dir()


@pytest.mark.parametrize("damage", [lambda c: c[: len(c) // 2], lambda _c: b"", lambda c: b"\0" * len(c)])
def test_a_damaged_segment_never_breaks_a_query(service, segments, damage):
    segments[1].write_bytes(damage(segments[1].read_bytes()))
    assert count(service) == 2.0
    assert not segments[1].exists()
    assert service.stats().quarantined == 1
    assert count(service) == 2.0


def test_every_damaged_segment_of_a_query_is_set_aside(service, segments):
    for path in segments:
        path.write_bytes(b"not parquet")
    assert count(service) == 0.0
    assert service.stats().quarantined == 3


def test_verification_reads_every_page(service, segments):
    import pyarrow.parquet as pq

    assert service.verify().damaged == 0
    column = pq.read_metadata(segments[2]).row_group(0).column(3)
    content = bytearray(segments[2].read_bytes())
    content[column.data_page_offset + column.total_compressed_size - 2] ^= 0x10
    segments[2].write_bytes(content)
    found = service.verify()
    assert (found.files, found.damaged) == (3, 1)
    assert not segments[2].exists()


def test_figures_follow_the_store(service, segments, clock):
    before = service.stats().families["interface"]
    assert (before.segments, before.files, before.rows_compacted) == (3, 0, 0)
    assert before.bytes == sum(path.stat().st_size for path in segments)
    clock.forward(days=2)
    service.compact()
    after = service.stats()
    assert (after.families["interface"].segments, after.families["interface"].files) == (0, 3)
    assert after.families["interface"].rows_compacted == 3
    assert after.families["interface"].oldest == after.families["interface"].newest == MIDNIGHT.date()
    assert after.families["sensor"].bytes == 0
    assert after.free_bytes > 0


def test_starting_removes_what_an_interrupted_writer_left(service, segments):
    leftover = segments[0].with_name(f".{segments[0].name}.99-1.tmp")
    leftover.write_bytes(b"half")
    assert count(service) == 3.0
    service.start()
    assert not leftover.exists()
    assert count(service) == 3.0
