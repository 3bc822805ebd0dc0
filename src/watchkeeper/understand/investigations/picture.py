"""The part of the network that an incident touches, as a picture of cause and effect. Pure.

From the vantage point along the shortest ways to what failed, and on to what that cut off; beside it what was ruled
out, what nothing measures, and every device whose alerts belong to the incident.
"""

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from watchkeeper.understand.alerts.correlation.network import GROUP, LINK, NODE, SESSION, Network
from watchkeeper.understand.investigations.causes import Finding

MOST: Final = 150
"""More devices than this are no picture; consequences are left out first."""
_CLEARED_AS_CAUSE: Final = frozenset({"answers", "between"})
"""Codes of sentences that say of an object that it is innocent and not a consequence."""


class Part(StrEnum):
    """What a device or link is in an incident, the strongest first."""

    ROOT = "root"
    CONSEQUENCE = "consequence"  # cut off
    SYMPTOM = "symptom"  # its alerts speak of what failed
    SUPPRESSED = "suppressed"  # its alerts were held back
    VANTAGE = "vantage"
    WAY = "way"  # between the vantage point and what failed
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Told:
    """One alert: its object, the name of its device ("" for none), and whether it was held back as a consequence."""

    entity: str
    device: str
    suppressed: bool


@dataclass(frozen=True, slots=True)
class PictureNode:
    """A device, with how many alerts of it speak of what failed and how many were held back."""

    name: str
    part: Part
    ruled_out: bool
    blind: bool
    symptoms: int
    suppressed: int


@dataclass(frozen=True, slots=True)
class PictureLink:
    """A link from ``a`` to ``b``; ports are empty where they are not known."""

    key: str
    a: str
    b: str
    port_a: str
    port_b: str
    part: Part
    blind: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn. ``left_out`` counts the devices that would be too many."""

    vantage: str
    nodes: tuple[PictureNode, ...]
    links: tuple[PictureLink, ...]
    left_out: int


def picture_of(
    network: Network, roots: Sequence[str], isolated: Collection[str], alerts: Sequence[Told], found: Finding
) -> Picture:
    """Return the picture of an incident in ``network``; what that does not have is not in it.

    ``roots`` and ``isolated`` are the incident's: ``node:X``, ``link:L``, or whatever has trouble of its own, and names
    of devices that are cut off.
    """
    return _Sketch(network, roots, isolated, alerts, found).picture()


class _Sketch:
    def __init__(
        self, network: Network, roots: Sequence[str], isolated: Collection[str], alerts: Sequence[Told], found: Finding
    ) -> None:
        self._network = network
        self._alerts = [one for one in alerts if one.device in network.around]
        self._members = {member for root in roots for member in network.members(root)}
        self._sessions = {root: ends for root in roots if (ends := _ends_of(network, root)) is not None}
        self._failed = {name for root in self._members if (name := self._device_of(root)) in network.around}
        dark = network.predict(member for member in self._members if network.knows(member)).dark
        self._cut_off = ((dark | set(isolated)) & set(network.around)) - self._failed
        self._cut_off |= self._silenced() - self._failed
        self._tree = _tree(network)
        self._way_nodes, self._way_links = self._ways()
        self._innocent = {str(one.facts.get("object", "")) for one in found.ruled_out if one.code in _CLEARED_AS_CAUSE}
        self._blind = set(found.blind_spots)
        self._led = {name for cause in found.causes for name in cause.path}

    def picture(self) -> Picture:
        wanted = self._wanted()
        kept = set(wanted[:MOST])
        return Picture(
            self._network.vantage,
            tuple(self._node(name) for name in wanted[:MOST]),
            tuple(self._links(kept)),
            len(wanted) - len(kept),
        )

    def _device_of(self, root: str) -> str:
        """Return the device that a root is, or that has trouble of its own; empty for links and strangers."""
        kind, _, name = root.partition(":")
        if kind in {LINK, GROUP, SESSION}:
            return ""
        if kind == NODE:
            return name
        return next((one.device for one in self._alerts if one.entity == root), "")

    def _silenced(self) -> set[str]:
        return {one.device for one in self._alerts if one.suppressed and one.entity == f"{NODE}:{one.device}"}

    def _ways(self) -> tuple[set[str], set[str]]:
        """Return the nodes and links on the shortest ways to what failed, to the nearer end of a link."""
        ends = [frozenset({name}) for name in self._failed] + [frozenset(ends) for ends in self._sessions.values()]
        ends += [self._network.touches(root) for root in self._members if root.startswith(f"{LINK}:")]
        nodes: set[str] = set()
        links: set[str] = set()
        for some in ends:
            known = [one for one in some if one in self._tree]
            near = min(known, key=lambda one: (self._tree[one][0], one), default="")
            while near:
                nodes.add(near)
                _, before, link = self._tree[near]
                if link:
                    links.add(link)
                near = before
        return nodes, links

    def _wanted(self) -> list[str]:
        """Return the devices of the picture, what must not be left out first."""
        touched = {end for root in self._members if root.startswith(f"{LINK}:") for end in self._network.touches(root)}
        met = {end for ends in self._sessions.values() for end in ends}
        spoken = {one.device for one in self._alerts}
        named = self._nodes_of((*self._innocent, *self._blind, *self._led))
        order = (self._failed, self._way_nodes, touched | met, named - self._cut_off, spoken - self._cut_off)
        found = dict.fromkeys(name for some in order for name in sorted(some))
        rest = sorted(self._cut_off - set(found), key=lambda name: (self._distance(name), name))
        return list(dict.fromkeys((*found, *rest)))

    def _nodes_of(self, entities: Iterable[str]) -> set[str]:
        return {end for one in entities if self._network.knows(one) for end in self._network.touches(one)}

    def _distance(self, name: str) -> int:
        return self._tree[name][0] if name in self._tree else len(self._tree)

    def _node(self, name: str) -> PictureNode:
        mine = [one.suppressed for one in self._alerts if one.device == name]
        element = f"{NODE}:{name}"
        part = self._part(name, symptoms=mine.count(False), suppressed=mine.count(True))
        innocent = element in self._innocent and part not in {Part.ROOT, Part.CONSEQUENCE}
        return PictureNode(name, part, innocent, element in self._blind, mine.count(False), mine.count(True))

    def _part(self, name: str, *, symptoms: int, suppressed: int) -> Part:
        tests = (
            (Part.ROOT, name in self._failed),
            (Part.CONSEQUENCE, name in self._cut_off),
            (Part.SYMPTOM, symptoms > 0),
            (Part.SUPPRESSED, suppressed > 0),
            (Part.VANTAGE, name == self._network.vantage),
            (Part.WAY, name in self._way_nodes),
        )
        return next((part for part, holds in tests if holds), Part.BESIDE)

    def _links(self, kept: Collection[str]) -> Iterable[PictureLink]:
        """Yield the links between what is drawn. The poller's own are drawn where they lead to what failed."""
        ports = {(link, node): port for (node, port), link in self._network.ports.items()}
        for one in self._network.links:
            if one.a not in kept or one.b not in kept:
                continue
            part = self._link_part(one.id, {one.a, one.b})
            if part is Part.BESIDE and self._network.vantage in {one.a, one.b}:
                continue
            near, far = ports.get((one.id, one.a), ""), ports.get((one.id, one.b), "")
            yield PictureLink(one.id, one.a, one.b, near, far, part, f"{LINK}:{one.id}" in self._blind)
        for root, (a, b) in self._sessions.items():
            yield PictureLink(root, a, b, "", "", Part.ROOT, root in self._blind)

    def _link_part(self, key: str, ends: Collection[str]) -> Part:
        if f"{LINK}:{key}" in self._members:
            return Part.ROOT
        if key in self._way_links:
            return Part.WAY
        cut = self._cut_off | self._failed
        return Part.CONSEQUENCE if self._network.vantage not in ends and not cut.isdisjoint(ends) else Part.BESIDE


def _ends_of(network: Network, root: str) -> tuple[str, str] | None:
    """Return the two devices of ``session:PROTOCOL:A--B``, whose names may hold dashes themselves."""
    kind, _, rest = root.partition(":")
    if kind != SESSION:
        return None
    words = rest.partition(":")[2].split("--")
    pairs = (("--".join(words[:at]), "--".join(words[at:])) for at in range(1, len(words)))
    return next((pair for pair in pairs if pair[0] in network.around and pair[1] in network.around), None)


def _tree(network: Network) -> Mapping[str, tuple[int, str, str]]:
    """Return for each node in sight: its distance from the vantage point, the node before it, and the link between."""
    found: dict[str, tuple[int, str, str]] = {network.vantage: (0, "", "")}
    queue = deque([network.vantage])
    while queue:
        node = queue.popleft()
        for link, other in network.around.get(node, ()):
            if other not in found:
                found[other] = (found[node][0] + 1, node, link)
                queue.append(other)
    return found
