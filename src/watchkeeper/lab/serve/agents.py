"""All agents of one process: which device an address belongs to, how it answers, and whether it does at all."""

from dataclasses import dataclass
from typing import Final

from watchkeeper.lab.snmp.layout import Layout
from watchkeeper.lab.snmp.responder import Responder
from watchkeeper.lab.snmp.view import View
from watchkeeper.lab.world.network import Network
from watchkeeper.lab.world.state import DeviceState
from watchkeeper.lab.world.topology import Node

_MOST_VARBINDS: Final = 8_000_000
"""Rendered varbinds kept, some 70 octets each: what a poll asks of 10,000 devices, so that names are rendered once."""


@dataclass(slots=True, eq=False)
class Agent:
    """The SNMP side of a device. ``silent`` agents say nothing, others answer after ``delay_s``."""

    node: Node
    layout: Layout[DeviceState]
    silent: bool = False
    delay_s: float = 0.0


class Agents:
    """Answers requests for any device; keeps the rendered views of those asked lately."""

    def __init__(self, network: Network, *, community: str, max_size: int) -> None:
        self.network = network
        self._community = community.encode()
        self._responder: Responder[DeviceState] = Responder(max_size=max_size)
        self._agents = [Agent(node, network.layout(node)) for node in network.nodes]
        self._views: dict[int, View[DeviceState]] = {}
        self._held = 0
        self.requests = 0
        self.dropped = 0

    def __len__(self) -> int:
        return len(self._agents)

    def agent(self, number: int) -> Agent:
        """Return the agent of device ``number``."""
        return self._agents[number]

    @property
    def varbinds(self) -> int:
        """Return how many varbinds GETBULK has given so far."""
        return self._responder.varbinds

    def answer(self, number: int, packet: bytes, tick: int) -> bytes | None:
        """Return the response of device ``number``, ``None`` if it drops the request."""
        agent = self._agents[number]
        response = None
        if not agent.silent:
            response = self._responder.respond(packet, agent.layout, self._community, tick, lambda: self._view(agent))
        if response is None:
            self.dropped += 1
        else:
            self.requests += 1
            self._make_room(number)
        return response

    def _view(self, agent: Agent) -> View[DeviceState]:
        number = agent.node.number
        view = self._views.pop(number, None)
        if view is None:
            view = View(agent.layout, self.network.state(agent.node))
        self._views[number] = view
        return view

    def _make_room(self, number: int) -> None:
        """Count what a device's view keeps, and drop those asked longest ago when all keep too much."""
        view = self._views.get(number)
        self._held += 0 if view is None else view.grown()
        while self._held > _MOST_VARBINDS and len(self._views) > 1:
            self._held -= self._views.pop(next(iter(self._views))).held
