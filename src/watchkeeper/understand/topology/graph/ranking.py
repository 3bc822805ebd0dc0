"""Which failures hurt most: every single one, and every pair, by what they cut off and what they make dearer."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from watchkeeper.understand.topology.graph.distances import Distances
from watchkeeper.understand.topology.graph.failures import Failure
from watchkeeper.understand.topology.graph.model import Graph
from watchkeeper.understand.topology.graph.structure import components
from watchkeeper.understand.topology.graph.sweep import Sweep

MAX_PAIRS: Final = 20_000
"""Double failures that one ranking looks at; the answer says when there were more."""


@dataclass(frozen=True, slots=True)
class Impact:
    """A failure and what it does to ordered pairs of surviving devices.

    Args:
        lost_pairs: Pairs that no longer reach one another, of those that did.
        dearer_pairs: Pairs whose cost rises.
        added_cost: Sum of the rises.
    """

    failure: Failure
    lost_pairs: int
    dearer_pairs: int
    added_cost: int

    @property
    def weight(self) -> tuple[int, int, int]:
        """What rankings sort by: cut-off pairs first, then added cost."""
        return self.lost_pairs, self.added_cost, self.dearer_pairs


def single_links(graph: Graph) -> list[Impact]:
    """Return the impact of each link, worst first; the cost of each loss is found incrementally from every device."""
    lost: dict[str, int] = defaultdict(int)
    dearer: dict[str, int] = defaultdict(int)
    added: dict[str, int] = defaultdict(int)
    for vantage in (node for node in graph.nodes if node not in graph.pseudo):
        sweep = Sweep(graph, vantage)
        for answer in sweep.every():
            for node, cost in answer.cost.items():
                if node in graph.pseudo:
                    continue
                if cost is None:
                    lost[answer.edge.id] += 1
                else:
                    dearer[answer.edge.id] += 1
                    added[answer.edge.id] += cost - sweep.routes.cost[node]
    found = [Impact(Failure(frozenset({e.id})), lost[e.id], dearer[e.id], added[e.id]) for e in graph.edges]
    return _ranked(found)


def single_nodes(graph: Graph) -> list[Impact]:
    """Return the impact of each device on the others, worst first."""
    before = Distances(graph)
    nodes = [node for node in graph.nodes if node not in graph.pseudo]
    return _ranked([impact_of(graph, Failure(nodes=frozenset({node})), before) for node in nodes])


def risks(graph: Graph) -> list[Impact]:
    """Return the impact of each shared risk group, worst first."""
    before = Distances(graph)
    groups = sorted({risk for edge in graph.edges for risk in edge.risks})
    return _ranked([impact_of(graph, Failure(risks=frozenset({group})), before) for group in groups])


def doubles(graph: Graph, singles: Sequence[Failure], limit: int = MAX_PAIRS) -> tuple[list[Impact], bool]:
    """Return the impact of every pair of ``singles``, worst first, and whether all pairs were looked at.

    With more pairs than ``limit``, those of the first failures in ``singles`` are taken: hand them over ranked.
    """
    before = Distances(graph)
    pairs = list(combinations(singles, 2))
    pairs.sort(key=lambda pair: max(singles.index(pair[0]), singles.index(pair[1]))) if len(pairs) > limit else None
    found = [
        impact_of(graph, Failure(a.edges | b.edges, a.nodes | b.nodes, a.risks | b.risks), before)
        for a, b in pairs[:limit]
    ]
    return _ranked(found), len(pairs) <= limit


def impact_of(graph: Graph, failure: Failure, before: Distances | None = None) -> Impact:
    """Return the impact of one failure; ``before`` spares computing the costs of the whole network again."""
    before = before or Distances(graph)
    changed = before.after(graph.without(failure.edges, failure.nodes, failure.risks))
    reached, reaches = np.isfinite(changed.before), np.isfinite(changed.after)
    rise = np.where(reached & reaches, changed.after - np.where(reached, changed.before, 0), 0)
    return Impact(failure, int((reached & ~reaches).sum()), int((rise > 0).sum()), int(rise[rise > 0].sum()))


def _ranked(found: list[Impact]) -> list[Impact]:
    return sorted(
        found,
        key=lambda impact: (
            tuple(-value for value in impact.weight),
            sorted(impact.failure.edges | impact.failure.nodes | impact.failure.risks),
        ),
    )


def pairs_apart(graph: Graph) -> int:
    """Return the number of ordered pairs of devices that do not reach one another."""
    sizes = [len(part) for part in components(graph)]
    return sum(sizes) ** 2 - sum(size**2 for size in sizes)
