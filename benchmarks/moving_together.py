"""How often series are said to move together that do not, and how often those that do are found, beside plain Spearman.

    python benchmarks/moving_together.py [--neighbourhoods 60] [--series 20] [--seed 1]

Neighbourhoods of autocorrelated series, 28 days of hours each: first independent ones, of which every pair
that is told is false; then with four planted pairs that follow each other by none to six hours, with half as
much noise of their own. The peer is what one writes first: Spearman's coefficient at the best lag, its
p-value for independent hours, and the rule of Benjamini and Hochberg at the same five per cent.
"""

import argparse
import math
import time

import numpy as np

from watchkeeper.understand.correlation.comoving import FALSE_SHARE, MOST_LAG_H, comoving, every_pair, ranks_of

HOURS = 28 * 24
Found = set[tuple[int, int]]


def slow(rng: np.random.Generator, count: int, rho: float) -> np.ndarray:
    made = rng.normal(0, 1, (count, HOURS))
    for hour in range(1, HOURS):
        made[:, hour] = rho * made[:, hour - 1] + np.sqrt(1 - rho * rho) * made[:, hour]
    return made


def plain(series: np.ndarray, pairs: np.ndarray) -> Found:
    ranks = np.array([ranks_of(row) for row in series])
    scores = (ranks - ranks.mean(axis=1, keepdims=True)) / ranks.std(axis=1, keepdims=True)
    best = np.zeros(len(pairs))
    for lag in range(MOST_LAG_H + 1):
        width = HOURS - lag
        rho = scores[:, :width] @ scores[:, lag:].T / width
        best = np.maximum(
            best, np.maximum(np.abs(rho[pairs[:, 0], pairs[:, 1]]), np.abs(rho[pairs[:, 1], pairs[:, 0]]))
        )
    p = np.array([math.erfc(one * math.sqrt(HOURS - 3) / math.sqrt(2)) for one in np.arctanh(np.minimum(best, 0.999))])
    order = np.argsort(p)
    steps = p[order] * len(p) / np.arange(1, len(p) + 1)
    told = order[np.minimum.accumulate(steps[::-1])[::-1] <= FALSE_SHARE]
    return {(int(one), int(other)) for one, other in pairs[told]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--neighbourhoods", type=int, default=60)
    parser.add_argument("--series", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    pairs = every_pair(range(options.series))
    planted = {(number, number + 1) for number in range(0, 8, 2)}
    print("AR(1) rho   independent: with a false pair, false pairs   planted: found, false share   ms each")
    for rho in (0.0, 0.5, 0.8, 0.9, 0.95):
        rows = np.zeros((2, 5))
        took = 0.0
        for _ in range(options.neighbourhoods):
            alone = slow(rng, options.series, rho)
            together = slow(rng, options.series, rho)
            for one, other in planted:
                lag = int(rng.integers(0, MOST_LAG_H + 1))
                together[other, lag:] = together[one, : HOURS - lag] + 0.5 * slow(rng, 1, rho)[0, lag:]
            for number, ask in enumerate((ours, plain)):
                began = time.perf_counter()
                false = ask(alone, pairs)
                took += (time.perf_counter() - began) * (number == 0)
                found = ask(together, pairs)
                rows[number] += [bool(false), len(false), len(found & planted), len(found - planted), len(found)]
        for name, row in zip(("ours", "plain"), rows, strict=True):
            count = options.neighbourhoods
            print(
                f"{rho:4} {name:6} {row[0] / count:17.3f} {row[1] / count:15.1f} {row[2] / count / len(planted):24.3f} "
                f"{row[3] / max(row[4], 1):12.3f}" + (f" {1e3 * took / count:12.0f}" if name == "ours" else "")
            )


def ours(series: np.ndarray, pairs: np.ndarray) -> Found:
    return {(pair.one, pair.other) for pair in comoving(series, pairs)}


if __name__ == "__main__":
    main()
