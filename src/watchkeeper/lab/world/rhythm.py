"""How load moves through a day: rates with a daily cycle and noise whose integral is known exactly.

A *profile* is a rate that averages 1 and never goes below zero: a day's wave and shorter ones with incommensurate
periods. Its integral is a closed formula, so a counter at any moment follows from seed and time, without history.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

PROFILES: Final = 64
PLAIN: Final = PROFILES
"""Index of the profile that is just elapsed time."""
WOBBLES: Final = 32
_DAY_S: Final = 86_400.0
_PERIODS_S: Final = np.array([_DAY_S, 43_200.0, 11_329.0, 2_851.0, 797.0, 263.0, 97.0, 31.0])
_AMPLITUDES: Final = np.array([0.45, 0.10, 0.08, 0.07, 0.07, 0.06, 0.06, 0.05])
_BUSY_HOUR_S: Final = 15 * 3600.0
_WOBBLE_PERIODS_S: Final = np.array([_DAY_S, 6_007.0, 601.0])
_WOBBLE_WEIGHTS: Final = np.array([0.6, 0.25, 0.15])


@dataclass(frozen=True, slots=True, eq=False)
class Rhythm:
    """The profiles and wobbles of one lab."""

    phases: Floats
    wobble_phases: Floats

    @classmethod
    def of(cls, seed: int) -> "Rhythm":
        """Draw the phases: every profile is busiest within a few hours of 15:00 UTC."""
        generator = np.random.default_rng(seed)
        phases = generator.uniform(0.0, 2 * np.pi, (PROFILES, len(_PERIODS_S)))
        peak_s = _BUSY_HOUR_S + generator.normal(0.0, 2.0 * 3600, PROFILES)
        phases[:, 0] = np.pi / 2 - 2 * np.pi * peak_s / _DAY_S
        return cls(phases, generator.uniform(0.0, 2 * np.pi, (WOBBLES, len(_WOBBLE_PERIODS_S))))

    def surplus(self, at_s: float) -> Floats:
        """Return how far each profile's integral is ahead of plain time at ``at_s`` (seconds); the last entry is 0.

        Differences between two moments, added to the time between them, are the profiles' integrals.
        """
        omega = 2 * np.pi / _PERIODS_S
        ahead = -(_AMPLITUDES / omega * np.cos(omega * at_s + self.phases)).sum(axis=1)
        return np.append(ahead, 0.0)

    def rates(self, at_s: float) -> Floats:
        """Return each profile's momentary rate (mean 1); the last entry is 1."""
        omega = 2 * np.pi / _PERIODS_S
        return np.append(1.0 + (_AMPLITUDES * np.sin(omega * at_s + self.phases)).sum(axis=1), 1.0)

    def wobble(self, at_s: float) -> Floats:
        """Return slow signals between -1 and 1, for temperatures, light and the like."""
        omega = 2 * np.pi / _WOBBLE_PERIODS_S
        signal: Floats = (_WOBBLE_WEIGHTS * np.sin(omega * at_s + self.wobble_phases)).sum(axis=1)
        return signal


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """The instant that all devices of a lab show until the next tick; epoch seconds."""

    tick: int
    at_s: float
    surplus: Floats
    rates: Floats
    wobble: Floats


class Ticker:
    """Cuts time into ticks of ``tick_s`` seconds that every process of a lab agrees on."""

    def __init__(self, rhythm: Rhythm, tick_s: float, now_s: float) -> None:
        self.rhythm = rhythm
        self._tick_s = tick_s
        self.moment = self._at(int(now_s / tick_s))

    def advance(self, now_s: float) -> Moment:
        """Return the moment that ``now_s`` (epoch seconds) belongs to; a clock that goes back changes nothing."""
        tick = int(now_s / self._tick_s)
        if tick > self.moment.tick:
            self.moment = self._at(tick)
        return self.moment

    def _at(self, tick: int) -> Moment:
        at_s = tick * self._tick_s
        rhythm = self.rhythm
        return Moment(tick, at_s, rhythm.surplus(at_s), rhythm.rates(at_s), rhythm.wobble(at_s))
