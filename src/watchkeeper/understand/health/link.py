"""The health of one link from the map's edge and both its ends. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from watchkeeper.understand.health import scales
from watchkeeper.understand.health.assessment import Assessment, Contribution, Evidence, Gate, HealthState, assess
from watchkeeper.understand.health.device import CAPS, Finding
from watchkeeper.understand.health.measures import EndReading
from watchkeeper.understand.health.words import Said, say

WEIGHTS: Final = {"state": 0.40, "errors": 0.25, "capacity": 0.20, "optics": 0.15}
_STATES: Final = {"up": 100.0, "down": 0.0}


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """One end: what was measured there (None: nothing), and what is open against that interface."""

    device: str
    interface: str
    reading: EndReading | None = None
    findings: tuple[Finding, ...] = ()
    device_state: str = "unknown"

    def __str__(self) -> str:
        return f"{self.device} {self.interface}".rstrip()


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """An edge of the map between two devices. ``state``: up, down, stale or unknown."""

    key: str
    state: str
    a: LinkEnd
    b: LinkEnd


def link_health(facts: LinkFacts, previous: HealthState | None = None) -> Assessment:
    """Return the health of a link: as good as its worse end; dead when it is down.

    A link whose ends cannot both be asked is unknown unless one of them says that it is down.
    """
    ends = (facts.a, facts.b)
    return assess(_contributions(facts, ends), _gates(facts, ends), previous=previous, unknown_because=_unknown(facts))


def _unknown(facts: LinkFacts) -> Said | None:
    if facts.state == "down":
        return None
    if facts.state == "stale":
        return say("gone")
    if facts.state != "up":
        return say("neither_says")
    silent = [end for end in (facts.a, facts.b) if end.device_state != "up"]
    return say("silent_end", name=silent[0].device, state=silent[0].device_state) if silent else None


def _gates(facts: LinkFacts, ends: Sequence[LinkEnd]) -> list[Gate]:
    gates = []
    if facts.state == "down":
        down = say("link_down")
        gates.append(Gate("down", 0.0, down, (Evidence("link", facts.key, down),)))
    for end in ends:
        for finding in end.findings:
            cap = CAPS.get(finding.severity)
            if cap is not None and not finding.suppressed:
                text = say("at", place=str(end), text=finding.text)
                evidence = Evidence(finding.source, str(finding.number), text)
                gates.append(Gate(f"open {finding.severity} {finding.source}", cap, text, (evidence,)))
    return gates


def _contributions(facts: LinkFacts, ends: Sequence[LinkEnd]) -> list[Contribution]:
    told = say("state", state=facts.state)
    state = Contribution(
        "state", WEIGHTS["state"], _STATES.get(facts.state), told, (Evidence("link", facts.key, told),)
    )
    readings = [(end, end.reading) for end in ends if end.reading is not None]
    errors = [
        (end, scales.errors(one.errors_share), say("errors", percent=one.errors_share * 100))
        for end, one in readings
        if one.errors_share is not None
    ]
    used = [
        (end, scales.capacity(one.used_percent), say("capacity", percent=one.used_percent))
        for end, one in readings
        if one.used_percent is not None
    ]
    light = [
        (end, scales.optics(one.margin_db), say("optics", db=one.margin_db))
        for end, one in readings
        if one.margin_db is not None
    ]
    found = [state, _worse("errors", errors), _worse("capacity", used)]
    return [*found, _worse("optics", light)] if light else found


def _worse(name: str, sides: Sequence[tuple[LinkEnd, float, Said]]) -> Contribution:
    if not sides:
        return Contribution(name, WEIGHTS[name], None, say("not_measured"))
    worst = min(sides, key=lambda side: side[1])
    evidence = tuple(Evidence("series", str(end), say("at", place=str(end), text=text)) for end, _, text in sides)
    return Contribution(name, WEIGHTS[name], worst[1], say("at", place=str(worst[0]), text=worst[2]), evidence)
