"""The sentences of a health. Figures have three digits that mean something, never an exponent."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from watchkeeper.kit.sayings import Saying, Sentences
from watchkeeper.kit.text import span

_LEAST_PERCENT: Final = 0.001
_LEAST_MS: Final = 0.1

Text = Saying | str
"""A sentence of a health, or one of somebody else, such as a rule's."""

TEXTS: Final[Mapping[str, str]] = {
    "not_watched": "not watched",
    "never_polled": "never polled",
    "not_told": "its state is not known",
    "cut_off": "not reachable because of another failure: {text}",
    "little_measured": "with too little measured",
    "asked_long_ago": "not asked for more than three intervals",
    "cut_off_by_another": "not reachable because of another failure",
    "last_asked": "last asked {seconds} ago, more than {count} intervals",
    "because": "{reason}",
    "down": "down",
    "down_because": "down: {reason}",
    "anomaly": "{kind} of {metric} on {object}",
    "rule": "{text}",
    "pings": "{share_percent} of pings answered",
    "polls": "{share_percent} of polls answered",
    "and": "{one}, {other}",
    "not_measured": "not measured",
    "rtt_not_measured": "round trip not measured",
    "rtt": "round trip {ms}",
    "rtt_usual": "round trip {ms}, usually {usual_ms}",
    "errors": "{percent} of the packets with errors",
    "capacity": "{percent} used",
    "optics": "{db} dB above the low alarm",
    "at": "{place}: {text}",
    "worst_of": "worst of {count}: {text}",
    "nothing_measured": "nothing measured",
    "too_little": "too little is known: {parts}",
    "too_little_of": "too little is known: {count} of {of} have no score ({causes})",
    "nothing_known": "nothing is known",
    "times": "{count} {text}",
    "part": "{name}: {text}",
    "all_under_maintenance": "all of it is under maintenance",
    "no_devices": "it has no devices",
    "state": "{state}",
    "best_of": "best of {names}: {text}",
    "score": "{score}",
    "score_because": "{score}, {text}",
    "no_score": "no score",
    "no_score_because": "no score, {text}",
    "members_down": "down: {names}",
    "members_down_more": "down: {names} and {more} more",
    "gone": "its neighbours no longer report it",
    "neither_says": "neither end says whether it is up",
    "silent_end": "{name} is {state}: what it said last is no longer known",
    "link_down": "the link is down",
}
"""The English of each code."""


def percent(value: float) -> str:
    """Return a percentage, 0..100; what rounds to nothing is below the least that is told, not zero."""
    return f"< {_LEAST_PERCENT} %" if 0 < value < _LEAST_PERCENT else f"{value:.3g} %"


def milliseconds(value: float) -> str:
    """Return a duration in ms; the answers of a machine to itself are below the least that is told."""
    return f"< {_LEAST_MS} ms" if 0 < value < _LEAST_MS else f"{value:.1f} ms"


FIGURES: Final[Mapping[str, Callable[[float], str]]] = {
    "share_percent": lambda value: f"{value:.4g} %",
    "percent": percent,
    "ms": milliseconds,
    "usual_ms": milliseconds,
    "seconds": span,
    "db": lambda value: f"{value:.1f}",
}
"""How figures are told, by their names; all others are counts and scores."""
SENTENCES: Final = Sentences(TEXTS, FIGURES)
say = SENTENCES.say


def joined(parts: Sequence[Saying]) -> Saying:
    """Return several sentences as one."""
    found = parts[0]
    for part in parts[1:]:
        found = say("and", one=found, other=part)
    return found
