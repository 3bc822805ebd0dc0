"""Whose configuration is this: the platform of a text, from the marks that its own writer leaves.

Marks are statements and headers that a platform's manual defines, never host names. The most telling rules come first;
the first rule that holds wins.
"""

import json
import re
from collections.abc import Callable
from typing import Final

PLATFORMS: Final = (
    "junos", "eos", "ios", "iosxe", "iosxr", "nxos", "sros", "cumulus", "sonic", "frr", "saos", "saos10", "linux",
    "fortios", "vyos",
)  # fmt: skip
_ALIASES: Final = {
    "juniper": "junos", "juniper_junos": "junos", "arista": "eos", "arista_eos": "eos", "cisco_ios": "ios",
    "ios-xe": "iosxe", "cisco_xe": "iosxe", "cisco_iosxe": "iosxe", "ios-xr": "iosxr", "cisco_xr": "iosxr",
    "cisco_iosxr": "iosxr", "nx-os": "nxos", "cisco_nxos": "nxos", "sr-os": "sros", "nokia_sros": "sros",
    "cumulus_linux": "cumulus", "ciena_saos": "saos", "ciena_saos10": "saos10", "fortinet": "fortios",
}  # fmt: skip


def canonical(name: str) -> str:
    """Return the platform token for ``name``, an alias of netutils among them; unknown names return in lower case."""
    lowered = name.strip().lower()
    return _ALIASES.get(lowered, lowered)


def _any(*patterns: str) -> Callable[[str], bool]:
    compiled = re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.MULTILINE)
    return lambda text: compiled.search(text) is not None


def _anycase(*patterns: str) -> Callable[[str], bool]:
    compiled = re.compile("|".join(patterns), re.IGNORECASE)
    return lambda text: compiled.search(text) is not None


def _both(*tests: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda text: all(test(text) for test in tests)


def _is_sonic(text: str) -> bool:
    start = 0 if text.lstrip().startswith("{") else text.find("\n{")
    if start < 0:
        return False
    try:
        document, _ = json.JSONDecoder().raw_decode(text[start:].lstrip())
    except ValueError:
        return False
    return isinstance(document, dict) and any(key in document for key in ("DEVICE_METADATA", "PORT", "BGP_NEIGHBOR"))


def _is_nvue(text: str) -> bool:
    """Tell ``nv config show -o json``: a list of a header and what is set."""
    if not text.lstrip().startswith("["):
        return False
    try:
        document = json.loads(text)
    except ValueError:
        return False
    return any(isinstance(part, dict) and isinstance(part.get("set"), dict) for part in document)


_IOS_LIKE: Final = _any(
    r"^(interface (GigabitEthernet|FastEthernet|Ethernet|TenGig|Loopback|Vlan)\S*|hostname \S+)\s*$"
)

_RULES: Final[tuple[tuple[str, Callable[[str], bool]], ...]] = (
    ("sonic", _is_sonic),
    ("cumulus", _is_nvue),
    ("fortios", _any(r"^#config-version=F", r"^config system (global|interface)\s*$")),
    (
        "vyos",
        _any(
            r"// vyos-config-version", r"^set interfaces ethernet eth\d", r"^set interfaces (dummy dum|loopback lo)\b"
        ),
    ),
    ("vyos", _both(_any(r"^interfaces \{"), _any(r"^\s+(ethernet|loopback|dummy) (eth\d+|lo|dum\d+) \{"))),
    ("cumulus", _any(r"^net (add|del|commit|show) ", r"^nv set ", r"^frr version .*cumulus", r"^# Created by NCLU")),
    ("cumulus", _any(r"^\s*(iface|auto) swp\d", r"^interface swp\d")),
    (
        "cumulus",
        _both(
            _any(r"^-?[ \t]*set:[ \t]*$"),
            _any(r"^[ \t]+swp\d[\w,-]*:", r"^[ \t]+(nve|bridge|router|system|vrf):[ \t]*$"),
        ),
    ),
    (
        "sros",
        _any(r"^# TiMOS-", r'^echo "System Configuration"', r"^/configure ", r"^configure \{\s*$", r"^exit all\s*$"),
    ),
    ("sros", _any(r"^\s*card 1( \{)?\s*$")),
    ("saos10", _any(r"^(logical-ports|classifiers|oc-if:interfaces|fds|fps|forwarding-domains)\b", r"^\s*oc-if:")),
    (
        "saos",
        _any(
            r"^vlan create vlan",
            r"^system set host-name",
            r"^port set port",
            r"^(interface|lldp) set ",
            r"^aggregation create",
        ),
    ),
    (
        "junos",
        _any(r"^(set|deactivate) (version|system|interfaces|protocols|routing-options|groups|chassis|policy-options) "),
    ),
    (
        "junos",
        _any(r"^## Last (changed|commit)", r"^(system|interfaces|protocols|routing-options|groups|chassis) \{\s*$"),
    ),
    (
        "iosxr",
        _any(r"^!! IOS XR", r"^interface (MgmtEth|GigabitEthernet\d+/\d+/\d+/\d|TenGigE|HundredGigE|Bundle-Ether)"),
    ),
    ("iosxr", _any(r"^ ipv4 address \d", r"^route-policy \S+\s*$")),
    (
        "nxos",
        _any(
            r"^!Command: show running-config",
            r"^vdc \S+ id \d",
            r"Bios:version",
            r"^feature (bgp|ospf|isis|nxapi|lacp)\b",
        ),
    ),
    (
        "eos",
        _any(r"^! device: .*EOS", r"^! Command: show running-config", r"^transceiver qsfp", r"boot system flash:.*EOS"),
    ),
    (
        "eos",
        _any(r"^service routing protocols model", r"^interface (Management|Port-Channel)\d", r"^daemon TerminAttr"),
    ),
    ("frr", _any(r"^frr (version|defaults)", r"^service integrated-vtysh-config")),
    (
        "iosxe",
        _both(
            _IOS_LIKE,
            _any(
                r"^version (1[6-9]|[2-9]\d)\.\d+\s*$",
                r"^platform (console|qfp|punt)",
                r"^license udi pid C(SR|8\d|9\d|AT)",
            ),
        ),
    ),
    ("iosxe", _both(_IOS_LIKE, _any(r"^vrf definition Mgmt-intf"))),
    ("ios", _IOS_LIKE),
    ("frr", _any(r"^router (bgp|ospf|isis|ospf6)\b", r"^line vty\s*$")),
    ("linux", _any(r"^(auto|iface) \S+", r"^\[Match\]", r"^network:\s*$\n\s+(version|ethernets)")),
)

_VERSION_RULES: Final[tuple[tuple[str, Callable[[str], bool]], ...]] = (
    ("junos", _anycase(r"\bjunos\b")),
    ("iosxr", _anycase(r"IOS[ -]XR")),
    ("iosxe", _anycase(r"IOS[ -]XE|Virtual XE", r"\[(Everest|Fuji|Gibraltar|Amsterdam|Cupertino|Dublin)\b")),
    ("nxos", _anycase(r"NX-OS|Nexus Operating System")),
    ("eos", _anycase(r"\barista\b|\b[vc]EOS|EOS-4\.")),
    ("sros", _any(r"TiMOS-")),
    ("sonic", _anycase(r"\bSONiC\b")),
    ("cumulus", _anycase(r"Cumulus")),
    ("vyos", _anycase(r"\bvyos\b")),
    ("ios", _any(r"Cisco (IOS Software|Internetwork Operating System)")),
    ("frr", _any(r"FRRouting")),
    ("saos", _anycase(r"saos-|Ciena")),
)  # fmt: skip


def recognise(text: str) -> str:
    """Return the platform whose configuration ``text`` is, or an empty string."""
    return next((platform for platform, holds in _RULES if holds(text)), "")


def recognise_version(text: str) -> str:
    """Return the platform that a ``show version`` speaks of, or an empty string."""
    return next((platform for platform, holds in _VERSION_RULES if holds(text)), "")
