"""Alerts as evidence about a network: which nodes are silent, and which links are reported down by whom."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from watchkeeper.understand.alerts.correlation.network import LINK, NODE, Network

INTERFACE: Final = "if"
SILENCE: Final = frozenset({"unreachable", "down", "node_down", "host_down", "device_down", "ping_down", "no_answer"})
"""Kinds of alert that say that a node does not answer."""
LOST_LINK: Final = frozenset({"link_down", "down", "interface_down", "oper_down", "lower_layer_down", "los"})
"""Kinds of alert that say that a link or interface carries nothing."""


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
    """What an alert is about in a network: a silent node, or a link reported down by ``reporter`` (None: unknown)."""

    node: str | None = None
    link: str | None = None
    reporter: str | None = None


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


def gather(network: Network, keys: Iterable[Key], *, links_show: bool) -> Evidence:
    """Return what the conditions ``keys`` say together."""
    dark: set[str] = set()
    reporters: dict[str, set[str]] = {}
    for key in keys:
        subject = subject_of(network, key)
        if subject is None:
            continue
        if subject.node is not None:
            dark.add(subject.node)
        elif subject.link is not None:
            link = network.link[subject.link]
            told = {subject.reporter} if subject.reporter else {link.a, link.b}
            reporters.setdefault(subject.link, set()).update(told)
    fresh = {link for link, told in reporters.items() if told - dark}
    return Evidence(frozenset(dark), frozenset(fresh), frozenset(reporters) - fresh, links_show)
