"""VPN services of IOS XR: VRFs, cross connects, bridge domains, EVPN instances."""

from collections.abc import Sequence

from watchkeeper.kit.configs.draft import Draft
from watchkeeper.kit.configs.lines import Line
from watchkeeper.kit.configs.services.book import Book, Entry


def read_services(draft: Draft, lines: Sequence[Line]) -> None:
    """Add the services of an IOS XR configuration to ``draft``."""
    book = Book(draft)
    for line in lines:
        match line.words:
            case ("vrf", name):
                _targets(book, book.at("l3vpn", name), line.children)
            case ("router", "bgp", *_):
                for child in line.children:
                    if child.starts("vrf") and len(child.words) > 1:
                        _targets(book, book.at("l3vpn", child.words[1]), child.children)
            case ("l2vpn",):
                _layer_two(book, line.children)
            case ("evpn",):
                _evpn(book, line.children)
            case _:
                pass
    book.close()


def _targets(book: Book, entry: Entry, lines: Sequence[Line]) -> None:
    """Read distinguisher and targets; ``import route-target`` has its values below or beside it."""
    for line in lines:
        match line.words:
            case ("rd", value, *_):
                entry.rd = value
            case ("import" | "export" as direction, "route-target", *words):
                below = [word for child in line.children for word in child.words]
                book.target(entry, [direction], [*words, *below])
            case ("route-target", ("import" | "export") as direction, *words):
                book.target(entry, [direction], words)
            case ("route-target", *words):
                book.target(entry, ["import", "export"], words)
            case ("address-family" | "bgp" | "autodiscovery", *_):
                _targets(book, entry, line.children)
            case _:
                pass


def _layer_two(book: Book, lines: Sequence[Line]) -> None:
    for line in lines:
        match line.words:
            case ("xconnect", "group", group):
                for child in line.children:
                    if child.starts("p2p") and len(child.words) > 1:
                        _point_to_point(book, f"{group}/{child.words[1]}", child.children)
            case ("bridge", "group", group):
                for child in line.children:
                    if child.starts("bridge-domain") and len(child.words) > 1:
                        _bridge_domain(book, f"{group}/{child.words[1]}", child.children)
            case _:
                pass


def _point_to_point(book: Book, name: str, lines: Sequence[Line]) -> None:
    for line in lines:
        match line.words:
            case ("neighbor", "evpn", "evi", number, *_) if number.isdigit():
                _automatic(book.at("evpn", f"EVI {number}"), int(number))
            case ("neighbor", *_, peer, "pw-id", number):
                book.wire(book.at("pseudowire", name), peer, number)
                for child in line.children:
                    if child.starts("backup", "neighbor") and child.words[-2:-1] == ("pw-id",):
                        book.wire(book.at("pseudowire", name), child.words[2], child.words[-1])
            case _:
                pass


def _bridge_domain(book: Book, name: str, lines: Sequence[Line]) -> None:
    """Read a bridge domain: spokes stand in it, the mesh in its virtual forwarding instance."""
    for line in lines:
        match line.words:
            case ("neighbor", *_, peer, "pw-id", number):
                book.wire(book.at("vpls", name), peer, number)
            case ("vfi", *_):
                _bridge_domain(book, name, line.children)
            case ("autodiscovery", *_):
                _targets(book, book.at("vpls", name), line.children)
            case ("evi", number, *_) if number.isdigit():
                _automatic(book.at("evpn", f"EVI {number}"), int(number))
            case _:
                pass


def _evpn(book: Book, lines: Sequence[Line]) -> None:
    for line in lines:
        match line.words:
            case ("evi", number, *_) if number.isdigit():
                entry = book.at("evpn", f"EVI {number}")
                _targets(book, entry, line.children)
                _automatic(entry, int(number))
            case _:
                pass


def _automatic(entry: Entry, number: int) -> None:
    """Have the device derive ``AS:EVI`` where the text names no target."""
    entry.number = number
    entry.auto = {side for side, known in (("import", entry.imports), ("export", entry.exports)) if not known}
