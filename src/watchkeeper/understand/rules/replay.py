"""What a rule would have done: the same evaluation and the same life cycle, over stored samples. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from watchkeeper.understand.baselines.keys import keys_of
from watchkeeper.understand.rules.columns import Rows, device_texts
from watchkeeper.understand.rules.events import EventTurn
from watchkeeper.understand.rules.expression.checking import Compiled
from watchkeeper.understand.rules.expression.evaluation import FALSE, TRUE, Numbers, Texts, Truth, truth
from watchkeeper.understand.rules.firing import Standing, advance
from watchkeeper.understand.rules.windows import aggregated


@dataclass(frozen=True, slots=True)
class Episode:
    """From raise to clear (None: it lasts at the end) of one object. ``value`` is that of the raise."""

    device_id: int
    object: str
    raised_at: datetime
    cleared_at: datetime | None
    value: float | None


@dataclass(frozen=True, slots=True)
class History:
    """Stored samples: ``metrics`` are (series x steps), ``labels`` of each series are those of its newest sample.

    ``anomalies`` holds of each metric (row, from ms, to ms, critical).
    """

    rows: Rows
    epoch_ms: NDArray[np.int64]
    step_s: int
    metrics: Mapping[str, Numbers]
    labels: Mapping[str, Texts] = field(default_factory=dict)
    states: Mapping[str, Numbers] = field(default_factory=dict)
    anomalies: Mapping[str, Sequence[tuple[int, int, int, bool]]] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class _StepFrame:
    history: History
    step: int = 0

    @property
    def rows(self) -> int:
        return len(self.history.rows)

    def numbers(self, column: str) -> Numbers:
        found = self.history.metrics.get(column)
        if found is not None:
            return np.asarray(found[:, self.step])
        return self.history.states.get(column, np.full(self.rows, np.nan))

    def texts(self, column: str) -> Texts:
        if column == "object":
            return Texts(self.history.rows.codes, self.history.rows.words)
        if column == "device":
            return device_texts(self.history.rows, self.history.names)
        return self.history.labels.get(column, Texts(np.full(self.rows, -1, dtype=np.int64), ()))

    def window(self, function: str, column: str, seconds: int) -> Numbers:
        steps = max(1, seconds // self.history.step_s)
        values = self.history.metrics[column][:, max(0, self.step + 1 - steps) : self.step + 1]
        return aggregated(function, values.T, steps)

    def age(self, column: str) -> Numbers:
        values = self.history.metrics[column][:, : self.step + 1]
        known = np.isfinite(values)
        last = known.shape[1] - 1 - np.argmax(known[:, ::-1], axis=1)
        return np.where(known.any(axis=1), (self.step - last) * float(self.history.step_s), np.nan)

    def anomalous(self, column: str, *, critical: bool) -> Truth:
        now = int(self.history.epoch_ms[self.step])
        found = np.full(self.rows, FALSE, dtype=np.int8)
        for row, start, end, grave in self.history.anomalies.get(column, ()):
            if start <= now < end and (grave or not critical):
                found[row] = TRUE
        return found


def replayed(rule: Compiled, history: History) -> list[Episode]:
    """Return every episode, in the order of the raises."""
    frame, standing = _StepFrame(history), Standing.idle(len(history.rows))
    open_now: dict[int, int] = {}
    found: list[Episode] = []
    for step, at in enumerate(history.epoch_ms.tolist()):
        frame.step = step
        ends = None if rule.ending is None else truth(rule.ending, frame)
        outcome = advance(standing, truth(rule.condition, frame), ends, int(at), rule.lasting_s)
        standing = outcome.after
        values = frame.numbers(rule.metrics[0]) if rule.metrics else np.full(frame.rows, np.nan)
        for row in outcome.fired.tolist():
            open_now[row] = len(found)
            value = float(values[row])
            found.append(
                Episode(
                    int(history.rows.device_ids[row]), history.rows.name(row), _moment(at), None,
                    value if np.isfinite(value) else None,
                )
            )  # fmt: skip
        for row in outcome.cleared.tolist():
            place = open_now.pop(row)
            one = found[place]
            found[place] = Episode(one.device_id, one.object, one.raised_at, _moment(at), one.value)
    return found


def replayed_events(told: Sequence[EventTurn], after_s: int, until: datetime) -> list[Episode]:
    """Return the episodes that events began and ended."""
    found: list[Episode] = []
    open_now: dict[tuple[int, str], int] = {}
    for turn in told:
        where = (turn.event.device_id or 0, turn.event.object or "")
        place = open_now.get(where)
        if turn.raised and place is None:
            end = datetime.fromtimestamp(turn.event.at.timestamp() + after_s, UTC) if after_s else None
            found.append(Episode(*where, turn.event.at, end if end is not None and end <= until else None, None))
            if not after_s:
                open_now[where] = len(found) - 1
        elif not turn.raised and place is not None:
            one = found[open_now.pop(where)]
            found[place] = Episode(one.device_id, one.object, one.raised_at, turn.event.at, None)
    return found


def rows_of(device_ids: Sequence[int], objects: Sequence[str]) -> Rows:
    """Return rows of plain lists."""
    import pyarrow as pa

    devices = np.array(device_ids, dtype=np.int64)
    encoded = pa.array(objects, pa.string()).dictionary_encode()
    codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return Rows(devices, codes, encoded.dictionary.to_pylist(), keys_of(devices, encoded))


def _moment(epoch_ms: int) -> datetime:
    return datetime.fromtimestamp(epoch_ms / 1000, UTC)
