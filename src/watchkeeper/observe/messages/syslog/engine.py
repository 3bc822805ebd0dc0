"""From a line to an event: header, tag, fields. Pure; a dialect is compiled once and used for millions of messages."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from watchkeeper.observe.messages.syslog.compiled import Compiled, signs_of
from watchkeeper.observe.messages.syslog.definition import EventRule, Pairs, SyslogPlatform
from watchkeeper.observe.messages.syslog.load import SyslogDefinitions
from watchkeeper.observe.messages.syslog.tags import Tagged, candidates, read_tag
from watchkeeper.observe.messages.syslog.template import compile_template
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
_MOST_PAIRS: Final = 8192
_MOST_TAGS: Final = 4096
_MOST_BODIES: Final = 8192
_BODY: Final = 256
"""Characters of a text whose meaning is remembered: a port that flaps says the same two sentences all night."""
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


_NO_RULES: Final[Sequence[Compiled]] = ()


class Dialect:
    """A platform's definitions, ready for use."""

    def __init__(self, platform: SyslogPlatform) -> None:
        self.platform = platform
        self._headers = tuple(compile_template(header.removesuffix(_MESSAGE).rstrip()) for header in platform.headers)
        self._tags: dict[str, Sequence[Compiled]] = {}
        self._bodies: dict[tuple[str, str, Tagged], tuple[str | None, Mapping[str, str]]] = {}
        self._by_prefix: list[tuple[str, Compiled]] = []
        self._by_tag: dict[str, list[Compiled]] = {}
        self._by_process: dict[str, list[Compiled]] = {}
        self._by_text: list[Compiled] = []
        for rule in platform.events:
            compiled = Compiled.of(rule)
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
        self._text_signs = signs_of(self._by_text)

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
        event, fields = self._remembered(process, head.host, tagged, parameters)
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

    def _remembered(
        self, process: str, host: str, tagged: Tagged, parameters: Mapping[str, str] | None
    ) -> tuple[str | None, Mapping[str, str]]:
        if parameters is not None or len(tagged.message) > _BODY:
            return self._recognise(process, host, tagged, parameters)
        body = process, host, tagged
        known = self._bodies.get(body)
        if known is None:
            if len(self._bodies) >= _MOST_BODIES:
                self._bodies.clear()
            known = self._bodies[body] = self._recognise(process, host, tagged, None)
        return known

    def _recognise(
        self, process: str, host: str, tagged: Tagged, parameters: Mapping[str, str] | None
    ) -> tuple[str | None, Mapping[str, str]]:
        rules = self._tagged(tagged.tag) if tagged.tag else _NO_RULES
        reading = _Reading(tagged.message, self.platform.pairs, parameters)
        for compiled, any_case in self._candidates(rules, process, tagged.message):
            fields = reading.fields(compiled, any_case=any_case)
            if fields is None:
                continue
            if compiled.rule.header:
                stated = {"process": process, "host": host}
                fields = {**{n: stated[part] for n, part in compiled.rule.header.items() if stated[part]}, **fields}
            return compiled.rule.event, fields
        return self._by_tag_alone(rules, reading)

    def _candidates(self, rules: Sequence[Compiled], process: str, message: str) -> Iterator[tuple[Compiled, bool]]:
        """Yield what to try, and whether in any case: a tag is sure, but releases write "Guard" and "guard"."""
        for any_case in (False, True):
            for compiled in rules:
                yield compiled, any_case
        for compiled in self._by_process.get(process.lower(), _NO_RULES):
            yield compiled, False
        if self._text_signs is None or self._text_signs.search(message, 0, _MOST_READ):
            for compiled in self._by_text:
                yield compiled, False

    def _tagged(self, tag: str) -> Sequence[Compiled]:
        """Return the rules of a tag; those with a wildcard come last."""
        known = self._tags.get(tag)
        if known is None:
            known = self._find(tag)
            if len(self._tags) < _MOST_TAGS:
                self._tags[tag] = known
        return known

    def _find(self, tag: str) -> Sequence[Compiled]:
        for name in candidates(tag):
            rules = self._by_tag.get(name, [])
            if self._by_prefix:
                rules = rules + [compiled for prefix, compiled in self._by_prefix if name.startswith(prefix)]
            if rules:
                return rules
        return _NO_RULES

    @staticmethod
    def _by_tag_alone(rules: Sequence[Compiled], reading: "_Reading") -> tuple[str | None, Mapping[str, str]]:
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

    def fields(self, compiled: Compiled, *, any_case: bool = False) -> Mapping[str, str] | None:
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
