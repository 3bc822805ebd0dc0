"""Many objects of many devices as one score a device. Pure, over columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from watchkeeper.understand.health.measures import Reading, Spread

Values = NDArray[np.float64]
_END_WEIGHT: Final = 3.0
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Objects:
    """Objects, sorted by device and name: ``devices`` whose they are, ``ends`` whether a link ends there."""

    devices: NDArray[np.int64]
    names: Sequence[str]
    ends: NDArray[np.bool_]


def spreads(objects: Objects, values: Values, scores: Values) -> dict[int, Spread]:
    """Return each device's objects as one score: half the worst, half the mean, in which ends of links count threefold.

    ``values`` and ``scores`` have one entry an object; where ``values`` is NaN the object does not count.
    """
    known = np.flatnonzero(np.isfinite(values))
    if not known.size:
        return {}
    devices, first, counts = np.unique(objects.devices[known], return_index=True, return_counts=True)
    weights = np.where(objects.ends[known], _END_WEIGHT, 1.0)
    means = np.add.reduceat(weights * scores[known], first) / np.add.reduceat(weights, first)
    ordered = known[np.lexsort((scores[known], objects.devices[known]))]  # stable: equal ones stay by name
    found = {}
    for device, start, count, mean in zip(
        devices.tolist(), first.tolist(), counts.tolist(), means.tolist(), strict=True
    ):
        shown = ordered[start : start + min(count, _SHOWN)].tolist()
        worst = [Reading(object=objects.names[at], value=float(values[at]), score=float(scores[at])) for at in shown]
        found[device] = Spread(score=(worst[0].score + mean) / 2, count=count, worst=worst)
    return found
