"""The fewest faults that explain what is reported.

Every report has to be explained. Among the sets of faults that do so, the one wins that costs least: a new fault
costs 1, a consequence that ought to show and does not costs ``ABSENT``, and what is known to have failed already
costs little or nothing. Ties go to what is reported itself, then to nodes, since a node that is taken for its only
link would have to be named again when another way to it returns.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from watchkeeper.understand.alerts.correlation.evidence import Evidence
from watchkeeper.understand.alerts.correlation.network import GROUP, LINK, NODE, Network, Prediction
from watchkeeper.understand.alerts.correlation.parts import split

UNEXPLAINED: Final = 1e6
"""More than any number of absent consequences costs: what is reported is never left to nobody."""
ABSENT: Final = 2.0
POLLER: Final = 2.0
"""That the vantage point itself is cut off is believed only when it explains more than two other faults would."""
SMALL: Final = 60
"""Up to so many reports are explained together; more are taken apart first."""
_TRIES: Final = 20
_PAIRS: Final = 400


@dataclass(frozen=True, slots=True)
class Explanation:
    """The faults that explain the evidence, what they lead to, and what was tried and explained as much."""

    faults: tuple[str, ...]
    prediction: Prediction
    cost: float


def explain(network: Network, evidence: Evidence, known: Mapping[str, float]) -> Explanation:
    """Return the cheapest explanation of ``evidence``.

    ``known`` gives the cost of faults that are believed already (0 for those that last, less than 1 for recent ones).
    """
    if len(evidence.dark) + len(evidence.links) <= SMALL:
        return _Search(network, evidence, known).run()
    faults: set[str] = set()
    for part, seen in split(network, evidence):
        faults.update(_Search(part, seen, known).run().faults)
    return Explanation(tuple(sorted(faults)), network.predict(faults), 0.0)


class _Search:
    """Greedy choice, then exchanges until none helps."""

    def __init__(self, network: Network, evidence: Evidence, known: Mapping[str, float]) -> None:
        self._network = network
        self._evidence = evidence
        self._known = {name: cost for name, cost in known.items() if network.knows(name)}
        self._costs: dict[frozenset[str], float] = {}
        self._own = {name: self._fault_cost(name) for name in sorted(_candidates(network, evidence) | set(self._known))}

    def run(self) -> Explanation:
        chosen = self._shrink(frozenset(name for name, cost in self._known.items() if cost < 1 and self._holds(name)))
        chosen = self._grow(chosen)
        for _ in range(_TRIES):
            better = self._exchange(chosen)
            if better is None:
                break
            chosen = better
        return Explanation(tuple(sorted(chosen)), self._network.predict(chosen), self._cost(chosen))

    def _holds(self, name: str) -> bool:
        return self._known[name] == 0 or bool(self._cost(frozenset({name})) < self._cost(frozenset()))

    def _fault_cost(self, name: str) -> float:
        if name in self._known:
            return self._known[name]
        kind, _, own = name.partition(":")
        if kind == NODE:
            cost = 1.0 if own in self._evidence.dark else 1.05
            return cost + POLLER if own == self._network.vantage else cost
        if kind == LINK:
            return 1.01 if own in self._evidence.links else 1.06
        return 1.02

    def _cost(self, faults: frozenset[str]) -> float:
        cached = self._costs.get(faults)
        if cached is None:
            cached = self._costs[faults] = self._measure(faults)
        return cached

    def _measure(self, faults: frozenset[str]) -> float:
        seen, evidence = self._network.predict(faults), self._evidence
        open_ends = len(evidence.dark - seen.dark) + len(evidence.links - seen.down)
        absent = len(seen.dark - evidence.dark - self._network.unmonitored)
        if evidence.links_show:
            absent += len(seen.seen - evidence.links - evidence.stale)
        return UNEXPLAINED * open_ends + ABSENT * absent + sum(self._own[name] for name in faults)

    def _shrink(self, chosen: frozenset[str]) -> frozenset[str]:
        while chosen:
            best = min((chosen - {name} for name in sorted(chosen)), key=self._cost)
            if self._cost(best) >= self._cost(chosen):
                break
            chosen = best
        return chosen

    def _grow(self, chosen: frozenset[str]) -> frozenset[str]:
        while True:
            best = min((chosen | {name} for name in self._own if name not in chosen), key=self._cost, default=chosen)
            if self._cost(best) >= self._cost(chosen):
                return chosen
            chosen = best

    def _exchange(self, chosen: frozenset[str]) -> frozenset[str] | None:
        """Return a cheaper set: one taken out, one or two exchanged for another, or one for what it explains itself."""
        ways = [chosen - {name} for name in sorted(chosen)]
        lighter = [*ways, *(chosen - set(pair) for pair in list(combinations(sorted(chosen), 2))[:_PAIRS])]
        tries = [*ways, *map(self._name_openly, ways)] + [
            base | {name} for base in lighter for name in self._own if name not in chosen
        ]
        best = min(tries, key=self._cost, default=chosen)
        return best if self._cost(best) < self._cost(chosen) - 1e-9 else None

    def _name_openly(self, chosen: frozenset[str]) -> frozenset[str]:
        """Add what ``chosen`` leaves unexplained as faults of their own: several small ones instead of a large one."""
        seen = self._network.predict(chosen)
        links = {f"{LINK}:{one}" for one in self._evidence.links - seen.down}
        return self._shrink(
            chosen | links | {f"{NODE}:{one}" for one in self._evidence.dark - seen.dark} & set(self._own)
        )


def _candidates(network: Network, evidence: Evidence) -> set[str]:
    """Return what may have failed: the rim of the dark area, its links and neighbours, and what is reported itself."""
    nodes: set[str] = set()
    links: set[str] = set(evidence.links)
    touched: set[str] = set(evidence.links)
    for node in evidence.dark:
        rim = [(link, other) for link, other in network.around[node] if other not in evidence.dark]
        if rim or node == network.vantage:
            nodes.add(node)
        ways = [(link, other) for link, other in rim if link in evidence.links or not _is_stub(network, other)]
        links.update(link for link, _ in ways)
        touched.update(link for link, _ in rim)
        nodes.update(other for _, other in ways)
    for link in evidence.links:
        nodes |= {network.link[link].a, network.link[link].b}
    if evidence.dark and network.vantage not in evidence.dark:
        nodes.add(network.vantage)
    return {f"{NODE}:{name}" for name in nodes} | {f"{LINK}:{name}" for name in links} | _groups(network, touched)


def _is_stub(network: Network, node: str) -> bool:
    """Say whether no way leads through a node: while it answers, neither it nor its link explains anything."""
    return node != network.vantage and len({other for _, other in network.around[node]}) == 1


def _groups(network: Network, touched: set[str]) -> set[str]:
    return {f"{GROUP}:{name}" for name, members in network.groups.items() if len(members & touched) > 1}
