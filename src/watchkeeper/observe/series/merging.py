"""Merges files of samples into one order (device, object, time), each sample once, in bounded memory."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from watchkeeper.kit.families import Family
from watchkeeper.observe.series.encoding import label_columns

Ints = NDArray[np.int64]
_LARGEST = np.iinfo(np.int64).max


class SourceDamagedError(Exception):
    """A source cannot be read or has gone; ``path`` says which."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _RowGroup:
    """Where some rows are: their file, their group, and which devices they can belong to."""

    file: int
    group: int
    rows: int
    first_device: int
    last_device: int


def sorted_chunks(sources: Sequence[Path], family: Family, max_rows: int) -> Iterator[pa.Table]:
    """Yield all samples of ``sources`` sorted by (device_id, object, ts), whole devices at a time.

    Where two sources have the same sample, the later one in ``sources`` wins. A chunk has about ``max_rows`` rows, or
    one device. Every page's checksum is verified. Raises SourceDamagedError.
    """
    with ExitStack() as stack:
        files = [_opened(stack, path) for path in sources]
        groups = [group for number, file in enumerate(files) for group in _row_groups(number, file, sources[number])]
        for first, last in _device_ranges(groups, max_rows):
            parts = _read(sources, files, groups, family, first, last)
            if parts:
                yield sort_and_deduplicate(parts)


def _opened(stack: ExitStack, path: Path) -> pq.ParquetFile:
    with _naming(path):
        return stack.enter_context(pq.ParquetFile(path, page_checksum_verification=True))


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Say which source could not be read."""
    try:
        yield
    except (OSError, pa.ArrowException, KeyError) as error:
        raise SourceDamagedError(path, str(error)) from error


def _row_groups(number: int, file: pq.ParquetFile, path: Path) -> Iterator[_RowGroup]:
    with _naming(path):
        column = file.schema_arrow.get_field_index("device_id")
        for group in range(file.num_row_groups):
            metadata = file.metadata.row_group(group)
            statistics = metadata.column(column).statistics
            first, last = (statistics.min, statistics.max) if statistics is not None else (-_LARGEST, _LARGEST)
            yield _RowGroup(number, group, metadata.num_rows, first, last)


def _device_ranges(groups: Sequence[_RowGroup], max_rows: int) -> Iterator[tuple[int, int]]:
    """Yield ranges of device ids, first and last included, of about ``max_rows`` rows each, covering everything."""
    if not groups:
        return
    begins = np.array([group.first_device for group in groups], dtype=np.float64)
    ends = np.array([group.last_device for group in groups], dtype=np.float64) + 1
    rows = np.array([group.rows for group in groups], dtype=np.float64)
    pieces = max(1, int(np.ceil(rows.sum() / max_rows)))
    edges = np.unique(np.concatenate([begins, ends]))
    upto = np.array([(rows * np.clip((edge - begins) / (ends - begins), 0, 1)).sum() for edge in edges])
    cuts = np.unique(np.interp(np.linspace(0, upto[-1], pieces + 1)[1:-1], upto, edges).astype(np.int64))
    first = -_LARGEST
    for cut in cuts.tolist():
        yield first, cut
        first = cut + 1
    yield first, _LARGEST


def _read(
    sources: Sequence[Path],
    files: Sequence[pq.ParquetFile],
    groups: Sequence[_RowGroup],
    family: Family,
    first: int,
    last: int,
) -> list[pa.Table]:
    """Return, in the order of the sources, the rows of the devices ``first..last``."""
    wanted: dict[int, list[int]] = {}
    inside = True
    for group in groups:
        if group.first_device <= last and group.last_device >= first:
            wanted.setdefault(group.file, []).append(group.group)
            inside &= first <= group.first_device and group.last_device <= last
    parts = []
    for number, chosen in sorted(wanted.items()):
        with _naming(sources[number]):
            table = _conformed(files[number].read_row_groups(chosen, use_threads=False), family)
        if not inside:
            device = table["device_id"]
            table = table.filter(pc.and_(pc.greater_equal(device, first), pc.less_equal(device, last)))
        if table.num_rows:
            parts.append(table)
    return parts


def _conformed(table: pa.Table, family: Family) -> pa.Table:
    """Return the columns of the stored schema; one that the file is too old to have is null."""
    for field in family.stored:
        if field.name not in table.schema.names and field.nullable:
            table = table.append_column(field, pa.nulls(table.num_rows, field.type))
    table = table.select(family.stored.names)
    for name in label_columns(family.stored):
        if not pa.types.is_dictionary(table.schema.field(name).type):
            table = table.set_column(table.schema.get_field_index(name), name, table[name].dictionary_encode())
    return table.cast(family.stored)


def sort_and_deduplicate(parts: Sequence[pa.Table]) -> pa.Table:
    """Return the rows of ``parts`` sorted by (device_id, object, ts); of equal keys only the last is kept."""
    table = pa.concat_tables(parts).unify_dictionaries().combine_chunks()
    series, ts = series_rank(table), table["ts"].cast(pa.int64()).to_numpy()
    key = series * (int(ts.max()) - int(ts.min()) + 1) + (ts - ts.min())
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    last_of_key = np.append(ordered[1:] != ordered[:-1], True)
    return table.take(pa.array(order if last_of_key.all() else order[last_of_key]))


def series_rank(table: pa.Table) -> Ints:
    """Return a number per row that orders like (device_id, object) and is equal within a series."""
    objects = table["object"].combine_chunks()
    if isinstance(objects, pa.ChunkedArray):
        objects = objects.chunk(0) if objects.num_chunks else pa.array([], objects.type)
    by_name = pc.rank(objects.dictionary, tiebreaker="dense").to_numpy(zero_copy_only=False).astype(np.int64)
    _, device = np.unique(table["device_id"].to_numpy(), return_inverse=True)
    return np.asarray(device * (len(by_name) + 1) + by_name[objects.indices.to_numpy()], dtype=np.int64)
