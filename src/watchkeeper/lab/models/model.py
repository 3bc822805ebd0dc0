"""What a model of device is made of: ports, identity, physical entities, sensors and tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from watchkeeper.lab.snmp.ber import Oid
from watchkeeper.lab.snmp.layout import Column

if TYPE_CHECKING:
    from watchkeeper.lab.world.state import DeviceState

ETHERNET_CSMACD = 6
SOFTWARE_LOOPBACK = 24

DeviceColumn: TypeAlias = "Column[DeviceState]"


@dataclass(frozen=True, slots=True)
class Port:
    """An interface as every device of the model has it. ``if_type`` is IANAifType."""

    if_index: int
    name: str
    descr: str
    speed_mbps: int
    mtu: int = 1500
    if_type: int = ETHERNET_CSMACD
    cabled: bool = True
    optic: bool = False


class Reading(StrEnum):
    """Where a sensor's value comes from."""

    STEADY = "steady"  # around its base
    RX_POWER = "rx"  # light received by a port, dBm
    TX_POWER = "tx"  # light sent by a port, dBm
    BIAS = "bias"  # laser current of a port, mA


@dataclass(frozen=True, slots=True)
class Sensor:
    """A physical reading: ``base`` ± ``spread`` between devices ± ``swing`` with time, in its unit.

    ``kind`` and ``scale`` are those of ENTITY-SENSOR-MIB; ``precision`` is the number of decimal places sent.
    ``port`` is the position of the port that an optical reading belongs to.
    """

    kind: int
    units: str = ""
    base: float = 0.0
    spread: float = 0.0
    swing: float = 0.0
    precision: int = 0
    scale: int = 9
    reading: Reading = Reading.STEADY
    port: int = 0


@dataclass(frozen=True, slots=True)
class Entity:
    """A row of entPhysicalTable (RFC 6933). ``serial`` is a format with one hash text, empty for none."""

    index: int
    kind: int
    name: str
    descr: str
    within: int = 0
    position: int = 0
    model: str = ""
    serial: bool = False
    sensor: Sensor | None = None


@dataclass(frozen=True, slots=True)
class LldpAdvert:
    """How a port names itself to its neighbour (IEEE 802.1AB port id subtype, id, description)."""

    subtype: int
    port_id: str | bytes
    descr: str


@dataclass(frozen=True, slots=True)
class Model:
    """A kind of device.

    ``make_serial`` turns 64 hash bits into a serial number of the vendor's form; ``make_tables`` adds what the model
    has beside system, interfaces, entities and LLDP. ``hosts`` is the share of uncabled front ports in use.
    """

    key: str
    vendor: str
    product: str
    object_id: Oid
    oui: bytes
    release: str
    describe: Callable[[str], str]
    make_serial: Callable[[int], str]
    make_ports: Callable[[int], tuple[Port, ...]]
    make_entities: Callable[[Sequence[Port]], tuple[Entity, ...]]
    make_tables: Callable[[Sequence[Port], Sequence[Entity]], Sequence[DeviceColumn]]
    advertise: Callable[[Port, bytes], LldpAdvert] = field(
        default=lambda port, _mac: LldpAdvert(5, port.name, port.descr)
    )
    speaks_lldp: bool = True
    lldp_capabilities: bytes = b"\x28"
    hosts: float = 0.65
    services: int = 78
