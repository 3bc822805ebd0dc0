"""All single-link failures of a network of 2,000 devices and 6,000 links, ECMP recomputed, beside networkx.

The task, for one vantage: for each of the 6,000 links, the cost to every device and every device's equal-cost last hops
when that link is lost. Watchkeeper routes anew only what a failure touches (`graph.sweep`); networkx is asked for
`dijkstra_predecessor_and_distance` after each loss, on a sample of the links, since the whole takes minutes. Answers
are compared on the sample: a wrong answer ends the run.

    python benchmarks/topology_failures.py [--nodes N] [--links N] [--sample N] [--vantages N]
"""

import argparse
import json
import os
import random
import time

import networkx as nx

from watchkeeper.understand.topology.graph.model import Edge, Graph
from watchkeeper.understand.topology.graph.sweep import Sweep

TARGET_S = 10.0


def network(nodes, links, seed=6):
    """Return a connected random multigraph with metrics of 10, 20 or 50, so that equal costs are common."""
    chance = random.Random(seed)
    names = [f"r{i}" for i in range(nodes)]
    ends = [(names[chance.randrange(i)], names[i]) for i in range(1, nodes)]
    while len(ends) < links:
        a, b = chance.sample(names, 2)
        ends.append((a, b))
    edges = []
    for i, (a, b) in enumerate(ends):
        cost = chance.choice((10, 10, 10, 20, 50))
        edges.append(Edge(f"l{i}", a, b, cost, cost))
    return Graph(tuple(names), tuple(edges))


def ours(graph, vantage):
    started = time.perf_counter()
    sweep = Sweep(graph, vantage)
    answers = list(sweep.every())
    return time.perf_counter() - started, sweep, answers


def theirs(graph, vantage, sample):
    oracle = nx.MultiDiGraph()
    oracle.add_nodes_from(graph.nodes)
    for edge in graph.edges:
        oracle.add_edge(edge.a, edge.b, key=edge.id, weight=edge.cost_ab)
        oracle.add_edge(edge.b, edge.a, key=edge.id, weight=edge.cost_ba)
    answers = []
    started = time.perf_counter()
    for edge in sample:
        oracle.remove_edge(edge.a, edge.b, edge.id)
        oracle.remove_edge(edge.b, edge.a, edge.id)
        answers.append(nx.dijkstra_predecessor_and_distance(oracle, vantage))
        oracle.add_edge(edge.a, edge.b, key=edge.id, weight=edge.cost_ab)
        oracle.add_edge(edge.b, edge.a, key=edge.id, weight=edge.cost_ba)
    return time.perf_counter() - started, answers


def agrees(sweep, answer, oracle):
    before, distance = oracle
    costs = {n: answer.cost.get(n, c) for n, c in sweep.routes.cost.items() if answer.cost.get(n, c) is not None}
    if costs != dict(distance):
        return False
    for node, hops in sweep.routes.into.items():
        mine = {b for b, _ in answer.into.get(node, frozenset((hop.node, hop.edge.id) for hop in hops))}
        if mine != set(before.get(node, ())):
            return False
    return True


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--nodes", type=int, default=2_000)
    options.add_argument("--links", type=int, default=6_000)
    options.add_argument("--sample", type=int, default=100, help="links that networkx is asked about")
    options.add_argument(
        "--vantages", type=int, default=3, help="vantages that Watchkeeper sweeps from, one after the other"
    )
    chosen = options.parse_args()
    graph = network(chosen.nodes, chosen.links)
    elapsed, sweep, answers = ours(graph, "r0")
    more = [ours(graph, graph.nodes[i])[0] for i in range(1, chosen.vantages)]
    by_edge = {answer.edge.id: answer for answer in answers}
    sample = random.Random(1).sample(graph.edges, min(chosen.sample, len(graph.edges)))
    their_s, oracle = theirs(graph, "r0", sample)
    wrong = [e.id for e, o in zip(sample, oracle, strict=True) if not agrees(sweep, by_edge[e.id], o)]
    if wrong:
        raise SystemExit(f"wrong answers for {wrong[:5]}")
    per_all = their_s / len(sample) * len(graph.edges)
    changed = sum(bool(answer.cost or answer.into) for answer in answers)
    figures = {
        "nodes": len(graph.nodes), "links": len(graph.edges), "cpus": os.cpu_count(),
        "watchkeeper_s": round(max(elapsed, *more), 3), "target_s": TARGET_S,
        "failures_that_change_a_route": changed,
        "networkx_s_for_sample": round(their_s, 2), "sample": len(sample),
        "networkx_s_for_all_extrapolated": round(per_all, 1),
        "ratio": round(per_all / max(elapsed, *more), 1), "answers_compared": len(sample), "wrong": 0,
    }  # fmt: skip
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
