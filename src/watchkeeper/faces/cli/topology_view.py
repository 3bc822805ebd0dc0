"""Topology, paths and what-if answers as tables for people."""

from typing import TYPE_CHECKING

from watchkeeper.faces.cli.console import print_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from watchkeeper.understand.topology.graph.failures import Outcome
    from watchkeeper.understand.topology.graph.structure import Shape
    from watchkeeper.understand.topology.links import End, ServiceEdge, Topology
    from watchkeeper.understand.topology.questions import PathAnswer
    from watchkeeper.understand.topology.services import ServiceLoss


def show(topology: "Topology", shape: "Shape") -> None:
    """Print nodes, links, sessions with problems, and the shape of the network."""
    print_table(
        ["Device", "Platform", "Roles", "Loopbacks"],
        [[n.name, n.platform or "", ", ".join(n.roles), ", ".join(n.loopbacks)] for n in topology.nodes],
    )
    print_table(
        ["From", "To", "Kind", "Metric", "Evidence", "Sides", "Conflicts"],
        [
            [
                _port(link.a), _port(link.b), link.kind, _metrics(link.metric_a, link.metric_b),
                ", ".join(link.sources), "both" if link.two_sided else "one", "; ".join(link.conflicts),
            ]
            for link in topology.links
        ],
    )  # fmt: skip
    questionable = [session for session in topology.sessions if session.problems]
    if questionable:
        print_table(
            ["Session", "Between", "State", "What is wrong"],
            [
                [s.protocol, f"{s.a} and {s.b or s.b_address}", s.state or "", "; ".join(s.problems)]
                for s in questionable
            ],
        )
    _show_services(topology)
    print(_shape(shape))
    for problem in topology.problems:
        print(f"Not read: {problem}")


def _show_services(topology: "Topology") -> None:
    rows = [
        [edge.kind, f"{_port(edge.a)} {_arrow(edge)} {_port(edge.b)}", ", ".join(dict.fromkeys(edge.there + edge.back)),
         "both" if edge.two_sided else "one", "; ".join(edge.conflicts)]
        for edge in topology.services
    ] + [
        [mesh.kind, ", ".join(_port(end) for end in mesh.members), ", ".join(mesh.carries), "both",
         "; ".join(mesh.conflicts)]
        for mesh in topology.meshes
    ]  # fmt: skip
    if rows:
        print_table(["Service", "Between", "By", "Sides", "Conflicts"], rows)


def _arrow(edge: "ServiceEdge") -> str:
    return "<->" if edge.there and edge.back else "->" if edge.there else "<-"


def show_path(answer: "PathAnswer", source: str, target: str) -> None:
    """Print the paths between two devices."""
    if answer.cost is None:
        print(f"There is no path from {source} to {target}.")
        return
    unit = "hops" if answer.basis == "hops" else "cost"
    print(f"{source} to {target}: {unit} {answer.cost}, {answer.ecmp_paths} equal-cost paths.")
    for hops in answer.paths:
        print("  " + " > ".join(f"{end.device} ({end.interface})" if end.interface else end.device for end in hops))


def show_outcome(outcome: "Outcome", hurt: "Sequence[ServiceLoss]") -> None:
    """Print what a failure does."""
    if outcome.partitioned:
        print(f"The network falls into {len(outcome.components)} parts; cut off: {', '.join(outcome.isolated)}.")
    else:
        print("The network stays in one piece.")
    if outcome.cost_changes:
        print_table(
            ["From", "To", "Before", "After"],
            [
                [c.source, c.target, c.before, "unreachable" if c.after is None else c.after]
                for c in outcome.cost_changes
            ],
        )
    for loss in hurt:
        parts = f"; falls into {len(loss.parts)} parts: {_listed(loss.parts)}" if loss.parts else ""
        gone = f"; loses {', '.join(loss.lost)}" if loss.lost else ""
        print(f"Service {loss.name} ({loss.kind}, {len(loss.members)} members){gone}{parts}.")


def _listed(parts: "Sequence[Sequence[str]]") -> str:
    return " | ".join(", ".join(part) for part in parts)


def _port(end: "End") -> str:
    return f"{end.device} {end.interface}".strip()


def _metrics(a: int | None, b: int | None) -> str:
    if a is None and b is None:
        return ""
    return str(a) if a == b else f"{a} / {b}"


def _shape(shape: "Shape") -> str:
    points = ", ".join(shape.articulation_points) or "none"
    bridges = ", ".join(edge.id for edge in shape.bridges) or "none"
    return (
        f"{len(shape.components)} component(s); diameter {shape.diameter_hops} hops, mean {shape.mean_hops}; "
        f"smallest cut {shape.min_link_cut} link(s); devices that divide the network: {points}; links: {bridges}."
    )
