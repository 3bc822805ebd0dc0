"""What a departure must be in each metric to matter: scale, floor and practical size (network guide, section 11)."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Policy:
    """How one metric is judged.

    ``logarithmic`` metrics are compared as ``log1p``. ``floor`` is the least robust sigma, in the metric's own unit; a
    departure counts when it is at least ``least`` in that unit and ``least_share`` of what was expected.
    """

    floor: float = 0.0
    least: float = 0.0
    least_share: float = 0.0
    logarithmic: bool = False

    def transformed(self, values: Floats) -> Floats:
        """Return the values as they are compared; infinities and NaN become NaN."""
        finite: Floats = np.where(np.isfinite(values), values, np.nan)
        return np.log1p(np.maximum(finite, 0.0)) if self.logarithmic else finite

    def original(self, values: Floats) -> Floats:
        """Return compared values in the metric's own unit."""
        return np.expm1(values) if self.logarithmic else values

    def scale_floor(self, centre: Floats) -> Floats:
        """Return the least sigma in compared units around ``centre`` (compared units)."""
        if not self.logarithmic:
            return np.full(np.shape(centre), self.floor)
        return np.asarray(np.log1p(self.floor / (1.0 + np.maximum(self.original(centre), 0.0))))

    def matters(self, value: Floats, expected: Floats) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]":
        """Tell whether values (own unit) are far enough from what was expected to concern a person."""
        apart = np.abs(value - expected)
        return np.asarray((apart >= self.least) & (apart >= self.least_share * np.abs(expected)))


_RATE: Final = Policy(floor=1_000.0, least=10_000.0, least_share=0.25, logarithmic=True)
_EVENTS: Final = Policy(floor=0.05, least=0.1, least_share=0.25, logarithmic=True)
_POWER: Final = Policy(floor=0.1, least=0.5)
_RTT: Final = Policy(floor=0.2, least=5.0, least_share=0.5, logarithmic=True)

POLICIES: Final[dict[str, dict[str, Policy]]] = {
    "interface": {
        "in_bps": _RATE,
        "out_bps": _RATE,
        "in_errors_ps": _EVENTS,
        "out_errors_ps": _EVENTS,
        "in_discards_ps": _EVENTS,
        "out_discards_ps": _EVENTS,
    },
    "optics": {
        "rx_power_dbm": _POWER,
        "tx_power_dbm": _POWER,
        "bias_ma": Policy(floor=0.5, least=2.0, least_share=0.1),
        "temperature_c": Policy(floor=0.5, least=5.0),
    },
    "host": {"used_percent": Policy(floor=1.0, least=10.0)},
    "availability": {"rtt_avg_ms": _RTT, "loss_ratio": Policy(floor=0.01, least=0.05)},
    "sensor": {"value": Policy(floor=0.0, least_share=0.1)},
}
"""The metrics that are watched, by family."""
