"""What a ring or mesh looks like: routers, wires, addresses and names, all from its size and a tag."""

import hashlib
import ipaddress
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from watchkeeper.lab.errors import LabError

RING_AS: Final = 65_000
STUB_AS: Final = 65_100
STUB_PREFIX: Final = "203.0.113.0/24"
"""What the stub announces over eBGP (RFC 5737 documentation space)."""
NEXT, PREVIOUS, TO_STUB, ACROSS, FROM_ACROSS, MANAGEMENT = "eth1", "eth2", "eth3", "eth4", "eth5", "mgmt0"
_TUNNEL_EACH: Final = 5
_SIZES: Final = {"ring": (3, 32), "mesh": (5, 100)}
_SPEC: Final = re.compile(r"(ring|mesh):(\d{1,4})")
_BENCHMARK_NETWORK: Final = ipaddress.IPv4Network("198.18.0.0/15")
"""Set apart for laboratories (RFC 2544): never routed, so it hides nothing real from the host."""
_LOOPBACKS: Final = ipaddress.IPv4Network("10.255.0.0/16")
_WIRES: Final = ipaddress.IPv4Network("10.254.0.0/16")


@dataclass(frozen=True, slots=True)
class Wire:
    """A veth pair between two routers, numbered as a /31; or, when it is a ``tunnel``, the two ends of a VXLAN.

    A veth pair damages no frame, and the kernel counts none: a tunnel can, and its ends count what they had to drop.
    Its ends do not see each other's link go down.
    """

    a: str
    a_interface: str
    a_address: str
    b: str
    b_interface: str
    b_address: str
    tunnel: int = 0
    """Number of the VXLAN; 0: none."""


@dataclass(frozen=True, slots=True)
class Router:
    """One namespace with its own host name, addresses and daemons."""

    name: str
    number: int
    namespace: str
    loopback: str
    management: str
    uplink: str
    """Name of the management link's end in the root namespace."""
    autonomous_system: int

    @property
    def is_stub(self) -> bool:
        """Tell whether this is the eBGP neighbour outside the ring."""
        return self.autonomous_system == STUB_AS

    @property
    def daemons(self) -> tuple[str, ...]:
        """Return the FRR daemons that run here."""
        return ("zebra", "bfdd", "bgpd") if self.is_stub else ("zebra", "bfdd", "ospfd", "isisd", "bgpd")


@dataclass(frozen=True, slots=True)
class Ring:
    """N routers in a circle, and a stub that speaks eBGP to the first.

    A mesh has a chord from each router besides, to one about √N further on: four wires a router, and few hops between
    any two. Every fifth chord is a tunnel, over one wire between two ``carriers``: namespaces without routers.
    """

    spec: str
    tag: str
    bridge: str
    gateway: str
    """The host's own address in the management network, with its prefix length."""
    routers: tuple[Router, ...]
    wires: tuple[Wire, ...]
    reflectors: tuple[str, ...] = ()
    """Route reflectors of a mesh; in a ring every router speaks BGP with every other."""

    @property
    def carriers(self) -> tuple[str, str] | None:
        """Return the namespaces that tunnels run between: of every tunnel's end a, and of every end b."""
        tunnelled = any(wire.tunnel for wire in self.wires)
        return (f"wk{self.tag}-carrier-a", f"wk{self.tag}-carrier-b") if tunnelled else None

    def peers(self, router: Router) -> list[Router]:
        """Return the routers that ``router`` has an iBGP session with."""
        inside = [other for other in self.routers if not other.is_stub and other is not router]
        if router.is_stub:
            return []
        if not self.reflectors or router.name in self.reflectors:
            return inside
        return [other for other in inside if other.name in self.reflectors]

    def router(self, name: str) -> Router:
        """Return the router called ``name``.

        Raises LabError when there is none.
        """
        for router in self.routers:
            if router.name == name:
                return router
        names = ", ".join(router.name for router in self.routers)
        raise LabError(f"The ring has no router called {name!r}.", hint=f"Routers: {names}.")

    def wire(self, router: str, interface: str) -> Wire:
        """Return the wire in an interface.

        Raises LabError when there is none.
        """
        self.router(router)
        ends = self.interfaces(router)
        if interface not in ends:
            raise LabError(f"{router} has no wire in {interface!r}.", hint=f"Its wires are in {', '.join(ends)}.")
        return ends[interface]

    def interfaces(self, router: str) -> dict[str, Wire]:
        """Return the wires of a router by its interfaces."""
        found = {wire.a_interface: wire for wire in self.wires if wire.a == router}
        found |= {wire.b_interface: wire for wire in self.wires if wire.b == router}
        return dict(sorted(found.items()))


def tag_of(directory: Path) -> str:
    """Return three letters that tell this lab's namespaces and links from those of another directory."""
    return hashlib.sha256(str(directory.absolute()).encode()).hexdigest()[:3]


def plan_ring(spec: str, tag: str) -> Ring:
    """Return the ring or mesh that ``spec`` ("ring:3", "mesh:9") describes.

    Raises LabError for anything else.
    """
    match = _SPEC.fullmatch(spec)
    if match is None:
        raise LabError(f"{spec!r} is no FRR lab.", hint="Say ring:N or mesh:N, for example ring:3.")
    kind, count = match[1], int(match[2])
    fewest, most = _SIZES[kind]
    if not fewest <= count <= most:
        raise LabError(f"A {kind} has {fewest} to {most} routers, not {count}.")
    network = list(_BENCHMARK_NETWORK.subnets(new_prefix=24))[int(tag, 16) % 512]
    names = [f"{kind}-r{number}" for number in range(1, count + 1)] + [f"{kind}-stub"]
    routers = tuple(_router(name, at + 1, tag, network, stub=at == count) for at, name in enumerate(names))
    wires = [_wire(at, (names[at], NEXT), (names[(at + 1) % count], PREVIOUS)) for at in range(count)]
    wires.append(_wire(count, (names[0], TO_STUB), (names[count], NEXT)))
    if kind == "mesh":
        stride = max(2, math.isqrt(count))
        chords = ((names[at], ACROSS, names[(at + stride) % count], FROM_ACROSS) for at in range(count))
        wires += [
            _wire(count + 1 + at, (a, out), (b, into), tunnel=at + 1 if at % _TUNNEL_EACH == _TUNNEL_EACH - 1 else 0)
            for at, (a, out, b, into) in enumerate(chords)
        ]
    reflectors = tuple(names[:2]) if kind == "mesh" else ()
    return Ring(spec, tag, f"wk{tag}br", f"{network[254]}/24", routers, tuple(wires), reflectors)


def _router(name: str, number: int, tag: str, network: ipaddress.IPv4Network, *, stub: bool) -> Router:
    return Router(
        name=name,
        number=number,
        namespace=f"wk{tag}-{name}",
        loopback=str(_LOOPBACKS[number]),
        management=str(network[number]),
        uplink=f"wk{tag}m{number}",
        autonomous_system=STUB_AS if stub else RING_AS,
    )


def _wire(number: int, a: tuple[str, str], b: tuple[str, str], *, tunnel: int = 0) -> Wire:
    first = _WIRES[number * 2]
    return Wire(*a, str(first), *b, str(first + 1), tunnel)
