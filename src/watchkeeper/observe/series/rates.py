"""Counters to rates: the rules that keep a reboot, a wrap or a late poll from becoming a spike.

Sources: RFC 2863 (IF-MIB: ifCounterDiscontinuityTime, high-capacity counters), RFC 3418 (sysUpTime, a 32-bit count of
1/100 s that wraps after 497.1 days), RFC 2578 §7.1.6 and §7.1.10 (Counter32, Counter64).
Everything here is a function of columns: no clock, no I/O, no loop over rows.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from watchkeeper.kit.families import COUNTERS, INTERFACE, RATES, Quality
from watchkeeper.observe.series.counters import ABSENT, CounterState, Flags, Ints, state_of

Floats = NDArray[np.float64]

WRAP_32 = 2**32
"""Values a Counter32 and TimeTicks have."""
WIDE = 64
"""Width of a high-capacity counter."""
TICKS_PER_S = 100
BITS_PER_OCTET = 8
GIGABIT_BPS = 1_000_000_000
"""From this speed on a Counter32 of octets wraps within 34.4 s and is not used."""
SMALLEST_FRAME_BITS = 672
"""64 octets of Ethernet frame with preamble and gap (84 octets): line rate in packets is speed / 672."""
OVER_SPEED_FACTOR = 1.05
CLOCK_TOLERANCE = 0.20
SHORTEST_S = 1.0
LONGEST_INTERVALS = 2.5
COUNTERS_KEPT_32 = frozenset({"in_errors", "out_errors", "in_discards", "out_discards"})
"""IF-MIB has no high-capacity twin of these: they are Counter32 whatever the width of the octets."""
_OCTETS = frozenset({"in_octets", "out_octets"})


@dataclass(frozen=True, slots=True)
class Rated:
    """What one batch gave: rows to store, and what the next batch is compared with.

    ``ignored`` rows brought nothing new: their slot was seen already, or the key stood in the batch twice.
    """

    stored: pa.RecordBatch
    state: CounterState
    ignored: int


@dataclass(frozen=True, slots=True)
class _Elapsed:
    """Time between the two samples of each row, and what it says."""

    agent_s: Floats
    restarted: Flags
    doubtful: Flags


def to_rates(observed: pa.RecordBatch, previous: CounterState, *, interval_s: float, keep_s: float = 86_400.0) -> Rated:
    """Turn an observed interface batch into the batch to store, against the ``previous`` counters.

    ``interval_s`` is the planned time between polls. Interfaces that the batch does not have stay in the state for
    ``keep_s``. A row whose slot is not later than the previous one changes nothing and is not stored.
    """
    everything = state_of(observed)
    at = previous.locate(everything)
    seen: Flags = (at != ABSENT) & (everything.slot_ms <= _picked(previous.slot_ms, at))
    again = np.zeros_like(seen) if previous.starts_with(everything) else everything.duplicates()
    fresh = np.logical_not(again | seen)
    now, at = everything.take(fresh), at[fresh]
    if not fresh.all():
        observed = observed.filter(pa.array(fresh))
    before = _aligned(previous, at)
    stored = _stored(observed, now, before, known=at != ABSENT, interval_s=interval_s)
    return Rated(stored, _remembered(now, previous, at, keep_s), ignored=len(everything) - len(now))


def _picked(column: Ints, at: Ints) -> Ints:
    return column[np.maximum(at, 0)] if len(column) else np.zeros(len(at), dtype=np.int64)


def _aligned(previous: CounterState, at: Ints) -> CounterState | None:
    """Return the previous row of each row; those that have none get an arbitrary one and are masked by the caller."""
    return previous.take(np.maximum(at, 0)) if len(previous) else None


def _remembered(now: CounterState, previous: CounterState, at: Ints, keep_s: float) -> CounterState:
    """Return the new rows, and previous ones that have no newer counters and are not too old."""
    useful = now.counted()
    stays = np.ones(len(previous), dtype=np.bool_)
    stays[at[useful & (at != ABSENT)]] = False
    if len(now):
        stays = np.logical_and(stays, previous.slot_ms > now.slot_ms.max() - keep_s * 1000)
    replaced = now if useful.all() else now.take(useful)
    return replaced.joined(previous.take(stays)) if stays.any() else replaced


def _stored(
    observed: pa.RecordBatch, now: CounterState, before: CounterState | None, *, known: Flags, interval_s: float
) -> pa.RecordBatch:
    counted = now.counted()
    if before is None:
        quality = np.where(counted, Quality.FIRST, Quality.NOT_COLLECTED)
        rates: Floats = np.full((len(RATES), len(now)), np.nan)
        agent_s = np.full(len(now), np.nan)
    else:
        first = ~known | ~before.counted() | (now.bits != before.bits)
        elapsed = _elapsed(now, before, interval_s)
        agent_s = np.where(known, elapsed.agent_s, np.nan)
        rates, ambiguous, over_speed = _rates(now, before, elapsed)
        quality = np.select(
            [
                ~counted,
                first,
                elapsed.restarted,
                now.if_index != before.if_index,
                elapsed.doubtful,
                over_speed,
                ambiguous,
            ],
            [
                Quality.NOT_COLLECTED,
                Quality.FIRST,
                Quality.RESET,
                Quality.REINDEXED,
                Quality.INTERVAL,
                Quality.OVER_SPEED,
                Quality.WRAP_AMBIGUOUS,
            ],
            default=Quality.OK,
        )
        rates[:, (quality != Quality.OK) & (quality != Quality.WRAP_AMBIGUOUS)] = np.nan
    return _batch(observed, rates, agent_s, quality)


def _elapsed(now: CounterState, before: CounterState, interval_s: float) -> _Elapsed:
    """Return the time by the agent's clock, and whether the agent restarted or the clocks disagree.

    The poller's monotonic clock is the witness. Where it cannot be compared (the poller itself restarted) the
    scheduled slots are.
    """
    slots_s = (now.slot_ms - before.slot_ms) / 1000
    monotonic_s = now.monotonic_s - before.monotonic_s
    with np.errstate(invalid="ignore"):
        witness_s = np.where(monotonic_s > 0, monotonic_s, slots_s)
        ticks = (now.uptime_ticks - before.uptime_ticks).astype(np.float64)
        back = ticks < 0
        wraps = back & (before.uptime_ticks > WRAP_32 - witness_s * TICKS_PER_S * (1 + CLOCK_TOLERANCE))
        unknown = (now.uptime_ticks == ABSENT) | (before.uptime_ticks == ABSENT)
        agent_s = np.where(unknown, np.nan, np.where(wraps, ticks + WRAP_32, ticks) / TICKS_PER_S)
        in_bounds = (agent_s >= SHORTEST_S) & (agent_s <= LONGEST_INTERVALS * interval_s)
        agrees = np.abs(agent_s - witness_s) <= CLOCK_TOLERANCE * witness_s
    restarted = (back & ~wraps & ~unknown) | _discontinued(now, before) | _went_back(now, before)
    agent_s[restarted] = np.nan
    return _Elapsed(agent_s, restarted, doubtful=~(in_bounds & agrees))


def _discontinued(now: CounterState, before: CounterState) -> Flags:
    told = (now.discontinuity_ticks != ABSENT) & (before.discontinuity_ticks != ABSENT)
    changed: Flags = told & (now.discontinuity_ticks != before.discontinuity_ticks)
    return changed


def _went_back(now: CounterState, before: CounterState) -> Flags:
    """A Counter64 does not wrap in practice (11.7 years at 400 Gb/s): less than before is a reset."""
    wide = np.array([name not in COUNTERS_KEPT_32 for name in COUNTERS])
    lower = now.present & before.present & (now.counters < before.counters)
    reset: Flags = (now.bits == WIDE) & lower[wide].any(axis=0)
    return reset


def _rates(now: CounterState, before: CounterState, elapsed: _Elapsed) -> tuple[Floats, Flags, Flags]:
    """Return the rate of every counter (NaN where it has none), rows too fast for 32 bits, and rows above their speed.

    The interface may have changed its speed since: the higher of both limits.
    """
    speed = np.maximum(now.speed_bps, before.speed_bps).astype(np.float64)
    speed[speed <= 0] = np.nan
    rates: Floats = np.empty((len(COUNTERS), len(now)))
    ambiguous, over_speed = np.zeros(len(now), dtype=np.bool_), np.zeros(len(now), dtype=np.bool_)
    for row, name in enumerate(COUNTERS):
        rate, unsure = _rate(name, row, now, before, elapsed.agent_s, speed)
        ambiguous |= unsure
        if name in _OCTETS:
            with np.errstate(invalid="ignore"):
                over_speed |= rate > OVER_SPEED_FACTOR * speed
        rates[row] = rate
    return rates, ambiguous, over_speed


def _rate(
    name: str, row: int, now: CounterState, before: CounterState, agent_s: Floats, speed: Floats
) -> tuple[Floats, Flags]:
    """Return one counter's rate in its stored unit, and where its 32 bits could not tell.

    A Counter32 may wrap once, never twice, so the time must be shorter than the fastest wrap at the interface's speed.
    Errors and discards stay far below line rate: they are trusted while they climb, and one wrap is believed when the
    step is below half the range.
    """
    fresh, old = now.counters[row], before.counters[row]
    here = now.present[row] & before.present[row]
    narrow = np.ones(len(now), dtype=np.bool_) if name in COUNTERS_KEPT_32 else now.bits != WIDE
    back = narrow & (fresh < old)
    delta = (fresh - old + np.where(back, np.uint64(WRAP_32), np.uint64(0))).astype(np.float64)
    per_unit = BITS_PER_OCTET if name in _OCTETS else 1
    line_rate = speed if name in _OCTETS else speed / SMALLEST_FRAME_BITS
    with np.errstate(invalid="ignore", divide="ignore"):
        rate: Floats = delta * per_unit / agent_s
        once = agent_s < WRAP_32 * per_unit / line_rate
        if name in COUNTERS_KEPT_32:
            unsure = np.zeros(len(now), dtype=np.bool_)
            wrong = back & ~((delta < WRAP_32 / 2) & (rate <= OVER_SPEED_FACTOR * line_rate))
        else:
            unsure = narrow & here & ((~once & ~np.isnan(speed)) | (back & ~once) | _too_fast(name, speed))
            wrong = unsure | (back & (name not in _OCTETS) & ~(rate <= OVER_SPEED_FACTOR * line_rate))
    rate[~here | wrong] = np.nan
    return rate, unsure


def _too_fast(name: str, speed: Floats) -> Flags:
    fast: Flags = speed >= GIGABIT_BPS
    return fast & (name in _OCTETS)


def _batch(observed: pa.RecordBatch, rates: Floats, agent_s: Floats, quality: NDArray[np.int_]) -> pa.RecordBatch:
    columns: dict[str, pa.Array] = {
        name: observed[name] for name in ("ts", "device_id", "object", "speed_bps", "admin_status", "oper_status")
    }
    for name, rate in zip(RATES, rates, strict=True):
        columns[name] = _nullable(rate)
    columns["interval_s"] = _nullable(agent_s)
    columns["quality"] = pa.array(quality.astype(np.int8))
    return pa.RecordBatch.from_arrays([columns[name] for name in INTERFACE.stored.names], schema=INTERFACE.stored)


def _nullable(values: Floats) -> pa.Array:
    return pa.array(values.astype(np.float32), mask=np.isnan(values))
