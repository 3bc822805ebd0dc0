"""Runs one shard from its task to its report: take it in hand, collect, store, and write what became of it."""

import time

from watchkeeper.core.database import Database
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.observe.events.kinds import PLATFORM, EventKind, NewEvent
from watchkeeper.observe.events.service import EventService
from watchkeeper.observe.polling.closing import ShardCloser
from watchkeeper.observe.polling.gathering import Gatherer
from watchkeeper.observe.polling.metrics import PollingMetrics
from watchkeeper.observe.polling.settings import PollingSettings
from watchkeeper.observe.polling.tasks import RunShard
from watchkeeper.observe.polling.work import Gathered, ShardWork, begin

_log = get_logger(__name__)


class ShardRunner:
    """Handles ``polling.run_shard`` and its kin.

    It may be given a shard twice, or again after it was killed anywhere: samples overwrite themselves, and what is
    written about them is written once, in the transaction that ends the shard.
    """

    def __init__(
        self,
        database: Database,
        inventory: InventoryService,
        events: EventService,
        gatherer: Gatherer,
        closer: ShardCloser,
        settings: PollingSettings,
        metrics: PollingMetrics,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._inventory = inventory
        self._events = events
        self._gatherer = gatherer
        self._closer = closer
        self._settings = settings
        self._metrics = metrics
        self._clock = clock

    async def run(self, payload: RunShard) -> None:
        """Run a shard. What devices do never raises; an unreachable database does, and the task is tried again."""
        started = time.monotonic()
        async with self._database.transaction() as session:
            work = await begin(session, self._inventory, self._settings, payload.shard_id, self._clock())
        if work is None:
            return
        self._metrics.lag.labels(work.group.name).set(work.lag_s)
        was_isolated = self._gatherer.isolated
        gathered = Gathered() if work.expired else await self._gatherer.gather(work)
        async with self._database.transaction() as session:
            ended = await self._closer.close(session, work, gathered, self._clock())
            if self._gatherer.isolated != was_isolated:
                await self._events.record(session, [self._isolation_event(work)])
        elapsed_s = time.monotonic() - started
        self._metrics.duration.labels(work.group.name).observe(elapsed_s)
        _log.debug(
            "polling.shard_done",
            shard=work.shard_id,
            group=work.group.name,
            devices=len(work.present),
            rows=gathered.rows,
            ended=ended,
            duration_ms=round(elapsed_s * 1000),
        )

    def _isolation_event(self, work: ShardWork) -> NewEvent:
        isolated = self._gatherer.isolated
        return NewEvent(
            work.slot,
            PLATFORM,
            "",
            EventKind.POLLER_ISOLATED if isolated else EventKind.POLLER_CONNECTED,
            message="No reference address answers: the poller itself is cut off, devices are not judged."
            if isolated
            else "The reference addresses answer again.",
        )
