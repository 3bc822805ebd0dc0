"""Whether interfaces are up, and their MACs, from saved output."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from watchkeeper.understand.topology.shows.documents import find, text_of

_HEAD: Final = re.compile(
    r"^(?P<name>[A-Za-z]\S*) is (?P<admin>administratively )?(?P<state>up|down|\S+ down)(?:[^,\n]*)"
    r"(?:,\s*line protocol is (?P<line>\w+))?",
    re.MULTILINE,
)
_JUNOS: Final = re.compile(r"^Physical interface: (?P<name>\S+), .*Physical link is (?P<state>Up|Down)", re.MULTILINE)
_MAC: Final = re.compile(r"address(?: is|:) ([0-9a-fA-F.:]{12,17})")


@dataclass(frozen=True, slots=True)
class Status:
    """An interface's operational state and MAC as the device shows them."""

    name: str
    up: bool
    mac: str | None = None


def statuses(document: object) -> list[Status]:
    """Return the states that a document shows."""
    return list(_text(document) if isinstance(document, str) else _data(document))


def _text(text: str) -> Iterator[Status]:
    for row in _JUNOS.finditer(text):
        yield Status(row["name"], row["state"] == "Up")
    heads = list(_HEAD.finditer(text))
    for i, head in enumerate(heads):
        block = text[head.end() : heads[i + 1].start() if i + 1 < len(heads) else len(text)]
        up = head["state"] == "up" and head["admin"] is None and head["line"] in {None, "up"}
        mac = _MAC.search(block[:400])
        yield Status(head["name"], up, _plain_mac(mac[1]) if mac else None)


def _data(document: object) -> Iterator[Status]:
    for interfaces in find(document, "interfaces"):
        for name, row in interfaces.items():
            if isinstance(row, dict) and "lineProtocolStatus" in row:
                yield Status(name, text_of(row, "lineProtocolStatus") == "up", text_of(row, "physicalAddress") or None)
    for row in find(document, "physical-interface"):
        mac = text_of(row, "current-physical-address") or None
        yield Status(text_of(row, "name"), text_of(row, "oper-status") == "up", mac)
    for row in find(document, "ROW_interface"):
        if text_of(row, "state"):
            yield Status(
                text_of(row, "interface"),
                text_of(row, "state") == "up",
                _plain_mac(text_of(row, "eth_hw_addr")) or None,
            )


def _plain_mac(text: str) -> str:
    digits = re.sub(r"[^0-9a-f]", "", text.lower())
    return ":".join(digits[i : i + 2] for i in range(0, 12, 2)) if len(digits) == 12 else ""
