"""VPN services of SR OS: VPRN, VPLS and Epipe, with the service distribution points their pseudowires run over."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from watchkeeper.kit.configs.draft import Draft
from watchkeeper.kit.configs.paths import Path
from watchkeeper.kit.configs.services.book import Book, Entry

_KINDS: Final = {"vprn": "l3vpn", "vpls": "vpls", "epipe": "pseudowire"}
_HEAD: Final = frozenset({"name", "customer", "vpn", "service-id"})
_POLICIES: Final = "policy-options"


def read_services(draft: Draft, paths: Sequence[Path]) -> None:
    """Add the services of an SR OS configuration to ``draft``."""
    book = Book(draft)
    reader = _Reader(book, _far_ends(paths), _Communities(_policies(paths)))
    for path in paths:
        match path:
            case ("service", ("vprn" | "vpls" | "epipe") as word, name, *rest):
                reader.statement(book.at(_KINDS[word], name), name, _plain(tuple(rest)))
            case _:
                pass
    reader.finish()
    book.close()


def _plain(rest: Path) -> Path:
    """Return a statement without what its service's own line says, and without numbers of instances below it."""
    while len(rest) > 1 and rest[0] in _HEAD:
        rest = rest[2:]
    plain = [word for word in rest if word not in {"bgp-ipvpn", "mpls", "instance"}]
    if len(plain) > 1 and plain[0] in {"bgp", "vxlan", "bgp-evpn"} and plain[1].isdigit():
        del plain[1]
    return tuple(plain)


class _Reader:
    """What the statements of services say; EVPN stands in a VPLS or Epipe and becomes an instance beside it."""

    def __init__(self, book: Book, far: dict[str, str], policies: "_Communities") -> None:
        self._book = book
        self._far = far
        self._policies = policies
        self._evpn: dict[str, Entry] = {}

    def statement(self, entry: Entry, name: str, rest: Path) -> None:
        match rest:
            case ("route-distinguisher", value, *_) | ("bgp", "route-distinguisher", value, *_):
                entry.rd = value
            case ("vrf-target", *words) | ("bgp", "route-target", *words):
                self._targets(entry, words)
            case ("vrf-import", *words) | ("bgp", "vsi-import", *words):
                self._book.target(entry, ["import"], self._policies.accepted(words))
            case ("vrf-export", *words) | ("bgp", "vsi-export", *words):
                self._book.target(entry, ["export"], self._policies.added(words))
            case ("spoke-sdp" | "mesh-sdp", binding, *_) if ":" in binding:
                number, _, circuit = binding.partition(":")
                if number in self._far:
                    self._book.wire(entry, self._far[number], circuit)
            case ("bgp-evpn", "evi", number, *_) if number.isdigit():
                self._beside(name).number = int(number)
            case ("vxlan", "vni", number, *_):
                self._book.network(self._beside(name), number)
            case _:
                pass

    def _beside(self, name: str) -> Entry:
        return self._evpn.setdefault(name, self._book.at("evpn", name))

    def _targets(self, entry: Entry, words: Iterable[str]) -> None:
        """Read ``target:a:b``, or ``export target:a:b import target:c:d`` in any order, also ``import-community``."""
        sides: list[str] = ["import", "export"]
        for word in words:
            if word in {"import", "import-community"}:
                sides = ["import"]
            elif word in {"export", "export-community"}:
                sides = ["export"]
            else:
                self._book.target(entry, sides, [word])

    def finish(self) -> None:
        """Give EVPN instances the targets of the service that they stand in, or have the device derive ``AS:EVI``."""
        for name, entry in self._evpn.items():
            bgp = self._book.entries.get(("vpls", name)) or self._book.entries.get(("pseudowire", name))
            if bgp is not None:
                entry.imports, entry.exports, entry.rd = bgp.imports, bgp.exports, bgp.rd
                bgp.imports, bgp.exports = [], []
            entry.auto = {side for side, known in (("import", entry.imports), ("export", entry.exports)) if not known}


def _far_ends(paths: Iterable[Path]) -> dict[str, str]:
    """Return the address that each service distribution point leads to."""
    found: dict[str, str] = {}
    for path in paths:
        if path[:2] == ("service", "sdp") and "far-end" in path[:-1]:
            found[path[2]] = path[-1]
    return found


def _policies(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if _POLICIES in path:
            yield path[path.index(_POLICIES) + 1 :]


class _Communities:
    """_Communities of routing policies: which a policy accepts, and which it adds."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._members: dict[str, list[str]] = {}
        self._from: dict[str, list[str]] = {}
        self._added: dict[str, list[str]] = {}
        for path in paths:
            match path:
                case ("community", name, "members" | "member", value, *_):
                    self._members.setdefault(name, []).append(value)
                case ("policy-statement", name, "entry", _, "from", "community", *words):
                    self._from.setdefault(name, []).extend(word for word in words if word != "name")
                case ("policy-statement", name, "entry", _, "action", *words) if (
                    "community" in words and "add" in words
                ):
                    self._added.setdefault(name, []).extend(words[words.index("add") + 1 :])
                case _:
                    pass

    def accepted(self, policies: Iterable[str]) -> list[str]:
        """Return the targets whose routes ``policies`` let in."""
        return self._targets(self._from, policies)

    def added(self, policies: Iterable[str]) -> list[str]:
        """Return the targets that ``policies`` put on routes."""
        return self._targets(self._added, policies)

    def _targets(self, named: dict[str, list[str]], policies: Iterable[str]) -> list[str]:
        names = [name for policy in policies for name in named.get(policy, [])]
        return [value for name in names for value in self._members.get(name, []) if value.startswith("target:")]
