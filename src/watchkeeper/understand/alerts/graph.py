"""The dependency graph that incidents are judged by: a port, and what fills it until discovery does."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.understand.alerts.correlation.network import Link, Network
from watchkeeper.understand.alerts.correlation.reading import read_network

_FRESH: Final = timedelta(seconds=60)
VANTAGE: Final = "watchkeeper"
"""The node that stands for the poller itself."""


class GraphSource(Protocol):
    """Knows the network as seen from a vantage point. Nodes are named like devices."""

    async def network(self, session: AsyncSession) -> Network:
        """Return the present graph."""
        ...


class InventoryGraph:
    """Every device hangs on the poller by a way of its own, until something knows better."""

    def __init__(self, inventory: InventoryService) -> None:
        self._inventory = inventory

    async def network(self, session: AsyncSession) -> Network:
        """Return a star of all devices."""
        watched = await self._inventory.watched_devices(session)
        found = await self._inventory.device_names(session, [device.device_id for device in watched])
        names = sorted(found.values())
        return Network((VANTAGE, *names), tuple(Link(f"{VANTAGE}--{name}", VANTAGE, name) for name in names), VANTAGE)


class DeviceIds:
    """The numbers of devices by their names, at most a minute old."""

    def __init__(self, inventory: InventoryService) -> None:
        self._inventory = inventory
        self._read: tuple[datetime, dict[str, int]] | None = None

    async def by_name(self, session: AsyncSession, now: datetime) -> Mapping[str, int]:
        """Return name → number of every watched device."""
        if self._read is None or now - self._read[0] > _FRESH:
            watched = await self._inventory.watched_devices(session)
            names = await self._inventory.device_names(session, [device.device_id for device in watched])
            self._read = now, {name: number for number, name in names.items()}
        return self._read[1]


class FileGraph:
    """A graph that is kept in a file; it is read again when the file changes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: tuple[float, Network] | None = None

    async def network(self, session: AsyncSession) -> Network:
        """Return the graph of the file. Raises UnreadableTopologyError."""
        del session
        changed = self._path.stat().st_mtime
        if self._read is None or self._read[0] != changed:
            self._read = changed, read_network(self._path.read_text(encoding="utf-8"))
        return self._read[1]
