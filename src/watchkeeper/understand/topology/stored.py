"""Views as JSON and back, for keeping the last one of each device, and the topology that they make."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from ipaddress import ip_interface
from typing import Any

from watchkeeper.estate.drivers.snmp.report import StationReport
from watchkeeper.kit.configs.model import Address, Circuit, Service, Wire
from watchkeeper.kit.jsonable import JSON
from watchkeeper.understand.topology.fuse import fuse
from watchkeeper.understand.topology.identity import bare
from watchkeeper.understand.topology.links import Topology
from watchkeeper.understand.topology.view import Adjacency, BgpState, Claim, DeviceView, Port, Station

_KEPT = ("name", "platform", "names", "router_ids", "system_ids", "chassis", "autonomous_systems", "configured")


@dataclass(frozen=True, slots=True)
class Known:
    """IP addresses and hardware addresses (bare) of the devices that are known."""

    addresses: frozenset[str]
    macs: frozenset[str]

    def with_resolved(self, rows: Iterable[StationReport]) -> "Known":
        """Return this with the hardware addresses that known IP addresses resolve to."""
        return replace(self, macs=self.macs | {bare(row.mac) for row in rows if row.address in self.addresses})

    def concerns(self, row: StationReport) -> bool:
        """Say whether a row speaks of a known device; nobody else's addresses are kept."""
        return row.address in self.addresses if row.address else bare(row.mac) in self.macs


@dataclass(frozen=True, slots=True)
class Fused:
    """The topology that stored words of devices make, and which addresses are known in it.

    ``owners``: whose an address or IS-IS system id is, as (device, interface); the interface is empty for the device's.
    """

    topology: Topology
    known: Known
    owners: Mapping[str, tuple[str, str]]


def fuse_views(views: Sequence[DeviceView], addresses: Mapping[str, str]) -> Fused:
    """Fuse what is stored of devices; ``addresses`` has all devices' names."""
    own = {str(a.ip.ip) for view in views for port in view.ports for a in port.addresses if a.role != "virtual"}
    macs = {bare(text) for view in views for text in (*view.chassis, *(port.mac or "" for port in view.ports))}
    resolved = {bare(s.mac) for view in views for s in view.stations if s.address}
    known = Known(frozenset(own | addresses.keys()), frozenset((macs | resolved) - {""}))
    return Fused(fuse(views, addresses), known, _owners(views, addresses))


def _owners(views: Sequence[DeviceView], addresses: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return whose an address or system id is; what two devices claim is nobody's."""
    claims: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for view in views:
        for port in view.ports:
            for address in port.addresses:
                if address.role != "virtual":
                    claims[str(address.ip.ip)].add((view.name, port.name))
        for system in view.system_ids:
            claims[system].add((view.name, ""))
    for text, name in addresses.items():
        claims.setdefault(text, {(name, "")})
    return {one: next(iter(ends)) for one, ends in claims.items() if len(ends) == 1}


def with_stations(view: DeviceView, rows: Iterable[tuple[int, str, str]]) -> DeviceView:
    """Return a view with the stations of ``rows`` (interface number, hardware address, IP address)."""
    names = {port.if_index: port.name for port in view.ports}
    stations = tuple(Station(names[index], mac, address) for index, mac, address in rows if index in names)
    return replace(view, stations=stations)


def to_json(view: DeviceView) -> dict[str, JSON]:
    """Return what polling brings of a view; configured neighbours belong to configurations and are not kept here."""
    document: dict[str, Any] = {key: _plain(getattr(view, key)) for key in _KEPT}
    document["ports"] = [
        {**asdict(port), "addresses": [[str(a.ip), a.role] for a in port.addresses]} for port in view.ports
    ]
    document["claims"] = [asdict(claim) for claim in view.claims]
    document["adjacencies"] = [asdict(adjacency) for adjacency in view.adjacencies]
    document["sessions"] = [asdict(session) for session in view.sessions]
    document["vrfs"] = list(view.vrfs)
    document["services"] = [asdict(service) for service in view.services]
    return document


def from_json(document: dict[str, Any]) -> DeviceView:
    """Return the view that `to_json` wrote."""
    return DeviceView(
        **{key: _tuple(document[key]) for key in _KEPT},
        ports=tuple(_port(row) for row in document["ports"]),
        claims=tuple(Claim(**row) for row in document["claims"]),
        adjacencies=tuple(Adjacency(**row) for row in document["adjacencies"]),
        sessions=tuple(BgpState(**{**row, "tcp": _tuple(row["tcp"])}) for row in document["sessions"]),
        vrfs=tuple(document.get("vrfs", ())),
        services=tuple(service_in(row) for row in document.get("services", ())),
        asked=frozenset({"lldp", "cdp", "bgp", "ospf", "isis"}),
    )


def service_in(row: dict[str, Any]) -> Service:
    """Return a VPN that was written as a JSON object."""
    lists = {key: tuple(row[key]) for key in ("imports", "exports", "flood")}
    return Service(**{**row, **lists, "wires": tuple(Wire(**wire) for wire in row["wires"])})


def _port(row: dict[str, Any]) -> Port:
    addresses = tuple(Address(ip_interface(text), role) for text, role in row["addresses"])
    circuits = tuple(Circuit(**circuit) for circuit in row["circuits"])
    rest = {key: _tuple(value) for key, value in row.items() if key not in {"addresses", "circuits"}}
    return Port(**rest, addresses=addresses, circuits=circuits)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
