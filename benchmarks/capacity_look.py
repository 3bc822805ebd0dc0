"""What it costs to look ahead of a whole network, as the capacity page needs it every six hours.

    python benchmarks/capacity_look.py [--devices 200] [--ports 49]

The store is filled with a fortnight of hourly samples of every port (traffic with a daily rhythm), four optics, two
disks and a battery a device, of which one in fifty is on its way to its limit, and compacted as in production; then the
product looks ahead of them. Beside it, in the same run, the plain way: the Theil-Sen slope of every series' hours
with Sen's interval, one after the other (a sample of them, scaled).
"""

import argparse
import resource
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from watchkeeper.kit.families import FAMILIES
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import SeriesSettings
from watchkeeper.understand.baselines.forecasting import soonest
from watchkeeper.understand.baselines.settings import ForecastSettings
from watchkeeper.understand.capacity.looking import Lookout

NOW = datetime(2026, 11, 28, 12, 30, tzinfo=UTC)
DAYS = 14
ONE_IN = 50
PEERS = 60


def fill(series: SeriesService, devices: int, ports: int) -> int:
    rng, samples = np.random.default_rng(1), 0
    start = NOW.replace(minute=10) - timedelta(days=DAYS)
    names = {"interface": ports, "optics": 4, "host": 2, "sensor": 1}
    drift = {family: rng.random(devices * count) < 1 / ONE_IN for family, count in names.items()}
    for hour in range(DAYS * 24 + 1):
        elapsed, rhythm = hour / 24, np.sin(2 * np.pi * hour / 24)
        for family, count in names.items():
            size, moves = devices * count, drift[family]
            noise = rng.normal(0, 1, size)
            columns = {
                "interface": {
                    "in_bps": 1e8 * (1 + 0.5 * rhythm + 0.05 * noise) + 4e7 * elapsed * moves,
                    "out_bps": 5e7 * (1 + 0.5 * rhythm + 0.05 * noise),
                    "speed_bps": np.full(size, 1e9),
                },
                "optics": {"rx_power_dbm": -6 + 0.05 * noise - 0.3 * elapsed * moves},
                "host": {"used_percent": 50 + 0.1 * noise + elapsed * moves, "kind": "storage"},
                "sensor": {"value": 90 + 0.1 * noise - elapsed * moves, "sensor_class": "charge", "unit": "%"},
            }[family]
            batch = rows(family, start + timedelta(hours=hour), devices, count, columns)
            series.write(family, batch, cycle=hour, shard=0)
            samples += size
    series.compact()
    return samples


def rows(family: str, at: datetime, devices: int, count: int, columns: dict[str, object]) -> pa.RecordBatch:
    schema, size = FAMILIES[family].stored, devices * count
    place = pa.array(np.tile(np.arange(count), devices), pa.int32())
    given: dict[str, object] = {
        "ts": pa.array(np.full(size, int(at.timestamp() * 1000)), pa.int64()).cast(schema.field("ts").type),
        "device_id": pa.array(np.repeat(np.arange(1, devices + 1), count)),
        "object": pa.DictionaryArray.from_arrays(place, pa.array([f"{family}{number}" for number in range(count)])),
    }
    for name, values in columns.items():
        kind = schema.field(name).type
        made = pa.array(values if isinstance(values, np.ndarray) else [values] * size)
        given[name] = made.dictionary_encode() if pa.types.is_dictionary(kind) else made
    return pa.RecordBatch.from_arrays(
        [
            pa.nulls(size, field.type) if field.name not in given else given[field.name].cast(field.type)
            for field in schema
        ],
        schema=schema,
    )


def plainly() -> float:
    """Return the seconds of one series."""
    rng, hours = np.random.default_rng(2), np.arange(DAYS * 24, dtype=float)
    began = time.process_time()
    for _ in range(PEERS):
        soonest(
            hours,
            1e8 * (1 + 0.5 * np.sin(hours / 24 * 2 * np.pi) + 0.05 * rng.normal(0, 1, len(hours))),
            8e8,
            rising=True,
        )
    return (time.process_time() - began) / PEERS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--devices", type=int, default=200)
    parser.add_argument("--ports", type=int, default=49)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        series = SeriesService(SeriesSettings(), Path(folder), lambda: NOW)
        series.start()
        began = time.perf_counter()
        samples = fill(series, options.devices, options.ports)
        print(f"filled and compacted: {samples:,} rows in {time.perf_counter() - began:.0f} s", flush=True)
        began, used = time.perf_counter(), time.process_time()
        found = Lookout(series, ForecastSettings()).look(list(range(1, options.devices + 1)), {}, NOW)
        wall, cpu = time.perf_counter() - began, time.process_time() - used
        series.close()
    looked = len(found.outlooks) + found.steady.total() + found.short.total()
    scale = 10_000 / options.devices
    print(
        f"{options.devices} devices, {looked:,} series and limits: {len(found.outlooks)} told, {wall:.1f} s "
        f"({cpu:.1f} s of CPU); for 10,000 devices {scale * wall:.0f} s ({scale * cpu:.0f} s of CPU); "
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )
    each = plainly()
    print(
        f"one series after another: {1000 * each:.1f} ms each, {scale * looked * each:.0f} s of CPU for 10,000 devices"
    )


if __name__ == "__main__":
    main()
