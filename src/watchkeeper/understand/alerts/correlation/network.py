"""A network as seen from a vantage point: what goes dark, and what shows, when some elements fail.

Elements are named as in alerts: ``node:X``, ``link:L``, and ``group:G`` for links that share a risk. Parallel links are
links of their own. A node is reachable while any path of working nodes and links joins it to the vantage point, so
redundant parents need no configuration and a cycle is nothing special.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, NamedTuple

from watchkeeper.kit.configs.names import port_of

NODE, LINK, GROUP, SESSION = "node", "link", "group", "session"
_REMEMBERED: Final = 1000


@dataclass(frozen=True, slots=True)
class Link:
    """One link between the nodes ``a`` and ``b``."""

    id: str
    a: str
    b: str


class Far(NamedTuple):
    """The other end of a session, and the link that it runs over when it is known to be this one."""

    node: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a set of failed elements leads to.

    ``dark``: nodes without a path from the vantage point, failed ones included. ``down``: links that carry nothing
    since they or one of their ends failed. ``seen``: those of ``down`` with an end that can still tell.
    """

    dark: frozenset[str]
    down: frozenset[str]
    seen: frozenset[str]


@dataclass(frozen=True)
class Network:
    """An undirected multigraph with a vantage point.

    Nobody would notice the silence of ``unmonitored`` nodes. ``ports`` says which link an interface (node, name) is on,
    ``owners`` whose an address or system id is: (node, interface), without an interface when it is the whole node's;
    ``sites`` which nodes stand at one place and share its power.
    """

    nodes: Sequence[str]
    links: Sequence[Link]
    vantage: str
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    critical: frozenset[str] = frozenset()
    unmonitored: frozenset[str] = frozenset()
    ports: Mapping[tuple[str, str], str] = field(default_factory=dict)
    owners: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    sites: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def within(self, names: Container[str]) -> "Network":
        """Return the part of ``names`` and the vantage point, as somebody sees it who may see nothing else."""
        nodes = [node for node in self.nodes if node in names or node == self.vantage]
        links = [link for link in self.links if link.a in nodes and link.b in nodes]
        kept = {link.id for link in links}
        return replace(
            self,
            nodes=nodes,
            links=links,
            groups={name: some for name, members in self.groups.items() if (some := members & kept)},
            critical=self.critical & set(nodes),
            unmonitored=self.unmonitored & set(nodes),
            ports={end: link for end, link in self.ports.items() if link in kept},
            owners={name: end for name, end in self.owners.items() if end[0] in nodes},
            sites={name: some for name, members in self.sites.items() if (some := members & set(nodes))},
        )

    def far(self, node: str, peer: str) -> Far | None:
        """Return who ``node`` calls ``peer`` (an address, a system id or a name); None for strangers."""
        other, port = self.owners.get(peer, (peer, ""))
        if other == node or other not in self.around:
            return None
        if port:
            on = self.ports.get((other, port)) or self.ports.get((other, port_of(port)))
            return Far(other, on if on is not None and node in {self.link[on].a, self.link[on].b} else None)
        between = [link for link, end in self.around[node] if end == other]
        return Far(other, between[0] if len(between) == 1 else None)

    @cached_property
    def link(self) -> dict[str, Link]:
        """Links by their id."""
        return {link.id: link for link in self.links}

    @cached_property
    def around(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """For each node the (link, other end) pairs that leave it."""
        found: dict[str, list[tuple[str, str]]] = {node: [] for node in self.nodes}
        for link in self.links:
            found[link.a].append((link.id, link.b))
            found[link.b].append((link.id, link.a))
        return {node: tuple(pairs) for node, pairs in found.items()}

    @cached_property
    def in_sight(self) -> frozenset[str]:
        """Nodes that are reachable while nothing has failed."""
        return self._reach(frozenset(), frozenset())

    def predict(self, faults: Iterable[str]) -> Prediction:
        """Return what follows when ``faults`` have failed. Names that this network does not have change nothing."""
        dead, cut = self._failed(faults)
        reached = self._reach(dead, cut)
        down = set(cut)
        for node in dead:
            down.update(link for link, _ in self.around[node])
        seen = {one for one in down if self.link[one].a in reached or self.link[one].b in reached}
        return Prediction(self.in_sight - reached, frozenset(down), frozenset(seen))

    def remember(self, faults: tuple[str, ...]) -> Prediction:
        """Return what ``predict`` returns, from memory where the same was asked lately."""
        found = self._memory.get(faults)
        if found is None:
            if len(self._memory) >= _REMEMBERED:
                self._memory.clear()
            found = self._memory[faults] = self.predict(faults)
        return found

    @cached_property
    def _memory(self) -> dict[tuple[str, ...], Prediction]:
        return {}

    def knows(self, element: str) -> bool:
        """Return whether ``element`` is part of this network."""
        kind, _, name = element.partition(":")
        known: dict[str, Container[str]] = {NODE: self.around, LINK: self.link, GROUP: self.groups}
        return name in known.get(kind, ())

    def members(self, element: str) -> tuple[str, ...]:
        """Return the elements that ``element`` stands for: the links of a group, else itself."""
        kind, _, name = element.partition(":")
        if kind == GROUP:
            return tuple(f"{LINK}:{one}" for one in sorted(self.groups.get(name, ())))
        return (element,)

    def touches(self, element: str) -> frozenset[str]:
        """Return the nodes that ``element`` is or joins."""
        found: set[str] = set()
        for member in self.members(element):
            kind, _, name = member.partition(":")
            if kind == NODE:
                found.add(name)
            elif name in self.link:
                found |= {self.link[name].a, self.link[name].b}
        return frozenset(found)

    def _failed(self, faults: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
        dead, cut = set(), set()
        for fault in faults:
            for element in self.members(fault):
                kind, _, name = element.partition(":")
                if kind == NODE and name in self.around:
                    dead.add(name)
                elif kind == LINK and name in self.link:
                    cut.add(name)
        return frozenset(dead), frozenset(cut)

    def _reach(self, dead: frozenset[str], cut: frozenset[str]) -> frozenset[str]:
        if self.vantage in dead or self.vantage not in self.around:
            return frozenset()
        found, stack, around = {self.vantage}, [self.vantage], self.around
        while stack:
            for link, other in around[stack.pop()]:
                if other not in found and link not in cut and other not in dead:
                    found.add(other)
                    stack.append(other)
        return frozenset(found)
