"""What a device says about itself, as plain frozen data: shared by ``wk probe``, discovery and inventory."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.kit.pickling import by_position


@by_position
@dataclass(frozen=True, slots=True)
class IdentityReport:
    """Who the device is; ``None`` is "it did not say"."""

    sysname: str | None = None
    vendor: str | None = None
    os: str | None = None
    os_version: str | None = None
    model: str | None = None
    serial: str | None = None
    sys_object_id: str = ""
    sys_descr: str = ""
    uptime_s: float | None = None


@by_position
@dataclass(frozen=True, slots=True)
class InterfaceReport:
    """One interface. ``counters`` has only what the agent gives; speeds are bit/s, ``mac`` is colon-separated."""

    if_index: int
    name: str
    descr: str
    alias: str
    type: str
    mtu: int | None
    speed_bps: int | None
    mac: str | None
    admin_status: str | None
    oper_status: str | None
    counters: Mapping[str, int]


@by_position
@dataclass(frozen=True, slots=True)
class Limits:
    """The device's own limits of a reading, in its unit."""

    low: float | None = None
    low_warn: float | None = None
    high_warn: float | None = None
    high: float | None = None


NO_LIMITS = Limits()


@by_position
@dataclass(frozen=True, slots=True)
class SensorReport:
    """One reading.

    ``index`` is its SNMP instance, ``oid`` the whole identifier of the value; ``optic`` and ``if_index`` place the
    reading of an optical module.
    """

    sensor_class: str
    index: str
    descr: str
    value: float | None
    unit: str
    state_text: str | None = None
    severity: str | None = None
    limits: Limits = NO_LIMITS
    oid: str = ""
    optic: str = ""
    if_index: int | None = None


@by_position
@dataclass(frozen=True, slots=True)
class NeighbourReport:
    """What one port has heard from its neighbour."""

    protocol: str
    local_if_index: int | None
    local_port: str | None
    remote_sysname: str | None
    remote_port: str | None
    remote_port_descr: str | None
    remote_chassis_id: str | None
    remote_descr: str | None


@by_position
@dataclass(frozen=True, slots=True)
class BgpPeerReport:
    """One BGP session; ``state`` and ``admin`` in the words of BGP4-MIB, ``None`` where the agent does not tell."""

    peer: str
    remote_as: int
    state: str | None
    admin: str | None
    local_address: str | None
    vrf: str | None = None


@by_position
@dataclass(frozen=True, slots=True)
class OspfNeighbourReport:
    """One OSPF neighbour."""

    neighbor: str
    router_id: str | None
    state: str


@by_position
@dataclass(frozen=True, slots=True)
class IsisAdjacencyReport:
    """One IS-IS adjacency; ``neighbor_id`` is the system id as ``0000.0000.0000``."""

    neighbor_id: str
    if_index: int | None
    state: str
    level: str | None


@by_position
@dataclass(frozen=True, slots=True)
class IsisMetricReport:
    """What an interface costs in IS-IS at a level ("1" or "2")."""

    if_index: int
    level: str
    metric: int


@by_position
@dataclass(frozen=True, slots=True)
class BfdSessionReport:
    """One BFD session; ``state`` in the words of RFC 5880, ``diagnostic`` why it went down last."""

    peer: str
    if_index: int | None
    state: str
    diagnostic: str
    admin_down: bool


@by_position
@dataclass(frozen=True, slots=True)
class VrfReport:
    """One VRF: route targets as ``administrator:number``, its interfaces, and whether one of them is up.

    ``up`` is None, and targets are empty, where the agent does not tell.
    """

    name: str
    distinguisher: str
    imports: tuple[str, ...]
    exports: tuple[str, ...]
    if_indexes: tuple[int, ...]
    up: bool | None


@by_position
@dataclass(frozen=True, slots=True)
class PseudowireReport:
    """One pseudowire towards ``peer``, an address, with the identifier that both ends must have."""

    name: str
    peer: str
    circuit: int
    up: bool | None


@by_position
@dataclass(frozen=True, slots=True)
class VplsReport:
    """One VPLS: route targets as ``administrator:number``; ``up`` is False when it reaches nobody, else not known."""

    name: str
    imports: tuple[str, ...]
    exports: tuple[str, ...]
    up: bool | None


@by_position
@dataclass(frozen=True, slots=True)
class FeatureReport:
    """One row of a table that is no sensor: an aggregate, ring, spanning-tree port, VLAN, PoE port or alarm.

    ``kind`` is ``lag``, ``ring``, ``stp``, ``vlan``, ``poe`` or ``alarm``; ``severity`` as of a state.
    """

    kind: str
    name: str
    state: str
    severity: str
    told: Mapping[str, str] = field(default_factory=dict)


@by_position
@dataclass(frozen=True, slots=True)
class AddressReport:
    """An IPv4 address of the device with its length (``10.0.0.1/31``), and OSPF's cost of leaving over it."""

    address: str
    if_index: int | None
    ospf_cost: int | None = None


@by_position
@dataclass(frozen=True, slots=True)
class PlaceReport:
    """Where the device stands in its network; empty where it does not tell.

    ``chassis`` is its own LLDP chassis id, ``router_ids`` those of OSPF and BGP, ``system_id`` that of IS-IS;
    ``answers_for`` names the routing protocols (``bgp``, ``ospf``, ``isis``, ``bfd``) whose MIB the agent answers for.
    """

    addresses: tuple[AddressReport, ...] = ()
    chassis: str = ""
    router_ids: tuple[str, ...] = ()
    system_id: str = ""
    autonomous_system: int | None = None
    answers_for: frozenset[str] = frozenset()


@by_position
@dataclass(frozen=True, slots=True)
class StationReport:
    """A hardware address (``00:11:22:33:44:55``) heard on an interface: learned by a bridge when ``address`` is "".

    Else the IP address that it belongs to, from the device's ARP or neighbour cache.
    """

    if_index: int
    mac: str
    address: str = ""


@by_position
@dataclass(frozen=True, slots=True)
class ProcessorReport:
    """Load of one processor, 0..100."""

    index: str
    descr: str
    percent: float


@by_position
@dataclass(frozen=True, slots=True)
class PoolReport:
    """Memory or storage. A memory row may have nothing but a percentage."""

    index: str
    descr: str
    total_bytes: int | None
    used_bytes: int | None
    percent: float | None = None
    type: str = ""


@by_position
@dataclass(frozen=True, slots=True)
class PartialTable:
    """A table that was not read to its end, and why."""

    table: str
    reason: str


@by_position
@dataclass(frozen=True, slots=True)
class Timing:
    """What the collection cost."""

    elapsed_s: float
    requests: int
    varbinds: int


@by_position
@dataclass(frozen=True, slots=True)
class DeviceReport:
    """Everything. With an ``outcome`` other than OK and PARTIAL the device did not answer, and ``error`` says how."""

    outcome: Outcome
    error: str | None = None
    platform: str = ""
    identity: IdentityReport = field(default_factory=IdentityReport)
    serial_oid: str = ""
    interfaces: tuple[InterfaceReport, ...] = ()
    sensors: tuple[SensorReport, ...] = ()
    neighbours: tuple[NeighbourReport, ...] = ()
    bgp_peers: tuple[BgpPeerReport, ...] = ()
    ospf_neighbours: tuple[OspfNeighbourReport, ...] = ()
    isis_adjacencies: tuple[IsisAdjacencyReport, ...] = ()
    isis_metrics: tuple[IsisMetricReport, ...] = ()
    bfd_sessions: tuple[BfdSessionReport, ...] = ()
    vrfs: tuple[VrfReport, ...] = ()
    pseudowires: tuple[PseudowireReport, ...] = ()
    vpls: tuple[VplsReport, ...] = ()
    features: tuple[FeatureReport, ...] = ()
    stations: tuple[StationReport, ...] = ()
    processors: tuple[ProcessorReport, ...] = ()
    memory: tuple[PoolReport, ...] = ()
    storage: tuple[PoolReport, ...] = ()
    place: PlaceReport = field(default_factory=PlaceReport)
    partial: tuple[PartialTable, ...] = ()
    timing: Timing = field(default_factory=lambda: Timing(0.0, 0, 0))
