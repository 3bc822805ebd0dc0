"""The archive of messages as they came: immutable Parquet files by day and hour, merged as they age, read by DuckDB.

``<root>/date=YYYY-MM-DD/hour=HH/<first>-<last>-<writer>.parquet``: ``first`` and ``last`` are the numbers of the first
and last message in the file (nanoseconds of receipt, made unique by the writer). A merged file covers the range of
those it was made of; one inside another's range, of the same writer, is a leftover of a merge and is not read.
"""

import contextlib
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq

from watchkeeper.observe.series.durable import write_durably

_WORD: Final = pa.dictionary(pa.int32(), pa.string())
SCHEMA: Final = pa.schema(
    [
        ("id", pa.int64()),
        ("received_us", pa.int64()),
        ("at_us", pa.int64()),
        ("believed", pa.bool_()),
        ("device_id", pa.int64()),
        ("device", _WORD),
        ("source", _WORD),
        ("protocol", _WORD),
        ("severity", pa.int8()),
        ("facility", pa.int8()),
        ("host", _WORD),
        ("process", _WORD),
        ("tag", _WORD),
        ("event", _WORD),
        ("fields", pa.string()),
        ("text", pa.string()),
        ("datagram", pa.binary()),
    ]
)
"""Columns of a message. Times are microseconds since the epoch; ``datagram`` is a trap's PDU, without community."""

_NAME: Final = re.compile(r"(\d{19})-(\d{19})-([0-9a-z]+)\.parquet")
_DATE: Final = re.compile(r"date=(\d{4}-\d\d-\d\d)")
MERGE_FROM: Final = 32
"""Files of an hour that are merged into one."""
MOST_MERGED: Final = 128


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """One file: its range of message numbers, and who wrote it."""

    path: Path
    first: int
    last: int
    writer: str

    def covers(self, other: "ArchiveFile") -> bool:
        """Say whether ``other`` is a leftover of the merge that made this file."""
        return (
            self.writer == other.writer
            and self.path != other.path
            and self.first <= other.first
            and other.last <= self.last
        )


class Columns:
    """Messages on their way into a file: rows in the order of ``SCHEMA``, turned into columns at once."""

    __slots__ = ("_rows",)

    def __init__(self) -> None:
        self._rows: list[tuple[Any, ...]] = []

    def __len__(self) -> int:
        """Return how many messages are held."""
        return len(self._rows)

    def append(self, row: tuple[Any, ...]) -> None:
        """Take a message; its id is above that of the one before."""
        self._rows.append(row)

    def bounds(self) -> tuple[int, int]:
        """Return the first and the last id."""
        return self._rows[0][0], self._rows[-1][0]

    def table(self) -> pa.Table:
        """Return the messages as a table."""
        arrays = []
        for column, values in zip(SCHEMA, zip(*self._rows, strict=True), strict=True):
            if pa.types.is_dictionary(column.type):
                arrays.append(pa.array(values, pa.string()).dictionary_encode())
            else:
                arrays.append(pa.array(values, column.type))
        return pa.Table.from_arrays(arrays, schema=SCHEMA)


class Archive:
    """Files below ``root``. ``writer`` tells the files of processes apart; any thread may call."""

    def __init__(self, root: Path, writer: str = "0") -> None:
        self._root = root
        self._writer = writer
        self._merging = threading.Lock()

    @property
    def root(self) -> Path:
        """Where the archive is."""
        return self._root

    def write(self, columns: Columns) -> Path | None:
        """Make the messages durable; what lies in one call lies in one file, under the hour of its first message.

        Raises StoreFullError or StoreUnwritableError.
        """
        if not len(columns):
            return None
        table = columns.table()
        first, last = columns.bounds()
        path = self._directory(first) / f"{first:019d}-{last:019d}-{self._writer}.parquet"
        write_durably(path, lambda sink: _write(sink, table, level=1))
        return path

    def _directory(self, number: int) -> Path:
        moment = datetime.fromtimestamp(number / 1e9, UTC)
        return self._root / f"date={moment:%Y-%m-%d}" / f"hour={moment:%H}"

    def files(self, start: datetime | None = None, end: datetime | None = None) -> list[ArchiveFile]:
        """Return the files that may hold messages received in ``[start, end)``, newest first."""
        found: list[ArchiveFile] = []
        low = 0 if start is None else int(start.timestamp() * 1e9)
        high = 1 << 63 if end is None else int(end.timestamp() * 1e9)
        for folder in self._hours(start, end):
            hour = _without_leftovers(_listed(folder))
            found += [file for file in hour if file.last >= low and file.first < high]
        return sorted(found, key=lambda file: -file.last)

    def _hours(self, start: datetime | None, end: datetime | None) -> Iterator[Path]:
        for day in self._days():
            moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
            if (start is not None and moment + timedelta(days=1, hours=1) <= start) or (
                end is not None and moment > end
            ):
                continue
            yield from sorted((self._root / f"date={day.isoformat()}").glob("hour=*"))

    def _days(self) -> list[date]:
        if not self._root.is_dir():
            return []
        found = (_DATE.fullmatch(entry.name) for entry in self._root.iterdir())
        return sorted(date.fromisoformat(match[1]) for match in found if match)

    def merge(self, *, at_least: int = MERGE_FROM) -> int:
        """Merge small files of each hour and writer; return how many files went into others. One merge at a time."""
        with self._merging:
            return sum(self._merge_hour(folder, at_least) for folder in self._hours(None, None))

    def _merge_hour(self, folder: Path, at_least: int) -> int:
        listed = _listed(folder)
        kept = _without_leftovers(listed)
        for leftover in {file.path for file in listed} - {file.path for file in kept}:
            leftover.unlink(missing_ok=True)
        by_writer: dict[str, list[ArchiveFile]] = {}
        for file in kept:
            by_writer.setdefault(file.writer, []).append(file)
        return sum(_merge(folder, files[:MOST_MERGED]) for files in by_writer.values() if len(files) >= at_least)

    def forget(self, before: date) -> int:
        """Remove the days before ``before``; return how many those were."""
        old = [day for day in self._days() if day < before]
        for day in old:
            folder = self._root / f"date={day.isoformat()}"
            for path in sorted(folder.rglob("*"), reverse=True):
                with contextlib.suppress(OSError):
                    path.rmdir() if path.is_dir() else path.unlink()
            with contextlib.suppress(OSError):
                folder.rmdir()
        return len(old)


def _listed(folder: Path) -> list[ArchiveFile]:
    matches = ((_NAME.fullmatch(path.name), path) for path in folder.iterdir())
    files = [ArchiveFile(path, int(found[1]), int(found[2]), found[3]) for found, path in matches if found]
    return sorted(files, key=lambda file: (file.writer, file.first, -file.last))


def _without_leftovers(files: Sequence[ArchiveFile]) -> list[ArchiveFile]:
    """Leave out files inside another's range; ``files`` are by writer and start, the widest first."""
    kept: list[ArchiveFile] = []
    for file in files:
        if not (kept and kept[-1].covers(file)):
            kept.append(file)
    return kept


def _merge(folder: Path, files: Sequence[ArchiveFile]) -> int:
    tables = [pq.read_table(file.path, schema=SCHEMA, partitioning=None, use_threads=False) for file in files]
    table = pa.concat_tables(tables).unify_dictionaries().combine_chunks()
    name = f"{files[0].first:019d}-{max(file.last for file in files):019d}-{files[0].writer}.parquet"
    write_durably(folder / name, lambda sink: _write(sink, table, level=6))
    for file in files:
        if file.path.name != name:
            file.path.unlink(missing_ok=True)
    return len(files)


def _write(sink: BinaryIO, table: pa.Table, *, level: int) -> None:
    with pq.ParquetWriter(
        sink,
        SCHEMA,
        compression="zstd",
        compression_level=level,
        use_dictionary=[column.name for column in SCHEMA if pa.types.is_dictionary(column.type)],
        column_encoding={
            "id": "DELTA_BINARY_PACKED",
            "received_us": "DELTA_BINARY_PACKED",
            "at_us": "DELTA_BINARY_PACKED",
        },
        write_statistics=["id", "received_us", "device_id"],
        write_page_checksum=True,
    ) as writer:
        writer.write_table(table, row_group_size=50_000)
