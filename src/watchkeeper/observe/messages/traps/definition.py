"""What notifications mean, as data: names, events, and the fields that stand in their variables."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from watchkeeper.estate.drivers.platforms.errors import PlatformError
from watchkeeper.estate.drivers.platforms.node import Node
from watchkeeper.estate.drivers.snmp import ber, values
from watchkeeper.estate.drivers.snmp.ber import BerError, VarBind
from watchkeeper.kit import oid as oids
from watchkeeper.kit.oid import Oid
from watchkeeper.observe.messages.traps.decode import Notification

SHIPPED: Final = Path(__file__).parent / "data"
_COLUMN: Final = frozenset({"oid", "words", "index", "as"})
_NOTIFICATION: Final = frozenset({"oid", "name", "event", "set", "fields"})
_IPV4_ARCS: Final = 4
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Column:
    """A variable of a notification: the field it becomes, words for its numbers, and what its instance says.

    ``index`` is the field that the instance becomes, read as ``shape``: ``number`` (its last arc), ``ip`` (its last
    four arcs), ``inet`` (type, length, address), ``text`` (length and octets) or ``oid``.
    """

    name: str
    oid: bytes
    words: Mapping[int, str] = field(default_factory=dict)
    index: str = ""
    shape: str = "number"


@dataclass(frozen=True, slots=True)
class TrapRule:
    """One notification. ``event`` is "" when it has a name and nothing more is known of it."""

    oid: Oid
    name: str
    event: str
    settled: Mapping[str, str]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a notification says. ``name`` is its dotted identifier when nobody described it."""

    name: str
    event: str | None
    fields: Mapping[str, str]


class TrapDefinitions:
    """All notifications that the files of some folders describe."""

    def __init__(self, *folders: Path) -> None:
        self._rules: dict[Oid, TrapRule] = {}
        for folder in folders:
            for path in sorted(folder.glob("*.yaml")):
                self._rules |= {rule.oid: rule for rule in _read(path)}

    def __len__(self) -> int:
        """Return how many notifications are described."""
        return len(self._rules)

    def rules(self) -> Iterable[TrapRule]:
        """Return every rule."""
        return self._rules.values()

    def understand(self, notification: Notification) -> Meaning:
        """Return what a notification says; one that nobody described keeps its number as name."""
        rule = self._rules.get(notification.trap)
        if rule is None:
            return Meaning(oids.dotted(notification.trap), None, {})
        found: dict[str, str] = {}
        for varbind in notification.varbinds:
            for column in rule.columns:
                if _is_under(varbind[0], column.oid):
                    _read_column(column, varbind, found)
                    break
        return Meaning(rule.name, rule.event or None, {**rule.settled, **found})


def _is_under(name: bytes, column: bytes) -> bool:
    """Say whether ``name`` is the column or an instance of it; an arc never ends inside an octet with its high bit."""
    return name.startswith(column)


def _read_column(column: Column, varbind: VarBind, found: dict[str, str]) -> None:
    if column.name:
        written = values.string(varbind)
        if column.words:
            number = values.integer(varbind)
            written = column.words.get(number, written) if number is not None else written
        if written:
            found.setdefault(column.name, written)
    if column.index:
        instance = _instance(varbind[0][len(column.oid) :], column.shape)
        if instance:
            found.setdefault(column.index, instance)


def _instance(suffix: bytes, shape: str) -> str:
    try:
        arcs = ber.decode_arcs(suffix)
    except BerError:
        return ""
    return _INSTANCES[shape](arcs) if arcs else ""


def _ip(arcs: Oid) -> str:
    return ".".join(map(str, arcs[-_IPV4_ARCS:])) if len(arcs) >= _IPV4_ARCS else ""


def _text(arcs: Oid) -> str:
    octets = arcs[1:] if len(arcs) > 1 and arcs[0] == len(arcs) - 1 else arcs
    return "".join(chr(arc) for arc in octets if 32 <= arc < 127)  # noqa: PLR2004  # printable ASCII


def _inet(arcs: Oid) -> str:
    """Read InetAddressType, an optional length, and the address, wherever in the instance they stand last."""
    for size in (16, 4):
        if len(arcs) >= size + 1 and all(arc < 256 for arc in arcs[-size:]) and arcs[-size - 1] in {1, 2, size}:  # noqa: PLR2004
            return values.address((b"", ber.OCTETS, bytes(arcs[-size:]))) or ""
    return ""


_INSTANCES: Final[Mapping[str, Callable[[Oid], str]]] = {
    "number": lambda arcs: str(arcs[-1]),
    "ip": _ip,
    "inet": _inet,
    "text": _text,
    "oid": oids.dotted,
}


def _read(path: Path) -> list[TrapRule]:
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  # nosec B506  # the safe loader, in C
    except yaml.YAMLError as error:
        raise PlatformError(path.name, "", f"is no YAML: {error}") from None
    root = Node(path.name, "", document)
    members = root.mapping(frozenset({"title", "variables", "notifications"}))
    if "notifications" not in members:
        raise root.error("'notifications' is missing")
    shared = (
        {name: _column(name, item) for name, item in members["variables"].mapping().items()}
        if "variables" in members
        else {}
    )
    return [_rule(item, shared) for item in members["notifications"].items()]


def _column(name: str, node: Node) -> Column:
    if not isinstance(node.value, dict):
        return Column(name, ber.encode_oid(node.oid()))
    members = node.mapping(_COLUMN)
    if "oid" not in members:
        raise node.error("'oid' is missing")
    words = members["words"].mapping() if "words" in members else {}
    return Column(
        "" if name.startswith("_") else name,
        ber.encode_oid(members["oid"].oid()),
        {int(key): item.text() for key, item in words.items()},
        members["index"].text() if "index" in members else "",
        members["as"].one_of(frozenset(_INSTANCES)) if "as" in members else "number",
    )


def _rule(node: Node, shared: Mapping[str, Column]) -> TrapRule:
    members = node.mapping(_NOTIFICATION)
    for required in ("oid", "name"):
        if required not in members:
            raise node.error(f"{required!r} is missing")
    if "fields" in members:
        named = members["fields"].texts()
        unknown = [name for name in named if name not in shared]
        if unknown:
            raise members["fields"].error(f"there is no variable {unknown[0]!r}")
        columns = tuple(shared[name] for name in named)
    else:
        columns = tuple(shared.values())
    settled = {name: item.text() for name, item in members["set"].mapping().items()} if "set" in members else {}
    event = members["event"].text() if "event" in members else ""
    return TrapRule(members["oid"].oid(), members["name"].text(), event, settled, columns)


@cache
def shipped(extra: tuple[Path, ...] = ()) -> TrapDefinitions:
    """Return the notifications that Watchkeeper knows, with those of the folders ``extra`` over them."""
    return TrapDefinitions(SHIPPED, *extra)
