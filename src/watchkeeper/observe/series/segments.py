"""Immutable Parquet segments: one batch of one shard, acknowledged once it is durable."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from watchkeeper.core.telemetry import get_logger
from watchkeeper.kit.families import FAMILIES, Family
from watchkeeper.observe.series.durable import write_durably
from watchkeeper.observe.series.encoding import label_columns, parquet_writer
from watchkeeper.observe.series.errors import InvalidBatchError, UnknownFamilyError
from watchkeeper.observe.series.layout import HOUR_MS, QUARANTINE, Day, day_of, segment_name

_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class SegmentRef:
    """One written segment. ``path`` is None when the batch had no rows: then nothing was written."""

    family: str
    path: Path | None
    rows: int
    bytes: int


def family_of(name: str) -> Family:
    """Return the family called ``name``. Raises UnknownFamilyError."""
    try:
        return FAMILIES[name]
    except KeyError:
        raise UnknownFamilyError(
            f"There is no family of samples called {name!r}.", hint=f"Known: {', '.join(FAMILIES)}."
        ) from None


def write_segment(
    root: Path, family: str, batch: pa.RecordBatch, *, cycle: int, shard: int, zstd_level: int
) -> SegmentRef:
    """Make ``batch`` durable as the segment of ``(cycle, shard)`` and return it: from then on it is acknowledged.

    ``batch`` has the family's stored schema and lies within one UTC hour. The name follows from the arguments, so a
    retried task replaces its own segment. Raises InvalidBatchError, StoreFullError or StoreUnwritableError.
    """
    conformed = conform(family_of(family), batch)
    if conformed.num_rows == 0:
        return SegmentRef(family, None, 0, 0)
    day, hour = _partition(family, conformed)
    path = day.hour_directory(root, hour) / segment_name(cycle, shard)

    def write(sink: BinaryIO) -> None:
        with parquet_writer(sink, conformed.schema, zstd_level=zstd_level, by_series=False) as writer:
            writer.write_batch(conformed)

    return SegmentRef(family, path, conformed.num_rows, write_durably(path, write))


def conform(family: Family, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return ``batch`` in the stored schema of ``family``. Raises InvalidBatchError when that loses something."""
    if batch.schema.equals(family.stored):
        return batch
    if batch.schema.names != family.stored.names:
        raise InvalidBatchError(f"A batch of family {family.name} must have the columns {family.stored.names}.")
    try:
        return batch.cast(family.stored)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, ValueError) as error:
        raise InvalidBatchError(f"A batch of family {family.name} does not fit its schema: {error}.") from error


def _partition(family: str, batch: pa.RecordBatch) -> tuple[Day, int]:
    bounds: Mapping[str, int] = pc.min_max(batch["ts"].cast(pa.int64())).as_py()
    if bounds["min"] // HOUR_MS != bounds["max"] // HOUR_MS:
        raise InvalidBatchError(f"A batch of family {family} spans more than one UTC hour.")
    return day_of(family, bounds["min"])


def read_segment(path: Path, family: str) -> pa.Table:
    """Read a whole file and verify every page. Raises OSError or pyarrow.ArrowException when it is damaged."""
    schema = family_of(family).stored
    table = pq.read_table(
        path,
        partitioning=None,
        read_dictionary=label_columns(schema),
        page_checksum_verification=True,
        use_threads=False,
    )
    return table.cast(schema)


def is_readable(path: Path) -> bool:
    """Tell whether every page of a Parquet file can be read and has its checksum."""
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            for group in range(file.num_row_groups):
                file.read_row_group(group, use_threads=False)
    except FileNotFoundError:
        raise
    except (OSError, pa.ArrowException):
        return False
    return True


def quarantine(root: Path, path: Path, reason: str) -> Path | None:
    """Move a damaged file aside, out of every query's way, and return where it is now; None when it is gone."""
    target = root / QUARANTINE / path.relative_to(root)
    target.parent.mkdir(parents=True, exist_ok=True)
    number = 0
    while target.exists():
        number += 1
        target = target.with_name(f"{path.name}.{number}")
    try:
        path.rename(target)
    except FileNotFoundError:
        return None
    _log.error("series.segment_quarantined", path=str(path), moved_to=str(target), reason=reason)
    return target
