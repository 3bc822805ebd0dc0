"""What polls share: those of a driver its tools and places, those of a shard its batches and how far it has come."""

import asyncio
from dataclasses import dataclass, field
from typing import Final

from watchkeeper.estate.drivers.platforms.registry import PlatformRegistry
from watchkeeper.estate.drivers.protocol import CollectRequest
from watchkeeper.estate.drivers.snmp.batches import ShardBatches
from watchkeeper.estate.drivers.snmp.connect import Connector
from watchkeeper.estate.drivers.snmp.interfaces import Naming
from watchkeeper.estate.drivers.snmp.session import Policy

_MOST: Final = 0.9
"""Share of a shard's devices."""


@dataclass(frozen=True, slots=True)
class Places:
    """How many devices are greeted at once, and how many walked."""

    greeting: asyncio.Semaphore
    active: asyncio.Semaphore


@dataclass(frozen=True, slots=True)
class Workshop:
    """What all polls of a driver share."""

    policy: Policy
    connector: Connector
    naming: Naming
    registry: PlatformRegistry
    usual: Places
    apart: Places
    meeting: asyncio.Semaphore


@dataclass(slots=True)
class Shard:
    """What all polls of a shard share; ``greeted`` is how many of its devices have said their first word."""

    request: CollectRequest
    batches: ShardBatches = field(default_factory=ShardBatches)
    greeted: int = 0

    def waits_for_few(self) -> bool:
        """Whether most devices have been greeted: those that come now keep the shard waiting."""
        return self.greeted > _MOST * len(self.request.targets)
