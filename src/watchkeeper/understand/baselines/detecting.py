"""Open and close anomalies from one cycle's scores, for many series at once.

A departure opens when enough of the latest polls lie far on one side and matter in practice; it closes after enough
calm ones (hysteresis). Small departures that last open by CUSUM (Page 1954). Flat lines, swings, missing values and the
device's own limits have rules of their own. At most one of each kind is open per series.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from watchkeeper.understand.baselines.kinds import FLIPS, SURE, Kind
from watchkeeper.understand.baselines.robust import flips, mann_kendall
from watchkeeper.understand.baselines.scoring import Scores
from watchkeeper.understand.baselines.states import RING, States

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rules:
    """When an anomaly opens and closes. Thresholds are in robust sigmas."""

    opens_at: float = 4.0
    critical_at: float = 6.0
    closes_below: float = 2.5
    group_at: float = 4.0
    spell: int = 6
    spell_each: float = 1.5
    spell_at: float = 3.0
    needed: int = 3
    of: int = 5
    calm: int = 5
    cusum_slack: float = 1.0
    cusum_limit: float = 16.0
    cusum_clip: float = 4.0
    flat_surprise: float = 1e-9
    flat_least: int = 12
    missed: int = 3
    shift_after_ms: int = 3_600_000


class Change(StrEnum):
    """What happened to an anomaly."""

    OPENED = "opened"
    CLOSED = "closed"
    GREW = "grew"


@dataclass(frozen=True, slots=True)
class Transition:
    """Something happened to the anomaly of series ``row`` that opened in slot ``opened_ms``."""

    row: int
    channel: str
    change: Change
    kind: Kind
    opened_ms: int
    z: float


@dataclass(frozen=True, slots=True)
class Cycle:
    """One cycle of one metric.

    ``values`` are in the metric's own unit, NaN for none; ``repeats`` is the usual chance that a value equals the one
    before; ``low`` and ``high`` are the device's own limits, NaN for none; ``patience`` multiplies the opening
    threshold (feedback).
    """

    slot_ms: int
    values: Floats
    scores: Scores
    repeats: Floats
    patience: Floats
    low: Floats | None = None
    high: Floats | None = None


DEFAULT: Final = Rules()


def advance(states: States, cycle: Cycle, rules: Rules = DEFAULT) -> list[Transition]:
    """Take one cycle into ``states`` (changed in place) and return what opened, grew or closed."""
    present = np.isfinite(cycle.values)
    _remember(states, cycle, present, rules)
    return [
        *_departures(states, cycle, present, rules),
        *_swings(states, cycle, rules),
        *_flat(states, cycle, present, rules),
        *_missing(states, cycle, present, rules),
        *_limits(states, cycle, present),
    ]


def _remember(states: States, cycle: Cycle, present: Flags, rules: Rules) -> None:
    z = np.where(present, cycle.scores.z, np.nan)
    far = cycle.scores.matters & (np.abs(np.nan_to_num(z)) >= rules.opens_at * cycle.patience)
    states.ring[:-1] = states.ring[1:]
    states.ring[-1] = np.clip(z, -1e4, 1e4)
    mask = np.uint8((1 << rules.of) - 1)
    one = np.uint8(1)
    states.above[:] = np.where(present, ((states.above << one) | (far & (z > 0))) & mask, states.above)
    states.below[:] = np.where(present, ((states.below << one) | (far & (z < 0))) & mask, states.below)
    calm = present & ~(np.abs(np.nan_to_num(z)) >= rules.closes_below)
    states.calm[:] = np.where(calm, np.minimum(states.calm, 254) + 1, np.where(present, 0, states.calm))
    same = present & (cycle.values == states.last)
    states.same[:] = np.where(same, np.minimum(states.same, 65_534) + 1, np.where(present, 0, states.same))
    states.missed[:] = np.where(present, 0, np.minimum(states.missed, 254) + 1)
    states.last[:] = np.where(present, cycle.values, states.last)
    step = np.clip(np.nan_to_num(z), -rules.cusum_clip, rules.cusum_clip)
    slack = rules.cusum_slack * cycle.patience
    states.rise[:] = np.where(present, np.maximum(0.0, states.rise + step - slack), states.rise)
    states.fall[:] = np.where(present, np.maximum(0.0, states.fall - step - slack), states.fall)


_BITS: Final = np.array([number.bit_count() for number in range(256)], dtype=np.uint8)


def _departures(states: States, cycle: Cycle, present: Flags, rules: Rules) -> list[Transition]:
    together = _together(states, cycle, rules)
    up = ((_BITS[states.above] >= rules.needed) & (states.below == 0)) | (together > 0)
    down = ((_BITS[states.below] >= rules.needed) & (states.above == 0)) | (together < 0)
    limit = rules.cusum_limit * cycle.patience
    lasting = (np.maximum(states.rise, states.fall) > limit) & cycle.scores.matters
    is_open = states.open_departure > 0
    swinging = states.open_swing > 0
    opening = np.flatnonzero(present & ~is_open & ~swinging & (up | down | lasting))
    calm = np.flatnonzero(is_open & (states.calm >= rules.calm))
    closing = calm[np.abs(np.nanmean(states.ring[-rules.calm :, calm], axis=0)) < rules.closes_below / 2]
    grown = np.flatnonzero(is_open & present & (states.calm == 0))
    made = []
    for row in opening.tolist():
        if _swings_now(states.ring[:, row], rules):
            continue
        at_once = bool(up[row] or down[row])
        kind = _kind(states.ring[:, row], rose=bool(up[row]))
        if not at_once and kind is not Kind.TREND:
            kind = Kind.LEVEL_SHIFT  # only the sum of many small departures opened it
        states.open_departure[row] = cycle.slot_ms
        made.append(_transition(row, "departure", Change.OPENED, kind, states.open_departure, cycle))
    for row in grown.tolist():
        old = cycle.slot_ms - states.open_departure[row] >= rules.shift_after_ms
        kind = Kind.LEVEL_SHIFT if old else _kind(states.ring[:, row], rose=bool(cycle.scores.z[row] > 0))
        made.append(_transition(row, "departure", Change.GREW, kind, states.open_departure, cycle))
    for row in closing.tolist():
        made.append(_transition(row, "departure", Change.CLOSED, Kind.SPIKE, states.open_departure, cycle))
        states.rise[row] = states.fall[row] = 0
        states.above[row] = states.below[row] = 0
    states.open_departure[closing] = 0
    return made


def _together(states: States, cycle: Cycle, rules: Rules) -> Floats:
    """Return the side on which the latest polls lie far as a group, a few or a spell of them.

    Each has to lie on it by some sigmas, and their mean by its threshold: the more there are, the less it takes.
    """
    side = np.zeros(len(states), dtype=np.float32)
    now = states.ring[-1]
    for polls, each, mean in (
        (rules.needed, rules.closes_below, rules.group_at),
        (rules.spell, rules.spell_each, rules.spell_at),
    ):
        rows = np.flatnonzero(cycle.scores.matters & (np.abs(np.nan_to_num(now)) >= each))
        latest = states.ring[-polls:, rows] * np.sign(now[rows])
        far = (latest.min(axis=0) >= each) & (latest.mean(axis=0) >= mean * cycle.patience[rows])
        side[rows[far]] = np.sign(now[rows[far]])
    return side


def _kind(ring: Floats, *, rose: bool) -> Kind:
    known = ring[np.isfinite(ring)].astype(np.float64)
    if len(known) == RING and mann_kendall(known) < SURE and _gradual(known):
        return Kind.TREND
    return Kind.SPIKE if rose else Kind.DROP


def _gradual(known: "NDArray[np.float64]") -> bool:
    """Tell a climb from a jump: no single step makes up half of the whole way."""
    steps = np.abs(np.diff(known))
    return float(steps.max()) < 0.5 * float(np.ptp(known))


def _swings_now(ring: Floats, rules: Rules) -> bool:
    known = ring[np.isfinite(ring)].astype(np.float64)
    return flips(known, least=rules.closes_below) >= FLIPS


def _swings(states: States, cycle: Cycle, rules: Rules) -> list[Transition]:
    far = cycle.scores.matters & (np.abs(np.nan_to_num(cycle.scores.z)) >= rules.closes_below)
    candidates = np.flatnonzero(far & (states.open_swing == 0))
    often = (np.abs(np.nan_to_num(states.ring[:, candidates])) >= rules.closes_below).sum(axis=0) > FLIPS
    candidates = candidates[often]
    made = []
    for row in candidates.tolist():
        if _swings_now(states.ring[:, row], rules):
            states.open_swing[row] = cycle.slot_ms
            made.append(_transition(row, "swing", Change.OPENED, Kind.OSCILLATION, states.open_swing, cycle))
    return made + _closed(states.open_swing, states.calm >= rules.calm, "swing", Kind.OSCILLATION, cycle)


def _flat(states: States, cycle: Cycle, present: Flags, rules: Rules) -> list[Transition]:
    chance = np.clip(np.nan_to_num(cycle.repeats, nan=1.0), 1e-3, 1.0)
    surprising = states.same * np.log10(chance) < np.log10(rules.flat_surprise)
    flat = present & (states.same + 1 >= rules.flat_least) & surprising
    return _switched(states.open_flat, flat, present & (states.same == 0), "flat", Kind.FLATLINE, cycle)


def _missing(states: States, cycle: Cycle, present: Flags, rules: Rules) -> list[Transition]:
    known = np.isfinite(cycle.scores.expected)
    gone = known & (states.missed >= rules.missed)
    return _switched(states.open_missing, gone, present, "missing", Kind.MISSING_DATA, cycle)


def _limits(states: States, cycle: Cycle, present: Flags) -> list[Transition]:
    if cycle.low is None or cycle.high is None:
        return []
    beyond = present & ((cycle.values <= cycle.low) | (cycle.values >= cycle.high))
    return _switched(states.open_limit, beyond, present & ~beyond, "limit", Kind.HARD_LIMIT, cycle)


def _switched(
    column: NDArray[np.int64], on: Flags, off: Flags, channel: str, kind: Kind, cycle: Cycle
) -> list[Transition]:
    opening = np.flatnonzero(on & (column == 0))
    column[opening] = cycle.slot_ms
    made = [_transition(row, channel, Change.OPENED, kind, column, cycle) for row in opening.tolist()]
    return made + _closed(column, off, channel, kind, cycle)


def _closed(column: NDArray[np.int64], off: Flags, channel: str, kind: Kind, cycle: Cycle) -> list[Transition]:
    closing = np.flatnonzero(off & (column > 0))
    made = [_transition(row, channel, Change.CLOSED, kind, column, cycle) for row in closing.tolist()]
    column[closing] = 0
    return made


def _transition(
    row: int, channel: str, change: Change, kind: Kind, column: NDArray[np.int64], cycle: Cycle
) -> Transition:
    return Transition(row, channel, change, kind, int(column[row]), float(np.nan_to_num(cycle.scores.z[row])))
