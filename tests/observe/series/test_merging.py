"""Merging: one order, each sample once, bounded memory, damage named."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.kit.families import INTERFACE
from watchkeeper.observe.series.merging import SourceDamagedError, sort_and_deduplicate, sorted_chunks
from watchkeeper.observe.series.segments import write_segment

START = datetime(2026, 3, 1, tzinfo=UTC)
ROWS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(-3, 3), st.sampled_from(["a", "b", "B", "Gi0/10", "Gi0/2"])), max_size=25
)


def table_of(stored, rows, value):
    import pyarrow as pa

    batches = [stored([START + timedelta(minutes=m)], [device], [name], lambda *_: value) for m, device, name in rows]
    return pa.Table.from_batches(batches, schema=INTERFACE.stored)


def contents(tables):
    return [
        (row["device_id"], row["object"], row["ts"], row["in_bps"]) for table in tables for row in table.to_pylist()
    ]


@given(st.lists(ROWS, min_size=1, max_size=4))
def test_the_result_is_sorted_and_the_later_part_wins(stored, parts):
    tables = [table_of(stored, rows, float(number)) for number, rows in enumerate(parts)]
    expected = {}
    for number, rows in enumerate(parts):
        for minute, device, name in rows:
            expected[device, name, START + timedelta(minutes=minute)] = float(number)
    if not expected:
        return
    merged = sort_and_deduplicate(tables)
    assert contents([merged]) == [(*key, expected[key]) for key in sorted(expected)]


@pytest.fixture
def files(tmp_path, stored):
    """Three segments of the same 40 devices, minute by minute; the last repeats the first minute with other values."""
    paths = []
    for number, minute in enumerate((0, 1, 0)):
        at = START + timedelta(minutes=minute)
        batch = stored([at], list(range(1, 41)), ["a", "b"], lambda *_, number=number: float(number))
        paths.append(write_segment(tmp_path, "interface", batch, cycle=number, shard=0, zstd_level=1).path)
    return paths


@pytest.mark.parametrize("max_rows", [10, 57, 10_000])
def test_chunks_are_whole_devices_in_order_whatever_their_size(files, max_rows):
    chunks = list(sorted_chunks(files, INTERFACE, max_rows))
    rows = contents(chunks)
    assert len(rows) == 160
    assert rows == sorted(rows)
    assert {value for *_, at, value in rows if at == START} == {2.0}
    devices = [set(chunk["device_id"].to_pylist()) for chunk in chunks]
    assert sum(map(len, devices)) == 40
    if max_rows == 57:
        assert len(chunks) > 3
        assert max(chunk.num_rows for chunk in chunks) <= 2 * max_rows


@pytest.mark.parametrize("damage", [lambda c: c[:100], lambda c: c[:50] + bytes([c[50] ^ 1]) + c[51:]])
def test_a_damaged_source_is_named(files, damage):
    files[1].write_bytes(damage(files[1].read_bytes()))
    with pytest.raises(SourceDamagedError) as caught:
        list(sorted_chunks(files, INTERFACE, 1000))
    assert caught.value.path == files[1]


def test_a_source_that_has_gone_is_named(files):
    files[2].unlink()
    with pytest.raises(SourceDamagedError) as caught:
        list(sorted_chunks(files, INTERFACE, 1000))
    assert caught.value.path == files[2]
