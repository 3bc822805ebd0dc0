"""What can be broken in an FRR lab, and how each is mended. Beginning or ending one twice does no harm."""

from collections.abc import Callable
from typing import Final

from watchkeeper.lab.errors import LabError
from watchkeeper.lab.frr import wiring
from watchkeeper.lab.frr.daemons import RouterDaemons, end_all
from watchkeeper.lab.frr.plan import Ring, Router, Wire
from watchkeeper.lab.frr.state import Fault
from watchkeeper.lab.frr.system import attempt, inside, run

CUT, BLACKHOLE, POWER_OFF, SHUT_SESSION = "cut", "blackhole", "power-off", "shut-session"
DAMAGE, METRIC = "damage", "metric"
_MISTAKEN_METRIC: Final = 1000
_FRAME_EACH_S: Final = 0.01
_TABLE: Final = "wkblackhole"
DaemonsOf = Callable[[Router], RouterDaemons]


class Faults:
    """Breaks and mends what belongs to a ring. ``daemons_of`` finds the daemons of a router."""

    def __init__(self, ring: Ring, daemons_of: DaemonsOf) -> None:
        self._ring = ring
        self._daemons_of = daemons_of

    def check(self, fault: Fault) -> None:
        """Raise LabError when the ring has nothing that could break like this."""
        router = self._ring.router(fault.device)
        if fault.kind in {CUT, BLACKHOLE}:
            self._ring.wire(fault.device, fault.interface)
        elif fault.kind == METRIC:
            wire = self._ring.wire(fault.device, fault.interface)
            if any(self._ring.router(end).is_stub for end in (wire.a, wire.b)):
                raise LabError(f"No protocol has a metric at {fault.device} {fault.interface}.")
        elif fault.kind == DAMAGE:
            wiring.check_tunnel(self._ring, self._ring.wire(fault.device, fault.interface))
        elif fault.kind == SHUT_SESSION:
            peers = [peer.name for peer in self._ring.peers(router)]
            if fault.interface not in peers:
                hint = f"Its neighbours inside are {', '.join(peers)}." if peers else "It speaks to nobody inside."
                raise LabError(f"{fault.device} has no BGP session with {fault.interface!r}.", hint=hint)

    def touches(self, fault: Fault, device: str, interface: str) -> bool:
        """Say whether a fault is at ``device``, there at ``interface``; empty means any. A wire has two ends."""
        ends = {(fault.device, fault.interface)}
        if fault.kind in {CUT, BLACKHOLE, DAMAGE}:
            wire = self._ring.wire(fault.device, fault.interface)
            ends |= {(wire.a, wire.a_interface), (wire.b, wire.b_interface)}
        return any(device in {"", name} and interface in {"", port} for name, port in ends)

    def begin(self, fault: Fault) -> None:
        """Break it."""
        router = self._ring.router(fault.device)
        if fault.kind == CUT:
            self._link(router, fault.interface, "down")
        elif fault.kind == BLACKHOLE:
            for space, port in self._ends(self._ring.wire(fault.device, fault.interface)):
                hook = f'type filter hook egress device "{port}" priority 0; policy drop;'
                run(inside(space, "nft", f"add table netdev {_TABLE}; add chain netdev {_TABLE} {port} {{ {hook} }}"))
        elif fault.kind == POWER_OFF:
            end_all(router.namespace)
            run(["ip", "link", "set", router.uplink, "down"])
            for interface in self._ring.interfaces(router.name):
                self._link(router, interface, "down")
        elif fault.kind == DAMAGE:
            wire = self._ring.wire(fault.device, fault.interface)
            wiring.damage(self._ring, wire, fault.device)
            sender, address = self._sender(wire, fault.device)
            sender.send_steadily(address, _FRAME_EACH_S)
        elif fault.kind == METRIC:
            self._metric(router, fault.interface, f" {_MISTAKEN_METRIC}")
        else:
            self._session(router, fault.interface, "shutdown")

    def end(self, fault: Fault) -> None:
        """Mend it."""
        router = self._ring.router(fault.device)
        if fault.kind == CUT:
            self._link(router, fault.interface, "up")
        elif fault.kind == BLACKHOLE:
            for space, port in self._ends(self._ring.wire(fault.device, fault.interface)):
                attempt(inside(space, "nft", "delete", "chain", "netdev", _TABLE, port))
        elif fault.kind == POWER_OFF:
            run(["ip", "link", "set", router.uplink, "up"])
            for interface in self._ring.interfaces(router.name):
                self._link(router, interface, "up")
            end_all(router.namespace)
            self._daemons_of(router).start()
        elif fault.kind == DAMAGE:
            wire = self._ring.wire(fault.device, fault.interface)
            sender, address = self._sender(wire, fault.device)
            sender.send_no_more(address)
            wiring.mend(self._ring, wire, fault.device)
        elif fault.kind == METRIC:
            self._metric(router, fault.interface, "")
        else:
            self._session(router, fault.interface, "no shutdown")

    def _sender(self, wire: Wire, receiver: str) -> tuple[RouterDaemons, str]:
        """Return who is at the other end of a wire, and the receiver's address there."""
        far, address = (wire.b, wire.a_address) if receiver == wire.a else (wire.a, wire.b_address)
        return self._daemons_of(self._ring.router(far)), address

    def _metric(self, router: Router, interface: str, metric: str) -> None:
        undo = "" if metric else "no "
        self._daemons_of(router).vtysh(
            "configure terminal", f"interface {interface}", f"{undo}ip ospf cost{metric}", f"{undo}isis metric{metric}"
        )

    def _link(self, router: Router, interface: str, state: str) -> None:
        run(["ip", "-n", router.namespace, "link", "set", interface, state])

    def _session(self, router: Router, peer: str, state: str) -> None:
        undo, _, order = state.rpartition(" ")
        neighbour = f"neighbor {self._ring.router(peer).loopback} {order}"
        self._daemons_of(router).vtysh(
            "configure terminal", f"router bgp {router.autonomous_system}", f"{undo} {neighbour}".strip()
        )

    def _ends(self, wire: Wire) -> tuple[tuple[str, str], tuple[str, str]]:
        a, b = self._ring.router(wire.a), self._ring.router(wire.b)
        return (a.namespace, wire.a_interface), (b.namespace, wire.b_interface)
