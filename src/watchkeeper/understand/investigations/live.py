"""The cause of an incident as it stands: the engine of ``wk rca`` over its alerts and the map. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from watchkeeper.kit.sayings import Saying, Sentences
from watchkeeper.understand.alerts.correlation.network import NODE, Network
from watchkeeper.understand.investigations.case import Case, Happening
from watchkeeper.understand.investigations.causes import Cause, Finding, Label, Verdict, investigate
from watchkeeper.understand.investigations.dependence import WHOLE, Symptom, case_of

SENTENCES: Final = Sentences({
    "follows": "{object} fails as well, and what it depends on accounts for that",
    "answers": "{object} is on the way there and answers",
    "fewest": "the fewest faults that explain the {number} alerts include it",
    "unmeasured": "nothing measures it itself, so neither its deviation nor its time is known",
})  # fmt: skip
"""What is said of incidents' causes beside what is said of every cause, by code."""


def causes_of(
    network: Network, roots: Sequence[str], symptoms: Sequence[Symptom], happenings: Sequence[Happening] = ()
) -> Finding:
    """Return the ranked causes of an incident, what was ruled out and what could not be seen.

    ``roots`` are what the correlation holds for failed. One that nothing measures itself is listed as possible; when
    nothing better than that is known, the verdict is inconclusive.
    """
    if not symptoms:
        return Finding(Verdict.INCONCLUSIVE, (), (), tuple(roots))
    case = case_of(network, roots, symptoms, happenings)
    found = investigate(case)
    causes = [_bare(one) for one in found.causes if one.entity != WHOLE]
    own = [one for one in causes if one.label is not Label.POSSIBLE]
    inferred = [_inferred(root, len(symptoms)) for root in roots if root not in {one.entity for one in causes}]
    follows = [SENTENCES.say("follows", object=one.entity) for one in causes if one not in own]
    out = (*follows, *found.ruled_out, *_innocent(case, own))
    verdict = found.verdict if own else Verdict.INCONCLUSIVE
    blind = tuple(dict.fromkeys([*found.blind_spots, *(one.entity for one in inferred)]))
    return Finding(verdict, (*own, *inferred), out, blind)


def _bare(cause: Cause) -> Cause:
    return replace(cause, path=tuple(one for one in cause.path if one != WHOLE))


def _inferred(root: str, symptoms: int) -> Cause:
    evidence = (SENTENCES.say("fewest", number=str(symptoms)), SENTENCES.say("unmeasured"))
    return Cause(root, 0.0, Label.POSSIBLE, (root,), evidence)


def _innocent(case: Case, own: Sequence[Cause]) -> list[Saying]:
    """Return the devices that a cause stands on and that answer: the fault is behind them."""
    named = {one.entity for one in own}
    on_the_way = {below for name in named for below in case.callees.get(name, ())}
    seen = {name for name, _ in case.series}
    quiet = sorted(
        name
        for name in (on_the_way & seen) - named
        if name.startswith(f"{NODE}:") and bool((case.series[(name, case.metric)].values > 0).all())
    )
    return [SENTENCES.say("answers", object=name) for name in quiet]
