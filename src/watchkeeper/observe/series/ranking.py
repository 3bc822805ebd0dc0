"""Which of many series say most."""

import math
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pyarrow as pa

from watchkeeper.kit.families import FAMILIES
from watchkeeper.observe.series.query import Figure, SeriesPoints, SeriesQuery, SeriesResult
from watchkeeper.observe.series.splitting import ADDITIVE

COARSE_STEPS: Final = 4
_HOUR_S: Final = 3_600


@dataclass(frozen=True, slots=True)
class Leader:
    """One that says most: a series, or with ``object`` None all of a device together."""

    device_id: int
    object: str | None


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
    """Return ``query`` in a few long steps, of whole hours where they are that long: then rollups can answer."""
    span_s = math.ceil((query.end - query.start).total_seconds() / COARSE_STEPS)
    if span_s > _HOUR_S:
        span_s = -(-span_s // _HOUR_S) * _HOUR_S
    return replace(query, step_s=max(query.step_s or 1, span_s))


def leaders(figures: pa.Table, family: str, metric: str, most: int, *, by_device: bool) -> list[Leader]:
    """Return who has the ``most`` largest means of a metric, the largest first; equals by device and object.

    ``figures`` has a row for each object: ``device_id``, ``object`` and ``<metric>_mean``. ``by_device`` ranks devices
    by the sum, or the mean, of their objects, as `splitting.together` puts them together.
    """
    means = figures[f"{metric}_{Figure.MEAN}"].to_numpy(zero_copy_only=False).astype(np.float64)
    known = np.isfinite(means)
    devices, means = figures["device_id"].to_numpy()[known], means[known]
    if by_device:
        numbers, place = np.unique(devices, return_inverse=True)
        sums = np.bincount(place, weights=means, minlength=len(numbers))
        adds = FAMILIES[family].metrics[metric] in ADDITIVE
        ranked = sums if adds else sums / np.maximum(np.bincount(place, minlength=len(numbers)), 1)
        return [Leader(int(numbers[at]), None) for at in np.lexsort((numbers, -ranked))[:most]]
    rows = np.flatnonzero(known)
    first = np.lexsort((rows, -means))[:most]
    names = figures["object"].take(pa.array(rows[first])).to_pylist()
    return [Leader(int(devices[at]), name) for at, name in zip(first, names, strict=True)]
