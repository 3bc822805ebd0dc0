"""One series over 24 hours in 5-minute steps out of a month, beside plain DuckDB over the files as written.

    python benchmarks/series_query.py [--days 30] [--devices 1000] [--interfaces 49] [--real-days 2] [--queries 40]
    python benchmarks/series_query.py --devices 6000 --interfaces 4 --days 3 --scope 5000

A sample every 300 s. The last days are written cycle by cycle and compacted by the product's own compaction; the days
before are written sorted with the same encoder, which takes a tenth of the time. With a scope the traffic of so many
devices is summed as well, beside that of all of them. The peer gets only the real days,
uncompacted, so its data is smaller: DuckDB over a hive-partitioned glob, with the same filters. Everything is removed
afterwards.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from watchkeeper.kit.families import INTERFACE, RATES, TS
from watchkeeper.observe.series.durable import durable_file
from watchkeeper.observe.series.encoding import parquet_writer
from watchkeeper.observe.series.layout import SUFFIX, Day
from watchkeeper.observe.series.manifest import Compacted, publish
from watchkeeper.observe.series.query import Aggregation, SeriesQuery, TotalsQuery
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import SeriesSettings

INTERVAL_S = 300
STEPS = 86_400 // INTERVAL_S
LAST_DAY = datetime(2026, 3, 30, tzinfo=UTC)
PEER = """
SELECT epoch_ms(ts) // 300000 AS step, avg(in_bps)
FROM read_parquet(?, hive_partitioning = true)
WHERE date BETWEEN ? AND ? AND device_id = ? AND object = ? AND ts >= ? AND ts < ? GROUP BY step
"""


class Traffic:
    """Plausible stored batches: two interfaces in five carry traffic with a daily rhythm, the others are idle."""

    def __init__(self, devices: int, interfaces: int) -> None:
        self._chance = np.random.default_rng(1)
        self.devices, self.interfaces = devices, interfaces
        self.names = [f"GigabitEthernet0/{number:03d}" for number in range(interfaces)]
        busy = np.arange(devices * interfaces) % 5 < 2
        self._level = np.where(busy, np.exp(self._chance.normal(16, 1.5, devices * interfaces)), 0.0).clip(max=5e8)

    def batch(self, first: int, last: int, moments: np.ndarray, *, by_series: bool) -> pa.RecordBatch:
        """Return the samples of devices ``first..last`` at ``moments`` (ms), by series or by moment."""
        series = np.arange((first - 1) * self.interfaces, last * self.interfaces)
        if by_series:
            row, ts = np.repeat(series, len(moments)), np.tile(moments, len(series))
        else:
            row, ts = np.tile(series, len(moments)), np.repeat(moments, len(series))
        rhythm = 1 + 0.5 * np.sin(ts / 86_400_000 * 2 * np.pi)
        level, count = self._level[row] * rhythm, len(row)
        columns = {
            "ts": pa.array(ts).cast(TS),
            "device_id": pa.array(row // self.interfaces + 1),
            "object": pa.DictionaryArray.from_arrays(
                pa.array((row % self.interfaces).astype(np.int32)), pa.array(self.names)
            ),
            "speed_bps": pa.array(np.full(count, 10**9)),
            "admin_status": pa.array(np.ones(count, np.int8)),
            "oper_status": pa.array(np.where(level > 0, 1, 2).astype(np.int8)),
            "interval_s": pa.array((300 + self._chance.normal(0, 0.02, count)).round(2).astype(np.float32)),
            "quality": pa.array(np.zeros(count, np.int8)),
        }
        for number, name in enumerate(RATES):
            if number < 4:
                values = level / (1 if number < 2 else 8000) * self._chance.lognormal(0, 0.15, count)
            else:
                values = (self._chance.random(count) < 0.002) * 0.1
            columns[name] = pa.array(values.astype(np.float32))
        return pa.RecordBatch.from_arrays([columns[field.name] for field in INTERFACE.stored], schema=INTERFACE.stored)


def write_sorted_day(service: SeriesService, traffic: Traffic, start: datetime) -> None:
    """Write a day as compaction would have left it."""
    day, entry = (
        Day("interface", start.date()),
        Compacted(f"day-0{SUFFIX}", "day", tuple(range(24)), "0", first_device=1, last_device=traffic.devices),
    )
    publish(service.root, day, lambda manifest: manifest)
    moments = int(start.timestamp() * 1000) + np.arange(STEPS) * INTERVAL_S * 1000
    with (
        durable_file(day.directory(service.root) / entry.name) as sink,
        parquet_writer(
            sink,
            INTERFACE.stored,
            zstd_level=service.settings.compacted_zstd_level,
            by_series=True,
        ) as writer,
    ):
        for first in range(1, traffic.devices + 1, 50):
            batch = traffic.batch(first, min(first + 49, traffic.devices), moments, by_series=True)
            writer.write_table(pa.Table.from_batches([batch]), row_group_size=service.settings.row_group_rows)
    publish(service.root, day, lambda manifest: manifest.replaced((entry,), frozenset(), 0.0))


def write_real_day(service: SeriesService, traffic: Traffic, start: datetime) -> None:
    """Write a day cycle by cycle, as polling does."""
    for number in range(STEPS):
        moment = np.array([int(start.timestamp() * 1000) + number * INTERVAL_S * 1000])
        batch = traffic.batch(1, traffic.devices, moment, by_series=False)
        service.write("interface", batch, cycle=int(moment[0]) // 1000, shard=0)


def ask_ours(service: SeriesService, start: datetime, device: int, name: str) -> np.ndarray:
    query = SeriesQuery(
        "interface", (device,), start, start + timedelta(days=1), ("in_bps",), (name,), INTERVAL_S, Aggregation.AVG
    )
    (series,) = service.query(query).series
    assert len(series.values) == STEPS  # noqa: S101 - a figure for a wrong answer is worth nothing
    assert not np.isnan(series.values).any()  # noqa: S101
    return series.values


def ask_total(service: SeriesService, start: datetime, devices: tuple[int, ...] | None, interfaces: int) -> None:
    """Sum a day of the traffic of ``devices``, or of all."""
    asked = TotalsQuery("interface", start, start + timedelta(days=1), ("in_bps", "out_bps"), INTERVAL_S, devices)
    total, _ = service.totals(asked).series
    assert devices is None or set(total.objects.tolist()) == {len(devices) * interfaces}  # noqa: S101


def ask_peer(connection: duckdb.DuckDBPyConnection, root: Path, start: datetime, device: int, name: str) -> int:
    dates = start.date(), (start + timedelta(days=1)).date()
    parameters = [f"{root}/interface/*/*/*.parquet", *dates, device, name, start, start + timedelta(days=1)]
    return len(connection.execute(PEER, parameters).fetchall())


def timed(ask, *arguments) -> tuple[float, float]:
    """Return milliseconds by the clock and of processor time."""
    began, worked = time.perf_counter(), time.process_time()
    ask(*arguments)
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def median(times: list[tuple[float, float]]) -> str:
    wall, cpu = (statistics.median(values) for values in zip(*times, strict=True))
    return f"{wall:8.1f} ms median ({cpu:.1f} ms of processor)"


def size_of(root: Path) -> int:
    return sum(path.stat().st_size for path in root.rglob("*.parquet"))


def fill(service: SeriesService, traffic: Traffic, options: argparse.Namespace, peer: Callable[[], str]) -> str:
    """Write all days; ``peer`` is measured while the last ones lie there as they were written."""
    days = [LAST_DAY - timedelta(days=number) for number in range(options.days)]
    began = time.perf_counter()
    for day in days[: options.real_days]:
        write_real_day(service, traffic, day)
    print(f"{options.real_days} days written by cycle   {time.perf_counter() - began:8.1f} s")
    figure = peer()
    began, worked = time.perf_counter(), time.process_time()
    report = service.compact()
    elapsed, cpu = time.perf_counter() - began, time.process_time() - worked
    service.compact()
    print(f"compaction with rollups  {elapsed:8.1f} s   {report.rows / cpu:,.0f} rows per second of processor")
    print(f"size with rollups        {size_of(service.root) / report.rows:8.2f} bytes per row")
    began = time.perf_counter()
    for day in days[options.real_days :]:
        write_sorted_day(service, traffic, day)
    print(f"{len(days) - options.real_days} days written sorted    {time.perf_counter() - began:8.1f} s")
    return figure


def measure(root: Path, options: argparse.Namespace) -> None:
    traffic, chance = Traffic(options.devices, options.interfaces), np.random.default_rng(7)
    start, now = LAST_DAY - timedelta(hours=12), LAST_DAY + timedelta(days=1, hours=6)
    asked = [
        (int(chance.integers(1, options.devices + 1)), str(chance.choice(traffic.names)))
        for _ in range(options.queries)
    ]
    peer: list[tuple[float, float]] = []

    def ask_all_of_peer() -> str:
        with duckdb.connect(config={"threads": SeriesSettings().query_threads}) as connection:
            first, _ = timed(ask_peer, connection, root, start, *asked[0])
            peer.extend(timed(ask_peer, connection, root, start, *one) for one in asked[:5])
        return f"{median(peer)}, {first:.1f} ms the first"

    service = SeriesService(SeriesSettings(superseded_grace_s=0), root, lambda: now)
    service.start()
    figure = fill(service, traffic, options, ask_all_of_peer)
    service.close()
    service = SeriesService(SeriesSettings(), root, lambda: now)
    first, _ = timed(ask_ours, service, start, *asked[0])
    ours = [timed(ask_ours, service, start, *one) for one in asked]
    scoped = tell_scope(service, start, options) if options.scope else ""
    service.close()
    ratio = statistics.median(one[0] for one in peer) / statistics.median(one[0] for one in ours)
    print(f"rows                     {traffic.devices * traffic.interfaces * STEPS * options.days:,d}")
    print(f"one series, 24 h, 5 min  {median(ours)}, {max(ours)[0]:.1f} ms worst, {first:.1f} ms the first")
    print(f"DuckDB over hive glob    {figure}")
    print(scoped, end="")
    print(f"ratio                    {ratio:8.1f} x as fast")


def tell_scope(service: SeriesService, start: datetime, options: argparse.Namespace) -> str:
    """Measure sums over every other device up to the size of the scope, and over all devices."""
    chosen = tuple(range(1, options.devices + 1, max(1, options.devices // options.scope)))[: options.scope]
    ours, everybody = (
        [timed(ask_total, service, start, devices, options.interfaces) for _ in range(6)][1:]
        for devices in (chosen, None)
    )
    return (
        f"sum of {len(chosen)} devices       {median(ours)}\n"
        f"sum of all {options.devices}          {median(everybody)}\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--devices", type=int, default=1000)
    parser.add_argument("--interfaces", type=int, default=49)
    parser.add_argument("--real-days", type=int, default=2)
    parser.add_argument("--queries", type=int, default=40)
    parser.add_argument("--scope", type=int, default=0, help="sum the traffic of so many of the devices")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="wk-bench-"))
    try:
        measure(folder, options)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
