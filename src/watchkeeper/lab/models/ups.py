"""Uninterruptible power supplies that answer UPS-MIB (RFC 1628)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from watchkeeper.lab.models.columns import MIB_2, numbers, rows_of, scalar, texts
from watchkeeper.lab.models.model import SOFTWARE_LOOPBACK, DeviceColumn, Entity, Model, Port
from watchkeeper.lab.models.serials import ups_serial
from watchkeeper.lab.snmp.ber import GAUGE32, INTEGER, OCTETS, Oid
from watchkeeper.lab.snmp.layout import SCALAR, Column, Numbers

if TYPE_CHECKING:
    from watchkeeper.lab.world.state import DeviceState

_UPS: Final = (*MIB_2, 33, 1)
_PHASES: Final = rows_of((1, 2, 3))
_BATTERY_NORMAL: Final = 2
_ON_MAINS: Final = 3
_RATED_W: Final = 18_000.0
_LOAD: Final = (34.0, 12.0)


def _ports(count: int) -> tuple[Port, ...]:
    del count
    return (
        Port(1, "lo", "lo", 10, mtu=65_536, if_type=SOFTWARE_LOOPBACK, cabled=False),
        Port(2, "eth0", "eth0", 100),
    )


def _battery(state: "DeviceState") -> Numbers:
    load = state.busyness(*_LOAD)
    minutes, charge = 60.0 - load * 0.8, 100.0
    volts, celsius = state.around(np.array([540.0, 24.0]), np.array([4.0, 2.0]), np.array([1.0, 2.0]))
    values: Numbers = np.rint(np.array([minutes, charge, volts, celsius])).astype(np.int64)
    return values


def _phases(frequency: float, volts: float, state: "DeviceState") -> list[np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Return 0.1 Hz, volts, 0.1 A, watts and percent load of three phases."""
    load = np.array([state.busyness(*_LOAD, key) for key in range(3)])
    hertz = state.around(np.full(3, frequency * 10), np.full(3, 0.3), np.full(3, 0.4))
    volt = state.around(np.full(3, volts), np.full(3, 1.5), np.full(3, 1.5))
    watts = load / 100.0 * _RATED_W / 3
    return [hertz, volt, watts / volt * 10.0, watts, load]


def _input(state: "DeviceState") -> Numbers:
    values: Numbers = np.rint(np.concatenate(_phases(50.0, 232.0, state)[:4])).astype(np.int64)
    return values


def _output(state: "DeviceState") -> Numbers:
    values: Numbers = np.rint(np.concatenate(_phases(50.0, 230.0, state)[1:])).astype(np.int64)
    return values


def _tables(ports: Sequence[Port], entities: Sequence[Entity]) -> Sequence[DeviceColumn]:
    del ports, entities
    battery, incoming, outgoing = numbers("battery", _battery), numbers("input", _input), numbers("output", _output)
    phases: tuple[Oid, ...] = _PHASES
    return [
        scalar((*_UPS, 1, 1), "Riello UPS"),
        scalar((*_UPS, 1, 2), "MPT 200"),
        scalar((*_UPS, 1, 3), "SWM044-02-00"),
        scalar((*_UPS, 1, 4), "04.12.01"),
        Column((*_UPS, 1, 5), OCTETS, SCALAR, texts("UPS name", lambda state: [state.sysname])),
        scalar((*_UPS, 1, 6), "Racks A-F"),
        scalar((*_UPS, 2, 1), _BATTERY_NORMAL),
        scalar((*_UPS, 2, 2), 0),
        *(Column((*_UPS, 2, column), INTEGER, SCALAR, battery) for column in (3, 4, 5, 7)),
        scalar((*_UPS, 3, 2), 3),
        *(Column((*_UPS, 3, 3, 1, column), INTEGER, phases, incoming) for column in (2, 3, 4, 5)),
        scalar((*_UPS, 4, 1), _ON_MAINS),
        scalar((*_UPS, 4, 2), 500),
        scalar((*_UPS, 4, 3), 3),
        *(Column((*_UPS, 4, 4, 1, column), INTEGER, phases, outgoing) for column in (2, 3, 4, 5)),
        scalar((*_UPS, 6, 1), 0, GAUGE32),
        scalar((*_UPS, 7, 3), 6),
    ]


def ups_model() -> Model:
    """Return the UPS."""
    return Model(
        key="ups",
        vendor="Riello UPS",
        product="MPT 200",
        object_id=(*MIB_2, 33),
        oui=bytes.fromhex("000263"),
        release="04.12.01",
        describe=lambda _name: "UPS SNMP Agent",
        make_serial=ups_serial,
        make_ports=_ports,
        make_entities=lambda _ports: (),
        make_tables=_tables,
        speaks_lldp=False,
        hosts=0.0,
        services=72,
    )
