"""Access switches that answer as a Cisco Catalyst with IOS XE does."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from watchkeeper.lab.models.columns import ENTERPRISES, numbers, rows_of, scalar, shared
from watchkeeper.lab.models.entities import (
    AMPERES,
    CELSIUS,
    CHASSIS,
    DBM,
    FAN,
    MODULE,
    PSU,
    RPM,
    SENSOR,
    sensor_values,
)
from watchkeeper.lab.models.model import DeviceColumn, Entity, LldpAdvert, Model, Port, Reading, Sensor
from watchkeeper.lab.models.serials import cisco_serial
from watchkeeper.lab.snmp.ber import GAUGE32, INTEGER, OCTETS
from watchkeeper.lab.snmp.layout import Column, Numbers

if TYPE_CHECKING:
    from watchkeeper.lab.world.state import DeviceState

_RELEASE: Final = "17.9.4a"
_CISCO: Final = (*ENTERPRISES, 9, 9)
_CPU: Final = (*_CISCO, 109, 1, 1, 1, 1)
_POOL: Final = (*_CISCO, 48, 1, 1, 1)
_SENSORS: Final = (*_CISCO, 91, 1, 1, 1, 1)
_POOL_BYTES: Final = np.array([1_375_000_000.0, 94_000_000.0])
_MILLI: Final = 8
_SWITCH: Final = 1000
_UPLINKS: Final = 4


def _ports(count: int) -> tuple[Port, ...]:
    front = max(count - 1, 2)
    uplinks = min(_UPLINKS, front - 1)
    copper = front - uplinks
    return (
        Port(1, "Gi0/0", "GigabitEthernet0/0", 1000, cabled=False),
        *(Port(8 + at, f"Gi1/0/{at}", f"GigabitEthernet1/0/{at}", 1000) for at in range(1, copper + 1)),
        *(
            Port(200 + at, f"Te1/1/{at}", f"TenGigabitEthernet1/1/{at}", 10_000, optic=True)
            for at in range(1, uplinks + 1)
        ),
    )


def _entities(ports: Sequence[Port]) -> tuple[Entity, ...]:
    rows = [
        Entity(_SWITCH, CHASSIS, "Switch 1", "C9300-48T - Fixed Module, 48 ports", 0, -1, "C9300-48T", serial=True),
        _sensor(1001, "Switch 1 - Inlet Temp Sensor", _SWITCH, Sensor(CELSIUS, base=25.0, spread=3.0, swing=2.5)),
        _sensor(1002, "Switch 1 - Hotspot Temp Sensor", _SWITCH, Sensor(CELSIUS, base=46.0, spread=4.0, swing=4.0)),
        Entity(1010, PSU, "Switch 1 - Power Supply A", "Power Supply A", _SWITCH, 1, "PWR-C1-350WAC-P", serial=True),
        Entity(1020, FAN, "Switch 1 - FAN 1", "FAN 1", _SWITCH, 1),
        _sensor(1021, "Switch 1 - FAN 1 speed", 1020, Sensor(RPM, base=5400.0, spread=150.0, swing=300.0)),
        Entity(1030, FAN, "Switch 1 - FAN 2", "FAN 2", _SWITCH, 2),
        _sensor(1031, "Switch 1 - FAN 2 speed", 1030, Sensor(RPM, base=5400.0, spread=150.0, swing=300.0)),
    ]
    for at, port in enumerate(ports):
        if port.optic:
            rows += _transceiver(at, port)
    return tuple(rows)


def _transceiver(at: int, port: Port) -> list[Entity]:
    within = _SWITCH + 100 + (port.if_index - 200) * 10
    bias = Sensor(AMPERES, precision=1, scale=_MILLI, reading=Reading.BIAS, port=at)
    sent = Sensor(DBM, precision=1, reading=Reading.TX_POWER, port=at)
    received = Sensor(DBM, precision=1, reading=Reading.RX_POWER, port=at)
    module = Sensor(CELSIUS, base=31.0, spread=3.0, swing=2.0, precision=1)
    return [
        Entity(within, MODULE, f"{port.name} transceiver", "SFP-10GBase-LR", _SWITCH, at, "SFP-10G-LR", serial=True),
        _sensor(within + 1, f"{port.name} Module Temperature Sensor", within, module),
        _sensor(within + 2, f"{port.name} Bias Current Sensor", within, bias),
        _sensor(within + 3, f"{port.name} Transmit Power Sensor", within, sent),
        _sensor(within + 4, f"{port.name} Receive Power Sensor", within, received),
    ]


def _sensor(index: int, name: str, within: int, sensor: Sensor) -> Entity:
    return Entity(index, SENSOR, name, name, within, index % 10, sensor=sensor)


def _cisco_sensors(entities: Sequence[Entity]) -> list[DeviceColumn]:
    """Return entSensorValueTable of CISCO-ENTITY-SENSOR-MIB."""
    found = [(entity.index, entity.sensor) for entity in entities if entity.sensor is not None]
    rows = rows_of([index for index, _ in found])
    sensors = [sensor for _, sensor in found]
    return [
        shared((*_SENSORS, 1), INTEGER, rows, [sensor.kind for sensor in sensors]),
        shared((*_SENSORS, 2), INTEGER, rows, [sensor.scale for sensor in sensors]),
        shared((*_SENSORS, 3), INTEGER, rows, [sensor.precision for sensor in sensors]),
        Column((*_SENSORS, 4), INTEGER, rows, sensor_values(sensors)),
        shared((*_SENSORS, 5), INTEGER, rows, [1] * len(sensors)),
    ]


def _processor_and_memory() -> list[DeviceColumn]:
    cpu_rows, pool_rows = rows_of((1,)), rows_of((1, 2))

    def busy(state: "DeviceState") -> Numbers:
        percent = state.busyness(16.0, 12.0)
        return np.array([round(percent * 1.1), round(percent), round(percent * 0.97)], dtype=np.int64)

    def pools(state: "DeviceState") -> Numbers:
        share = state.around(np.array([0.34, 0.06]), np.array([0.03, 0.005]), np.array([0.01, 0.002]))
        used = np.rint(_POOL_BYTES * share)
        values: Numbers = np.concatenate((used, _POOL_BYTES - used)).astype(np.int64)
        return values

    processor, memory = numbers("processor", busy), numbers("memory pools", pools)
    return [
        shared((*_CPU, 2), INTEGER, cpu_rows, (_SWITCH,)),
        *(Column((*_CPU, column), GAUGE32, cpu_rows, processor) for column in (6, 7, 8)),
        shared((*_POOL, 2), OCTETS, pool_rows, ("Processor", "I/O")),
        *(Column((*_POOL, column), GAUGE32, pool_rows, memory) for column in (5, 6)),
    ]


def _tables(ports: Sequence[Port], entities: Sequence[Entity]) -> Sequence[DeviceColumn]:
    del ports
    return [
        *_cisco_sensors(entities),
        *_processor_and_memory(),
        scalar((*_CISCO, 23, 1, 3, 1), 2),
    ]


def iosxe_model() -> Model:
    """Return the access switch."""
    return Model(
        key="iosxe",
        vendor="Cisco Systems, Inc.",
        product="C9300-48T",
        object_id=(*ENTERPRISES, 9, 1, 2494),
        oui=bytes.fromhex("ecce13"),
        release=_RELEASE,
        describe=lambda _name: (
            f"Cisco IOS Software [Cupertino], Catalyst L3 Switch Software (CAT9K_IOSXE), Version {_RELEASE}"
            ", RELEASE SOFTWARE (fc3)\r\nTechnical Support: http://www.cisco.com/techsupport\r\n"
            "Copyright (c) 1986-2023 by Cisco Systems, Inc.\r\nCompiled Fri 20-Oct-23 10:44 by mcpre"
        ),
        make_serial=cisco_serial,
        make_ports=_ports,
        make_entities=_entities,
        make_tables=_tables,
        advertise=lambda port, _mac: LldpAdvert(5, port.name, port.descr),
        lldp_capabilities=b"\x28\x00",
        hosts=0.6,
        services=6,
    )
