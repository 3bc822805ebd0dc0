"""From a device's readings to the columns of the sensor, optics and host families."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from watchkeeper.estate.drivers.snmp.report import PoolReport, ProcessorReport, SensorReport
from watchkeeper.kit.units import NO_LIGHT_DBM, milliwatt_to_dbm

Columns = dict[str, Sequence[object]]

SEVERITY_CODES: Final[Mapping[str, int]] = {"ok": 0, "warning": 1, "critical": 2}
_OPTICS: Final = ("rx_power_dbm", "tx_power_dbm", "bias_ma", "temperature_c", "voltage_v")
_MILLI: Final = 1000.0


def distinct(names: Iterable[tuple[str, str]]) -> list[str]:
    """Return one name per (name, index): the name, with ``#index`` wherever a device has several of that name."""
    listed = list(names)
    often = Counter(name for name, _ in listed)
    taken: Counter[str] = Counter()
    keys = []
    for name, index in listed:
        key = name if often[name] == 1 else f"{name}#{index}"
        taken[key] += 1
        keys.append(key if taken[key] == 1 else f"{key}~{taken[key]}")
    return keys


def is_optical(reading: SensorReport) -> bool:
    """Say whether a reading belongs to an optical module of a known port, and so to the optics family."""
    return bool(reading.optic) and reading.if_index is not None


def sensor_columns(readings: Iterable[SensorReport]) -> Columns:
    """Return the sensor family's columns; the object is ``class/label``."""
    listed = [reading for reading in readings if not is_optical(reading)]
    return {
        "object": distinct((f"{reading.sensor_class}/{reading.descr}", reading.index) for reading in listed),
        "sensor_class": [reading.sensor_class for reading in listed],
        "value": [reading.value for reading in listed],
        "unit": [reading.unit for reading in listed],
        "severity": [SEVERITY_CODES.get(reading.severity or "") for reading in listed],
    }


def optics_columns(readings: Iterable[SensorReport], ports: Mapping[int, str]) -> Columns:
    """Return the optics family's columns, one row a port; of several lanes the worst counts.

    All values zero means that there is no module: no row. At or below -40 dBm there is no light: powers are null.
    """
    by_port: dict[int, dict[str, float]] = {}
    for reading in readings:
        index = reading.if_index
        if is_optical(reading) and reading.value is not None and index is not None and index in ports:
            value = in_optics_unit(reading.optic, reading.sensor_class, reading.value)
            if value is None:
                continue
            row = by_port.setdefault(index, {})
            row[reading.optic] = min(value, row.get(reading.optic, value))
    rows = {ports[index]: row for index, row in by_port.items() if any(row.values())}
    columns: Columns = {"object": list(rows), "light": [_light(row) for row in rows.values()]}
    for name in _OPTICS:
        columns[name] = [_power(name, row.get(name)) for row in rows.values()]
    return columns


def in_optics_unit(optic: str, sensor_class: str, value: float) -> float | None:
    """Return an optical reading in the unit of its series: amperes become mA, watts dBm (0 W are no light)."""
    if optic == "bias_ma":
        return value * _MILLI
    if sensor_class == "power":
        dbm = milliwatt_to_dbm(value * _MILLI)
        return NO_LIGHT_DBM if dbm is None else dbm
    return value


def _light(row: Mapping[str, float]) -> int | None:
    received = row.get("rx_power_dbm")
    return None if received is None else int(received > NO_LIGHT_DBM)


def _power(name: str, value: float | None) -> float | None:
    return None if value is not None and name.endswith("_dbm") and value <= NO_LIGHT_DBM else value


def host_columns(
    processors: Iterable[ProcessorReport], memory: Iterable[PoolReport], storage: Iterable[PoolReport]
) -> Columns:
    """Return the host family's columns; the object is ``kind/label``."""
    rows: list[tuple[str, str, str, float | None, int | None, int | None]] = [
        ("cpu", cpu.descr, cpu.index, cpu.percent, None, None) for cpu in processors
    ]
    for kind, listed in (("memory", memory), ("storage", storage)):
        rows += [(kind, pool.descr, pool.index, pool.percent, pool.used_bytes, pool.total_bytes) for pool in listed]
    return {
        "object": distinct((f"{kind}/{descr}", index) for kind, descr, index, *_ in rows),
        "kind": [row[0] for row in rows],
        "used_percent": [row[3] for row in rows],
        "used_bytes": [row[4] for row in rows],
        "total_bytes": [row[5] for row in rows],
    }
