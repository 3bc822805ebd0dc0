"""Interface names: one spelling for long and short forms, the port of a unit, and what kind of thing a name denotes.

Names are compared as a whole: ``1`` is never ``21``. Long and short forms map by table (``Gi0/1`` is
``GigabitEthernet0/1``), as the vendors' manuals give them.
"""

import re
from functools import lru_cache
from typing import Final

_SPLIT: Final = re.compile(r"^([A-Za-z][A-Za-z-]*?)[ -]?(\d.*)$")
_LONG: Final[tuple[tuple[str, str], ...]] = (
    ("GigabitEthernet", r"gi(g|gabitethernet|gabite)?"),
    ("TenGigabitEthernet", r"te(n|ngigabitethernet|ngigabite)"),
    ("TenGigE", r"tengige|te"),
    ("TwentyFiveGigE", r"tw(e|entyfivegige|entyfive)?"),
    ("FortyGigE", r"fo(rtygige|rtygigabitethernet)?"),
    ("HundredGigE", r"hu(n|ndredgige)?"),
    ("FastEthernet", r"fa(s|stethernet)?"),
    ("Ethernet", r"et(h|hernet)?|e"),
    ("Port-channel", r"po(rt-?channel)?"),
    ("Bundle-Ether", r"be|bundle-ether"),
    ("Loopback", r"lo(opback)?"),
    ("Management", r"ma(nagement)?"),
    ("MgmtEth", r"mg(mteth|mt)?"),
    ("Vlan", r"vl(an)?"),
    ("Tunnel", r"tu(nnel)?"),
    ("Serial", r"se(r|rial)?"),
    ("BVI", r"bv(i)?"),
)
_OWN: Final = {
    ("iosxr", "te"): "TenGigE", ("eos", "po"): "Port-Channel", ("eos", "port-channel"): "Port-Channel",
    ("nxos", "po"): "port-channel", ("nxos", "port-channel"): "port-channel", ("nxos", "lo"): "loopback",
    ("nxos", "loopback"): "loopback", ("nxos", "mgmt"): "mgmt",
}  # fmt: skip
"""Spellings of one platform that differ from the rest of the family."""
_ABBREVIATING: Final = frozenset({"ios", "iosxe", "iosxr", "nxos", "eos"})
_LOOPBACK: Final = re.compile(r"^(lo|loopback|system|dum)(\d.*)?$", re.IGNORECASE)
_MANAGEMENT: Final = re.compile(
    r"^(fxp\d|em0|me\d|vme|re\d+:mgmt|mgmt|management|mgmteth|ma\d|bmgmt|oob|a/1)[\d/.a-z]*$", re.IGNORECASE
)
_OVERLAY: Final = re.compile(
    r"^(tu\d|tunnel|vxlan|nve|vtep|gr-|gre|ip-|lt-|st0|vti|wg|mt-|pd-|pe-|sit|ipip|vni|tunnel-te|dialer|virtual-)",
    re.IGNORECASE,
)
_LOGICAL: Final = re.compile(
    r"^(vl(an)?[ -]?\d|irb|bvi|br\d|br_|br-|bridge|bdi|vrrp|dummy|null|sub-?interface|peerlink\.|oam|cpu)",
    re.IGNORECASE,
)
_BUNDLE: Final = re.compile(
    r"^(po(rt-?channel)?\s?\d|ae\d|be\d|bundle-ether|lag-|bond|peerlink|agg|team)", re.IGNORECASE
)
_SPECIFIC: Final = re.compile(r"^(em1|pfe|pfh|jsrv|vme|bme)\b", re.IGNORECASE)


@lru_cache(maxsize=65536)
def canonical(name: str, platform: str = "") -> str:
    """Return the spelling of interface ``name`` that all sources of ``platform`` share, units kept.

    A network has far fewer names than ports, hence the cache.
    """
    text = re.sub(r"\s+", "", name.strip())
    found = _SPLIT.match(text)
    if found is None or (platform and platform not in _ABBREVIATING):
        return text
    prefix, rest = found[1].lower().rstrip("-"), found[2]
    own = _OWN.get((platform, prefix))
    if own is not None:
        return own + rest
    for long, short in _LONG:
        if prefix == long.lower() or re.fullmatch(short, prefix):
            return long + rest
    return text


def key(name: str, platform: str = "") -> str:
    """Return what two spellings of one interface have in common, for comparing."""
    return canonical(name, platform).lower()


def port_of(name: str) -> str:
    """Return the port that carries unit or sub-interface ``name``: ``ge-0/0/0.5``, ``1/1/c1/1:100``, ``swp1.10``."""
    if re.fullmatch(r"\d+/[\d/c]+(:\S+)?|lag-\S+?:\S+", name):
        return name.split(":", maxsplit=1)[0]
    return re.sub(r"\.\d+$", "", name)


def kind_of(name: str) -> str:
    """Return ``loopback``, ``management``, ``overlay``, ``logical``, ``bundle``, ``internal`` or ``physical``."""
    base = name.strip()
    for kind, pattern in (
        ("loopback", _LOOPBACK),
        ("management", _MANAGEMENT),
        ("bundle", _BUNDLE),
        ("overlay", _OVERLAY),
        ("logical", _LOGICAL),
        ("internal", _SPECIFIC),
    ):
        if pattern.match(base):
            return kind
    return "physical"
