"""The stage that polling runs on every stored batch: rules judged, alerts raised and cleared."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np
import pyarrow as pa
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import Database
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.telemetry import get_logger
from watchkeeper.kit.families import FAMILIES
from watchkeeper.observe.polling.stages import StoredBatch
from watchkeeper.observe.series.query import Aggregation, SeriesQuery
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.understand.baselines.keys import keys_of
from watchkeeper.understand.rules.book import Active
from watchkeeper.understand.rules.judging import Judge, Verdict
from watchkeeper.understand.rules.raising import RuleAlerts
from watchkeeper.understand.rules.seen import LastSeen
from watchkeeper.understand.rules.windows import Devices, Past, Slice

_LATE: Final = 2.5
"""Intervals after which a batch is late enough for the clock to judge in its place."""
_UNKNOWN_INTERVAL_S: Final = 300
"""Interval of a family that has brought nothing since this process began."""
_log = get_logger(__name__)


class RulesStage:
    """Runs after scoring, so that anomalies of the same batch are known."""

    name = "rules"

    def __init__(self, database: Database, alerts: RuleAlerts, series: SeriesService, seen: LastSeen) -> None:
        self._database = database
        self._alerts = alerts
        self._series = series
        self._judge = Judge(seen, self._past)
        self._seen = seen
        self._newest: dict[tuple[str, int], datetime] = {}
        self._intervals: dict[tuple[str, int], int] = {}

    async def run(self, batch: StoredBatch) -> None:
        """Judge one stored batch. The same batch again finds everything as it left it and changes nothing."""
        place = (batch.family, batch.shard)
        if not batch.rows.num_rows or batch.slot < self._newest.get(place, batch.slot):
            return
        self._judge.note_answers(batch)
        self._intervals[place] = batch.interval_s
        async with self._database.reading() as session:
            rules = await self._alerts.book.of(session, batch.family)
            if not rules:
                return
            known = await self._alerts.known(session, batch, rules)
        verdicts = await asyncio.to_thread(self._judge.judge, batch, rules, known)
        if verdicts:
            async with self._database.transaction() as session:
                await self._take(session, batch, verdicts)
        self._newest[place] = batch.slot

    async def judge_absences(self, now: datetime) -> None:
        """Judge absences by the clock where a whole family fails to come, so that no batch does.

        Like with a batch, only devices that have answered of late can be missing something.
        """
        for family, place in FAMILIES.items():
            async with self._database.reading() as session:
                rules = [rule for rule in await self._alerts.book.of(session, family) if rule.compiled.absences]
            for shard in self._seen.shards(family) if rules else ():
                interval_s = self._intervals.get((family, shard), _UNKNOWN_INTERVAL_S)
                newest = self._newest.get((family, shard))
                if newest is not None and now - newest <= timedelta(seconds=_LATE * interval_s):
                    continue
                rows = pa.RecordBatch.from_pylist([], schema=place.stored)
                await self._judge_missing(StoredBatch(family, rows, 0, shard, now, interval_s), rules)

    async def _judge_missing(self, batch: StoredBatch, rules: Sequence[Active]) -> None:
        async with self._database.reading() as session:
            known = await self._alerts.known(session, batch, rules)
        verdicts = await asyncio.to_thread(self._judge.judge, batch, rules, known)
        if verdicts:
            async with self._database.transaction() as session:
                await self._take(session, batch, verdicts)

    async def _take(self, session: AsyncSession, batch: StoredBatch, verdicts: Sequence[Verdict]) -> None:
        await self._alerts.take(session, verdicts, batch.slot)

    def _past(self, batch: StoredBatch, column: str) -> Past:
        def read(oldest_ms: int, device_ids: Devices) -> list[Slice]:
            query = SeriesQuery(
                family=batch.family,
                device_ids=tuple(device_ids.tolist()),
                start=datetime.fromtimestamp(oldest_ms / 1000, UTC),
                end=batch.slot,
                metrics=(column,),
                step_s=max(1, batch.interval_s),
                agg=Aggregation.LAST,
            )
            try:
                found = self._series.query(query)
            except WatchkeeperError as error:  # the windows then begin with this process
                _log.warning("rules.no_history", family=batch.family, metric=column, error=error.message)
                return []
            if not found.series:
                return []
            devices = np.array([one.device_id for one in found.series], dtype=np.int64)
            keys = keys_of(devices, pa.array([one.object for one in found.series]))
            values = np.array([one.values for one in found.series], dtype=np.float64)
            return [Slice(int(at), keys, values[:, step]) for step, at in enumerate(found.epoch_ms.tolist())]

        return read
