"""Score one cycle of many series against what is normal at its hour."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from watchkeeper.understand.baselines.policies import Policy

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """One entry a series. ``z`` is in robust sigmas, NaN where value or baseline is missing."""

    z: Floats
    expected: Floats
    matters: NDArray[np.bool_]


def score(values: Floats, centre: Floats, scale: Floats, policy: Policy) -> Scores:
    """Return how far ``values`` (the metric's own unit) are from ``centre`` (compared units) in units of ``scale``.

    A scale of 0 (a series that never moved, in a metric without floor) counts every difference as infinite: it is
    clipped to 1e6 sigmas.
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        compared = policy.transformed(values)
        apart = compared - centre
        z = np.clip(np.where(apart == 0, 0.0, apart / scale), -1e6, 1e6).astype(np.float32)
        expected = policy.original(centre)
        matters = policy.matters(values, expected)
    known = np.where(np.isfinite(centre), z, np.nan)
    return Scores(known.astype(np.float32), expected.astype(np.float32), matters & np.isfinite(z))
