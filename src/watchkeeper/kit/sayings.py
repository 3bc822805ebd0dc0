"""A sentence as its code and what is put into it, so that every face can say it in its own language. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Fact: TypeAlias = "str | float | Saying | tuple[str, ...] | tuple[Saying, ...]"
"""A word that is told as it is, a figure in the unit that its name says, or what is said inside of a sentence."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of one subject in English, by code, with their places as ``{name}``.

    ``figures`` tells the numbers of some places, by name; those of all others are counts and scores, told whole.
    """

    texts: Mapping[str, str]
    figures: Mapping[str, Callable[[float], str]] = field(default_factory=dict)

    def say(self, code: str, **facts: Fact) -> "Saying":
        """Return the sentence of ``code``; its places are filled when somebody wants its text."""
        return Saying(code, facts, self)

    def told(self, name: str, fact: Fact) -> str:
        """Return what stands at the place ``name``."""
        if isinstance(fact, (str, Saying)):
            return str(fact)
        if isinstance(fact, tuple):
            return ", ".join(map(str, fact))
        return self.figures.get(name, _whole)(fact)


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said: ``code`` names the sentence of ``sentences``, ``facts`` fill it, ``str()`` is its English."""

    code: str
    facts: Mapping[str, Fact]
    sentences: Sentences = field(repr=False, compare=False)

    def told(self) -> dict[str, str]:
        """Return the facts as they stand in the sentence."""
        return {name: self.sentences.told(name, fact) for name, fact in self.facts.items()}

    def __str__(self) -> str:
        """Return the English sentence. Raises KeyError when there is none of its code, or a place stays empty."""
        return self.sentences.texts[self.code].format_map(self.told())


def _whole(value: float) -> str:
    return f"{value:.0f}"
