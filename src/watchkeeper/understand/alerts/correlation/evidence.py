"""Alerts as evidence about a network: which nodes are silent, and which links are reported down by whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from watchkeeper.understand.alerts.correlation.network import LINK, NODE, SESSION, Network, Prediction

INTERFACE: Final = "if"
SILENCE: Final = frozenset({"unreachable", "down", "node_down", "host_down", "device_down", "ping_down", "no_answer"})
"""Kinds of alert that say that a node does not answer."""
LOST_LINK: Final = frozenset({"link_down", "down", "interface_down", "oper_down", "lower_layer_down", "los"})
"""Kinds of alert that say that a link or interface carries nothing."""
PEER: Final = "peer"
LOST_SESSION: Final = {
    "bgp_session_down": "bgp",
    "ospf_neighbour_down": "ospf",
    "isis_neighbour_down": "isis",
    "bfd_session_down": "bfd",
    "ldp_session_down": "ldp",
}
"""Kinds of alert that say that two nodes do not talk a protocol any more, with the protocol."""
WATCHDOG: Final = "bfd"
"""The protocol whose only purpose is to tell whether a link carries anything."""


class Key(NamedTuple):
    """What makes two alerts the same: the object and the condition."""

    entity: str
    kind: str


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert as it arrived. ``at`` is in seconds since the epoch, by the clock of who received it."""

    id: str
    at: float
    entity: str
    kind: str
    raised: bool

    @property
    def key(self) -> Key:
        """Object and condition."""
        return Key(self.entity, self.kind)


@dataclass(slots=True)
class Condition:
    """A condition that holds now: raised and not cleared. ``ids`` are all alerts that said so."""

    key: Key
    since: float
    ids: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Subject:
    """What an alert is about in a network.

    A silent node; a link reported down by ``reporter`` (None: unknown); or a session of ``protocol`` between two nodes,
    the ``ends``, over ``link`` when that is known.
    """

    node: str | None = None
    link: str | None = None
    reporter: str | None = None
    protocol: str = ""
    ends: frozenset[str] = frozenset()

    def follows(self, seen: Prediction) -> bool:
        """Return whether ``seen`` leads to it."""
        if self.node is not None:
            return self.node in seen.dark
        return self.link in seen.down or not self.ends.isdisjoint(seen.dark)

    @property
    def root(self) -> str:
        """The name of a lost session as a fault of its own; the same from both ends."""
        return f"{SESSION}:{self.protocol}:{'--'.join(sorted(self.ends))}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is reported now.

    ``links`` are reported by somebody who can still tell; ``stale`` by nodes that have fallen silent since, so that
    nothing follows from them. ``links_show``: interfaces are watched here, so a link that is not reported works.
    """

    dark: frozenset[str]
    links: frozenset[str]
    stale: frozenset[str]
    links_show: bool


def subject_of(network: Network, key: Key) -> Subject | None:
    """Return what ``key`` says about ``network``; None when it says nothing about who reaches whom."""
    kind, _, name = key.entity.partition(":")
    if kind == NODE and key.kind in SILENCE and name in network.in_sight:
        return Subject(node=name)
    if kind == PEER and key.kind in LOST_SESSION:
        return _session(network, name, LOST_SESSION[key.kind])
    if key.kind not in LOST_LINK:
        return None
    if kind == LINK and name in network.link:
        return Subject(link=name)
    if kind == INTERFACE:
        return _interface(network, name)
    return None


def _interface(network: Network, name: str) -> Subject | None:
    """Split ``node:link`` or ``node:neighbour``; either part may hold colons itself."""
    at = name.find(":")
    while at >= 0:
        node, rest = name[:at], name[at + 1 :]
        if node in network.around:
            link = network.link.get(rest)
            if link is not None and node in {link.a, link.b}:
                return Subject(link=rest, reporter=node)
            on = network.ports.get((node, rest))
            if on is not None:
                return Subject(link=on, reporter=node)
            towards = [one for one, other in network.around[node] if other == rest]
            if len(towards) == 1:
                return Subject(link=towards[0], reporter=node)
        at = name.find(":", at + 1)
    return None


def _session(network: Network, name: str, protocol: str) -> Subject | None:
    """Split ``node:peer``; either part may hold colons itself."""
    at = name.find(":")
    while at >= 0:
        node, peer = name[:at], name[at + 1 :]
        far = network.far(node, peer) if node in network.around else None
        if far is not None:
            return Subject(link=far.link, reporter=node, protocol=protocol, ends=frozenset({node, far.node}))
        at = name.find(":", at + 1)
    return None


def witnessed(subjects: Mapping[Key, Subject]) -> dict[Key, Subject]:
    """Return ``subjects`` with lost sessions taken as reports of their link where they prove that it carries nothing.

    They do when its watchdog is among them, or two protocols: one alone may have a reason of its own.
    """
    protocols: dict[str, set[str]] = {}
    for subject in subjects.values():
        if subject.ends and subject.link is not None:
            protocols.setdefault(subject.link, set()).add(subject.protocol)
    dead = {link for link, lost in protocols.items() if WATCHDOG in lost or len(lost) > 1}
    return {
        key: Subject(link=subject.link, reporter=subject.reporter) if subject.ends and subject.link in dead else subject
        for key, subject in subjects.items()
    }


def gather(network: Network, subjects: Iterable[Subject], *, links_show: bool) -> Evidence:
    """Return what conditions about ``subjects`` say together. Sessions say nothing by themselves."""
    dark: set[str] = set()
    reporters: dict[str, set[str]] = {}
    for subject in subjects:
        if subject.node is not None:
            dark.add(subject.node)
        elif subject.link is not None and not subject.ends:
            link = network.link[subject.link]
            told = {subject.reporter} if subject.reporter else {link.a, link.b}
            reporters.setdefault(subject.link, set()).update(told)
    fresh = {link for link, told in reporters.items() if told - dark}
    return Evidence(frozenset(dark), frozenset(fresh), frozenset(reporters) - fresh, links_show)
