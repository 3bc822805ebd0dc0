"""A topology in the words of the command line's contract."""

from collections.abc import Iterable

from watchkeeper.understand.topology.links import End, Link, ServiceEdge, Session, Topology
from watchkeeper.understand.topology.services import ServiceLoss, name_of


def as_document(topology: Topology, summary: dict[str, object]) -> dict[str, object]:
    """Return the contract's object for ``wk topology``; ``summary`` is its ``graph``."""
    document: dict[str, object] = {
        "nodes": [
            {
                "name": node.name,
                "platform": node.platform,
                "roles": list(node.roles),
                "loopbacks": list(node.loopbacks),
                **({"external": True} if node.external else {}),
            }
            for node in topology.nodes
        ],
        "links": [_link(link) for link in topology.links],
        "segments": [
            {"id": segment.id, "management": segment.management, "members": [_end(end) for end in segment.members]}
            for segment in topology.segments
        ],
        "sessions": [_session(session) for session in topology.sessions],
        "services": [
            *(_service(edge) for edge in topology.services),
            *(
                {
                    "kind": mesh.kind,
                    "name": name_of(mesh.members),
                    "members": [_instance(end) for end in mesh.members],
                    "carries": list(mesh.carries),
                    "sources": list(mesh.sources),
                    "two_sided": True,
                    "conflicts": list(mesh.conflicts),
                }
                for mesh in topology.meshes
            ),
        ],
        "graph": summary,
    }
    if topology.problems:
        document["problems"] = list(topology.problems)
    return document


def _end(end: End) -> dict[str, str | None]:
    return {"device": end.device, "interface": end.interface or None}


def _link(link: Link) -> dict[str, object]:
    return {
        "a": _end(link.a),
        "b": _end(link.b),
        "kind": link.kind,
        "sources": list(link.sources),
        "two_sided": link.two_sided,
        "confidence": link.confidence,
        "conflicts": list(link.conflicts),
        "metric_a": link.metric_a,
        "metric_b": link.metric_b,
        "protocol": link.protocol,
        "up": link.up,
    }


def _session(session: Session) -> dict[str, object]:
    return {
        "protocol": session.protocol,
        "kind": session.kind,
        "a": session.a,
        "a_address": session.a_address,
        "b": session.b,
        "b_address": session.b_address,
        "configured_on": list(session.configured_on),
        "state": session.state,
        "vrf": session.vrf,
        "problems": list(session.problems),
    }


def _instance(end: End) -> dict[str, str | None]:
    return {"device": end.device, "instance": end.interface or None}


def _service(edge: ServiceEdge) -> dict[str, object]:
    return {
        "kind": edge.kind,
        "name": name_of([edge.a, edge.b]),
        "a": _instance(edge.a),
        "b": _instance(edge.b),
        "a_to_b": list(edge.there),
        "b_to_a": list(edge.back),
        "sources": list(edge.sources),
        "evidence": list(edge.evidence),
        "two_sided": edge.two_sided,
        "conflicts": list(edge.conflicts),
    }


def as_losses(losses: Iterable[ServiceLoss]) -> list[dict[str, object]]:
    """Return what a failure does to services, an addition to the contract's object for ``wk whatif``."""
    return [
        {
            "kind": loss.kind,
            "name": loss.name,
            "members": list(loss.members),
            "lost": list(loss.lost),
            "parts": [list(part) for part in loss.parts],
        }
        for loss in losses
    ]
