"""A sentence as its code and what is put into it, so that every face can say it in its own language. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said: ``code`` names the sentence, ``facts`` fill it, ``text`` is the whole in English."""

    code: str
    facts: Mapping[str, str]
    text: str

    def __str__(self) -> str:
        """Return the English sentence."""
        return self.text


def say(sentences: Mapping[str, str], code: str, **facts: str) -> Saying:
    """Return the sentence ``code`` of ``sentences`` with its places, ``{name}``, filled. Raises KeyError."""
    return Saying(code, facts, sentences[code].format_map(facts))
