"""What if: the network after the loss of any set of links, nodes and shared risks."""

from dataclasses import dataclass

import numpy as np

from watchkeeper.understand.topology.graph.distances import Distances
from watchkeeper.understand.topology.graph.model import Graph
from watchkeeper.understand.topology.graph.structure import components


@dataclass(frozen=True, slots=True)
class Failure:
    """What is lost: edge ids, nodes, shared risk groups."""

    edges: frozenset[str] = frozenset()
    nodes: frozenset[str] = frozenset()
    risks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CostChange:
    """A pair whose cost changes; ``after`` is None when they no longer reach one another."""

    source: str
    target: str
    before: int
    after: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The consequences of a failure.

    Args:
        components: Surviving devices by component; the first holds the vantage, or the majority.
        isolated: Surviving devices outside the first component.
    """

    partitioned: bool
    components: tuple[tuple[str, ...], ...]
    isolated: tuple[str, ...]
    cost_changes: tuple[CostChange, ...]


def outcome_of(physical: Graph, routed: Graph, failure: Failure, vantage: str | None = None) -> Outcome:
    """Return what ``failure`` does to connectivity (``physical``) and to routing costs (``routed``).

    The network counts as partitioned when the failure leaves more components among the survivors than there were. The
    side that counts as connected is the vantage's, where one is given, else the largest.
    """
    after = physical.without(failure.edges, failure.nodes, failure.risks)
    before = components(physical.without(nodes=failure.nodes) if not failure.nodes else physical)
    parts = components(after)
    if vantage is not None:
        parts = tuple(sorted(parts, key=lambda part: vantage not in part))
    was = {node: i for i, part in enumerate(before) for node in part}
    divided = len({was[part[0]] for part in parts}) < len(parts)
    return Outcome(
        partitioned=divided,
        components=parts,
        isolated=tuple(sorted(node for part in parts[1:] for node in part)),
        cost_changes=tuple(_cost_changes(routed, routed.without(failure.edges, failure.nodes, failure.risks))),
    )


def _cost_changes(before: Graph, after: Graph) -> list[CostChange]:
    """Return the pairs whose cost changes, each once, named in the order of the graph."""
    changed = Distances(before).after(after)
    place = {node: i for i, node in enumerate(changed.targets)}
    differ = np.isfinite(changed.before) & (changed.before != changed.after)
    found = []
    for row, column in np.argwhere(differ):
        source, target = changed.sources[row], changed.targets[column]
        if place[source] < column:
            now = changed.after[row, column]
            found.append(
                CostChange(source, target, int(changed.before[row, column]), int(now) if np.isfinite(now) else None)
            )
    return found
