"""From the rows of a query to series with a value for every step: what is not there is a gap, not a zero."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from watchkeeper.kit.sketch import values_of
from watchkeeper.observe.series.query import (
    Aggregation,
    Frame,
    Grid,
    SeriesPoints,
    SeriesQuery,
    TotalPoints,
    check_size,
)
from watchkeeper.observe.series.sql import UNIT

Floats = NDArray[np.float64]


def assemble(
    table: pa.Table,
    frame: Frame,
    query: SeriesQuery,
    metrics: tuple[str, ...],
    *,
    sketched: bool,
    max_points: int,
    now_ms: int,
) -> list[SeriesPoints]:
    """Return one series per (device, object, metric) of ``table``, which has a row per (device_id, object, step).

    A requested object without any row is a series of gaps. ``sketched`` values are bucket keys. Raises
    InvalidQueryError when there are more points than allowed.
    """
    table = table.combine_chunks()
    keys, row_series, first_rows = _series_of(table)
    missing = _missing(keys, query)
    check_size(frame, len(keys) + len(missing), max_points)
    steps = table["step"].to_numpy() - frame.start_ms // frame.step_ms
    elapsed = min(frame.steps, max(1, -(-(now_ms - frame.start_ms) // frame.step_ms)))
    points: list[SeriesPoints] = []
    for metric in metrics:
        dense = np.full((len(keys) + len(missing), frame.steps), np.nan)
        dense[row_series, steps] = _values(table, metric, sketched=sketched)
        filled = ~np.isnan(dense[:, :elapsed])
        if query.agg is Aggregation.COUNT:
            dense[:, :elapsed] = np.where(filled, dense[:, :elapsed], 0.0)
            filled = dense[:, :elapsed] > 0
        coverage = filled.mean(axis=1)
        units = _units(table, first_rows, frame.family.metrics[metric]) + [frame.family.metrics[metric]] * len(missing)
        points.extend(
            SeriesPoints(device, name, metric, unit, values, float(share))
            for (device, name), unit, values, share in zip([*keys, *missing], units, dense, coverage, strict=True)
        )
    points.sort(key=lambda one: (one.device_id, one.object, metrics.index(one.metric)))
    return points


def assemble_totals(table: pa.Table | None, frame: Frame) -> list[TotalPoints]:
    """Return the total of every metric of ``table``, which has a row per step; None is no rows at all."""
    totals = []
    for metric in frame.metrics:
        values, objects = np.full(frame.steps, np.nan), np.zeros(frame.steps, dtype=np.int64)
        if table is not None:
            steps = table["step"].to_numpy() - frame.start_ms // frame.step_ms
            values[steps] = _values(table, metric, sketched=False)
            objects[steps] = table[f"{metric}_objects"].to_numpy()
        totals.append(TotalPoints(metric, frame.family.metrics[metric], values, objects))
    return totals


def gridded(table: pa.Table | None, frame: Frame) -> Grid:
    """Return the steps of every object of ``table``, which has a row an object; None is no rows at all."""
    rows = 0 if table is None else table.num_rows
    values = {metric: np.full((rows, frame.steps), np.nan) for metric in frame.metrics}
    devices, objects, units = np.empty(0, dtype=np.int64), [], []
    if table is not None and rows:
        points = table["points"].combine_chunks()
        row = np.repeat(np.arange(rows), np.diff(points.offsets.to_numpy()))
        flat = points.flatten()
        steps = flat.field("step").to_numpy(zero_copy_only=False) - frame.start_ms // frame.step_ms
        for metric, dense in values.items():
            column = flat.field(metric).cast(pa.float64()).fill_null(np.nan)
            dense[row, steps] = column.to_numpy(zero_copy_only=False)
        devices = table["device_id"].to_numpy().astype(np.int64)
        objects = table["object"].to_pylist()
        units = [unit or "" for unit in table[UNIT].to_pylist()]
    epoch_ms = np.arange(frame.start_ms, frame.end_ms, frame.step_ms, dtype=np.int64)
    return Grid(frame.step_ms // 1000, epoch_ms, devices, objects, units, values)


def _series_of(table: pa.Table) -> tuple[list[tuple[int, str]], NDArray[np.int64], NDArray[np.int64]]:
    """Return the distinct (device, object), each row's place among them, and the first row of each."""
    if not table.num_rows:
        none = np.empty(0, dtype=np.int64)
        return [], none, none
    objects = table["object"].combine_chunks().dictionary_encode()
    devices, device_rank = np.unique(table["device_id"].to_numpy(), return_inverse=True)
    width = len(objects.dictionary)
    combined = device_rank * width + objects.indices.to_numpy()
    distinct, first, place = np.unique(combined, return_index=True, return_inverse=True)
    names = objects.dictionary.to_pylist()
    return [(int(devices[key // width]), names[key % width]) for key in distinct.tolist()], place, first


def _missing(found: list[tuple[int, str]], query: SeriesQuery) -> list[tuple[int, str]]:
    known = set(found)
    wanted = ((device, name) for device in query.device_ids for name in query.objects)
    return [key for key in dict.fromkeys(wanted) if key not in known]


def _values(table: pa.Table, metric: str, *, sketched: bool) -> Floats:
    column = table[metric]
    if sketched:
        return values_of(column.to_numpy())
    return np.asarray(column.cast(pa.float64()).fill_null(np.nan).to_numpy(), dtype=np.float64)


def _units(table: pa.Table, first_rows: NDArray[np.int64], fixed: str) -> list[str]:
    if fixed:
        return [fixed] * len(first_rows)
    return [unit or "" for unit in table[UNIT].take(pa.array(first_rows)).to_pylist()]
