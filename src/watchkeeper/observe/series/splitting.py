"""One line for each object, for each device, or for everything together."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from watchkeeper.observe.series.query import Aggregation, SeriesPoints, SeriesQuery, SeriesResult

ADDITIVE: Final = frozenset({"bit/s", "1/s", "B", "mA", "W"})
"""Units whose values of several objects add up. Of all others (%, °C, dBm, ms, V) the mean is taken."""


class Split(StrEnum):
    """What has a line of its own."""

    OBJECT = "object"
    DEVICE = "device"
    NONE = "none"


def together(query: SeriesQuery, result: SeriesResult, split: Split) -> SeriesResult:
    """Return ``result`` with one series for each metric of each device, or of all of them (device 0).

    A step is the sum, or the mean (see ``ADDITIVE``), of what is known then; it is NaN where nothing is.
    """
    if split is Split.OBJECT:
        return result
    groups: dict[tuple[int, str], list[SeriesPoints]] = {}
    for one in result.series:
        groups.setdefault((one.device_id if split is Split.DEVICE else 0, one.metric), []).append(one)
    counted = query.agg is Aggregation.COUNT
    merged = (_merged(device, members, counted=counted) for (device, _), members in groups.items())
    return replace(result, series=tuple(merged))


def _merged(device_id: int, members: Sequence[SeriesPoints], *, counted: bool) -> SeriesPoints:
    first = members[0]
    values = np.stack([one.values for one in members])
    known = np.isfinite(values).sum(axis=0)
    sums = np.nansum(values, axis=0)
    whole = sums if counted or first.unit in ADDITIVE else sums / np.maximum(known, 1)
    best = max(members, key=lambda one: one.coverage)
    return SeriesPoints(
        device_id, "", first.metric, first.unit, np.where(known > 0, whole, np.nan), _coverage(best, known)
    )


def _coverage(best: SeriesPoints, known: NDArray[np.int64]) -> float:
    """Return the share of the steps up to now that somebody knows; ``best`` says how many steps that are."""
    of_best = int(np.isfinite(best.values).sum())
    return min(1.0, best.coverage * int((known > 0).sum()) / of_best) if of_best else 0.0
