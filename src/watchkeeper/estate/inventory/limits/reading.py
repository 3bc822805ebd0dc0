"""The limits in a device's report, under the names and in the units of its samples."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, Final

from watchkeeper.estate.drivers.snmp.report import NO_LIMITS, DeviceReport, SensorReport
from watchkeeper.estate.drivers.snmp.samples import in_optics_unit, is_optical, sensor_columns
from watchkeeper.estate.inventory.facts import device_text
from watchkeeper.kit.families import OPTICS, SENSOR

SIDES: Final = ("low_alarm", "low_warning", "high_warning", "high_alarm")
"""The limits from the lowest to the highest, as columns."""
_WIDTH: Final = 255


@dataclass(frozen=True, slots=True)
class DeviceLimits:
    """The limits that a device gave at ``at`` (UTC), as rows; of a report in part nothing is forgotten."""

    device_id: int
    at: datetime
    rows: Sequence[Mapping[str, Any]] = ()
    complete: bool = True


def limits_of(device_id: int, report: DeviceReport, at: datetime) -> DeviceLimits:
    """Return the limits in a report. Readings of optics are named by their port, others as their samples are."""
    ports = {port.if_index: port.name for port in report.interfaces}
    plain = [reading for reading in report.sensors if not is_optical(reading)]
    rows = [
        _row(reading, SENSOR.name, "value", str(name), reading.unit)
        for reading, name in zip(plain, sensor_columns(plain)["object"], strict=True)
        if reading.limits != NO_LIMITS and reading.sensor_class != "state"
    ]
    rows += [
        _row(reading, OPTICS.name, reading.optic, ports[reading.if_index], OPTICS.metrics.get(reading.optic, ""))
        for reading in report.sensors
        if is_optical(reading) and reading.limits != NO_LIMITS and reading.if_index in ports
    ]
    told = {(row["family"], row["metric"], row["object"], row["lane"]): row for row in rows if _says_something(row)}
    return DeviceLimits(device_id, at, list(told.values()), report.error is None and not report.partial)


def in_order(limits: Iterable[float | None]) -> bool:
    """Tell whether limits, given from the lowest to the highest, rise strictly; missing ones are passed over."""
    known = [limit for limit in limits if limit is not None]
    return all(lower < higher for lower, higher in pairwise(known))


def _row(reading: SensorReport, family: str, metric: str, name: str, unit: str) -> dict[str, Any]:
    given = (reading.limits.low, reading.limits.low_warn, reading.limits.high_warn, reading.limits.high)
    values = [_in_unit(limit, reading, family) for limit in given]
    return {
        "family": family,
        "metric": metric,
        "object": device_text(name, _WIDTH),
        "lane": device_text(reading.index, _WIDTH),
        "label": device_text(reading.descr, _WIDTH),
        "unit": device_text(unit, 32),
        **dict(zip(SIDES, values, strict=True)),
        "usable": in_order(values),
    }


def _in_unit(limit: float | None, reading: SensorReport, family: str) -> float | None:
    if limit is None or not math.isfinite(limit):
        return None
    value = in_optics_unit(reading.optic, reading.sensor_class, limit) if family == OPTICS.name else limit
    return None if value is None else round(value, 6)


def _says_something(row: Mapping[str, Any]) -> bool:
    return any(row[side] is not None for side in SIDES)
