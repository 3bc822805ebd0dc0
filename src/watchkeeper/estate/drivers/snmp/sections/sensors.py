"""Readings and states: the sensor definitions of a platform applied to what the device gave."""

from collections.abc import Iterable, Mapping
from typing import Final

from watchkeeper.estate.drivers.platforms.definition import Column, EntitySensors, Operand, Sensor
from watchkeeper.estate.drivers.snmp import values
from watchkeeper.estate.drivers.snmp.facts import Facts
from watchkeeper.estate.drivers.snmp.report import Limits, SensorReport
from watchkeeper.estate.drivers.snmp.sections.entity import EntityTree
from watchkeeper.estate.drivers.snmp.sections.entity_sensors import entity_sensors
from watchkeeper.estate.drivers.snmp.sections.rows import RowView, row_views
from watchkeeper.estate.drivers.snmp.sections.transforms import transform
from watchkeeper.kit import oid as oids

_MAX_DECIMALS: Final = 9
UNITS: Final[Mapping[str, str]] = {
    "airflow": "cfm",
    "bitrate": "bit/s",
    "charge": "%",
    "chromatic_dispersion": "ps/nm",
    "current": "A",
    "dbm": "dBm",
    "delay": "s",
    "fanspeed": "rpm",
    "frequency": "Hz",
    "humidity": "%",
    "load": "%",
    "loss": "%",
    "percent": "%",
    "power": "W",
    "power_consumed": "kWh",
    "pressure": "kPa",
    "quality_factor": "dB",
    "runtime": "min",
    "signal": "dBm",
    "snr": "dB",
    "temperature": "°C",
    "voltage": "V",
    "waterflow": "l/m",
}


def sensors(
    facts: Facts, definitions: Iterable[Sensor | EntitySensors], tree: EntityTree | None = None
) -> list[SensorReport]:
    """Return every reading; where two definitions read the same instance of a class, the first one counts."""
    found: list[SensorReport] = []
    tree = tree or EntityTree(facts)
    for definition in definitions:
        if isinstance(definition, EntitySensors):
            found += entity_sensors(facts, definition, tree)
        else:
            views = row_views(facts, definition.rows, definition.value)
            found += [report for view in views if (report := _reading(view, definition)) is not None]
    return found


def _reading(view: RowView, sensor: Sensor) -> SensorReport | None:
    raw = _raw(view, sensor)
    if raw is None or raw in sensor.skip:
        return None
    if (sensor.least is not None and raw < sensor.least) or (sensor.most is not None and raw > sensor.most):
        return None
    if sensor.sensor_class == "state":
        state = sensor.states.get(int(raw))
        return SensorReport(
            "state",
            view.index,
            view.label(),
            raw,
            "",
            state_text=state.text if state else str(int(raw)),
            severity=state.severity if state else "unknown",
            oid=_oid(view, sensor),
        )
    value = _scaled(raw, view, sensor)
    if value is None:
        return None
    return SensorReport(
        sensor.sensor_class,
        view.index,
        view.label(),
        value,
        sensor.unit or UNITS.get(sensor.sensor_class, ""),
        limits=Limits(**{name: _limit(view, operand, sensor) for name, operand in sensor.limits.items()}),
        oid=_oid(view, sensor),
        optic=sensor.optic,
        if_index=view.arcs[0] if sensor.optic and view.arcs else None,
    )


def _oid(view: RowView, sensor: Sensor) -> str:
    value = sensor.value.oid
    return oids.dotted(value if sensor.value.is_scalar else (*value, *view.arcs))


def _raw(view: RowView, sensor: Sensor) -> float | None:
    if sensor.value.match is None and not sensor.words:
        return values.number(view.cell(sensor.value))
    text = view.text(sensor.value)
    if sensor.words:
        return float(sensor.words[text.lower()]) if text.lower() in sensor.words else None
    try:
        return float(text)
    except ValueError:
        return None


def _scaled(raw: float, view: RowView, sensor: Sensor) -> float | None:
    scale = view.number(sensor.scale)
    if scale is None:
        return None
    if sensor.decimals is not None:
        digits = view.number(sensor.decimals) or 0
        scale *= 10.0**-digits if 0 <= digits <= _MAX_DECIMALS else 1.0
    value = raw * scale + sensor.offset
    changed = transform(sensor.transform, value) if sensor.transform else value
    return None if changed is None else round(changed, 6)


def _limit(view: RowView, operand: Operand, sensor: Sensor) -> float | None:
    if isinstance(operand, float):
        return operand
    raw = view.number(operand)
    return None if raw is None else _scaled(raw, view, sensor)


def columns_of(definition: Sensor | EntitySensors, *, limits: bool = True) -> Iterable[Column]:
    """Return the columns that a sensor definition reads of its own, with those of its ``limits`` or without."""
    if isinstance(definition, EntitySensors):
        return [Column((*definition.entry, number)) for number in range(1, 6)]
    told = definition.limits.values() if limits else ()
    operands = (definition.value, definition.scale, definition.decimals, *told)
    return [operand for operand in operands if isinstance(operand, Column)]
