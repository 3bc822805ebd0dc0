"""OSPF and IS-IS neighbours from saved output."""

import re
from collections.abc import Iterator
from typing import Any, Final

from watchkeeper.understand.topology.shows.documents import find, text_of
from watchkeeper.understand.topology.shows.tables import rows_below
from watchkeeper.understand.topology.view import Adjacency, Protocol

_IPV4: Final = r"\d+\.\d+\.\d+\.\d+"
_STATE: Final = r"(?i:full|2-?way|twoway|exstart|exchange|exchg|loading|init|attempt|down)"
_OSPF: Final = (
    # Cisco's family, FRR: id [instance vrf] priority state[/role] time [uptime] address interface[:own address]
    re.compile(
        rf"^\s*(?P<id>{_IPV4})\s+(?:\S+\s+(?P<vrf>[A-Za-z]\S*)\s+)?\d+\s+(?P<state>{_STATE})\s*/?\s*\S*\s.*?(?P<address>{_IPV4})\s+"
        rf"(?P<port>[A-Za-z][^\s:]*)"
    ),
    # Junos: address interface state id priority dead
    re.compile(rf"^\s*(?P<address>{_IPV4})\s+(?P<port>[a-z]\S+)\s+(?P<state>{_STATE})\s+(?P<id>{_IPV4})\s+\d+\s+\d+"),
    # SR OS: interface id state priority queue ttl
    re.compile(rf"^\s*(?P<port>[A-Za-z]\S*)\s+(?P<id>{_IPV4})\s+(?P<state>{_STATE})\s+\d+\s+\d+\s+\d+"),
)
_VRF: Final = re.compile(r"(?i)\bVRF[:\s]+\"?(?P<vrf>[\w-]+)")
_LEVELS: Final = {
    "l1": "1",
    "l2": "2",
    "l1l2": "1-2",
    "1": "1",
    "2": "2",
    "1-2": "1-2",
    "level-2": "2",
    "level-1": "1",
    "l1/2": "1-2",
}
_ISIS_UP: Final = re.compile(r"(?i)^(up|down|init|initializing|failed)")


def ospf_adjacencies(document: object) -> list[Adjacency]:
    """Return OSPF neighbours that a document shows."""
    return list(_ospf_text(document) if isinstance(document, str) else _ospf_data(document))


def isis_adjacencies(document: object) -> list[Adjacency]:
    """Return IS-IS adjacencies that a document shows."""
    return list(_isis_text(document) if isinstance(document, str) else _isis_data(document))


def _ospf_text(text: str) -> Iterator[Adjacency]:
    vrf, protocol = "default", _ospf_version(text)
    for line in text.splitlines():
        heading = _VRF.search(line)
        if heading is not None and ("Process" in line or "Neighbors for" in line):
            vrf = heading["vrf"]
        found = next((match for pattern in _OSPF if (match := pattern.match(line))), None)
        if found is not None:
            facts = found.groupdict()
            where = facts.get("vrf") or vrf
            yield Adjacency(protocol, facts["id"], facts["port"], facts.get("address") or "", facts["state"], where)


def _ospf_version(text: str) -> Protocol:
    return "ospf3" if re.search(r"OSPFv3|OSPF3", text) else "ospf"


def _ospf_data(document: object) -> Iterator[Adjacency]:
    for row in find(document, "ospfNeighborEntries"):
        yield Adjacency(
            "ospf", text_of(row, "routerId"), text_of(row, "interfaceName"), text_of(row, "interfaceAddress"),
            text_of(row, "adjacencyState"),
        )  # fmt: skip
    for row in find(document, "ospf-neighbor"):
        yield Adjacency(
            "ospf", text_of(row, "neighbor-id"), text_of(row, "interface-name"), text_of(row, "neighbor-address"),
            text_of(row, "ospf-neighbor-state"),
        )  # fmt: skip
    for row in find(document, "ROW_ospf"):
        for nbr in find(row, "ROW_neighbor"):
            yield Adjacency(
                "ospf", text_of(nbr, "rid"), text_of(nbr, "intf"), text_of(nbr, "addr"), text_of(nbr, "state"),
                text_of(row, "cname") or "default",
            )  # fmt: skip
    for neighbour, row in _frr_neighbours(document):
        port = text_of(row, "ifaceName", "interfaceName").split(":")[0]
        address = text_of(row, "ifaceAddress", "address")
        yield Adjacency("ospf", neighbour, port, address, text_of(row, "nbrState", "state", "converged").split("/")[0])


def _frr_neighbours(document: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield FRR's neighbours: by router id, each a list with one object an interface."""
    for table in find(document, "neighbors"):
        for neighbour, value in table.items():
            for row in value if isinstance(value, list) else [value]:
                if isinstance(row, dict):
                    yield neighbour, row
    if isinstance(document, dict):
        for name, value in document.items():
            if re.fullmatch(_IPV4, name) and isinstance(value, list):
                yield from ((name, row) for row in value if isinstance(row, dict))


def _isis_text(text: str) -> Iterator[Adjacency]:
    vrf = "default"
    for row in rows_below(text, "system id|interface", "state"):
        name, state = row.get("system id", ""), row.get("state", "")
        port = row.get("interface", "")
        if not name and "l" in row:  # Junos: Interface System L State Hold
            name = row.get("system", "")
        if not name or not _ISIS_UP.match(state):
            continue
        level = row.get("level") or row.get("type") or row.get("l") or row.get("usage") or ""
        yield Adjacency("isis", name, port, row.get("ip address", ""), state, vrf, _LEVELS.get(level.lower(), ""))
    yield from _junos_isis_text(text)


def _junos_isis_text(text: str) -> Iterator[Adjacency]:
    """Read Junos' table, whose header calls the neighbour only ``System``."""
    for line in text.splitlines():
        found = re.match(
            r"^(?P<port>[a-z][\w/:-]*\.\d+)\s+(?P<id>\S+)\s+(?P<level>[123])\s+(?P<state>Up|Down|Init\w*|Rejected)\s",
            line,
        )
        if found is not None:
            level = {"1": "1", "2": "2", "3": "1-2"}[found["level"]]
            yield Adjacency("isis", found["id"], found["port"], "", found["state"], "default", level)


def _isis_data(document: object) -> Iterator[Adjacency]:
    for row in find(document, "isis-adjacency"):
        yield Adjacency(
            "isis", text_of(row, "system-name"), text_of(row, "interface-name"), "", text_of(row, "adjacency-state"),
            "default", {"3": "1-2"}.get(text_of(row, "level"), text_of(row, "level")),
        )  # fmt: skip
    for vrf in find(document, "vrfs"):
        for name, inside in vrf.items():
            yield from _eos_isis(str(name), inside)
    for row in find(document, "ROW_process_adj"):
        yield Adjacency(
            "isis", text_of(row, "adj-sys-name-out", "adj-sys-name"), text_of(row, "adj-intf-name-out"), "",
            text_of(row, "adj-state-out"), "default", _LEVELS.get(text_of(row, "adj-usage-out").lower(), ""),
        )  # fmt: skip


def _eos_isis(vrf: str, inside: object) -> Iterator[Adjacency]:
    for table in find(inside, "neighbors"):
        for name, value in table.items():
            for row in find(value, "adjacencies"):
                level = _LEVELS.get(text_of(row, "level").lower(), "")
                host = text_of(row, "hostname") or str(name)
                yield Adjacency("isis", host, text_of(row, "interfaceName"), "", text_of(row, "state"), vrf, level)
