"""The health of one link from the map's edge and both its ends. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from watchkeeper.kit.sayings import Saying
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
from watchkeeper.understand.health.device import CAPS, Finding
from watchkeeper.understand.health.measures import EndReading
from watchkeeper.understand.health.words import say

WEIGHTS: Final = {"state": 0.40, "errors": 0.25, "capacity": 0.20, "optics": 0.15}
_STATES: Final = {"up": 100.0, "down": 0.0}
_PERCENT: Final = 100.0


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


def _unknown(facts: LinkFacts) -> Saying | None:
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


_Side = tuple[LinkEnd, float, float]
"""An end with what was measured there and the score of that."""


def _contributions(facts: LinkFacts, ends: Sequence[LinkEnd]) -> list[Contribution]:
    state = Contribution("state", WEIGHTS["state"], _STATES.get(facts.state), partial(_stands, facts))
    errors: list[_Side] = []
    used: list[_Side] = []
    light: list[_Side] = []
    for end in ends:
        if (one := end.reading) is None:
            continue
        if one.errors_share is not None:
            errors.append((end, one.errors_share * _PERCENT, scales.errors(one.errors_share)))
        if one.used_percent is not None:
            used.append((end, one.used_percent, scales.capacity(one.used_percent)))
        if one.margin_db is not None:
            light.append((end, one.margin_db, scales.optics(one.margin_db)))
    found = [state, _worse("errors", errors, "percent"), _worse("capacity", used, "percent")]
    return [*found, _worse("optics", light, "db")] if light else found


def _stands(facts: LinkFacts) -> Told:
    told = say("state", state=facts.state)
    return told, (Evidence("link", facts.key, told),)


def _worse(name: str, sides: Sequence[_Side], figure: str) -> Contribution:
    if not sides:
        return Contribution(name, WEIGHTS[name], None, just(say("not_measured")))
    return Contribution(name, WEIGHTS[name], min(score for _, _, score in sides), partial(_ends, name, sides, figure))


def _ends(name: str, sides: Sequence[_Side], figure: str) -> Told:
    texts = [say("at", place=str(end), text=say(name, **{figure: value})) for end, value, _ in sides]
    evidence = tuple(Evidence("series", str(end), text) for (end, _, _), text in zip(sides, texts, strict=True))
    worst = min(range(len(sides)), key=lambda at: sides[at][2])
    return texts[worst], evidence
