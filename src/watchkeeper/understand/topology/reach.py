"""What of the map somebody sees: the edges whose managed ends are all theirs, and nothing that names another device."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from watchkeeper.understand.topology.edges import Edge, Kept, devices_of

UNTOLD = "Evidence of a device outside of what you may see says otherwise."
_TEXTS = ("conflicts", "problems", "evidence")


@dataclass(frozen=True, slots=True)
class Sight:
    """The names of devices that somebody sees, and of those that are managed but not theirs to see."""

    seen: frozenset[str]
    hidden: frozenset[str]

    def limit(self, kept: Mapping[str, Kept]) -> dict[str, Kept]:
        """Return the edges that are seen; a segment keeps the members that are."""
        found = {key: (one, self.edge(one.edge)) for key, one in kept.items()}
        return {key: replace(one, edge=edge) for key, (one, edge) in found.items() if edge is not None}

    def edge(self, edge: Edge) -> Edge | None:
        """Return what is seen of an edge; None: nothing."""
        if members := edge.document.get("members"):
            mine = [i for i, end in enumerate(members) if end["device"] not in self.hidden]
            if len(mine) < 2 or not self._any(members[i]["device"] for i in mine):
                return None
            changed: dict[str, object] = {"members": [members[i] for i in mine], **self._texts(edge.document)}
            if service := edge.document.get("service"):
                changed["service"] = {**service, "names": [service["names"][i] for i in mine]}
            return _with(edge, **changed)
        ends = devices_of(edge)
        if ends & self.hidden or not self._any(ends):
            return None
        return _with(edge, **self._texts(edge.document))

    def _any(self, devices: Iterable[str]) -> bool:
        return not self.seen.isdisjoint(devices)

    def _texts(self, document: Mapping[str, Any]) -> dict[str, list[str]]:
        return {name: _told(document[name], self.hidden) for name in _TEXTS if document.get(name)}


def _with(edge: Edge, **changed: object) -> Edge:
    return replace(edge, document={**edge.document, **changed})


def _told(texts: Iterable[str], hidden: Collection[str]) -> list[str]:
    """Return the texts; one that names a hidden device only says that there is something."""
    return list(dict.fromkeys(UNTOLD if any(name in text for name in hidden) else text for text in texts))
