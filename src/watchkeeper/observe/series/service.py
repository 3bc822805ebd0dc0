"""The public verbs of the series store."""

import asyncio
import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.kit.families import INTERFACE
from watchkeeper.observe.series.care import SeriesStats, Verification, check_ready, stats, verify
from watchkeeper.observe.series.compaction import CompactionReport, Compactor
from watchkeeper.observe.series.damage import DamageControl, Notify
from watchkeeper.observe.series.durable import file_system_errors, make_directory, remove_temporary
from watchkeeper.observe.series.errors import InvalidBatchError
from watchkeeper.observe.series.latest import LatestSamples
from watchkeeper.observe.series.layout import STATE
from watchkeeper.observe.series.memory import CounterMemory
from watchkeeper.observe.series.metrics import SeriesMetrics
from watchkeeper.observe.series.pool import QueryPool
from watchkeeper.observe.series.query import (
    DigestQuery,
    Exclusion,
    Grid,
    GridQuery,
    SeriesQuery,
    SeriesResult,
    TotalsQuery,
    TotalsResult,
)
from watchkeeper.observe.series.reader import SeriesReader
from watchkeeper.observe.series.retention import RetentionReport, enforce_retention, oldest_writable
from watchkeeper.observe.series.segments import SegmentRef, family_of, write_segment
from watchkeeper.observe.series.settings import SeriesSettings


class SeriesService:
    """Samples: written once, durable when acknowledged, queried by time.

    Every verb is synchronous and thread-safe; its twin with an ``a`` in front runs it in a thread for asyncio code.
    ``notify`` hears of damaged files that were moved aside.
    """

    def __init__(
        self,
        settings: SeriesSettings,
        root: Path,
        clock: Clock = utc_now,
        *,
        metrics: Metrics | None = None,
        notify: Notify | None = None,
    ) -> None:
        self.settings = settings
        self.root = root
        self._clock = clock
        self._metrics = SeriesMetrics(metrics or Metrics())
        self._damage = DamageControl(root, self._metrics, notify)
        self._pool = QueryPool(
            root,
            concurrency=settings.query_concurrency,
            threads=settings.query_threads,
            memory_mb=settings.query_memory_mb,
            timeout_s=settings.query_timeout_s,
        )
        self._reader = SeriesReader(root, self._pool, settings, clock, self._damage.examine)
        self._counters = CounterMemory(root / STATE, keep_s=settings.counter_memory_s)
        self._latest = LatestSamples(settings.latest_lookback_s)
        self._compactor = Compactor(root, settings, clock, self._damage, self._metrics)

    def start(self) -> None:
        """Make the store's directory and remove what an interrupted process left. Raises StoreUnwritableError."""
        with file_system_errors(self.root):
            make_directory(self.root.absolute())
            remove_temporary(self.root)

    def close(self) -> None:
        """End queries and release memory."""
        self._pool.close()

    def now(self) -> datetime:
        """Return the moment, by the store's clock."""
        return self._clock()

    def ingest_interfaces(self, observed: pa.RecordBatch, shard: int, *, interval_s: float) -> pa.RecordBatch:
        """Turn observed interface counters of one slot into the batch to store, and remember the counters.

        ``interval_s`` is the planned time between polls of this shard. The same slot may be given again (a retried
        task): the answer is the same as if the first had not been. A slot older than the newest gives no rows.
        Raises InvalidBatchError.
        """
        if not observed.schema.equals(INTERFACE.observed):
            raise InvalidBatchError("A batch of counters must have the observed schema of family interface.")
        if interval_s <= 0:
            raise InvalidBatchError("The interval between polls must be above zero.")
        return self._counters.rate(observed, shard, interval_s=interval_s)

    def write(self, family: str, batch: pa.RecordBatch, *, cycle: int, shard: int) -> SegmentRef:
        """Make ``batch`` (the family's stored schema, one UTC hour) durable as the segment of ``(cycle, shard)``.

        When this returns the samples are acknowledged: they survive the death of the process and of the machine.
        The same ``(cycle, shard)`` replaces its segment; a batch without rows writes nothing.
        Raises UnknownFamilyError, InvalidBatchError, StoreFullError or StoreUnwritableError.
        """
        started = time.perf_counter()
        self._refuse_expired(family, batch)
        written = write_segment(
            self.root, family, batch, cycle=cycle, shard=shard, zstd_level=self.settings.segment_zstd_level
        )
        if written.path is not None:
            self._metrics.write_seconds.observe(time.perf_counter() - started)
            self._metrics.rows.labels(family).inc(written.rows)
            self._metrics.bytes.labels(family).inc(written.bytes)
            self._metrics.segments.labels(family).inc()
            self._latest.put(family, shard, batch)
        return written

    def _refuse_expired(self, family: str, batch: pa.RecordBatch) -> None:
        """Refuse samples older than their retention: their rollups may stand already, without room for more."""
        oldest = oldest_writable(self.settings, family, self._clock().date())
        first = pc.min(batch["ts"]).as_py() if batch.num_rows and "ts" in batch.schema.names else None
        if first is not None and first.date() < oldest:
            raise InvalidBatchError(f"Samples of {first.date()} are older than the retention of family {family}.")

    def query(self, query: SeriesQuery) -> SeriesResult:
        """Answer ``query``. Raises UnknownFamilyError, InvalidQueryError or QueryFailedError."""
        with self._metrics.query_seconds.time():
            return self._reader.query(query)

    def totals(self, query: TotalsQuery) -> TotalsResult:
        """Answer ``query``. Raises UnknownFamilyError, InvalidQueryError or QueryFailedError."""
        with self._metrics.query_seconds.time():
            return self._reader.totals(query)

    def digest(self, query: DigestQuery) -> pa.Table:
        """Return one row per object, sorted: ``device_id``, ``object``, ``<metric>_<figure>`` as doubles.

        Raises UnknownFamilyError, InvalidQueryError or QueryFailedError.
        """
        with self._metrics.query_seconds.time():
            return self._reader.digest(query)

    def grid(self, query: GridQuery) -> Grid:
        """Answer ``query``. Raises UnknownFamilyError, InvalidQueryError or QueryFailedError."""
        with self._metrics.query_seconds.time():
            return self._reader.grid(query)

    def latest(self, family: str, device_ids: Sequence[int]) -> pa.Table:
        """Return the rows of each device's newest sample, in the family's stored columns.

        From memory where this process wrote it, else from disk, at most ``latest_lookback_s`` old.
        """
        schema = family_of(family).stored
        rows = self._latest.rows(family, device_ids)
        missing = sorted(set(device_ids) - set(rows["device_id"].unique().to_pylist()))
        if not missing:
            return rows
        return pa.concat_tables([rows, self._reader.latest(family, missing).select(schema.names).cast(schema)])

    def hours(self, family: str, metric: str, day: date, exclusions: Sequence[Exclusion] = ()) -> pa.Table:
        """Return quartiles, extremes and counts of every series in each hour of a UTC date (``HOURS_SCHEMA``).

        Raises UnknownFamilyError, InvalidQueryError or QueryFailedError.
        """
        return self._reader.hours(family, metric, day, exclusions)

    def objects(self, device_id: int, family: str, *, days: int = 30) -> list[str]:
        """Return the names of what a device has samples of, over the last ``days``, sorted."""
        now = self._clock()
        return self._reader.objects(family, device_id, now - timedelta(days=days), now + timedelta(hours=1))

    def compact(self) -> CompactionReport:
        """Join what is due into hours and days, with rollups. Raises StoreFullError or StoreUnwritableError."""
        return self._compactor.run()

    def enforce_retention(self) -> RetentionReport:
        """Give up what is older than its retention. Raises StoreFullError or StoreUnwritableError."""
        return enforce_retention(self.root, self.settings, self._clock)

    def ready(self) -> None:
        """Write and read back a small file. Raises StoreFullError, StoreUnwritableError or QueryFailedError."""
        check_ready(self.root, self._pool)

    def verify(self) -> Verification:
        """Read every file and its checksums; damaged ones are moved aside. Takes a while."""
        return verify(self.root, self._damage)

    def stats(self) -> SeriesStats:
        """Return what is on disk, by family."""
        return stats(self.root)

    async def acompact(self) -> CompactionReport:
        """``compact`` in a thread."""
        return await asyncio.to_thread(self.compact)

    async def aenforce_retention(self) -> RetentionReport:
        """``enforce_retention`` in a thread."""
        return await asyncio.to_thread(self.enforce_retention)

    async def aready(self) -> None:
        """``ready`` in a thread."""
        await asyncio.to_thread(self.ready)

    async def aingest_interfaces(self, observed: pa.RecordBatch, shard: int, *, interval_s: float) -> pa.RecordBatch:
        """``ingest_interfaces`` in a thread."""
        return await asyncio.to_thread(self.ingest_interfaces, observed, shard, interval_s=interval_s)

    async def awrite(self, family: str, batch: pa.RecordBatch, *, cycle: int, shard: int) -> SegmentRef:
        """``write`` in a thread."""
        return await asyncio.to_thread(self.write, family, batch, cycle=cycle, shard=shard)

    async def aquery(self, query: SeriesQuery) -> SeriesResult:
        """``query`` in a thread."""
        return await asyncio.to_thread(self.query, query)

    async def atotals(self, query: TotalsQuery) -> TotalsResult:
        """``totals`` in a thread."""
        return await asyncio.to_thread(self.totals, query)

    async def adigest(self, query: DigestQuery) -> pa.Table:
        """``digest`` in a thread."""
        return await asyncio.to_thread(self.digest, query)

    async def alatest(self, family: str, device_ids: Sequence[int]) -> pa.Table:
        """``latest`` in a thread."""
        return await asyncio.to_thread(self.latest, family, device_ids)

    async def aobjects(self, device_id: int, family: str, *, days: int = 30) -> list[str]:
        """``objects`` in a thread."""
        return await asyncio.to_thread(self.objects, device_id, family, days=days)
