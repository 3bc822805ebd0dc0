"""Configurations in forms for machines, written out in the form that people type, which the readers know.

IOS XR's ``show running-config formal`` (each line in full), EOS' ``show running-config | json``, SR OS' ``info json``.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

_FORMAL: Final = re.compile(
    r"^(?:interface (?:preconfigure )?[A-Z]\S+ \w|router (?:bgp|isis|ospf|ospfv3) \S+ \w)", re.MULTILINE
)
_HEADS: Final = {
    "interface": 2, "vrf": 2, "neighbor": 2, "neighbor-group": 2, "session-group": 2, "af-group": 4, "area": 2,
    "address-family": 3, "import": 2, "export": 2, "l2vpn": 1, "evpn": 1, "xconnect": 3, "bridge": 3,
    "bridge-domain": 2, "p2p": 2, "evi": 2, "group": 2, "vfi": 2,
}  # fmt: skip
"""How many words open a block of IOS XR, by the first of them."""
_NAMED: Final = frozenset({"bgp", "isis", "ospf", "ospfv3"})
"""Protocols whose process has a name or number."""
_NOKIA: Final = "nokia-conf:"
_NOKIA_KEYS: Final = frozenset(
    {
        "router-name", "interface-name", "port-id", "lag-name", "group-name", "ip-address", "isis-instance",
        "ospf-instance", "area-id", "service-name", "level-number", "sap-id", "slot-number", "mda-slot", "name",
        "community-name", "ip-prefix", "address", "ipv6-address", "index", "bgp-instance", "sdp-bind-id", "sdp-id",
    }
)  # fmt: skip
"""Leaves that name an entry of a list in SR OS' model."""


def unfolded(text: str) -> str:
    """Return ``text`` as people type it; one that has none of these forms is returned as it is."""
    body = text.lstrip()
    if body.startswith("{"):
        return _of_json(body) or text
    if _FORMAL.search(text) and not re.search(r"^\s+\S", text, re.MULTILINE):
        return "\n".join(_indented(_formal(text)))
    return text


def _of_json(body: str) -> str:
    try:
        document, _ = json.JSONDecoder().raw_decode(body)
    except ValueError:
        return ""
    if not isinstance(document, dict):
        return ""
    if isinstance(document.get("cmds"), dict):
        header = [str(line) for line in document.get("header") or ()]
        return "\n".join([*header, *_indented(_eos(document["cmds"]))])
    conf = next((value for key, value in document.items() if key.startswith(_NOKIA)), None)
    if conf is None:
        return ""
    inside = document if f"{_NOKIA}configure" not in document else conf
    return "\n".join(f"/configure {' '.join(path)}" for path in _nokia(inside, ()))


_Tree = dict[str, Any]


def _eos(commands: _Tree) -> _Tree:
    """EOS keeps what stands below a command in an object with ``cmds``, null where nothing does."""
    return {
        command: _eos(inside["cmds"]) if isinstance(inside, dict) and isinstance(inside.get("cmds"), dict) else {}
        for command, inside in commands.items()
    }


def _formal(text: str) -> _Tree:
    top: _Tree = {}
    for line in text.splitlines():
        words = line.split()
        if not words or words[0].startswith("!"):
            continue
        block = top
        while words:
            size = _head(words)
            block = block.setdefault(" ".join(words[:size]), {})
            words = words[size:]
    return top


def _head(words: Sequence[str]) -> int:
    """Return how many of the words open a block; all of them when none is opened."""
    match words:
        case ("router", protocol, *_):
            return 3 if protocol in _NAMED else 2
        case ("interface", "preconfigure", *_):
            return 3
        case ("neighbor", "ipv4" | "ipv6" | "evpn", *_):
            return len(words)
        case _:
            return _HEADS.get(words[0], len(words))


def _indented(tree: _Tree, depth: int = 0) -> Iterator[str]:
    for command, inside in tree.items():
        yield " " * depth + command
        yield from _indented(inside, depth + 1)


def _nokia(value: object, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from _nokia(inside, (*above, key.rpartition(":")[2]))
        if not value:
            yield above
    elif isinstance(value, list):
        for item in value:
            yield from _nokia_entry(item, above)
    elif value != [None]:
        yield (*above, *(() if value is None else (_word(value),)))


def _nokia_entry(item: object, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A list has entries that are named by a leaf of theirs, or plain values."""
    if not isinstance(item, dict):
        yield above if item is None else (*above, _word(item))
        return
    names = [key for key in item if key in _NOKIA_KEYS][:1]
    rest = {key: inside for key, inside in item.items() if key not in names}
    named = (*above, *(_word(item[key]) for key in names))
    yield from _nokia(rest, named)


def _word(value: object) -> str:
    text = {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    return f'"{text}"' if " " in text or not text else text
