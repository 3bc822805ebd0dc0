"""LLDP and CDP neighbours from saved output: text through ntc-templates, JSON and XML by their schema."""

import re
from collections.abc import Iterator
from typing import Any, Final

from watchkeeper.understand.topology.shows.documents import find, rows, text_of
from watchkeeper.understand.topology.shows.lldp_text import lldp_tables
from watchkeeper.understand.topology.view import Claim

_NTC: Final = {
    "ios": "cisco_ios", "iosxe": "cisco_ios", "iosxr": "cisco_xr", "nxos": "cisco_nxos", "eos": "arista_eos",
    "junos": "juniper_junos", "sros": "alcatel_sros", "cumulus": "linux", "saos": "ciena_saos", "vyos": "vyatta_vyos",
}  # fmt: skip
_FIELDS: Final = {
    "port": ("local_interface", "local_intf", "local_port", "local_portid"),
    "name": (
        "neighbor_name",
        "neighbor",
        "system_name",
        "neighbor_hostname",
        "dest_host",
        "destination_host",
        "device_id",
    ),
    "remote": ("neighbor_port_id", "neighbor_interface", "port_id", "remote_port", "neighbor_intf", "neighbor_port"),
    "description": ("neighbor_port_description", "port_description", "neighbor_description"),
    "chassis": ("chassis_id", "neighbor_chassis_id"),
    "address": ("mgmt_address", "management_ip", "mgmt_ip", "neighbor_mgmt_address", "management_address"),
}


def claims(document: object, source: str, platform: str, command: str) -> list[Claim]:
    """Return what neighbours said of themselves. Text that no template reads raises `ValueError`."""
    found = (
        _from_text(document, source, platform, command) if isinstance(document, str) else _from_data(document, source)
    )
    return [claim for claim in found if claim.port]


def _from_text(text: str, source: str, platform: str, command: str) -> list[Claim]:
    if not text.strip() or re.search(
        r"(?i)not enabled|not running|invalid (input|command)|Total entries displayed: 0", text
    ):
        return []
    known = lldp_tables(text) if source == "lldp" else []
    if known:
        return known
    from ntc_templates.parse import ParsingException, parse_output
    from textfsm import TextFSMError

    try:
        parsed = parse_output(platform=_NTC.get(platform, platform), command=command, data=text)
    except (ParsingException, TextFSMError, OSError) as error:
        raise ValueError(f"no template reads {command!r} of {platform or 'an unknown platform'}: {error}") from error
    return [_from_row(row, source) for row in parsed]


def _from_row(row: dict[str, Any], source: str) -> Claim:
    def value(what: str) -> str:
        return text_of(row, *(name for name in _FIELDS[what] if row.get(name)))

    return Claim(
        source=source,
        port=value("port"),
        remote_name=value("name"),
        remote_port=value("remote"),
        remote_port_description=value("description"),
        remote_chassis=value("chassis"),
        remote_address=value("address"),
    )


def _from_data(document: object, source: str) -> Iterator[Claim]:
    for row in find(document, "lldp-neighbor-information"):
        yield Claim(
            source, text_of(row, "lldp-local-port-id", "lldp-local-interface"), text_of(row, "lldp-remote-system-name"),
            text_of(row, "lldp-remote-port-id"), text_of(row, "lldp-remote-port-description"),
            text_of(row, "lldp-remote-chassis-id"),
        )  # fmt: skip
    for row in find(document, "lldpNeighbors"):
        if "neighborDevice" in row:
            name, port = text_of(row, "neighborDevice"), text_of(row, "neighborPort")
            yield Claim(source, text_of(row, "port"), name, port)
        else:
            yield from _eos_detail(row, source)
    for name in ("ROW_nbor_detail", "ROW_nbor", "ROW_cdp_neighbor_detail_info", "ROW_cdp_neighbor_brief_info"):
        for row in find(document, name):
            yield Claim(
                source, text_of(row, "l_port_id", "intf_id"), text_of(row, "sys_name", "device_id", "sysname"),
                text_of(row, "port_id"), text_of(row, "port_desc"), text_of(row, "chassis_id"),
                text_of(row, "mgmt_addr"),
            )  # fmt: skip
    yield from _lldpd(document, source)


def _eos_detail(row: dict[str, Any], source: str) -> Iterator[Claim]:
    for port, inside in row.items():
        for info in find(inside, "lldpNeighborInfo"):
            remote = info.get("neighborInterfaceInfo")
            remote = remote if isinstance(remote, dict) else {}
            yield Claim(
                source, str(port), text_of(info, "systemName"),
                text_of(remote, "interfaceId_v2", "interfaceId").strip('"'),
                text_of(remote, "interfaceDescription"), text_of(info, "chassisId"),
            )  # fmt: skip


def _lldpd(document: object, source: str) -> Iterator[Claim]:
    """Read ``lldpcli -f json`` (Cumulus, SONiC, Linux): interfaces by name, one object or a list of objects."""
    for lldp in find(document, "lldp"):
        for interface in rows(lldp.get("interface")):
            named = {interface["name"]: interface} if isinstance(interface.get("name"), str) else interface
            for port, said in named.items():
                row = _single(said)
                chassis = row.get("chassis") if isinstance(row, dict) else None
                if isinstance(row, dict) and isinstance(chassis, dict):
                    yield _lldpd_claim(source, str(port), row, chassis)


def _single(value: object) -> object:
    """Unwrap ``lldpcli -f json0``, which has a list of one for each object and ``{"value": …}`` for each text."""
    if isinstance(value, list):
        return _single(value[0]) if value else None
    if isinstance(value, dict):
        return _single(value["value"]) if set(value) == {"value"} else {k: _single(v) for k, v in value.items()}
    return value


def _lldpd_claim(source: str, port: str, row: dict[str, Any], chassis: dict[str, Any]) -> Claim:
    name, inside = next(iter(chassis.items())) if "id" not in chassis else (text_of(chassis, "name"), chassis)
    inside = inside if isinstance(inside, dict) else {}
    remote = row.get("port") if isinstance(row.get("port"), dict) else {}
    identity = remote.get("id") if isinstance(remote, dict) and isinstance(remote.get("id"), dict) else {}
    chassis_id = inside.get("id") if isinstance(inside.get("id"), dict) else {}
    return Claim(
        source, port, str(name), text_of(identity or {}, "value"), text_of(remote or {}, "descr"),
        text_of(chassis_id or {}, "value"), text_of(inside, "mgmt-ip"),
    )  # fmt: skip
