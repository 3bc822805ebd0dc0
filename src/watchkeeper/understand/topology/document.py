"""A topology in the words of the command line's contract."""

from watchkeeper.understand.topology.links import End, Link, Session, Topology


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
