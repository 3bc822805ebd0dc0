"""Read SONiC: ``config_db.json``, and the FRR configuration when it stands beside it."""

import json
import re
from typing import Any

from watchkeeper.kit.configs.addresses import as_number, is_address, network
from watchkeeper.kit.configs.cisco import read_into
from watchkeeper.kit.configs.draft import Draft
from watchkeeper.kit.configs.model import DEFAULT_VRF, BgpNeighbour, BgpRange, DeviceConfig
from watchkeeper.kit.configs.names import port_of

_TABLES = (
    "INTERFACE",
    "PORTCHANNEL_INTERFACE",
    "VLAN_INTERFACE",
    "LOOPBACK_INTERFACE",
    "VLAN_SUB_INTERFACE",
    "MGMT_INTERFACE",
)


def read_sonic(text: str, platform: str = "sonic") -> DeviceConfig:
    """Return the facts of a SONiC configuration."""
    draft = Draft(platform=platform)
    start = _start(text)
    if start is None:
        read_into(draft, text, "frr")
        return draft.close()
    document, end = json.JSONDecoder().raw_decode(text[start:])
    tables = {name: rows for name, rows in document.items() if isinstance(rows, dict)}
    _device(draft, tables)
    _ports(draft, tables)
    _addresses(draft, tables)
    _neighbours(draft, tables)
    _ospf(draft, tables)
    rest = text[:start] + "\n" + text[start + end :]
    if rest.strip():
        read_into(draft, rest, "frr")
    return draft.close()


def _start(text: str) -> int | None:
    if text.startswith("{"):
        return 0
    found = text.find("\n{")
    return found + 1 if found >= 0 else None


def _rows(tables: dict[str, dict[str, Any]], name: str) -> dict[str, dict[str, Any]]:
    return {key: row if isinstance(row, dict) else {} for key, row in tables.get(name, {}).items()}


def _device(draft: Draft, tables: dict[str, dict[str, Any]]) -> None:
    localhost = _rows(tables, "DEVICE_METADATA").get("localhost", {})
    draft.hostname = str(localhost.get("hostname", ""))
    own = as_number(str(localhost.get("bgp_asn", "")))
    if own is not None:
        draft.autonomous_systems[DEFAULT_VRF] = own
    if localhost.get("bgp_router_id"):
        draft.router_ids[DEFAULT_VRF] = str(localhost["bgp_router_id"])
    for vrf, row in _rows(tables, "BGP_GLOBALS").items():
        number = as_number(str(row.get("local_asn", "")))
        if number is not None:
            draft.autonomous_systems[vrf] = number
        if row.get("router_id"):
            draft.router_ids[vrf] = str(row["router_id"])
    draft.vrfs += [name for name in _rows(tables, "VRF") if name != DEFAULT_VRF]


def _ports(draft: Draft, tables: dict[str, dict[str, Any]]) -> None:
    for name, row in _rows(tables, "PORT").items():
        alias = str(row.get("alias", ""))
        draft.interface(
            name,
            description=str(row.get("description", "")),
            enabled=row.get("admin_status", "up") != "down",
            aliases=(alias,) if alias else (),
        )
    for name in _rows(tables, "PORTCHANNEL"):
        draft.interface(name, kind="bundle")
    for key in _rows(tables, "PORTCHANNEL_MEMBER"):
        bundle, _, member = key.partition("|")
        draft.interface(member, bundle=bundle)
    for key, row in _rows(tables, "VLAN_MEMBER").items():
        vlan, _, member = key.partition("|")
        if row.get("tagging_mode") == "untagged" and vlan.removeprefix("Vlan").isdigit():
            draft.interface(member, access_vlan=int(vlan.removeprefix("Vlan")))
        else:
            draft.interface(member, trunk=True)


def _long(name: str) -> str:
    """Return the name of a sub-interface whose port is written short: ``Eth4.20``, ``Po1.10`` (SONiC HLD, subport)."""
    short = re.fullmatch(r"(Eth|Po)(\d+\.\d+)", name)
    return name if short is None else {"Eth": "Ethernet", "Po": "PortChannel"}[short[1]] + short[2]


def _addresses(draft: Draft, tables: dict[str, dict[str, Any]]) -> None:
    for table in _TABLES:
        for key, row in _rows(tables, table).items():
            name, _, address = key.partition("|")
            name = _long(name)
            parent = port_of(name)
            draft.interface(name, parent=parent if parent != name else None)
            if row.get("vrf_name"):
                draft.interface(name, vrf=str(row["vrf_name"]))
            if table == "MGMT_INTERFACE":
                draft.interface(name, kind="management")
            if table == "LOOPBACK_INTERFACE":
                draft.interface(name, kind="loopback")
            if address:
                draft.address(name, address, "secondary" if str(row.get("secondary")) == "true" else "primary")


def _neighbours(draft: Draft, tables: dict[str, dict[str, Any]]) -> None:
    groups, families = _rows(tables, "BGP_PEER_GROUP"), _families(tables)
    for table in ("BGP_NEIGHBOR", "BGP_INTERNAL_NEIGHBOR"):
        for key, said in _rows(tables, table).items():
            vrf, bar, address = key.rpartition("|")
            group = f"{vrf or DEFAULT_VRF}|{said.get('peer_group_name', '')}"
            row = groups.get(group, {}) | said
            systems = draft.autonomous_systems
            own = as_number(str(row.get("local_asn", ""))) or systems.get(vrf) or systems.get(DEFAULT_VRF)
            kind = {"internal": "ibgp", "external": "ebgp"}.get(str(row.get("peer_type", "")), "")
            remote = as_number(str(row.get("asn", ""))) or (own if kind == "ibgp" else None)
            unnumbered = not is_address(address)
            draft.neighbours.append(
                BgpNeighbour(
                    address="" if unnumbered else address,
                    vrf=vrf if bar else DEFAULT_VRF,
                    interface=address if unnumbered else None,
                    remote_as=remote,
                    kind=kind if remote is None else "ibgp" if remote == own else "ebgp",
                    local_as=own,
                    local_address=str(row["local_addr"]) if row.get("local_addr") else None,
                    families=(*families.get(group, ()), *families.get(key if bar else f"{DEFAULT_VRF}|{key}", ())),
                    enabled=str(row.get("admin_status", "up")) not in {"down", "false"},
                    description=str(row.get("name", "")),
                )
            )
    for row in _rows(tables, "BGP_PEER_RANGE").values():
        for text in row.get("ip_range", []):
            net = network(str(text))
            if net is not None:
                draft.ranges.append(BgpRange(net))


def _families(tables: dict[str, dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Return the active address families by ``VRF|neighbour or group``, in FRR's words (``ipv4 unicast``)."""
    found: dict[str, tuple[str, ...]] = {}
    for table in ("BGP_PEER_GROUP_AF", "BGP_NEIGHBOR_AF"):
        for key, row in _rows(tables, table).items():
            whose, _, family = key.rpartition("|")
            if str(row.get("admin_status", "")) in {"true", "up"}:
                found[whose] = (*found.get(whose, ()), family.replace("_", " ", 1))
    return found


def _ospf(draft: Draft, tables: dict[str, dict[str, Any]]) -> None:
    """Read OSPF of the management framework: networks by area, and interfaces with an area or a cost of their own."""
    for vrf, row in _rows(tables, "OSPFV2_ROUTER").items():
        if row.get("router-id"):
            draft.router_ids.setdefault(vrf, str(row["router-id"]))
    for key in _rows(tables, "OSPFV2_ROUTER_AREA_NETWORK"):
        vrf, _, rest = key.partition("|")
        area, _, text = rest.partition("|")
        for name in _inside(draft, vrf, text):
            draft.circuit(name, "ospf", area=area)
    for key, row in _rows(tables, "OSPFV2_INTERFACE").items():
        name = key.partition("|")[0]
        if row.get("area-id"):
            draft.circuit(name, "ospf", area=str(row["area-id"]))
        if draft.has_circuit(name, "ospf"):
            _ospf_interface(draft, name, row)


def _inside(draft: Draft, vrf: str, text: str) -> list[str]:
    """Return the interfaces of a VRF that have an address in a network."""
    net = network(text)
    return [
        name
        for name, interface in draft.interfaces.items()
        if net is not None
        and interface.vrf == vrf
        and any(address.ip.version == net.version and address.ip.ip in net for address in interface.addresses)
    ]


def _ospf_interface(draft: Draft, name: str, row: dict[str, Any]) -> None:
    cost = str(row.get("metric", row.get("cost", "")))
    if cost.isdigit():
        draft.circuit(name, "ospf", metric=int(cost))
    if "POINT_TO_POINT" in str(row.get("network-type", "")).upper().replace("-", "_"):
        draft.circuit(name, "ospf", point_to_point=True)
