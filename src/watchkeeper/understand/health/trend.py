"""Whether health rises or falls: the robust slope of its history over an hour, a day, a week. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np

WINDOWS: Final = {"1h": timedelta(hours=1), "24h": timedelta(hours=24), "7d": timedelta(days=7)}
HOLDS: Final = timedelta(minutes=90)
"""How long a recorded score stands for; it is recorded when it changes, and once an hour when it does not."""
_STEPS: Final = 96
_LEAST_KNOWN: Final = 0.5
_FLAT_POINTS: Final = 1.0
"""A change over the window that is no more than this, in points of score, is no trend."""


@dataclass(frozen=True, slots=True)
class Point:
    """What was recorded at a moment; ``score`` None is unknown."""

    at: datetime
    score: float | None
    state: str
    coverage: float


@dataclass(frozen=True, slots=True)
class Trend:
    """Direction (rising, falling, steady, unknown) and the change over the window in points, None when unknown.

    ``known`` is the share of the window for which there was a score.
    """

    window: str
    direction: str
    change: float | None
    known: float


def trends(points: Sequence[Point], now: datetime) -> list[Trend]:
    """Return the trend over each window up to ``now``. ``points`` are in order of time."""
    return [_trend(name, sampled(points, now - length, now)) for name, length in WINDOWS.items()]


def sampled(points: Sequence[Point], start: datetime, end: datetime) -> list[float | None]:
    """Return the score in force at ``_STEPS`` moments evenly spread over [start, end]; None where it is not known."""
    step = (end - start) / (_STEPS - 1)
    found: list[float | None] = []
    position = -1
    for number in range(_STEPS):
        moment = start + number * step
        while position + 1 < len(points) and points[position + 1].at <= moment:
            position += 1
        holds = position >= 0 and moment - points[position].at <= HOLDS
        found.append(points[position].score if holds else None)
    return found


def _trend(window: str, values: Sequence[float | None]) -> Trend:
    """Theil-Sen: the median slope of all pairs, so that a single dip is no trend."""
    at = np.array([number for number, value in enumerate(values) if value is not None], dtype=float)
    scores = np.array([value for value in values if value is not None], dtype=float)
    known = len(scores) / _STEPS
    if known < _LEAST_KNOWN:
        return Trend(window, "unknown", None, known)
    first, second = np.triu_indices(len(scores), k=1)
    slope = float(np.median((scores[second] - scores[first]) / (at[second] - at[first])))
    change = slope * (_STEPS - 1)
    if abs(change) <= _FLAT_POINTS:
        return Trend(window, "steady", change, known)
    return Trend(window, "rising" if change > 0 else "falling", change, known)
