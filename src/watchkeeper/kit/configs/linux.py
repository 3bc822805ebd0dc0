"""Read plain Linux: Debian's ``interfaces``, netplan, systemd-networkd units, and FRR beside them."""

import re

import yaml

from watchkeeper.kit.configs.cisco import read_into
from watchkeeper.kit.configs.draft import Draft
from watchkeeper.kit.configs.ifupdown import read_stanzas
from watchkeeper.kit.configs.model import DeviceConfig

_KINDS = {"bonds": "bundle", "bridges": "logical", "vlans": "", "dummy-devices": "loopback", "tunnels": "overlay"}


def read_linux(text: str, platform: str = "linux") -> DeviceConfig:
    """Return the facts of a Linux host's network configuration."""
    draft = Draft(platform=platform)
    if re.search(r"^network:\s*$", text, re.MULTILINE):
        _netplan(draft, text)
    elif "[Match]" in text:
        _networkd(draft, text)
    else:
        read_stanzas(draft, text)
        read_into(draft, text, "frr")
    return draft.close()


def _netplan(draft: Draft, text: str) -> None:
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(f"the netplan YAML cannot be read: {error}") from error
    for section, devices in document.get("network", {}).items() if isinstance(document, dict) else ():
        for name, row in devices.items() if isinstance(devices, dict) else ():
            if not isinstance(row, dict):
                continue
            draft.interface(str(name), kind=_KINDS.get(section, ""), parent=row.get("link"))
            for address in row.get("addresses", []):
                draft.address(str(name), str(next(iter(address)) if isinstance(address, dict) else address))
            for member in row.get("interfaces", []) if section == "bonds" else ():
                draft.interface(str(member), bundle=str(name))


def _networkd(draft: Draft, text: str) -> None:
    name = ""
    for raw in text.splitlines():
        key, _, value = raw.strip().partition("=")
        if key == "Name":
            name = value.split()[0] if value else ""
            draft.interface(name)
        elif key == "Address" and name:
            draft.address(name, value)
        elif key == "Bond" and name:
            draft.interface(name, bundle=value)
            draft.interface(value, kind="bundle")
        elif key == "VRF" and name:
            draft.interface(name, vrf=value)
