"""Read SONiC: ``config_db.json``, and the FRR configuration when it stands beside it."""

import json
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


def _addresses(draft: Draft, tables: dict[str, dict[str, Any]]) -> None:
    for table in _TABLES:
        for key, row in _rows(tables, table).items():
            name, _, address = key.partition("|")
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
    own = draft.autonomous_systems.get(DEFAULT_VRF)
    for table in ("BGP_NEIGHBOR", "BGP_INTERNAL_NEIGHBOR"):
        for key, row in _rows(tables, table).items():
            vrf, bar, address = key.rpartition("|")
            remote = as_number(str(row.get("asn", "")))
            unnumbered = not is_address(address)
            draft.neighbours.append(
                BgpNeighbour(
                    address="" if unnumbered else address,
                    vrf=vrf if bar else DEFAULT_VRF,
                    interface=address if unnumbered else None,
                    remote_as=remote,
                    kind="" if remote is None else "ibgp" if remote == own else "ebgp",
                    local_as=own,
                    local_address=str(row["local_addr"]) if row.get("local_addr") else None,
                    enabled=row.get("admin_status", "up") != "down",
                    description=str(row.get("name", "")),
                )
            )
    for row in _rows(tables, "BGP_PEER_RANGE").values():
        for text in row.get("ip_range", []):
            net = network(str(text))
            if net is not None:
                draft.ranges.append(BgpRange(net))
