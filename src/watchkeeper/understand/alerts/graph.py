"""The dependency graph that incidents are judged by: a port, and what fills it until discovery does."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.scope import scope_of
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.understand.alerts.correlation.network import Link, Network
from watchkeeper.understand.alerts.correlation.reading import read_network
from watchkeeper.understand.topology.edges import Edge
from watchkeeper.understand.topology.service import TopologyService

_FRESH: Final = timedelta(seconds=60)
VANTAGE: Final = "watchkeeper"
"""The node that stands for the poller itself."""


class GraphSource(Protocol):
    """Knows the network as seen from a vantage point. Nodes are named like devices."""

    async def network(self, session: AsyncSession) -> Network:
        """Return the present graph."""
        ...


class MapGraph:
    """The physical links of the kept map, seen from the poller through its gateways."""

    def __init__(self, topology: TopologyService, inventory: InventoryService, gateways: Sequence[str]) -> None:
        self._topology = topology
        self._inventory = inventory
        self._gateways = gateways

    async def network(self, session: AsyncSession) -> Network:
        """Return the map as a network. Without gateways nobody is taken for a consequence of another."""
        watched = await self._inventory.watched_devices(session)
        names = set((await self._inventory.device_names(session, [one.device_id for one in watched])).values())
        edges = [kept.edge for kept in await self._topology.edges(session) if kept.edge.layer == "physical"]
        return replace(network_of(names, edges, self._gateways), owners=await self._topology.owners(session))


def network_of(names: Collection[str], edges: Iterable[Edge], gateways: Sequence[str]) -> Network:
    """Join devices and physical edges of the map into a network.

    What cannot be reached from a gateway over known links hangs on the poller by itself: of that the map knows too
    little.
    """
    links, ports = [], {}
    for edge in edges:
        (a, port_a), (b, port_b) = (_end_of(edge.document[end]) for end in ("a", "b"))
        if a in names and b in names and a != b:
            links.append(Link(edge.key, a, b))
            ports.update({(a, port_a): edge.key, (b, port_b): edge.key})
    known = [name for name in gateways if name in names]
    ways = [Link(f"{VANTAGE}--{name}", VANTAGE, name) for name in known]
    reached = Network((VANTAGE, *sorted(names)), (*links, *ways), VANTAGE).in_sight
    ways += [Link(f"{VANTAGE}--{name}", VANTAGE, name) for name in sorted(set(names) - reached)]
    return Network((VANTAGE, *sorted(names)), (*links, *ways), VANTAGE, ports=ports)


def _end_of(end: Mapping[str, str | None]) -> tuple[str, str]:
    return str(end["device"]), str(end["interface"] or "")


class DeviceIds:
    """The numbers of devices by their names, at most a minute old; each scope knows its own."""

    def __init__(self, inventory: InventoryService) -> None:
        self._inventory = inventory
        self._read: dict[str, tuple[datetime, dict[str, int]]] = {}

    async def by_name(self, session: AsyncSession, now: datetime) -> Mapping[str, int]:
        """Return name → number of every watched device in the session's scope."""
        self._read = {scope: read for scope, read in self._read.items() if now - read[0] <= _FRESH}
        scope = scope_of(session).key
        if scope not in self._read:
            watched = await self._inventory.watched_devices(session)
            names = await self._inventory.device_names(session, [device.device_id for device in watched])
            self._read[scope] = now, {name: number for number, name in names.items()}
        return self._read[scope][1]


class FileGraph:
    """A graph that is kept in a file; it is read again when the file changes."""

    def __init__(self, path: Path, inventory: InventoryService) -> None:
        self._path = path
        self._inventory = inventory
        self._read: tuple[float, Network] | None = None

    async def network(self, session: AsyncSession) -> Network:
        """Return the graph of the file, as far as the session's scope goes. Raises UnreadableTopologyError."""
        changed = self._path.stat().st_mtime
        if self._read is None or self._read[0] != changed:
            self._read = changed, read_network(self._path.read_text(encoding="utf-8"))
        if scope_of(session).everything:
            return self._read[1]
        return self._read[1].within(set((await self._inventory.names_by_address(session)).values()))
