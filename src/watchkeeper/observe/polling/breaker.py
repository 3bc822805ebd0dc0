"""The circuit breaker of a device: one that does not answer is left alone for longer and longer times.

closed ── ``threshold`` failed contacts in a row ──▶ open ── its time has come ──▶ half-open
   ▲                                                  ▲                             │  │
   └───────────────── the probe is answered ──────────┼─────────────────────────────┘  │
                                                      └── the probe fails: wait longer ─┘
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum


class BreakerState(StrEnum):
    """Whether a device is polled (closed), left alone (open), or about to be tried with a single probe (half-open)."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


class Attempt(StrEnum):
    """What may be done with a device now."""

    FULL = "full"
    PROBE = "probe"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class BreakerPolicy:
    """When to open, and how long to wait: ``base * factor**n`` up to ``cap``, each ± ``jitter`` (a ratio)."""

    threshold: int = 3
    base: timedelta = timedelta(seconds=60)
    factor: float = 2.0
    cap: timedelta = timedelta(minutes=15)
    jitter: float = 0.2

    def wait(self, openings: int, luck: float) -> timedelta:
        """Return the wait after the ``openings``-th failed probe in a row (0: just opened); ``luck`` is in 0..1."""
        exponent = min(openings, 64)  # far beyond every cap, and short of an overflow
        seconds = min(self.base.total_seconds() * self.factor**exponent, self.cap.total_seconds())
        return timedelta(seconds=seconds * (1 + self.jitter * (2 * luck - 1)))


@dataclass(frozen=True, slots=True)
class Breaker:
    """Where a device's breaker stands. ``openings`` counts the failed probes since it opened."""

    state: BreakerState = BreakerState.CLOSED
    failures: int = 0
    openings: int = 0
    opened_at: datetime | None = None
    next_attempt_at: datetime | None = None
    reason: str = ""

    def attempt(self, now: datetime) -> Attempt:
        """Say what may be done at ``now``. A half-open breaker whose probe was never reported may be probed again."""
        if self.state is BreakerState.CLOSED:
            return Attempt.FULL
        due = self.next_attempt_at is None or now >= self.next_attempt_at
        return Attempt.PROBE if due or self.state is BreakerState.HALF_OPEN else Attempt.NONE

    def probing(self) -> "Breaker":
        """Return the breaker while its probe is on the way."""
        return self if self.state is BreakerState.CLOSED else replace(self, state=BreakerState.HALF_OPEN)

    def answered(self) -> "Breaker":
        """Return the breaker after a contact that was answered."""
        return self if self == _CLOSED else _CLOSED

    def failed(self, reason: str, now: datetime, policy: BreakerPolicy, luck: float) -> "Breaker":
        """Return the breaker after a contact that was not answered."""
        failures = self.failures + 1
        if self.state is BreakerState.CLOSED:
            if failures < policy.threshold:
                return Breaker(failures=failures, reason=reason)
            return Breaker(BreakerState.OPEN, failures, 0, now, now + policy.wait(0, luck), reason)
        openings = self.openings + 1
        return Breaker(
            BreakerState.OPEN, failures, openings, self.opened_at or now, now + policy.wait(openings, luck), reason
        )


_CLOSED = Breaker()
