"""Reads the stored samples of the last hour and says what they mean for each device's health."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from watchkeeper.observe.series.query import DigestQuery, Figure
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.understand.health import scales
from watchkeeper.understand.health.measures import EndReading, Measures
from watchkeeper.understand.health.spreading import Objects, spreads

_WINDOW: Final = timedelta(hours=1)
_STEP_S: Final = 300
_DAY_S: Final = 86_400
_USUAL: Final = timedelta(days=7)
_LEAST_DAYS: Final = 3
_AT_ONCE: Final = 1_000
"""Devices of one reading: so few that their steps fit into memory and a busy machine is done within the time-out."""
_PERCENT: Final = 100.0
_LEAST_PPS: Final = 0.1
"""Below this many packets a second a share of errors says nothing."""
_NO_LIGHT_DBM: Final = -30.0
_MEANS: Final = ("in_ucast_pps", "out_ucast_pps", "in_errors_ps", "out_errors_ps", "speed_bps")
_REACH: Final = (("up", Figure.MEAN), ("rtt_avg_ms", Figure.MEAN))
_USUALLY: Final = (("rtt_avg_ms", Figure.MEDIAN), ("rtt_avg_ms", Figure.STEPS))
_PORTS: Final = (*((name, Figure.MEAN) for name in _MEANS), ("in_bps", Figure.P95), ("out_bps", Figure.P95))
_LIGHT: Final = (("rx_power_dbm", Figure.MEAN),)

Values = NDArray[np.float64]
Figures = tuple[tuple[str, Figure], ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """Figures of many objects, as columns under ``<metric>_<figure>``, NaN where there is none."""

    objects: Objects
    columns: Mapping[str, Values]

    def by_object(self, column: str) -> dict[tuple[int, str], float]:
        """Return the values that are known."""
        of, values = self.objects, self.columns[column]
        names = zip(of.devices.tolist(), of.names, values.tolist(), strict=True)
        return {(device, name): value for device, name, value in names if value == value}  # noqa: PLR0124 - not NaN


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
        ordered = sorted(device_ids)
        for start in range(0, len(ordered), _AT_ONCE):
            found |= self._some(tuple(ordered[start : start + _AT_ONCE]), link_ends, now, low_light or {})
        return found

    def _some(
        self,
        ids: tuple[int, ...],
        link_ends: Mapping[int, Collection[str]],
        now: datetime,
        low_light: Mapping[tuple[int, str], float],
    ) -> dict[int, Measures]:
        reach = self._ask("availability", ids, _REACH, now - _WINDOW, now, _STEP_S, link_ends)
        usual = self._ask("availability", ids, _USUALLY, now - _USUAL, now, _DAY_S, link_ends)
        ports = self._ask("interface", ids, _PORTS, now - _WINDOW, now, _STEP_S, link_ends)
        light = self._ask("optics", ids, _LIGHT, now - _WINDOW, now, _STEP_S, link_ends)
        errors, used = _errors(ports.columns), _used(ports.columns)
        margins = self._margins(light, low_light)
        by_errors = spreads(ports.objects, errors, scales.errors_of(errors))
        by_use = spreads(ports.objects, used, scales.capacity_of(used))
        by_light = spreads(light.objects, margins, scales.optics_of(margins))
        up, rtt, usually = reach.by_object("up_mean"), reach.by_object("rtt_avg_ms_mean"), _usual(usual)
        ends = _ends(ports.objects, errors, used), _ends(light.objects, margins)
        found = {}
        for one in ids:
            way = next((way for way in ("icmp", "snmp") if (one, way) in rtt), "icmp")
            found[one] = Measures(
                ping_share=up.get((one, "icmp")),
                snmp_share=up.get((one, "snmp")),
                rtt_ms=rtt.get((one, way)),
                usual_rtt_ms=usually.get((one, way)),
                errors=by_errors.get(one),
                capacity=by_use.get(one),
                optics=by_light.get(one),
                ends={name: _end(one, name, *ends) for name in sorted(link_ends.get(one, ()))},
            )
        return found

    def _ask(
        self,
        family: str,
        ids: tuple[int, ...],
        figures: Figures,
        start: datetime,
        end: datetime,
        step_s: int,
        link_ends: Mapping[int, Collection[str]],
    ) -> _Read:
        table = self._series.digest(DigestQuery(family, (ids[0], ids[-1]), start, end, figures, step_s))
        devices = table["device_id"].to_numpy().astype(np.int64)
        wanted = np.isin(devices, ids)
        if not wanted.all():
            table, devices = table.filter(wanted), devices[wanted]
        names: list[str] = table["object"].to_pylist()
        flags = [name in link_ends.get(device, ()) for device, name in zip(devices.tolist(), names, strict=True)]
        columns = {
            f"{metric}_{figure}": table[f"{metric}_{figure}"].to_numpy().astype(np.float64)
            for metric, figure in figures
        }
        return _Read(Objects(devices, names, np.array(flags, dtype=bool)), columns)

    def _margins(self, light: _Read, low_light: Mapping[tuple[int, str], float]) -> Values:
        """Return by how many dB light is above its module's own alarm, or above what is assumed.

        NaN for a port without light, unless a link ends there: then its darkness means something.
        """
        of, power = light.objects, light.columns["rx_power_dbm_mean"]
        names = zip(of.devices.tolist(), of.names, strict=True)
        low = np.array([low_light.get(one, self._light_low_dbm) for one in names], dtype=np.float64)
        return np.where((power <= _NO_LIGHT_DBM) & ~of.ends, np.nan, power - low)


def _errors(columns: Mapping[str, Values]) -> Values:
    """Return the worse direction's share of packets with errors; NaN when too few packets say anything."""
    shares = []
    for direction in ("in", "out"):
        errors, good = columns[f"{direction}_errors_ps_mean"], columns[f"{direction}_ucast_pps_mean"]
        packets = errors + good
        enough = packets >= _LEAST_PPS
        shares.append(np.where(enough, errors / np.where(enough, packets, 1.0), np.nan))
    return np.asarray(np.fmax(*shares), dtype=np.float64)


def _used(columns: Mapping[str, Values]) -> Values:
    """Return the 95th percentile of the busier direction's use in percent; NaN without a speed."""
    speed = columns["speed_bps_mean"]
    known = speed > 0
    busier = np.fmax(columns["in_bps_p95"], columns["out_bps_p95"])
    return np.where(known, busier / np.where(known, speed, 1.0) * _PERCENT, np.nan)


def _usual(read: _Read) -> dict[tuple[int, str], float]:
    """Return the median of the days' means, where there are three days."""
    days = read.by_object("rtt_avg_ms_steps")
    medians = read.by_object("rtt_avg_ms_median")
    return {one: value for one, value in medians.items() if days[one] >= _LEAST_DAYS}


_Ends = dict[tuple[int, str], list[float | None]]


def _ends(objects: Objects, *columns: Values) -> _Ends:
    """Return what is known of the objects at which links end, a value a column."""
    rows = np.flatnonzero(objects.ends).tolist()
    return {
        (int(objects.devices[row]), objects.names[row]): [
            float(column[row]) if np.isfinite(column[row]) else None for column in columns
        ]
        for row in rows
    }


def _end(device_id: int, name: str, ports: _Ends, light: _Ends) -> EndReading:
    errors, used = ports.get((device_id, name), (None, None))
    (margin,) = light.get((device_id, name), (None,))
    return EndReading(errors_share=errors, used_percent=used, margin_db=margin)
