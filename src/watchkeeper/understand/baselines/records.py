"""From a detector's transitions to rows of the table of anomalies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from watchkeeper.understand.baselines.detecting import Change, Cycle, Rules, Transition
from watchkeeper.understand.baselines.kinds import Kind
from watchkeeper.understand.baselines.policies import Policy


@dataclass(frozen=True, slots=True)
class Record:
    """One change of one anomaly, ready to be written."""

    device_id: int
    family: str
    metric: str
    object: str
    channel: str
    kind: str
    severity: str
    opened_at: datetime
    last_at: datetime
    closed_at: datetime | None
    value: float | None
    expected: float | None
    low: float | None
    high: float | None
    z: float
    change: Change


@dataclass(frozen=True, slots=True)
class Batch:
    """What the transitions of one metric of one batch refer to."""

    family: str
    metric: str
    device_ids: Sequence[int]
    objects: Sequence[str]
    scale: "np.ndarray[tuple[int], np.dtype[np.float32]]"
    policy: Policy


def records(transitions: Iterable[Transition], batch: Batch, cycle: Cycle, rules: Rules) -> list[Record]:
    """Return the rows to write; the band is ``closes_below`` sigmas wide on both sides."""
    return [_record(transition, batch, cycle, rules) for transition in transitions]


def _record(transition: Transition, batch: Batch, cycle: Cycle, rules: Rules) -> Record:
    row = transition.row
    at = _moment(cycle.slot_ms)
    expected = float(cycle.scores.expected[row])
    low, high = band(expected, float(batch.scale[row]), batch.policy, rules.closes_below)
    return Record(
        device_id=int(batch.device_ids[row]),
        family=batch.family,
        metric=batch.metric,
        object=batch.objects[row],
        channel=transition.channel,
        kind=str(transition.kind),
        severity=severity(transition, rules),
        opened_at=_moment(transition.opened_ms),
        last_at=at,
        closed_at=at if transition.change is Change.CLOSED else None,
        value=_known(float(cycle.values[row])),
        expected=_known(expected),
        low=_known(low),
        high=_known(high),
        z=transition.z,
        change=transition.change,
    )


def band(expected: float, scale: float, policy: Policy, sigmas: float) -> tuple[float, float]:
    """Return the edges of the normal band in the metric's own unit; the practical minimum widens it."""
    centre = policy.transformed(np.array([expected]))[0]
    edges = policy.original(np.array([centre - sigmas * scale, centre + sigmas * scale]))
    least = max(policy.least, policy.least_share * abs(expected))
    return float(min(edges[0], expected - least)), float(max(edges[1], expected + least))


def severity(transition: Transition, rules: Rules) -> str:
    """Return the severity: the device's own limits and large departures are critical."""
    if transition.kind is Kind.HARD_LIMIT or abs(transition.z) >= rules.critical_at:
        return "critical"
    return "minor" if transition.kind in {Kind.FLATLINE, Kind.MISSING_DATA} else "warning"


def _known(value: float) -> float | None:
    return value if np.isfinite(value) else None


def _moment(epoch_ms: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=epoch_ms)
