"""The map and its answers as people ask for them: reads the kept map, asks the pure questions, words the answers."""

import asyncio
from collections import deque
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.scope import scope_of
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.kit.families import INTERFACE
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.understand.topology import questions
from watchkeeper.understand.topology.demands import every_port, measured
from watchkeeper.understand.topology.drawn import drawn, nodes_of
from watchkeeper.understand.topology.edges import Edge, Kept
from watchkeeper.understand.topology.graph import ranking
from watchkeeper.understand.topology.graph.augmentation import suggestions
from watchkeeper.understand.topology.graph.model import Graph
from watchkeeper.understand.topology.graph.protection import coverage
from watchkeeper.understand.topology.graph.structure import Shape, components, shape
from watchkeeper.understand.topology.links import Topology
from watchkeeper.understand.topology.load import LinkLoad, ends_of, loads, port_samples
from watchkeeper.understand.topology.planes import physical
from watchkeeper.understand.topology.risks import read_risks, with_risks
from watchkeeper.understand.topology.schemas import (
    ImpactView,
    NodeView,
    OutcomeView,
    RisksView,
    ShapeView,
    SuggestionView,
)
from watchkeeper.understand.topology.service import TopologyService
from watchkeeper.understand.topology.services import losses
from watchkeeper.understand.topology.shifts import TrafficView, traffic_after
from watchkeeper.understand.topology.wording import EdgeTexts, MapAnswer, MapText, body_of

_DOUBLES_OF = 60
_REMEMBERED = 4
"""Maps in words, and shapes: one for each scope that looks, or for the past."""
Places = Mapping[str, tuple[int, int | None]]
"""Id and site of the devices that are watched, by name."""


class Atlas:
    """Answers about the kept map. Long sums run beside the event loop."""

    def __init__(
        self, service: TopologyService, inventory: InventoryService, series: SeriesService, clock: Clock = utc_now
    ) -> None:
        self.service = service
        self._inventory = inventory
        self._series = series
        self._clock = clock
        self._shapes: deque[tuple[Graph, Shape]] = deque(maxlen=_REMEMBERED)
        self._texts = EdgeTexts()
        self._bodies: deque[tuple[tuple[object, ...], Topology, MapText]] = deque(maxlen=_REMEMBERED)

    async def _names(self, session: AsyncSession) -> dict[str, int]:
        return {name: device_id for name, (device_id, _) in (await self._inventory.watched_places(session)).items()}

    async def _topology(self, session: AsyncSession, at: datetime | None = None) -> tuple[Topology, list[Kept]]:
        kept = await self.service.edges(session, at)
        names = await self._names(session)
        topology = await asyncio.to_thread(drawn, [k.edge for k in kept], names)
        file = self.service.settings.risks_file
        return with_risks(topology, await asyncio.to_thread(read_risks, file)) if file else topology, kept

    async def map(self, session: AsyncSession, at: datetime | None) -> MapAnswer:
        """Return the map of one moment, a `MapView` as JSON.

        The map of now is put into words once and remembered until something about it is another.
        """
        places = await self._inventory.watched_places(session)
        fused = await self.service.described(session)
        if at is not None:
            return MapAnswer(await self._body(session, at, places, fused, EdgeTexts()), at)
        basis = scope_of(session).key, await self.service.standing(session), places
        body = next((body for known, of, body in self._bodies if of is fused and known == basis), None)
        if body is None:
            whole = self._texts if scope_of(session).everything else EdgeTexts()
            body = await self._body(session, None, places, fused, whole)
            self._bodies.append((basis, fused, body))
        return MapAnswer(body, self._clock())

    async def _body(
        self, session: AsyncSession, at: datetime | None, places: Places, fused: Topology, texts: EdgeTexts
    ) -> MapText:
        living, kept = await self._topology(session, at)
        return await asyncio.to_thread(self._drawn, living, kept, places, fused, texts)

    def _drawn(
        self, living: Topology, kept: Sequence[Kept], places: Places, fused: Topology, texts: EdgeTexts
    ) -> MapText:
        described = {node.name: node for node in fused.nodes}
        nodes = []
        for node in nodes_of([k.edge for k in kept], places):
            device_id, site_id = places.get(node.name, (None, None))
            known = described.get(node.name)
            nodes.append(
                NodeView(
                    name=node.name,
                    device_id=device_id,
                    site_id=site_id,
                    platform=known.platform if known is not None else None,
                    roles=list(known.roles) if known is not None else [],
                    external=node.external,
                )
            )
        shown = ShapeView.of(self._shape(physical(living)))
        return body_of(nodes, texts.of(kept), shown)

    def _shape(self, graph: Graph) -> Shape:
        """Return the shape of a graph; the last ones are remembered, as links change less often than people look."""
        known = next((found for of, found in self._shapes if of == graph), None)
        if known is None:
            self._shapes.append((graph, known := shape(graph)))
        return known

    async def load(self, session: AsyncSession) -> list[LinkLoad]:
        """Return what the links of the present map carry by their ports' newest samples."""
        return await self._loads(session, [kept.edge for kept in await self.service.edges(session)])

    async def _loads(self, session: AsyncSession, edges: Sequence[Edge]) -> list[LinkLoad]:
        names = {device_id: name for name, device_id in (await self._names(session)).items()}
        wanted = {end for edge in edges for end in ends_of(edge) or () if end.interface}
        if not wanted:
            return []
        concerned = {end.device for end in wanted}
        table = await self._series.alatest(
            INTERFACE.name, [device_id for device_id, name in names.items() if name in concerned]
        )
        return loads(edges, await asyncio.to_thread(port_samples, table, names, wanted))

    async def path(self, session: AsyncSession, source: str, target: str, at: datetime | None) -> questions.PathAnswer:
        """Return the shortest paths between two devices."""
        topology, _ = await self._topology(session, at)
        return await asyncio.to_thread(questions.path, topology, source, target)

    async def ways(
        self, session: AsyncSession, source: str, target: str, k: int, at: datetime | None
    ) -> questions.WaysAnswer:
        """Return other ways between two devices, and what cuts them apart."""
        topology, _ = await self._topology(session, at)
        return await asyncio.to_thread(questions.ways, topology, source, target, k)

    async def what_if(self, session: AsyncSession, fail: Sequence[str], vantage: str | None) -> OutcomeView:
        """Return what a failure would do."""
        topology, kept = await self._topology(session)
        failure = questions.failure_of(topology, fail)
        named = questions.device_named(topology, vantage) if vantage is not None else None
        outcome = await asyncio.to_thread(questions.what_if, topology, failure, named)
        _, graph = questions.routing_graph(topology)
        after = graph.without(failure.edges, failure.nodes, failure.risks)
        loads = await self._loads(session, [k.edge for k in kept])
        names = {device_id: name for name, device_id in (await self._names(session)).items()}
        table = await self._series.alatest(INTERFACE.name, list(names))
        file = self.service.settings.demands_file

        def shifted() -> TrafficView:
            ports = every_port(table, names, graph.index)
            return traffic_after(graph, after, topology, measured(topology, loads, ports), loads, file)

        hurt = await asyncio.to_thread(losses, topology, failure)
        return OutcomeView.of(outcome, _sessions_lost(kept, after), hurt, await asyncio.to_thread(shifted))

    async def risks(self, session: AsyncSession, limit: int) -> RisksView:
        """Return failures ranked by impact, and suggestions."""
        topology, _ = await self._topology(session)
        return await asyncio.to_thread(_risks, topology, limit)


def _sessions_lost(kept: Sequence[Kept], after: Graph) -> list[str]:
    """Return the established BGP sessions whose ends no longer reach one another."""
    part = {node: i for i, nodes in enumerate(components(after)) for node in nodes}
    found = []
    for k in kept:
        if k.edge.layer != "bgp" or k.edge.state != "up":
            continue
        a, b = k.edge.document["a"]["device"], k.edge.document["b"]["device"]
        known = a in part or b in part or a not in after.index or b not in after.index
        if known and (part.get(a, -1) != part.get(b, -2)):
            found.append(k.edge.key)
    return found


def _risks(topology: Topology, limit: int) -> RisksView:
    _, routed = questions.routing_graph(topology)
    links, nodes = ranking.single_links(routed), ranking.single_nodes(routed)
    groups = ranking.risks(routed)
    worst = [impact.failure for impact in (*groups, *links)][:_DOUBLES_OF]
    pairs, whole = ranking.doubles(routed, worst)
    covered = coverage(routed)
    return RisksView(
        links=[ImpactView.of(impact, topology) for impact in links[:limit]],
        nodes=[ImpactView.of(impact, topology) for impact in nodes[:limit]],
        groups=[ImpactView.of(impact, topology) for impact in groups[:limit]],
        doubles=[ImpactView.of(impact, topology) for impact in pairs[:limit]],
        doubles_complete=whole and len(links) + len(groups) <= _DOUBLES_OF,
        suggestions=[
            SuggestionView(
                a=s.a, b=s.b, bridges_removed=s.bridges_removed, points_removed=s.points_removed,
                exposed_pairs_saved=s.exposed_pairs_saved,
            )
            for s in suggestions(physical(topology))
        ],
        lfa_link_protected=covered.link_protected,
        lfa_node_protected=covered.node_protected,
    )  # fmt: skip
