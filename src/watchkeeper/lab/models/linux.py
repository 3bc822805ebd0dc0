"""Servers that answer as net-snmp on Debian does, with lldpd beside it."""

from collections.abc import Sequence
from typing import Final

from watchkeeper.lab.models.columns import ENTERPRISES
from watchkeeper.lab.models.entities import CHASSIS
from watchkeeper.lab.models.host import linux_columns
from watchkeeper.lab.models.model import SOFTWARE_LOOPBACK, DeviceColumn, Entity, LldpAdvert, Model, Port
from watchkeeper.lab.models.serials import server_serial

_RELEASE: Final = "6.1.0-28-amd64"
_OUI: Final = bytes.fromhex("b8cb29")
_MEMORY_KIB: Final = 65_648_128
_CORES: Final = 8
_LEAST_PORTS: Final = 3
_MAC_ADDRESS: Final = 3


def _ports(count: int) -> tuple[Port, ...]:
    """Return loopback and network cards: what a server has, or more when more are asked for."""
    cards = tuple(Port(at + 2, f"eth{at}", f"eth{at}", 10_000) for at in range(max(min(count, _LEAST_PORTS), 2) - 1))
    return (Port(1, "lo", "lo", 10, mtu=65_536, if_type=SOFTWARE_LOOPBACK, cabled=False), *cards)


def _entities(ports: Sequence[Port]) -> tuple[Entity, ...]:
    del ports
    return (Entity(1, CHASSIS, "chassis", "PowerEdge R650xs", position=-1, model="PowerEdge R650xs", serial=True),)


def _tables(ports: Sequence[Port], entities: Sequence[Entity]) -> Sequence[DeviceColumn]:
    del ports, entities
    return linux_columns(_MEMORY_KIB, _CORES)


def _describe(name: str) -> str:
    return f"Linux {name} {_RELEASE} #1 SMP PREEMPT_DYNAMIC Debian 6.1.119-1 (2024-11-22) x86_64"


def linux_model() -> Model:
    """Return the server."""
    return Model(
        key="linux",
        vendor="Dell Inc.",
        product="PowerEdge R650xs",
        object_id=(*ENTERPRISES, 8072, 3, 2, 10),
        oui=_OUI,
        release=_RELEASE,
        describe=_describe,
        make_serial=server_serial,
        make_ports=_ports,
        make_entities=_entities,
        make_tables=_tables,
        advertise=lambda port, mac: LldpAdvert(_MAC_ADDRESS, mac, port.name),
        lldp_capabilities=b"\x01\x00",
        hosts=0.0,
        services=72,
    )
