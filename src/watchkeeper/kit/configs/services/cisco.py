"""VPN services of IOS, IOS XE, NX-OS, EOS and FRR."""

from collections.abc import Sequence

from watchkeeper.kit.configs.addresses import is_address
from watchkeeper.kit.configs.draft import Draft
from watchkeeper.kit.configs.lines import Line
from watchkeeper.kit.configs.services.book import Book, Entry, directions, low_automatic, plain_automatic
from watchkeeper.kit.configs.services.vxlan import read_tunnel

_FROM_ANY = frozenset({"frr"})
"""Platforms whose automatic import accepts the network identifier from any autonomous system."""


def read_services(draft: Draft, lines: Sequence[Line], platform: str) -> None:
    """Add the services of ``lines`` to ``draft``, whose autonomous systems are known already."""
    automatic = low_automatic if platform == "frr" else plain_automatic
    book = Book(draft, automatic, from_any=platform in _FROM_ANY)
    for line in lines:
        _top(book, line)
    read_tunnel(book, lines)
    if platform == "frr":
        for entry in book.entries.values():
            if entry.vni is not None:
                _automatic(entry)
    book.close()


def _top(book: Book, line: Line) -> None:  # noqa: C901 - one arm a statement
    match line.words:
        case ("vrf", "definition" | "instance" | "context", name) | ("ip", "vrf", name) | ("vrf", name):
            _instance(book, book.at("l3vpn", name), line.children)
        case ("router", "bgp", _, "vrf", name) | ("router", "bgp", _, "view", name):
            _instance(book, book.at("l3vpn", name), line.children)
        case ("router", "bgp", *_):
            _process(book, line.children)
        case ("evpn",):
            _evpn(book, line.children)
        case ("l2vpn", "evpn", "instance", number, *_) if number.isdigit():
            _evpn_instance(book, int(number), line)
        case ("l2vpn", "xconnect", "context", name):
            _cross_connect(book, book.at("pseudowire", name), line.children)
        case ("l2vpn", "vfi", "context", name) | ("l2", "vfi", name, *_):
            _forwarding_instance(book, book.at("vpls", name), line.children)
        case ("l2vpn", name, "type", *_):
            _members(book, name, line.children)
        case ("interface", name, *_):
            _attachment(book, name, line.children)
        case ("mpls", "ldp", *_):
            _arista_wires(book, line)
        case _:
            pass


def _instance(book: Book, entry: Entry, lines: Sequence[Line]) -> None:
    """Read a routing instance, or an EVPN instance, with its address families below."""
    for line in lines:
        match line.words:
            case ("rd", "vpn", "export", value) | ("rd", value, *_):
                entry.rd = value
            case ("vni", number, *_):
                book.network(entry, number)
            case ("route-target", *words):
                book.target(entry, _sides(words), words)
            case ("rt", "vpn", direction, *words):
                book.target(entry, directions([direction]), words)
            case ("address-family", *_):
                _instance(book, entry, line.children)
            case _:
                pass


def _sides(words: Sequence[str]) -> tuple[str, ...]:
    return ("import", "export") if "both" in words else directions(words)


def _process(book: Book, lines: Sequence[Line]) -> None:
    """Read what a BGP process says of instances: VRFs and VLANs of EOS, network identifiers of FRR."""
    for line in lines:
        match line.words:
            case ("vrf", name):
                _instance(book, book.at("l3vpn", name), line.children)
            case ("vlan", number):
                _instance(book, book.at("evpn", f"VLAN {number}"), line.children)
            case ("vlan-aware-bundle" | "vpws", name):
                _instance(book, book.at("evpn", name), line.children)
            case ("address-family", *_):
                _network_identifiers(book, line.children)
            case _:
                pass


def _network_identifiers(book: Book, lines: Sequence[Line]) -> None:
    for line in lines:
        if line.words[0] == "vni" and len(line.words) > 1 and line.words[1].isdigit():
            entry = book.at("evpn", f"VNI {line.words[1]}")
            book.network(entry, line.words[1])
            _instance(book, entry, line.children)


def _automatic(entry: Entry) -> None:
    """Have the device derive what the text leaves out."""
    entry.auto |= {side for side, known in (("import", entry.imports), ("export", entry.exports)) if not known}


def _evpn(book: Book, lines: Sequence[Line]) -> None:
    """Read ``evpn`` of NX-OS: ``vni 10010 l2`` and below it ``route-target import auto``."""
    for line in lines:
        match line.words:
            case ("vni", number, *_) if number.isdigit():
                entry = book.at("evpn", f"VNI {number}")
                book.network(entry, number)
                _instance(book, entry, line.children)
            case _:
                pass


def _evpn_instance(book: Book, number: int, line: Line) -> None:
    """Read an EVPN instance of IOS XE, whose automatic targets are ``AS:EVI``."""
    entry = book.at("evpn", f"EVI {number}")
    entry.number = number
    _instance(book, entry, line.children)
    _automatic(entry)


def _cross_connect(book: Book, entry: Entry, lines: Sequence[Line]) -> None:
    for line in lines:
        match line.words:
            case ("member" | "neighbor", peer, number, *_) if is_address(peer):
                book.wire(entry, peer, number)
            case _:
                pass


def _forwarding_instance(book: Book, entry: Entry, lines: Sequence[Line]) -> None:
    """Read a virtual forwarding instance: each neighbour has the instance's identifier unless it says its own."""
    identifier = next((line.words[2] for line in lines if line.starts("vpn", "id") and len(line.words) > 2), "")
    for line in lines:
        match line.words:
            case ("member" | "neighbor", peer, *rest) if is_address(peer):
                book.wire(entry, peer, rest[0] if rest and rest[0].isdigit() else identifier)
            case ("autodiscovery", *_):
                _instance(book, entry, line.children)
            case _:
                pass


def _members(book: Book, name: str, lines: Sequence[Line]) -> None:
    """Read ``l2vpn NAME type vpls`` of FRR, whose pseudowires are interfaces."""
    entry = book.at("vpls", name)
    for line in lines:
        if line.starts("member", "pseudowire"):
            _pair(book, entry, line, "lsr-id")


def _arista_wires(book: Book, line: Line) -> None:
    below = line.child("pseudowires") if line.words == ("mpls", "ldp") else None
    for wire in below.children if below is not None else ():
        if wire.words[0] == "pseudowire" and len(wire.words) > 1:
            _pair(book, book.at("pseudowire", wire.words[1]), wire, "")


def _pair(book: Book, entry: Entry, line: Line, before: str) -> None:
    """Note the neighbour and the identifier that are said on two lines below ``line``; ``before`` is a keyword."""
    marks = ("neighbor", before) if before else ("neighbor",)
    peer = next((rest[0] for child in line.children if (rest := child.after(*marks))), "")
    number = next((r[0] for child in line.children if (r := child.after("pw-id") or child.after("pseudowire-id"))), "")
    if peer or number:
        book.wire(entry, peer, number)


def _attachment(book: Book, name: str, lines: Sequence[Line], unit: str = "") -> None:
    """Read ``xconnect`` on an interface or on a service instance of one."""
    for line in lines:
        match line.words:
            case ("xconnect", peer, number, *_) if is_address(peer):
                entry = book.at("pseudowire", f"{name} {unit}".strip())
                book.wire(entry, peer, number)
                for child in line.children:
                    if child.starts("backup", "peer") and len(child.words) > 3:
                        book.wire(entry, child.words[2], child.words[3])
            case ("neighbor", peer, number, *_) if name.lower().startswith("pseudowire") and is_address(peer):
                book.wire(book.at("pseudowire", name), peer, number)
            case ("service", "instance", number, *_):
                _attachment(book, name, line.children, f"service instance {number}")
            case _:
                pass
