"""Seven kinds of anomaly in seasonal series: what the streaming detector finds, beside a rolling z-score, in one run.

    python benchmarks/anomaly_injection.py [--series 400] [--clean 2000] [--seeds 3] [--labs 2] [--seed 1]

Each series has a shape (flat, daily, workweek, two humps), noise with some autocorrelation and a baseline that the
product learns from five weeks of its hours. One day of five-minute polls follows. Half of the series get one anomaly of
a kind and a size in robust sigmas; the others stay clean. A detection is right when it opens inside the injected rows
or within the polls that opening needs after them. The peer is a rolling z-score (one day's window, three sigmas and
more), as ADTK's and many dashboards' defaults have it, with the same five-poll grace and one alarm a run.

Last the same on a background that is not made here: the traffic of the emulated lab (64 profiles of each of some
networks, five-minute means from its own counters' integrals, one per cent of noise), judged as interfaces' rates are.
Sizes there are robust sigmas of each hour, but no less than the practical size that the rates' policy asks for. Spikes
and drops are injected a second time with one size a day, sigmas of its median hour: in the hours that scatter most
those are fewer of their own sigmas.
"""

import argparse
import time
from zoneinfo import ZoneInfo

import numpy as np

from watchkeeper.lab.world.rhythm import Rhythm
from watchkeeper.understand.baselines.detecting import Change, Cycle, advance
from watchkeeper.understand.baselines.hours import hours_of_day
from watchkeeper.understand.baselines.learning import Summaries, learn
from watchkeeper.understand.baselines.policies import POLICIES, Policy
from watchkeeper.understand.baselines.scoring import score
from watchkeeper.understand.baselines.states import fresh
from watchkeeper.understand.baselines.versions import Baseline

DAY, POLL = 288, 300
DAYS = 35
START = 1_767_571_200  # a Monday, 00:00 UTC
KINDS = ("spike", "drop", "level_shift", "trend", "flatline", "oscillation", "missing_data")
SHAPES = ("flat", "daily", "workweek", "humps")
POLICY = Policy(floor=0.1, least=0.5)
GRACE = 5
RATES = POLICIES["interface"]["in_bps"]


def shape(name: str, rows: np.ndarray) -> np.ndarray:
    hour, weekday = rows % DAY / 12, rows // DAY % 7
    daily = 10 * np.sin(2 * np.pi * (hour - 9) / 24)
    if name == "flat":
        return np.zeros(len(rows))
    if name == "daily":
        return daily
    if name == "workweek":
        return daily * np.where(weekday < 5, 1.0, 0.3)
    return 8 * np.exp(-(((hour - 9) / 2) ** 2)) + 10 * np.exp(-(((hour - 20) / 3) ** 2))


def noise(rng: np.random.Generator, series: int, rows: int) -> np.ndarray:
    white = rng.normal(0, 1, (series, rows)).astype(np.float32)
    for row in range(1, rows):
        white[:, row] = 0.2 * white[:, row - 1] + np.sqrt(1 - 0.04) * white[:, row]
    return white


def backgrounds(rng: np.random.Generator, series: int, days: int, first_day: int) -> np.ndarray:
    rows = np.arange(first_day * DAY, (first_day + days) * DAY)
    made = noise(rng, series, len(rows))
    for number, name in enumerate(SHAPES):
        made[number :: len(SHAPES)] += 50 + shape(name, rows)
    return made


def baselines(history: np.ndarray, policy: Policy = POLICY):
    days = history.shape[1] // DAY
    hours = policy.transformed(history).reshape(len(history), days * 24, 12)
    median = np.median(hours, axis=2)
    quarters = np.quantile(hours, [0.25, 0.75], axis=2)
    zone = ZoneInfo("UTC")
    bucket = np.concatenate([hours_of_day(START + day * 86_400, zone) for day in range(days)])
    summaries = Summaries(
        median.astype(np.float32),
        ((quarters[1] - quarters[0]) / 1.349).astype(np.float32),
        np.ptp(hours, axis=2).astype(np.float32),
        np.full(median.shape, 12, dtype=np.float32),
        bucket,
        np.repeat(np.arange(days), 24),
    )
    return learn(summaries, policy)


def inject(rng, values, kind: str, sizes: float | np.ndarray) -> tuple[int, int]:
    """Change some rows of a day by ``sizes``: one for all of its rows, or one each."""
    start = int(rng.integers(60, 180))
    length = {"spike": 6, "drop": 6, "level_shift": 60, "trend": 72}.get(kind, 30)
    rows = slice(start, start + length)
    size = np.broadcast_to(sizes, values.shape)[rows]
    if kind in {"spike", "level_shift"}:
        values[rows] += size
    elif kind == "drop":
        values[rows] -= size
    elif kind == "trend":
        values[rows] += size * np.minimum(1.0, np.arange(1, length + 1) / (length / 2))
    elif kind == "flatline":
        values[rows] = values[start]
    elif kind == "oscillation":
        values[rows] += size * np.where(np.arange(length) % 2, 1, -1)
    else:
        values[rows] = np.nan
    return start, start + length


def stream(profiles, today: np.ndarray, first_day: int, policy: Policy = POLICY) -> list[tuple[int, int, str]]:
    """Return (series, row, kind) of every anomaly that opened."""
    states = fresh(np.arange(len(today), dtype=np.uint64))
    ones = np.ones(len(today), dtype=np.float32)
    repeats = np.full(len(today), 1e-3, dtype=np.float32)
    learned = Baseline(states.key, profiles, repeats, ("UTC",), np.zeros(len(today), dtype=np.int16))
    opened = []
    for row in range(today.shape[1]):
        epoch_s = START + first_day * 86_400 + row * POLL
        normal = learned.at(epoch_s, states.key)
        scores = score(today[:, row], normal.course, normal.scale, policy)
        for event in advance(states, Cycle(epoch_s * 1000, today[:, row], scores, repeats, ones)):
            if event.change is Change.OPENED:
                opened.append((event.row, row, str(event.kind)))
    return opened


def lab_traffic(rng: np.random.Generator, labs: int) -> np.ndarray:
    """Return five-minute means in bit/s of the profiles of emulated networks, five weeks and a day from a Monday on."""
    found = []
    for number in range(labs):
        rhythm = Rhythm.of(number + 1)
        surplus = np.array([rhythm.surplus(row * float(POLL))[:-1] for row in range((DAYS + 1) * DAY + 1)])
        found.append(1e8 * (1 + np.diff(surplus, axis=0).T / POLL))
    traffic = np.concatenate(found)
    return (traffic * (1 + 0.01 * rng.normal(0, 1, traffic.shape))).astype(np.float32)


def injected(rng: np.random.Generator, clean: np.ndarray, kind: str, sizes: np.ndarray):
    """Return a day of rates in which every other series has an anomaly of ``sizes`` (rows, series), and where."""
    today = RATES.transformed(clean.astype(np.float64))
    truth = {series: inject(rng, today[series], kind, sizes[:, series]) for series in range(0, len(today), 2)}
    return RATES.original(today).astype(np.float32), truth


def on_the_lab(rng: np.random.Generator, labs: int, sigmas: float) -> None:
    traffic = lab_traffic(rng, labs)
    history, clean = traffic[:, : DAYS * DAY], traffic[:, DAYS * DAY :]
    profiles = baselines(history, RATES)
    false = len(stream(profiles, clean, DAYS, RATES))
    print(
        f"lab, clean: {len(clean)} series and days, false anomalies per 1,000: {1e3 * false / len(clean):.2f}",
        flush=True,
    )
    least = np.log1p(1.4 * RATES.least_share)
    found = []
    of_hour = np.repeat(profiles.scale[:24], DAY // 24, axis=0)  # a Monday
    of_day = np.broadcast_to(np.median(profiles.scale[:24], axis=0), of_hour.shape)
    for kind in ("spike", "drop"):
        values, truth = injected(rng, clean, kind, np.maximum(sigmas * of_day, least))
        ours = figures(stream(profiles, values, DAYS, RATES), truth)
        print(
            f"lab {kind:14} in sigmas of the day's median hour: precision {ours[0]:.3f} recall {ours[1]:.3f}",
            flush=True,
        )
    for kind in KINDS:
        values, truth = injected(rng, clean, kind, np.maximum(sigmas * of_hour, least))
        ours = figures(stream(profiles, values, DAYS, RATES), truth)
        peer = figures(rolling_z(history, values, 3.0), truth)
        found.append((*ours[:2], *peer[:2]))
        print(
            f"lab {kind:14} precision {ours[0]:.3f} recall {ours[1]:.3f} delay {ours[2]:.0f}; "
            f"rolling z: {peer[0]:.3f} {peer[1]:.3f}",
            flush=True,
        )
    mean = np.mean(found, axis=0)
    print(
        f"lab, all kinds: precision {mean[0]:.3f}, recall {mean[1]:.3f}; rolling z: {mean[2]:.3f}, {mean[3]:.3f}",
        flush=True,
    )


def rolling_z(history: np.ndarray, today: np.ndarray, sigmas: float) -> list[tuple[int, int, str]]:
    both = np.concatenate([history[:, -DAY:], today], axis=1)
    opened = []
    for series, values in enumerate(both):
        windows = np.lib.stride_tricks.sliding_window_view(values, DAY)[:-1]
        with np.errstate(invalid="ignore"):
            z = np.abs(values[DAY:] - np.nanmean(windows, axis=1)) / (np.nanstd(windows, axis=1) + 1e-9)
        rows = np.flatnonzero(z > sigmas)
        opened += [
            (series, int(row), "") for number, row in enumerate(rows) if not number or row - rows[number - 1] > 5
        ]
    return opened


def figures(opened, truth: dict[int, tuple[int, int]]) -> tuple[float, float, float, int]:
    right, wrong, found, delays = 0, 0, set(), []
    for series, row, _ in opened:
        span = truth.get(series)
        if span and span[0] <= row < span[1] + GRACE:
            right += 1
            if series not in found:
                delays.append(row - span[0])
            found.add(series)
        elif not span or row < span[0]:
            wrong += 1
    delay = float(np.median(delays)) if delays else float("nan")
    return right / max(1, right + wrong), len(found) / max(1, len(truth)), delay, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=400)
    parser.add_argument("--clean", type=int, default=2_000)
    parser.add_argument("--seeds", type=int, default=3, help="Seeds of clean series, from --seed on.")
    parser.add_argument("--labs", type=int, default=2, help="Emulated networks whose traffic is a background.")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    started = time.perf_counter()
    history = backgrounds(rng, options.series, DAYS, 0)
    profiles = baselines(history)
    sizes = (5.0, 8.0, 12.0)
    print(
        f"{'kind':14}{'sigmas':>7}  {'precision':>9}{'recall':>8}{'delay':>7}  rolling z: {'precision':>9}{'recall':>8}"
    )
    total = {size: [] for size in sizes}
    for kind in KINDS:
        for size in sizes:
            today = backgrounds(rng, options.series, 1, DAYS)
            chosen = range(0, options.series, 2) if kind != "flatline" else range(1, options.series, 2)
            truth = {series: inject(rng, today[series], kind, size) for series in chosen}
            ours = figures(stream(profiles, today, DAYS), truth)
            peer = figures(rolling_z(history, today, 3.0), truth)
            total[size].append((ours, peer, len(truth)))
            print(
                f"{kind:14}{size:7.0f}  {ours[0]:9.3f}{ours[1]:8.3f}{ours[2]:7.0f}             "
                f"{peer[0]:9.3f}{peer[1]:8.3f}",
                flush=True,
            )
    for size, rows in total.items():
        print(
            f"all kinds at {size:.0f} sigmas: precision {np.mean([r[0][0] for r in rows]):.3f}, "
            f"recall {np.mean([r[0][1] for r in rows]):.3f}; "
            f"rolling z: precision {np.mean([r[1][0] for r in rows]):.3f}, "
            f"recall {np.mean([r[1][1] for r in rows]):.3f}"
        )
    ours = peer = 0
    for seed in range(options.seed, options.seed + options.seeds):
        rng = np.random.default_rng(seed)
        history = backgrounds(rng, options.clean, DAYS, 0)
        today = backgrounds(rng, options.clean, 1, DAYS)
        ours += len(stream(baselines(history), today, DAYS))
        peer += len(rolling_z(history, today, 3.0))
    days = options.clean * options.seeds
    print(
        f"clean: {days} series and days of {options.seeds} seeds, false anomalies per 1,000 series and day: "
        f"{1e3 * ours / days:.2f}; rolling z: {1e3 * peer / days:.1f}",
        flush=True,
    )
    on_the_lab(np.random.default_rng(options.seed), options.labs, sizes[0])
    print(f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
