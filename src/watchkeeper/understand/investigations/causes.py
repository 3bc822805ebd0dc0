"""Ranks what may have caused a symptom.

A candidate is reached from the symptom along dependencies that all deviate. Its score adds up what speaks for it: the
share of the symptom's excess that it accounts for, the part of its own excess that nothing below it explains, how
many deviating entities it explains, how strong the deviation is, whether it began first, whether something was
changed on it shortly before; and takes off what contradicts it.
"""

import itertools
import math
from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from watchkeeper.kit.jsonable import JSON
from watchkeeper.kit.sayings import Saying, Sentences
from watchkeeper.understand.investigations.case import Case
from watchkeeper.understand.investigations.deviation import OFF, Deviation, deviation_of, step_of

CHANGE_S: Final = 1800.0
"""A change counts for half an hour."""
FAINT: Final = 1.0
"""A symptom may be faint where it is the mean over many requests: then something below it has to be clearly off."""
_SHARE: Final = 0.3
SENTENCES: Final = Sentences({
    "off": "{metric} is off by {distance} robust deviations ({worst} at worst)",
    "accounts": "accounts for {share} of the excess of {object}",
    "own": "{share} of its own excess is explained by nothing below it",
    "explains": "explains {number} deviating entities",
    "early": "began no later than the symptom",
    "late": "began after the symptom, which speaks against it",
    "changed": "changed shortly before: {change}",
    "between": "{object} deviates, but {other} between it and the symptom does not",
})  # fmt: skip
"""What speaks for a cause and against others, by code."""


class Verdict(StrEnum):
    """What an investigation comes to."""

    FAULT_FOUND = "fault_found"
    HEALTHY = "healthy"
    INCONCLUSIVE = "inconclusive"


class Label(StrEnum):
    """How sure a cause is. Verified: structure, deviation and time order hold on every edge."""

    VERIFIED = "verified"
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Cause:
    """One candidate. ``path`` leads from it to the symptom."""

    entity: str
    score: float
    label: Label
    path: tuple[str, ...]
    evidence: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of an investigation, with what was ruled out and what could not be seen."""

    verdict: Verdict
    causes: tuple[Cause, ...]
    ruled_out: tuple[Saying, ...]
    blind_spots: tuple[str, ...]


def as_document(finding: Finding) -> dict[str, JSON]:
    """Return a finding in the words of the command line's contract: sentences in English."""
    causes: list[JSON] = [
        {
            "entity": one.entity,
            "score": one.score,
            "label": one.label.value,
            "path": list(one.path),
            "evidence": [str(said) for said in one.evidence],
        }
        for one in finding.causes
    ]
    return {
        "verdict": finding.verdict.value,
        "causes": causes,
        "ruled_out": [str(said) for said in finding.ruled_out],
        "blind_spots": list(finding.blind_spots),
    }


def investigate(case: Case) -> Finding:
    """Return the ranked causes of the case's symptom."""
    return _Investigation(case).run()


class _Investigation:
    def __init__(self, case: Case) -> None:
        self._case = case
        self._step = step_of(case.series.get((case.entity, case.metric)))
        self._callers = case.callers
        self._paths = _paths(case)
        names = {*self._paths, *case.callees, *self._callers}
        found = {name: deviation_of(case, name, self._step) for name in sorted(names)}
        self._seen: dict[str, Deviation] = {name: one for name, one in found.items() if one is not None}
        self._off = {name for name, one in self._seen.items() if one.off}

    def run(self) -> Finding:
        blind = tuple(sorted(name for name in self._paths if name not in self._seen))
        symptom = self._seen.get(self._case.entity)
        if symptom is None:
            return Finding(Verdict.INCONCLUSIVE, (), (), blind)
        reached = self._reached()
        causes = sorted((self._judge(name, path) for name, path in reached.items()), key=lambda one: -one.score)
        out = tuple(self._ruled_out(name) for name in sorted(self._off - set(reached)) if name in self._paths)
        if not self._faulty(symptom, reached):
            return Finding(Verdict.HEALTHY, (), out, blind)
        return Finding(Verdict.FAULT_FOUND, tuple(causes), out, blind)

    def _faulty(self, symptom: Deviation, reached: dict[str, tuple[str, ...]]) -> bool:
        if symptom.off:
            return True
        if symptom.peak < FAINT:
            return False
        below = [self._seen[name] for name in reached if name != self._case.entity]
        return any(one.off and one.excess >= _SHARE * symptom.excess for one in below)

    def _reached(self) -> dict[str, tuple[str, ...]]:
        """Return the symptom and everything that deviates and is joined to it by what deviates, with the way back."""
        start = self._case.entity
        found: dict[str, tuple[str, ...]] = {start: (start,)}
        queue = deque([start])
        while queue:
            name = queue.popleft()
            for callee in self._case.callees.get(name, ()):
                if callee in self._off and callee not in found:
                    found[callee] = (callee, *found[name])
                    queue.append(callee)
        return found

    def _judge(self, name: str, path: tuple[str, ...]) -> Cause:
        here, symptom = self._seen[name], self._seen[self._case.entity]
        share = min(1.0, here.excess / symptom.excess) if symptom.excess > 0 else 0.0
        own = self._own_part(name)
        explained = self._explains(name)
        coverage = len(explained) / max(1, len(self._off | {self._case.entity}))
        strength = 1 - math.exp(-max(0.0, here.sustained, here.peak / 2) / 5)
        early = here.onset is not None and symptom.onset is not None and here.onset <= symptom.onset + self._step
        changes = [
            one.text for one in self._case.happenings if one.entity == name and 0 <= self._case.at - one.at <= CHANGE_S
        ]
        score = -4 + 3 * share * own + 1.5 * own + 1.5 * coverage + strength + (0.5 if early else -1.0)
        score += 1.0 if changes else 0.0
        evidence = [
            SENTENCES.say("off", metric=here.metric, distance=f"{here.sustained:.1f}", worst=f"{here.peak:.1f}"),
            SENTENCES.say("accounts", share=f"{share:.0%}", object=self._case.entity),
            SENTENCES.say("own", share=f"{own:.0%}"),
            SENTENCES.say("explains", number=str(len(explained))),
            SENTENCES.say("early" if early else "late"),
        ]
        evidence += [SENTENCES.say("changed", change=text) for text in changes]
        return Cause(name, round(1 / (1 + math.exp(-score)), 4), self._label(path, own), path, tuple(evidence))

    def _own_part(self, name: str) -> float:
        """Return the part of an entity's excess that the deviating entities that it depends on do not account for."""
        below = [self._seen[one].excess for one in self._case.callees.get(name, ()) if one in self._off]
        excess = self._seen[name].excess
        return 1 - min(1.0, max(below, default=0.0) / excess) if excess > 0 else 0.0

    def _explains(self, name: str) -> set[str]:
        found, queue = {name}, deque([name])
        while queue:
            for caller in self._callers.get(queue.popleft(), ()):
                if caller not in found and (caller in self._off or caller == self._case.entity):
                    found.add(caller)
                    queue.append(caller)
        return found

    def _label(self, path: tuple[str, ...], own: float) -> Label:
        seen = [self._seen[name] for name in path]
        strong = all(one.sustained >= OFF for one in seen)
        onsets = [one.onset for one in seen if one.onset is not None]
        ordered = all(cause <= effect for cause, effect in itertools.pairwise(onsets))
        if own < 0.5:  # noqa: PLR2004 - most of it comes from below
            return Label.POSSIBLE
        return Label.VERIFIED if strong and ordered else Label.LIKELY

    def _ruled_out(self, name: str) -> Saying:
        quiet = next((one for one in self._paths[name] if one not in self._off and one != name), None)
        return SENTENCES.say("between", object=name, other=quiet or self._case.entity)


def _paths(case: Case) -> dict[str, tuple[str, ...]]:
    """Return everything that the symptom's entity depends on, with the shortest way from it to the symptom."""
    found: dict[str, tuple[str, ...]] = {case.entity: (case.entity,)}
    queue = deque([case.entity])
    while queue:
        name = queue.popleft()
        for callee in case.callees.get(name, ()):
            if callee not in found:
                found[callee] = (callee, *found[name])
                queue.append(callee)
    return found
