"""Writes what a merge gives: samples and, with a day, rollups, cut into files by device."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from watchkeeper.kit.families import Family
from watchkeeper.observe.series.durable import durable_file
from watchkeeper.observe.series.encoding import parquet_writer
from watchkeeper.observe.series.layout import DAY_MS, HOUR_MS, SUFFIX
from watchkeeper.observe.series.manifest import METADATA_KEY, RAW_KINDS, Compacted, describe
from watchkeeper.observe.series.rollups import rollup, rollup_schema
from watchkeeper.observe.series.settings import SeriesSettings

_PERIOD_MS = {"hourly": HOUR_MS, "daily": DAY_MS}


@dataclass(frozen=True, slots=True)
class Product:
    """What is to be written where: of ``kinds``, covering ``hours``, replacing the files called ``replaces``."""

    directory: Path
    family: Family
    kinds: Sequence[str]
    hours: tuple[int, ...]
    token: str
    replaces: frozenset[str]


@dataclass(slots=True)
class _Output:
    entry: Compacted
    writer: pq.ParquetWriter


def write_product(product: Product, chunks: Iterable[pa.Table], settings: SeriesSettings) -> tuple[Compacted, ...]:
    """Write ``chunks`` (sorted, whole devices at a time) and return the files, none of which shares a device.

    Each file of samples has about ``settings.file_rows`` rows, so that a query of one device opens one of them.
    Raises StoreFullError or StoreUnwritableError, and what ``chunks`` raises.
    """
    files: list[Compacted] = []
    for number, group in itertools.groupby(chunks, key=_numbered(settings.file_rows)):
        files += _write_files(product, number, group, settings)
    return tuple(files)


def _numbered(file_rows: int) -> Callable[[pa.Table], int]:
    """Return a function that gives each chunk in turn the number of its file."""
    rows = 0

    def number(chunk: pa.Table) -> int:
        nonlocal rows
        file = rows // file_rows
        rows += chunk.num_rows
        return file

    return number


def _write_files(
    product: Product, number: int, chunks: Iterator[pa.Table], settings: SeriesSettings
) -> Iterable[Compacted]:
    with ExitStack() as stack:
        outputs = [_opened(stack, product, kind, number, settings) for kind in product.kinds]
        for chunk in chunks:
            for output in outputs:
                _append(output, chunk, product.family, settings.row_group_rows)
        for output in outputs:
            replaces = product.replaces if output.entry.kind in RAW_KINDS else frozenset()
            output.writer.add_key_value_metadata({METADATA_KEY: describe(output.entry, replaces)})
    return [replace(output.entry, bytes=(product.directory / output.entry.name).stat().st_size) for output in outputs]


def _opened(stack: ExitStack, product: Product, kind: str, number: int, settings: SeriesSettings) -> _Output:
    entry = Compacted(f"{kind}-{product.token}-{number:03d}{SUFFIX}", kind, product.hours, product.token)
    schema = product.family.stored if kind in RAW_KINDS else rollup_schema(product.family)
    sink = stack.enter_context(durable_file(product.directory / entry.name))
    level = settings.compacted_zstd_level
    return _Output(entry, stack.enter_context(parquet_writer(sink, schema, zstd_level=level, by_series=True)))


def _append(output: _Output, chunk: pa.Table, family: Family, row_group_rows: int) -> None:
    period_ms = _PERIOD_MS.get(output.entry.kind)
    table = chunk if period_ms is None else rollup(chunk, family, period_ms)
    output.writer.write_table(table, row_group_size=row_group_rows)
    bounds = pc.min_max(chunk["device_id"]).as_py()
    entry = output.entry
    output.entry = replace(
        entry,
        rows=entry.rows + table.num_rows,
        first_device=min(entry.first_device, bounds["min"]) if entry.rows else bounds["min"],
        last_device=max(entry.last_device, bounds["max"]) if entry.rows else bounds["max"],
    )
