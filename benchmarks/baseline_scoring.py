"""Scoring one cycle of two million series, and learning a month of many, beside a z-score in plain numpy and River.

    python benchmarks/baseline_scoring.py [--series 2000000] [--learn 20000] [--days 30]

Scoring: mapped baselines, looked up by the clocks of four time zones, the scores, and the detector's whole memory of
every series, one cycle. Learning: every hour's summary of the month into profiles of 168 hours (what happens once a day
after that day's summary).
"""

import argparse
import resource
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from watchkeeper.understand.baselines.clocks import learn_by_the_clock
from watchkeeper.understand.baselines.detecting import Cycle, advance
from watchkeeper.understand.baselines.learning import Profiles
from watchkeeper.understand.baselines.policies import POLICIES
from watchkeeper.understand.baselines.scoring import score
from watchkeeper.understand.baselines.states import fresh
from watchkeeper.understand.baselines.summaries import DayHours, joined
from watchkeeper.understand.baselines.versions import Baseline, Versions

RIVER_SERIES = 50_000
MONDAY_S = 1_767_571_200
POLICY = POLICIES["optics"]["rx_power_dbm"]


def scoring(count: int, root: Path) -> None:
    rng = np.random.default_rng(1)
    keys = np.sort(rng.integers(0, 2**63, count).astype(np.uint64))
    hours = 8  # of 168: the arrays are laid out by hour, and one cycle touches as many as there are clocks
    profiles = Profiles(
        rng.normal(-5, 1, (hours, count)).astype(np.float32),
        np.full((hours, count), 0.2, dtype=np.float32),
        np.full((hours, count), 3, dtype=np.int8),
        np.full(count, 8_000, dtype=np.float32),
        np.full((hours, count), 0.5, dtype=np.float16),
    )
    zones = ("Africa/Nairobi", "Europe/Berlin", "Europe/Helsinki", "UTC")
    learned = Baseline(
        keys, profiles, np.zeros(count, dtype=np.float32), zones, (np.arange(count) % len(zones)).astype(np.int16)
    )
    versions = Versions(root)
    versions.write("v", "optics.rx_power_dbm", learned)
    baseline = versions.load("v", "optics.rx_power_dbm")
    if baseline is None:
        raise SystemExit("what was written cannot be loaded")
    states, patience = fresh(keys), np.ones(count, dtype=np.float32)
    best, burnt, events = [], [], 0
    for cycle in range(4):
        epoch_s = MONDAY_S + cycle * 3_600
        values = baseline.at(epoch_s, keys).centre + rng.normal(0, 0.2, count).astype(np.float32)
        started, used = time.perf_counter(), time.process_time()
        normal = baseline.at(epoch_s, keys)
        scores = score(values, normal.course, normal.scale, POLICY)
        events += len(advance(states, Cycle(cycle * 300_000, values, scores, baseline.repeats, patience)))
        best.append(time.perf_counter() - started)
        burnt.append(time.process_time() - used)
    mean, square = np.zeros(count, dtype=np.float32), np.ones(count, dtype=np.float32)
    started = time.perf_counter()
    z = (values - mean) / np.sqrt(square - mean * mean)
    mean += 0.01 * (values - mean)
    square += 0.01 * (values * values - square)
    alarms = int((np.abs(z) > 3).sum())
    peer = time.perf_counter() - started
    print(
        f"scoring {count:,} series of one cycle: {min(best):.2f} s "
        f"(worst of {len(best)}: {max(best):.2f} s; CPU {min(burnt):.2f} s), {events} opened"
    )
    print(f"an exponentially weighted z-score alone, without memory of anomalies: {peer:.2f} s, {alarms:,} alarms")
    river_peer(count, values)


def river_peer(count: int, values: np.ndarray) -> None:
    """Score some of the series with River, one object a series, the way its documentation does."""
    from river.anomaly import StandardAbsoluteDeviation

    some = min(count, RIVER_SERIES)
    detectors = [StandardAbsoluteDeviation() for _ in range(some)]
    started = time.perf_counter()
    for detector, value in zip(detectors, values[:some].tolist(), strict=True):
        detector.score_one(None, value)
        detector.learn_one(None, value)
    took = time.perf_counter() - started
    print(
        f"River's StandardAbsoluteDeviation, {some:,} series: {took:.2f} s, that is {took * count / some:.1f} s for all"
    )


def learning(count: int, days: int) -> None:
    rng = np.random.default_rng(2)
    keys = np.arange(count, dtype=np.uint64)
    hour = np.arange(24)
    shape = (10 * np.sin(hour / 24 * 2 * np.pi)).astype(np.float32)
    month = [
        DayHours(
            date(2026, 1, 5) + timedelta(days=day),
            keys,
            keys.astype(np.int64),
            (shape + rng.normal(0, 1, (count, 24))).astype(np.float32),
            np.full((count, 24), 1.0, dtype=np.float32),
            np.full((count, 24), 4.0, dtype=np.float32),
            np.full((count, 24), 12, dtype=np.float32),
            np.zeros(count, dtype=np.float32),
        )
        for day in range(days)
    ]
    started = time.perf_counter()
    learn_by_the_clock(joined(month), POLICY, {}, "Europe/Berlin")
    took = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"learning {count:,} series x {days} days: {took:.1f} s, that is {took * 100_000 / count:.0f} s for 100,000; "
        f"{memory:.0f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=2_000_000)
    parser.add_argument("--learn", type=int, default=20_000)
    parser.add_argument("--days", type=int, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scoring(options.series, Path(folder))
    learning(options.learn, options.days)


if __name__ == "__main__":
    main()
