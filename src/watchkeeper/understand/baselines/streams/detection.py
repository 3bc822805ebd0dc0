"""One series of which nothing is known, row by row: how strange each row is, and which rows are anomalies.

Two views must agree before a row is strange (the mean of the two longest return periods). A return period is judged
against the length of what has been seen: the longer a series runs, the rarer a thing has to be, so that the number of
alarms grows more slowly than the number of rows. After a strange row only a stranger one counts for a while.
"""

from collections import deque
from dataclasses import dataclass
from typing import Final

import numpy as np

from watchkeeper.understand.baselines.streams.returns import return_period
from watchkeeper.understand.baselines.streams.running import Floats
from watchkeeper.understand.baselines.streams.views import views_of


@dataclass(frozen=True, slots=True)
class Judgement:
    """Where a strange row becomes an anomaly. Strangeness is in powers of ten of the return period.

    Nothing is an anomaly before ``learns_s`` of the series have been seen; scores are given all the same.
    """

    opens_at: float = 1.85
    stays_at: float = 0.9
    patience_rows: int = 5
    growing_demand: float = 0.35
    reference_rows: int = 1_000
    shadow_share: float = 0.12
    shadow_least_rows: int = 60
    shadow_most_rows: int = 800
    shadow_cap: float = 1.0
    learns_s: float = 86_400.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows ``start..end`` (inclusive, from 0) that belong to one anomaly, and the largest strangeness in it (0..1)."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Detection:
    """A score in 0..1 for each row, and the anomalies in order."""

    scores: Floats
    anomalies: tuple[Stretch, ...]


DEFAULT: Final = Judgement()
_AGREEING: Final = 2


def detect(times_s: Floats, values: Floats, judgement: Judgement = DEFAULT) -> Detection:
    """Score every row of one series; NaN and infinities are rows without a value and score 0.

    ``times_s`` (seconds, local wall time of the series) and ``values`` have one entry a row. A row's score depends on
    that row and earlier ones only.
    """
    present = np.isfinite(values)
    scores = np.zeros(len(values))
    if not present.any():
        return Detection(scores, ())
    rows = np.flatnonzero(present)
    strange = strangeness(times_s[rows], values[rows], judgement)
    fresh = _fresh(strange, judgement)
    learned = times_s[rows] - times_s[rows[0]] >= judgement.learns_s
    shown = np.where(fresh, strange, np.minimum(strange, judgement.shadow_cap))
    scores[rows] = 1.0 - 10.0 ** -np.maximum(shown, 0.0)
    return Detection(scores, tuple(_stretches(strange, fresh & learned, rows, judgement)))


def strangeness(times_s: Floats, values: Floats, judgement: Judgement = DEFAULT) -> Floats:
    """Return each row's strangeness: powers of ten of the return period, less what the length of the series demands."""
    periods = np.array([return_period(view) for view in views_of(times_s, values).values()])
    agreed = np.partition(periods, -_AGREEING, axis=0)[-_AGREEING:].mean(axis=0)
    length = np.maximum(np.arange(len(values)), judgement.reference_rows / 10) / judgement.reference_rows
    return np.where(agreed > 0, agreed - judgement.growing_demand * np.log10(length), 0.0)


def _fresh(strange: Floats, judgement: Judgement) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return the rows that are stranger than every row in whose shadow they lie."""
    fresh = np.zeros(len(strange), dtype=bool)
    standing: deque[tuple[int, float]] = deque()  # falling from left to right
    for row, value in enumerate(strange.tolist()):
        shadow = min(judgement.shadow_most_rows, max(judgement.shadow_least_rows, row * judgement.shadow_share))
        while standing and standing[0][0] < row - shadow:
            standing.popleft()
        fresh[row] = not standing or value > standing[0][1]
        while standing and standing[-1][1] <= value:
            standing.pop()
        standing.append((row, value))
    return fresh


def _stretches(
    strange: Floats, fresh: np.ndarray[tuple[int], np.dtype[np.bool_]], rows: np.ndarray, judgement: Judgement
) -> list[Stretch]:
    found: list[Stretch] = []
    start: int | None = None
    last = 0
    peak = 0.0
    for row, value in enumerate(strange.tolist()):
        if start is not None and row - last > judgement.patience_rows:
            found.append(_stretch(rows, start, last, peak))
            start = None
        if start is None and fresh[row] and value >= judgement.opens_at:
            start, peak = row, value
        if start is not None and value >= judgement.stays_at:
            last, peak = row, max(peak, value)
    if start is not None:
        found.append(_stretch(rows, start, last, peak))
    return found


def _stretch(rows: np.ndarray, start: int, last: int, peak: float) -> Stretch:
    return Stretch(int(rows[start]), int(rows[last]), round(1.0 - 10.0**-peak, 6))
