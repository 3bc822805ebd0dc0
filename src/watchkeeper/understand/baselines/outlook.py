"""The forecasts of one device: light that fades, disks and links that fill up, batteries that wear out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from watchkeeper.estate.inventory.limits.recording import SeriesLimit
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.observe.series.query import SeriesPoints, SeriesQuery, SeriesResult
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.understand.baselines.forecasting import Forecast, soonest
from watchkeeper.understand.baselines.settings import ForecastSettings

_HOUR_S = 3_600
_PERCENT = 100.0


@dataclass(frozen=True, slots=True)
class Outlook:
    """A series and when it reaches its threshold. ``at`` is the moment of its last hour.

    ``given`` says that the device itself gives the threshold; else it is a setting.
    """

    family: str
    metric: str
    object: str
    unit: str
    rising: bool
    at: datetime
    forecast: Forecast
    given: bool = False


class Forecaster:
    """Asks the store for the last days and looks ahead."""

    def __init__(self, series: SeriesService, settings: ForecastSettings, clock: Clock = utc_now) -> None:
        self._series = series
        self._settings = settings
        self._clock = clock

    def outlooks(self, device_id: int, limits: Sequence[SeriesLimit] = ()) -> list[Outlook]:
        """Return the forecasts of a device, the soonest first. Raises QueryFailedError.

        ``limits`` are the alarms that its optical modules give; they count instead of assumed ones.
        """
        found = [
            *self._optics(device_id, limits),
            *self._storage(device_id),
            *self._links(device_id),
            *self._batteries(device_id),
        ]
        return sorted(found, key=lambda one: one.forecast.days)

    def _optics(self, device_id: int, limits: Sequence[SeriesLimit]) -> Iterator[Outlook]:
        own = {(one.metric, one.object): one for one in limits}
        metrics = tuple(sorted({"rx_power_dbm", *(one.metric for one in limits)}))
        result = self._hours(device_id, "optics", metrics)
        for one in result.series:
            limit = own.get((one.metric, one.object))
            low = None if limit is None else limit.low
            if low is not None:
                yield from _ahead(result, one, low, rising=False, given=True)
            elif one.metric == "rx_power_dbm":
                yield from _ahead(result, one, self._settings.light_low_dbm, rising=False)
            if limit is not None and limit.high is not None:
                yield from _ahead(result, one, limit.high, rising=True, given=True)

    def _storage(self, device_id: int) -> Iterator[Outlook]:
        disks = self._labelled(device_id, "host", "kind", {"storage"})
        result = self._hours(device_id, "host", ("used_percent",), disks)
        for one in result.series if disks else ():
            yield from _ahead(result, one, self._settings.disk_percent, rising=True)

    def _links(self, device_id: int) -> Iterator[Outlook]:
        result = self._hours(device_id, "interface", ("in_bps", "out_bps", "speed_bps"))
        speeds = {one.object: one.values[np.isfinite(one.values)] for one in result.series if one.metric == "speed_bps"}
        for one in result.series:
            speed = speeds.get(one.object)
            if one.metric != "speed_bps" and speed is not None and len(speed) and speed[-1] > 0:
                share = self._settings.utilisation_percent / _PERCENT
                yield from _ahead(result, one, share * float(speed[-1]), rising=True)

    def _batteries(self, device_id: int) -> Iterator[Outlook]:
        limits = {"charge": self._settings.charge_percent, "runtime": self._settings.runtime_minutes}
        for name, limit in limits.items():
            objects = self._labelled(device_id, "sensor", "sensor_class", {name})
            result = self._hours(device_id, "sensor", ("value",), objects)
            for one in result.series if objects else ():
                yield from _ahead(result, one, limit, rising=False)

    def _labelled(self, device_id: int, family: str, label: str, wanted: set[str]) -> tuple[str, ...]:
        rows = self._series.latest(family, [device_id])
        pairs = zip(rows["object"].to_pylist(), rows[label].to_pylist(), strict=True)
        return tuple(sorted({str(name) for name, value in pairs if value in wanted}))

    def _hours(
        self, device_id: int, family: str, metrics: tuple[str, ...], objects: tuple[str, ...] = ()
    ) -> SeriesResult:
        end = self._clock()
        start = end - timedelta(days=self._settings.history_days)
        return self._series.query(SeriesQuery(family, (device_id,), start, end, metrics, objects, _HOUR_S))


def _ahead(
    result: SeriesResult, one: SeriesPoints, threshold: float, *, rising: bool, given: bool = False
) -> Iterator[Outlook]:
    forecast = soonest(result.epoch_ms / (_HOUR_S * 1000), one.values, threshold, rising=rising)
    if forecast is not None:
        last = int(result.epoch_ms[np.flatnonzero(np.isfinite(one.values))[-1]])
        at = datetime.fromtimestamp(last / 1000, tz=result.start.tzinfo) + timedelta(seconds=_HOUR_S)
        yield Outlook(result.family, one.metric, one.object, one.unit, rising, at, forecast, given)
