"""From the hours of many series and their limits to what is said of each of them. Pure."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from watchkeeper.understand.baselines.forecasting import LEAST_HOURS, RECENT_HOURS, Drift, Forecast, drift, until
from watchkeeper.understand.capacity import screening
from watchkeeper.understand.capacity.kinds import State

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_MOST_POINTS: Final = 56
"""Of the history that is kept: a fortnight in steps of six hours."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What is said of the series in ``row``. ``last`` is the column of its last known hour.

    ``drift`` is None where a series past its limit does not move for certain; ``latest_days`` is None where the gentler
    end of the slope's interval may not get there within the horizon.
    """

    row: int
    state: State
    last: int
    level: float
    drift: Drift | None
    days: float
    earliest_days: float
    latest_days: float | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was seen, and which of the other rows have too little history, or none of the last day.

    The rest has no trend towards its limit.
    """

    seen: list[Sighting]
    short: Flags


def judged(hours: Floats, values: Floats, limits: Floats, *, rising: bool) -> Verdict:
    """Judge rows of hourly ``values`` (NaN for none) at ``hours``; ``limits`` has one entry a row.

    The same as ``forecasting.soonest`` says of each, which looks at all of the history and at its end alone.
    """
    sign = 1.0 if rising else -1.0
    climb, limit = sign * values, sign * limits
    lately = np.isfinite(values[:, -screening.DAY :]).any(axis=1)
    enough = lately & (screening.known_hours(values) >= LEAST_HOURS)
    whole = enough & screening.climbing(climb, limit)
    late = enough & screening.climbing_of_late(climb, limit)
    near = enough & screening.near(climb, limit)
    seen = []
    for row in np.flatnonzero(whole | late | near).tolist():
        looks = (bool(whole[row] or near[row]), bool(late[row]))
        one = _one(row, hours, values[row], float(limits[row]), looks, rising=rising)
        seen += [one] if one is not None else []
    return Verdict(seen, ~enough)


def _one(
    row: int, hours: Floats, values: Floats, limit: float, looks: tuple[bool, bool], *, rising: bool
) -> Sighting | None:
    known = np.flatnonzero(np.isfinite(values))
    at_all, of_late = looks
    parts = [part for part, wanted in ((known, at_all), (known[-RECENT_HOURS:], of_late)) if wanted]
    drifts = [found for part in parts if (found := drift(hours[part], values[part])) is not None]
    ahead = [each for one in drifts if (each := until(one, limit, rising=rising)) is not None]
    last = int(known[-1])
    soonest = min(ahead, key=lambda one: one.days, default=None)
    if soonest is not None:
        return _drifting(row, last, soonest)
    level = float(screening.last_day(values[None, : last + 1])[0])
    past = level >= limit if rising else level <= limit
    return Sighting(row, State.REACHED, last, level, None, 0.0, 0.0, 0.0) if past else None


def _drifting(row: int, last: int, found: Forecast) -> Sighting:
    state = State.REACHED if found.days <= 0 else State.AHEAD
    latest = found.latest_days if math.isfinite(found.latest_days) else None
    return Sighting(row, state, last, found.drift.level, found.drift, found.days, found.earliest_days, latest)


def sketch(values: Floats) -> tuple[list[float | None], int]:
    """Return the course of one series in few points, means of as many values each, and how many values those are.

    Values at the beginning that make no whole point are left out.
    """
    each = max(1, -(-len(values) // _MOST_POINTS))
    parts = values[len(values) % each :].reshape(-1, each)
    return [_mean(part) for part in parts], each


def _mean(part: Floats) -> float | None:
    known = part[np.isfinite(part)]
    return float(f"{known.mean():.6g}") if len(known) else None
