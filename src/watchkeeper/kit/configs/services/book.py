"""VPN services while their statements are read: what several places say of one instance comes together here."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from watchkeeper.kit.configs.addresses import as_number, is_address
from watchkeeper.kit.configs.draft import Draft
from watchkeeper.kit.configs.model import DEFAULT_VRF, Service, Wire

_TARGET: Final = re.compile(r"^(?:target:)?(?P<administrator>\d+L?|\d+\.\d+|\d+\.\d+\.\d+\.\d+):(?P<number>\d+)$")
_AS_TRANS: Final = 23456
_TWO_OCTETS: Final = 0xFFFF
_VXLAN_TYPE: Final = 1 << 28
"""The "Type" bits of an automatic local administrator that say VXLAN (RFC 8365, section 5.1.2.1)."""
_MOST_IN_A_RANGE: Final = 4096
ANY_SYSTEM: Final = "*"


def route_target(text: str) -> str | None:
    """Return a route target as ``administrator:number`` (RFC 4360), or None when the words are none."""
    found = _TARGET.match(text.strip().strip("\"'"))
    if found is None:
        return None
    administrator = found["administrator"].rstrip("L")
    if administrator.count(".") == 1:
        administrator = str(as_number(administrator))
    return f"{administrator}:{found['number']}"


def numbers(text: str) -> list[int]:
    """Return the numbers of ``10,20-22``; what is no number is left out."""
    found: list[int] = []
    for part in text.split(","):
        low, _, high = part.partition("-")
        if low.isdigit() and (high.isdigit() or not high):
            found += range(int(low), min(int(high or low), int(low) + _MOST_IN_A_RANGE) + 1)
    return found


def plain_automatic(system: int, number: int) -> str:
    """Return the automatic target ``AS:number``; an AS of four octets is 23456 (NX-OS, IOS XE, IOS XR, SR OS)."""
    return f"{system if system <= _TWO_OCTETS else _AS_TRANS}:{number}"


def low_automatic(system: int, number: int) -> str:
    """Return the automatic target of FRR: the lower half of the AS, and the VNI."""
    return f"{system & _TWO_OCTETS}:{number}"


def rfc8365_automatic(system: int, number: int) -> str:
    """Return the automatic target of RFC 8365, section 5.1.2.1, for a VXLAN network identifier (Junos)."""
    return f"{system}:{_VXLAN_TYPE + number}"


@dataclass(slots=True)
class Entry:
    """One instance: statements so far. ``auto`` holds the directions whose targets the device derives itself."""

    kind: str
    name: str
    rd: str = ""
    imports: list[str] = field(default_factory=list)
    exports: list[str] = field(default_factory=list)
    auto: set[str] = field(default_factory=set)
    number: int | None = None
    vni: int | None = None
    wires: list[Wire] = field(default_factory=list)
    flood: list[str] = field(default_factory=list)


class Book:
    """The services of one device, by kind and name, in the order of the text."""

    def __init__(
        self, draft: Draft, automatic: Callable[[int, int], str] = plain_automatic, *, from_any: bool = False
    ) -> None:
        self._draft = draft
        self._automatic = automatic
        self._from_any = from_any
        self.entries: dict[tuple[str, str], Entry] = {}

    def at(self, kind: str, name: str) -> Entry:
        """Return the entry of an instance, a new one when there is none."""
        return self.entries.setdefault((kind, name), Entry(kind, name))

    def target(self, entry: Entry, directions: Iterable[str], words: Iterable[str]) -> None:
        """Note the route targets among ``words``; ``directions`` are ``import`` and ``export``.

        Words that look like a target and are none become a problem; keywords beside targets are passed over.
        """
        for word in words:
            found = "auto" if word == "auto" else route_target(word)
            if found is None:
                if ":" in word:
                    self.problem(f"{entry.kind} {entry.name}: {word!r} is no route target")
                continue
            for direction in directions:
                if found == "auto":
                    entry.auto.add(direction)
                else:
                    (entry.imports if direction == "import" else entry.exports).append(found)

    def wire(self, entry: Entry, peer: str, number: str) -> None:
        """Note a pseudowire towards ``peer`` with virtual circuit identifier ``number``."""
        if is_address(peer) and number.isdigit():
            entry.wires.append(Wire(peer, int(number)))
        else:
            self.problem(f"{entry.kind} {entry.name}: {peer!r} with circuit {number!r} is no pseudowire")

    def network(self, entry: Entry, text: str) -> None:
        """Note a VXLAN network identifier (24 bits, RFC 7348)."""
        if text.isdigit() and 0 < int(text) < 1 << 24:
            entry.vni = int(text)
        else:
            self.problem(f"{entry.kind} {entry.name}: {text!r} is no VNI")

    def problem(self, text: str) -> None:
        """Note what could not be understood."""
        self._draft.problem(text)

    def close(self) -> None:
        """Give the draft every instance that something can join: a target, a circuit, or whom it floods to."""
        found = [self._service(entry) for entry in self.entries.values()]
        self._draft.services += [one for one in found if one.imports or one.exports or one.wires or one.flood]

    def _service(self, entry: Entry) -> Service:
        imports, exports = list(entry.imports), list(entry.exports)
        number = entry.number if entry.number is not None else entry.vni
        systems = self._draft.autonomous_systems
        system = systems.get(entry.name, systems.get(DEFAULT_VRF))
        if entry.auto and number is not None and system is not None:
            own = self._automatic(system, number)
            if "export" in entry.auto:
                exports.append(own)
            if "import" in entry.auto:
                imports.append(f"{ANY_SYSTEM}:{number}" if self._from_any else own)
        return Service(
            kind=entry.kind,
            name=entry.name,
            rd="" if entry.rd == "auto" else entry.rd,
            imports=tuple(dict.fromkeys(imports)),
            exports=tuple(dict.fromkeys(exports)),
            vni=entry.vni,
            wires=tuple(dict.fromkeys(entry.wires)),
            flood=tuple(dict.fromkeys(entry.flood)),
        )


def directions(words: Iterable[str]) -> tuple[str, ...]:
    """Return the directions that the words of a statement name; a statement that names none is about both."""
    named = tuple(word for word in words if word in {"import", "export"})
    return named or ("import", "export")


def guarded(draft: Draft, read: Callable[[], None]) -> None:
    """Read services; a text that cannot be finished becomes a problem, and keeps what else was read of it."""
    try:
        read()
    except (ValueError, IndexError, KeyError, TypeError, RecursionError) as error:
        draft.problem(f"VPN services: {type(error).__name__}: {error}")
