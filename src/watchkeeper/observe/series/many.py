"""Questions about very many devices: what says most is found by one figure of each series, and only that is read."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from watchkeeper.observe.series.query import (
    Aggregation,
    DigestQuery,
    Figure,
    SeriesPoints,
    SeriesQuery,
    SeriesResult,
    TotalPoints,
    TotalsQuery,
    lay_out,
)
from watchkeeper.observe.series.ranking import Leader, coarsely, leaders, strongest
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.splitting import ADDITIVE, Split, together

FEW_DEVICES: Final = 50
"""So many are read in the steps that are asked for; of more, every point of every series would be too much."""
USUAL_TOP: Final = 10
_AT_ONCE: Final = 10
"""Leaders that one question reads: it names their devices and their objects, and asks for each with each."""


async def answered(
    service: SeriesService, asked: SeriesQuery, split: Split, top: int | None, *, named: bool
) -> SeriesResult:
    """Answer ``asked``; ``named`` says that somebody listed its devices, and else ``top`` is never without a limit.

    Raises UnknownFamilyError, InvalidQueryError or QueryFailedError.
    """
    if not asked.device_ids:
        return _nothing(service, asked)
    if not named and split is not Split.NONE:
        top = top or USUAL_TOP
    if len(asked.device_ids) <= FEW_DEVICES or (named and top is None):
        result = together(asked, await service.aquery(asked), split)
        return result if top is None else strongest(result, top)
    if split is Split.NONE:
        return await _all_together(service, asked)
    return await _leading(service, asked, split, top or USUAL_TOP)


async def _leading(service: SeriesService, asked: SeriesQuery, split: Split, top: int) -> SeriesResult:
    metrics = asked.metrics or tuple(lay_out(asked, service.settings, service.now()).metrics)
    look = DigestQuery(
        family=asked.family,
        devices=(min(asked.device_ids), max(asked.device_ids)),
        start=asked.start,
        end=asked.end,
        figures=tuple((metric, Figure.MEAN) for metric in metrics),
        step_s=coarsely(asked).step_s,
    )
    figures = _of_asked(await service.adigest(look), asked)
    found: list[SeriesPoints] = []
    result = _nothing(service, asked)
    for metric in metrics:
        first = leaders(figures, asked.family, metric, top, by_device=split is Split.DEVICE)
        read: list[SeriesPoints] = []
        for some in (first[start : start + _AT_ONCE] for start in range(0, len(first), _AT_ONCE)):
            result = together(asked, await service.aquery(_about(asked, metric, some)), split)
            read += result.series
        found += strongest(replace(result, series=tuple(read)), top).series
    return replace(result, series=tuple(found))


def _of_asked(figures: pa.Table, asked: SeriesQuery) -> pa.Table:
    wanted = pc.is_in(figures["device_id"], pa.array(asked.device_ids, pa.int64()))
    if asked.objects:
        wanted = pc.and_(wanted, pc.is_in(figures["object"], pa.array(asked.objects, pa.string())))
    return figures.filter(wanted)


def _about(asked: SeriesQuery, metric: str, leading: Sequence[Leader]) -> SeriesQuery:
    devices = tuple(dict.fromkeys(one.device_id for one in leading))
    objects = tuple(dict.fromkeys(one.object for one in leading if one.object is not None))
    return replace(asked, device_ids=devices, metrics=(metric,), objects=objects or asked.objects)


async def _all_together(service: SeriesService, asked: SeriesQuery) -> SeriesResult:
    if asked.agg is not Aggregation.AVG or asked.objects:
        return together(asked, await service.aquery(asked), Split.NONE)
    totals = await service.atotals(
        TotalsQuery(asked.family, asked.start, asked.end, asked.metrics, asked.step_s, asked.device_ids)
    )
    elapsed = math.ceil((service.now() - totals.start).total_seconds() / totals.step_s)
    return SeriesResult(
        family=totals.family,
        resolution=totals.resolution,
        step_s=totals.step_s,
        start=totals.start,
        end=totals.end,
        epoch_ms=totals.epoch_ms,
        series=tuple(_line(one, elapsed) for one in totals.series),
    )


def _line(total: TotalPoints, elapsed: int) -> SeriesPoints:
    """Return the one line of a metric, of which ``elapsed`` steps could have a value by now."""
    sums = total.values if total.unit in ADDITIVE else total.values / np.maximum(total.objects, 1)
    values = np.where(total.objects > 0, sums, np.nan)
    known = int(np.isfinite(values).sum())
    return SeriesPoints(0, "", total.metric, total.unit, values, known / max(1, min(elapsed, len(values)), known))


def _nothing(service: SeriesService, asked: SeriesQuery) -> SeriesResult:
    frame = lay_out(asked, service.settings, service.now())
    epoch_ms = np.arange(frame.start_ms, frame.end_ms, frame.step_ms, dtype=np.int64)
    start, end = (datetime.fromtimestamp(ms / 1000, UTC) for ms in (frame.start_ms, frame.end_ms))
    return SeriesResult(asked.family, frame.resolution, frame.step_ms // 1000, start, end, epoch_ms, ())
