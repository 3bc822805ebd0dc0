"""A ring of FRR routers from start to end: built in the system, watched, broken, mended, and taken away again."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from watchkeeper.lab.errors import LabError
from watchkeeper.lab.frr.daemons import RouterDaemons, end_all, pids_in, remove_runtime
from watchkeeper.lab.frr.faults import BLACKHOLE, CUT, DAMAGE, METRIC, POWER_OFF, SHUT_SESSION, Faults
from watchkeeper.lab.frr.plan import MANAGEMENT, Ring, Router, plan_ring, tag_of
from watchkeeper.lab.frr.state import Fault, FrrState, forget_state, load_state
from watchkeeper.lab.frr.status import RouterStatus, read_status
from watchkeeper.lab.frr.system import attempt, check_system, inside, run
from watchkeeper.lab.frr.wiring import make_carrier, make_wire, remove_carrier
from watchkeeper.lab.inventory import LabDevice, write_inventory

RESTORE: Final = "restore"
KEY_NAME: Final = "lab_key"
INVENTORY_NAME: Final = "frr-inventory.yaml"
CONVERGED_WITHIN_S: Final = 90.0
_RUNTIME: Final = "/run/watchkeeper-frr-{tag}"
_POLL_S: Final = 0.5
_AT_ONCE: Final = 4
Step = Callable[[str], None]


class FrrLab:
    """The FRR lab of one runtime directory. Its routers run on their own; any process can watch and end them."""

    def __init__(self, directory: Path, state: FrrState) -> None:
        self._directory = directory
        self._state = state
        self._runtime = Path(state.runtime)
        self.ring: Ring = plan_ring(state.spec, state.tag)
        self._breaker = Faults(self.ring, self.daemons)

    @classmethod
    def load(cls, directory: Path) -> "FrrLab | None":
        """Return the lab that was started in ``directory``, even by a process that was killed; none without one."""
        state = load_state(directory)
        return cls(directory, state) if state else None

    @classmethod
    def up(
        cls,
        spec: str,
        directory: Path,
        *,
        community: str = "public",
        step: Step = lambda _text: None,
        traps_port: int = 0,
    ) -> "FrrLab":
        """Build and start a ring ("ring:3"); ``step`` is told what is being done. It has not converged yet.

        With ``traps_port``, every router sends its linkDown and linkUp traps to that port of the host.

        Raises LabError when it cannot; nothing is left then.
        """
        tag = tag_of(directory)
        plan_ring(spec, tag)
        check_system()
        state = FrrState(spec, tag, _RUNTIME.format(tag=tag), community)
        lab = cls(directory, state)
        _refuse_strangers(lab.ring, directory)
        state.create(directory)
        try:
            lab._build(step, traps_port)
        except BaseException:
            lab.down()
            raise
        return lab

    # ------------------------------------------------------------------ beginning

    def _build(self, step: Step, traps_port: int) -> None:
        step("wiring the routers")
        traps_to = f"{self.ring.gateway.partition('/')[0]}:{traps_port}" if traps_port else ""
        self._runtime.mkdir(mode=0o755, parents=True, exist_ok=True)
        self._make_namespaces()
        self._make_management()
        make_carrier(self.ring)
        for wire in self.ring.wires:
            make_wire(self.ring, wire)
        key = self._make_key()
        for router in self.ring.routers:
            step(f"starting {router.name}")
            daemons = self.daemons(router)
            daemons.configure(self._state.community, key, traps_to)
            daemons.start()
        write_inventory(self._directory, self.devices, INVENTORY_NAME)

    def _make_namespaces(self) -> None:
        for router in self.ring.routers:
            run(["ip", "netns", "add", router.namespace])
            run(["ip", "-n", router.namespace, "link", "set", "lo", "up"])
            forward = "echo 1 > /proc/sys/net/ipv4/ip_forward"
            run(inside(router.namespace, "sh", "-c", forward))

    def _make_management(self) -> None:
        ring = self.ring
        run(["ip", "link", "add", ring.bridge, "type", "bridge"])
        run(["ip", "address", "add", ring.gateway, "dev", ring.bridge])
        run(["ip", "link", "set", ring.bridge, "up"])
        for router in ring.routers:
            space = router.namespace
            run(["ip", "link", "add", router.uplink, "type", "veth", "peer", "name", MANAGEMENT, "netns", space])
            run(["ip", "link", "set", router.uplink, "master", ring.bridge, "up"])
            run(["ip", "-n", space, "address", "add", f"{router.management}/24", "dev", MANAGEMENT])
            run(["ip", "-n", space, "link", "set", MANAGEMENT, "up"])

    def _make_key(self) -> str:
        key = self.key
        key.unlink(missing_ok=True)
        run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "watchkeeper-lab", "-f", key])
        return key.with_suffix(".pub").read_text(encoding="utf-8")

    # ------------------------------------------------------------------ looking

    @property
    def key(self) -> Path:
        """Return the private key that opens an SSH session (as root) on every router."""
        return self._directory / KEY_NAME

    @property
    def inventory(self) -> Path:
        """Return the file that `wk device import` takes."""
        return self._directory / INVENTORY_NAME

    @property
    def devices(self) -> list[LabDevice]:
        """Return every router with its management address."""
        return [
            LabDevice(
                name=router.name,
                address=router.management,
                snmp_port=161,
                site=f"FRR {self.ring.spec.partition(':')[0]}",
                community=self._state.community,
                role="stub" if router.is_stub else "router",
                platform="frr",
            )
            for router in self.ring.routers
        ]

    @property
    def faults(self) -> list[Fault]:
        """Return what is broken."""
        return list(self._state.faults)

    def daemons(self, router: Router) -> RouterDaemons:
        """Return the daemons of a router."""
        return RouterDaemons(self.ring, router, self._runtime / router.name)

    def vtysh(self, router: str, command: str) -> str:
        """Return what a command prints on a router's FRR command line."""
        return self.daemons(self.ring.router(router)).vtysh(command)

    def status(self) -> list[RouterStatus]:
        """Return how far every router has converged.

        Raises LabError when a daemon does not answer.
        """

        def read(router: Router) -> RouterStatus:
            return read_status(self.ring, router, self.daemons(router))

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            return list(pool.map(read, self.ring.routers))

    def wait_converged(self, within_s: float = CONVERGED_WITHIN_S, step: Step = lambda _text: None) -> None:
        """Wait until every neighbour of every protocol is up.

        Raises LabError naming what is missing when it takes too long.
        """
        deadline = time.monotonic() + within_s
        while True:
            missing = [status for status in self.status() if not status.converged]
            if not missing:
                return
            lacking = "; ".join(_lack(status) for status in missing)
            if time.monotonic() > deadline:
                raise LabError(f"The routers have not converged within {within_s:.0f} s: {lacking}.")
            step(f"waiting for {lacking}")
            time.sleep(_POLL_S)

    # ------------------------------------------------------------------ faults

    def cut(self, device: str, interface: str) -> Fault:
        """Take a wire's link down at this end; the other end loses its carrier."""
        return self._break(Fault(CUT, device, interface))

    def blackhole(self, device: str, interface: str) -> Fault:
        """Let a wire swallow every frame in both directions while its link stays up."""
        return self._break(Fault(BLACKHOLE, device, interface))

    def power_off(self, device: str) -> Fault:
        """End everything that runs on a router and take its links down. Mending starts it again."""
        return self._break(Fault(POWER_OFF, device, ""))

    def shut_session(self, device: str, peer: str) -> Fault:
        """Shut a router's BGP session with another of the same AS down by configuration."""
        return self._break(Fault(SHUT_SESSION, device, peer))

    def damage(self, device: str, interface: str) -> Fault:
        """Damage one in ten of the frames that an end of a tunnel receives, and have its neighbour send some."""
        return self._break(Fault(DAMAGE, device, interface))

    def metric(self, device: str, interface: str) -> Fault:
        """Have OSPF and IS-IS of a router avoid an interface by a metric that the other end does not have."""
        return self._break(Fault(METRIC, device, interface))

    def restore(self, device: str = "", interface: str = "") -> list[Fault]:
        """Mend one wire or session, all of a router, or all; return what was broken."""
        if device:
            self.ring.router(device)
        mended = [fault for fault in self.faults if self._breaker.touches(fault, device, interface)]
        for fault in mended:
            self._breaker.end(fault)
            self._state.faults.remove(fault)
            self._state.save(self._directory)
        return mended

    def _break(self, fault: Fault) -> Fault:
        self._breaker.check(fault)
        if any(self._breaker.touches(known, fault.device, fault.interface) for known in self._state.faults):
            where = f"{fault.device} {fault.interface}".strip()
            raise LabError(f"Something in {where} is broken already.", hint="`wk lab fault restore` first.")
        self._state.faults.append(fault)
        self._state.save(self._directory)
        self._breaker.begin(fault)
        return fault

    # ------------------------------------------------------------------ ending

    def down(self) -> None:
        """End every process and remove every namespace, link and file, whatever is left of them.

        Raises LabError when something cannot be removed; asking again goes on from there.
        """
        for router in self.ring.routers:
            if pids_in(router.namespace):
                end_all(router.namespace)
            attempt(["ip", "link", "delete", router.uplink])
            attempt(["ip", "netns", "delete", router.namespace])
        remove_carrier(self.ring)
        attempt(["ip", "link", "delete", self.ring.bridge])
        remove_runtime(self._runtime)
        for name in (KEY_NAME, f"{KEY_NAME}.pub", INVENTORY_NAME):
            (self._directory / name).unlink(missing_ok=True)
        forget_state(self._directory)


def _refuse_strangers(ring: Ring, directory: Path) -> None:
    """Raise LabError when our names are taken though this directory has no lab: they are not ours to remove."""
    taken = {line.split()[0] for line in run(["ip", "netns", "list"]).splitlines() if line.strip()}
    ours = sorted(taken & {router.namespace for router in ring.routers})
    if ours and load_state(directory) is None:
        hint = "Choose another --dir, or remove them with `ip netns delete`."
        raise LabError(f"Network namespaces called {', '.join(ours)} are there already.", hint=hint)


def _lack(status: RouterStatus) -> str:
    missing = [
        f"{protocol} {status.up[protocol]}/{wanted}"
        for protocol, wanted in status.expected.items()
        if status.up[protocol] < wanted
    ]
    return f"{status.name} {', '.join(missing)}"
