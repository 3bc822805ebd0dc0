"""One device as the rest of the network can know it: the common ground of configurations, saved output and polling.

Every source fills a `DeviceView`; fusion reads nothing else. Names of interfaces are the device's own.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from watchkeeper.kit.configs.model import Address, BgpNeighbour, BgpRange, Circuit, Service

Protocol: TypeAlias = Literal["isis", "ospf", "ospf3"]


@dataclass(frozen=True, slots=True)
class Port:
    """A port, or a unit or sub-interface of one (then ``parent`` names the port).

    Args:
        kind: ``physical bundle logical loopback management overlay internal``.
        up: Operational state, None when nothing shows it.
        aliases: Other spellings that neighbours may use: descriptions of the MIB, port numbers, slots.
        borrowed: Addresses that an unnumbered interface borrows from another.
    """

    name: str
    kind: str = "physical"
    description: str = ""
    addresses: tuple[Address, ...] = ()
    vrf: str = "default"
    enabled: bool = True
    up: bool | None = None
    parent: str | None = None
    bundle: str | None = None
    access_vlan: int | None = None
    unnumbered: str | None = None
    circuits: tuple[Circuit, ...] = ()
    tunnel: tuple[str, str] | None = None
    mac: str | None = None
    if_index: int | None = None
    aliases: tuple[str, ...] = ()
    speed_bps: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a device heard by LLDP or CDP on one of its ports. Absent values are empty, never inherited."""

    source: str
    port: str
    remote_name: str = ""
    remote_port: str = ""
    remote_port_description: str = ""
    remote_chassis: str = ""
    remote_address: str = ""


@dataclass(frozen=True, slots=True)
class Station:
    """A hardware address heard on a port: by a bridge that learned it there, or with the IP address it belongs to."""

    port: str
    mac: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Adjacency:
    """A neighbour in an interior gateway protocol: router id, system id or name, as the device prints it."""

    protocol: Protocol
    neighbour: str
    port: str = ""
    address: str = ""
    state: str = ""
    vrf: str = "default"
    level: str = ""

    @property
    def up(self) -> bool:
        """Whether both ends talk: ``full``, ``2-way`` or ``up``."""
        return self.state.lower().split("/")[0].replace("-", "") in {"full", "up", "2way", "twoway"}


@dataclass(frozen=True, slots=True)
class BgpState:
    """A BGP session as a device's own table shows it. ``tcp`` is (local port, remote port)."""

    peer: str
    vrf: str = "default"
    state: str = ""
    remote_as: int | None = None
    local_as: int | None = None
    remote_id: str = ""
    local_id: str = ""
    local_address: str = ""
    interface: str = ""
    tcp: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class DeviceView:
    """A device with everything that helps to place it.

    Args:
        name: How the product calls it; unique in one fusion.
        names: Other names it goes by (system name, dynamic host name).
        chassis: LLDP chassis identifiers and MACs of the chassis, lower case.
        configured: Whether its configuration was read (else only state speaks).
        asked: Protocols whose neighbour table was read, so that silence has a meaning.
    """

    name: str
    platform: str = ""
    names: tuple[str, ...] = ()
    ports: tuple[Port, ...] = ()
    claims: tuple[Claim, ...] = ()
    stations: tuple[Station, ...] = ()
    adjacencies: tuple[Adjacency, ...] = ()
    neighbours: tuple[BgpNeighbour, ...] = ()
    ranges: tuple[BgpRange, ...] = ()
    sessions: tuple[BgpState, ...] = ()
    router_ids: tuple[str, ...] = ()
    system_ids: tuple[str, ...] = ()
    chassis: tuple[str, ...] = ()
    autonomous_systems: tuple[int, ...] = ()
    vrfs: tuple[str, ...] = ()
    label_switching: bool = False
    reflects: bool = False
    services: tuple[Service, ...] = ()
    configured: bool = True
    asked: frozenset[str] = frozenset()
    problems: tuple[str, ...] = ()
