"""Rollups: what an hour or a day of one series amounts to, with a sketch that still gives its percentiles.

Of every metric ``m`` a rollup has ``m_count``, ``m_sum``, ``m_min``, ``m_max``, ``m_last`` (by time) over its non-null
samples, and ``m_keys`` with ``m_counts``: the sketch of ``kit.sketch``. ``ts`` is the start of the hour or day.
Labels are those of the last sample.
"""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from watchkeeper.kit.families import KEY, Family
from watchkeeper.kit.sketch import keys_of
from watchkeeper.observe.series.merging import series_rank

Ints = NDArray[np.int64]
PARTS = ("count", "sum", "min", "max", "last", "keys", "counts")
_KEY_SPAN = 2**16
_KEY_ZERO = 2**15


def rollup_schema(family: Family) -> pa.Schema:
    """Return the columns of the hourly and daily rollups of ``family``."""
    fields = [pa.field(name, kind, nullable=False) for name, kind in KEY]
    fields += [family.stored.field(name) for name in family.labels]
    for metric in family.metrics:
        kept = _kept_type(family, metric)
        kinds = (pa.uint32(), pa.float64(), kept, kept, kept, pa.list_(pa.int16()), pa.list_(pa.uint32()))
        fields += [pa.field(f"{metric}_{part}", kind) for part, kind in zip(PARTS, kinds, strict=True)]
    return pa.schema(fields)


def _kept_type(family: Family, metric: str) -> pa.DataType:
    stored = family.stored.field(metric).type
    return stored if pa.types.is_float32(stored) else pa.float64()


def rollup(samples: pa.Table, family: Family, period_ms: int) -> pa.Table:
    """Return one row per (device_id, object, period) of ``samples``, which are sorted by (device_id, object, ts)."""
    samples = samples.combine_chunks()
    ts = samples["ts"].cast(pa.int64()).to_numpy()
    period, series = ts // period_ms, series_rank(samples)
    changes = (series[1:] != series[:-1]) | (period[1:] != period[:-1])
    starts = np.flatnonzero(np.concatenate([[True], changes])) if len(ts) else np.empty(0, dtype=np.int64)
    ends = np.append(starts[1:], len(ts)) if len(ts) else starts
    schema = rollup_schema(family)
    columns: dict[str, pa.Array] = {"ts": pa.array(period[starts] * period_ms).cast(schema.field("ts").type)}
    firsts, lasts = pa.array(starts), pa.array(ends - 1)
    for name in ("device_id", "object"):
        columns[name] = samples[name].take(firsts)
    for name in family.labels:
        columns[name] = samples[name].take(lasts)
    for metric in family.metrics:
        columns.update(_parts(samples, metric, starts, ends))
    return pa.table([columns[field.name].cast(field.type) for field in schema], schema=schema)


def _parts(samples: pa.Table, metric: str, starts: Ints, ends: Ints) -> dict[str, pa.Array]:
    column = samples[metric].cast(pa.float64())
    values = column.fill_null(np.nan).to_numpy()
    known = ~np.isnan(values)
    group = np.repeat(np.arange(len(starts)), ends - starts)
    counts = np.add.reduceat(known, starts, dtype=np.int64) if len(starts) else np.empty(0, dtype=np.int64)
    none = counts == 0
    parts = {
        "count": pa.array(counts),
        "sum": _reduced(np.add, np.where(known, values, 0.0), starts, none),
        "min": _reduced(np.minimum, np.where(known, values, np.inf), starts, none),
        "max": _reduced(np.maximum, np.where(known, values, -np.inf), starts, none),
        "last": _last(values, known, starts, none),
    }
    parts["keys"], parts["counts"] = _sketches(values[known], group[known], len(starts))
    return {f"{metric}_{part}": array for part, array in parts.items()}


def _reduced(how: np.ufunc, values: NDArray[np.float64], starts: Ints, none: NDArray[np.bool_]) -> pa.Array:
    return pa.array(how.reduceat(values, starts) if len(starts) else values[:0], mask=none)


def _last(values: NDArray[np.float64], known: NDArray[np.bool_], starts: Ints, none: NDArray[np.bool_]) -> pa.Array:
    if not len(starts):
        return pa.array(values[:0])
    position = np.maximum.reduceat(np.where(known, np.arange(len(values)), -1), starts)
    return pa.array(values[position], mask=none)


def _sketches(values: NDArray[np.float64], group: Ints, groups: int) -> tuple[pa.Array, pa.Array]:
    """Return the bucket keys of each group, ascending, and their counts."""
    buckets, counts = np.unique(group * _KEY_SPAN + keys_of(values) + _KEY_ZERO, return_counts=True)
    offsets = pa.array(np.searchsorted(buckets, np.arange(groups + 1) * _KEY_SPAN).astype(np.int32))
    keys = (buckets % _KEY_SPAN - _KEY_ZERO).astype(np.int16)
    return (
        pa.ListArray.from_arrays(offsets, pa.array(keys)),
        pa.ListArray.from_arrays(offsets, pa.array(counts.astype(np.uint32))),
    )
