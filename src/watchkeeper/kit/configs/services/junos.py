"""VPN services of Junos: routing instances, their policies' communities, EVPN, VPLS, circuits."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from watchkeeper.kit.configs.draft import Draft
from watchkeeper.kit.configs.junos_paths import Path
from watchkeeper.kit.configs.services.book import Book, Entry, rfc8365_automatic

_KINDS = {
    "vrf": "l3vpn", "evpn": "evpn", "mac-vrf": "evpn", "virtual-switch": "evpn", "evpn-vpws": "evpn", "vpls": "vpls",
    "l2vpn": "vpls",
}  # fmt: skip
"""Kinds of service by type of routing instance. Pseudowires that BGP signals (RFC 6624) are joined as VPLS is."""
_DEFAULT_SWITCH = "default-switch"


def read_services(draft: Draft, paths: Sequence[Path]) -> None:
    """Add the services of a Junos configuration to ``draft``."""
    book = Book(draft, rfc8365_automatic)
    policies = _Policies(paths)
    types = {
        path[1]: path[3]
        for path in paths
        if path[0] == "routing-instances" and path[2:3] == ("instance-type",) and len(path) > 3
    }
    for path in paths:
        match path:
            case ("routing-instances", name, *rest) if types.get(name) in _KINDS:
                _instance(book, book.at(_KINDS[types[name]], name), tuple(rest), policies)
            case ("switch-options", *rest):
                _instance(book, book.at("evpn", _DEFAULT_SWITCH), tuple(rest), policies)
            case ("protocols", "evpn", "vni-options", "vni", number, *rest):
                entry = book.at("evpn", f"VNI {number}")
                book.network(entry, number)
                _instance(book, entry, tuple(rest), policies)
            case ("protocols", "l2circuit", "neighbor", peer, "interface", name, "virtual-circuit-id", number, *_):
                book.wire(book.at("pseudowire", name), peer, number)
            case _:
                pass
    _segments(book, paths)
    _meshes(book, paths, types)
    book.close()


def _instance(book: Book, entry: Entry, rest: Path, policies: "_Policies") -> None:
    match rest:
        case ("route-distinguisher", value, *_):
            entry.rd = value
        case ("vrf-target", ("import" | "export") as direction, value, *_):
            book.target(entry, [direction], [value])
        case ("vrf-target", "auto", *_):
            entry.auto |= {"import", "export"}
        case ("vrf-target", value, *_):
            book.target(entry, ["import", "export"], [value])
        case ("vrf-import", *names):
            book.target(entry, ["import"], [target for name in names for target in policies.accepted(name)])
        case ("vrf-export", *names):
            book.target(entry, ["export"], [target for name in names for target in policies.added(name)])
        case ("protocols", "evpn", "ip-prefix-routes", "vni", number, *_):
            book.network(entry, number)
        case _:
            pass


class _Policies:
    """What policies accept by community, and which communities they add."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._members: dict[str, list[str]] = defaultdict(list)
        self._from: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._added: dict[str, list[str]] = defaultdict(list)
        self._rejecting: set[tuple[str, str]] = set()
        for path in paths:
            if path[:1] == ("policy-options",):
                self._statement(path[1:])

    def _statement(self, path: Path) -> None:
        match path:
            case ("community", name, "members", value, *_):
                self._members[name].append(value)
            case ("policy-statement", name, "term", term, *rest):
                self._term(name, term, tuple(rest))
            case ("policy-statement", name, *rest):
                self._term(name, "", tuple(rest))
            case _:
                pass

    def _term(self, policy: str, term: str, rest: Path) -> None:
        match rest:
            case ("from", "community", *names):
                self._from[policy][term] += names
            case ("then", "community", "add" | "+" | "set" | "=", name, *_):
                self._added[policy].append(name)
            case ("then", "reject"):
                self._rejecting.add((policy, term))
            case _:
                pass

    def accepted(self, policy: str) -> list[str]:
        """Return the targets whose routes ``policy`` lets in."""
        terms = self._from[policy]
        return self._targets(n for term, names in terms.items() if (policy, term) not in self._rejecting for n in names)

    def added(self, policy: str) -> list[str]:
        """Return the targets that ``policy`` puts on routes."""
        return self._targets(self._added[policy])

    def _targets(self, names: Iterable[str]) -> list[str]:
        return [value for name in names for value in self._members[name] if value.startswith("target:")]


def _segments(book: Book, paths: Iterable[Path]) -> None:
    """Note network identifiers of VLANs and bridge domains; with automatic targets each is an instance of its own.

    An instance with several identifiers keeps none of them: under one target all of them meet.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for path in paths:
        match path:
            case ("routing-instances", name, "vlans" | "bridge-domains", _, "vxlan", "vni", number, *_):
                found[name].add(number)
            case ("vlans" | "bridge-domains", _, "vxlan", "vni", number, *_):
                found[_DEFAULT_SWITCH].add(number)
            case _:
                pass
    for name, identifiers in found.items():
        entry = book.entries.get(("evpn", name))
        if entry is None:
            continue
        if entry.auto:
            for number in sorted(identifiers):
                one = book.at("evpn", f"VNI {number}")
                book.network(one, number)
                one.auto |= entry.auto
            entry.auto = set()
        elif len(identifiers) == 1:
            book.network(entry, next(iter(identifiers)))


def _meshes(book: Book, paths: Iterable[Path], types: dict[str, str]) -> None:
    """Note VPLS that LDP signals: one identifier for all neighbours, unless a neighbour has its own."""
    identifiers: dict[str, str] = {}
    peers: dict[tuple[str, str], str] = {}
    for path in paths:
        match path:
            case ("routing-instances", name, "protocols", "vpls", "vpls-id", number, *_) if name in types:
                identifiers[name] = number
            case ("routing-instances", name, "protocols", "vpls", *_, "neighbor", peer) if name in types:
                peers.setdefault((name, peer), "")
            case ("routing-instances", name, "protocols", "vpls", *_, "neighbor", peer, "vpls-id", number):
                peers[name, peer] = number
            case ("routing-instances", name, "protocols", "vpls", "neighbor", peer, *_) if name in types:
                peers.setdefault((name, peer), "")
            case _:
                pass
    for (name, peer), number in peers.items():
        book.wire(book.at("vpls", name), peer, number or identifiers.get(name, ""))
