"""What the loss of links and devices does to VPN services: who is lost, and which sites no longer reach one another."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from watchkeeper.understand.topology.graph.failures import Failure
from watchkeeper.understand.topology.graph.model import Graph
from watchkeeper.understand.topology.graph.structure import components
from watchkeeper.understand.topology.links import End, ServiceEdge, ServiceMesh, Topology
from watchkeeper.understand.topology.planes import physical, routed

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ServiceLoss:
    """A service that a failure hurts. ``members`` are all its devices.

    Args:
        kind: ``l3vpn evpn vpls pseudowire vxlan``.
        name: What most members call it.
        lost: Members that fail themselves.
        parts: What survivors fall into that reached one another through the service, the largest first; empty when
            they still do.
    """

    kind: str
    name: str
    members: tuple[str, ...]
    lost: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]


class Underlay:
    """What carries services, before a failure and after it: the interior gateway protocol, then what is cabled.

    Two devices that nothing known joins before (a provider's network between them) cannot be said to lose one another.
    """

    def __init__(self, before: Sequence[Graph], after: Sequence[Graph]) -> None:
        self._before = [_parts(graph) for graph in before]
        self._after = [_parts(graph) for graph in after]

    def joins(self, a: str, b: str) -> tuple[bool, bool]:
        """Say whether two devices are known to reach one another, before and after."""
        for was, becomes in zip(self._before, self._after, strict=True):
            if was.get(a, -1) == was.get(b, -2):
                return True, becomes.get(a, -1) == becomes.get(b, -2)
        return False, False

    def loses(self, a: str, b: str) -> bool:
        """Say whether two devices that reach one another before no longer do after."""
        return self.joins(a, b) == (True, False)


def _parts(graph: Graph) -> Mapping[str, int]:
    return {node: i for i, part in enumerate(components(graph)) for node in part}


def losses(topology: Topology, failure: Failure) -> list[ServiceLoss]:
    """Return the services that lose a member or fall apart, those that are cut first."""
    before = [graph for graph in (routed(topology), physical(topology)) if graph is not None]
    after = [graph.without(failure.edges, failure.nodes, failure.risks) for graph in before]
    underlay = Underlay(before, after)
    found = [loss for group in _groups(topology) if (loss := _loss(group, failure.nodes, underlay)) is not None]
    return sorted(found, key=lambda loss: (not loss.parts, loss.kind, loss.name))


@dataclass(slots=True)
class _Group:
    """Instances that belong together, and what joins them: pairs, and meshes of which every pair is joined."""

    ends: set[End]
    edges: list[ServiceEdge]
    meshes: list[ServiceMesh]


def _groups(topology: Topology) -> list[_Group]:
    """Return the services: instances that meet, directly or through others. What is contested joins nothing."""
    whole = [edge for edge in topology.services if edge.two_sided and not edge.conflicts]
    over: _Union[tuple[str, End]] = _Union()
    for edge in whole:
        over.join((edge.kind, edge.a), (edge.kind, edge.b))
    for mesh in topology.meshes:
        for end in mesh.members[1:]:
            over.join((mesh.kind, mesh.members[0]), (mesh.kind, end))
    groups: dict[tuple[str, End], _Group] = defaultdict(lambda: _Group(set(), [], []))
    for edge in whole:
        group = groups[over.root((edge.kind, edge.a))]
        group.ends |= {edge.a, edge.b}
        group.edges.append(edge)
    for mesh in topology.meshes:
        group = groups[over.root((mesh.kind, mesh.members[0]))]
        group.ends |= set(mesh.members)
        group.meshes.append(mesh)
    return list(groups.values())


def _loss(group: _Group, dead: Iterable[str], underlay: Underlay) -> ServiceLoss | None:
    devices = {end.device for end in group.ends}
    lost = devices & set(dead)
    before: _Union[str] = _Union()
    after: _Union[str] = _Union()
    for a, b in _pairs(group, underlay):
        was, is_still = underlay.joins(a, b)
        if was:
            before.join(a, b)
        if is_still and not {a, b} & lost:
            after.join(a, b)
    parts = [part for one in before.parts() for part in _split([name for name in one if name not in lost], after)]
    if not lost and not parts:
        return None
    one = (group.edges or group.meshes)[0]
    ordered = sorted((tuple(sorted(part)) for part in parts), key=lambda part: (-len(part), part))
    return ServiceLoss(one.kind, name_of(group.ends), tuple(sorted(devices)), tuple(sorted(lost)), tuple(ordered))


def _split(names: Sequence[str], after: "_Union[str]") -> list[list[str]]:
    """Return the parts that names which were together fall into; none when they stay together."""
    parts: dict[str, list[str]] = defaultdict(list)
    for name in names:
        parts[after.root(name)].append(name)
    return list(parts.values()) if len(parts) > 1 else []


def _pairs(group: _Group, underlay: Underlay) -> Iterator[tuple[str, str]]:
    """Yield the pairs whose reach tells how a service hangs together; of a mesh, each with one of each part."""
    yield from ((edge.a.device, edge.b.device) for edge in group.edges)
    for mesh in group.meshes:
        speakers: list[str] = []
        for name in dict.fromkeys(end.device for end in mesh.members):
            yield from ((speaker, name) for speaker in speakers)
            if not any(underlay.joins(speaker, name) == (True, True) for speaker in speakers):
                speakers.append(name)


def name_of(ends: Iterable[End]) -> str:
    """Return what most of some instances are called; of equals the first in the alphabet."""
    names = Counter(end.interface for end in ends if end.interface)
    return min(names, key=lambda name: (-names[name], name), default="")


class _Union(Generic[_T]):
    """Disjoint sets (union-find)."""

    def __init__(self) -> None:
        self._above: dict[_T, _T] = {}

    def root(self, one: _T) -> _T:
        self._above.setdefault(one, one)
        while self._above[one] != one:
            self._above[one] = self._above[self._above[one]]
            one = self._above[one]
        return one

    def join(self, a: _T, b: _T) -> None:
        self._above[self.root(a)] = self.root(b)

    def parts(self) -> list[list[_T]]:
        found: dict[_T, list[_T]] = defaultdict(list)
        for one in self._above:
            found[self.root(one)].append(one)
        return list(found.values())


def parted(topology: Topology) -> Underlay:
    """Return what the links that are down by now do: everything before, what is not down after."""
    before = [graph for graph in (routed(topology), physical(topology)) if graph is not None]
    down = {link.id for link in topology.links if link.up is False}
    return Underlay(before, [graph.without(down) for graph in before])
