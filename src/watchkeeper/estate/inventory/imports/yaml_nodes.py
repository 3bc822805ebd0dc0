"""The part of YAML that a table needs: lists, mappings and plain values, with line numbers.

Values stay text: ``NO`` is a site in Norway and ``1:30`` no sexagesimal number. Anchors, aliases, tags and more than
one document are refused, and nesting is bounded: a small file cannot unfold into a large one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_NESTING = 5
_NULLS = frozenset({"", "~", "null"})
_STANDARD = "tag:yaml.org,2002:"
_ALLOWED_TAGS = frozenset(_STANDARD + name for name in ("str", "int", "bool", "null", "seq", "map"))


@dataclass(frozen=True, slots=True)
class Scalar:
    """A plain value; None is null or nothing."""

    line: int
    value: str | None


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    line: int
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file, repeated keys included."""

    line: int
    entries: tuple[tuple[str, "Node"], ...]


Node: TypeAlias = Scalar | Sequence | Mapping


def read_node(text: str) -> Node | None:
    """Return the one document of ``text``, or None when it is empty.

    Raises yaml.YAMLError, with a mark, for what is not YAML or not allowed here.
    """
    events = yaml.parse(text, Loader=_LOADER)
    root: Node | None = None
    documents = 0
    for event in events:
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _refused("a second document (---) is not allowed", event)
            root = _node(next(events), events, 1)
        elif not isinstance(event, (StreamStartEvent, StreamEndEvent, DocumentEndEvent)):
            raise _refused("unexpected content", event)
    return root


def _node(event: Event, events: Iterator[Event], depth: int) -> Node:
    line = event.start_mark.line + 1 if event.start_mark is not None else 0
    if isinstance(event, AliasEvent):
        raise _refused("aliases (*name) are not allowed", event)
    if isinstance(event, NodeEvent) and event.anchor is not None:
        raise _refused("anchors (&name) are not allowed", event)
    if depth > _MOST_NESTING:
        raise _refused("the file is nested too deeply", event)
    tag = getattr(event, "tag", None)
    if tag is not None and tag != "!" and tag not in _ALLOWED_TAGS:
        raise _refused(f"the tag {tag!r} is not allowed", event)
    if isinstance(event, ScalarEvent):
        plain = event.style is None or event.style == ""
        return Scalar(line, None if plain and event.value.lower() in _NULLS else event.value)
    if isinstance(event, SequenceStartEvent):
        return Sequence(line, tuple(_items(events, depth)))
    if isinstance(event, MappingStartEvent):
        return Mapping(line, tuple(_entries(events, depth)))
    raise _refused("unexpected content", event)


def _items(events: Iterator[Event], depth: int) -> Iterator[Node]:
    while not isinstance(event := next(events), SequenceEndEvent):
        yield _node(event, events, depth + 1)


def _entries(events: Iterator[Event], depth: int) -> Iterator[tuple[str, Node]]:
    while not isinstance(event := next(events), MappingEndEvent):
        key = _node(event, events, depth + 1)
        if not isinstance(key, Scalar) or key.value is None:
            raise _refused("a key must be a plain word", event)
        yield key.value, _node(next(events), events, depth + 1)


def _refused(problem: str, event: Event) -> yaml.MarkedYAMLError:
    error = yaml.MarkedYAMLError(problem=problem)
    error.problem_mark = event.start_mark  # type: ignore[assignment]  # libyaml's marks are of another class
    return error
