"""Segments: named by their task, durable when acknowledged, whole or absent after kill -9."""

import random
import select
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pyarrow.parquet as pq
import pytest

from watchkeeper.kit.families import INTERFACE
from watchkeeper.observe.series.errors import InvalidBatchError, UnknownFamilyError
from watchkeeper.observe.series.segments import is_readable, quarantine, read_segment, write_segment

START = datetime(2026, 3, 1, 5, 10, tzinfo=UTC)


@pytest.fixture
def batch(stored):
    return stored([START], [1, 2], ["eth0", "eth1"], lambda _at, device, _name: float(device))


def write(root, batch, cycle=7, shard=3, family="interface"):
    return write_segment(root, family, batch, cycle=cycle, shard=shard, zstd_level=1)


def test_a_segment_lies_in_its_hour_and_reads_back_equal(tmp_path, batch):
    written = write(tmp_path, batch)
    assert written.path == tmp_path / "interface/date=2026-03-01/hour=05/000000000007-0003.parquet"
    assert written.rows == 4
    assert written.bytes == written.path.stat().st_size
    assert read_segment(written.path, "interface").to_pylist() == batch.to_pylist()


def test_a_retried_task_overwrites_its_own_segment(tmp_path, batch):
    first, second = write(tmp_path, batch), write(tmp_path, batch.slice(0, 1))
    assert first.path == second.path
    assert read_segment(second.path, "interface").num_rows == 1


def test_a_batch_without_rows_writes_nothing_and_does_not_overwrite(tmp_path, batch):
    written = write(tmp_path, batch)
    assert write(tmp_path, batch.slice(0, 0)).path is None
    assert read_segment(written.path, "interface").num_rows == 4


def test_nulls_and_dictionaries_survive(tmp_path, stored):
    batch = stored([START], [1], ["a"], lambda *_: None)
    assert read_segment(write(tmp_path, batch).path, "interface")["in_bps"].to_pylist() == [None]


def test_a_batch_over_two_hours_is_refused(tmp_path, stored):
    batch = stored([START, START + timedelta(hours=1)], [1], ["a"], lambda *_: 1.0)
    with pytest.raises(InvalidBatchError, match="more than one UTC hour"):
        write(tmp_path, batch)


def test_wrong_columns_and_wrong_families_are_refused(tmp_path, batch):
    with pytest.raises(InvalidBatchError):
        write(tmp_path, batch.select(["ts", "device_id"]))
    with pytest.raises(UnknownFamilyError, match="nonsense"):
        write(tmp_path, batch, family="nonsense")


def test_a_batch_whose_types_convert_without_loss_is_accepted(tmp_path, batch):
    wider = batch.set_column(batch.schema.get_field_index("quality"), "quality", batch["quality"].cast("int64"))
    assert read_segment(write(tmp_path, wider).path, "interface").schema.equals(INTERFACE.stored)


@pytest.mark.parametrize("damage", ["truncate", "flip", "empty"])
def test_damage_is_noticed(tmp_path, batch, damage):
    path = write(tmp_path, batch).path
    content = bytearray(path.read_bytes())
    assert is_readable(path)
    if damage == "flip":
        column = pq.read_metadata(path).row_group(0).column(3)
        content[column.data_page_offset + column.total_compressed_size - 2] ^= 0x10
    path.write_bytes({"truncate": bytes(content[: len(content) // 2]), "flip": bytes(content), "empty": b""}[damage])
    assert not is_readable(path)


def test_a_quarantined_file_is_moved_aside_and_an_earlier_one_is_kept(tmp_path, batch):
    first = quarantine(tmp_path, write(tmp_path, batch).path, "test")
    second = quarantine(tmp_path, write(tmp_path, batch).path, "test")
    assert first == tmp_path / "quarantine/interface/date=2026-03-01/hour=05/000000000007-0003.parquet"
    assert first.exists()
    assert second is not None
    assert second.exists()
    assert first != second
    assert quarantine(tmp_path, tmp_path / "interface/gone.parquet", "test") is None


WRITER = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
import pyarrow as pa
from watchkeeper.kit.families import GENERIC
from watchkeeper.observe.series.segments import write_segment

root, first = Path(sys.argv[1]), int(sys.argv[2])
start, rows = datetime(2026, 3, 1, tzinfo=UTC), 3000
cycle = first
while True:
    values = {"ts": [start] * rows, "device_id": list(range(rows)), "object": ["x"] * rows, "metric": ["m"] * rows,
              "value": [float(cycle)] * rows, "unit": [""] * rows}
    batch = pa.RecordBatch.from_arrays(
        [pa.array(values[f.name], pa.string()).dictionary_encode() if pa.types.is_dictionary(f.type)
         else pa.array(values[f.name], f.type) for f in GENERIC.stored], schema=GENERIC.stored)
    write_segment(root, "generic", batch, cycle=cycle % 4, shard=first, zstd_level=1)
    print(cycle, flush=True)
    cycle += 1
"""


def test_acknowledged_segments_survive_kill_9_and_none_is_torn(tmp_path):
    """Writers are killed at random moments, while they also overwrite their own segments."""
    chance = random.Random(4)
    for shard in range(6):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), str(shard)], stdout=subprocess.PIPE, bufsize=0
        )
        wanted, heard = chance.randint(1, 12), b""
        while heard.count(b"\n") < wanted:
            heard += writer.stdout.read(1)
        select.select([writer.stdout], [], [], chance.random() * 0.02)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        heard += writer.stdout.read()
        writer.stdout.close()
        acknowledged = [int(line) for line in heard.decode().split("\n")[:-1]]
        newest = {cycle % 4: cycle for cycle in acknowledged}
        for slot, cycle in newest.items():
            path = tmp_path / f"generic/date=2026-03-01/hour=00/{slot:012d}-{shard:04d}.parquet"
            table = read_segment(path, "generic")
            assert table.num_rows == 3000
            assert table["value"][0].as_py() >= cycle
    segments = list((tmp_path / "generic").rglob("*.parquet"))
    assert len(segments) >= 6
    assert all(is_readable(path) for path in segments)
