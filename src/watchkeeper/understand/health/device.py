"""The health of one device from its state, its measures and what is open against it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from watchkeeper.estate.inventory.standing import Standing
from watchkeeper.understand.health import scales
from watchkeeper.understand.health.assessment import Assessment, Contribution, Evidence, Gate, HealthState, assess
from watchkeeper.understand.health.measures import Measures, Spread
from watchkeeper.understand.health.words import Said, Text, Value, joined, say

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


def _unknown(standing: Standing, findings: Sequence[Finding], now: datetime) -> Said | None:
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
    asked = (("icmp", "pings", measures.ping_share), ("snmp", "polls", measures.snmp_share))
    known = [(way, say(what, share_percent=share * _PERCENT)) for way, what, share in asked if share is not None]
    evidence = tuple(Evidence("series", f"availability.up {way}", text) for way, text in known)
    text = joined([text for _, text in known]) if known else say("not_measured")
    score = scales.availability(measures.ping_share, measures.snmp_share)
    return Contribution("availability", WEIGHTS["availability"], score, text, evidence)


def _performance(measures: Measures) -> Contribution:
    weight = WEIGHTS["performance"]
    if measures.rtt_ms is None:
        return Contribution("performance", weight, None, say("rtt_not_measured"))
    text = say("rtt", ms=measures.rtt_ms)
    if measures.usual_rtt_ms is not None:
        text = say("rtt_usual", ms=measures.rtt_ms, usual_ms=measures.usual_rtt_ms)
    score = scales.performance(measures.rtt_ms, measures.usual_rtt_ms)
    return Contribution("performance", weight, score, text, (Evidence("series", "availability.rtt_avg_ms", text),))


def _spread(name: str, found: Spread | None, figure: str, factor: float) -> Contribution:
    if found is None:
        return Contribution(name, WEIGHTS[name], None, say("not_measured"))
    evidence = tuple(
        Evidence("series", one.object, say("at", place=one.object, text=_figure(name, figure, one.value * factor)))
        for one in found.worst
    )
    worst: Value = evidence[0].text if evidence else say("nothing_measured")
    return Contribution(name, WEIGHTS[name], found.score, say("worst_of", count=found.count, text=worst), evidence)


def _figure(code: str, figure: str, value: float) -> Said:
    return say(code, **{figure: value})
