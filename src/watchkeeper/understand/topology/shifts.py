"""Where traffic would run after a failure, link by link, in words of the API."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pydantic import BaseModel, Field

from watchkeeper.understand.topology.demands import Basis, Measured, matrix_of, read_demands
from watchkeeper.understand.topology.graph import traffic
from watchkeeper.understand.topology.graph.distances import Distances
from watchkeeper.understand.topology.graph.model import Graph
from watchkeeper.understand.topology.links import Link, Topology
from watchkeeper.understand.topology.load import LinkLoad

_MOST_SHIFTS: Final = 200


class ShiftView(BaseModel):
    """A link that would carry more or less in one direction."""

    link: str = Field(description="Id of the link.")
    source: str = Field(description="The device that sends.")
    target: str
    change: float = Field(description="In bit/s; for the basis `uniform` in pairs of devices.")
    before: float | None = Field(description="Utilisation as measured, 0..1; null: not known.")
    after: float | None = Field(description="Utilisation with the change, not below 0; null: not known.")


class TrafficView(BaseModel):
    """Where traffic would run after a failure, and how that is known."""

    basis: Basis = Field(
        description="file: the traffic matrix of the settings; gravity: estimated from ports outside of links; "
        "uniform: one unit between every ordered pair of devices, as nothing is measured."
    )
    explained: float | None = Field(
        description="Share of the variance of measured link loads that the matrix explains (R²), at most 1."
    )
    left_out: int = Field(description="Demands of the file between devices that are not on the map.")
    shifts: list[ShiftView] = Field(description="The fullest links after the failure first, 200 at most.")


def traffic_after(
    before: Graph, after: Graph, topology: Topology, now: Measured, loads: Sequence[LinkLoad], file: Path | None
) -> TrafficView:
    """Return where traffic would run instead, by the best matrix there is."""
    distances = Distances(before)
    matrix = matrix_of(before, distances, now, read_demands(file) if file is not None else None)
    shifted = traffic.shift(before, after, matrix.demands, distances)
    speeds = {load.key.split(":", 1)[1]: load.speed_bps for load in loads}
    links = {link.id: link for link in topology.links}
    known, left = matrix.basis != "uniform", {edge.id for edge in after.edges}
    shifts = [
        _shift(links[link], device, change, now.links.get((device, link)) if known else None, speeds.get(link))
        for (device, link), change in shifted.items()
        if link in links and link in left
    ]
    shifts.sort(key=lambda s: (-(s.after if s.after is not None else -1), -abs(s.change), s.link, s.source))
    return TrafficView(
        basis=matrix.basis, explained=matrix.explained, left_out=matrix.left_out, shifts=shifts[:_MOST_SHIFTS]
    )


def _shift(link: Link, device: str, change: float, now_bps: float | None, speed_bps: float | None) -> ShiftView:
    used = now_bps / speed_bps if now_bps is not None and speed_bps else None
    return ShiftView(
        link=link.id,
        source=device,
        target=link.b.device if device == link.a.device else link.a.device,
        change=round(change, 4),
        before=used,
        after=max(0.0, used + change / speed_bps) if used is not None and speed_bps else None,
    )
