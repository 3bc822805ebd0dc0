"""Edge routers that answer as a Juniper MX does."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from watchkeeper.lab.models.columns import ENTERPRISES, constant, numbers, rows_of, scalar, shared, texts
from watchkeeper.lab.models.model import SOFTWARE_LOOPBACK, DeviceColumn, Entity, LldpAdvert, Model, Port
from watchkeeper.lab.models.serials import juniper_serial
from watchkeeper.lab.snmp.ber import GAUGE32, INTEGER, OCTETS, Oid
from watchkeeper.lab.snmp.layout import SCALAR, Column, Numbers

if TYPE_CHECKING:
    from watchkeeper.lab.world.state import DeviceState

_RELEASE: Final = "21.4R3-S5.4"
_MIB: Final = (*ENTERPRISES, 2636, 3)
_OPERATING: Final = (*_MIB, 1, 13, 1)
_DOM: Final = (*_MIB, 60, 1, 1, 1, 1)
_LOCAL_NAME: Final = 7
_FIRST_INDEX: Final = 513
_LEAST_FAST: Final = 4
_PORTS_A_CARD: Final = 10
_MULTI_LANE_MBPS: Final = 40_000
_RUNNING: Final = 2
_PARTS: Final = (
    # index, description, °C, memory MB
    ((2, 1, 0, 0), "PEM 0", 34.0, 0),
    ((2, 2, 0, 0), "PEM 1", 35.0, 0),
    ((4, 1, 0, 0), "Top Fan Tray", 0.0, 0),
    ((7, 1, 0, 0), "FPC: MPC7E 3D MRATE-12xQSFPP-XGE-XLGE-CGE @ 0/*/*", 48.0, 4096),
    ((7, 2, 0, 0), "FPC: MPC7E 3D 40XGE @ 1/*/*", 46.0, 4096),
    ((9, 1, 0, 0), "Routing Engine 0", 41.0, 65_536),
)
_THRESHOLDS: Final = {
    # high alarm, low alarm, high warning, low warning
    9: (450, -1640, 350, -1440),  # received, 0.01 dBm
    13: (85_000, 15_000, 80_000, 18_000),  # laser current, µA
    17: (550, -930, 450, -630),  # sent, 0.01 dBm
    21: (75, -5, 70, 0),  # °C
    26: (3630, 2970, 3465, 3135),  # mV
}


def _ports(count: int) -> tuple[Port, ...]:
    front = max(count - 2, 1)
    fast = min(max(front // 4, _LEAST_FAST), front)
    names = [f"et-0/{at // 6}/{at % 6}" for at in range(fast)]
    names += [f"xe-1/{at // _PORTS_A_CARD}/{at % _PORTS_A_CARD}" for at in range(front - fast)]
    speeds = [100_000] * fast + [10_000] * (front - fast)
    return (
        Port(1, "fxp0", "fxp0", 1000, mtu=1514, cabled=False),
        Port(6, "lo0", "lo0", 0, mtu=65_535, if_type=SOFTWARE_LOOPBACK, cabled=False),
        *(Port(_FIRST_INDEX + at, name, name, speeds[at], mtu=9192, optic=True) for at, name in enumerate(names)),
    )


def _optics(ports: Sequence[Port]) -> list[DeviceColumn]:
    """Return jnxDomCurrentTable: light in 0.01 dBm, laser current in µA."""
    positions = [at for at, port in enumerate(ports) if port.optic]
    rows = rows_of([ports[at].if_index for at in positions])
    count = len(positions)

    def light(state: "DeviceState") -> Numbers:
        received, sent, bias = state.optics()[:, positions]
        celsius = state.around(np.full(count, 36.0), np.full(count, 4.0), np.full(count, 3.0))
        values: Numbers = np.rint(np.concatenate((received * 100, bias * 1000, sent * 100, celsius))).astype(np.int64)
        return values

    live = numbers("DOM", light)
    columns = [Column((*_DOM, number), INTEGER, rows, live) for number in (5, 6, 7, 8)]
    for first, limits in _THRESHOLDS.items():
        columns += [constant((*_DOM, first + at), INTEGER, rows, limit) for at, limit in enumerate(limits)]
    columns.append(constant((*_DOM, 25), INTEGER, rows, 3300))
    columns.append(
        shared((*_DOM, 30), INTEGER, rows, [4 if ports[at].speed_mbps >= _MULTI_LANE_MBPS else 1 for at in positions])
    )
    return columns


def _operating() -> list[DeviceColumn]:
    """Return jnxOperatingTable: temperature, processor and memory of each part."""
    rows: tuple[Oid, ...] = tuple(index for index, *_ in _PARTS)
    base = np.array([celsius for _, _, celsius, _ in _PARTS])
    thinks = np.array([memory > 0 for *_, memory in _PARTS])

    def readings(state: "DeviceState") -> Numbers:
        celsius = np.where(base > 0, state.around(base, np.full(len(base), 3.0), np.full(len(base), 3.0)), 0.0)
        busy = np.array([state.busyness(18.0, 14.0, at) for at in range(len(rows))]) * thinks
        memory = (27.0 + 0.2 * busy) * thinks
        values: Numbers = np.rint(np.concatenate((celsius, busy, memory))).astype(np.int64)
        return values

    live = numbers("operating", readings)
    return [
        shared((*_OPERATING, 5), OCTETS, rows, [descr for _, descr, *_ in _PARTS]),
        constant((*_OPERATING, 6), INTEGER, rows, _RUNNING),
        Column((*_OPERATING, 7), GAUGE32, rows, live),
        Column((*_OPERATING, 8), GAUGE32, rows, live),
        Column((*_OPERATING, 11), GAUGE32, rows, live),
        shared((*_OPERATING, 15), INTEGER, rows, [memory for *_, memory in _PARTS]),
    ]


def _tables(ports: Sequence[Port], entities: Sequence[Entity]) -> Sequence[DeviceColumn]:
    del entities
    alarms = (*_MIB, 4, 2)
    return [
        scalar((*_MIB, 1, 2), "Juniper MX480 Internet Backbone Router"),
        Column((*_MIB, 1, 3), OCTETS, SCALAR, texts("serial", lambda state: [state.serial])),
        *_operating(),
        *(scalar((*alarms, colour, 1), 2) for colour in (2, 3)),
        *(scalar((*alarms, colour, 2), 0, GAUGE32) for colour in (2, 3)),
        *_optics(ports),
    ]


def junos_model() -> Model:
    """Return the edge router."""
    return Model(
        key="junos",
        vendor="Juniper Networks",
        product="MX480",
        object_id=(*ENTERPRISES, 2636, 1, 1, 1, 2, 25),
        oui=bytes.fromhex("2c6bf5"),
        release=_RELEASE,
        describe=lambda _name: (
            f"Juniper Networks, Inc. mx480 internet router, kernel JUNOS {_RELEASE}, Build date: 2023-07-06 "
            "22:35:24 UTC Copyright (c) 1996-2023 Juniper Networks, Inc."
        ),
        make_serial=juniper_serial,
        make_ports=_ports,
        make_entities=lambda _ports: (),
        make_tables=_tables,
        advertise=lambda port, _mac: LldpAdvert(_LOCAL_NAME, str(port.if_index), port.name),
        hosts=0.3,
        services=4,
    )
