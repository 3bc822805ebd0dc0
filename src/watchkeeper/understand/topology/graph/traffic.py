"""Where traffic runs: the load on every link under a matrix of demands, split equally at each hop."""

from collections.abc import Collection, Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from watchkeeper.understand.topology.graph.distances import Distances
from watchkeeper.understand.topology.graph.model import Graph

Demands: TypeAlias = NDArray[np.float64]
"""Traffic from row to column, both in the order of the nodes of a graph, in any one unit; nothing to oneself."""
Loads: TypeAlias = dict[tuple[str, str], float]
"""Traffic by (node that sends, edge id), in the unit of the demands."""


def uniform(graph: Graph) -> Demands:
    """Return one unit between every ordered pair of devices: betweenness is the load that this puts on links."""
    device = np.array([node not in graph.pseudo for node in graph.nodes], float)
    found = np.outer(device, device)
    np.fill_diagonal(found, 0)
    return found


def of_pairs(graph: Graph, pairs: Mapping[tuple[str, str], float]) -> tuple[Demands, int]:
    """Return the demands between named devices, and how many pairs name a device that is not there."""
    found = np.zeros((len(graph.nodes), len(graph.nodes)))
    unknown = 0
    for (source, target), amount in pairs.items():
        if source in graph.index and target in graph.index and source != target:
            found[graph.index[source], graph.index[target]] += amount
        else:
            unknown += source != target
    return found, unknown


def gravity(graph: Graph, sent: Mapping[str, float], received: Mapping[str, float]) -> Demands:
    """Return what devices send into the network, spread over the others as those receive.

    The gravity model of Zhang, Roughan, Duffield and Greenberg (SIGMETRICS 2003, section 3.1), where nothing more is
    known of a traffic matrix than its sums.
    """
    enters = np.array([sent.get(node, 0.0) for node in graph.nodes])
    leaves = np.array([received.get(node, 0.0) for node in graph.nodes])
    others = leaves.sum() - leaves
    found = np.outer(np.divide(enters, others, out=np.zeros_like(enters), where=others > 0), leaves)
    np.fill_diagonal(found, 0)
    return found


def fitted(demands: Demands, predicted: Loads, measured: Loads) -> tuple[Demands, float | None]:
    """Return the demands scaled so that predicted loads fit the measured ones best (least squares), and how well.

    That is the share of the variance of measured loads that the scaled ones explain (R², at most 1; below 0 they
    explain less than the mean does), None when there is nothing to compare. Without a comparison nothing is scaled.
    """
    keys = sorted(measured.keys() & predicted.keys())
    seen, told = np.array([measured[key] for key in keys]), np.array([predicted[key] for key in keys])
    if not told.any() or not seen.any():
        return demands, None
    scale = float(seen @ told / (told @ told))
    spread = float(((seen - seen.mean()) ** 2).sum())
    left = float(((seen - scale * told) ** 2).sum())
    return demands * scale, 1 - left / spread if spread else None


def loads(
    graph: Graph, demands: Demands, distances: Distances | None = None, targets: Collection[str] | None = None
) -> tuple[Loads, float]:
    """Return the load on each direction of each link, and the demand that no path can carry.

    Traffic runs down the shortest paths to each target, farthest senders first. With ``targets`` only traffic to those
    is counted.
    """
    matrix = (distances or Distances(graph)).matrix
    arcs = graph.directed().weighted_edge_list()
    tails, heads = (np.array([arc[end] for arc in arcs], np.int64) for end in (0, 1))
    costs = np.array([cost for _, _, (cost, _) in arcs], float)
    device = np.array([node not in graph.pseudo for node in graph.nodes])
    silent = np.array([node in graph.no_transit for node in graph.nodes])
    carried, lost = np.zeros(len(arcs)), 0.0
    for target in graph.nodes if targets is None else targets:
        to = graph.index[target]
        flow, away = demands[:, to].copy(), matrix[:, to]
        lost += float(flow[~np.isfinite(away)].sum())
        flow[~np.isfinite(away)] = 0
        if flow.any():
            used = np.isfinite(away[tails]) & (away[tails] == costs + away[heads]) & (~silent[heads] | (heads == to))
            used = np.flatnonzero(used & (tails != to))
            used = used[np.lexsort((device[tails[used]], -away[tails[used]]))]
            _run_down(flow, used, tails[used], heads[used], carried)
    amounts = zip(arcs, carried.tolist(), strict=True)
    return {(graph.nodes[tail], edge.id): load for (tail, _, (_, edge)), load in amounts if load}, lost


def _run_down(
    flow: NDArray[np.float64],
    arcs: NDArray[np.int64],
    tails: NDArray[np.int64],
    heads: NDArray[np.int64],
    carried: NDArray[np.float64],
) -> None:
    """Send ``flow`` down ``arcs``, which are in the order of their tails, and add up what each carries."""
    ways = np.bincount(tails, minlength=len(flow))
    share = (1 / np.maximum(ways, 1)).tolist()
    amounts, parts = flow.tolist(), []
    for tail, head in zip(tails.tolist(), heads.tolist(), strict=True):
        part = amounts[tail] * share[tail]
        amounts[head] += part
        parts.append(part)
    carried[arcs] += parts


def shift(before: Graph, after: Graph, demands: Demands, distances: Distances | None = None) -> Loads:
    """Return what each direction gains (positive) or loses when ``before`` becomes ``after``, where it changes.

    Only traffic between devices that are in both counts, and only targets whose paths the loss touches are routed.
    """
    old = distances or Distances(before)
    kept = {edge.id for edge in after.edges}
    targets = old.towards(edge for edge in before.edges if edge.id not in kept) & after.index.keys()
    there = np.array([node in after.index for node in before.nodes])
    first, _ = loads(before, demands * np.outer(there, there), old, targets)
    places = np.array([before.index[node] for node in after.nodes], np.int64)
    then, _ = loads(after, demands[np.ix_(places, places)], None, targets)
    keys = sorted(first.keys() | then.keys())
    return {key: change for key in keys if abs(change := then.get(key, 0.0) - first.get(key, 0.0)) > 1e-9}
