"""LLDP-MIB (IEEE 802.1AB-2005): what a device says of itself and hears from its neighbours, the same at both ends."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from watchkeeper.lab.models.columns import rows_of, scalar, texts
from watchkeeper.lab.models.model import DeviceColumn, Port
from watchkeeper.lab.snmp.ber import INTEGER, OCTETS, Oid
from watchkeeper.lab.snmp.layout import SCALAR, Column, Value

if TYPE_CHECKING:
    from watchkeeper.lab.world.state import DeviceState

_LOCAL: Final[Oid] = (1, 0, 8802, 1, 1, 2, 1, 3)
_REMOTE: Final[Oid] = (1, 0, 8802, 1, 1, 2, 1, 4, 1, 1)
MAC_ADDRESS: Final = 4
_REMOTE_TAGS: Final = {
    4: INTEGER,
    5: OCTETS,
    6: INTEGER,
    7: OCTETS,
    8: OCTETS,
    9: OCTETS,
    10: OCTETS,
    11: OCTETS,
    12: OCTETS,
}


def neighbour_columns(ports: Sequence[Port], capabilities: bytes) -> list[DeviceColumn]:
    """Return the local system, local ports and remote systems; local port numbers are ifIndexes."""
    cabled = [at for at, port in enumerate(ports) if port.cabled]
    rows = rows_of([ports[at].if_index for at in cabled])
    adverts = texts("LLDP local ports", lambda state: _local_ports(state, cabled))
    remote = texts("LLDP neighbours", lambda state: _neighbours(state, cabled), sparse=True)
    remote_rows = tuple((0, *row, 1) for row in rows)
    return [
        scalar((*_LOCAL, 1), MAC_ADDRESS),
        Column((*_LOCAL, 2), OCTETS, SCALAR, texts("LLDP chassis", lambda state: [state.chassis_mac])),
        Column((*_LOCAL, 3), OCTETS, SCALAR, texts("LLDP system name", lambda state: [state.sysname])),
        Column((*_LOCAL, 4), OCTETS, SCALAR, texts("LLDP system", lambda state: [state.sys_descr])),
        scalar((*_LOCAL, 5), capabilities),
        scalar((*_LOCAL, 6), capabilities),
        Column((*_LOCAL, 7, 1, 2), INTEGER, rows, adverts),
        Column((*_LOCAL, 7, 1, 3), OCTETS, rows, adverts),
        Column((*_LOCAL, 7, 1, 4), OCTETS, rows, adverts),
        *(Column((*_REMOTE, column), tag, remote_rows, remote) for column, tag in _REMOTE_TAGS.items()),
    ]


def _local_ports(state: "DeviceState", cabled: Sequence[int]) -> list[Value | None]:
    adverts = [state.advert(at) for at in cabled]
    out: list[Value | None] = [advert.subtype for advert in adverts]
    out += [advert.port_id for advert in adverts]
    return out + [advert.descr for advert in adverts]


def _neighbours(state: "DeviceState", cabled: Sequence[int]) -> list[Value | None]:
    table: list[list[Value | None]] = [[] for _ in _REMOTE_TAGS]
    for at in cabled:
        for column, value in zip(table, state.neighbour(at), strict=True):
            column.append(value)
    return [value for column in table for value in column]
