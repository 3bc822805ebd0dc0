"""Judges what devices said by the rules about events. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np

from watchkeeper.observe.events.schemas import EventView
from watchkeeper.understand.alerts.lifecycle import Signal
from watchkeeper.understand.rules.book import Active
from watchkeeper.understand.rules.expression.evaluation import TRUE, UNKNOWN, Numbers, Texts, Truth, truth
from watchkeeper.understand.rules.models import NAME_WIDTH
from watchkeeper.understand.rules.wording import SOURCE, entity_of, said_by


@dataclass(frozen=True, slots=True)
class EventTurn:
    """An event that raises or clears a rule."""

    rule: Active
    event: EventView
    raised: bool


@dataclass(frozen=True, slots=True)
class EventFrame:
    """Events as an expression sees them, one a row."""

    events: Sequence[EventView]

    @property
    def rows(self) -> int:
        """See ``Frame``."""
        return len(self.events)

    def texts(self, column: str) -> Texts:
        """See ``Frame``."""
        attribute = "device_name" if column == "device" else column
        words = [str(getattr(event, attribute) or "") for event in self.events]
        unique = sorted(set(words))
        places = {word: place for place, word in enumerate(unique)}
        return Texts(np.array([places[word] for word in words], dtype=np.int64), unique)

    def numbers(self, column: str) -> Numbers:
        """See ``Frame``: events have none."""
        del column
        return np.full(self.rows, np.nan)

    def window(self, function: str, column: str, seconds: int) -> Numbers:
        """See ``Frame``."""
        del function, seconds
        return self.numbers(column)

    def age(self, column: str) -> Numbers:
        """See ``Frame``."""
        return self.numbers(column)

    def anomalous(self, column: str, *, critical: bool) -> Truth:
        """See ``Frame``."""
        del column, critical
        return np.full(self.rows, UNKNOWN, dtype=np.int8)


def turns(events: Sequence[EventView], rules: Sequence[Active]) -> Iterator[EventTurn]:
    """Yield what the events raise and clear, in their order. An event that does both raises."""
    if not events:
        return
    frame = EventFrame(events)
    judged = []
    for rule in rules:
        ending = rule.compiled.ending
        ends = truth(ending, frame) == TRUE if ending is not None else np.zeros(len(events), dtype=bool)
        judged.append((rule, truth(rule.compiled.condition, frame) == TRUE, ends))
    for row, event in enumerate(events):
        for rule, holds, ends in judged:
            if rule.devices is not None and event.device_id not in rule.devices:
                continue
            if holds[row] or ends[row]:
                yield EventTurn(rule, event, bool(holds[row]))


def signal_of(turn: EventTurn) -> Signal:
    """Return the signal of a turn."""
    event, rule = turn.event, turn.rule
    summary, said = said_by(
        rule.key,
        rule.rule,
        device=event.device_name,
        name=event.object or "",
        before=event.from_state or "",
        after=event.to_state or "",
    )
    return Signal(
        entity=entity_of("event", event.device_name, event.object or "", str(event.kind)),
        kind=rule.key,
        raised=turn.raised,
        at=event.at,
        severity=rule.rule.severity,
        summary=summary,
        said=said,
        source=SOURCE,
        device_name=event.device_name,
        labels={"rule": rule.key},
    )


def event_row(turn: EventTurn) -> dict[str, Any]:
    """Return what is noted of a rule that an event raised."""
    event, after_s = turn.event, turn.rule.compiled.ends_after_s
    return {
        "rule_key": turn.rule.key,
        "device_id": event.device_id or 0,
        "object": (event.object or "")[:NAME_WIDTH],
        "entity": entity_of("event", event.device_name, event.object or "", str(event.kind)),
        "device_name": event.device_name[:NAME_WIDTH],
        "since": event.at,
        "fired_at": event.at,
        "ends_at": event.at + timedelta(seconds=after_s) if after_s else None,
        "value": None,
    }
