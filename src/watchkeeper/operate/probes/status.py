"""What a check can say, and what many of them say together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

STALE_AFTER_INTERVALS = 3


class Status(StrEnum):
    """Four states: not having looked is neither good nor bad."""

    OK = "ok"
    DEGRADED = "degraded"
    UNKNOWN = "unknown"
    FAILED = "failed"


_SEVERITY = {Status.OK: 0, Status.DEGRADED: 1, Status.UNKNOWN: 2, Status.FAILED: 3}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one run of a check found.

    ``reason`` is a few words that anybody may see (no names, versions, paths or addresses); ``message`` says the rest
    to who is logged in.
    """

    status: Status
    reason: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """A finding with its moment. One older than three intervals is no longer known."""

    component: str
    required: bool
    finding: Finding
    checked_at: datetime | None
    latency_s: float
    interval_s: float

    def at(self, now: datetime) -> "Observation":
        """Return the observation as it counts at ``now``."""
        if self.checked_at is None:
            return self._unknown("not checked yet")
        if now - self.checked_at > timedelta(seconds=STALE_AFTER_INTERVALS * self.interval_s):
            return self._unknown("not checked lately")
        return self

    def _unknown(self, reason: str) -> "Observation":
        finding = Finding(Status.UNKNOWN, reason, self.finding.message)
        return Observation(self.component, self.required, finding, self.checked_at, self.latency_s, self.interval_s)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state of the whole: the worst of the required, or degraded for an optional one. ``reasons`` say why."""

    status: Status
    reasons: tuple[tuple[str, str], ...] = ()

    @property
    def serving(self) -> bool:
        """Whether traffic may come."""
        return self.status in {Status.OK, Status.DEGRADED}


def overall(observations: Iterable[Observation]) -> Verdict:
    """Judge the whole by its parts."""
    worst = Status.OK
    reasons = []
    for item in observations:
        status = item.finding.status
        counted = status if item.required else min(status, Status.DEGRADED, key=_SEVERITY.__getitem__)
        worst = max(worst, counted, key=_SEVERITY.__getitem__)
        if status is not Status.OK:
            reasons.append((item.component, item.finding.reason or status.value))
    return Verdict(worst, tuple(reasons))
