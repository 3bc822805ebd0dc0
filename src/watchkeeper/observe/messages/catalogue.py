"""What an event means for the state of things: which condition it raises or clears, on what, and how grave that is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from watchkeeper.estate.drivers.platforms.node import Node
from watchkeeper.observe.events.kinds import EventKind, Severity

SHIPPED: Final = Path(__file__).parent / "catalogue.yaml"
_KEYS: Final = frozenset(
    {"condition", "entity", "scope", "raises", "clears", "clears_when", "ignores_else", "severity", "kind", "kinds"}
)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the catalogue. ``condition`` is "" for an event that raises and clears nothing."""

    event: str
    severity: Severity
    kind: EventKind | None
    condition: str = ""
    entity: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    raised: EventKind | None = None
    cleared: EventKind | None = None
    always: bool | None = None
    clears_when: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ignores_else: bool = False

    def raises(self, fields: Mapping[str, str]) -> bool | None:
        """Return whether an occurrence raises its condition, clears it (False), or does neither (None)."""
        if self.always is not None:
            return self.always
        stated = {name: fields[name].lower() for name in self.clears_when if name in fields}
        if not stated:
            return None
        if any(value in self.clears_when[name] for name, value in stated.items()):
            return False
        return None if self.ignores_else else True

    def entity_of(self, fields: Mapping[str, str]) -> str:
        """Return the name of the thing concerned: its first known name."""
        return next((fields[name] for name in self.entity if fields.get(name)), "")

    def scope_of(self, fields: Mapping[str, str]) -> str:
        """Return what tells things of one name apart, such as a routing instance."""
        return "/".join(fields[name] for name in self.scope if fields.get(name))


def _read(path: Path) -> dict[str, Entry]:
    document = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  # nosec B506  # the safe loader, in C
    return {name: _entry(name, node) for name, node in Node(path.name, "", document).mapping().items()}


def _entry(name: str, node: Node) -> Entry:
    members = node.mapping(_KEYS)
    kinds = list(members["kinds"].texts()) if "kinds" in members else []
    always: bool | None = None
    if "raises" in members or "clears" in members:
        always = "raises" in members
    if "condition" in members and (len(kinds) != 2 or (always is None and "clears_when" not in members)):  # noqa: PLR2004
        raise node.error("a condition needs 'kinds' (raised, cleared) and 'raises', 'clears' or 'clears_when'")
    return Entry(
        event=name,
        severity=Severity(members["severity"].one_of(frozenset(Severity))) if "severity" in members else Severity.INFO,
        kind=EventKind(members["kind"].one_of(frozenset(EventKind))) if "kind" in members else None,
        condition=members["condition"].text() if "condition" in members else "",
        entity=members["entity"].texts() if "entity" in members else (),
        scope=members["scope"].texts() if "scope" in members else (),
        raised=EventKind(kinds[0]) if kinds else None,
        cleared=EventKind(kinds[1]) if kinds else None,
        always=always,
        clears_when={
            key: frozenset(word.lower() for word in words.texts())
            for key, words in members["clears_when"].mapping().items()
        }
        if "clears_when" in members
        else {},
        ignores_else=members["ignores_else"].flag() if "ignores_else" in members else False,
    )


@cache
def catalogue() -> Mapping[str, Entry]:
    """Return the entries that Watchkeeper ships, by event."""
    return _read(SHIPPED)
