"""What can be broken in an emulated network while it runs, and mended again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from watchkeeper.lab.errors import LabError
from watchkeeper.lab.serve.agents import Agents
from watchkeeper.lab.serve.kinds import (
    DEFAULT_REBOOT_S,
    ERRORS,
    FADE_OPTIC,
    KINDS,
    LINK_DOWN,
    REBOOT,
    SILENCE,
    SLOW,
    STEAL_IDENTITY,
)
from watchkeeper.lab.world.state import UP, Fade
from watchkeeper.lab.world.topology import Node

_ON_INTERFACE: Final = {LINK_DOWN, ERRORS, FADE_OPTIC}


@dataclass(slots=True)
class Fault:
    """One thing that is broken. ``amount`` is errors/s, dB/min, ms or s; ``other`` whose identity is used."""

    number: int
    kind: str
    node: Node
    interface: str = ""
    amount: float = 0.0
    other: str = ""
    since_s: float = 0.0
    ports: list[tuple[Node, int]] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """Return plain JSON values; ``since`` is in epoch seconds."""
        return {
            "id": self.number,
            "kind": self.kind,
            "device": self.node.name,
            "interface": self.interface,
            "amount": self.amount,
            "other": self.other,
            "since": round(self.since_s, 3),
            "ports": [f"{node.name} {node.ports[at].name}" for node, at in self.ports],
        }


class Faults:
    """The faults of one process. Every process of a lab applies the same ones with the same moment."""

    def __init__(self, agents: Agents) -> None:
        self._agents = agents
        self._network = agents.network
        self._active: dict[int, Fault] = {}
        self._count = 0
        self._causes: dict[tuple[int, int], set[int]] = {}

    def active(self) -> list[Fault]:
        """Return what is broken now, oldest first."""
        return list(self._active.values())

    def apply(self, order: Mapping[str, object], at_s: float) -> Fault:
        """Break something: ``kind``, ``device``, and by kind ``interface``, ``amount``, ``other``.

        Raises LabError when the order names something that is not there or makes no sense.
        """
        kind = str(order.get("kind", ""))
        if kind not in KINDS:
            raise LabError(f"There is no fault {kind!r}.", hint=f"Faults: {', '.join(KINDS)}.")
        node = self._network.node(str(order.get("device", "")))
        fault = Fault(self._count + 1, kind, node, since_s=at_s)
        fault.amount = _number(order.get("amount", 0))
        if kind in _ON_INTERFACE:
            at = self._network.port_at(node, str(order.get("interface", "")))
            fault.interface = self._network.port_name(node, at)
            fault.ports = [(node, at)]
        if kind == STEAL_IDENTITY:
            fault.other = self._network.node(str(order.get("other", ""))).name
        self._begin(fault)
        self._count += 1
        self._active[fault.number] = fault
        return fault

    def clear(self, at_s: float, *, device: str = "", number: int = 0) -> list[Fault]:
        """Mend everything, or what is broken at one device, or one fault.

        Raises LabError when there is no such device or fault.
        """
        if device:
            self._network.node(device)
        if number and number not in self._active:
            raise LabError(f"There is no fault number {number}.", hint="`wk lab fault list` shows the faults.")
        chosen = [
            fault
            for fault in self._active.values()
            if (not device or fault.node.name == device) and (not number or fault.number == number)
        ]
        for fault in chosen:
            self._end(fault, at_s)
        return chosen

    # ------------------------------------------------------------------ beginnings

    def _begin(self, fault: Fault) -> None:
        begin: Mapping[str, Callable[[Fault], None]] = {
            LINK_DOWN: self._cut,
            ERRORS: self._inject,
            FADE_OPTIC: self._fade,
            SILENCE: self._silence,
            SLOW: self._slow,
            REBOOT: self._reboot,
            STEAL_IDENTITY: self._steal,
        }
        begin[fault.kind](fault)

    def _cut(self, fault: Fault) -> None:
        node, at = fault.ports[0]
        if self._network.state(node).oper_status[at] != UP:
            raise LabError(f"{node.name} {fault.interface} is down already.")
        link = node.links.get(at)
        if link is not None:
            fault.ports.append(link.far(node))
        self._hold_down(fault)

    def _inject(self, fault: Fault) -> None:
        if fault.amount <= 0:
            raise LabError("Errors per second must be above 0.")
        node, at = fault.ports[0]
        self._network.state(node).counters.inject_errors(at, fault.amount, fault.since_s)

    def _fade(self, fault: Fault) -> None:
        if fault.amount <= 0:
            raise LabError("Decibels per minute must be above 0.")
        node, at = fault.ports[0]
        if not self._network.port(node, at).optic:
            raise LabError(f"{node.name} {fault.interface} has no optic.", hint="Choose a port with a transceiver.")
        self._network.state(node).fades[at] = Fade(fault.since_s, fault.amount)

    def _silence(self, fault: Fault) -> None:
        self._agents.agent(fault.node.number).silent = True

    def _slow(self, fault: Fault) -> None:
        if fault.amount <= 0:
            raise LabError("Milliseconds must be above 0.")
        self._agents.agent(fault.node.number).delay_s = fault.amount / 1000.0

    def _steal(self, fault: Fault) -> None:
        if fault.other == fault.node.name:
            raise LabError("A device cannot steal its own identity.")
        state, other = self._network.state(fault.node), self._network.state(self._network.node(fault.other))
        state.sysname, state.serial = other.node.name, other.own_serial
        state.version += 1

    def _reboot(self, fault: Fault) -> None:
        fault.amount = fault.amount or DEFAULT_REBOOT_S
        node = fault.node
        self._network.state(node)
        self._agents.agent(node.number).silent = True
        for at, link in node.links.items():
            fault.ports += [(node, at), link.far(node)]
        self._hold_down(fault)
        self._network.at(fault.since_s + fault.amount, lambda at_s: self._end(fault, at_s))

    # ------------------------------------------------------------------ endings

    def _end(self, fault: Fault, at_s: float) -> None:
        if self._active.pop(fault.number, None) is None:
            return
        state, agent = self._network.state(fault.node), self._agents.agent(fault.node.number)
        if fault.kind == ERRORS:
            state.counters.inject_errors(fault.ports[0][1], self._remaining(fault), at_s)
        elif fault.kind == FADE_OPTIC:
            state.fades.pop(fault.ports[0][1], None)
        elif fault.kind == SLOW:
            agent.delay_s = 0.0
        elif fault.kind == STEAL_IDENTITY:
            state.sysname, state.serial = state.node.name, state.own_serial
            state.version += 1
        elif fault.kind == REBOOT:
            state.restart(at_s)
        if fault.kind in {SILENCE, REBOOT}:
            agent.silent = any(
                other.node is fault.node and other.kind in {SILENCE, REBOOT} for other in self._active.values()
            )
        self._let_up(fault, at_s)

    def _remaining(self, ended: Fault) -> float:
        same = [fault for fault in self._active.values() if fault.kind == ERRORS and fault.ports == ended.ports]
        return same[-1].amount if same else 0.0

    # ------------------------------------------------------------------ links

    def _hold_down(self, fault: Fault) -> None:
        for node, at in fault.ports:
            self._causes.setdefault((node.number, at), set()).add(fault.number)
            self._network.state(node).set_link(at, up=False, at_s=fault.since_s)

    def _let_up(self, fault: Fault, at_s: float) -> None:
        for node, at in fault.ports:
            causes = self._causes.get((node.number, at))
            if causes is None or fault.number not in causes:
                continue
            causes.discard(fault.number)
            if not causes:
                del self._causes[node.number, at]
                self._network.state(node).set_link(at, up=True, at_s=at_s)


def _number(value: object) -> float:
    if isinstance(value, int | float):
        return float(value)
    raise LabError(f"{value!r} is not a number.")
