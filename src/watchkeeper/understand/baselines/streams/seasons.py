"""Profiles learned on the way: what the same time of earlier days and weeks looked like."""

from collections import deque
from dataclasses import dataclass
from typing import Final

import numpy as np

from watchkeeper.understand.baselines.robust import MAD_TO_SIGMA
from watchkeeper.understand.baselines.streams.running import FLOOR_SHARE, Floats, before, median, tiny

DAY_S: Final = 86_400.0
WEEK_S: Final = 7 * DAY_S
_RECENT_ROWS: Final = 300
_PROOF_ROWS: Final = 100
_FORGETTING: Final = 0.002
_CLEARLY_BETTER: Final = 0.8


@dataclass(frozen=True, slots=True)
class Season:
    """A period cut into slots; a slot is known after ``least`` periods, and remembers ``depth`` of them."""

    period_s: float
    slots: int
    depth: int
    least: int


DAILY: Final = Season(DAY_S, 48, 14, 3)
WEEKLY: Final = Season(WEEK_S, 336, 6, 2)
HOURS_OF_DAY: Final = Season(DAY_S, 24, 7, 2)


class _Slots:
    """What each slot held in earlier periods. The current period joins when it has ended."""

    def __init__(self, season: Season) -> None:
        self.season = season
        self.history: list[deque[Floats]] = [deque(maxlen=season.depth) for _ in range(season.slots)]
        self.centre = np.full(season.slots, np.nan)
        self.scale = np.full(season.slots, np.nan)
        self.floor = np.nan
        self._pending: dict[int, list[float]] = {}

    def add(self, slot: int, value: float) -> None:
        self._pending.setdefault(slot, []).append(value)

    def end_period(self) -> None:
        for slot, values in self._pending.items():
            self.history[slot].append(np.array(values))
            if len(self.history[slot]) >= self.season.least:
                self._learn(slot)
        self._pending.clear()
        if np.isfinite(self.scale).any():
            self.floor = 0.5 * float(np.nanmedian(self.scale))

    def _learn(self, slot: int) -> None:
        held = np.concatenate(self.history[slot])
        self.centre[slot] = np.median([np.median(values) for values in self.history[slot]])
        self.scale[slot] = MAD_TO_SIGMA * np.median(np.abs(held - np.median(held)))


def profile(times_s: Floats, values: Floats, season: Season) -> tuple[Floats, Floats]:
    """Return centre and robust sigma of each row's slot in earlier periods; NaN where too few are known.

    ``times_s`` are seconds since any midnight of the series' own clock. A clock stepping back joins the running period.
    """
    slots = np.floor((times_s % season.period_s) / season.period_s * season.slots).astype(int)
    periods = np.floor(times_s / season.period_s)
    known = _Slots(season)
    centre, scale = np.full(len(values), np.nan), np.full(len(values), np.nan)
    running = periods[0]
    for row, (slot, value) in enumerate(zip(slots.tolist(), values.tolist(), strict=True)):
        if periods[row] > running:
            known.end_period()
            running = periods[row]
        centre[row] = known.centre[slot]
        scale[row] = max(known.scale[slot], known.floor)
        known.add(slot, value)
    return centre, scale


def expected(times_s: Floats, values: Floats) -> Floats:
    """Return what each row was expected to be: the recent level, or a season that has proved to be clearly better."""
    candidates = [
        before(median(values, _RECENT_ROWS)),
        profile(times_s, values, DAILY)[0],
        profile(times_s, values, WEEKLY)[0],
    ]
    errors = [_Error() for _ in candidates]
    result = np.empty(len(values))
    for row, value in enumerate(values.tolist()):
        best = 0
        for number in range(1, len(candidates)):
            usable = errors[number].rows >= _PROOF_ROWS and np.isfinite(candidates[number][row])
            if usable and errors[number].mean < _CLEARLY_BETTER * errors[best].mean:
                best = number
        result[row] = candidates[best][row]
        for number, candidate in enumerate(candidates):
            if np.isfinite(candidate[row]):
                errors[number].add(abs(value - candidate[row]))
    return result


class _Error:
    """A forgetting mean of absolute errors."""

    def __init__(self) -> None:
        self.rows, self.mean = 0, 0.0

    def add(self, error: float) -> None:
        self.rows += 1
        self.mean += max(_FORGETTING, 1.0 / self.rows) * (error - self.mean)


def hour_of_day_departure(times_s: Floats, values: Floats) -> Floats:
    """Return each row's distance from its hour of day, in robust sigmas; NaN while the hour is not known."""
    centre, scale = profile(times_s, values, HOURS_OF_DAY)
    least = 0.1 * FLOOR_SHARE * np.maximum.accumulate(np.abs(values - values[0])) + tiny(values)
    return np.asarray((values - centre) / (scale + least))
