"""Turn a configuration's facts into a view of the device."""

import re
from typing import Final

from watchkeeper.kit.configs.model import DeviceConfig, InterfaceConfig
from watchkeeper.kit.configs.names import kind_of
from watchkeeper.understand.topology.view import DeviceView, Port

_MANAGEMENT: Final = re.compile(r"(?i)(?<![a-z0-9])(mgmt|management|oob)(?![a-z0-9])|^mgmt|mgmt$")
"""Words that operators give to routing instances and ports of the out-of-band network, whole words only."""
_POINT_TO_POINT: Final = 4
_ETH0_MANAGES: Final = frozenset({"cumulus", "sonic"})


def view_of(config: DeviceConfig, name: str) -> DeviceView:
    """Return the view of the device whose configuration is ``config``; ``name`` is how its file calls it."""
    known = {interface.name: interface for interface in config.interfaces}
    return DeviceView(
        name=name,
        platform=config.platform,
        names=(config.hostname,) if config.hostname and config.hostname != name else (),
        ports=tuple(_port(interface, known, config.platform) for interface in config.interfaces),
        neighbours=config.neighbours,
        ranges=config.ranges,
        router_ids=tuple(config.router_ids.values()),
        system_ids=config.system_ids,
        autonomous_systems=tuple(dict.fromkeys(config.autonomous_systems.values())),
        vrfs=config.vrfs,
        label_switching=config.label_switching,
        reflects=config.reflects,
        services=config.services,
        problems=config.problems,
    )


def _port(interface: InterfaceConfig, known: dict[str, InterfaceConfig], platform: str) -> Port:
    lender = known.get(interface.unnumbered or "")
    parent = known.get(interface.parent or "")
    enabled = interface.enabled and (parent is None or parent.enabled)
    stated = (parent.kind if parent is not None else "") or interface.kind
    kind = stated or port_kind(interface.parent or interface.name, interface.vrf, platform)
    if kind == "physical" and _is_said_to_manage(interface):
        kind = "management"
    return Port(
        name=interface.name,
        kind=kind,
        description=interface.description,
        addresses=interface.addresses or (lender.addresses if lender is not None else ()),
        vrf=interface.vrf,
        enabled=enabled,
        parent=interface.parent,
        bundle=interface.bundle,
        access_vlan=interface.access_vlan,
        unnumbered=interface.unnumbered,
        circuits=interface.circuits,
        tunnel=interface.tunnel,
        aliases=interface.aliases,
        speed_bps=interface.bandwidth_bps,
    )


def port_kind(name: str, vrf: str, platform: str) -> str:
    """Return what interface ``name`` is, management routing instances and platforms' management ports considered."""
    if _MANAGEMENT.search(vrf.replace("_", "-")) or (platform in _ETH0_MANAGES and name == "eth0"):
        return "management"
    return kind_of(name)


def _is_said_to_manage(interface: InterfaceConfig) -> bool:
    """Return whether the description calls a port of a wide subnet a management port."""
    wide = any(address.ip.network.num_addresses > _POINT_TO_POINT for address in interface.addresses)
    return wide and _MANAGEMENT.search(interface.description.replace("_", "-")) is not None
