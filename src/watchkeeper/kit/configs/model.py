"""What a configuration says about a device's place in the network, in words that no vendor owns.

Every reader of this package fills the same frozen facts, so that topology, audits and changes ask one model. Facts are
what the text says, with the vendor's names for interfaces; nothing is completed from experience, except defaults that
a platform's manual promises.
"""

from dataclasses import dataclass, field
from ipaddress import IPv4Interface, IPv4Network, IPv6Interface, IPv6Network
from typing import Final, TypeAlias

Interface: TypeAlias = IPv4Interface | IPv6Interface
Network: TypeAlias = IPv4Network | IPv6Network

DEFAULT_VRF: Final = "default"


@dataclass(frozen=True, slots=True)
class Address:
    """An address of an interface with its prefix length.

    Args:
        ip: The address and its network.
        role: ``primary``, ``secondary`` or ``virtual`` (anycast gateway, VRRP, HSRP, VARP).
    """

    ip: Interface
    role: str = "primary"


@dataclass(frozen=True, slots=True)
class Circuit:
    """An interface's part in an interior gateway protocol.

    Args:
        protocol: ``isis``, ``ospf`` or ``ospf3``.
        metric: Configured outgoing metric, or None where the text gives none.
        area: OSPF area or IS-IS level (``1``, ``2``, ``1-2``).
        passive: Advertised, but without neighbours.
        point_to_point: Whether the text declares the network a point-to-point one.
        instance: Process name or number.
    """

    protocol: str
    metric: int | None = None
    area: str | None = None
    passive: bool = False
    point_to_point: bool = False
    instance: str = ""


@dataclass(frozen=True, slots=True)
class InterfaceConfig:
    """An interface as configured. ``parent`` is the port of a unit or sub-interface, ``bundle`` its aggregate.

    ``kind`` is what the text itself calls it, where a name cannot tell (a bond named ``uplink``).
    """

    name: str
    description: str = ""
    addresses: tuple[Address, ...] = ()
    vrf: str = DEFAULT_VRF
    enabled: bool = True
    parent: str | None = None
    bundle: str | None = None
    unnumbered: str | None = None
    access_vlan: int | None = None
    trunk: bool = False
    circuits: tuple[Circuit, ...] = ()
    tunnel: tuple[str, str] | None = None
    bandwidth_bps: int | None = None
    kind: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BgpNeighbour:
    """A configured BGP neighbour, groups and templates already resolved.

    Args:
        address: The neighbour's address; empty for an unnumbered neighbour.
        interface: Interface of an unnumbered or link-local neighbour.
        remote_as: Its autonomous system, or None where only the kind is known.
        kind: ``ibgp``, ``ebgp`` or empty where the text does not tell.
        local_as: Ours towards it, when it differs from the process.
        local_address: Address or interface that the session is bound to.
        families: Activated address families, in the text's spelling.
        route_reflector_client: We reflect routes to it.
    """

    address: str
    vrf: str = DEFAULT_VRF
    interface: str | None = None
    remote_as: int | None = None
    kind: str = ""
    local_as: int | None = None
    local_address: str | None = None
    families: tuple[str, ...] = ()
    route_reflector_client: bool = False
    enabled: bool = True
    description: str = ""


@dataclass(frozen=True, slots=True)
class BgpRange:
    """A range from which a BGP process accepts neighbours that it does not name."""

    network: Network
    vrf: str = DEFAULT_VRF
    remote_as: int | None = None


@dataclass(frozen=True, slots=True)
class Wire:
    """A pseudowire as one end configures it: towards which address, with which virtual circuit identifier."""

    peer: str
    circuit: int


@dataclass(frozen=True, slots=True)
class Service:
    """A VPN as one device configures it.

    Args:
        kind: ``l3vpn`` (RFC 4364), ``evpn`` (RFC 7432), ``vpls``, ``pseudowire`` or ``vxlan`` (flooding, RFC 7348).
        name: What the device calls the instance.
        rd: Route distinguisher, empty where the text gives none or has the device choose it.
        imports: Route targets as ``administrator:number``; ``*`` stands for any administrator.
        exports: Route targets, in the same form.
        vni: VXLAN network identifier, or None.
        wires: Pseudowires that LDP signals.
        flood: Where a VXLAN floods to: addresses of tunnel end points, or a multicast group.
        up: Whether the device itself says that it works; None where only a text speaks.
    """

    kind: str
    name: str
    rd: str = ""
    imports: tuple[str, ...] = ()
    exports: tuple[str, ...] = ()
    vni: int | None = None
    wires: tuple[Wire, ...] = ()
    flood: tuple[str, ...] = ()
    up: bool | None = None


@dataclass(frozen=True, slots=True)
class DeviceConfig:
    """Everything that one configuration says that matters to its place in the network.

    Args:
        platform: Token such as ``junos`` or ``iosxr``; empty when unknown.
        autonomous_systems: By VRF.
        router_ids: By VRF, as configured.
        system_ids: IS-IS system identifiers (``0102.5525.5001``).
        vrfs: Names of routing instances that carry customers or management.
        label_switching: LDP, RSVP or segment routing is configured.
        reflects: The device reflects routes (a cluster id or a client).
        services: VPNs that the device takes part in.
        problems: What in the text could not be understood, one sentence each.
    """

    hostname: str
    platform: str
    interfaces: tuple[InterfaceConfig, ...] = ()
    neighbours: tuple[BgpNeighbour, ...] = ()
    ranges: tuple[BgpRange, ...] = ()
    autonomous_systems: dict[str, int] = field(default_factory=dict)
    router_ids: dict[str, str] = field(default_factory=dict)
    system_ids: tuple[str, ...] = ()
    vrfs: tuple[str, ...] = ()
    label_switching: bool = False
    reflects: bool = False
    services: tuple[Service, ...] = ()
    problems: tuple[str, ...] = ()
