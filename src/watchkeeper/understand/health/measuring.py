"""Reads the stored samples of the last hour and says what they mean for each device's health."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from watchkeeper.observe.series.query import SeriesQuery, SeriesResult
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.understand.health import scales
from watchkeeper.understand.health.measures import EndReading, Measures, Reading, spread

_WINDOW: Final = timedelta(hours=1)
_STEP_S: Final = 300
_DAY_S: Final = 86_400
_USUAL_DAYS: Final = 7
_LEAST_DAYS: Final = 3
_AT_ONCE: Final = 25
_PERCENT: Final = 100.0
_P95: Final = 95
_LEAST_PPS: Final = 0.1
"""Below this many packets a second a share of errors says nothing."""
_NO_LIGHT_DBM: Final = -30.0
_RATES: Final = (
    "in_bps", "out_bps", "in_ucast_pps", "out_ucast_pps", "in_errors_ps", "out_errors_ps", "speed_bps",
)  # fmt: skip

Values = NDArray[np.float64]
Table = dict[int, dict[str, dict[str, Values]]]
"""device → object → metric → one value a step, NaN where there is none."""


class Measurer:
    """Measures devices from the series store. Synchronous: callers run it in a thread.

    ``light_low_dbm`` is too little received light where a module says nothing of it itself.
    """

    def __init__(self, series: SeriesService, light_low_dbm: float) -> None:
        self._series = series
        self._light_low_dbm = light_low_dbm

    def measure(
        self,
        device_ids: Sequence[int],
        link_ends: Mapping[int, Collection[str]],
        now: datetime,
        low_light: Mapping[tuple[int, str], float] | None = None,
    ) -> dict[int, Measures]:
        """Return the measures of devices. ``link_ends``: the interfaces of each at which links end.

        ``low_light``: the low alarms of received light, in dBm, that modules give, by device and port.
        Raises QueryFailedError.
        """
        found: dict[int, Measures] = {}
        for start in range(0, len(device_ids), _AT_ONCE):
            found |= self._some(tuple(device_ids[start : start + _AT_ONCE]), link_ends, now, low_light or {})
        return found

    def _some(
        self,
        ids: tuple[int, ...],
        link_ends: Mapping[int, Collection[str]],
        now: datetime,
        low_light: Mapping[tuple[int, str], float],
    ) -> dict[int, Measures]:
        reach = self._ask("availability", ids, ("up", "rtt_avg_ms"), now - _WINDOW, now, _STEP_S)
        usual = self._ask("availability", ids, ("rtt_avg_ms",), now - timedelta(days=_USUAL_DAYS), now, _DAY_S)
        ports = self._ask("interface", ids, _RATES, now - _WINDOW, now, _STEP_S)
        light = self._ask("optics", ids, ("rx_power_dbm",), now - _WINDOW, now, _STEP_S)
        return {
            one: self._device(
                reach.get(one, {}),
                usual.get(one, {}),
                ports.get(one, {}),
                self._margins(one, light.get(one, {}), low_light, link_ends.get(one, ())),
                link_ends.get(one, ()),
            )
            for one in ids
        }

    def _ask(
        self, family: str, ids: tuple[int, ...], metrics: tuple[str, ...], start: datetime, end: datetime, step_s: int
    ) -> Table:
        return _table(self._series.query(SeriesQuery(family, ids, start, end, metrics, step_s=step_s)))

    def _margins(
        self,
        device_id: int,
        light: Mapping[str, Mapping[str, Values]],
        low_light: Mapping[tuple[int, str], float],
        link_ends: Collection[str],
    ) -> dict[str, float | None]:
        """Return by how many dB each port's light is above its module's own alarm, or above what is assumed."""
        return {
            name: _margin(one, low_light.get((device_id, name), self._light_low_dbm), dark=name in link_ends)
            for name, one in light.items()
        }

    @staticmethod
    def _device(
        reach: Mapping[str, Mapping[str, Values]],
        usual: Mapping[str, Mapping[str, Values]],
        ports: Mapping[str, Mapping[str, Values]],
        margins: Mapping[str, float | None],
        link_ends: Collection[str],
    ) -> Measures:
        errors = {name: _errors(port) for name, port in ports.items()}
        used = {name: _used(port) for name, port in ports.items()}
        way = next((one for one in ("icmp", "snmp") if _mean(reach.get(one, {}).get("rtt_avg_ms")) is not None), "icmp")
        return Measures(
            ping_share=_mean(reach.get("icmp", {}).get("up")),
            snmp_share=_mean(reach.get("snmp", {}).get("up")),
            rtt_ms=_mean(reach.get(way, {}).get("rtt_avg_ms")),
            usual_rtt_ms=_usual(usual.get(way, {}).get("rtt_avg_ms")),
            errors=spread(_readings(errors, scales.errors, link_ends)),
            capacity=spread(_readings(used, scales.capacity, link_ends)),
            optics=spread(_readings(margins, scales.optics, link_ends)),
            ends={
                name: EndReading(
                    errors_share=errors.get(name), used_percent=used.get(name), margin_db=margins.get(name)
                )
                for name in sorted(link_ends)
            },
        )


def _table(result: SeriesResult) -> Table:
    found: Table = {}
    for one in result.series:
        found.setdefault(one.device_id, {}).setdefault(one.object, {})[one.metric] = one.values
    return found


def _readings(
    values: Mapping[str, float | None], scale: Callable[[float], float], link_ends: Collection[str]
) -> list[tuple[Reading, bool]]:
    return [
        (Reading(object=name, value=value, score=scale(value)), name in link_ends)
        for name, value in values.items()
        if value is not None
    ]


def _mean(values: Values | None) -> float | None:
    if values is None:
        return None
    known = values[np.isfinite(values)]
    return float(known.mean()) if known.size else None


def _usual(days: Values | None) -> float | None:
    """Return the median of the days' means, None with fewer than three days."""
    if days is None:
        return None
    known = days[np.isfinite(days)]
    return float(np.median(known)) if known.size >= _LEAST_DAYS else None


def _errors(port: Mapping[str, Values]) -> float | None:
    """Return the worse direction's share of packets with errors; None when too few packets say anything."""
    shares = []
    for direction in ("in", "out"):
        errors, packets = _mean(port.get(f"{direction}_errors_ps")), _mean(port.get(f"{direction}_ucast_pps"))
        if errors is not None and packets is not None and errors + packets >= _LEAST_PPS:
            shares.append(errors / (errors + packets))
    return max(shares, default=None)


def _used(port: Mapping[str, Values]) -> float | None:
    """Return the 95th percentile of the busier direction's use in percent; None without a speed."""
    speed = _mean(port.get("speed_bps"))
    if speed is None or speed <= 0:
        return None
    uses = []
    for direction in ("in_bps", "out_bps"):
        values = port.get(direction)
        known = values[np.isfinite(values)] if values is not None else np.empty(0)
        if known.size:
            uses.append(float(np.percentile(known, _P95)) / speed * _PERCENT)
    return max(uses, default=None)


def _margin(light: Mapping[str, Values], low_dbm: float, *, dark: bool) -> float | None:
    """Return the margin in dB; None for a port without light, unless its darkness (``dark``) means something."""
    power = _mean(light.get("rx_power_dbm"))
    return None if power is None or (power <= _NO_LIGHT_DBM and not dark) else power - low_dbm
