"""The health of one device from its state, its measures and what is open against it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from watchkeeper.estate.inventory.standing import Standing
from watchkeeper.kit.text import span
from watchkeeper.understand.health import scales
from watchkeeper.understand.health.assessment import Assessment, Contribution, Evidence, Gate, HealthState, assess
from watchkeeper.understand.health.measures import Measures, Spread
from watchkeeper.understand.health.words import milliseconds, percent

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
    text: str
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


def _unknown(standing: Standing, findings: Sequence[Finding], now: datetime) -> str:
    if not standing.enabled:
        return "not watched"
    if standing.last_polled_at is None:
        return "never polled"
    if standing.state == "unknown":
        return standing.state_reason or "its state is not known"
    if standing.state == "down":
        cut = [one for one in findings if one.suppressed and not one.object]
        return f"not reachable because of another failure: {cut[0].text}" if cut else ""
    age = now - standing.last_polled_at
    if age > timedelta(seconds=FRESH_INTERVALS * standing.interval_s):
        return f"last asked {span(age.total_seconds())} ago, more than {FRESH_INTERVALS} intervals"
    return ""


def _gates(facts: DeviceFacts) -> list[Gate]:
    standing = facts.standing
    gates = []
    if standing.state == "down":
        reason = f"down: {standing.state_reason}" if standing.state_reason else "down"
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
        found.append(_spread("errors", measures.errors, "of the packets with errors", _PERCENT))
        found.append(_spread("capacity", measures.capacity, "used", 1.0))
    if measures.optics is not None:
        found.append(_spread("optics", measures.optics, "dB above the low alarm", None))
    return found


def _availability(measures: Measures) -> Contribution:
    asked = (("icmp", "pings", measures.ping_share), ("snmp", "polls", measures.snmp_share))
    known = [(way, f"{_percent(share)} of {what} answered") for way, what, share in asked if share is not None]
    evidence = tuple(Evidence("series", f"availability.up {way}", text) for way, text in known)
    text = ", ".join(text for _, text in known) or "not measured"
    score = scales.availability(measures.ping_share, measures.snmp_share)
    return Contribution("availability", WEIGHTS["availability"], score, text, evidence)


def _performance(measures: Measures) -> Contribution:
    weight = WEIGHTS["performance"]
    if measures.rtt_ms is None:
        return Contribution("performance", weight, None, "round trip not measured")
    text = f"round trip {milliseconds(measures.rtt_ms)}"
    if measures.usual_rtt_ms is not None:
        text += f", usually {milliseconds(measures.usual_rtt_ms)}"
    score = scales.performance(measures.rtt_ms, measures.usual_rtt_ms)
    return Contribution("performance", weight, score, text, (Evidence("series", "availability.rtt_avg_ms", text),))


def _spread(name: str, found: Spread | None, unit: str, factor: float | None) -> Contribution:
    if found is None:
        return Contribution(name, WEIGHTS[name], None, "not measured")
    evidence = tuple(
        Evidence("series", one.object, f"{one.object}: {_value(one.value, factor)} {unit}") for one in found.worst
    )
    worst = evidence[0].text if evidence else "nothing measured"
    return Contribution(name, WEIGHTS[name], found.score, f"worst of {found.count}: {worst}", evidence)


def _value(value: float, factor: float | None) -> str:
    return f"{value:.1f}" if factor is None else percent(value * factor)


def _percent(share: float) -> str:
    return f"{share * _PERCENT:.4g} %"
