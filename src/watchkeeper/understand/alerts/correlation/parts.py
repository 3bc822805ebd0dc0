"""Takes a large outage apart: reports that have nothing to do with each other are explained one by one."""

from collections.abc import Iterator

from watchkeeper.understand.alerts.correlation.evidence import Evidence
from watchkeeper.understand.alerts.correlation.network import LINK, NODE, Link, Network


def split(network: Network, evidence: Evidence) -> Iterator[tuple[Network, Evidence]]:
    """Yield parts of the network with their share of the evidence.

    Two reports belong together when they touch or have a neighbour in common other than the vantage point. In a part,
    what lies around it has a way of its own to the vantage point, if it has one when all that is reported has failed.
    """
    failed = [f"{NODE}:{node}" for node in evidence.dark] + [f"{LINK}:{link}" for link in evidence.links]
    certain = network.in_sight - network.predict(failed).dark
    for nodes, links in _clusters(network, evidence):
        yield (
            _part(network, nodes, links, certain),
            Evidence(evidence.dark & nodes, evidence.links & links, evidence.stale & links, evidence.links_show),
        )


def _clusters(network: Network, evidence: Evidence) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    reported: dict[str, set[str]] = {}
    for link in evidence.links | evidence.stale:
        for end in (network.link[link].a, network.link[link].b):
            reported.setdefault(end, set()).add(link)
    waiting = evidence.dark | set(reported)
    waiting -= {network.vantage}
    done: set[str] = set()
    for start in sorted(waiting):
        if start in done:
            continue
        nodes, links, stack = {start}, set(reported.get(start, ())), [start]
        while stack:
            here = stack.pop()
            links |= reported.get(here, set())
            for _, other in network.around[here]:
                if other != network.vantage and other not in nodes and (here in waiting or other in waiting):
                    nodes.add(other)
                    stack.append(other)
        done |= nodes
        yield frozenset(nodes), frozenset(links)


def _part(network: Network, nodes: frozenset[str], reported: frozenset[str], certain: frozenset[str]) -> Network:
    links = [
        network.link[link]
        for link in {link for node in nodes for link, _ in network.around[node]} | reported
        if {network.link[link].a, network.link[link].b} <= nodes | {network.vantage}
    ]
    ways = [
        Link(f"~{node}", network.vantage, node)
        for node in sorted(nodes & certain)
        if any(other not in nodes and other != network.vantage for _, other in network.around[node])
    ]
    kept = {link.id for link in links}
    groups = {name: members for name, members in network.groups.items() if members <= kept}
    return Network(
        (network.vantage, *sorted(nodes)),
        (*links, *ways),
        network.vantage,
        groups,
        network.critical,
        network.unmonitored,
    )
