"""From a line to an event: header, tag, fields. Pure; a dialect is compiled once and used for millions of messages."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from watchkeeper.observe.messages.syslog.definition import EventRule, Pairs, SyslogPlatform
from watchkeeper.observe.messages.syslog.load import SyslogDefinitions
from watchkeeper.observe.messages.syslog.tags import Tagged, candidates, read_tag
from watchkeeper.observe.messages.syslog.template import choices_of, compile_template, needs_of
from watchkeeper.observe.messages.syslog.times import read_time
from watchkeeper.observe.messages.syslog.wire import Priority, Structured, read_priority, read_structured

_ABSENT: Final = frozenset({"", "n/a", "-"})
_COMMA_PAIRS: Final = re.compile(
    r"(?<![\w.\-/])([A-Za-z][\w.\-/]{0,63}+(?: [A-Za-z]\w{0,63}+)?)\s?[=:]\s?(\"[^\"]*+\"|'[^']*+'|[^,;()\"]++)"
)
_BLANK_PAIRS: Final = re.compile(r"(?<![\w.\-])([A-Za-z_][\w.\-]{0,63}+)=(\"(?:\\.|[^\"\\])*+\"|'[^']*+'|[^\s,]*+)")
_MOST_READ: Final = 1024
"""Characters of a text in which events are looked for. What is behind them is kept, but no expression sees it, so that
a long message made to be hard to match costs little."""
_LONG: Final = 160
"""Texts longer than this are looked through for a template's words before its expression sees them."""
_MOST_PAIRS: Final = 8192
_MOST_TAGS: Final = 4096
_MESSAGE: Final = "{message}"
_NOTHING: Final[Mapping[str, str]] = {}


class SyslogMessage(NamedTuple):
    """One message, understood as far as possible. ``event`` is None when no rule knows it; nothing is ever lost.

    ``severity`` 0-7 and ``facility`` 0-23 are those of the PRI part. ``timestamp`` is what the sender wrote, naive when
    it named no certain zone. ``host`` is a claim of the sender, not its identity.
    """

    raw: str
    event: str | None
    severity: int | None
    facility: int | None
    host: str | None
    process: str | None
    timestamp: datetime | None
    fields: Mapping[str, str]
    tag: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Template:
    """A compiled template, with what a text must contain to be worth the expression."""

    template: str
    needs: tuple[str, ...]
    choices: tuple[tuple[str, ...], ...]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, template: str) -> "_Template":
        return cls(template, needs_of(template), choices_of(template), compile_template(template))

    def match(self, text: str, *, any_case: bool) -> re.Match[str] | None:
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


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: EventRule
    templates: tuple[_Template, ...]

    @classmethod
    def of(cls, rule: EventRule) -> "_Compiled":
        return cls(rule, tuple(map(_Template.of, rule.match)))


_NO_RULES: Final[Sequence[_Compiled]] = ()


class Dialect:
    """A platform's definitions, ready for use."""

    def __init__(self, platform: SyslogPlatform) -> None:
        self.platform = platform
        self._headers = tuple(compile_template(header.removesuffix(_MESSAGE).rstrip()) for header in platform.headers)
        self._tags: dict[str, Sequence[_Compiled]] = {}
        self._by_prefix: list[tuple[str, _Compiled]] = []
        self._by_tag: dict[str, list[_Compiled]] = {}
        self._by_process: dict[str, list[_Compiled]] = {}
        self._by_text: list[_Compiled] = []
        for rule in platform.events:
            compiled = _Compiled.of(rule)
            for tag in rule.tags:
                if tag.endswith("*"):
                    self._by_prefix.append((tag[:-1], compiled))
                    continue
                self._by_tag.setdefault(tag, []).append(compiled)
            if not rule.tags:
                for process in rule.processes:
                    self._by_process.setdefault(process, []).append(compiled)
                if not rule.processes:
                    self._by_text.append(compiled)

    def parse(self, raw: str, received: datetime) -> SyslogMessage:
        """Return what ``raw`` says; ``received`` (aware) decides a year that it does not name."""
        priority = read_priority(raw)
        structured = read_structured(raw, priority.end)
        if structured is not None:
            return self._finish(raw, priority, *self._of_structured(structured, received), structured.parameters)
        if self.platform.key_value is not None:
            pairs = _pairs(Pairs.BLANKS, raw[priority.end :])
            head = self._of_pairs(pairs, raw[priority.end :], received)
            if head is not None:
                return self._finish(raw, priority, *head, pairs)
        return self._finish(raw, priority, *self._of_text(raw, priority.end, received), None)

    def _of_structured(self, found: Structured, received: datetime) -> "tuple[_Head, Tagged]":
        tagged = read_tag(self.platform.tags, found.message)
        if not tagged.tag and found.message_id:
            tagged = Tagged(found.message_id, tagged.facility, tagged.message)
        return _Head(found.host, found.app, read_time(found.time, received)), tagged

    def _of_pairs(self, pairs: Mapping[str, str], text: str, received: datetime) -> "tuple[_Head, Tagged] | None":
        names = self.platform.key_value
        if names is None or not any(name in pairs for name in (*names.timestamp[:1], *names.host)):
            return None
        written = " ".join(pairs[name] for name in names.timestamp if name in pairs)
        host = next((pairs[name] for name in names.host if name in pairs), "")
        return _Head(host, "", read_time(written, received)), Tagged("", "", text)

    def _of_text(self, raw: str, at: int, received: datetime) -> "tuple[_Head, Tagged]":
        for pattern in self._headers:
            found = pattern.match(raw, at)
            if found is not None:
                parts = found.groupdict()
                head = _Head(
                    parts.get("host") or "",
                    parts.get("process") or "",
                    read_time(parts.get("timestamp") or "", received),
                )
                return head, read_tag(self.platform.tags, raw[found.end() :].lstrip())
        return _NO_HEAD, read_tag(self.platform.tags, raw[at:].lstrip())

    def _finish(
        self, raw: str, priority: Priority, head: "_Head", tagged: Tagged, parameters: Mapping[str, str] | None
    ) -> SyslogMessage:
        process = head.process.removeprefix("/") or tagged.facility
        event, fields = self._recognise(process, head.host, tagged, parameters)
        return SyslogMessage(
            raw,
            event,
            priority.severity,
            priority.facility,
            head.host or None,
            process or None,
            head.timestamp,
            fields,
            tagged.tag,
            tagged.message,
        )

    def _recognise(
        self, process: str, host: str, tagged: Tagged, parameters: Mapping[str, str] | None
    ) -> tuple[str | None, Mapping[str, str]]:
        rules = self._tagged(tagged.tag) if tagged.tag else _NO_RULES
        reading = _Reading(tagged.message, self.platform.pairs, parameters)
        for group in (rules, self._by_process.get(process.lower(), _NO_RULES), self._by_text):
            for compiled in group:
                fields = reading.fields(compiled)
                if fields is None:
                    continue
                if compiled.rule.header:
                    stated = {"process": process, "host": host}
                    fields = {**{n: stated[part] for n, part in compiled.rule.header.items() if stated[part]}, **fields}
                return compiled.rule.event, fields
        for compiled in rules:  # the tag says that the message is known; releases differ in "Guard" and "guard"
            fields = reading.fields(compiled, any_case=True)
            if fields is not None:
                return compiled.rule.event, fields
        return self._by_tag_alone(rules, reading)

    def _tagged(self, tag: str) -> Sequence[_Compiled]:
        """Return the rules of a tag; those with a wildcard come last."""
        known = self._tags.get(tag)
        if known is None:
            known = self._find(tag)
            if len(self._tags) < _MOST_TAGS:
                self._tags[tag] = known
        return known

    def _find(self, tag: str) -> Sequence[_Compiled]:
        for name in candidates(tag):
            rules = self._by_tag.get(name, [])
            if self._by_prefix:
                rules = rules + [compiled for prefix, compiled in self._by_prefix if name.startswith(prefix)]
            if rules:
                return rules
        return _NO_RULES

    @staticmethod
    def _by_tag_alone(rules: Sequence[_Compiled], reading: "_Reading") -> tuple[str | None, Mapping[str, str]]:
        """A tag that only ever means one event still means it when a release words its text in another way."""
        if rules and len({compiled.rule.event for compiled in rules}) == 1 and not any(c.rule.where for c in rules):
            return rules[0].rule.event, reading.parameters_of(rules[0].rule)
        return None, _NOTHING


class _Head(NamedTuple):
    host: str
    process: str
    timestamp: datetime | None


_NO_HEAD: Final = _Head("", "", None)


class _Reading:
    """One message being tried against rules; its parameters are read when the first rule asks for them."""

    __slots__ = ("_message", "_parameters", "_start", "_style")

    def __init__(self, message: str, style: Pairs, parameters: Mapping[str, str] | None) -> None:
        self._message = message
        self._start = message[:_MOST_READ]
        self._style = style
        self._parameters = parameters

    def fields(self, compiled: _Compiled, *, any_case: bool = False) -> Mapping[str, str] | None:
        """Return the fields that a rule finds in the message, None when it does not fit."""
        rule, message = compiled.rule, self._start
        found: dict[str, str] = {}
        if compiled.templates:
            for template in compiled.templates:
                match = template.match(message, any_case=any_case)
                if match is not None:
                    found = _kept(match.groupdict().items())
                    break
            else:
                if not (rule.parameters and rule.tags and self._parameters):
                    return None
        if rule.parameters:
            found |= {name: value for name, value in self.parameters_of(rule).items() if name not in found}
        if (rule.where or rule.unless) and not self._holds(rule, found):
            return None
        for name, same in rule.also.items():
            if same in found:
                found.setdefault(name, found[same])
        return {**rule.settled, **found} if rule.settled else found

    def parameters_of(self, rule: EventRule) -> dict[str, str]:
        """Return the fields of a rule that stand in parameters."""
        if not rule.parameters:
            return {}
        known = self._known()
        return _kept(
            (field_name, next((known[name] for name in names if name in known), None))
            for field_name, names in rule.parameters.items()
        )

    def _known(self) -> Mapping[str, str]:
        if self._parameters is None:
            self._parameters = _pairs(self._style, self._message)
        return self._parameters

    def _holds(self, rule: EventRule, found: Mapping[str, str]) -> bool:
        for name, words in rule.where.items():
            value = found.get(name)
            if (self._known().get(name, "") if value is None else value).lower() not in words:
                return False
        for name, words in rule.unless.items():
            value = found.get(name)
            if (self._known().get(name, "") if value is None else value).lower() in words:
                return False
        return True


def _kept(values: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """Return the values that say something."""
    kept: dict[str, str] = {}
    for name, value in values:
        if value is not None:
            stripped = value.strip()
            if stripped.lower() not in _ABSENT:
                kept[name] = stripped
    return kept


def _pairs(style: Pairs, text: str) -> Mapping[str, str]:
    if style is Pairs.NONE:
        return _NOTHING
    pattern = _COMMA_PAIRS if style is Pairs.COMMAS else _BLANK_PAIRS
    found: dict[str, str] = {}
    for name, value in pattern.findall(text[:_MOST_PAIRS]):
        found.setdefault(name, value.strip().strip("\"'").rstrip("."))
    return found


class Dialects:
    """The dialects of some definitions, compiled when they are first needed."""

    def __init__(self, definitions: SyslogDefinitions) -> None:
        self.definitions = definitions
        self._compiled: dict[str, Dialect] = {}

    def of(self, platform: str) -> Dialect | None:
        """Return the dialect of a platform (by name or alias), None when nobody described it."""
        dialect = self._compiled.get(platform)
        if dialect is None:
            name = self.definitions.find(platform)
            if name is None:
                return None
            dialect = self._compiled[platform] = Dialect(self.definitions.platform(name))
        return dialect
