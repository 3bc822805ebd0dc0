"""The map in JSON: thousands of edges of which few change, so that each is put into words once."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from pydantic_core import to_json

from watchkeeper.understand.topology.edges import Edge, Kept
from watchkeeper.understand.topology.schemas import NodeView, ShapeView, edge_fields

_NODES = TypeAdapter(list[NodeView])


@dataclass(frozen=True, slots=True)
class MapText:
    """A `MapBody` in JSON, and a tag that is another for every other one."""

    octets: bytes
    tag: str


@dataclass(frozen=True, slots=True)
class MapAnswer:
    """The map of a moment."""

    text: MapText
    at: datetime

    def json(self) -> bytes:
        """Return a `MapView`; the body is not read again for it."""
        return b'%s,"at":%s}' % (self.text.octets[:-1], _moment(self.at))


class EdgeTexts:
    """Edges as `EdgeView` in JSON. An edge that is the same object as last time is not put into words again."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Edge, datetime, bytes]] = {}

    def of(self, kept: Iterable[Kept]) -> bytes:
        """Return a list of edges; what is not among them any more is forgotten."""
        found: dict[str, tuple[Edge, datetime, bytes]] = {}
        texts = []
        for one in kept:
            known = self._known.get(one.edge.key)
            if known is None or known[0] is not one.edge or known[1] != one.first_seen:
                known = one.edge, one.first_seen, _worded(one)
            found[one.edge.key] = known
            texts.append(b'%s,"last_seen":%s}' % (known[2], _moment(one.last_seen)))
        self._known = found
        return b"[%s]" % b",".join(texts)


def _worded(kept: Kept) -> bytes:
    """Return an edge without when it was seen last, and open at its end."""
    fields = edge_fields(kept)
    del fields["last_seen"]
    return to_json(fields)[:-1]


def _moment(at: datetime) -> bytes:
    return b'"%s"' % at.isoformat().replace("+00:00", "Z").encode()


def body_of(nodes: Sequence[NodeView], edges: bytes, shape: ShapeView) -> MapText:
    """Return a `MapBody` of edges that are in words already."""
    octets = b'{"nodes":%s,"edges":%s,"shape":%s}' % (
        _NODES.dump_json(list(nodes)), edges, shape.model_dump_json().encode(),
    )  # fmt: skip
    return MapText(octets, f'"{hashlib.blake2b(octets, digest_size=16).hexdigest()}"')
