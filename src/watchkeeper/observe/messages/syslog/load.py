"""From YAML files to the syslog definitions of platforms; every mistake names the file and the place in it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from watchkeeper.estate.drivers.platforms.errors import PlatformError
from watchkeeper.estate.drivers.platforms.node import Node
from watchkeeper.observe.messages.syslog.definition import EventRule, KeyValueHeader, Pairs, SyslogPlatform, Tags
from watchkeeper.observe.messages.syslog.tags import normalise
from watchkeeper.observe.messages.syslog.template import TemplateError, compile_template

SHIPPED: Final = Path(__file__).parent / "data"
GENERIC: Final = "generic"
_FILE: Final = frozenset({"platform", "title", "aliases", "extends", "tags", "pairs", "headers", "key_value", "events"})
_EVENT: Final = frozenset(
    {"event", "tag", "process", "match", "parameters", "where", "unless", "set", "also", "header"}
)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnknownPlatformError(PlatformError):
    """Nobody described the platform."""

    code = "unknown_platform"


class SyslogDefinitions:
    """The files of some folders; those of a later folder replace those of an earlier one by name."""

    def __init__(self, *folders: Path) -> None:
        self._paths: dict[str, Path] = {}
        for folder in folders:
            self._paths |= {path.stem: path for path in sorted(folder.glob("*.yaml"))}
        self._aliases: dict[str, str] | None = None
        self._built: dict[str, SyslogPlatform] = {}

    def names(self) -> list[str]:
        """Return the names of all platforms."""
        return sorted(self._paths)

    def find(self, name: str) -> str | None:
        """Return the platform that goes by ``name``, also as an alias; None when there is none."""
        wanted = name.strip().lower()
        if wanted in self._paths:
            return wanted
        if self._aliases is None:
            self._aliases = {alias: known for known in self._paths for alias in self.platform(known).aliases}
        return self._aliases.get(wanted)

    def platform(self, name: str) -> SyslogPlatform:
        """Return a platform with the events of what it extends behind its own. Raises PlatformError."""
        if name not in self._built:
            self._built[name] = self._build(name, ())
        return self._built[name]

    def _build(self, name: str, below: tuple[str, ...]) -> SyslogPlatform:
        path = self._paths.get(name)
        if path is None or name in below:
            raise PlatformError(f"{below[-1] if below else name}.yaml", "extends", f"there is no platform {name!r}")
        own = _read(path)
        parents = [self._build(parent, (*below, name)) for parent in own.extends]
        return SyslogPlatform(
            name=own.name,
            title=own.title,
            tags=own.tags,
            pairs=own.pairs,
            headers=(*own.headers, *(header for parent in parents for header in parent.headers)),
            key_value=own.key_value,
            events=(*own.events, *(rule for parent in parents for rule in parent.events)),
            aliases=own.aliases,
            extends=own.extends,
        )


def _read(path: Path) -> SyslogPlatform:
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  # nosec B506  # the safe loader, in C
    except yaml.YAMLError as error:
        raise PlatformError(path.name, "", f"is no YAML: {error}") from None
    root = Node(path.name, "", document)
    members = root.mapping(_FILE)
    for required in ("platform", "title"):
        if required not in members:
            raise root.error(f"{required!r} is missing")
    if members["platform"].text() != path.stem:
        raise members["platform"].error(f"the file is called {path.stem!r}")
    return SyslogPlatform(
        name=path.stem,
        title=members["title"].text(),
        tags=Tags(members["tags"].one_of(frozenset(Tags))) if "tags" in members else Tags.NONE,
        pairs=Pairs(members["pairs"].one_of(frozenset(Pairs))) if "pairs" in members else Pairs.NONE,
        headers=tuple(_template(item) for item in members["headers"].items()) if "headers" in members else (),
        key_value=_key_value(members["key_value"]) if "key_value" in members else None,
        events=tuple(_rule(item) for item in members["events"].items()) if "events" in members else (),
        aliases=tuple(alias.lower() for alias in members["aliases"].texts()) if "aliases" in members else (),
        extends=members["extends"].texts() if "extends" in members else (),
    )


def _template(node: Node) -> str:
    template = node.text()
    try:
        compile_template(template)
    except TemplateError as error:
        raise node.error(str(error)) from None
    return template


def _key_value(node: Node) -> KeyValueHeader:
    members = node.mapping(frozenset({"timestamp", "host"}))
    return KeyValueHeader(
        members["timestamp"].texts() if "timestamp" in members else (),
        members["host"].texts() if "host" in members else (),
    )


def _rule(node: Node) -> EventRule:
    members = node.mapping(_EVENT)
    if "event" not in members:
        raise node.error("'event' is missing")
    if not members.keys() & {"tag", "match", "where"}:
        raise node.error("needs 'tag', 'match' or 'where', or it would be every message")
    match = members.get("match")
    templates = [] if match is None else list(match.items()) if isinstance(match.value, list) else [match]
    return EventRule(
        event=members["event"].text(),
        tags=tuple(map(normalise, members["tag"].texts())) if "tag" in members else (),
        processes=tuple(name.lower() for name in members["process"].texts()) if "process" in members else (),
        match=tuple(map(_template, templates)),
        parameters=_texts_by_name(members.get("parameters")),
        where=_words_by_name(members.get("where")),
        unless=_words_by_name(members.get("unless")),
        settled=_text_by_name(members.get("set")),
        also=_text_by_name(members.get("also")),
        header=_text_by_name(members.get("header"), frozenset({"process", "host"})),
    )


def _texts_by_name(node: Node | None) -> Mapping[str, tuple[str, ...]]:
    return {} if node is None else {name: item.texts() for name, item in node.mapping().items()}


def _text_by_name(node: Node | None, allowed: frozenset[str] | None = None) -> Mapping[str, str]:
    if node is None:
        return {}
    return {name: item.text() if allowed is None else item.one_of(allowed) for name, item in node.mapping().items()}


def _words_by_name(node: Node | None) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(map(str.lower, words)) for name, words in _texts_by_name(node).items()}


@cache
def shipped(extra: tuple[Path, ...] = ()) -> SyslogDefinitions:
    """Return the definitions that Watchkeeper ships, with those of the folders ``extra`` over them."""
    return SyslogDefinitions(SHIPPED, *extra)
