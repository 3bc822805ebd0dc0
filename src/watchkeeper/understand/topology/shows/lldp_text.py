"""LLDP neighbours in text that no template reads: SONiC's, Cumulus' and SR OS' tables, and what lldpd prints itself."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from watchkeeper.understand.topology.view import Claim

_HEADERS: Final[tuple[Mapping[str, str], ...]] = (
    # SONiC "show lldp table"
    {
        "port": "LocalPort", "name": "RemoteDevice", "remote": "RemotePortID", "": "Capability",
        "description": "RemotePortDescr",
    },
    # Cumulus "net show lldp"
    {"port": "LocalPort", "name": "RemoteHost", "remote": "RemotePort"},
    # SR OS "show system lldp neighbor"
    {
        "port": "Lcl Port", "": "Index", "chassis": "Remote Chassis ID", "remote": "Remote Port",
        "name": "Remote Sys Name",
    },
)  # fmt: skip
"""Titles of columns by what stands below them; a column ends where the next title begins."""
_RULE: Final = re.compile(r"^[-=\s]+$")
_BLOCK: Final = re.compile(r"^Interface:\s+(?P<port>[^\s,]+)", re.MULTILINE)
_FACTS: Final = {
    "chassis": re.compile(r"^\s*ChassisID:\s+(?:mac|local|ifname|ip)\s+(\S+)", re.MULTILINE),
    "name": re.compile(r"^\s*SysName:[ \t]+(\S+)", re.MULTILINE),
    "address": re.compile(r"^\s*MgmtIP:[ \t]+(\S+)", re.MULTILINE),
    "remote": re.compile(r"^\s*PortID:\s+(?:ifname|mac|local|ifalias)\s+(\S+)", re.MULTILINE),
    "description": re.compile(r"^\s*PortDescr:[ \t]+(\S.*?)\s*$", re.MULTILINE),
}


def lldp_tables(text: str) -> list[Claim]:
    """Return what neighbours said in a text of one of these forms; none when it has another."""
    return [*_tables(text), *_blocks(text)]


def _tables(text: str) -> Iterator[Claim]:
    columns: dict[str, slice] = {}
    for line in text.splitlines():
        found = next((places for header in _HEADERS if (places := _places(line, header))), None)
        if found is not None:
            columns = found
        elif not line.strip():
            columns = {}
        elif columns and not _RULE.match(line):
            cells = {what: line[place].strip() for what, place in columns.items()}
            if cells["port"] and " " not in cells["port"]:
                yield _claim(cells)


def _places(line: str, header: Mapping[str, str]) -> dict[str, slice]:
    """Return where the columns of a header stand in a line; empty when the line is not this header."""
    starts = {what: found.start() for what, title in header.items() if (found := _title(title).search(line))}
    if len(starts) != len(header):
        return {}
    titles = [m.start() for m in re.finditer(r"(?<!\S)\S+(?: \S+)*", line)]
    ends = {start: min((t for t in titles if t > start), default=None) for start in starts.values()}
    return {what: slice(start, ends[start]) for what, start in starts.items() if what}


def _title(title: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){re.escape(title)}(?=\s|$)")


def _claim(cells: Mapping[str, str]) -> Claim:
    """What SR OS cuts off ends with an asterisk; behind a comma it describes the port."""
    port, _, described = cells.get("remote", "").partition(",")
    return Claim(
        "lldp",
        cells["port"],
        remote_name=cells.get("name", ""),
        remote_port="" if port.endswith("*") else port.strip(),
        remote_port_description=cells.get("description", "") or described.strip().rstrip("*"),
        remote_chassis=cells.get("chassis", ""),
    )


def _blocks(text: str) -> Iterator[Claim]:
    """Read ``lldpcli show neighbors``, which Cumulus and SONiC pass on."""
    starts = list(_BLOCK.finditer(text))
    for i, start in enumerate(starts):
        block = text[start.end() : starts[i + 1].start() if i + 1 < len(starts) else len(text)]
        facts = {what: found[1] if (found := pattern.search(block)) else "" for what, pattern in _FACTS.items()}
        if facts["chassis"] or facts["name"]:
            yield Claim(
                "lldp", start["port"], facts["name"], facts["remote"], facts["description"], facts["chassis"],
                facts["address"],
            )  # fmt: skip
