"""In-memory twins of the ports: a network made of a dictionary, which remembers what it was asked."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from watchkeeper.estate.drivers.protocol import Outcome, SnmpCredential
from watchkeeper.estate.inventory.discovery.ports import IdentifyResult, PingResult


@dataclass(frozen=True, slots=True)
class MemoryAgent:
    """A host. ``community`` opens its agent; None: it has no agent. ``refuses`` is what other credentials get."""

    result: IdentifyResult = field(default_factory=lambda: IdentifyResult(Outcome.OK))
    community: str | None = "public"
    refuses: Outcome = Outcome.TIMEOUT
    rtt_ms: float = 1.0


class MemoryNetwork:
    """A ``Pinger`` and an ``Identifier`` over a dictionary of address to agent."""

    def __init__(self, agents: Mapping[str, MemoryAgent]) -> None:
        self.agents = dict(agents)
        self.pinged: list[str] = []
        self.asked: list[tuple[str, int, str]] = []

    async def ping(self, addresses: Sequence[str]) -> list[PingResult]:
        """Answer for the hosts there are."""
        await asyncio.sleep(0)
        self.pinged += addresses
        return [
            PingResult(address, address in self.agents, self.agents[address].rtt_ms if address in self.agents else None)
            for address in addresses
        ]

    async def identify(self, address: str, port: int, credential: SnmpCredential) -> IdentifyResult:
        """Answer to the right community."""
        await asyncio.sleep(0)
        self.asked.append((address, port, credential.community))
        agent = self.agents.get(address)
        if agent is None or agent.community is None:
            return IdentifyResult(Outcome.TIMEOUT)
        return agent.result if credential.community == agent.community else IdentifyResult(agent.refuses)
