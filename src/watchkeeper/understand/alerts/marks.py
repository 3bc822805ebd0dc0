"""Open alerts by object, so that a map can mark what is wrong where. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

SEVERITIES: Final = ("critical", "major", "minor", "warning", "info")
"""Worst first."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is open of one object: the worst severity, how many alerts, and their conditions."""

    entity: str
    severity: str
    count: int
    kinds: tuple[str, ...]


def marks(alerts: Iterable[tuple[str, str, str]]) -> list[Mark]:
    """Return one mark for each object of ``alerts``: (object, condition, severity), by object."""
    by_object: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for entity, kind, severity in alerts:
        by_object[entity].append((severity, kind))
    return [
        Mark(
            entity=entity,
            severity=min((severity for severity, _ in found), key=_rank),
            count=len(found),
            kinds=tuple(sorted({kind for _, kind in found})),
        )
        for entity, found in sorted(by_object.items())
    ]


def _rank(severity: str) -> int:
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)
