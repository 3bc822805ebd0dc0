"""Files that are there and whole, or not there."""

import errno
import os
import subprocess
import sys

import pytest

from watchkeeper.observe.series import durable
from watchkeeper.observe.series.durable import remove_temporary, write_durably
from watchkeeper.observe.series.errors import StoreFullError, StoreUnwritableError


def leftovers(folder):
    return [path.name for path in folder.rglob("*") if path.is_file()]


def test_a_file_appears_with_its_folders_and_its_size_is_told(tmp_path):
    path = tmp_path / "a" / "b" / "file"
    assert write_durably(path, lambda sink: sink.write(b"12345")) == 5
    assert path.read_bytes() == b"12345"


def test_a_failed_writer_leaves_the_old_file_and_no_temporary_one(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def fail(sink):
        sink.write(b"new")
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        write_durably(path, fail)
    assert leftovers(tmp_path) == ["file"]
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_no_room_is_said_in_the_stores_words(tmp_path, monkeypatch, number):
    def full(_descriptor):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(durable.os, "fsync", full)
    with pytest.raises(StoreFullError) as caught:
        write_durably(tmp_path / "file", lambda sink: sink.write(b"x"))
    assert caught.value.hint is not None
    assert "retention" in caught.value.hint
    assert leftovers(tmp_path) == []


def test_other_failures_name_the_path(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreUnwritableError, match="file/below"):
        write_durably(tmp_path / "file" / "below", lambda sink: sink.write(b"x"))


def test_a_folder_that_vanishes_between_making_and_opening_is_made_again(tmp_path, monkeypatch):
    original, calls = durable.make_directory, []

    def made_and_swept(path):
        original(path)
        calls.append(path)
        if len(calls) == 1:
            path.rmdir()

    monkeypatch.setattr(durable, "make_directory", made_and_swept)
    write_durably(tmp_path / "hour" / "file", lambda sink: sink.write(b"x"))
    assert (tmp_path / "hour" / "file").read_bytes() == b"x"


def test_leftovers_of_interrupted_writers_are_removed_and_nothing_else(tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / ".seg.parquet.77-1.tmp").write_bytes(b"half")
    (tmp_path / "x" / "seg.parquet").write_bytes(b"whole")
    assert remove_temporary(tmp_path) == 1
    assert leftovers(tmp_path) == ["seg.parquet"]


FILL_UP = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
import numpy as np, pyarrow as pa
from watchkeeper.kit.families import GENERIC
from watchkeeper.observe.series.errors import StoreFullError
from watchkeeper.observe.series.segments import write_segment

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
rows = 50_000
columns = {
    "ts": [datetime(2026, 3, 1, tzinfo=UTC)] * rows, "device_id": list(range(rows)), "object": ["x"] * rows,
    "metric": ["m"] * rows, "value": np.random.default_rng(1).random(rows), "unit": [""] * rows,
}
batch = pa.RecordBatch.from_arrays(
    [pa.array(columns[f.name], pa.string()).dictionary_encode() if pa.types.is_dictionary(f.type)
     else pa.array(columns[f.name], f.type) for f in GENERIC.stored], schema=GENERIC.stored)
try:
    write_segment(Path(sys.argv[1]), "generic", batch, cycle=1, shard=1, zstd_level=1)
except StoreFullError as error:
    print("full:", error.message)
"""


def test_a_segment_that_finds_no_room_is_a_typed_error_and_leaves_nothing(tmp_path):
    """A real limit of the kernel, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", FILL_UP, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.startswith("full: There is no room")
    assert leftovers(tmp_path) == []
