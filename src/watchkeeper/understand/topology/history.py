"""What differs between two moments of the map, and at which moments it changed. Pure: nothing is read here."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypeAlias

from watchkeeper.understand.topology.edges import Edge

Difference: TypeAlias = Literal["appeared", "gone", "state", "metric", "members", "conflicts", "evidence"]

_FIELDS: Final[dict[Difference, tuple[str, ...]]] = {
    "metric": ("metric_a", "metric_b", "protocol"),
    "members": ("members",),
    "conflicts": ("conflicts", "problems"),
}


@dataclass(frozen=True, slots=True)
class Version:
    """An edge as it was from ``since`` until ``until`` (None: it still is so)."""

    edge: Edge
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Turn:
    """A moment at which the map changed, and how many edges did what, new words of evidence left out."""

    at: datetime
    appeared: int
    gone: int
    changed: int


def differences(before: Edge | None, after: Edge | None) -> tuple[Difference, ...]:
    """Return in what two versions of one edge differ; ``evidence`` alone moves nothing on the map."""
    if before is None or after is None:
        return () if before is after else (("appeared",) if before is None else ("gone",))
    if before == after:
        return ()
    found: list[Difference] = ["state"] if before.state != after.state else []
    found += [
        name
        for name, fields in _FIELDS.items()
        if any(before.document.get(field) != after.document.get(field) for field in fields)
    ]
    return tuple(found) or ("evidence",)


def turns(versions: Iterable[Version], since: datetime, until: datetime) -> list[Turn]:
    """Return the moments within (``since``, ``until``] at which the map changed, newest first.

    ``versions`` are all that began or ended in that time. A version that begins when the last one of its edge ends
    follows it.
    """
    at: dict[datetime, dict[str, list[Edge | None]]] = defaultdict(lambda: defaultdict(lambda: [None, None]))
    for version in versions:
        if version.until is not None and since < version.until <= until:
            at[version.until][version.edge.key][0] = version.edge
        if since < version.since <= until:
            at[version.since][version.edge.key][1] = version.edge
    found = [_turn(moment, [differences(before, after) for before, after in at[moment].values()]) for moment in at]
    return sorted((turn for turn in found if turn.appeared or turn.gone or turn.changed), key=lambda t: t.at)[::-1]


def _turn(moment: datetime, differing: list[tuple[Difference, ...]]) -> Turn:
    appeared, gone = differing.count(("appeared",)), differing.count(("gone",))
    silent = differing.count(("evidence",)) + differing.count(())
    return Turn(moment, appeared, gone, len(differing) - appeared - gone - silent)
