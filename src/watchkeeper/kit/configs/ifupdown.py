"""Read ``/etc/network/interfaces`` (ifupdown, ifupdown2): Debian, and Cumulus Linux beside its FRR."""

import re

from watchkeeper.kit.configs.draft import Draft
from watchkeeper.kit.configs.names import port_of


def read_stanzas(draft: Draft, text: str) -> None:
    """Add the interfaces that ``auto`` and ``iface`` stanzas describe to ``draft``."""
    current = ""
    netmask: dict[str, str] = {}
    bare: dict[str, str] = {}
    for raw in text.splitlines():
        words = raw.split("#")[0].split()
        if not words:
            continue
        if words[0] in {"auto", "allow-hotplug"} and not raw[0].isspace():
            for name in words[1:]:
                _known(draft, name)
            current = ""
        elif words[0] == "iface" and len(words) > 1:
            current = words[1]
            _known(draft, current)
        elif raw[0].isspace() and current:
            _statement(draft, current, words, netmask, bare)
        else:
            current = ""
    for name, address in bare.items():
        draft.address(name, f"{address}/{netmask.get(name, '32')}")


def _known(draft: Draft, name: str) -> None:
    parent = port_of(name)
    draft.interface(name, parent=parent if parent != name else None)


def _statement(draft: Draft, name: str, words: list[str], netmask: dict[str, str], bare: dict[str, str]) -> None:  # noqa: C901, PLR0912 - one arm a statement
    match words:
        case ["address", text, *_]:
            if "/" in text:
                draft.address(name, text)
            else:
                bare[name] = text
        case ["netmask", text, *_]:
            netmask[name] = text
        case ["alias", *text]:
            draft.interface(name, description=" ".join(text).strip("\"'"))
        case ["vrf", vrf]:
            draft.interface(name, vrf=vrf)
        case ["vrf-table", *_]:
            draft.interface(name, kind="logical")
            draft.vrfs.append(name)
        case ["bond-slaves", *members]:
            draft.interface(name, kind="bundle")
            for member in _expanded(members):
                draft.interface(member, bundle=name)
        case ["bridge-access", vlan] if vlan.isdigit():
            draft.interface(name, access_vlan=int(vlan))
        case ["vlan-id", *_] | ["vlan-raw-device", *_]:
            draft.interface(name, kind="logical")
        case ["vxlan-id", *_]:
            draft.interface(name, kind="overlay")
        case ["address-virtual", _, *addresses]:
            for text in addresses:
                draft.address(name, text, "virtual")
        case ["link-down", "yes"]:
            draft.interface(name, enabled=False)
        case _:
            pass


def _expanded(members: list[str]) -> list[str]:
    """Return the names that ``glob swp1-4`` and plain lists stand for."""
    found: list[str] = []
    for word in members:
        found += expand(word) if word != "glob" else []
    return found


def expand(word: str) -> list[str]:
    """Return the names that a list like ``swp1-3,swp7`` stands for."""
    found: list[str] = []
    for part in word.split(","):
        span = re.fullmatch(r"([a-z]+)(\d+)-(?:[a-z]+)?(\d+)", part)
        if span is None:
            found.append(part)
        else:
            found += [f"{span[1]}{i}" for i in range(int(span[2]), int(span[3]) + 1)]
    return [name for name in found if name]
