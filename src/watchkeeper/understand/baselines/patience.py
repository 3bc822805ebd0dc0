"""What "this is no anomaly" does to a series: its threshold rises, and comes back by itself."""

from typing import Final

STEP: Final = 1.25
MOST: Final = 3.0
WEEKLY_DECAY: Final = 0.10
_WEEK_S: Final = 7 * 86_400.0


def current(factor: float, age_s: float) -> float:
    """Return what is left of ``factor`` after ``age_s`` seconds: the part above 1 shrinks by a tenth a week."""
    left: float = (1.0 - WEEKLY_DECAY) ** (max(age_s, 0.0) / _WEEK_S)
    return 1.0 + (factor - 1.0) * left


def raised(factor: float) -> float:
    """Return the factor after one more false alarm."""
    return min(MOST, factor * STEP)


def lowered(factor: float) -> float:
    """Return the factor after one false alarm has been taken back."""
    return max(1.0, factor / STEP)
