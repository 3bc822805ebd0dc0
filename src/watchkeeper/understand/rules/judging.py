"""Judges one stored batch by the rules about its family; knows no database."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC as _UTC
from datetime import datetime

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from watchkeeper.kit.families import AVAILABILITY
from watchkeeper.observe.polling.stages import StoredBatch
from watchkeeper.understand.baselines.keys import keys_of
from watchkeeper.understand.rules.book import Active
from watchkeeper.understand.rules.columns import BatchFrame, Rows, SeenFrame
from watchkeeper.understand.rules.expression.evaluation import UNKNOWN, Frame, Numbers, truth
from watchkeeper.understand.rules.firing import Outcome, Standing, advance
from watchkeeper.understand.rules.seen import LastSeen
from watchkeeper.understand.rules.windows import Past, Slice, Windows, over


@dataclass(frozen=True, slots=True)
class Held:
    """Where a rule holds, as it is stored: since when, and whether it fires."""

    device_id: int
    object: str
    since: datetime
    fires: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """What became of one object under one rule."""

    device_id: int
    object: str
    value: float | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a batch changes for one rule."""

    rule: Active
    fired: tuple[Turn, ...]
    cleared: tuple[Turn, ...]
    waiting: tuple[Turn, ...]
    gone: tuple[Turn, ...]

    def __bool__(self) -> bool:
        return bool(self.fired or self.cleared or self.waiting or self.gone)


@dataclass(frozen=True, slots=True)
class Known:
    """What the database says beforehand: where rules hold, open anomalies by metric, and the names of devices."""

    held: Mapping[str, Sequence[Held]] = field(default_factory=dict)
    anomalies: Mapping[str, Mapping[int, bool]] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)


class Judge:
    """Evaluates rules over batches, and remembers what their windows and absences need."""

    def __init__(self, seen: LastSeen, past: Callable[[StoredBatch, str], Past]) -> None:
        self._seen = seen
        self._past = past
        self._windows = Windows()
        self._answered: dict[int, int] = {}

    def judge(self, batch: StoredBatch, rules: Sequence[Active], known: Known) -> list[Verdict]:
        """Return what the batch changes, rule by rule."""
        rows = Rows.of(batch.rows["device_id"].to_numpy(), batch.rows["object"])
        slot_ms = int(batch.slot.timestamp() * 1000)
        now = BatchFrame(rows, batch.rows, known.names, self._remembered(batch, rows, rules), known.anomalies)
        found = []
        for rule in rules:
            series: Rows = rows
            frame: Frame = now
            if rule.compiled.absences:
                series, frame = self._expected(batch, rows, rule, known.names)
            found.append(_verdict(rule, series, frame, known.held.get(rule.key, ()), slot_ms))
        return [one for one in found if one]

    def note_answers(self, batch: StoredBatch) -> None:
        """Remember who answered: only of those a series can be missed."""
        slot_ms = int(batch.slot.timestamp() * 1000)
        up = (
            batch.rows.filter(pa.compute.equal(batch.rows["up"], 1))
            if batch.family == AVAILABILITY.name
            else batch.rows
        )
        self._answered.update(dict.fromkeys(up["device_id"].unique().to_pylist(), slot_ms))

    def _remembered(
        self, batch: StoredBatch, rows: Rows, rules: Sequence[Active]
    ) -> dict[tuple[str, str, int], Numbers]:
        longest: dict[str, int] = {}
        for rule in rules:
            for column, seconds in rule.compiled.windows:
                longest[column] = max(seconds, longest.get(column, 0))
        found: dict[tuple[str, str, int], Numbers] = {}
        slot_ms, interval = int(batch.slot.timestamp() * 1000), max(1, batch.interval_s)
        devices = np.unique(rows.device_ids)
        for column, keep_s in longest.items():
            values = batch.rows[column].cast(pa.float64()).to_numpy(zero_copy_only=False)
            slices = self._windows.take(
                (batch.family, column, batch.shard), Slice(slot_ms, rows.keys, values), devices, keep_s, interval,
                self._past(batch, column),
            )  # fmt: skip
            for rule in rules:
                for function, wanted, seconds in rule.compiled.calls:
                    if wanted == column and (function, column, seconds) not in found:
                        found[function, column, seconds] = over(function, slices, rows, seconds, interval)
        return found

    def _expected(
        self, batch: StoredBatch, rows: Rows, rule: Active, names: Mapping[int, str]
    ) -> tuple[Rows, SeenFrame]:
        slot_ms = int(batch.slot.timestamp() * 1000)
        ages: dict[str, Numbers] = {}
        series = rows
        for column in rule.compiled.absences:
            values = batch.rows[column].cast(pa.float64()).to_numpy(zero_copy_only=False)
            seen = self._seen.take((batch.family, column, batch.shard), rows, values, slot_ms)
            fresh = slot_ms - 2_500 * batch.interval_s
            heard = np.array([self._answered.get(int(one), 0) >= fresh for one in seen.series.device_ids], dtype=bool)
            if series is not rows:
                at = seen.series.find(series.keys)
                ages[column] = np.where(at >= 0, seen.age_s[at], np.nan)
                continue
            series = seen.series
            ages[column] = np.where(heard, seen.age_s, np.nan)
        return series, SeenFrame(series, ages, names)


def _verdict(rule: Active, rows: Rows, frame: Frame, held: Sequence[Held], slot_ms: int) -> Verdict:
    holds = truth(rule.compiled.condition, frame)
    ends = None if rule.compiled.ending is None else truth(rule.compiled.ending, frame)
    if rule.devices is not None:
        holds = np.where(np.isin(rows.device_ids, sorted(rule.devices)), holds, UNKNOWN).astype(np.int8)
    outcome = advance(_standing(rows, held), holds, ends, slot_ms, rule.compiled.lasting_s)
    values = frame.numbers(rule.compiled.metrics[0]) if rule.compiled.metrics else np.full(len(rows), np.nan)
    return _told(rule, rows, outcome, values)


def _standing(rows: Rows, held: Sequence[Held]) -> Standing:
    standing = Standing.idle(len(rows))
    if not held:
        return standing
    keys = keys_of(np.array([one.device_id for one in held], dtype=np.int64), pa.array([one.object for one in held]))
    for row, one in zip(rows.find(keys).tolist(), held, strict=True):
        if row >= 0:
            standing.since_ms[row] = int(one.since.timestamp() * 1000)
            standing.fires[row] = one.fires
    return standing


def _told(rule: Active, rows: Rows, outcome: Outcome, values: Numbers) -> Verdict:
    def turns(which: NDArray[np.intp]) -> Iterator[Turn]:
        for row in which.tolist():
            value, since = float(values[row]), int(outcome.after.since_ms[row])
            moment = datetime.fromtimestamp(since / 1000, tz=_UTC)
            yield Turn(int(rows.device_ids[row]), rows.name(row), value if np.isfinite(value) else None, moment)

    return Verdict(
        rule,
        tuple(turns(outcome.fired)),
        tuple(turns(outcome.cleared)),
        tuple(turns(outcome.waiting)),
        tuple(turns(outcome.gone)),
    )
