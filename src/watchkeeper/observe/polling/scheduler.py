"""The tick: looks what is due and plans it. Any number of processes may tick; the database decides who plans what."""

import asyncio
import contextlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from watchkeeper.core.database import Database
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.telemetry import get_logger
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.observe.polling import repository
from watchkeeper.observe.polling.chores import HOUSEHOLD, Chore, next_due, plan_chores
from watchkeeper.observe.polling.closing import ShardCloser
from watchkeeper.observe.polling.groups import IntervalClass
from watchkeeper.observe.polling.metrics import PollingMetrics
from watchkeeper.observe.polling.phase import next_slot
from watchkeeper.observe.polling.planner import Planned, Planner
from watchkeeper.observe.polling.settings import PollingSettings
from watchkeeper.observe.polling.work import lifetime

LOOK_EVERY = timedelta(seconds=5)
"""How often devices that were added are looked for, whatever falls due."""
_LOST_AFTER = timedelta(minutes=10)
_OUTAGE_PAUSE_S = 5.0
_log = get_logger(__name__)


class Scheduler:
    """Plans poll cycles and household tasks. ``start`` and ``stop`` it, or call ``tick`` from any timer."""

    def __init__(
        self,
        database: Database,
        planner: Planner,
        closer: ShardCloser,
        settings: PollingSettings,
        metrics: PollingMetrics,
        *,
        chores: Sequence[Chore] = HOUSEHOLD,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._planner = planner
        self._closer = closer
        self._settings = settings
        self._metrics = metrics
        self._chores = chores
        self._clock = clock
        self._planned_slots: dict[IntervalClass, datetime] | None = None
        self._planned_chores: datetime | None = None
        self._task: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()

    async def tick(self) -> Planned:
        """Plan whatever is due. Nothing is planned twice, however often and from wherever this is called."""
        now = self._clock()
        planned = await self._plan_cycles(now) if self._settings.enabled else Planned()
        await self._plan_chores(now)
        self._metrics.last_tick.set(now.timestamp())
        return planned

    async def _plan_cycles(self, now: datetime) -> Planned:
        known = self._planned_slots
        if known is not None and all(each.slot(now) == slot for each, slot in known.items()):
            async with self._database.reading() as session:
                if not await self._planner.anything_new(session, known):
                    return Planned(classes=frozenset(known))
        async with self._database.transaction() as session:
            planned = await self._planner.plan_due(session, now)
        self._planned_slots = {each: each.slot(now) for each in planned.classes}
        return planned

    async def _plan_chores(self, now: datetime) -> None:
        if self._planned_chores is not None and now < self._planned_chores:
            return
        async with self._database.transaction() as session:
            await plan_chores(session, self._chores, now)
        self._planned_chores = next_due(self._chores, now)

    async def end_lost_shards(self) -> int:
        """End shards whose task was lost, and with them their cycles; return how many."""
        now = self._clock()
        async with self._database.transaction() as session:
            lost = [
                shard
                for shard in await repository.unfinished_shards(session)
                if now - shard.due_at > max(_LOST_AFTER, 2 * lifetime(shard))
            ]
            for shard in lost:
                await self._closer.abandon(session, shard, now)
        return len(lost)

    async def start(self) -> None:
        """Begin to tick in the background."""
        self._stopping.clear()
        self._task = asyncio.create_task(self._tick_forever(), name="polling.scheduler")

    async def stop(self) -> None:
        """Stop ticking; a tick that runs is finished."""
        self._stopping.set()
        if self._task is not None:
            await self._task
            self._task = None

    @property
    def alive(self) -> bool:
        """Whether it ticks."""
        return self._task is not None and not self._task.done()

    async def _tick_forever(self) -> None:
        failing = False
        looked_for_lost = self._clock() - _LOST_AFTER
        while not self._stopping.is_set():
            try:
                await self.tick()
                if self._clock() - looked_for_lost >= _LOST_AFTER / 10:
                    looked_for_lost = self._clock()
                    await self.end_lost_shards()
            except (SQLAlchemyError, WatchkeeperError, OSError) as error:
                if not failing:
                    _log.error("polling.tick_failed", error=str(error))
                failing = True
                await self._rest(_OUTAGE_PAUSE_S)
                continue
            except Exception:  # noqa: BLE001  # a defect must not end the watch; it is logged each time
                _log.exception("polling.tick_failed")
                await self._rest(_OUTAGE_PAUSE_S)
                continue
            if failing:
                _log.info("polling.ticks_again")
                failing = False
            await self._rest(self._until_next())

    def _until_next(self) -> float:
        """Count from the slots that were planned: a slot that began while this tick ran is due at once."""
        now = self._clock()
        coming = [next_slot(slot, each.interval) for each, slot in (self._planned_slots or {}).items()]
        due = min([*coming, now + LOOK_EVERY])
        return max(0.0, (due - now).total_seconds())

    async def _rest(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
