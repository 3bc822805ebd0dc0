"""What kind of departure a run of values is, beside the values before it."""

from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from watchkeeper.understand.baselines.robust import centre_and_scale, flips, mann_kendall, theil_sen

Floats = NDArray[np.float64]

FLAT_ROWS: Final = 6
"""So many equal values in a row are flat, where the values before were not."""
FLIPS: Final = 6
"""So many changes of side are an oscillation (network guide, section 11)."""
LASTING_ROWS: Final = 12
"""A departure that lasts so long is a shift or a trend, no spike (an hour of five-minute rows)."""
SURE: Final = 0.01
_FAR: Final = 3.0


class Kind(StrEnum):
    """The kinds of anomaly."""

    SPIKE = "spike"
    DROP = "drop"
    LEVEL_SHIFT = "level_shift"
    TREND = "trend"
    FLATLINE = "flatline"
    OSCILLATION = "oscillation"
    MISSING_DATA = "missing_data"
    HARD_LIMIT = "hard_limit"


def kind_of(before: Floats, during: Floats) -> Kind:
    """Return the kind of ``during``, given what came ``before``. Values that are not finite are left out."""
    before, during = before[np.isfinite(before)], during[np.isfinite(during)]
    if not len(during):
        return Kind.MISSING_DATA
    centre, scale = centre_and_scale(before) if len(before) else (float(during[0]), 0.0)
    residual = during - centre
    if len(during) >= FLAT_ROWS and np.ptp(during) == 0 and _varied(before[-LASTING_ROWS:]):
        return Kind.FLATLINE
    if flips(residual, least=_FAR * scale) >= FLIPS:
        return Kind.OSCILLATION
    if len(during) >= LASTING_ROWS:
        return _lasting(residual, scale)
    return _momentary(residual)


def _lasting(residual: Floats, scale: float) -> Kind:
    slope = theil_sen(np.arange(len(residual), dtype=float), residual)
    climbed = abs(slope) * len(residual)
    if mann_kendall(residual) < SURE and climbed > max(_FAR * scale, 0.5 * float(np.abs(residual).max())):
        return Kind.TREND
    late = residual[len(residual) // 2 :]
    if abs(float(np.median(late))) > _FAR * scale and np.sign(late[-1]) == np.sign(np.median(late)):
        return Kind.LEVEL_SHIFT
    return _momentary(residual)


def _momentary(residual: Floats) -> Kind:
    return Kind.SPIKE if residual[int(np.abs(residual).argmax())] >= 0 else Kind.DROP


def _varied(values: Floats) -> bool:
    return len(values) > 1 and float(np.ptp(values)) > 0
