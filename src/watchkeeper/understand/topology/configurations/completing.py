"""What polling shows of a device, completed by what its configuration says. Pure.

The device's own tables are newer than any text, so what they tell counts; the configuration adds what SNMP does not
show: services of devices without a MIB for them, interfaces' metrics in IS-IS, members of bundles, configured BGP
neighbours and their families.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from watchkeeper.kit.configs.model import Circuit, Service
from watchkeeper.kit.configs.names import key
from watchkeeper.understand.topology.view import DeviceView, Port

_DEFAULT = "default"
_T = TypeVar("_T")


def completed(polled: DeviceView, configured: DeviceView) -> DeviceView:
    """Return ``polled`` with what ``configured``, of the same device, says beyond it."""
    platform = configured.platform or polled.platform
    return replace(
        polled,
        platform=platform,
        names=_joined(polled.names, (name for name in configured.names if name != polled.name)),
        ports=tuple(_ports(polled.ports, configured.ports, platform)),
        neighbours=configured.neighbours,
        ranges=configured.ranges,
        router_ids=_joined(polled.router_ids, configured.router_ids),
        system_ids=_joined(polled.system_ids, configured.system_ids),
        autonomous_systems=_joined(polled.autonomous_systems, configured.autonomous_systems),
        vrfs=_joined(configured.vrfs, polled.vrfs),
        label_switching=configured.label_switching,
        reflects=configured.reflects,
        services=tuple(_services(polled.services, configured.services)),
        configured=True,
    )


def _joined(first: Iterable[_T], second: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys([*first, *second]))


def _services(shown: Iterable[Service], said: Iterable[Service]) -> Iterable[Service]:
    """Yield what is configured with the targets and the state that the device shows, then what only it shows."""
    running = {(service.kind, service.name): service for service in shown if not service.wires}
    wires = {service.wires: service for service in shown if service.wires}
    for service in said:
        mine = running.pop((service.kind, service.name), None) or wires.pop(service.wires, None)
        yield service if mine is None else _service(mine, service)
        for wire in service.wires:
            wires.pop((wire,), None)
    yield from running.values()
    yield from wires.values()


def _service(shown: Service, said: Service) -> Service:
    """Each direction by itself: some agents tell imports only (bgpd of FRR 8 when exports differ from them)."""
    imports, exports = shown.imports or said.imports, shown.exports or said.exports
    return replace(said, rd=shown.rd or said.rd, imports=imports, exports=exports, up=shown.up)


def _ports(polled: Iterable[Port], configured: Iterable[Port], platform: str) -> Iterable[Port]:
    """Yield the device's own ports, then those that only the configuration knows, which SNMP may not list."""
    said = {key(port.name, platform): port for port in configured}
    for port in polled:
        spelled = [key(name, platform) for name in (port.name, *port.aliases)]
        mine = next((said.pop(name) for name in spelled if name in said), None)
        yield port if mine is None else _port(port, mine)
    yield from said.values()


def _port(shown: Port, said: Port) -> Port:
    return replace(
        shown,
        kind=said.kind if shown.kind == "physical" else shown.kind,
        description=shown.description or said.description,
        addresses=shown.addresses or said.addresses,
        vrf=shown.vrf if shown.vrf != _DEFAULT else said.vrf,
        parent=shown.parent or said.parent,
        bundle=shown.bundle or said.bundle,
        access_vlan=shown.access_vlan if shown.access_vlan is not None else said.access_vlan,
        unnumbered=shown.unnumbered or said.unnumbered,
        circuits=tuple(_circuits(shown.circuits, said.circuits)),
        tunnel=shown.tunnel or said.tunnel,
        aliases=_joined(shown.aliases, (name for name in (said.name, *said.aliases) if name != shown.name)),
        speed_bps=shown.speed_bps or said.speed_bps,
    )


def _circuits(shown: Iterable[Circuit], said: Iterable[Circuit]) -> Iterable[Circuit]:
    """Yield what is configured at the cost that runs, and what runs though no text says so."""
    running = {circuit.protocol: circuit for circuit in shown}
    for circuit in said:
        known = running.pop(circuit.protocol, None)
        yield circuit if known is None or known.metric is None else replace(circuit, metric=known.metric)
    yield from running.values()
