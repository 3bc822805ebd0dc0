"""The next day of a series, hour by hour: what its season and its latest departure make likely, with an interval.

The forecast is the usual value of that hour (the median over earlier days of the hour of the week, of weekdays and
weekends, of the day, or of all hours) plus what is left of the departure that the last hours had. Which season, and how
fast departures fade, is what would have erred least on the days before. The interval is what those trials erred: the
same forecast, made a day's length before each of those days from what was known then, and the quantile of its absolute
errors (conformal prediction, Vovk et al. 2005, with a correction for few days), each in units of how much that hour
of the day usually scatters. Nothing is assumed of the errors' distribution, only that tomorrow is like those days.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from watchkeeper.understand.baselines.hours import HOURS
from watchkeeper.understand.baselines.robust import MAD_TO_SIGMA

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

HORIZON: Final = 24
CONFIDENCE: Final = 0.9
LEAST_TRIALS: Final = 9
"""With fewer days no quantile of their errors is an interval of 90 %."""
MOST_TRIALS: Final = 28
_LEARNED_DAYS: Final = 7
"""So many days come before the first that is tried, where there are enough."""
LEAST_DAYS: Final = LEAST_TRIALS + 2
_FADES_H: Final = (0.0, 6.0, 24.0, np.inf)
"""Half-lives of a departure, in hours."""
_LATEST_H: Final = 3
_LEAD_ENDS: Final = (2, 6, 12, HORIZON)
_LEAST_TO_KNOW: Final = 2
_MONDAY_TO_FRIDAY: Final = 5
_LEAST_SCATTER: Final = 1e-9
_KNOWN_SHARE: Final = 0.25


class Season(StrEnum):
    """Which hours are alike, from the plainest; where there are too few of a name, the one before it fills in."""

    NONE = "none"
    DAY = "day"
    WORKWEEK = "workweek"
    WEEK = "week"


_SEASONS: Final = tuple(Season)


@dataclass(frozen=True, slots=True)
class NextDay:
    """The next 24 hours: arrays of that length, in the unit of the history.

    ``fade_h`` is the half-life of a departure in hours (infinite: it stays, as
    in a series that wanders); ``trials`` is on how many earlier days the interval rests.
    """

    expected: Floats
    low: Floats
    high: Floats
    season: Season
    fade_h: float
    trials: int


def next_day(values: Floats, wall: Ints, ahead: Ints) -> NextDay | None:
    """Return the next day after hourly ``values``; None with fewer than eleven days, or without most of the last one.

    ``values`` has one entry an hour without a break, oldest first, NaN for none; ``wall`` is the hour of the week that
    each is called on the wall, and ``ahead`` what the next 24 hours are called.
    """
    known = np.isfinite(values)
    first = int(np.argmax(known)) if known.any() else len(values)
    history = _History(np.where(known, values, np.nan)[first:], np.concatenate([wall[first:], ahead]))
    now = len(history.values)
    days = now // HORIZON
    trials = min(MOST_TRIALS, max(days - _LEARNED_DAYS, LEAST_TRIALS))
    if days < LEAST_DAYS or known[-HORIZON:].mean() < _KNOWN_SHARE:
        return None
    best = min(_ways(history, [now - HORIZON * back for back in range(trials, 0, -1)]), key=lambda way: way.loss)
    if np.isfinite(best.errors).any(axis=1).sum() < LEAST_TRIALS:
        return None
    view = history.view(best.season, now)
    expected = view.expected(best.fade_h)
    reach = best.reach() * view.scatter
    return NextDay(expected, expected - reach, expected + reach, best.season, best.fade_h, trials)


def without_season(values: Floats, wall: Ints) -> Floats:
    """Return what is left of hourly ``values`` without the rhythm of workdays and weekends; NaN and infinities: NaN.

    ``wall`` is the hour of the week that each is called on the wall. Not the rhythm of weeks: in a month each of their
    hours has four witnesses, and the median of four follows each of them.
    """
    known = np.where(np.isfinite(values), values, np.nan)
    of = wall % 24 + 24 * (wall // 24 >= _MONDAY_TO_FRIDAY)
    middle, _ = _medians(known, of)
    return np.asarray(known - middle[of])


@dataclass(frozen=True, slots=True)
class _View:
    """What one season makes of the 24 hours after an origin, from what was known at it.

    ``departure`` is by how much the last hours differed from usual, ``scatter`` how far such hours usually do.
    """

    usual: Floats
    departure: float
    scatter: Floats

    def expected(self, fade_h: float) -> Floats:
        """Return the forecast when a departure is halved every ``fade_h`` hours."""
        if fade_h == 0:
            return self.usual
        return np.asarray(self.usual + self.departure * 0.5 ** (np.arange(1, HORIZON + 1) / fade_h))


class _History:
    """Hourly values and the names of their hours, and of those of the day after the last."""

    def __init__(self, values: Floats, wall: Ints) -> None:
        self.values = values
        hour = wall % 24
        weekend = wall // 24 >= _MONDAY_TO_FRIDAY
        self._hour = hour
        self._names = {
            Season.NONE: np.zeros_like(wall),
            Season.DAY: hour,
            Season.WORKWEEK: hour + 24 * weekend,
            Season.WEEK: wall,
        }

    def view(self, season: Season, origin: int) -> _View:
        """Return what ``season`` says at hour ``origin`` of the day that begins with it."""
        usual = self._usual(season, origin)
        residual = self.values[:origin] - usual[:origin]
        latest = residual[-_LATEST_H:]
        latest = latest[np.isfinite(latest)]
        departure = float(np.median(latest)) if len(latest) else 0.0
        scatter = _scatter(residual, self._hour[:origin])[self._hour[origin : origin + HORIZON]]
        return _View(usual[origin:], departure, scatter)

    def _usual(self, season: Season, origin: int) -> Floats:
        """Return the usual value of each hour up to a day after ``origin``; coarser names fill in for rare ones."""
        values = self.values[:origin]
        filled = np.full(origin + HORIZON, np.nanmedian(values))
        for name in _SEASONS[1 : _SEASONS.index(season) + 1]:
            of = self._names[name][: origin + HORIZON]
            middle, count = _medians(values, of[:origin])
            filled = np.where(count[of] >= _LEAST_TO_KNOW, middle[of], filled)
        return filled


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of forecasting, and what it erred on earlier days: (days, 24), in the values' unit and in scatters."""

    season: Season
    fade_h: float
    errors: Floats
    scaled: Floats

    @property
    def loss(self) -> float:
        """The mean absolute error."""
        return float(np.nanmean(np.abs(self.errors)))

    def reach(self) -> Floats:
        """Return how many scatters the interval reaches to each side, by lead; it never narrows with it."""
        found, start = np.zeros(HORIZON), 0
        for end in _LEAD_ENDS:
            found[start:end] = _conformal(np.abs(self.scaled[:, start:end]))
            start = end
        return np.maximum.accumulate(found)


def _ways(history: _History, origins: list[int]) -> Iterator[_Way]:
    """Try every season with every fading on the days that begin at ``origins``, the plainest first."""
    actual = np.array([history.values[origin : origin + HORIZON] for origin in origins])
    for season in _SEASONS:
        views = [history.view(season, origin) for origin in origins]
        scatter = np.array([view.scatter for view in views])
        for fade_h in _FADES_H:
            errors = actual - np.array([view.expected(fade_h) for view in views])
            yield _Way(season, fade_h, errors, errors / scatter)


def _conformal(errors: Floats) -> float:
    """Return the quantile of (days, leads) errors that covers a further day with ``CONFIDENCE``.

    The leads of one day go together, so it is the number of days that the correction for few of them counts.
    """
    days = int(np.isfinite(errors).any(axis=1).sum())
    known = errors[np.isfinite(errors)]
    return float(np.quantile(known, min(1.0, CONFIDENCE * (1 + 1 / days))))


def _medians(values: Floats, of: Ints) -> tuple[Floats, Ints]:
    """Return the median of the known values of each name (0 to 167), and how many there are."""
    known = np.isfinite(values)
    names, numbers = of[known], values[known]
    order = np.lexsort((numbers, names))
    ranked, count = numbers[order], np.bincount(names, minlength=HOURS)
    start = np.cumsum(count) - count
    last = max(len(ranked) - 1, 0)
    low, high = (np.minimum(start + np.maximum(count - back, 0) // 2, last) for back in (1, 0))
    return (ranked[low] + ranked[high]) / 2, count


def _scatter(residual: Floats, hour: Ints) -> Floats:
    """Return how far each hour of the day usually lies from usual: half its own spread, half that of all hours."""
    middle, count = _medians(np.abs(residual), hour)
    whole = float(np.nanmedian(np.abs(residual)))
    own = np.where(count[:HORIZON] >= _LEAST_TO_KNOW, middle[:HORIZON], whole)
    return np.maximum(np.hypot(own, whole) * MAD_TO_SIGMA, _LEAST_SCATTER)
