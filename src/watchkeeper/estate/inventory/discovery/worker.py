"""The handler of a chunk: look at its addresses between two short transactions."""

import asyncio
import time

from watchkeeper.core.database import Database
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.estate.inventory.discovery.ports import Identifier, Pinger
from watchkeeper.estate.inventory.discovery.rate import Monotonic, Sleep, TokenBucket
from watchkeeper.estate.inventory.discovery.scan import Scan
from watchkeeper.estate.inventory.discovery.service import ChunkWork, DiscoveryService
from watchkeeper.estate.inventory.discovery.tasks import Chunk
from watchkeeper.estate.inventory.settings import DiscoverySettings


class DiscoveryWorker:
    """Runs chunks. A chunk that is delivered twice, or after a crash, is looked at again and recorded once."""

    def __init__(
        self,
        database: Database,
        service: DiscoveryService,
        pinger: Pinger,
        identifier: Identifier,
        settings: DiscoverySettings | None = None,
        *,
        monotonic: Monotonic = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._database = database
        self._service = service
        self._pinger = pinger
        self._identifier = identifier
        self._monotonic = monotonic
        self._sleep = sleep
        self._agents = asyncio.Semaphore((settings or DiscoverySettings()).snmp_concurrency)

    async def run(self, chunk: Chunk) -> None:
        """Look at one chunk. What stops the whole discovery is kept as its error."""
        try:
            async with self._database.reading() as session:
                work = await self._service.claim(session, chunk)
            if work is None:
                return
            sightings = await self._scan(work).look(work.addresses)
        except (WatchkeeperError, OSError) as error:
            problem = (
                f"{error.message} {error.hint or ''}".strip() if isinstance(error, WatchkeeperError) else str(error)
            )
            async with self._database.transaction() as session:
                await self._service.fail(session, chunk, problem)
            return
        async with self._database.transaction() as session:
            await self._service.record(session, chunk, work.addresses, sightings)

    def _scan(self, work: ChunkWork) -> Scan:
        bucket = TokenBucket(work.rate_per_s, work.rate_per_s, monotonic=self._monotonic, sleep=self._sleep)
        return Scan(
            pinger=self._pinger,
            identifier=self._identifier,
            bucket=bucket,
            credentials=work.credentials,
            port=work.port,
            batch=max(1, work.rate_per_s),
            agents=self._agents,
        )
