"""Which of many series say most."""

import math
from dataclasses import replace
from typing import Final

import numpy as np

from watchkeeper.observe.series.query import SeriesPoints, SeriesQuery, SeriesResult

FEW_DEVICES: Final = 50
"""So many are ranked in the steps that are asked for; of more, every point of every series would be too much."""
COARSE_STEPS: Final = 4


def strongest(result: SeriesResult, most: int) -> SeriesResult:
    """Return the ``most`` series of each metric with the largest mean of their known steps, the largest first.

    A series that knows nothing is left out; equal ones keep the order of device and object.
    """
    ranked: dict[str, list[tuple[float, SeriesPoints]]] = {}
    for points in result.series:
        known = points.values[np.isfinite(points.values)]
        if known.size:
            ranked.setdefault(points.metric, []).append((float(known.mean()), points))
    kept = [
        points
        for of_metric in ranked.values()
        for _, points in sorted(of_metric, key=lambda pair: (-pair[0], pair[1].device_id, pair[1].object))[:most]
    ]
    return replace(result, series=tuple(kept))


def coarsely(query: SeriesQuery) -> SeriesQuery:
    """Return ``query`` in a few long steps: enough to find the largest means among very many series."""
    span_s = math.ceil((query.end - query.start).total_seconds() / COARSE_STEPS)
    return replace(query, step_s=max(query.step_s or 1, span_s))


def among(query: SeriesQuery, ranked: SeriesResult) -> SeriesQuery:
    """Return ``query`` for the devices and objects of ``ranked`` alone; as it is, when that knows none."""
    if not ranked.series:
        return query
    return replace(
        query,
        device_ids=tuple(dict.fromkeys(one.device_id for one in ranked.series)),
        objects=tuple(dict.fromkeys(one.object for one in ranked.series)),
    )
