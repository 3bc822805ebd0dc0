"""Who is connected to whom: sites of edge, spine, leaf, access, server, UPS and optical devices, cabled port to port.

The plan follows from the seed and the number of devices alone. Every device reaches every other; a site has a
leaf-spine core and a ring of access switches, sites form a ring of edge routers and one of optical boxes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from watchkeeper.lab.errors import LabError

EDGE, SPINE, LEAF, ACCESS, SERVER, UPS, OPTICAL = "edge", "spine", "leaf", "access", "server", "ups", "optical"
_SITE_ROLES: Final = (
    *(EDGE, SPINE, LEAF, LEAF, ACCESS, SERVER, UPS, OPTICAL),
    *(SPINE, LEAF, ACCESS, SERVER, SERVER, EDGE, LEAF, ACCESS),
    *(LEAF, ACCESS, SERVER, OPTICAL, LEAF, ACCESS, SERVER, ACCESS),
)
_UPWARDS: Final = {
    EDGE: ((EDGE, 1),),
    SPINE: ((EDGE, 2),),
    LEAF: ((SPINE, 2), (EDGE, 2)),
    ACCESS: ((ACCESS, 1), (LEAF, 1)),
    SERVER: ((LEAF, 2), (ACCESS, 1)),
    UPS: ((ACCESS, 1), (LEAF, 1)),
    OPTICAL: ((OPTICAL, 1), (EDGE, 1)),
}
"""Where a new device of a role is cabled to: the first of these roles that the site has, and to how many of them."""
_DOWNWARDS: Final = {EDGE: (SPINE, 2), SPINE: (LEAF, 16)}
"""What a new device is cabled to besides, if the site has it already."""
_CITIES: Final = (
    "ams Amsterdam,ath Athens,bcn Barcelona,ber Berlin,bru Brussels,bud Budapest,buh Bucharest,cph Copenhagen,"
    "dub Dublin,dus Düsseldorf,edi Edinburgh,fra Frankfurt,gva Geneva,got Gothenburg,ham Hamburg,hel Helsinki,"
    "ist Istanbul,kbp Kyiv,krk Kraków,lis Lisbon,lju Ljubljana,lon London,lux Luxembourg,lys Lyon,mad Madrid,"
    "man Manchester,mil Milan,mrs Marseille,muc Munich,nap Naples,osl Oslo,par Paris,prg Prague,rig Riga,rom Rome,"
    "rtm Rotterdam,sof Sofia,sto Stockholm,stu Stuttgart,tal Tallinn,trn Turin,val Valencia,vie Vienna,vil Vilnius,"
    "war Warsaw,zag Zagreb,zrh Zürich,bgo Bergen"
)
CITIES: Final = tuple((item[:3], item[4:]) for item in _CITIES.split(","))
_FEWEST_FOR_RING: Final = 3


class PortLike(Protocol):
    """What cabling needs to know of a port."""

    @property
    def name(self) -> str:
        """Return ifName."""
        ...

    @property
    def speed_mbps(self) -> int:
        """Return the nominal speed."""
        ...

    @property
    def cabled(self) -> bool:
        """Tell whether a cable fits (front ports; not loopbacks and management ports)."""
        ...


@dataclass(frozen=True, slots=True)
class Site:
    """A place: ``code`` is part of device names, ``name`` is for people."""

    code: str
    name: str


@dataclass(slots=True, eq=False)
class Node:
    """A device's place in the plan. ``links`` maps its port (by position) to the cable in it."""

    number: int
    name: str
    site: Site
    role: str
    ports: Sequence[PortLike]
    links: dict[int, "Link"] = field(default_factory=dict)

    def free_port(self, speed_mbps: int) -> int | None:
        """Return the first free port of this speed, else the first free one."""
        free = [at for at, port in enumerate(self.ports) if port.cabled and at not in self.links]
        return next((at for at in free if self.ports[at].speed_mbps == speed_mbps), free[0] if free else None)


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """A cable between two ports."""

    number: int
    a: Node
    a_port: int
    b: Node
    b_port: int

    def far(self, node: Node) -> tuple[Node, int]:
        """Return the other end as seen from ``node``."""
        return (self.b, self.b_port) if node is self.a else (self.a, self.a_port)

    @property
    def speed_mbps(self) -> int:
        """Return what the slower end can do."""
        return min(self.a.ports[self.a_port].speed_mbps, self.b.ports[self.b_port].speed_mbps)


@dataclass(slots=True, eq=False)
class Plan:
    """All devices and cables."""

    nodes: list[Node] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def cable(self, a: Node, b: Node) -> bool:
        """Connect two devices with the fastest pair of free ports of one speed; tell whether it was possible."""
        speeds_b = {port.speed_mbps for at, port in enumerate(b.ports) if port.cabled and at not in b.links}
        speeds_a = {port.speed_mbps for at, port in enumerate(a.ports) if port.cabled and at not in a.links}
        speed = max(speeds_a & speeds_b, default=min(max(speeds_a, default=0), max(speeds_b, default=0)))
        a_port, b_port = a.free_port(speed), b.free_port(speed)
        if a is b or a_port is None or b_port is None:
            return False
        link = Link(len(self.links), a, a_port, b, b_port)
        self.links.append(link)
        a.links[a_port] = link
        b.links[b_port] = link
        return True


def plan_network(count: int, ports_of: Mapping[str, Sequence[PortLike]]) -> Plan:
    """Plan ``count`` devices of the roles in ``ports_of`` (role → ports of such a device), in the usual mix.

    Raises LabError when there is no role to make devices of.
    """
    roles = [role for role in _SITE_ROLES if role in ports_of]
    if not roles:
        raise LabError("An emulated lab needs at least one kind of device.")
    plan = Plan()
    sites: list[list[Node]] = []
    while len(plan.nodes) < count:
        site = _site(len(sites))
        members: list[Node] = []
        for role in roles[: count - len(plan.nodes)]:
            order = sum(1 for node in members if node.role == role) + 1
            node = Node(len(plan.nodes), f"{site.code}-{role}-{order:02d}", site, role, ports_of[role])
            _join(plan, members, sites, node)
            plan.nodes.append(node)
            members.append(node)
        sites.append(members)
        _close_access_ring(plan, members)
    if len(sites) >= _FEWEST_FOR_RING:
        _connect_sites(plan, sites[-1], sites[0])
    return plan


def _site(number: int) -> Site:
    code, city = CITIES[number % len(CITIES)]
    order = number // len(CITIES) + 1
    return Site(f"{code}{order}", f"{city} {order}")


def _join(plan: Plan, members: list[Node], sites: list[list[Node]], node: Node) -> None:
    if not members:
        if sites:
            _attach_anywhere(plan, list(reversed(sites[-1])), node)
        return
    for role, how_many in _UPWARDS[node.role]:
        parents = [member for member in members if member.role == role]
        if role == node.role:
            parents = parents[-1:]
        else:
            turn = sum(1 for member in members if member.role == node.role) * how_many % max(len(parents), 1)
            parents = parents[turn:] + parents[:turn]
        if sum(plan.cable(parent, node) for parent in parents[:how_many]):
            break
    else:
        _attach_anywhere(plan, members, node)
    role, how_many = _DOWNWARDS.get(node.role, ("", 0))
    for below in [member for member in members if member.role == role][:how_many]:
        plan.cable(node, below)


def _attach_anywhere(plan: Plan, candidates: list[Node], node: Node) -> None:
    ordered = sorted(candidates, key=lambda other: other.role != node.role)
    if any(plan.cable(other, node) for other in ordered):
        return
    if not any(plan.cable(other, node) for other in plan.nodes):
        raise LabError("The devices have too few ports to be cabled together.", hint="Give them more --interfaces.")


def _close_access_ring(plan: Plan, members: list[Node]) -> None:
    ring = [node for node in members if node.role == ACCESS]
    leaves = [node for node in members if node.role == LEAF]
    if len(ring) > 1 and len(leaves) > 1:
        plan.cable(leaves[-1], ring[-1])


def _connect_sites(plan: Plan, last: list[Node], first: list[Node]) -> None:
    for role in (EDGE, OPTICAL):
        ends = [[node for node in site if node.role == role] for site in (last, first)]
        if all(ends):
            plan.cable(ends[0][-1], ends[1][0])
