"""Reads the hours of many devices from the store and says what reaches its limit. Synchronous."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from watchkeeper.estate.inventory.limits.recording import SeriesLimit
from watchkeeper.kit.families import FAMILIES
from watchkeeper.observe.series.query import Grid, GridQuery
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.understand.baselines.settings import ForecastSettings
from watchkeeper.understand.capacity import screening
from watchkeeper.understand.capacity.judging import Sighting, judged, sketch
from watchkeeper.understand.capacity.kinds import Kind

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Alarms = Mapping[tuple[int, str, str], SeriesLimit]
"""The alarm limits that optical modules give, by device, metric and object."""

_HOUR_S: Final = 3_600
_DAY_S: Final = 86_400
_PERCENT: Final = 100.0
_RECEIVED: Final = "rx_power_dbm"
_POWERS: Final = frozenset({_RECEIVED, "tx_power_dbm"})
_NO_LIGHT_DBM: Final = -30.0
"""Ports without light have no margin that could shrink; that they are dark is told elsewhere."""
_BUSY_SHARE: Final = 0.5
"""Links whose busiest day came to this share of the limit are looked at hour by hour, whatever their days' trend."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """One series and what is said of it. ``at`` is the end of its last known hour."""

    kind: Kind
    device_id: int
    family: str
    metric: str
    object: str
    unit: str
    rising: bool
    given: bool
    threshold: float
    at: datetime
    sighting: Sighting
    history_from: datetime
    history_step_s: int
    history: list[float | None]


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen, and how many other series have no trend or too little history, by device and kind."""

    outlooks: list[Outlook] = field(default_factory=list)
    steady: Counter[tuple[int, Kind]] = field(default_factory=Counter)
    short: Counter[tuple[int, Kind]] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Limits:
    """The limits of the rows of a grid: NaN where there is none; ``given``: by the device."""

    values: Floats
    given: Flags
    rising: bool


class Lookout:
    """Looks ahead of some devices at a time."""

    def __init__(self, series: SeriesService, settings: ForecastSettings) -> None:
        self._series = series
        self._settings = settings

    def look(self, device_ids: Sequence[int], alarms: Alarms, now: datetime) -> Looked:
        """Return what of these devices, which are sorted, reaches its limit. Raises QueryFailedError."""
        found = Looked()
        end = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        asked = _Asked(self._series, tuple(device_ids), end - timedelta(days=self._settings.history_days), end)
        self._optics(asked, alarms, found)
        self._disks(asked, found)
        self._links(asked, found)
        self._batteries(asked, found)
        return found

    def _optics(self, asked: "_Asked", alarms: Alarms, found: Looked) -> None:
        for metric in sorted({_RECEIVED, *(metric for _, metric, _ in alarms)}):
            grid = asked.hours("optics", (metric,))
            own = [alarms.get((device, metric, name)) for device, name in _names(grid)]
            assumed = self._settings.light_low_dbm if metric == _RECEIVED else np.nan
            given = np.array([one is not None and one.low is not None for one in own], dtype=bool)
            low = np.array([assumed if one is None or one.low is None else one.low for one in own], dtype=np.float64)
            high = np.array([np.nan if one is None or one.high is None else one.high for one in own], dtype=np.float64)
            if metric in _POWERS:
                grid.values[metric][grid.values[metric] <= _NO_LIGHT_DBM] = np.nan
            _take(Kind.OPTICS, "optics", metric, grid, _Limits(low, given, rising=False), found)
            _take(Kind.OPTICS, "optics", metric, grid, _Limits(high, np.isfinite(high), rising=True), found)

    def _disks(self, asked: "_Asked", found: Looked) -> None:
        disks = asked.labelled("host", "kind", "storage")
        grid = asked.hours("host", ("used_percent",), disks)
        limits = np.array([self._settings.disk_percent if one in disks else np.nan for one in _names(grid)])
        _take(Kind.DISK, "host", "used_percent", grid, _Limits(limits, _none(grid), rising=True), found)

    def _batteries(self, asked: "_Asked", found: Looked) -> None:
        wanted = {"charge": self._settings.charge_percent, "runtime": self._settings.runtime_minutes}
        for sensor_class, limit in wanted.items():
            own = asked.labelled("sensor", "sensor_class", sensor_class)
            grid = asked.hours("sensor", ("value",), own)
            limits = np.array([limit if one in own else np.nan for one in _names(grid)])
            _take(Kind.BATTERY, "sensor", "value", grid, _Limits(limits, _none(grid), rising=False), found)

    def _links(self, asked: "_Asked", found: Looked) -> None:
        """Look at the days of all links, and hour by hour at those that their days make worth it."""
        days = asked.days("interface", ("in_bps", "out_bps", "speed_bps"))
        speed = screening.latest(days.values["speed_bps"])
        limits = np.where(speed > 0, speed, np.nan) * self._settings.utilisation_percent / _PERCENT
        names = _names(days)
        for metric in ("in_bps", "out_bps"):
            values = days.values[metric]
            worth = _worth_a_look(values, limits)
            _count(
                Kind.LINK,
                days.devices,
                np.isfinite(limits) & ~worth,
                np.asarray(~np.isfinite(values).any(axis=1)),
                found,
            )
            limit_of = {names[row]: float(limits[row]) for row in np.flatnonzero(worth).tolist()}
            grid = asked.hours("interface", (metric,), frozenset(limit_of))
            own = np.array([limit_of.get(one, np.nan) for one in _names(grid)])
            _take(Kind.LINK, "interface", metric, grid, _Limits(own, _none(grid), rising=True), found)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Some devices and a time; what the store has of them."""

    series: SeriesService
    devices: tuple[int, ...]
    start: datetime
    end: datetime

    def hours(self, family: str, metrics: tuple[str, ...], only: frozenset[tuple[int, str]] | None = None) -> Grid:
        """Return the hourly means of all objects, or of those of ``only``."""
        return self._grid(family, metrics, _HOUR_S, only)

    def days(self, family: str, metrics: tuple[str, ...]) -> Grid:
        """Return the means of whole UTC days; the one that runs is left out, which has not had all of its hours."""
        return self._grid(family, metrics, _DAY_S, None)

    def labelled(self, family: str, label: str, wanted: str) -> frozenset[tuple[int, str]]:
        """Return the objects whose latest sample has this label."""
        rows = self.series.latest(family, self.devices)
        named = zip(rows["device_id"].to_pylist(), rows["object"].to_pylist(), rows[label].to_pylist(), strict=True)
        return frozenset((device, str(name)) for device, name, value in named if value == wanted)

    def _grid(
        self, family: str, metrics: tuple[str, ...], step_s: int, only: frozenset[tuple[int, str]] | None
    ) -> Grid:
        if only is not None and not only:
            return _nothing(metrics)
        devices = sorted({device for device, _ in only}) if only is not None else self.devices
        end = self.end.replace(hour=0) if step_s == _DAY_S else self.end
        query = GridQuery(
            family, (devices[0], devices[-1]), self.start, end, metrics, step_s, tuple(sorted(only or ()))
        )
        grid = self.series.grid(query)
        return _only(grid, np.isin(grid.devices, self.devices))


def _take(kind: Kind, family: str, metric: str, grid: Grid, of: _Limits, found: Looked) -> None:
    """Judge the rows that have a limit; put what is seen, and what else there is, into ``found``."""
    rows = np.flatnonzero(np.isfinite(of.values))
    if not len(rows):
        return
    if grid.step_s != _HOUR_S:  # hours are no longer kept for as long as that
        every = np.ones(len(rows), dtype=bool)
        _count(kind, grid.devices[rows], every, every, found)
        return
    values = grid.values[metric][rows]
    verdict = judged(grid.epoch_ms / (_HOUR_S * 1000), values, of.values[rows], rising=of.rising)
    rest = np.ones(len(rows), dtype=bool)
    for one in verdict.seen:
        row = int(rows[one.row])
        rest[one.row] = False
        history, each = sketch(values[one.row])
        start_ms = int(grid.epoch_ms[len(grid.epoch_ms) % each])
        found.outlooks.append(
            Outlook(
                kind=kind,
                device_id=int(grid.devices[row]),
                family=family,
                metric=metric,
                object=grid.objects[row],
                unit=grid.units[row] or FAMILIES[family].metrics[metric],
                rising=of.rising,
                given=bool(of.given[row]),
                threshold=float(of.values[row]),
                at=_moment(int(grid.epoch_ms[one.last])) + timedelta(hours=1),
                sighting=one,
                history_from=_moment(start_ms),
                history_step_s=each * _HOUR_S,
                history=history,
            )
        )
    _count(kind, grid.devices[rows], rest, verdict.short, found)


def _count(kind: Kind, devices: NDArray[np.int64], rest: Flags, short: Flags, found: Looked) -> None:
    for counter, rows in ((found.short, rest & short), (found.steady, rest & ~short)):
        numbers, counts = np.unique(devices[rows], return_counts=True)
        counter.update(dict(zip(((number, kind) for number in numbers.tolist()), counts.tolist(), strict=True)))


def _worth_a_look(days: Floats, limits: Floats) -> Flags:
    """Tell which links may reach their limit by the means of their days, or are busy enough to do so of a sudden."""
    busiest = np.where(np.isfinite(days), days, -np.inf).max(axis=1, initial=-np.inf)
    return np.asarray(screening.climbing_days(days, limits) | (busiest >= _BUSY_SHARE * limits))


def _names(grid: Grid) -> list[tuple[int, str]]:
    return list(zip(grid.devices.tolist(), grid.objects, strict=True))


def _none(grid: Grid) -> Flags:
    return np.zeros(len(grid.devices), dtype=bool)


def _nothing(metrics: tuple[str, ...]) -> Grid:
    empty = np.empty(0, dtype=np.int64)
    return Grid(_HOUR_S, empty, empty, [], [], {metric: np.empty((0, 0)) for metric in metrics})


def _only(grid: Grid, rows: Flags) -> Grid:
    if rows.all():
        return grid
    kept = np.flatnonzero(rows).tolist()
    objects, units = [grid.objects[row] for row in kept], [grid.units[row] for row in kept]
    values = {metric: array[rows] for metric, array in grid.values.items()}
    return Grid(grid.step_s, grid.epoch_ms, grid.devices[rows], objects, units, values)


def _moment(epoch_ms: int) -> datetime:
    return datetime.fromtimestamp(epoch_ms / 1000, UTC)
