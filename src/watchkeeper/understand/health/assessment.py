"""A score with all that it follows from: components, gates, coverage, and what is not known. Pure.

Unknown is a third state: a subject of which too little is known has no score at all, and is never shown as healthy.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from watchkeeper.kit.sayings import Saying
from watchkeeper.understand.health.words import Text, say

HEALTHY_FROM: Final = 90.0
WARNING_FROM: Final = 70.0
HYSTERESIS: Final = 2.0
LEAST_COVERAGE: Final = 0.5
"""Share of the weights that must be known for a score."""


class HealthState(StrEnum):
    """What a score means; unknown has none."""

    HEALTHY = "healthy"
    WARNING = "warning"
    CRITICAL = "critical"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact behind a contribution.

    ``kind`` says where it is kept: state, series, anomaly, alert, link, device, site, pool, or maintenance;
    ``reference`` is its number or name there.
    """

    kind: str
    reference: str
    text: Text


Told = tuple[Text, tuple[Evidence, ...]]
"""The words of a part and the facts behind them."""


def just(text: Text, evidence: tuple[Evidence, ...] = ()) -> Callable[[], Told]:
    """Return what tells these words and facts."""
    return lambda: (text, evidence)


@dataclass(frozen=True, slots=True)
class Contribution:
    """One part of a score. ``score`` None: not known. ``share`` is its part of all that is known, 0..1.

    ``tell`` finds the words when somebody asks for them: of the parts of a whole network few are ever shown.
    """

    name: str
    weight: float
    score: float | None
    tell: Callable[[], Told]
    share: float = 0.0

    @property
    def text(self) -> Text:
        """What is said of it."""
        return self.tell()[0]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The facts behind it."""
        return self.tell()[1]


@dataclass(frozen=True, slots=True)
class Gate:
    """A fact that a score cannot rise above, whatever the components say."""

    name: str
    at_most: float
    text: Text
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """How well a subject is. ``score`` is None exactly when ``state`` is unknown, and ``reason`` then says why.

    ``ungated`` is what the components alone would give; ``coverage`` the share (0..1) of the weights that are known.
    """

    state: HealthState
    score: float | None
    coverage: float
    reason: Text = ""
    ungated: float | None = None
    contributions: tuple[Contribution, ...] = ()
    gates: tuple[Gate, ...] = ()


def assess(
    contributions: Sequence[Contribution],
    gates: Sequence[Gate] = (),
    *,
    previous: HealthState | None = None,
    unknown_because: Saying | None = None,
    little: Callable[[], Saying | None] | None = None,
) -> Assessment:
    """Return the assessment of a subject.

    ``unknown_because`` makes it unknown whatever the components say; ``little`` finds what is said instead of the
    missing components' names when too few of them are known. A gate at 0 is a fact of its own
    (the subject is down) and needs no coverage. ``previous`` is the last state, for the hysteresis of the bands.
    """
    applicable = sum(one.weight for one in contributions)
    known = sum(one.weight for one in contributions if one.score is not None)
    coverage = known / applicable if applicable else 0.0
    shown = tuple(_shared(one, known) for one in contributions)
    ungated = sum(one.share * one.score for one in shown if one.score is not None) if known else None
    dead = any(gate.at_most <= 0 for gate in gates)
    reason = unknown_because or ("" if dead else _too_little(coverage, contributions, little))
    if reason:
        return Assessment(HealthState.UNKNOWN, None, coverage, reason, ungated, shown, tuple(gates))
    score = min([*(gate.at_most for gate in gates), 100.0 if ungated is None else ungated])
    state = band(score, previous)
    lowest = min(gates, key=lambda gate: gate.at_most, default=None)
    binding = lowest is not None and (ungated is None or lowest.at_most < ungated)
    said = lowest.text if lowest is not None and binding else _worst(shown)
    return Assessment(state, score, coverage, said, ungated, shown, tuple(gates))


def _shared(one: Contribution, known: float) -> Contribution:
    """Return a part with its share of the ``known`` weight; made by hand, as ``replace`` takes three times as long."""
    share = one.weight / known if known and one.score is not None else 0.0
    return Contribution(one.name, one.weight, one.score, one.tell, share)


def band(score: float, previous: HealthState | None = None) -> HealthState:
    """Return the band of a score; one that was left has to be overstepped by ``HYSTERESIS`` to be entered again.

    A score of 0 is critical at once.
    """
    healthy, warning = HEALTHY_FROM, WARNING_FROM
    if previous is HealthState.HEALTHY:
        healthy -= HYSTERESIS
    elif previous is HealthState.WARNING:
        healthy, warning = healthy + HYSTERESIS, warning - HYSTERESIS
    elif previous is HealthState.CRITICAL:
        warning += HYSTERESIS
    if score >= healthy:
        return HealthState.HEALTHY
    return HealthState.WARNING if score >= warning else HealthState.CRITICAL


def _too_little(
    coverage: float, contributions: Sequence[Contribution], little: Callable[[], Saying | None] | None
) -> Text:
    if coverage >= LEAST_COVERAGE:
        return ""
    missing = tuple(one.name for one in contributions if one.score is None)
    if not missing:
        return say("nothing_known")
    return (little and little()) or say("too_little", parts=missing)


def _worst(contributions: Sequence[Contribution]) -> Text:
    """Return the words of the part that costs most, empty when nothing costs anything that matters."""
    known = [one for one in contributions if one.score is not None]
    worst = max(known, key=lambda one: one.share * (100.0 - (one.score or 0.0)), default=None)
    if worst is None or worst.score is None or worst.score >= HEALTHY_FROM:
        return ""
    return say("part", name=worst.name, text=worst.text)
