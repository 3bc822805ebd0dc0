"""Leaf and spine switches that answer as Arista EOS does."""

from collections.abc import Sequence
from typing import Final

from watchkeeper.lab.models.columns import ENTERPRISES
from watchkeeper.lab.models.entities import (
    AMPERES,
    CELSIUS,
    CHASSIS,
    CONTAINER,
    DBM,
    FAN,
    PORT,
    PSU,
    RPM,
    SENSOR,
    sensor_columns,
)
from watchkeeper.lab.models.host import eos_host_columns
from watchkeeper.lab.models.model import DeviceColumn, Entity, Model, Port, Reading, Sensor
from watchkeeper.lab.models.serials import arista_serial

_PRODUCTS: Final = (*ENTERPRISES, 30065, 1, 3011)
_RELEASE: Final = "4.31.2F"
_OUI: Final = bytes.fromhex("444ca8")
_MANAGEMENT_INDEX: Final = 999_001
_MILLI: Final = 8
_PORT_BASE: Final = 100_300_000
_UPLINK_SHARE: Final = 8


def _front(count: int, speeds: Sequence[int]) -> tuple[Port, ...]:
    front = tuple(
        Port(at + 1, f"Ethernet{at + 1}", f"Ethernet{at + 1}", speeds[at], mtu=9214, optic=True) for at in range(count)
    )
    management = Port(_MANAGEMENT_INDEX, "Management1", "Management1", 1000, cabled=False)
    return (*front, management)


def _leaf_ports(count: int) -> tuple[Port, ...]:
    front = max(count - 1, 1)
    uplinks = max(front // _UPLINK_SHARE, min(2, front))
    return _front(front, [10_000] * (front - uplinks) + [100_000] * uplinks)


def _spine_ports(count: int) -> tuple[Port, ...]:
    return _front(max(count - 1, 1), [100_000] * max(count - 1, 1))


def _entities(product: str, ports: Sequence[Port]) -> tuple[Entity, ...]:
    """Return chassis, supplies, fans, temperatures and the four DOM sensors of each optical port."""
    rows = [Entity(1, CHASSIS, "", f"{product} chassis", position=-1, model=product, serial=True)]
    for slot in (1, 2):
        within = 100_710_000 + slot * 1000
        rows += [
            Entity(within, CONTAINER, "", f"Power Supply Slot {slot}", 1, slot),
            Entity(within + 110, PSU, f"PowerSupply{slot}", f"PSU {slot}", within, 1, "PWR-500AC-R", serial=True),
            _sensor(within + 111, "input current", within + 110, Sensor(AMPERES, "Amperes", 0.6, 0.1, 0.08, 2)),
            _sensor(within + 112, "hotspot", within + 110, Sensor(CELSIUS, "Celsius", 38.0, 3.0, 3.0, 1)),
        ]
    for tray in range(1, 5):
        within = 100_600_000 + tray * 1000
        rows += [
            Entity(within, FAN, f"Fan{tray}", f"Fan Tray {tray}", 1, tray, "FAN-7000-R", serial=True),
            _sensor(within + 1, f"Fan {tray}/1 speed", within, Sensor(RPM, "RPM", 8200.0, 300.0, 600.0)),
        ]
    for at, (name, base) in enumerate(
        (("Cpu temp sensor", 47.0), ("Front-panel temp sensor", 27.0), ("Rear temp sensor", 34.0))
    ):
        rows.append(_sensor(100_006_001 + at, name, 1, Sensor(CELSIUS, "Celsius", base, 3.0, 4.0, 1)))
    for at, port in enumerate(ports):
        if port.optic:
            rows += _optics(at, port)
    return tuple(sorted(rows, key=lambda row: row.index))


def _optics(at: int, port: Port) -> list[Entity]:
    within = _PORT_BASE + port.if_index * 100
    name = port.name
    return [
        Entity(within, PORT, name, f"{name} SFP port", 1, port.if_index),
        _sensor(
            within + 1, f"DOM Temperature Sensor for {name}", within, Sensor(CELSIUS, "Celsius", 33.0, 4.0, 3.0, 1)
        ),
        _sensor(
            within + 2,
            f"DOM TX Bias Sensor for {name}",
            within,
            Sensor(AMPERES, "Amperes", precision=2, scale=_MILLI, reading=Reading.BIAS, port=at),
        ),
        _sensor(
            within + 3,
            f"DOM TX Power Sensor for {name}",
            within,
            Sensor(DBM, "dBm", precision=2, reading=Reading.TX_POWER, port=at),
        ),
        _sensor(
            within + 4,
            f"DOM RX Power Sensor for {name}",
            within,
            Sensor(DBM, "dBm", precision=2, reading=Reading.RX_POWER, port=at),
        ),
    ]


def _sensor(index: int, descr: str, within: int, sensor: Sensor) -> Entity:
    return Entity(index, SENSOR, f"Sensor{index}", descr, within, index % 10, sensor=sensor)


def _tables(ports: Sequence[Port], entities: Sequence[Entity]) -> Sequence[DeviceColumn]:
    del ports
    return [*sensor_columns(entities), *eos_host_columns()]


def _describe(product: str) -> str:
    return f"Arista Networks EOS version {_RELEASE} running on an Arista Networks {product}"


def eos_model(key: str) -> Model:
    """Return the ``leaf`` or the ``spine`` switch."""
    product, arcs, make_ports = _KINDS[key]
    return Model(
        key=f"eos-{key}",
        vendor="Arista Networks",
        product=product,
        object_id=(*_PRODUCTS, *arcs),
        oui=_OUI,
        release=_RELEASE,
        describe=lambda _name: _describe(product),
        make_serial=arista_serial,
        make_ports=make_ports,
        make_entities=lambda ports: _entities(product, ports),
        make_tables=_tables,
        lldp_capabilities=b"\x28\x00",
        hosts=0.7 if key == "leaf" else 0.0,
        services=14,
    )


_KINDS: Final = {
    "leaf": ("DCS-7280SR-48C6", (7280, 3735, 48, 2878, 6), _leaf_ports),
    "spine": ("DCS-7060CX-32S", (7060, 3011, 32, 3282), _spine_ports),
}
