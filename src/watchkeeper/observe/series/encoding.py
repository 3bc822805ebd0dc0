"""How batches become Parquet bytes: encodings chosen by measurement (``docs/decisions/0004-series-store.md``)."""

from collections.abc import Iterable, Sequence
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

_DELTA = "DELTA_BINARY_PACKED"
_ALWAYS_DICTIONARY = frozenset({"speed_bps", "total_bytes"})
"""Numbers that rarely change."""


def _dictionary_columns(schema: pa.Schema) -> list[str]:
    """Columns of few distinct values: labels, small enumerations, and numbers that rarely change."""
    return [
        field.name
        for field in schema
        if pa.types.is_dictionary(field.type) or pa.types.is_int8(field.type) or field.name in _ALWAYS_DICTIONARY
    ]


def open_writer(
    sink: BinaryIO, schema: pa.Schema, *, zstd_level: int, extra_dictionary: Sequence[str] = ()
) -> pq.ParquetWriter:
    """Return a writer of ``schema``: keys delta-encoded, labels as dictionaries, zstd, a checksum on every page."""
    dictionary = [*_dictionary_columns(schema), *extra_dictionary]
    delta = {name: _DELTA for name in ("ts", "device_id") if name not in dictionary}
    return pq.ParquetWriter(
        sink,
        schema,
        compression="zstd",
        compression_level=zstd_level,
        use_dictionary=dictionary,
        column_encoding=delta,
        write_page_checksum=True,
        store_schema=False,
    )


def write_batches(sink: BinaryIO, schema: pa.Schema, batches: Iterable[pa.RecordBatch], *, zstd_level: int) -> None:
    """Write ``batches`` as one Parquet file, one row group each."""
    with open_writer(sink, schema, zstd_level=zstd_level) as writer:
        for batch in batches:
            writer.write_batch(batch)


def label_columns(schema: pa.Schema) -> list[str]:
    """Return the columns that are read back as dictionaries."""
    return [field.name for field in schema if pa.types.is_dictionary(field.type)]
