"""Rates and durable writes of one cycle, beside SQLite inserting the same rows durably, in one run.

    python benchmarks/series_write.py [--devices 1000] [--interfaces 49] [--cycles 12]

A row is one interface at one moment: eight rates, speed, status, interval and quality. Both sides sync to disk; SQLite
gets its rows ready-made as tuples, outside the clock.
"""

import argparse
import shutil
import sqlite3
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from watchkeeper.kit.families import COUNTERS, INTERFACE, TS
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import SeriesSettings

START = datetime(2026, 3, 1, tzinfo=UTC)
INTERVAL_S = 60


class Network:
    """Counters of a network whose interfaces carry traffic (two in five) or lie idle."""

    def __init__(self, devices: int, interfaces: int) -> None:
        chance = np.random.default_rng(1)
        self.rows = devices * interfaces
        self._chance = chance
        self._device = np.repeat(np.arange(1, devices + 1), interfaces)
        self._index = np.tile(np.arange(interfaces, dtype=np.int32), devices)
        self._names = pa.array([f"GigabitEthernet0/{number}" for number in range(interfaces)])
        self._counters = chance.integers(0, 2**40, (len(COUNTERS), self.rows), dtype=np.uint64)
        busy = np.arange(self.rows) % 5 < 2
        self._octets = np.where(busy, np.exp(chance.normal(14, 2, self.rows)), 0.0).clip(max=1e8)

    def poll(self, number: int) -> pa.RecordBatch:
        """Return the observed batch of the ``number``-th cycle."""
        for row, name in enumerate(COUNTERS):
            share = {"octets": 1.0, "pkts": 1 / 800}.get(name.rpartition("_")[2], 0.0)
            growth = self._octets * share * INTERVAL_S * self._chance.uniform(0.8, 1.2, self.rows)
            if not share:
                growth = (self._chance.random(self.rows) < 0.002) * 30.0
            self._counters[row] += growth.astype(np.uint64)
        fixed = {
            "ts": int((START + timedelta(seconds=INTERVAL_S * number)).timestamp() * 1000),
            "uptime_ticks": 10**7 + 100 * INTERVAL_S * number,
            "discontinuity_ticks": 0,
            "monotonic_s": float(INTERVAL_S * number),
            "speed_bps": 10**9,
            "admin_status": 1,
            "oper_status": 1,
            "counter_bits": 64,
        }
        columns = {name: pa.array(np.full(self.rows, value)) for name, value in fixed.items()}
        columns |= {name: pa.array(self._counters[row]) for row, name in enumerate(COUNTERS)}
        columns |= {"device_id": pa.array(self._device), "if_index": pa.array(self._index)}
        columns["ts"] = columns["ts"].cast(TS)
        columns["object"] = pa.DictionaryArray.from_arrays(pa.array(self._index), self._names)
        return pa.RecordBatch.from_arrays(
            [columns[field.name].cast(field.type) for field in INTERFACE.observed], schema=INTERFACE.observed
        )


def ours(root: Path, network: Network, cycles: int) -> tuple[list[float], list[float], int, list[pa.RecordBatch]]:
    """Return seconds of rates and of writing per cycle, bytes written, and the stored batches."""
    service = SeriesService(SeriesSettings(), root, lambda: START)
    service.start()
    rates, writes, size, batches = [], [], 0, []
    for number in range(cycles + 1):
        observed = network.poll(number)
        began = time.perf_counter()
        stored = service.ingest_interfaces(observed, 0, interval_s=INTERVAL_S)
        rated = time.perf_counter()
        written = service.write("interface", stored, cycle=number, shard=0)
        done = time.perf_counter()
        if number:  # the first has no rates
            rates.append(rated - began)
            writes.append(done - rated)
            size += written.bytes
            batches.append(stored)
    service.close()
    return rates, writes, size, batches


def sqlite(path: Path, batches: list[pa.RecordBatch]) -> tuple[list[float], int]:
    """Return seconds per cycle of inserting the same rows, and the size of the file."""
    names = INTERFACE.stored.names
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(
        f"CREATE TABLE interface ({', '.join(names)}, PRIMARY KEY (device_id, object, ts)) WITHOUT ROWID"
    )
    statement = f"INSERT OR REPLACE INTO interface VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - fixed names
    times = []
    for batch in batches:
        plain = batch.set_column(0, "ts", batch["ts"].cast(pa.int64()))
        rows = list(zip(*(column.to_pylist() for column in plain.columns), strict=True))
        began = time.perf_counter()
        connection.execute("BEGIN")
        connection.executemany(statement, rows)
        connection.execute("COMMIT")
        times.append(time.perf_counter() - began)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return times, path.stat().st_size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--devices", type=int, default=1000)
    parser.add_argument("--interfaces", type=int, default=49)
    parser.add_argument("--cycles", type=int, default=12)
    options = parser.parse_args()
    network = Network(options.devices, options.interfaces)
    folder = Path(tempfile.mkdtemp(prefix="wk-bench-"))
    try:
        rates, writes, size, batches = ours(folder / "series", network, options.cycles)
        inserts, file_size = sqlite(folder / "peer.db", batches)
    finally:
        shutil.rmtree(folder)
    rate, write, insert = (statistics.median(times) for times in (rates, writes, inserts))
    rows, total = network.rows, network.rows * options.cycles
    print(f"rows per cycle          {rows}")
    print(f"counters to rates       {_figures(rate, rows)}   (with the counters saved)")
    print(f"durable segment         {_figures(write, rows)}   {size / total:6.2f} bytes/row")
    print(f"both                    {_figures(rate + write, rows)}")
    print(f"SQLite, same rows       {_figures(insert, rows)}   {file_size / total:6.2f} bytes/row")
    print(f"ratio, writing          {insert / write:8.1f} x as fast, {file_size / size:.1f} x smaller")


def _figures(seconds: float, rows: int) -> str:
    return f"{seconds * 1000:8.1f} ms   {rows / seconds:12,.0f} rows/s"


if __name__ == "__main__":
    main()
