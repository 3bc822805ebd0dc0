"""Looking at some addresses: a ping, then who answers is asked who it is, all within one rate."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from watchkeeper.estate.drivers.protocol import Outcome, SnmpCredential
from watchkeeper.estate.inventory.discovery.ports import Identifier, IdentifyResult, Pinger, PingResult
from watchkeeper.estate.inventory.discovery.rate import TokenBucket

_OPENED = frozenset({Outcome.OK, Outcome.PARTIAL})
_TRY_NEXT = frozenset({Outcome.TIMEOUT, Outcome.AUTH_FAILED, Outcome.DENIED})


@dataclass(frozen=True, slots=True)
class Sighting:
    """An address that answered. ``credential_id`` opened its agent; None: none did."""

    address: str
    rtt_ms: float | None
    agent: IdentifyResult
    credential_id: int | None = None

    @property
    def identified(self) -> bool:
        """Whether the agent said who it is."""
        return self.agent.outcome in _OPENED


@dataclass(frozen=True, slots=True)
class Scan:
    """How to look. ``credentials`` are tried in their order, each once, until one opens the agent."""

    pinger: Pinger
    identifier: Identifier
    bucket: TokenBucket
    credentials: Mapping[int, SnmpCredential]
    port: int = 161
    batch: int = 100
    agents: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(64))

    async def look(self, addresses: Sequence[str]) -> list[Sighting]:
        """Return who answered, in the order of ``addresses``.

        A ping and each try of a credential are one token of the bucket. Raises what the pinger raises; then nothing
        goes on in the background.
        """
        running = []
        try:
            async with asyncio.TaskGroup() as group:
                for start in range(0, len(addresses), self.batch):
                    some = addresses[start : start + self.batch]
                    await self.bucket.take(len(some))
                    running.append(group.create_task(self._batch(some)))
        except ExceptionGroup as failed:
            raise _first(failed) from failed
        seen = {sighting.address: sighting for task in running for sighting in task.result()}
        return [seen[address] for address in addresses if address in seen]

    async def _batch(self, addresses: Sequence[str]) -> list[Sighting]:
        answers = [result for result in await self.pinger.ping(addresses) if result.answered]
        async with asyncio.TaskGroup() as group:
            asked = [group.create_task(self._identify(answer)) for answer in answers]
        return [task.result() for task in asked]

    async def _identify(self, answer: PingResult) -> Sighting:
        best = IdentifyResult(Outcome.NOT_CONFIGURED)
        async with self.agents:
            for credential_id, credential in self.credentials.items():
                await self.bucket.take()
                result = await self.identifier.identify(answer.address, self.port, credential)
                if result.outcome in _OPENED:
                    return Sighting(answer.address, answer.rtt_ms, result, credential_id)
                if best.outcome in {Outcome.NOT_CONFIGURED, Outcome.TIMEOUT}:
                    best = result
                if result.outcome not in _TRY_NEXT:
                    break
        return Sighting(answer.address, answer.rtt_ms, best)


def _first(failed: BaseExceptionGroup[BaseException]) -> BaseException:
    first = failed.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first
