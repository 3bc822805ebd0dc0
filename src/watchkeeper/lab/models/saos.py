"""Optical aggregation boxes that answer as Ciena SAOS 6 does (WWP-LEOS MIBs)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from watchkeeper.lab.models.columns import ENTERPRISES, constant, numbers, rows_of, shared, texts
from watchkeeper.lab.models.entities import CHASSIS
from watchkeeper.lab.models.model import DeviceColumn, Entity, LldpAdvert, Model, Port
from watchkeeper.lab.models.serials import ciena_serial
from watchkeeper.lab.snmp.ber import COUNTER64, GAUGE32, INTEGER, OCTETS
from watchkeeper.lab.snmp.layout import SCALAR, Column, Numbers, Value

if TYPE_CHECKING:
    from watchkeeper.lab.world.state import DeviceState

_RELEASE: Final = "saos-06-18-00-0149"
_LEOS: Final = (*ENTERPRISES, 6141, 2, 60)
_PORTS: Final = (*_LEOS, 2, 1, 1, 1, 1)
_STATS: Final = (*_LEOS, 3, 1, 1, 4, 1)
_OPTICS: Final = (*_LEOS, 4, 1, 1, 1, 1)
_CHASSIS: Final = (*_LEOS, 11, 1, 1)
_SYSTEM: Final = (*_LEOS, 12, 1)
_IF_INDEX_BASE: Final = 10_000
_LOCAL_NAME: Final = 7
_ENABLED, _LOSS = 1, 1
_MICROWATTS_AT_0_DBM: Final = 1000.0
_NO_LIGHT_DBM: Final = -40.0
_LIMITS: Final = {
    # columns 34-43: high and low alarm of °C, Vcc, bias, Tx, Rx in the units of the readings
    34: 75,
    35: -5,
    36: 363,
    37: 297,
    38: 85,
    39: 15,
    40: 1778,
    41: 154,
    42: 1122,
    43: 36,
    107: 25_000,
    108: -81_000,
    109: 5_000,
    110: -144_000,  # Tx and Rx limits, dBm x 10 000
}


def _ports(count: int) -> tuple[Port, ...]:
    return (
        Port(2, "mgmt", "Remote management", 1000, cabled=False),
        *(
            Port(_IF_INDEX_BASE + at, str(at), f"Port {at}", 10_000, mtu=9216, optic=True)
            for at in range(1, max(count - 1, 2) + 1)
        ),
    )


def _front(ports: Sequence[Port]) -> list[int]:
    return [at for at, port in enumerate(ports) if port.optic]


def _port_columns(ports: Sequence[Port]) -> list[DeviceColumn]:
    front = _front(ports)
    rows = rows_of([ports[at].if_index - _IF_INDEX_BASE for at in front])

    def macs(state: "DeviceState") -> list[Value | None]:
        every = state.macs
        return [every[at] for at in front]

    def status(state: "DeviceState") -> Numbers:
        return np.concatenate((state.admin_status[front], state.oper_status[front]))

    def traffic(state: "DeviceState") -> Numbers:
        flow, trouble = state.traffic()[:, front], state.troubles()[:, front]
        received = flow[1:4].sum(axis=0)
        sent = flow[5:8].sum(axis=0)
        return np.concatenate((flow[0], received, trouble[1], flow[4], sent, trouble[0], trouble[1], trouble[2]))

    state_source = numbers("port status", status, stable=True)
    stats = numbers("port statistics", traffic)
    return [
        shared((*_PORTS, 1), INTEGER, rows, [row[0] for row in rows]),
        shared((*_PORTS, 2), OCTETS, rows, [ports[at].name for at in front]),
        shared((*_PORTS, 3), OCTETS, rows, [ports[at].descr for at in front]),
        Column((*_PORTS, 5), OCTETS, rows, texts("port addresses", macs)),
        constant((*_PORTS, 6), INTEGER, rows, 2),
        *(Column((*_PORTS, column), INTEGER, rows, state_source) for column in (7, 8)),
        constant((*_PORTS, 26), INTEGER, rows, 10_000_000),
        *(Column((*_STATS, column), COUNTER64, rows, stats) for column in (2, 3, 4, 16, 18, 51, 53, 58)),
    ]


def _optic_columns(ports: Sequence[Port]) -> list[DeviceColumn]:
    """Return the transceivers: light in µW (19 received, 27 sent) and in dBm x 10 000 (105, 106)."""
    front = _front(ports)
    rows = rows_of([ports[at].if_index - _IF_INDEX_BASE for at in front])
    count = len(front)

    def light(state: "DeviceState") -> Numbers:
        received, sent, bias = state.optics()[:, front]
        celsius = state.around(np.full(count, 37.0), np.full(count, 4.0), np.full(count, 3.0))
        microwatts = [
            np.where(level > _NO_LIGHT_DBM, _MICROWATTS_AT_0_DBM * 10.0 ** (level / 10.0), 0.0)
            for level in (received, sent)
        ]
        lost = np.where(received > _NO_LIGHT_DBM, 2, _LOSS)
        values = (celsius, np.full(count, 330.0), bias, microwatts[0], microwatts[1], lost, received * 1e4, sent * 1e4)
        out: Numbers = np.rint(np.concatenate(values)).astype(np.int64)
        return out

    def serials(state: "DeviceState") -> list[Value | None]:
        return [state.part_serial(row[0], 0) for row in rows]

    live = numbers("transceivers", light)
    return [
        constant((*_OPTICS, 2), INTEGER, rows, _ENABLED),
        constant((*_OPTICS, 7), OCTETS, rows, "CIENA-FIN"),
        constant((*_OPTICS, 9), OCTETS, rows, "XCVR-S10V31"),
        Column((*_OPTICS, 11), OCTETS, rows, texts("transceiver serials", serials)),
        constant((*_OPTICS, 15), INTEGER, rows, 1310),
        *(Column((*_OPTICS, column), INTEGER, rows, live) for column in (16, 17, 18, 19, 27, 28, 105, 106)),
        constant((*_OPTICS, 29), INTEGER, rows, 1),
        *(constant((*_OPTICS, column), INTEGER, rows, limit) for column, limit in sorted(_LIMITS.items())),
    ]


def _chassis_columns() -> list[DeviceColumn]:
    pairs, fans, sensors = rows_of((1, 2)), rows_of((1, 2, 3)), rows_of((1,))

    def speeds(state: "DeviceState") -> Numbers:
        values: Numbers = state.around(np.full(3, 6300.0), np.full(3, 120.0), np.full(3, 250.0)).astype(np.int64)
        return values

    def celsius(state: "DeviceState") -> Numbers:
        values: Numbers = np.rint(state.around(np.array([33.0]), np.array([3.0]), np.array([3.0]))).astype(np.int64)
        return values

    def busy(state: "DeviceState") -> Numbers:
        return np.array([round(state.busyness(21.0, 8.0))], dtype=np.int64)

    def memory(state: "DeviceState") -> Numbers:
        used = state.around(np.array([168_000.0]), np.array([6_000.0]), np.array([3_000.0]))
        values: Numbers = np.concatenate((used, 262_144.0 - used)).astype(np.int64)
        return values

    in_use = numbers("memory", memory)
    return [
        constant((*_CHASSIS, 3, 1, 1, 2), INTEGER, pairs, 1),
        constant((*_CHASSIS, 4, 1, 1, 3), INTEGER, fans, 1),
        Column((*_CHASSIS, 4, 1, 1, 5), INTEGER, fans, numbers("fans", speeds)),
        Column((*_CHASSIS, 5, 1, 1, 2), INTEGER, sensors, numbers("temperature", celsius)),
        constant((*_CHASSIS, 5, 1, 1, 3), INTEGER, sensors, 65),
        constant((*_CHASSIS, 5, 1, 1, 4), INTEGER, sensors, 0),
        constant((*_CHASSIS, 5, 1, 1, 5), INTEGER, sensors, 1),
        Column((*_SYSTEM, 11, 9), GAUGE32, SCALAR, numbers("processor", busy)),
        *(Column((*_SYSTEM, 13, column), GAUGE32, SCALAR, in_use) for column in (1, 4)),
    ]


def _tables(ports: Sequence[Port], entities: Sequence[Entity]) -> Sequence[DeviceColumn]:
    del entities
    return [*_port_columns(ports), *_optic_columns(ports), *_chassis_columns()]


def saos_model() -> Model:
    """Return the optical box."""
    return Model(
        key="saos",
        vendor="Ciena",
        product="5142",
        object_id=(*ENTERPRISES, 6141, 1, 96),
        oui=bytes.fromhex("9c7a03"),
        release=_RELEASE,
        describe=lambda _name: "5142 Service Aggregation Switch",
        make_serial=ciena_serial,
        make_ports=_ports,
        make_entities=lambda _ports: (
            Entity(1, CHASSIS, "Chassis", "5142 Service Aggregation Switch", 0, -1, "5142", serial=True),
        ),
        make_tables=_tables,
        advertise=lambda port, _mac: LldpAdvert(_LOCAL_NAME, port.name, port.descr),
        hosts=0.35,
        services=6,
    )
