"""Read Junos, in `display set` or curly form."""

import re
from collections.abc import Iterable
from typing import Final

from watchkeeper.kit.configs.cisco import system_id
from watchkeeper.kit.configs.draft import Draft
from watchkeeper.kit.configs.junos_bgp import read_junos_bgp
from watchkeeper.kit.configs.junos_paths import Path, junos_paths
from watchkeeper.kit.configs.model import DEFAULT_VRF, DeviceConfig
from watchkeeper.kit.configs.services.book import guarded
from watchkeeper.kit.configs.services.junos import read_services

_FAMILIES: Final = frozenset({"inet", "inet6"})
_RANGE: Final = re.compile(r"^(.*?)\[(\d+)-(\d+)\]$")


def read_junos(text: str, platform: str = "junos") -> DeviceConfig:
    """Return the facts of a Junos configuration."""
    draft = Draft(platform=platform)
    paths = junos_paths(text)
    for path in paths:
        _statement(draft, path)
    _assign_vrfs(draft, paths)
    for vrf, below in _instances(paths).items():
        _instance(draft, below, vrf)
    guarded(draft, lambda: read_services(draft, paths))
    return draft.close()


def _statement(draft: Draft, path: Path) -> None:
    match path:
        case ("system", "host-name", name, *_):
            draft.hostname = name
        case ("interfaces", "interface-range", *_):
            pass
        case ("interfaces", name, "unit", unit, *rest):
            draft.interface(name)
            _unit(draft, f"{name}.{unit}", name, tuple(rest))
        case ("interfaces", name, *rest):
            _physical(draft, name, tuple(rest))
        case ("routing-instances", name, "instance-type", kind, *_) if kind not in {"forwarding", "no-forwarding"}:
            draft.vrfs.append(name)
        case ("protocols", "ldp" | "rsvp", *_) | ("protocols", "isis" | "ospf", "source-packet-routing", *_):
            draft.label_switching = True
        case _:
            pass


def _physical(draft: Draft, name: str, rest: Path) -> None:
    match rest:
        case ("description", *words):
            draft.interface(name, description=" ".join(words))
        case ("disable",):
            draft.interface(name, enabled=False)
        case (_, "802.3ad", bundle, *_) | ("802.3ad", bundle, *_):
            draft.interface(name, bundle=bundle)
        case _:
            draft.interface(name)


def _unit(draft: Draft, name: str, port: str, rest: Path) -> None:
    draft.interface(name, parent=port)
    match rest:
        case ("description", *words):
            draft.interface(name, description=" ".join(words))
        case ("disable",):
            draft.interface(name, enabled=False)
        case ("family", family, "address", address, *more) if family in _FAMILIES:
            draft.address(name, address)
            if "virtual-gateway-address" in more[:-1]:
                shared = more[more.index("virtual-gateway-address") + 1]
                draft.address(name, f"{shared}/{address.rpartition('/')[2]}", "virtual")
        case ("family", family, "unnumbered-address", lender, *_) if family in _FAMILIES:
            draft.interface(name, unnumbered=lender)
        case ("family", "iso", "address", net, *_):
            draft.system_ids.append(system_id(net))
        case ("family", "ethernet-switching", "interface-mode" | "port-mode", "trunk"):
            draft.interface(name, trunk=True)
        case ("tunnel", "source" | "destination" as side, address, *_):
            source, target = draft.interface(name).tunnel or ("", "")
            draft.interface(name, tunnel=(address, target) if side == "source" else (source, address))
        case ("vlan-id", vlan, *_) if vlan.isdigit():
            draft.interface(name, access_vlan=int(vlan))
        case _:
            pass


def _assign_vrfs(draft: Draft, paths: Iterable[Path]) -> None:
    managed = any(path[:2] == ("system", "management-instance") for path in paths)
    for path in paths:
        match path:
            case ("routing-instances", vrf, "interface", name, *_) if vrf in draft.vrfs:
                draft.interface(name if "." in name else f"{name}.0", vrf=vrf)
            case _:
                pass
    if managed:
        for name in list(draft.interfaces):
            if re.match(r"^(fxp0|em0|me0|vme|re0:mgmt)", name):
                draft.interface(name, vrf="mgmt_junos")


def _instances(paths: Iterable[Path]) -> dict[str, list[Path]]:
    """Return ``protocols`` and ``routing-options`` statements by routing instance."""
    found: dict[str, list[Path]] = {DEFAULT_VRF: []}
    for path in paths:
        if path[0] in {"protocols", "routing-options"}:
            found[DEFAULT_VRF].append(path)
        elif path[0] == "routing-instances" and len(path) > 3 and path[2] in {"protocols", "routing-options"}:
            found.setdefault(path[1], []).append(path[2:])
    return found


def _instance(draft: Draft, paths: list[Path], vrf: str) -> None:
    for path in paths:
        match path:
            case ("routing-options", "router-id", value, *_):
                draft.router_ids[vrf] = value
            case ("routing-options", "autonomous-system", value, *_) if value.split(".")[0].isdigit():
                draft.autonomous_systems[vrf] = _as_number(value)
            case ("protocols", "isis", "interface", name, *rest):
                _isis(draft, name, tuple(rest))
            case ("protocols", ("ospf" | "ospf3") as protocol, "area", area, "interface", name, *rest):
                _ospf(draft, protocol, area, name, tuple(rest))
            case _:
                pass
    _disabled_levels(draft, paths)
    read_junos_bgp(draft, paths, vrf)


def _as_number(value: str) -> int:
    high, dot, low = value.partition(".")
    return (int(high) << 16) + int(low) if dot else int(high)


def _members(draft: Draft, name: str) -> list[str]:
    if name != "all":
        return [name if "." in name else f"{name}.0"]
    return [known for known, interface in draft.interfaces.items() if interface.parent and interface.vrf == DEFAULT_VRF]


def _isis(draft: Draft, name: str, rest: Path) -> None:
    for unit in _members(draft, name):
        if name == "all" and draft.has_circuit(unit, "isis"):
            continue
        draft.circuit(unit, "isis")
        match rest:
            case ("level", level, "metric", value, *_) if value.isdigit():
                _level_metric(draft, unit, level, int(value))
            case ("point-to-point",):
                draft.circuit(unit, "isis", point_to_point=True)
            case ("passive",) | ("level", _, "passive"):
                draft.circuit(unit, "isis", passive=True)
            case ("level", level, "disable"):
                draft.circuit(unit, "isis", area="2" if level == "1" else "1")
            case _:
                pass


def _level_metric(draft: Draft, unit: str, level: str, value: int) -> None:
    known = next(c for c in draft.interface(unit).circuits if c.protocol == "isis")
    if level == "2" or known.metric is None:
        draft.circuit(unit, "isis", metric=value)


def _disabled_levels(draft: Draft, paths: Iterable[Path]) -> None:
    off = {path[3] for path in paths if path[:3] == ("protocols", "isis", "level") and path[4:5] == ("disable",)}
    if len(off) != 1:
        return
    level = "2" if off == {"1"} else "1"
    for name, interface in list(draft.interfaces.items()):
        if any(c.protocol == "isis" and c.area is None for c in interface.circuits):
            draft.circuit(name, "isis", area=level)


def _ospf(draft: Draft, protocol: str, area: str, name: str, rest: Path) -> None:
    for unit in _members(draft, name):
        draft.circuit(unit, protocol, area=area)
        match rest:
            case ("metric", value, *_) if value.isdigit():
                draft.circuit(unit, protocol, metric=int(value))
            case ("interface-type", "p2p"):
                draft.circuit(unit, protocol, point_to_point=True)
            case ("passive", *_):
                draft.circuit(unit, protocol, passive=True)
            case _:
                pass
