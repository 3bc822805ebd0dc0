"""From a model to the layout that all its devices share."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from watchkeeper.lab.models.columns import MIB_2, numbers, scalar, texts
from watchkeeper.lab.models.entities import entity_columns
from watchkeeper.lab.models.interfaces import interface_columns
from watchkeeper.lab.models.model import DeviceColumn, Model, Port
from watchkeeper.lab.models.neighbours import neighbour_columns
from watchkeeper.lab.snmp.ber import OCTETS, TIMETICKS
from watchkeeper.lab.snmp.layout import SCALAR, Column, Layout, Numbers

if TYPE_CHECKING:
    from watchkeeper.lab.world.state import DeviceState

_CONTACT = "Network Operations <noc@example.net>"


def uptime(state: "DeviceState") -> Numbers:
    """Return the time since boot as a one-row column of TimeTicks."""
    return np.array([state.uptime_ticks], dtype=np.int64)


def system_columns(model: Model) -> list[DeviceColumn]:
    """Return the system group (RFC 3418)."""
    base = (*MIB_2, 1)
    return [
        Column((*base, 1), OCTETS, SCALAR, texts("description", lambda state: [state.sys_descr])),
        scalar((*base, 2), model.object_id),
        Column((*base, 3), TIMETICKS, SCALAR, numbers("uptime", uptime)),
        scalar((*base, 4), _CONTACT),
        Column((*base, 5), OCTETS, SCALAR, texts("name", lambda state: [state.sysname])),
        Column((*base, 6), OCTETS, SCALAR, texts("location", lambda state: [state.location])),
        scalar((*base, 7), model.services),
    ]


def build_layout(model: Model, ports: Sequence[Port]) -> "Layout[DeviceState]":
    """Return the layout of ``model`` with ``ports``."""
    entities = model.make_entities(ports)
    columns = system_columns(model) + interface_columns(ports)
    if entities:
        columns += entity_columns(entities, model.vendor)
    if model.speaks_lldp:
        columns += neighbour_columns(ports, model.lldp_capabilities)
    columns += model.make_tables(ports, entities)
    return Layout(columns)
