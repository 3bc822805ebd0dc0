"""Puts the wires of a ring into the system: veth pairs, and VXLAN tunnels whose frames can be damaged.

The carrier of tunnels is out of the routers' sight. To damage a frame is to mark its outer header as having met
congestion (RFC 3168), which it cannot have when its inner header says that it takes no part in that: whoever takes it
out of the tunnel drops it and counts a frame error (RFC 6040, section 4.2), as ``ifInErrors`` tells.
"""

from typing import Final

from watchkeeper.lab.errors import LabError
from watchkeeper.lab.frr.plan import Ring, Wire
from watchkeeper.lab.frr.system import attempt, inside, run

_ENDS: Final = ("169.254.7.1", "169.254.7.2")
_CARRIER: Final = "under0"
_VXLAN_PORT: Final = 4789  # RFC 7348
_OUTER_MTU, _INNER_MTU = 1600, 1500
_TABLE: Final = "wkdamage"
_ONE_IN: Final = 10


def make_carrier(ring: Ring) -> None:
    """Make what tunnels run over; nothing when there are none."""
    if ring.carriers is None:
        return
    a, b = ring.carriers
    for space in ring.carriers:
        run(["ip", "netns", "add", space])
    run(["ip", "link", "add", _CARRIER, "netns", a, "type", "veth", "peer", "name", _CARRIER, "netns", b])
    for space, address in zip(ring.carriers, _ENDS, strict=True):
        run(["ip", "-n", space, "address", "add", f"{address}/30", "dev", _CARRIER])
        run(["ip", "-n", space, "link", "set", _CARRIER, "mtu", str(_OUTER_MTU), "up"])


def make_wire(ring: Ring, wire: Wire) -> None:
    """Join two routers."""
    ends = ((ring.router(wire.a).namespace, wire.a_interface), (ring.router(wire.b).namespace, wire.b_interface))
    if wire.tunnel and ring.carriers is not None:
        for carrier, (space, interface), addresses in zip(ring.carriers, ends, (_ENDS, _ENDS[::-1]), strict=True):
            _make_tunnel_end(carrier, wire.tunnel, addresses)
            run(["ip", "-n", carrier, "link", "set", f"tunnel{wire.tunnel}", "netns", space, "name", interface])
            run(["ip", "-n", space, "link", "set", interface, "mtu", str(_INNER_MTU)])
    else:
        (a, a_port), (b, b_port) = ends
        run(["ip", "link", "add", a_port, "netns", a, "type", "veth", "peer", "name", b_port, "netns", b])
    for space, interface in ends:
        run(["ip", "-n", space, "link", "set", interface, "up"])


def check_tunnel(ring: Ring, wire: Wire) -> None:
    """Raise LabError for a wire that is no tunnel."""
    if not wire.tunnel or ring.carriers is None:
        where = ", ".join(f"{one.a} {one.a_interface}" for one in ring.wires if one.tunnel)
        hint = f"Tunnels begin at {where}." if where else "A mesh has tunnels, a ring has none."
        raise LabError("Only frames of tunnels can be damaged: a veth pair hands over the sender's memory.", hint=hint)


def damage(ring: Ring, wire: Wire, towards: str) -> None:
    """Damage one in ten of the frames that run to ``towards``."""
    space, chain = _sender(ring, wire, towards)
    hook = f'type filter hook egress device "{_CARRIER}" priority 0; policy accept;'
    mark = f"udp dport {_VXLAN_PORT} @th,96,24 {wire.tunnel} numgen random mod {_ONE_IN} == 0 ip ecn set ce"
    order = f"add table netdev {_TABLE}; add chain netdev {_TABLE} {chain} {{ {hook} }}; "
    run(inside(space, "nft", f"{order}add rule netdev {_TABLE} {chain} {mark}"))


def mend(ring: Ring, wire: Wire, towards: str) -> None:
    """Damage no more."""
    space, chain = _sender(ring, wire, towards)
    attempt(inside(space, "nft", "delete", "chain", "netdev", _TABLE, chain))


def remove_carrier(ring: Ring) -> None:
    """Take away what ``make_carrier`` made."""
    for space in ring.carriers or ():
        attempt(["ip", "netns", "delete", space])


def _sender(ring: Ring, wire: Wire, towards: str) -> tuple[str, str]:
    a, b = ring.carriers or ("", "")
    return (b if towards == wire.a else a), f"tunnel{wire.tunnel}"


def _make_tunnel_end(carrier: str, number: int, addresses: tuple[str, ...]) -> None:
    near, far = addresses
    run(
        [
            *("ip", "-n", carrier, "link", "add", f"tunnel{number}", "type", "vxlan", "id", str(number)),
            *("local", near, "remote", far, "dstport", str(_VXLAN_PORT)),
        ]
    )
