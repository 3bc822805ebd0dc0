"""The health of one device from its state, its measures and what is open against it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from watchkeeper.estate.inventory.standing import Standing
from watchkeeper.kit.sayings import Fact, Saying
from watchkeeper.understand.health import scales
from watchkeeper.understand.health.assessment import (
    Assessment,
    Contribution,
    Evidence,
    Gate,
    HealthState,
    Told,
    assess,
    just,
)
from watchkeeper.understand.health.measures import Measures, Spread
from watchkeeper.understand.health.words import Text, joined, say

FRESH_INTERVALS: Final = 3
WEIGHTS: Final = {"availability": 0.40, "performance": 0.25, "errors": 0.20, "capacity": 0.15, "optics": 0.15}
CAPS: Final = {"critical": 69.0, "major": 89.0, "warning": 89.0}
"""What an open finding of this severity caps a score at; lesser ones do not."""
_PERCENT: Final = 100.0


@dataclass(frozen=True, slots=True)
class Finding:
    """Something open against a device: an anomaly or an alert. ``suppressed``: it only follows from another's failure.

    ``object`` is the interface or part concerned, empty for the device as a whole.
    """

    source: str
    number: int
    severity: str
    text: Text
    object: str = ""
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """All that the health of a device is made of. ``measured_at`` None: nothing was measured yet."""

    standing: Standing
    measures: Measures
    measured_at: datetime | None
    findings: tuple[Finding, ...] = ()


def device_health(facts: DeviceFacts, now: datetime, previous: HealthState | None = None) -> Assessment:
    """Return the health of a device at ``now``."""
    standing = facts.standing
    return assess(
        _contributions(facts),
        _gates(facts),
        previous=previous,
        unknown_because=_unknown(standing, facts.findings, now),
    )


def _unknown(standing: Standing, findings: Sequence[Finding], now: datetime) -> Saying | None:
    if not standing.enabled:
        return say("not_watched")
    if standing.last_polled_at is None:
        return say("never_polled")
    if standing.state == "unknown":
        return say("because", reason=standing.state_reason) if standing.state_reason else say("not_told")
    if standing.state == "down":
        cut = [one for one in findings if one.suppressed and not one.object]
        return say("cut_off", text=cut[0].text) if cut else None
    age = now - standing.last_polled_at
    if age > timedelta(seconds=FRESH_INTERVALS * standing.interval_s):
        return say("last_asked", seconds=age.total_seconds(), count=FRESH_INTERVALS)
    return None


def _gates(facts: DeviceFacts) -> list[Gate]:
    standing = facts.standing
    gates = []
    if standing.state == "down":
        reason = say("down_because", reason=standing.state_reason) if standing.state_reason else say("down")
        gates.append(Gate("down", 0.0, reason, (Evidence("state", str(standing.device_id), reason),)))
    for finding in facts.findings:
        cap = CAPS.get(finding.severity)
        if cap is not None and not finding.suppressed:
            evidence = Evidence(finding.source, str(finding.number), finding.text)
            gates.append(Gate(f"open {finding.severity} {finding.source}", cap, finding.text, (evidence,)))
    return gates


def _contributions(facts: DeviceFacts) -> list[Contribution]:
    measures = facts.measures
    found = [_availability(measures), _performance(measures)]
    if facts.standing.driver != "icmp":
        found.append(_spread("errors", measures.errors, "percent", _PERCENT))
        found.append(_spread("capacity", measures.capacity, "percent", 1.0))
    if measures.optics is not None:
        found.append(_spread("optics", measures.optics, "db", 1.0))
    return found


def _availability(measures: Measures) -> Contribution:
    score = scales.availability(measures.ping_share, measures.snmp_share)
    return Contribution("availability", WEIGHTS["availability"], score, partial(_answered, measures))


def _answered(measures: Measures) -> Told:
    asked = (("icmp", "pings", measures.ping_share), ("snmp", "polls", measures.snmp_share))
    known = [(way, say(what, share_percent=share * _PERCENT)) for way, what, share in asked if share is not None]
    evidence = tuple(Evidence("series", f"availability.up {way}", text) for way, text in known)
    return joined([text for _, text in known]) if known else say("not_measured"), evidence


def _performance(measures: Measures) -> Contribution:
    weight = WEIGHTS["performance"]
    if measures.rtt_ms is None:
        return Contribution("performance", weight, None, just(say("rtt_not_measured")))
    score = scales.performance(measures.rtt_ms, measures.usual_rtt_ms)
    return Contribution("performance", weight, score, partial(_round_trip, measures.rtt_ms, measures.usual_rtt_ms))


def _round_trip(rtt_ms: float, usual_ms: float | None) -> Told:
    text = say("rtt", ms=rtt_ms) if usual_ms is None else say("rtt_usual", ms=rtt_ms, usual_ms=usual_ms)
    return text, (Evidence("series", "availability.rtt_avg_ms", text),)


def _spread(name: str, found: Spread | None, figure: str, factor: float) -> Contribution:
    if found is None:
        return Contribution(name, WEIGHTS[name], None, just(say("not_measured")))
    return Contribution(name, WEIGHTS[name], found.score, partial(_worst_of, name, found, figure, factor))


def _worst_of(name: str, found: Spread, figure: str, factor: float) -> Told:
    evidence = tuple(
        Evidence("series", one.object, say("at", place=one.object, text=say(name, **{figure: one.value * factor})))
        for one in found.worst
    )
    worst: Fact = evidence[0].text if evidence else say("nothing_measured")
    return say("worst_of", count=found.count, text=worst), evidence
