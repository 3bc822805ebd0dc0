"""IF-MIB (RFC 2863): ifTable and ifXTable with living counters."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from watchkeeper.lab.models.columns import MIB_2, constant, numbers, rows_of, scalar, shared, texts
from watchkeeper.lab.models.model import DeviceColumn, Port
from watchkeeper.lab.snmp.ber import COUNTER32, COUNTER64, GAUGE32, INTEGER, OBJECT_ID, OCTETS, TIMETICKS
from watchkeeper.lab.snmp.layout import Column, Numbers

if TYPE_CHECKING:
    from watchkeeper.lab.world.state import DeviceState

_IF: Final = (*MIB_2, 2, 2, 1)
_IFX: Final = (*MIB_2, 31, 1, 1, 1)
_SATURATED: Final = 4_294_967_295
_LOW_HALF: Final = 0xFFFFFFFF
_TWINS: Final = np.array([0, 1, 4, 5, 2, 3, 6, 7])
"""Rows of the traffic counters in the order of the 32-bit columns: octets and unicast, then ifXTable's."""
_TABLE_LAST_CHANGE_TICKS: Final = 2_150


def _traffic(state: "DeviceState") -> Numbers:
    return state.traffic().ravel()


def _traffic_low_half(state: "DeviceState") -> Numbers:
    values: Numbers = (state.traffic()[_TWINS] & _LOW_HALF).ravel()
    return values


def _faults_low_half(state: "DeviceState") -> Numbers:
    values: Numbers = (state.troubles() & _LOW_HALF).ravel()
    return values


def _status(state: "DeviceState") -> Numbers:
    return np.concatenate((state.admin_status, state.oper_status, state.last_change_ticks))


def interface_columns(ports: Sequence[Port]) -> list[DeviceColumn]:
    """Return ifNumber, ifTable, ifXTable and ifTableLastChange for ``ports``, which are in ifIndex order."""
    rows = rows_of([port.if_index for port in ports])
    low = numbers("traffic, 32 bits", _traffic_low_half)
    high = numbers("traffic, 64 bits", _traffic)
    troubles = numbers("errors and discards", _faults_low_half)
    status = numbers("status", _status, stable=True)
    physical = texts("physical addresses", lambda state: state.macs)
    alias = texts("aliases", lambda state: state.aliases)
    speeds = [port.speed_mbps for port in ports]
    return [
        scalar((*MIB_2, 2, 1), len(ports)),
        shared((*_IF, 1), INTEGER, rows, [port.if_index for port in ports]),
        shared((*_IF, 2), OCTETS, rows, [port.descr for port in ports]),
        shared((*_IF, 3), INTEGER, rows, [port.if_type for port in ports]),
        shared((*_IF, 4), INTEGER, rows, [port.mtu for port in ports]),
        shared((*_IF, 5), GAUGE32, rows, [min(speed * 1_000_000, _SATURATED) for speed in speeds]),
        Column((*_IF, 6), OCTETS, rows, physical),
        *(Column((*_IF, column), INTEGER, rows, status) for column in (7, 8)),
        Column((*_IF, 9), TIMETICKS, rows, status),
        *(Column((*_IF, column), COUNTER32, rows, low) for column in (10, 11, 16, 17)),
        *(Column((*_IF, column), COUNTER32, rows, troubles) for column in (13, 14, 19, 20)),
        constant((*_IF, 15), COUNTER32, rows, 0),
        constant((*_IF, 21), GAUGE32, rows, 0),
        constant((*_IF, 22), OBJECT_ID, rows, (0, 0)),
        shared((*_IFX, 1), OCTETS, rows, [port.name for port in ports]),
        *(Column((*_IFX, column), COUNTER32, rows, low) for column in (2, 3, 4, 5)),
        *(Column((*_IFX, column), COUNTER64, rows, high) for column in range(6, 14)),
        constant((*_IFX, 14), INTEGER, rows, 1),
        shared((*_IFX, 15), GAUGE32, rows, speeds),
        constant((*_IFX, 16), INTEGER, rows, 2),
        shared((*_IFX, 17), INTEGER, rows, [1 if port.cabled else 2 for port in ports]),
        Column((*_IFX, 18), OCTETS, rows, alias),
        constant((*_IFX, 19), TIMETICKS, rows, 0),
        scalar((*MIB_2, 31, 1, 5), _TABLE_LAST_CHANGE_TICKS, TIMETICKS),
    ]
