"""Sensors in the form of ENTITY-SENSOR-MIB (RFC 3433), which Cisco's own sensor table shares."""

from collections.abc import Iterable, Mapping
from typing import Final

from watchkeeper.estate.drivers.platforms.definition import EntitySensors
from watchkeeper.estate.drivers.snmp import ber, values
from watchkeeper.estate.drivers.snmp.facts import Facts
from watchkeeper.estate.drivers.snmp.report import NO_LIMITS, Limits, SensorReport
from watchkeeper.estate.drivers.snmp.sections.entity import EntityTree
from watchkeeper.kit import oid as oids

_TYPE, _SCALE, _PRECISION, _VALUE, _STATUS = 1, 2, 3, 4, 5
_OK: Final = 1
_UNITS_SCALE: Final = 9
"""EntitySensorDataScale ``units``; each step is a factor of a thousand."""
_EXTREMES: Final = frozenset({-1_000_000_000, 1_000_000_000, -2_147_483_648, 2_147_483_647})
"""RFC 3433: underflow and overflow of the value, and what agents send for "none"."""
_MAX_SCALE: Final = 17
_MAX_PRECISION: Final = 9
_THRESHOLDS: Final = {
    (10, True): "low_warn",
    (10, False): "high_warn",
    (20, True): "low",
    (20, False): "high",
    (30, True): "low",
    (30, False): "high",
}
_UNIT: Final = {
    "temperature": "°C",
    "voltage": "V",
    "current": "A",
    "power": "W",
    "frequency": "Hz",
    "humidity": "%",
    "fanspeed": "rpm",
    "airflow": "cfm",
    "dbm": "dBm",
}


def entity_sensors(facts: Facts, definition: EntitySensors, tree: EntityTree) -> Iterable[SensorReport]:
    """Yield the readings whose status is ok, in base units: value·10^(3(scale-9))/10^precision."""
    column = {number: facts.rows((*definition.entry, number)) for number in range(1, 6)}
    limits = _thresholds(facts, definition)
    identifier = f"{oids.dotted((*definition.entry, _VALUE))}."
    for suffix, varbind in column[_VALUE].items():
        kind = definition.types.get(values.integer(column[_TYPE].get(suffix)) or 0)
        raw = values.integer(varbind)
        status = values.integer(column[_STATUS].get(suffix))
        if kind is None or raw is None or raw in _EXTREMES or status not in {None, _OK}:
            continue
        scale = values.integer(column[_SCALE].get(suffix))
        precision = values.integer(column[_PRECISION].get(suffix)) or 0
        factor = _factor(_UNITS_SCALE if scale is None else scale, precision)
        arcs = values.arcs(suffix) or ()
        entity = arcs[0] if arcs else 0
        port = tree.port_of(entity)
        dark = kind == "dbm" and raw == 0 and port is not None and not tree.is_up(port)
        if dark:
            continue
        label, index = tree.label(entity), oids.dotted(arcs)
        yield SensorReport(
            kind,
            index=index,
            descr=label,
            value=round(raw * factor, 6),
            unit=_UNIT.get(kind, ""),
            limits=_scaled(limits[suffix], factor) if suffix in limits else NO_LIMITS,
            oid=identifier + index,
            optic=_optic(kind, label) if port is not None else "",
            if_index=port,
        )


def _scaled(limits: Mapping[str, float], factor: float) -> Limits:
    return Limits(**{name: round(limit * factor, 6) for name, limit in limits.items()})


def _factor(scale: int, precision: int) -> float:
    if not 1 <= scale <= _MAX_SCALE:
        scale = _UNITS_SCALE
    if abs(precision) > _MAX_PRECISION:
        precision = 0
    return float(10.0 ** (3 * (scale - _UNITS_SCALE) - precision))


def _thresholds(facts: Facts, definition: EntitySensors) -> dict[bytes, dict[str, float]]:
    """CISCO-ENTITY-SENSOR-MIB: severity 10 minor, 20 major, 30 critical; relation 1 < 2 ≤ 3 > 4 ≥ (5 =, 6 ≠)."""
    found: dict[bytes, dict[str, float]] = {}
    if definition.thresholds is None:
        return found
    relations = facts.rows((*definition.thresholds, 3))
    limits = facts.rows((*definition.thresholds, 4))
    for suffix, varbind in facts.rows((*definition.thresholds, 2)).items():
        arcs = values.arcs(suffix)
        severity, relation = values.integer(varbind), values.integer(relations.get(suffix))
        limit = values.integer(limits.get(suffix))
        if not arcs or severity is None or relation not in {1, 2, 3, 4} or limit is None:
            continue
        name = _THRESHOLDS.get((severity, relation in {1, 2}))
        if name is not None:
            found.setdefault(ber.encode_arcs(arcs[:1]), {}).setdefault(name, float(limit))
    return found


def _optic(kind: str, label: str) -> str:
    words = label.lower()
    if kind == "dbm":
        if "receive" in words or "rx" in words:
            return "rx_power_dbm"
        return "tx_power_dbm" if "transmit" in words or "tx" in words else ""
    if kind == "current" and "bias" in words:
        return "bias_ma"
    return {"temperature": "temperature_c", "voltage": "voltage_v"}.get(kind, "") if "transceiver" in words else ""
