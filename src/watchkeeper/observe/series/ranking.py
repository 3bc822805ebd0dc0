"""Which of many series say most."""

from dataclasses import replace

import numpy as np

from watchkeeper.observe.series.query import SeriesPoints, SeriesResult


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
