"""Rollups say the same as the samples they stand for."""

import math
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.kit.families import FAMILIES, INTERFACE
from watchkeeper.kit.sketch import ACCURACY, Sketch
from watchkeeper.observe.series.merging import sort_and_deduplicate
from watchkeeper.observe.series.rollups import rollup, rollup_schema

START = datetime(2026, 3, 1, tzinfo=UTC)
HOUR_MS, DAY_MS = 3_600_000, 86_400_000
VALUES = st.lists(
    st.tuples(
        st.integers(0, 1439), st.sampled_from("ab"), st.one_of(st.none(), st.floats(0, 2.0**40, width=32), st.just(0.0))
    ),
    min_size=1,
    max_size=60,
    unique_by=lambda row: row[:2],
)


def samples_of(stored, rows):
    parts = [
        pa.Table.from_batches([stored([START + timedelta(minutes=m)], [1], [name], lambda *_, v=v: v)])
        for m, name, v in rows
    ]
    return sort_and_deduplicate(parts)


def sketch(row):
    return Sketch(np.array(row["in_bps_keys"], np.int16), np.array(row["in_bps_counts"], np.int64))


@given(VALUES)
def test_every_part_is_that_of_the_samples(stored, rows):
    grouped = {}
    for minute, name, value in sorted(rows):
        grouped.setdefault((name, minute // 60), []).append(value)
    hourly = rollup(samples_of(stored, rows), INTERFACE, HOUR_MS).to_pylist()
    assert [(row["object"], (row["ts"] - START) // timedelta(hours=1)) for row in hourly] == sorted(grouped)
    for row, key in zip(hourly, sorted(grouped), strict=True):
        known = [value for value in grouped[key] if value is not None]
        assert row["in_bps_count"] == len(known) == sum(row["in_bps_counts"])
        if not known:
            assert row["in_bps_sum"] is row["in_bps_min"] is row["in_bps_max"] is row["in_bps_last"] is None
            continue
        assert row["in_bps_sum"] == pytest.approx(math.fsum(known))
        assert (row["in_bps_min"], row["in_bps_max"], row["in_bps_last"]) == (min(known), max(known), known[-1])
        exact = sorted(known)[math.ceil(0.95 * len(known)) - 1]
        assert abs(sketch(row).quantile(0.95) - exact) <= ACCURACY * exact * (1 + 1e-6) + 1e-9


@given(VALUES)
def test_the_days_sketch_is_the_merged_sketch_of_its_hours(stored, rows):
    samples = samples_of(stored, rows)
    merged = {}
    for row in rollup(samples, INTERFACE, HOUR_MS).to_pylist():
        known = merged.get(row["object"])
        merged[row["object"]] = known.merged(sketch(row)) if known else sketch(row)
    for row in rollup(samples, INTERFACE, DAY_MS).to_pylist():
        assert merged[row["object"]].keys.tolist() == row["in_bps_keys"]
        assert merged[row["object"]].counts.tolist() == row["in_bps_counts"]


def test_labels_are_those_of_the_last_sample(stored):
    batch = stored([START, START + timedelta(minutes=1)], [1], ["a"], lambda *_: 1.0)
    changed = batch.set_column(batch.schema.get_field_index("oper_status"), "oper_status", pa.array([1, 2], pa.int8()))
    (row,) = rollup(pa.Table.from_batches([changed]), INTERFACE, HOUR_MS).to_pylist()
    assert row["oper_status"] == 2


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.name)
def test_every_family_has_rollups(family):
    arrays = [pa.nulls(1, field.type) if field.nullable else None for field in family.stored]
    arrays[:3] = [pa.array([START], family.stored.field("ts").type), pa.array([1], pa.int64()), pa.array(["x"])]
    arrays[2] = arrays[2].dictionary_encode()
    table = pa.Table.from_arrays(arrays, schema=family.stored)
    rolled = rollup(table, family, HOUR_MS)
    assert rolled.schema.equals(rollup_schema(family))
    assert rolled.num_rows == 1
