"""Figures in the sentences of a health: three digits that mean something, never an exponent."""

from typing import Final

_LEAST_PERCENT: Final = 0.001
_LEAST_MS: Final = 0.1


def percent(value: float) -> str:
    """Return a percentage, 0..100; what rounds to nothing is below the least that is told, not zero."""
    return f"< {_LEAST_PERCENT} %" if 0 < value < _LEAST_PERCENT else f"{value:.3g} %"


def milliseconds(value: float) -> str:
    """Return a duration in ms; the answers of a machine to itself are below the least that is told."""
    return f"< {_LEAST_MS} ms" if 0 < value < _LEAST_MS else f"{value:.1f} ms"
