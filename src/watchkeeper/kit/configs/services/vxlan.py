"""VXLAN tunnels: which VLAN or routing instance has which network identifier, and where a tunnel floods to."""

from collections.abc import Iterable, Sequence

from watchkeeper.kit.configs.addresses import is_address
from watchkeeper.kit.configs.lines import Line
from watchkeeper.kit.configs.services.book import Book, Entry, numbers


def read_tunnel(book: Book, lines: Sequence[Line]) -> None:
    """Add what tunnel interfaces of NX-OS, IOS XE and EOS say; EVPN instances are in ``book`` already.

    A segment that has an EVPN instance learns its tunnel end points there; what it floods to is not joined again.
    """
    floods: dict[int, list[str]] = {}
    for line in lines:
        match line.words:
            case ("interface", name) if name.lower().startswith("nve"):
                _members(book, line.children, floods)
            case ("interface", name) if name.lower().startswith("vxlan"):
                _arista(book, line.children, floods)
            case ("vlan", "configuration", _):
                _memberships(book, line.children)
            case _:
                pass
    routed = {entry.vni for entry in book.entries.values() if entry.kind in {"evpn", "l3vpn"}}
    for number, where in floods.items():
        if number not in routed and where:
            entry = book.at("vxlan", f"VNI {number}")
            entry.vni = number
            entry.flood += where


def _members(book: Book, lines: Sequence[Line], floods: dict[int, list[str]]) -> None:
    for line in lines:
        match line.words:
            case ("member", "vni", number, "vrf", name):
                book.network(book.at("l3vpn", name), number)
            case ("member", "vni", text, *rest) if "associate-vrf" not in rest:
                _flood(floods, numbers(text), _flooded(rest, line.children))
            case _:
                pass


def _flooded(rest: Sequence[str], lines: Sequence[Line]) -> list[str]:
    """Return the multicast group and the static end points of one network identifier."""
    said = [tuple(rest), *(line.words for line in lines), *(below.words for line in lines for below in line.children)]
    found: list[str] = []
    for words in said:
        match words:
            case ("mcast-group" | "peer-ip" | "ingress-replication", *addresses):
                found += filter(is_address, addresses)
            case _:
                pass
    return found


def _arista(book: Book, lines: Sequence[Line], floods: dict[int, list[str]]) -> None:
    identifiers: dict[int, int] = {}
    for line in lines:
        match line.words:
            case ("vxlan", "vlan", vlans, "vni", networks):
                identifiers |= dict(zip(numbers(vlans), numbers(networks), strict=False))
            case ("vxlan", "vrf", name, "vni", number):
                book.network(book.at("l3vpn", name), number)
            case _:
                pass
    for vlan, identifier in identifiers.items():
        if (entry := book.entries.get(("evpn", f"VLAN {vlan}"))) is not None:
            entry.vni = identifier
    for line in lines:
        match line.words:
            case ("vxlan", "flood", "vtep", *addresses):
                _flood(floods, identifiers.values(), addresses)
            case ("vxlan", "vlan", vlans, "flood", "vtep", *addresses):
                _flood(floods, [identifiers[vlan] for vlan in numbers(vlans) if vlan in identifiers], addresses)
            case _:
                pass


def _flood(floods: dict[int, list[str]], identifiers: Iterable[int], addresses: Iterable[str]) -> None:
    where = [address for address in addresses if is_address(address)]
    for number in identifiers:
        floods.setdefault(number, []).extend(where)


def _memberships(book: Book, lines: Sequence[Line]) -> None:
    """Read ``member evpn-instance 10 vni 10010`` of IOS XE."""
    for line in lines:
        match line.words:
            case ("member", "evpn-instance", number, "vni", network, *_):
                entry: Entry = book.at("evpn", f"EVI {number}")
                book.network(entry, network)
            case _:
                pass
