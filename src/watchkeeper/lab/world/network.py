"""The whole emulated network: the plan, the devices that somebody has asked so far, and the clock they share."""

import heapq
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from watchkeeper.lab.errors import LabError
from watchkeeper.lab.models.build import build_layout
from watchkeeper.lab.models.model import Model, Port
from watchkeeper.lab.snmp.layout import Layout
from watchkeeper.lab.world.noise import mixed, uniform
from watchkeeper.lab.world.rhythm import Rhythm, Ticker
from watchkeeper.lab.world.state import DeviceState
from watchkeeper.lab.world.topology import Node, plan_network

_DAY_S: Final = 86_400.0
_BOOT: Final = 17
_LONGEST_UPTIME_DAYS: Final = 400
_PORT_BITS: Final = 8


class Network:
    """Devices by number. A device's state is made when it is first needed and lives as long as the lab."""

    def __init__(
        self, count: int, models: Mapping[str, Model], *, interfaces: int, seed: int, tick_s: float, now_s: float
    ) -> None:
        self.seed = seed
        self.started_s = now_s
        self._models = models
        self._ports = {role: model.make_ports(interfaces) for role, model in models.items()}
        self._layouts: dict[str, Layout[DeviceState]] = {}
        self.plan = plan_network(count, self._ports)
        self.ticker = Ticker(Rhythm.of(seed), tick_s, now_s)
        self._states: dict[int, DeviceState] = {}
        self._by_name = {node.name: node for node in self.plan.nodes}
        self._due: list[tuple[float, int, Callable[[float], None]]] = []
        self._scheduled = 0

    @property
    def nodes(self) -> Sequence[Node]:
        """Return all devices in the order of their numbers."""
        return self.plan.nodes

    def node(self, name: str) -> Node:
        """Return the device called ``name``.

        Raises LabError, with names that look alike, when there is none.
        """
        node = self._by_name.get(name)
        if node is None:
            alike = [known for known in self._by_name if name and (name in known or known in name)][:5]
            hint = f"Did you mean {', '.join(alike)}?" if alike else "`wk lab status` lists the devices."
            raise LabError(f"The lab has no device called {name!r}.", hint=hint)
        return node

    def model(self, node: Node) -> Model:
        """Return the model of a device."""
        return self._models[node.role]

    def ports(self, node: Node) -> tuple[Port, ...]:
        """Return the ports of a device."""
        return self._ports[node.role]

    def port(self, node: Node, at: int) -> Port:
        """Return one port of a device."""
        return self._ports[node.role][at]

    def port_name(self, node: Node, at: int) -> str:
        """Return ifName of a port."""
        return self.port(node, at).name

    def port_at(self, node: Node, name: str) -> int:
        """Return the position of the port called ``name`` (ifName, ifDescr or ifIndex).

        Raises LabError when the device has none.
        """
        for at, port in enumerate(self.ports(node)):
            if name in {port.name, port.descr, str(port.if_index)}:
                return at
        cabled = ", ".join(self.port_name(node, at) for at in sorted(node.links)[:6])
        raise LabError(f"{node.name} has no interface {name!r}.", hint=f"Its cables are in {cabled or 'no interface'}.")

    def mac(self, node: Node, at: int) -> bytes:
        """Return a port's MAC address: the vendor's prefix, then device and port."""
        return self.model(node).oui + (node.number << _PORT_BITS | at).to_bytes(3, "big")

    def release(self, node: Node) -> str:
        """Return the software release that a device runs."""
        return self.model(node).release

    def boot_s(self, node: Node) -> float:
        """Return when a device started, in epoch seconds: up to 400 days ago, the same moment in every run."""
        period_s = (30 + uniform(self.seed, _BOOT, node.number) * (_LONGEST_UPTIME_DAYS - 30)) * _DAY_S
        phase_s = mixed(self.seed, _BOOT, node.number, 1) % int(period_s)
        since = (self.started_s - _DAY_S - phase_s) // period_s
        return since * period_s + phase_s

    def layout(self, node: Node) -> Layout[DeviceState]:
        """Return the layout that all devices of this role share."""
        layout = self._layouts.get(node.role)
        if layout is None:
            layout = build_layout(self.model(node), self._ports[node.role])
            self._layouts[node.role] = layout
        return layout

    def state(self, node: Node) -> DeviceState:
        """Return the living state of a device."""
        state = self._states.get(node.number)
        if state is None:
            state = DeviceState(self, node, self.model(node), self.ports(node))
            self._states[node.number] = state
        return state

    def at(self, when_s: float, action: Callable[[float], None]) -> None:
        """Do something at epoch second ``when_s``; it is given that second."""
        self._scheduled += 1
        heapq.heappush(self._due, (when_s, self._scheduled, action))

    def advance(self, now_s: float) -> int:
        """Let time pass until ``now_s`` and return the tick that devices now show."""
        while self._due and self._due[0][0] <= now_s:
            when_s, _, action = heapq.heappop(self._due)
            action(when_s)
        return self.ticker.advance(now_s).tick
