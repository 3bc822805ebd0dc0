"""A view as JSON and back, for keeping the last one of each device."""

from dataclasses import asdict
from ipaddress import ip_interface
from typing import Any

from watchkeeper.kit.configs.model import Address, Circuit
from watchkeeper.kit.jsonable import JSON
from watchkeeper.understand.topology.view import Adjacency, BgpState, Claim, DeviceView, Port

_KEPT = ("name", "platform", "names", "router_ids", "system_ids", "chassis", "autonomous_systems", "configured")


def to_json(view: DeviceView) -> dict[str, JSON]:
    """Return what polling brings of a view; configured neighbours belong to configurations and are not kept here."""
    document: dict[str, Any] = {key: _plain(getattr(view, key)) for key in _KEPT}
    document["ports"] = [
        {**asdict(port), "addresses": [[str(a.ip), a.role] for a in port.addresses]} for port in view.ports
    ]
    document["claims"] = [asdict(claim) for claim in view.claims]
    document["adjacencies"] = [asdict(adjacency) for adjacency in view.adjacencies]
    document["sessions"] = [asdict(session) for session in view.sessions]
    return document


def from_json(document: dict[str, Any]) -> DeviceView:
    """Return the view that `to_json` wrote."""
    return DeviceView(
        **{key: _tuple(document[key]) for key in _KEPT},
        ports=tuple(_port(row) for row in document["ports"]),
        claims=tuple(Claim(**row) for row in document["claims"]),
        adjacencies=tuple(Adjacency(**row) for row in document["adjacencies"]),
        sessions=tuple(BgpState(**{**row, "tcp": _tuple(row["tcp"])}) for row in document["sessions"]),
        asked=frozenset({"lldp", "cdp", "bgp", "ospf", "isis"}),
    )


def _port(row: dict[str, Any]) -> Port:
    addresses = tuple(Address(ip_interface(text), role) for text, role in row["addresses"])
    circuits = tuple(Circuit(**circuit) for circuit in row["circuits"])
    rest = {key: _tuple(value) for key, value in row.items() if key not in {"addresses", "circuits"}}
    return Port(**rest, addresses=addresses, circuits=circuits)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
