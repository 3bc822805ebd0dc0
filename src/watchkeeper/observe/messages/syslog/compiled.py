"""The rules of a dialect, compiled: cheap tests that spare most messages most expressions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from watchkeeper.observe.messages.syslog.definition import EventRule
from watchkeeper.observe.messages.syslog.template import choices_of, compile_template, needs_of

_LONG: Final = 160
"""Texts longer than this are looked through for a template's words before its expression sees them."""


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template, with what a text must contain to be worth the expression."""

    template: str
    needs: tuple[str, ...]
    choices: tuple[tuple[str, ...], ...]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, template: str) -> "Template":
        """Compile a template. Raises TemplateError."""
        return cls(template, needs_of(template), choices_of(template), compile_template(template))

    def match(self, text: str, *, any_case: bool) -> re.Match[str] | None:
        """Match ``text``; with ``any_case`` also what means itself may be in any case."""
        if any_case:
            return compile_template(self.template, any_case=True).match(text)
        for need in self.needs:
            if need not in text:
                return None
        if self.choices and len(text) > _LONG:
            lower = text.lower()
            for words in self.choices:
                if not any(word in lower for word in words):
                    return None
        return self.pattern.match(text)

    def sign(self) -> str | None:
        """Return an expression of which a text must have a match somewhere; None when there is no such thing."""
        if self.needs:
            return re.escape(self.needs[0])
        groups = ["|".join(map(re.escape, words)) for words in self.choices]
        return f"(?i:{max(groups, key=len)})" if groups else None


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule with its templates."""

    rule: EventRule
    templates: tuple[Template, ...]

    @classmethod
    def of(cls, rule: EventRule) -> "Compiled":
        """Compile a rule. Raises TemplateError."""
        return cls(rule, tuple(map(Template.of, rule.match)))


def signs_of(rules: Iterable[Compiled]) -> re.Pattern[str] | None:
    """Return an expression without whose match none of the rules fits; None when that cannot be told."""
    signs = [template.sign() for rule in rules for template in rule.templates]
    known = [sign for sign in signs if sign is not None]
    if len(known) < len(signs) or not all(rule.templates for rule in rules):
        return None
    return re.compile("|".join(dict.fromkeys(known)))
