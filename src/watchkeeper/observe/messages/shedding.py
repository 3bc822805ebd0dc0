"""Storms: a token bucket per sender keeps the first events of a storm and counts the rest.

Clears of open conditions and critical events are never shed. Nothing is lost by shedding: every message is in the
archive; what is shed is its entry in the event log.
"""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from watchkeeper.observe.events.kinds import EventKind, NewEvent, Severity

MOST_SENDERS: Final = 20_000
CALM_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class Shedding:
    """Events of one sender that are told: ``rate`` a second in the long run, ``burst`` at once."""

    rate: float = 50.0
    burst: float = 500.0


@dataclass(slots=True)
class _Bucket:
    tokens: float
    filled_at: float
    shed: int = 0
    shed_at: float = 0.0
    by_kind: dict[str, int] = field(default_factory=dict)
    device_id: int = 0
    device_name: str = ""


class Shedder:
    """Decides which events are told. ``now`` is of a monotonic clock, in seconds."""

    def __init__(self, shedding: Shedding | None = None) -> None:
        self._policy = shedding or Shedding()
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._storms: set[str] = set()
        self.shed = 0

    def admit(self, source: str, event: NewEvent, now: float, at: datetime, *, keep: bool) -> list[NewEvent]:
        """Return the event, preceded by the news of a storm when it is the first one shed; nothing when it is shed."""
        bucket = self._bucket(source, now)
        bucket.tokens = min(self._policy.burst, bucket.tokens + (now - bucket.filled_at) * self._policy.rate)
        bucket.filled_at = now
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return [event]
        if keep or event.severity is Severity.CRITICAL:
            return [event]
        self.shed += 1
        bucket.shed += 1
        bucket.shed_at = now
        bucket.by_kind[event.kind] = bucket.by_kind.get(event.kind, 0) + 1
        if source in self._storms:
            return []
        self._storms.add(source)
        bucket.device_id, bucket.device_name = event.device_id, event.device_name
        return [_storm(source, bucket, at)]

    def _bucket(self, source: str, now: float) -> _Bucket:
        bucket = self._buckets.get(source)
        if bucket is None:
            bucket = self._buckets[source] = _Bucket(self._policy.burst, now)
            while len(self._buckets) > MOST_SENDERS:
                forgotten, _ = self._buckets.popitem(last=False)
                self._storms.discard(forgotten)
        self._buckets.move_to_end(source)
        return bucket

    def calmed(self, now: float, at: datetime) -> Iterator[NewEvent]:
        """Yield the end of every storm that nothing was shed of for a while, with what was shed."""
        for source in list(self._storms):
            bucket = self._buckets[source]
            if now - bucket.shed_at >= CALM_S:
                self._storms.discard(source)
                yield _calm(source, bucket, at)
                bucket.shed, bucket.by_kind = 0, {}


def _storm(source: str, bucket: _Bucket, at: datetime) -> NewEvent:
    name = bucket.device_name or source
    return NewEvent(
        at=at,
        device_id=bucket.device_id,
        device_name=name,
        kind=EventKind.MESSAGE_STORM,
        object=source,
        to_state="storm",
        message=f"{name} sends more events than are told one by one; the rest is counted and kept in the archive.",
        severity=Severity.WARNING,
    )


def _calm(source: str, bucket: _Bucket, at: datetime) -> NewEvent:
    name = bucket.device_name or source
    return NewEvent(
        at=at,
        device_id=bucket.device_id,
        device_name=name,
        kind=EventKind.MESSAGE_STORM,
        object=source,
        from_state="storm",
        to_state="calm",
        message=f"The storm of {name} is over: {bucket.shed} events were counted without being told.",
        severity=Severity.INFO,
        details={"shed": bucket.shed, "kinds": dict(bucket.by_kind)},
    )
