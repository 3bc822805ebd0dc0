"""Links, sessions and the topology they make: the answer of fusion, each row with its evidence."""

from dataclasses import dataclass
from typing import NamedTuple


class End(NamedTuple):
    """One end of a link: a device and its port; the port is empty where the evidence does not name it."""

    device: str
    interface: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """One piece of evidence that ``a`` and ``b`` are joined.

    Args:
        source: ``lldp cdp subnet description isis ospf bgp bundle arp fdb inventory``.
        seen_by: Devices whose own configuration or output says so.
        detail: What was seen, for people.
        units: The interfaces (with unit) at both ends, where the evidence is about units.
    """

    source: str
    a: End
    b: End
    seen_by: frozenset[str]
    detail: str = ""
    units: tuple[str, str] = ("", "")
    conflicts: tuple[str, ...] = ()
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two ports with everything that speaks for it and against it.

    Args:
        kind: ``physical bundle logical overlay segment management``.
        two_sided: Both ends' own evidence names the other.
        confidence: 1 - product of (1 - confidence) over its sources, 0..1.
        metric_a: Outgoing IGP metric of end a, or None.
        up: Operational state of the weaker end, None when nothing shows it.
        risks: Shared risk groups: what is lost together with it.
    """

    a: End
    b: End
    kind: str
    sightings: tuple[Sighting, ...]
    conflicts: tuple[str, ...] = ()
    two_sided: bool = False
    confidence: float = 0.0
    metric_a: int | None = None
    metric_b: int | None = None
    protocol: str | None = None
    up: bool | None = None
    risks: frozenset[str] = frozenset()

    @property
    def sources(self) -> tuple[str, ...]:
        """Sources of the evidence, each once, sorted."""
        return tuple(sorted({sighting.source for sighting in self.sightings}))

    @property
    def id(self) -> str:
        """A name that stays the same as long as both ends do."""
        return f"{self.a.device}:{self.a.interface}--{self.b.device}:{self.b.interface}"


@dataclass(frozen=True, slots=True)
class Segment:
    """A subnet that more than two ports share.

    Args:
        members: Ports, as (device, port).
        metrics: Outgoing IGP cost of the members that take part in one protocol.
    """

    id: str
    members: tuple[End, ...]
    management: bool = False
    metrics: tuple[tuple[End, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """A protocol session between two devices, or towards an address that no known device has.

    Args:
        configured_on: Devices whose configuration holds it (or, without configuration, that show it).
        state: As the device prints it; None where nothing shows one.
        problems: Disagreements of the two sides: AS, address family, configured on one side only.
    """

    protocol: str
    kind: str
    a: str
    a_address: str | None
    b: str | None
    b_address: str
    configured_on: tuple[str, ...]
    state: str | None = None
    vrf: str = "default"
    families: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceEdge:
    """Two instances of a VPN that meet, or one that names another in vain; an end is (device, instance).

    Args:
        kind: ``l3vpn evpn vpls pseudowire vxlan``.
        there: What carries from a to b: route targets that a exports and b imports, a's circuit or VNI towards b.
        back: What carries from b to a; empty where nothing does.
        sources: ``route-target``, ``circuit`` or ``vni``.
        two_sided: Both devices say so.
        up: What the devices themselves say of its state; None where they say nothing.
    """

    kind: str
    a: End
    b: End
    there: tuple[str, ...]
    back: tuple[str, ...]
    sources: tuple[str, ...]
    evidence: tuple[str, ...] = ()
    two_sided: bool = False
    conflicts: tuple[str, ...] = ()
    up: bool | None = None

    @property
    def id(self) -> str:
        """A name that stays the same as long as both ends do; circuits of one instance are told apart."""
        circuits = self.there or self.back
        number = "" if self.sources == ("route-target",) else f":{' '.join(circuits)}"
        return f"{self.kind}:{self.a.device}:{self.a.interface}--{self.b.device}:{self.b.interface}{number}"


@dataclass(frozen=True, slots=True)
class ServiceMesh:
    """Many instances that all meet one another: a line for each pair would show less.

    ``key`` is the same for all that import and export the same, and nobody else's.
    """

    kind: str
    key: str
    members: tuple[End, ...]
    carries: tuple[str, ...]
    sources: tuple[str, ...]
    conflicts: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """A name that stays the same while members come and go."""
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True, slots=True)
class Node:
    """A device in the topology; ``external`` when only its neighbours speak of it."""

    name: str
    platform: str | None
    roles: tuple[str, ...]
    loopbacks: tuple[str, ...]
    external: bool = False


@dataclass(frozen=True, slots=True)
class Topology:
    """The fused network. ``problems`` says what could not be read."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    segments: tuple[Segment, ...] = ()
    sessions: tuple[Session, ...] = ()
    services: tuple[ServiceEdge, ...] = ()
    meshes: tuple[ServiceMesh, ...] = ()
    problems: tuple[str, ...] = ()
