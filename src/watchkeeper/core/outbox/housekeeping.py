"""What the outbox needs besides delivery: its figures kept up to date, its delivered rows deleted in time."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from watchkeeper.core.database import Database
from watchkeeper.core.errors import UnavailableError
from watchkeeper.core.outbox import repository
from watchkeeper.core.outbox.settings import OutboxSettings
from watchkeeper.core.telemetry.logs import get_logger
from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.kit.clock import Clock

PURGE_INTERVAL_S = 600.0

_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Housekeeper:
    """Counts for the metrics (a scrape itself does no query) and deletes what was delivered long ago."""

    database: Database
    settings: OutboxSettings
    metrics: Metrics
    clock: Clock
    _counted: set[str] = field(default_factory=set)

    async def run_forever(self, queues: Callable[[], Iterable[str]]) -> None:
        """Count every ``poll_interval_s`` and purge every ten minutes; ``queues`` says which ones have figures."""
        purge_in_s = 0.0
        while True:
            try:
                await self.count(queues())
                if purge_in_s <= 0:
                    await self.purge()
                    purge_in_s = PURGE_INTERVAL_S
            except (SQLAlchemyError, UnavailableError, OSError) as error:
                _log.debug("outbox.not_counted", error=str(error))  # the relay itself reports the outage
            await asyncio.sleep(self.settings.poll_interval_s)
            purge_in_s -= self.settings.poll_interval_s

    async def count(self, queues: Iterable[str]) -> None:
        """Set the gauges of ``queues`` and of every queue that has or had messages."""
        now = self.clock()
        async with self.database.reading() as session:
            rows = {row.queue: row for row in await repository.counts(session, now)}
        self._counted.update(queues, rows)  # one that ran empty goes to 0
        for queue in self._counted:
            row = rows.get(queue)
            age_s = (now - row.oldest_at).total_seconds() if row and row.oldest_at else 0.0
            self.metrics.jobs_queued.labels(queue).set(row.waiting + row.in_delivery + row.scheduled if row else 0)
            self.metrics.jobs_dead.labels(queue).set(row.dead if row else 0)
            self.metrics.job_oldest_age_seconds.labels(queue).set(age_s)

    async def purge(self) -> int:
        """Delete what was delivered longer ago than the retention and return how many rows that were."""
        before = self.clock() - timedelta(hours=self.settings.retention_h)
        async with self.database.transaction() as session:
            purged = await repository.purge(session, before)
        if purged:
            _log.info("outbox.purged", messages=purged)
        return purged
