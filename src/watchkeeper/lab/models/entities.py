"""ENTITY-MIB (RFC 6933) and ENTITY-SENSOR-MIB (RFC 3433): chassis, modules, ports and what their sensors read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from watchkeeper.lab.models.columns import MIB_2, constant, numbers, rows_of, shared, texts
from watchkeeper.lab.models.model import DeviceColumn, Entity, Reading, Sensor
from watchkeeper.lab.snmp.ber import GAUGE32, INTEGER, OBJECT_ID, OCTETS, TIMETICKS, Oid
from watchkeeper.lab.snmp.layout import Column, Numbers, NumberSource, Value

if TYPE_CHECKING:
    from watchkeeper.lab.world.state import DeviceState

CHASSIS, CONTAINER, PSU, FAN, SENSOR, MODULE, PORT = 3, 5, 6, 7, 8, 9, 10
AMPERES, CELSIUS, RPM, DBM = 5, 8, 10, 14
UNITS_SCALE: Final = 9
_PHYSICAL: Final = (*MIB_2, 47, 1, 1, 1, 1)
_SENSORS: Final = (*MIB_2, 99, 1, 1, 1)
_READINGS: Final = {Reading.RX_POWER: 0, Reading.TX_POWER: 1, Reading.BIAS: 2}


def entity_columns(entities: Sequence[Entity], vendor: str) -> list[DeviceColumn]:
    """Return entPhysicalTable for ``entities``, which are in index order."""
    rows = rows_of([entity.index for entity in entities])

    def serials(state: "DeviceState") -> list[Value | None]:
        return [state.part_serial(entity.index, entity.kind) if entity.serial else "" for entity in entities]

    def names_of_software(state: "DeviceState") -> list[Value | None]:
        return [state.os_version if entity.kind == CHASSIS else "" for entity in entities]

    return [
        shared((*_PHYSICAL, 2), OCTETS, rows, [entity.descr for entity in entities]),
        constant((*_PHYSICAL, 3), OBJECT_ID, rows, (0, 0)),
        shared((*_PHYSICAL, 4), INTEGER, rows, [entity.within for entity in entities]),
        shared((*_PHYSICAL, 5), INTEGER, rows, [entity.kind for entity in entities]),
        shared((*_PHYSICAL, 6), INTEGER, rows, [entity.position for entity in entities]),
        shared((*_PHYSICAL, 7), OCTETS, rows, [entity.name for entity in entities]),
        constant((*_PHYSICAL, 8), OCTETS, rows, ""),
        constant((*_PHYSICAL, 9), OCTETS, rows, ""),
        Column((*_PHYSICAL, 10), OCTETS, rows, texts("software of parts", names_of_software)),
        Column((*_PHYSICAL, 11), OCTETS, rows, texts("serials of parts", serials)),
        shared((*_PHYSICAL, 12), OCTETS, rows, [vendor if entity.serial else "" for entity in entities]),
        shared((*_PHYSICAL, 13), OCTETS, rows, [entity.model for entity in entities]),
        shared((*_PHYSICAL, 16), INTEGER, rows, [1 if entity.serial else 2 for entity in entities]),
    ]


def sensor_columns(entities: Sequence[Entity], *, oid: Oid = _SENSORS) -> list[DeviceColumn]:
    """Return entPhySensorTable for those entities that are sensors."""
    found = [(entity.index, entity.sensor) for entity in entities if entity.sensor is not None]
    rows = rows_of([index for index, _ in found])
    sensors = [sensor for _, sensor in found]
    return [
        shared((*oid, 1), INTEGER, rows, [sensor.kind for sensor in sensors]),
        shared((*oid, 2), INTEGER, rows, [sensor.scale for sensor in sensors]),
        shared((*oid, 3), INTEGER, rows, [sensor.precision for sensor in sensors]),
        Column((*oid, 4), INTEGER, rows, sensor_values(sensors)),
        constant((*oid, 5), INTEGER, rows, 1),
        shared((*oid, 6), OCTETS, rows, [sensor.units for sensor in sensors]),
        constant((*oid, 7), TIMETICKS, rows, 0),
        constant((*oid, 8), GAUGE32, rows, 5000),
    ]


def _factor(sensor: Sensor) -> float:
    in_base_unit = 1e-3 if sensor.reading is Reading.BIAS else 1.0
    return in_base_unit * 10.0**sensor.precision * 1000.0 ** (UNITS_SCALE - sensor.scale)


def sensor_values(sensors: Sequence[Sensor]) -> "NumberSource[DeviceState]":
    """Return a source of the sensors' readings, scaled as they are sent."""
    base = np.array([sensor.base for sensor in sensors])
    spread = np.array([sensor.spread for sensor in sensors])
    swing = np.array([sensor.swing for sensor in sensors])
    factor = np.array([_factor(sensor) for sensor in sensors])
    optical = [(at, sensor) for at, sensor in enumerate(sensors) if sensor.reading is not Reading.STEADY]
    places = np.array([at for at, _ in optical], dtype=np.int64)
    kinds = np.array([_READINGS[sensor.reading] for _, sensor in optical], dtype=np.int64)
    ports = np.array([sensor.port for _, sensor in optical], dtype=np.int64)

    def render(state: "DeviceState") -> Numbers:
        values = state.around(base, spread, swing)
        if len(places):
            values[places] = state.optics()[kinds, ports]
        scaled: Numbers = np.rint(values * factor).astype(np.int64)
        return scaled

    return numbers("sensors", render)
