"""Conversions between the units that devices report and those that are kept."""

import math
from typing import Final

NO_LIGHT_DBM: Final = -40.0
"""At or below this an optical power reads as darkness (domain rule, SFF-8472 receivers end well above it)."""


def microwatt_to_dbm(power_uw: float) -> float | None:
    """Return 10·log10(P/1 mW); ``None`` where there is no power to take the logarithm of."""
    return 10 * math.log10(power_uw / 1000) if power_uw > 0 else None


def milliwatt_to_dbm(power_mw: float) -> float | None:
    """Return 10·log10(P/1 mW); ``None`` where there is no power to take the logarithm of."""
    return 10 * math.log10(power_mw) if power_mw > 0 else None


def ticks_to_seconds(ticks: int) -> float:
    """Return seconds for TimeTicks (1/100 s)."""
    return ticks / 100


def fahrenheit_to_celsius(degrees_f: float) -> float:
    """Return °C."""
    return (degrees_f - 32) * 5 / 9
