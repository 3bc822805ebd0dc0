"""The health of what is made of devices: a site, a service (a pool), the network. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from watchkeeper.kit.sayings import Saying
from watchkeeper.understand.health.assessment import (
    Assessment,
    Contribution,
    Evidence,
    Gate,
    HealthState,
    Told,
    assess,
)
from watchkeeper.understand.health.words import Text, say

REDUNDANT: Final = "redundant:"
"""Devices that share a tag with this beginning stand in for one another: the better one counts."""
_MEMBER_DOWN: Final = 89.0
_MOSTLY_DOWN: Final = 69.0
_HALF: Final = 0.5
_WITHOUT_DETAIL: Final = {
    "last_asked": "asked_long_ago",
    "cut_off": "cut_off_by_another",
    "too_little": "little_measured",
}
_NAMED: Final = 3
_CAUSES: Final = 4
"""So many causes are told of why members have no score, the most frequent."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a group. ``in_maintenance`` leaves it out: it is neither healthy nor ill while worked on."""

    kind: str
    id: int
    name: str
    assessment: Assessment
    weight: float = 1.0
    redundancy: str = ""
    in_maintenance: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many members are in which state; those under maintenance are counted apart."""

    healthy: int = 0
    warning: int = 0
    critical: int = 0
    unknown: int = 0
    maintenance: int = 0


def group_health(members: Sequence[Member], previous: HealthState | None = None) -> Assessment:
    """Return the health of a group: the mean of what its members have, by criticality.

    Of members that stand in for one another the best counts, with the weight of the gravest. A group in which
    something without a stand-in is down is not healthy, however large; with half of its weight down it is critical.
    """
    counted = [one for one in members if not one.in_maintenance]
    if not counted:
        return assess([], unknown_because=say("all_under_maintenance" if members else "no_devices"))
    parts = [_part(some) for some in _together(counted)]
    return assess([part for part, _ in parts], _gates(parts), previous=previous, little=partial(_little, parts))


def _little(parts: Sequence[tuple[Contribution, Assessment]]) -> Saying | None:
    """Say how many members have no score and why: a cause each, the most frequent first."""
    without = [one for _, one in parts if one.score is None]
    if not without:
        return None
    counted = Counter(str(_cause(one.reason)) for one in without)
    cause_of = {str(cause): cause for cause in (_cause(one.reason) for one in without)}
    causes = tuple(say("times", count=number, text=cause_of[text]) for text, number in counted.most_common(_CAUSES))
    return say("too_little_of", count=len(without), of=len(parts), causes=causes)


def _cause(reason: Text) -> Saying:
    """Return a reason as it is the same for many devices: without what only one of them has."""
    found = reason if isinstance(reason, Saying) else say("because", reason=reason)
    if found.code in _WITHOUT_DETAIL:
        return say(_WITHOUT_DETAIL[found.code])
    if found.code == "because":
        return say("because", reason=str(found.facts["reason"]).partition(":")[0])
    return found


def weight_of(tags: Iterable[str], weights: dict[str, float]) -> float:
    """Return how much a device with ``tags`` counts: as its gravest tag says, 1 without one."""
    return max((weights[tag] for tag in tags if tag in weights), default=1.0)


def redundancy_of(tags: Iterable[str]) -> str:
    """Return the redundancy group that a device's tags name, empty when it has no stand-in."""
    return min((tag for tag in tags if tag.startswith(REDUNDANT)), default="")


def count(members: Iterable[Member]) -> Counts:
    """Return how many members are in which state."""
    found: dict[str, int] = {}
    for one in members:
        key = "maintenance" if one.in_maintenance else one.assessment.state.value
        found[key] = found.get(key, 0) + 1
    return Counts(**found)


def _together(members: Sequence[Member]) -> list[list[Member]]:
    found: dict[str, list[Member]] = {}
    for number, one in enumerate(members):
        found.setdefault(one.redundancy or f"#{number}", []).append(one)
    return list(found.values())


def _part(members: Sequence[Member]) -> tuple[Contribution, Assessment]:
    """Return members that stand in for one another as one part, and the assessment that counts."""
    known = [one for one in members if one.assessment.score is not None]
    best = max(known, key=lambda one: one.assessment.score or 0.0) if known else members[0]
    weight = max(one.weight for one in members)
    return Contribution(best.name, weight, best.assessment.score, partial(_stand, members, best)), best.assessment


def _stand(members: Sequence[Member], best: Member) -> Told:
    text = best.assessment.reason or say("state", state=best.assessment.state.value)
    if len(members) > 1:
        text = say("best_of", names=tuple(one.name for one in members), text=text)
    evidence = tuple(
        Evidence(one.kind, str(one.id), say("at", place=one.name, text=_said(one.assessment))) for one in members
    )
    return text, evidence


def _said(one: Assessment) -> Saying:
    if one.score is None:
        return say("no_score_because", text=one.reason) if one.reason else say("no_score")
    return say("score_because", score=one.score, text=one.reason) if one.reason else say("score", score=one.score)


def _gates(parts: Sequence[tuple[Contribution, Assessment]]) -> list[Gate]:
    known = sum(part.weight for part, one in parts if one.score is not None)
    down = [part for part, one in parts if one.score is not None and one.score <= 0]
    if not down:
        return []
    names, more = tuple(part.name for part in down[:_NAMED]), len(down) - _NAMED
    text = say("members_down", names=names) if more <= 0 else say("members_down_more", names=names, more=more)
    evidence = tuple(one for part in down for one in part.evidence)
    mostly = sum(part.weight for part in down) >= _HALF * known
    return [Gate("members down", _MOSTLY_DOWN if mostly else _MEMBER_DOWN, text, evidence)]
