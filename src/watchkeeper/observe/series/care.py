"""Looks after the store: is it writable, is everything in it readable, how big is it."""

import contextlib
import os
import shutil
import threading
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from watchkeeper.kit.families import FAMILIES
from watchkeeper.observe.series.damage import UNREADABLE, DamageControl
from watchkeeper.observe.series.durable import durable_file
from watchkeeper.observe.series.encoding import parquet_writer
from watchkeeper.observe.series.errors import StoreUnwritableError
from watchkeeper.observe.series.layout import QUARANTINE, SUFFIX, days_stored
from watchkeeper.observe.series.manifest import live_files
from watchkeeper.observe.series.pool import QueryPool
from watchkeeper.observe.series.segments import is_readable


@dataclass(frozen=True, slots=True)
class FamilyStats:
    """What is on disk of one family. ``segments`` are fresh ones, ``files`` compacted ones."""

    segments: int = 0
    files: int = 0
    bytes: int = 0
    rows_compacted: int = 0
    oldest: date | None = None
    newest: date | None = None


@dataclass(frozen=True, slots=True)
class SeriesStats:
    """What is on disk. ``quarantined`` files wait for a person."""

    families: Mapping[str, FamilyStats]
    quarantined: int
    free_bytes: int


@dataclass(frozen=True, slots=True)
class Verification:
    """What a complete check found."""

    files: int
    damaged: int


def check_ready(root: Path, pool: QueryPool) -> None:
    """Write a small file durably, read it back through the query engine and remove it.

    Raises StoreFullError, StoreUnwritableError or QueryFailedError.
    """
    expected = uuid.uuid4().hex
    path = root / f"ready-{os.getpid()}-{threading.get_ident()}{SUFFIX}"
    with durable_file(path) as sink:
        _write(sink, pa.table({"token": pa.array([expected])}))
    try:
        found = _read_back(path, pool)
    finally:
        path.unlink(missing_ok=True)
    if found != [expected]:
        raise StoreUnwritableError("The series store gave back something else than it got.", hint="Check the disk.")


def _read_back(path: Path, pool: QueryPool) -> list[str]:
    import duckdb

    try:
        table = pool.fetch("SELECT token FROM read_parquet($files)", {"files": [str(path)]})
    except duckdb.Error as error:
        raise StoreUnwritableError(
            f"The series store cannot read back what it wrote: {str(error).partition(chr(10))[0]}",
            hint="Check the disk and series.query_memory_mb.",
        ) from error
    return [str(token) for token in table["token"].to_pylist()]


def _write(sink: BinaryIO, table: pa.Table) -> None:
    with parquet_writer(sink, table.schema, zstd_level=1, by_series=False) as writer:
        writer.write_table(table)


def verify(root: Path, damage: DamageControl) -> Verification:
    """Read every live file with its checksums; damaged ones are moved aside and reported."""
    files = damaged = 0
    for family in FAMILIES:
        for day in days_stored(root, family):
            alive = live_files(root, day)
            paths = [*(alive.path(file) for file in alive.manifest.files), *(one.path for one in alive.loose)]
            for path in paths:
                with contextlib.suppress(FileNotFoundError):  # compaction replaced it meanwhile
                    files += 1
                    if not is_readable(path):
                        damage.set_aside(path, UNREADABLE)
                        damaged += 1
    return Verification(files, damaged)


def stats(root: Path) -> SeriesStats:
    """Measure the store."""
    quarantine = root / QUARANTINE
    return SeriesStats(
        families={family: _family_stats(root, family) for family in FAMILIES},
        quarantined=sum(path.is_file() for path in quarantine.rglob("*")) if quarantine.is_dir() else 0,
        free_bytes=shutil.disk_usage(root).free,
    )


def _family_stats(root: Path, family: str) -> FamilyStats:
    days = days_stored(root, family)
    segments = files = size = rows = 0
    for day in days:
        alive = live_files(root, day)
        segments += len(alive.loose)
        files += len(alive.manifest.files)
        size += sum(one.bytes for one in alive.loose) + sum(one.bytes for one in alive.manifest.files)
        rows += sum(one.rows for one in alive.manifest.of_kind("part", "hour", "day"))
    return FamilyStats(segments, files, size, rows, days[0].date if days else None, days[-1].date if days else None)
