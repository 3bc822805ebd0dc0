"""Interface names: one canonical form for the long and short spellings of the same port.

``Gi0/1``, ``gi 0/1`` and ``GigabitEthernet0/1`` are one interface; ``1`` is never ``21`` and ``1/1/2`` is never
``112``, because names are compared whole. Prefixes are mapped by a table and never guessed.
"""

import re
from collections.abc import Iterable

_SPELLINGS: dict[str, tuple[str, ...]] = {
    "Ethernet": ("et", "eth"),
    "FastEthernet": ("fa", "fas", "faste"),
    "GigabitEthernet": ("gi", "gig", "gige", "gigabite"),
    "TwoGigabitEthernet": ("tw", "two"),
    "FiveGigabitEthernet": ("fi", "fiv"),
    "TenGigabitEthernet": ("te", "ten", "tengige"),
    "TwentyFiveGigE": ("twe", "twentyfivegigabitethernet"),
    "FortyGigabitEthernet": ("fo", "for", "fortygige"),
    "FiftyGigE": ("fif", "fiftygigabitethernet"),
    "HundredGigE": ("hu", "hun", "hundredgigabitethernet"),
    "TwoHundredGigE": ("th", "twohundredgigabitethernet"),
    "FourHundredGigE": ("fh", "fourhundredgigabitethernet"),
    "AppGigabitEthernet": ("ap",),
    "Port-channel": ("po", "port-channel"),
    "Bundle-Ether": ("be", "bundle-ether"),
    "Loopback": ("lo", "loop"),
    "Vlan": ("vl", "vla"),
    "Tunnel": ("tu", "tun"),
    "Serial": ("se", "ser"),
    "Management": ("ma",),
    "MgmtEth": ("mg",),
    "Dialer": ("di",),
    "Virtual-Access": ("vi", "virtual-access"),
    "Virtual-Template": ("vt", "virtual-template"),
    "Cellular": ("ce",),
    "ATM": ("at",),
    "BVI": ("bv",),
    "BDI": ("bd",),
    "Null": ("nu",),
}
"""Canonical prefix and its other spellings in lower case; the canonical prefix itself is one, too."""

_CANONICAL = {
    spelling: canonical for canonical, others in _SPELLINGS.items() for spelling in (canonical.lower(), *others)
}
_NUMBERED = re.compile(r"(?P<prefix>[A-Za-z][A-Za-z-]*[A-Za-z])[ ]?(?P<number>[0-9][0-9A-Za-z/.:_-]*)")


def canonical(name: str) -> str:
    """Return the canonical spelling of an interface name; a name the table does not know comes back stripped.

    The result is a key for comparing, case included where the prefix is unknown (Linux tells ``eth0`` from ``ETH0``
    only by case, Junos writes ``ge-0/0/0``).
    """
    stripped = name.strip()
    match = _NUMBERED.fullmatch(stripped)
    if match is None:
        return stripped
    prefix = _CANONICAL.get(match["prefix"].lower())
    return stripped if prefix is None else prefix + match["number"]


def same_interface(one: str, other: str) -> bool:
    """Say whether two names mean the same port: equal in canonical form, as a whole."""
    return canonical(one) == canonical(other)


def distinct_keys(names: Iterable[tuple[str, int | None]]) -> list[str]:
    """Return one key per (name, ifIndex) of a single device, all different.

    The key is the canonical name. Where a device reports two rows whose canonical names collide, the later ones keep
    their own spelling, or get ``#ifIndex`` (then ``#2``, ``#3``, …) when that is taken as well.
    """
    taken: set[str] = set()
    keys = []
    for name, if_index in names:
        key = next(candidate for candidate in _candidates(name, if_index) if candidate not in taken)
        taken.add(key)
        keys.append(key)
    return keys


def _candidates(name: str, if_index: int | None) -> Iterable[str]:
    yield canonical(name)
    yield name.strip()
    if if_index is not None:
        yield f"{name.strip()}#{if_index}"
    attempt = 2
    while True:
        yield f"{name.strip()}#{if_index or ''}#{attempt}"
        attempt += 1
