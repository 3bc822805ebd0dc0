"""What a measured value is worth, 0 (worst) to 100: the scales of health (network guide, section 12). Pure."""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
BEST: Final = 100.0
RTT_MS: Final = ((10.0, 100.0), (50.0, 90.0), (100.0, 70.0), (500.0, 30.0), (1000.0, 0.0))
"""Round trip in ms, for a device whose usual round trip is not known yet."""
RTT_RATIO: Final = ((1.5, 100.0), (2.0, 90.0), (3.0, 70.0), (6.0, 30.0), (10.0, 0.0))
"""Round trip as a multiple of what is usual for the device."""
ERROR_LOG10: Final = ((-5.0, 95.0), (-4.0, 80.0), (-3.0, 50.0), (-2.0, 0.0))
"""Share of packets with an error, as its logarithm."""
USE_PERCENT: Final = ((50.0, 100.0), (70.0, 80.0), (85.0, 50.0), (95.0, 20.0), (100.0, 0.0))
MARGIN_DB: Final = ((0.0, 30.0), (1.0, 70.0), (3.0, 100.0))
"""Received light above what the receiver still takes, in dB; below it nothing is left."""

_LEAST_USUAL_MS: Final = 1.0
"""Round trips below this are all alike: a ratio to less would be noise."""


def on_scale(points: Sequence[tuple[float, float]], value: float) -> float:
    """Return the score of ``value`` on ``points`` (value, score), linear between them, level beyond both ends."""
    before = points[0]
    if value <= before[0]:
        return before[1]
    for point in points[1:]:
        if value <= point[0]:
            share = (value - before[0]) / (point[0] - before[0])
            return before[1] + share * (point[1] - before[1])
        before = point
    return before[1]


def availability(ping_share: float | None, snmp_share: float | None) -> float | None:
    """Return the score of the shares (0..1) of answered pings and polls; one that is not asked for does not count."""
    parts = [(weight, share) for weight, share in ((0.7, ping_share), (0.3, snmp_share)) if share is not None]
    if not parts:
        return None
    return BEST * sum(weight * share for weight, share in parts) / sum(weight for weight, _ in parts)


def performance(rtt_ms: float, usual_ms: float | None) -> float:
    """Return the score of a round trip, beside what is usual for the device where that is known (both ms)."""
    if usual_ms is None:
        return on_scale(RTT_MS, rtt_ms)
    return on_scale(RTT_RATIO, rtt_ms / max(usual_ms, _LEAST_USUAL_MS))


def errors(share: float) -> float:
    """Return the score of a share of packets with errors, 0..1."""
    if share <= 0:
        return BEST
    exponent = math.log10(share)
    least = ERROR_LOG10[0]
    if exponent >= least[0]:
        return on_scale(ERROR_LOG10, exponent)
    return min(BEST, least[1] + (least[0] - exponent))  # 0 errors are 100; each decade below 1e-5 is one more


def capacity(used_percent: float) -> float:
    """Return the score of a use in percent of what there is."""
    return on_scale(USE_PERCENT, used_percent)


def optics(margin_db: float) -> float:
    """Return the score of received light by its margin to the low alarm, in dB."""
    return on_scale(MARGIN_DB, margin_db) if margin_db >= 0 else 0.0


def errors_of(shares: Values) -> Values:
    """Return ``errors`` of many shares; NaN stays NaN."""
    with np.errstate(divide="ignore", invalid="ignore"):
        exponent = np.log10(shares)
    first, at_first = ERROR_LOG10[0]
    few = np.minimum(BEST, at_first + (first - exponent))
    return np.where(shares <= 0, BEST, np.where(exponent < first, few, _along(ERROR_LOG10, exponent)))


def capacity_of(used_percent: Values) -> Values:
    """Return ``capacity`` of many; NaN stays NaN."""
    return _along(USE_PERCENT, used_percent)


def optics_of(margins_db: Values) -> Values:
    """Return ``optics`` of many; NaN stays NaN."""
    return np.where(margins_db < 0, 0.0, _along(MARGIN_DB, margins_db))


def _along(points: Sequence[tuple[float, float]], values: Values) -> Values:
    scored: Values = np.interp(values, [at for at, _ in points], [score for _, score in points])
    return scored
