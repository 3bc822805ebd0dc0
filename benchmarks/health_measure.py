"""What it costs to measure the health of a whole network, beside its interval.

    python benchmarks/health_measure.py [--devices 10000] [--ports 49] [--minutes 60] [--poll-s 300]

The store is filled with an hour of traffic, light and answers of every device; then the product reads it and judges
devices, links and sites, which it does every ``health.interval_s`` (300 seconds). Beside it, in the same run, what
merely reading the same samples takes: an average of every series over the hour, from the files by DuckDB.
"""

import argparse
import resource
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from watchkeeper.estate.inventory.standing import Standing
from watchkeeper.kit.families import AVAILABILITY, INTERFACE, OPTICS, Family
from watchkeeper.kit.garbage import look_seldom
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import SeriesSettings
from watchkeeper.understand.health.looking import Estate, Joined, Known, look
from watchkeeper.understand.health.measuring import Measurer

NOW = datetime(2026, 11, 28, 12, 59, tzinfo=UTC)
SHARD = 500


def rows(family: Family, at: datetime, devices: np.ndarray, objects: list[str], rng: np.random.Generator, **means):
    count = len(devices) * len(objects)
    names = pa.array(objects).dictionary_encode()
    place = pa.array(np.tile(np.arange(len(objects)), len(devices)), pa.int32())
    codes = pa.DictionaryArray.from_arrays(place, names.dictionary)
    given = {
        "ts": pa.array(np.full(count, int(at.timestamp() * 1000)), pa.int64()).cast(family.stored.field("ts").type),
        "device_id": pa.array(np.repeat(devices, len(objects))),
        "object": codes.cast(family.stored.field("object").type),
    }
    for name, mean in means.items():
        kind = family.stored.field(name).type
        values = mean * rng.uniform(0.8, 1.2, count)
        given[name] = pa.array(values if pa.types.is_floating(kind) else np.full(count, mean)).cast(kind)
    return pa.RecordBatch.from_arrays(
        [given.get(field.name, pa.nulls(count, field.type)) for field in family.stored], schema=family.stored
    )


def fill(series: SeriesService, count: int, ports: int, minutes: int, poll_s: int) -> int:
    rng, samples = np.random.default_rng(1), 0
    names = [f"Ethernet{port + 1}" for port in range(ports)]
    start = NOW - timedelta(minutes=minutes - 1)
    for number in range(minutes * 60 // poll_s):
        at = start + timedelta(seconds=number * poll_s)
        for first in range(0, count, SHARD):
            some = np.arange(first + 1, min(first + SHARD, count) + 1)
            for batch, family in (
                (rows(INTERFACE, at, some, names, rng, in_bps=1e8, out_bps=5e7, in_ucast_pps=1e4, out_ucast_pps=5e3,
                      in_errors_ps=0.0, out_errors_ps=0.0, speed_bps=10**9), "interface"),
                (rows(OPTICS, at, some, names[:4], rng, rx_power_dbm=-6.0, light=1), "optics"),
                (rows(AVAILABILITY, at, some, ["icmp", "snmp"], rng, up=1, rtt_avg_ms=3.0), "availability"),
            ):  # fmt: skip
                series.write(family, batch, cycle=number, shard=first // SHARD)
                samples += batch.num_rows
    return samples


def estate(count: int) -> tuple[Estate, dict[int, set[str]]]:
    devices = [
        Standing(
            device_id=number, name=f"d{number}", site_id=number % 200, driver="snmp", enabled=True, state="up",
            state_reason="", state_since=NOW, last_polled_at=NOW, interval_s=300, created_at=NOW - timedelta(days=9),
            tags=frozenset(),
        )
        for number in range(1, count + 1)
    ]  # fmt: skip
    links = [
        Joined(f"physical:{number}", "up", (f"d{number}", "Ethernet1"), (f"d{number + 1}", "Ethernet2"))
        for number in range(1, count)
    ]
    ends = {number: {"Ethernet1", "Ethernet2"} for number in range(1, count + 1)}
    return Estate(devices, sites={number: f"s{number}" for number in range(200)}, links=links), ends


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--devices", type=int, default=10_000)
    parser.add_argument("--ports", type=int, default=49)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--poll-s", type=int, default=300)
    options = parser.parse_args()
    look_seldom()  # as `wk` does
    with tempfile.TemporaryDirectory() as folder:
        series = SeriesService(SeriesSettings(), Path(folder), lambda: NOW)
        began = time.perf_counter()
        samples = fill(series, options.devices, options.ports, options.minutes, options.poll_s)
        print(f"filled: {samples:,} rows in {time.perf_counter() - began:.0f} s", flush=True)
        known, ends = estate(options.devices)
        began, used = time.perf_counter(), time.process_time()
        found = Measurer(series, -14.4).measure(list(range(1, options.devices + 1)), ends, NOW)
        measured, cpu = time.perf_counter() - began, time.process_time() - used
        began, used = time.perf_counter(), time.process_time()
        seen = look(known, Known({number: (NOW, one) for number, one in found.items()}), {}, NOW)
        judged, judging = time.perf_counter() - began, time.process_time() - used
        began = time.perf_counter()
        peer(Path(folder))
        read = time.perf_counter() - began
        series.close()
    score = seen.network.assessment.score
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{options.devices:,} devices with {options.ports} ports, one hour: measured in {measured:.1f} s "
        f"(CPU {cpu:.1f} s), judged with {len(seen.links):,} links in {judged:.1f} s "
        f"(CPU {judging:.1f} s); "
        f"network {score:.0f}; {memory:.0f} MB; interval 300 s"
    )
    print(f"an average of every series of that hour in one DuckDB query a family: {read:.1f} s")


def peer(root: Path) -> None:
    import duckdb

    with duckdb.connect() as connection:
        connection.execute("SET threads = 2")
        for family, metric in (("interface", "in_bps"), ("optics", "rx_power_dbm"), ("availability", "rtt_avg_ms")):
            files = f"{root}/{family}/**/*.parquet"
            connection.execute(
                f"SELECT device_id, object, avg({metric}) FROM read_parquet('{files}') GROUP BY ALL"  # noqa: S608
            ).fetchall()


if __name__ == "__main__":
    main()
