"""VPN services across devices: what one configures meets what another does, by route target, circuit or VNI.

An import of one device meets an export of another, each direction for itself: hubs meet their spokes, and spokes do not
meet one another. A pseudowire, or a VXLAN that floods to named end points, is whole when both ends name each other;
what one end names in vain stays one-sided. Instances of one device are not joined: that is routing within it.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from ipaddress import ip_address
from itertools import combinations, product
from typing import Final, NamedTuple, TypeAlias

from watchkeeper.kit.configs.model import Service, Wire
from watchkeeper.understand.topology.evidence.circuits import Half, circuits
from watchkeeper.understand.topology.identity import Directory
from watchkeeper.understand.topology.links import End, ServiceEdge, ServiceMesh

MOST_PAIRS_OF: Final = 8
"""With more members, instances that all meet one another are one mesh, and not a line for each pair."""
_ANY: Final = "*"
_Targets: TypeAlias = tuple[frozenset[str], frozenset[str]]


class Instance(NamedTuple):
    """A service of a device."""

    device: str
    service: Service

    @property
    def end(self) -> End:
        """Device and instance."""
        return End(self.device, self.service.name)


def services(directory: Directory) -> tuple[list[ServiceEdge], list[ServiceMesh]]:
    """Return which instances meet, and which name one another in vain."""
    found = [Instance(view.name, service) for view in directory.views.values() for service in view.services]
    edges, meshes = _targeted(found)
    edges += circuits(directory, [half for one in found for half in _halves(one)])
    grouped, flooded = _grouped(found)
    return sorted([*edges, *grouped], key=lambda edge: edge.id), [*meshes, *flooded]


def _halves(one: Instance) -> Iterator[Half]:
    service = one.service
    for wire in service.wires:
        yield Half(service.kind, one.end, wire, "circuit", service.up)
    if service.vni is not None:
        for address in service.flood:
            if not ip_address(address).is_multicast:
                yield Half(service.kind, one.end, Wire(address, service.vni), "vni")


class _Groups:
    """Instances that import and export the same, looked at together: of one VPN there may be hundreds."""

    def __init__(self, found: Iterable[Instance]) -> None:
        self.alike: dict[tuple[str, _Targets], list[Instance]] = defaultdict(list)
        for one in found:
            if one.service.imports or one.service.exports:
                targets = frozenset(one.service.imports), frozenset(one.service.exports)
                self.alike[one.service.kind, targets].append(one)
        self._importing: dict[tuple[str, str], list[_Targets]] = defaultdict(list)
        for kind, targets in self.alike:
            for target in targets[0]:
                self._importing[kind, target].append(targets)

    def meeting(self, own: _Targets, kind: str) -> Iterable[_Targets]:
        """Return the other groups that import something of what a group exports."""
        names = [(kind, name) for target in own[1] for name in (target, _of_any(target))]
        return dict.fromkeys(others for name in names for others in self._importing.get(name, ()) if others != own)


def _targeted(found: Iterable[Instance]) -> tuple[list[ServiceEdge], list[ServiceMesh]]:
    """Join instances by route target."""
    groups = _Groups(found)
    edges: list[ServiceEdge] = []
    meshes: list[ServiceMesh] = []
    for (kind, targets), members in groups.alike.items():
        own = meeting(targets[1], targets[0])
        if own and len(members) > MOST_PAIRS_OF:
            meshes.append(_mesh(kind, _key(targets), members, own))
        elif own:
            edges += _edges(combinations(members, 2), own, own)
        for others in groups.meeting(targets, kind):
            there, back = meeting(targets[1], others[0]), meeting(others[1], targets[0])
            if not back or _rank(targets) < _rank(others):
                edges += _edges(product(members, groups.alike[kind, others]), there, back)
    return edges, meshes


def _edges(
    pairs: Iterable[tuple[Instance, Instance]], there: tuple[str, ...], back: tuple[str, ...]
) -> Iterator[ServiceEdge]:
    return (_edge(one, other, there, back) for one, other in pairs if one.device != other.device)


def _rank(targets: _Targets) -> tuple[list[str], list[str]]:
    return sorted(targets[0]), sorted(targets[1])


def _of_any(target: str) -> str:
    return f"{_ANY}:{target.partition(':')[2]}"


def meeting(exports: Iterable[str], imports: Iterable[str]) -> tuple[str, ...]:
    """Return the exported targets that are imported, sorted; an import of any administrator asks for the number."""
    wanted = set(imports)
    return tuple(sorted(target for target in exports if target in wanted or _of_any(target) in wanted))


def _edge(one: Instance, other: Instance, there: tuple[str, ...], back: tuple[str, ...]) -> ServiceEdge:
    if other.end < one.end:
        one, other, there, back = other, one, back, there
    return ServiceEdge(
        kind=one.service.kind,
        a=one.end,
        b=other.end,
        there=there,
        back=back,
        sources=("route-target",),
        evidence=(*_carried(one, other, there), *_carried(other, one, back), *_idle(one), *_idle(other)),
        two_sided=True,
        conflicts=_identifiers([one, other]),
        up=False if False in {one.service.up, other.service.up} else None,
    )


def _idle(one: Instance) -> Iterator[str]:
    """Say of a VRF that is down what that means; one that is up says nothing of what it reaches (RFC 4382)."""
    if one.service.up is False:
        yield f"{' '.join(one.end)}: none of its interfaces is up"


def _carried(one: Instance, other: Instance, targets: Sequence[str]) -> Iterator[str]:
    if targets:
        mine, theirs = " ".join(one.end), " ".join(other.end)
        yield f"{theirs} imports what {mine} exports: {', '.join(targets)}"


def _identifiers(members: Sequence[Instance]) -> tuple[str, ...]:
    """Return what is wrong when instances that meet have different VXLAN network identifiers."""
    said = Counter(one.service.vni for one in members if one.service.vni is not None)
    if len(said) < 2:
        return ()
    usual = said.most_common(1)[0][0]
    odd = [one for one in members if one.service.vni not in {usual, None}]
    named = usual if len(members) > 2 else f"{usual} at {next(o.device for o in members if o.service.vni == usual)}"
    others = ", ".join(f"{one.service.vni} at {one.device}" for one in odd)
    return (f"VNIs differ: {named}, {others}",)


def _mesh(
    kind: str, key: str, members: Sequence[Instance], carries: tuple[str, ...], source: str = "route-target"
) -> ServiceMesh:
    ends = tuple(sorted(one.end for one in members))
    return ServiceMesh(kind, key, ends, carries, (source,), _identifiers(members))


def _key(targets: _Targets) -> str:
    """Return a short name of what is imported and exported; there may be dozens of targets."""
    imports, exports = (" ".join(sorted(some)) for some in targets)
    digest = hashlib.sha256(f"{imports}/{exports}".encode()).hexdigest()[:8]
    return f"{exports.split(' ', maxsplit=1)[0]}:{digest}"


def _grouped(found: Sequence[Instance]) -> tuple[list[ServiceEdge], list[ServiceMesh]]:
    """Join VXLANs that flood to one multicast group under one identifier."""
    alike: dict[tuple[int, str], list[Instance]] = defaultdict(list)
    for one in found:
        for address in one.service.flood if one.service.vni is not None else ():
            if ip_address(address).is_multicast:
                alike[one.service.vni or 0, address].append(one)
    edges: list[ServiceEdge] = []
    meshes: list[ServiceMesh] = []
    for (number, group), members in alike.items():
        told = (f"VNI {number} in {group}",)
        if len(members) > MOST_PAIRS_OF:
            meshes.append(_mesh("vxlan", told[0], members, told, "vni"))
        else:
            pairs = (sorted((a.end, b.end)) for a, b in combinations(members, 2) if a.device != b.device)
            edges += [ServiceEdge("vxlan", a, b, told, told, ("vni",), told, two_sided=True) for a, b in pairs]
    return edges, meshes
