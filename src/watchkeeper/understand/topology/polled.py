"""Turn what an SNMP visit brings into a view of the device."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from ipaddress import ip_interface

from watchkeeper.estate.drivers.snmp.report import DeviceReport, InterfaceReport
from watchkeeper.kit.configs.model import DEFAULT_VRF, Address, Circuit, Service, Wire
from watchkeeper.kit.configs.names import port_of
from watchkeeper.understand.topology.configured import port_kind
from watchkeeper.understand.topology.view import Adjacency, BgpState, Claim, DeviceView, Port

_LEVELS = {"level1": "1", "level2": "2", "level1and2": "1-2"}
_SOFTWARE_LOOPBACK = "softwareLoopback"
_ASKED = frozenset({"lldp", "cdp", "bgp", "ospf", "isis"})


def view_of_report(name: str, platform: str, report: DeviceReport) -> DeviceView:
    """Return the view of a device that answered. Tables that came in part hold what came."""
    names = {port.if_index: port.name for port in report.interfaces}
    ports = _ports(report, platform)
    sysname = report.identity.sysname or ""
    return DeviceView(
        name=name,
        platform=platform,
        names=(sysname,) if sysname and sysname != name else (),
        ports=tuple(ports),
        claims=tuple(
            Claim(
                source=heard.protocol,
                port=heard.local_port or names.get(heard.local_if_index or -1, ""),
                remote_name=heard.remote_sysname or "",
                remote_port=heard.remote_port or "",
                remote_port_description=heard.remote_port_descr or "",
                remote_chassis=heard.remote_chassis_id or "",
            )
            for heard in report.neighbours
            if heard.local_port or heard.local_if_index in names
        ),
        adjacencies=(
            *(Adjacency("ospf", n.router_id or n.neighbor, "", n.neighbor, n.state) for n in report.ospf_neighbours),
            *(
                Adjacency(
                    "isis",
                    a.neighbor_id,
                    names.get(a.if_index or -1, ""),
                    "",
                    a.state,
                    "default",
                    _LEVELS.get(a.level or "", ""),
                )
                for a in report.isis_adjacencies
            ),
        ),
        sessions=tuple(
            BgpState(
                peer=peer.peer,
                state=peer.state or "",
                remote_as=peer.remote_as or None,
                local_as=report.place.autonomous_system,
                local_address=peer.local_address if peer.local_address not in {None, "0.0.0.0", "::"} else "",  # noqa: S104  # nosec B104  # "none"
                vrf=peer.vrf or "default",
            )
            for peer in report.bgp_peers
        ),
        router_ids=report.place.router_ids,
        system_ids=(report.place.system_id,) if report.place.system_id else (),
        chassis=(report.place.chassis,) if report.place.chassis else (),
        autonomous_systems=(report.place.autonomous_system,) if report.place.autonomous_system else (),
        vrfs=tuple(vrf.name for vrf in report.vrfs),
        services=tuple(_services(report)),
        configured=False,
        asked=_ASKED,
    )


def _services(report: DeviceReport) -> Iterator[Service]:
    """Yield VRFs, pseudowires and VPLS. A VRF without targets joins nothing, and still tells whether it works."""
    for vrf in report.vrfs:
        yield Service("l3vpn", vrf.name, vrf.distinguisher, vrf.imports, vrf.exports, up=vrf.up)
    for wire in report.pseudowires:
        name = wire.name or f"{wire.peer} {wire.circuit}"
        yield Service("pseudowire", name, wires=(Wire(wire.peer, wire.circuit),), up=wire.up)
    for vpls in report.vpls:
        yield Service("vpls", vpls.name, imports=vpls.imports, exports=vpls.exports, up=vpls.up)


def _ports(report: DeviceReport, platform: str) -> list[Port]:
    addresses: dict[int, list[Address]] = defaultdict(list)
    costs: dict[int, int] = {}
    for row in report.place.addresses:
        if row.if_index is not None:
            addresses[row.if_index].append(Address(ip_interface(row.address)))
            if row.ospf_cost is not None:
                costs[row.if_index] = row.ospf_cost
    known = {port.name for port in report.interfaces}
    instances = {index: vrf.name for vrf in report.vrfs for index in vrf.if_indexes}
    return [
        replace(
            _port(port, costs.get(port.if_index), known, platform, instances.get(port.if_index, DEFAULT_VRF)),
            addresses=tuple(addresses[port.if_index]),
        )
        for port in report.interfaces
    ]


def _port(port: InterfaceReport, cost: int | None, known: set[str], platform: str, vrf: str) -> Port:
    parent = port_of(port.name)
    kind = "loopback" if port.type == _SOFTWARE_LOOPBACK else port_kind(parent, vrf, platform)
    return Port(
        name=port.name,
        kind=kind,
        description=port.alias,
        vrf=vrf,
        enabled=port.admin_status != "down",
        up=None if port.oper_status in {None, "unknown"} else port.oper_status in {"up", "dormant"},
        parent=parent if parent != port.name and parent in known else None,
        circuits=(Circuit("ospf", cost),) if cost is not None else (),
        mac=port.mac,
        if_index=port.if_index,
        aliases=tuple(dict.fromkeys(a for a in (port.descr,) if a and a != port.name)),
        speed_bps=port.speed_bps,
    )
