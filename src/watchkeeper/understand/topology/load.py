"""What links carry: the newest samples of their ports, each direction from whichever end shows it. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from watchkeeper.understand.topology.edges import Edge
from watchkeeper.understand.topology.links import End

_CARRYING = frozenset({"physical", "link", "ip", "igp"})


@dataclass(frozen=True, slots=True)
class PortSample:
    """What a port carried when it was last read; None: not known."""

    at: datetime
    in_bps: float | None
    out_bps: float | None
    speed_bps: float | None


@dataclass(frozen=True, slots=True)
class LinkLoad:
    """What a link carries by direction. ``at`` is the older of the samples it comes from.

    Args:
        a_to_b_bps: What end a sends; what end b receives where a does not tell.
        speed_bps: The slower of both ends.
    """

    key: str
    at: datetime
    a_to_b_bps: float | None
    b_to_a_bps: float | None
    speed_bps: float | None

    @property
    def a_to_b(self) -> float | None:
        """Utilisation towards b, 0..1."""
        return _ratio(self.a_to_b_bps, self.speed_bps)

    @property
    def b_to_a(self) -> float | None:
        """Utilisation towards a, 0..1."""
        return _ratio(self.b_to_a_bps, self.speed_bps)


def _ratio(bps: float | None, speed_bps: float | None) -> float | None:
    return None if bps is None or not speed_bps else bps / speed_bps


def ends_of(edge: Edge) -> tuple[End, End] | None:
    """Return both ends of an edge that carries traffic and names a port; None for segments and sessions."""
    a, b = edge.document.get("a"), edge.document.get("b")
    if edge.layer not in _CARRYING or not isinstance(a, dict) or not isinstance(b, dict):
        return None
    ends = End(a["device"], a["interface"] or ""), End(b["device"], b["interface"] or "")
    return ends if any(end.interface for end in ends) else None


def loads(edges: Iterable[Edge], samples: Mapping[End, PortSample]) -> list[LinkLoad]:
    """Return the load of every edge of which a port was sampled."""
    found = []
    for edge in edges:
        ends = ends_of(edge)
        known = [samples[end] for end in ends or () if end in samples]
        if ends is None or not known:
            continue
        a, b = samples.get(ends[0]), samples.get(ends[1])
        found.append(
            LinkLoad(
                key=edge.key,
                at=min(sample.at for sample in known),
                a_to_b_bps=_sent(a, b),
                b_to_a_bps=_sent(b, a),
                speed_bps=min((s.speed_bps for s in known if s.speed_bps), default=None),
            )
        )
    return found


def _sent(here: PortSample | None, there: PortSample | None) -> float | None:
    if here is not None and here.out_bps is not None:
        return here.out_bps
    return there.in_bps if there is not None else None


def port_samples(table: pa.Table, names: Mapping[int, str], wanted: Collection[End]) -> dict[End, PortSample]:
    """Return the samples of ``wanted`` ports out of rows of the family ``interface``; ``names`` by device number."""
    objects = pa.array(sorted({end.interface for end in wanted}), pa.string())
    some = table.filter(pc.is_in(table["object"].cast(pa.string()), value_set=objects))
    found: dict[End, PortSample] = {}
    rows: list[dict[str, Any]] = some.select(
        ["device_id", "object", "ts", "in_bps", "out_bps", "speed_bps"]
    ).to_pylist()
    for row in rows:
        end = End(names.get(row["device_id"], ""), row["object"])
        if end in wanted:
            found[end] = PortSample(row["ts"], row["in_bps"], row["out_bps"], row["speed_bps"])
    return found
