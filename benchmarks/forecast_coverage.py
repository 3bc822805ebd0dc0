"""How often the next day stays in its forecast's interval, beside a seasonal naive forecast, in one run.

    python benchmarks/forecast_coverage.py [--series 40] [--seed 1] [--data ../shared/conformance/detect/data]

Synthetic hours (flat, daily, workweek, livelier by day, wandering; autocorrelated noise), the traffic of the emulated
lab (hourly means of its 64 profiles, whose integrals are exact, with one per cent of noise), and, where the conformance
kit lies beside the checkout, its recorded series as hourly means, on every day that has fourteen before it. Those days
hold real anomalies: they are counted like any other. The peer is the same hour of the day before, with 1.645 standard
deviations of what that erred over the last two weeks: a nominal 90 %, as ours.
"""

import argparse
import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from watchkeeper.lab.world.rhythm import Rhythm
from watchkeeper.understand.baselines.seasonal import HORIZON, LEAST_DAYS, next_day

Case = tuple[str, np.ndarray, np.ndarray]
MONDAY = datetime(1970, 1, 5, tzinfo=UTC)
DAYS = 43
EVALUATED_FROM_DAYS = 14


def noise(rng: np.random.Generator, hours: int, rho: float) -> np.ndarray:
    made = rng.normal(0, 1, hours)
    for hour in range(1, hours):
        made[hour] = rho * made[hour - 1] + np.sqrt(1 - rho * rho) * made[hour]
    return made


def synthetic(rng: np.random.Generator, count: int) -> Iterator[Case]:
    hours = np.arange(DAYS * 24)
    daily = 10 * np.sin(2 * np.pi * (hours % 24 - 9) / 24)
    weekday = hours // 24 % 7 < 5
    lively = 0.3 + np.exp(-(((hours % 24 - 12) / 4) ** 2))
    for rho in (0.0, 0.7, 0.95):
        for _ in range(count):
            yield f"flat, rho {rho}", 50 + noise(rng, len(hours), rho), hours % 168
            yield f"daily, rho {rho}", 50 + daily + noise(rng, len(hours), rho), hours % 168
            yield (
                f"workweek, rho {rho}",
                50 + daily * np.where(weekday, 1, 0.3) + noise(rng, len(hours), rho),
                hours % 168,
            )
            yield f"livelier by day, rho {rho}", 50 + lively * noise(rng, len(hours), rho), hours % 168
    for _ in range(count):
        yield "wandering", np.cumsum(rng.normal(0, 1, len(hours))), hours % 168


def lab(rng: np.random.Generator) -> Iterator[Case]:
    rhythm = Rhythm.of(7)
    surplus = np.array([rhythm.surplus(hour * 3600.0)[:-1] for hour in range(DAYS * 24 + 1)])
    rates = 1 + np.diff(surplus, axis=0) / 3600.0
    for profile in rates.T:
        hours = np.arange(len(profile))
        yield "the emulated lab", np.log1p(1e8 * profile * (1 + 0.01 * rng.normal(0, 1, len(profile)))), hours % 168


def recorded(folder: Path) -> Iterator[Case]:
    for path in sorted(folder.rglob("*.csv")):
        sums: dict[int, list[float]] = {}
        with path.open() as file:
            for row in csv.DictReader(file):
                at = datetime.fromisoformat(row["timestamp"])
                hour = int((at.replace(tzinfo=UTC) - MONDAY).total_seconds() // 3600)
                sums.setdefault(hour, []).append(float(row["value"]))
        hours = np.arange(min(sums), max(sums) + 1)
        values = np.array([np.mean(sums[hour]) if hour in sums else np.nan for hour in hours.tolist()])
        for end in range(EVALUATED_FROM_DAYS * 24, len(values) - HORIZON + 1, HORIZON):
            start = max(0, end - 42 * 24)
            yield "recorded (NAB)", values[start : end + HORIZON], hours[start : end + HORIZON] % 168


def naive(history: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    errors = history[HORIZON:] - history[:-HORIZON]
    reach = 1.645 * float(np.nanstd(errors[-14 * 24 :]))
    return history[-HORIZON:] - reach, history[-HORIZON:] + reach


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, default=Path("../shared/conformance/detect/data"))
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    cases = [*synthetic(rng, options.series), *lab(rng), *(recorded(options.data) if options.data.is_dir() else ())]
    held: dict[str, list[tuple[float, float, float]]] = {}
    none = 0
    for name, values, wall in cases:
        history, day = values[:-HORIZON], values[-HORIZON:]
        found = next_day(history, wall[:-HORIZON], wall[-HORIZON:])
        known = np.isfinite(day)
        if found is None or not known.any():
            none += 1
            continue
        low, high = naive(history)
        ours = ((day >= found.low) & (day <= found.high))[known].mean()
        peer = ((day >= low) & (day <= high))[known & np.isfinite(low)]
        width = float(np.nanmean(found.high - found.low) / max(np.nanmean(high - low), 1e-12))
        held.setdefault(name, []).append((float(ours), float(peer.mean()) if len(peer) else np.nan, width))
    print(f"nominal 90 %; {none} of {len(cases)} days without a forecast (fewer than {LEAST_DAYS} days known)")
    print(f"{'series':28}{'days':>6}{'held':>8}{'naive held':>12}{'width / naive':>15}")
    for name, rows in held.items():
        ours, peer, width = (*np.nanmean(rows, axis=0)[:2].tolist(), float(np.nanmedian([row[2] for row in rows])))
        print(f"{name:28}{len(rows):6}{ours:8.3f}{peer:12.3f}{width:15.2f}")


if __name__ == "__main__":
    main()
