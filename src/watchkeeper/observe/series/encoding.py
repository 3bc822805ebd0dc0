"""How batches become Parquet bytes: encodings chosen by measurement (``docs/decisions/0004-series-store.md``)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

_DELTA = "DELTA_BINARY_PACKED"
_SPLIT = "BYTE_STREAM_SPLIT"
_KEYS = ("ts", "device_id", "object")
_STEADY_STARTS = ("speed_bps", "total_bytes")
_STEADY_ENDS = ("_errors_ps", "_discards_ps", "interval_s")
"""Numbers that rarely change, by how their column's name starts or ends: a dictionary is smaller."""


def _is_steady(field: pa.Field) -> bool:
    return (
        pa.types.is_dictionary(field.type)
        or pa.types.is_int8(field.type)
        or pa.types.is_uint32(field.type)  # counts of a rollup
        or field.name.startswith(_STEADY_STARTS)
        or field.name.endswith(_STEADY_ENDS)
    ) and not pa.types.is_list(field.type)


@contextmanager
def parquet_writer(
    sink: BinaryIO,
    schema: pa.Schema,
    *,
    zstd_level: int,
    by_series: bool,
) -> Iterator[pq.ParquetWriter]:
    """Yield a writer of ``schema``: keys delta-encoded, labels as dictionaries, zstd, a checksum on every page.

    ``by_series`` says that rows of one series follow each other: then bytes of one weight lie together, which
    compresses what changes slowly. Only the keys get statistics: they prune, the others would only swell the footer.
    """
    dictionary = [field.name for field in schema if _is_steady(field)]
    encoding = dict.fromkeys(("ts", "device_id"), _DELTA)
    if by_series:
        encoding |= {
            field.name: _SPLIT for field in schema if pa.types.is_floating(field.type) and field.name not in dictionary
        }
    writer = pq.ParquetWriter(
        sink,
        schema,
        compression="zstd",
        compression_level=zstd_level,
        use_dictionary=dictionary,
        column_encoding=encoding,
        write_statistics=list(_KEYS),
        write_page_checksum=True,
        store_schema=False,
    )
    with writer:
        yield writer


def label_columns(schema: pa.Schema) -> list[str]:
    """Return the columns that are read back as dictionaries."""
    return [field.name for field in schema if pa.types.is_dictionary(field.type)]
