"""Topology at the API's border."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from watchkeeper.understand.topology.edges import Kept
from watchkeeper.understand.topology.graph.failures import Outcome
from watchkeeper.understand.topology.graph.ranking import Impact
from watchkeeper.understand.topology.graph.structure import Shape
from watchkeeper.understand.topology.history import Difference
from watchkeeper.understand.topology.links import Topology
from watchkeeper.understand.topology.load import LinkLoad
from watchkeeper.understand.topology.questions import PathAnswer, WaysAnswer, failure_texts
from watchkeeper.understand.topology.services import ServiceLoss
from watchkeeper.understand.topology.shifts import TrafficView


class EndView(BaseModel):
    """One end of a link."""

    device: str
    interface: str | None = Field(description="Null where the evidence names no port.")


class ServiceView(BaseModel):
    """What instances of a VPN share; of kind ``l3vpn``, ``evpn``, ``vpls``, ``pseudowire`` or ``vxlan``."""

    name: str = Field(description="What most of its ends call it.")
    names: list[str] = Field(description="What each end calls it: of a and b, or of the members; empty: it does not.")
    there: list[str] = Field(description="What carries from a to b: route targets, circuits or VNIs.")
    back: list[str] = Field(description="What carries from b to a; empty where nothing does.")


class EdgeView(BaseModel):
    """An edge of the map."""

    key: str = Field(description="Stays the same as long as both ends do.")
    layer: str = Field(description="physical, link, ip, igp, bgp or service.")
    kind: str = Field(description="Within the layer: physical, bundle, logical, segment, ibgp, ospf, …")
    state: str = Field(description="up, down, stale (nobody shows it any more) or unknown.")
    a: EndView | None
    b: EndView | None
    members: list[EndView] = Field(description="Of a segment or a VPN that more than two share.")
    sources: list[str]
    evidence: list[str]
    two_sided: bool | None = Field(description="Both ends' own evidence names the other; null for sessions.")
    confidence: float | None
    conflicts: list[str] = Field(description="Evidence that contradicts, and disagreements of a session's sides.")
    metric_a: int | None
    metric_b: int | None
    protocol: str | None
    session_state: str | None
    service: ServiceView | None = Field(description="Of an edge that is a VPN; null for others.")
    first_seen: datetime
    last_seen: datetime

    @classmethod
    def of(cls, kept: Kept) -> "EdgeView":
        """Return the view of an edge."""
        return cls(**edge_fields(kept))


def edge_fields(kept: Kept) -> dict[str, Any]:
    """Return what an `EdgeView` of an edge holds. It is as the map keeps it, and was looked at when it came there."""
    document = kept.edge.document
    return {
        "key": kept.edge.key,
        "layer": kept.edge.layer,
        "kind": document.get("kind", ""),
        "state": kept.edge.state,
        "a": document.get("a"),
        "b": document.get("b"),
        "members": document.get("members", []),
        "sources": document.get("sources", []),
        "evidence": document.get("evidence", []),
        "two_sided": document.get("two_sided"),
        "confidence": document.get("confidence"),
        "conflicts": [*document.get("conflicts", []), *document.get("problems", [])],
        "metric_a": document.get("metric_a"),
        "metric_b": document.get("metric_b"),
        "protocol": document.get("protocol"),
        "session_state": document.get("session_state"),
        "service": document.get("service"),
        "first_seen": kept.first_seen,
        "last_seen": kept.last_seen,
    }


class NodeView(BaseModel):
    """A device on the map."""

    name: str
    device_id: int | None = Field(description="Null for a device that only its neighbours know.")
    site_id: int | None = Field(description="Null where no site was given.")
    platform: str | None
    roles: list[str]
    external: bool


class ShapeView(BaseModel):
    """How the network hangs together now, links that are down left out."""

    components: list[list[str]] = Field(description="Largest first.")
    articulation_points: list[str] = Field(description="Devices whose loss parts others.")
    bridges: list[str] = Field(description="Keys of links whose loss parts devices; a link with a twin is none.")
    diameter_hops: int | None
    mean_hops: float | None
    min_link_cut: int

    @classmethod
    def of(cls, found: Shape) -> "ShapeView":
        """Return the view of a shape."""
        return cls(
            components=[list(part) for part in found.components],
            articulation_points=list(found.articulation_points),
            bridges=[edge.id for edge in found.bridges],
            diameter_hops=found.diameter_hops,
            mean_hops=found.mean_hops,
            min_link_cut=found.min_link_cut,
        )


class MapBody(BaseModel):
    """What is on the map."""

    nodes: list[NodeView]
    edges: list[EdgeView]
    shape: ShapeView


class MapView(MapBody):
    """The map of one moment."""

    at: datetime


class ChangeView(BaseModel):
    """An edge that differs between two moments; ``before`` null means that it appeared, ``after`` that it is gone."""

    key: str
    differences: list[Difference] = Field(description="In what; ``evidence`` alone moves nothing on the map.")
    before: EdgeView | None
    after: EdgeView | None


class TurnView(BaseModel):
    """A moment at which the map changed, and how many edges did what."""

    at: datetime
    appeared: int
    gone: int
    changed: int = Field(description="Of state, metric, members or conflicts; new words of evidence do not count.")


class LinkLoadView(BaseModel):
    """What a link carries by direction; null: not known."""

    key: str
    measured_at: datetime = Field(description="Of the older of the samples it comes from.")
    speed_bps: float | None = Field(description="Of the slower end.")
    a_to_b_bps: float | None
    b_to_a_bps: float | None
    a_to_b: float | None = Field(description="Utilisation, 0..1.")
    b_to_a: float | None = Field(description="Utilisation, 0..1.")

    @classmethod
    def of(cls, load: LinkLoad) -> "LinkLoadView":
        """Return the view of a load."""
        return cls(
            key=load.key, measured_at=load.at, speed_bps=load.speed_bps, a_to_b_bps=load.a_to_b_bps,
            b_to_a_bps=load.b_to_a_bps, a_to_b=load.a_to_b, b_to_a=load.b_to_a,
        )  # fmt: skip


class PathView(BaseModel):
    """Shortest paths between two devices."""

    basis: str = Field(description="igp: costs of the routing protocol; hops: no protocol joins the two.")
    cost: int | None = Field(description="Null when there is no path.")
    ecmp_paths: int
    paths: list[list[EndView]]
    shares: dict[str, float] = Field(description="Part of the traffic by link, 0..1, split equally at each hop.")

    @classmethod
    def of(cls, answer: PathAnswer) -> "PathView":
        """Return the view of an answer."""
        shares: dict[str, float] = {}
        for (_, edge), share in answer.shares.items():
            shares[edge] = round(shares.get(edge, 0.0) + share, 6)
        paths = [[EndView(device=e.device, interface=e.interface or None) for e in hops] for hops in answer.paths]
        return cls(basis=answer.basis, cost=answer.cost, ecmp_paths=answer.ecmp_paths, paths=paths, shares=shares)


class WayView(BaseModel):
    """One loop-free way: where it leaves each device, and the links it runs over."""

    cost: int
    hops: list[EndView]
    links: list[str]


class ApartView(BaseModel):
    """Positions in ``ways`` of two ways that share nothing of a kind; null when there are no two."""

    link: Annotated[list[int], Field(min_length=2, max_length=2)] | None
    node: Annotated[list[int], Field(min_length=2, max_length=2)] | None
    risk: Annotated[list[int], Field(min_length=2, max_length=2)] | None


class WaysView(BaseModel):
    """Other ways between two devices."""

    basis: str = Field(description="igp: costs of the routing protocol; hops: no protocol joins the two.")
    ways: list[WayView] = Field(description="The cheapest loop-free ones, then what only disjoint pairs use.")
    apart: ApartView
    link_cut: list[str] = Field(description="The fewest links whose loss leaves no way.")
    node_cut: list[str] | None = Field(description="The fewest devices whose loss does; null for neighbours.")

    @classmethod
    def of(cls, answer: WaysAnswer) -> "WaysView":
        """Return the view of an answer."""
        ways = [
            WayView(
                cost=cost,
                hops=[EndView(device=e.device, interface=e.interface or None) for e in hops],
                links=list(links),
            )
            for (cost, hops), links in zip(answer.ways, answer.links, strict=True)
        ]
        node_cut = None if answer.node_cut is None else list(answer.node_cut)
        apart = ApartView(
            link=_two(answer.apart["link"]), node=_two(answer.apart["node"]), risk=_two(answer.apart["risk"])
        )
        return cls(basis=answer.basis, ways=ways, apart=apart, link_cut=list(answer.link_cut), node_cut=node_cut)


def _two(pair: tuple[int, int] | None) -> list[int] | None:
    return None if pair is None else list(pair)


class WhatIf(BaseModel):
    """What to imagine as lost."""

    fail: list[str] = Field(min_length=1, max_length=64, description="link:DEVICE:INTERFACE, node:DEVICE or risk:NAME.")
    vantage: str | None = Field(default=None, description="Device whose side counts as connected; else the largest.")


class CostChangeView(BaseModel):
    """A pair whose cost changes; ``after`` null means cut off."""

    source: str
    target: str
    before: int
    after: int | None


class ServiceLossView(BaseModel):
    """A VPN that loses members or falls apart."""

    kind: str
    name: str
    members: list[str] = Field(description="All of its devices.")
    lost: list[str] = Field(description="Members that fail themselves.")
    parts: list[list[str]] = Field(description="What survivors fall into; empty when they stay together.")

    @classmethod
    def of(cls, loss: ServiceLoss) -> "ServiceLossView":
        """Return the view of a loss."""
        parts = [list(part) for part in loss.parts]
        return cls(kind=loss.kind, name=loss.name, members=list(loss.members), lost=list(loss.lost), parts=parts)


class OutcomeView(BaseModel):
    """What a failure would do."""

    partitioned: bool
    components: list[list[str]]
    isolated: list[str]
    cost_changes: list[CostChangeView]
    sessions_lost: list[str] = Field(description="Keys of BGP sessions whose ends would no longer reach one another.")
    services: list[ServiceLossView] = Field(description="VPNs that lose members or fall apart, the latter first.")
    traffic: TrafficView = Field(description="Where traffic would run instead.")

    @classmethod
    def of(
        cls, outcome: Outcome, sessions_lost: list[str], services: Iterable[ServiceLoss], traffic: TrafficView
    ) -> "OutcomeView":
        """Return the view of an outcome."""
        return cls(
            partitioned=outcome.partitioned,
            components=[list(part) for part in outcome.components],
            isolated=list(outcome.isolated),
            cost_changes=[
                CostChangeView(source=c.source, target=c.target, before=c.before, after=c.after)
                for c in outcome.cost_changes
            ],
            sessions_lost=sessions_lost,
            services=[ServiceLossView.of(loss) for loss in services],
            traffic=traffic,
        )


class ImpactView(BaseModel):
    """A failure and how much it hurts."""

    failures: list[str] = Field(description="What is lost, as a what-if takes it.")
    links: list[str] = Field(description="Links that are lost, those of a shared risk too.")
    nodes: list[str]
    lost_pairs: int = Field(description="Ordered pairs of surviving devices that would be cut off from one another.")
    dearer_pairs: int
    added_cost: int

    @classmethod
    def of(cls, impact: Impact, topology: Topology) -> "ImpactView":
        """Return the view of an impact on ``topology``."""
        groups = impact.failure.risks
        return cls(
            failures=failure_texts(topology, impact.failure),
            links=sorted({*impact.failure.edges, *(link.id for link in topology.links if link.risks & groups)}),
            nodes=sorted(impact.failure.nodes),
            lost_pairs=impact.lost_pairs,
            dearer_pairs=impact.dearer_pairs,
            added_cost=impact.added_cost,
        )


class SuggestionView(BaseModel):
    """One more link, and what it would mend."""

    a: str
    b: str
    bridges_removed: int
    points_removed: int
    exposed_pairs_saved: int


class RisksView(BaseModel):
    """Single and double failures, worst first, and where one more link would help most."""

    links: list[ImpactView]
    nodes: list[ImpactView]
    groups: list[ImpactView] = Field(description="Shared risks: everything in one is lost together.")
    doubles: list[ImpactView] = Field(description="Of links and shared risks.")
    doubles_complete: bool = Field(description="False when only pairs of the worst single failures were looked at.")
    suggestions: list[SuggestionView]
    lfa_link_protected: float = Field(description="Part of the pairs that a loop-free alternate (RFC 5286) protects.")
    lfa_node_protected: float
