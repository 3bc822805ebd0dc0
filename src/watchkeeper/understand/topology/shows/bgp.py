"""BGP neighbours from saved output: detail blocks of every vendor's text, summaries, JSON and XML."""

import re
from collections.abc import Iterator
from typing import Any, Final

from watchkeeper.kit.configs.addresses import as_number
from watchkeeper.understand.topology.shows.documents import find, number_of, rows, text_of
from watchkeeper.understand.topology.shows.nokia import nokia_bgp
from watchkeeper.understand.topology.view import BgpState

_START: Final = re.compile(
    r"^\s*(?:BGP neighbor (?:is|on)\s+(?P<peer>[^\s,]+)|Peer:\s+(?P<junos>\S+)\s+AS"
    r"|Peer\s*:\s+(?P<sros>[0-9a-fA-F.:]+)\s*$)",
    re.MULTILINE,
)
_FACTS: Final = {
    "vrf": re.compile(r"(?:,\s+vrf |Neighbor vrf: |, VRF |, vrf |Routing-Instance: |VRF: )(?P<v>[^\s,]+)"),
    "state": re.compile(r"BGP state\s*(?:=|is)\s*(?P<v>\w+)|^\s*(?:Type:.*?)?State\s*:\s*(?P<w>\w+)", re.MULTILINE),
    "remote_as": re.compile(
        r"(?i)remote AS\s+(?P<v>[\d.]+)|^\s*Peer:\s+\S+ AS (?P<w>\d+)|Peer AS\s*:\s*(?P<x>\d+)", re.MULTILINE
    ),
    "local_as": re.compile(r"(?i)local AS(?: is)?\s*:?\s+(?P<v>[\d.]+)|Local:\s+\S+ AS (?P<w>\d+)"),
    "remote_id": re.compile(r"(?i)remote router ID\s+(?P<v>[\d.]+)|Peer (?:ID|Identifier)\s*:\s*(?P<w>[\d.]+)"),
    "local_id": re.compile(r"(?i)local router ID(?: is)?\s+(?P<v>[\d.]+)|Local ID:\s*(?P<w>[\d.]+)"),
    "local_address": re.compile(
        r"Local host: (?P<v>[^\s,]+)|Local TCP address is (?P<w>[^\s,]+)|Local:\s+(?P<x>[^\s+]+)"
        r"|Local Address\s*:\s*(?P<y>\S+)"
    ),
    "local_port": re.compile(r"(?i)local port\s*(?:is|:)\s*(?P<v>\d+)|Local:\s+[^\s+]+\+(?P<w>\d+)"),
    "remote_port": re.compile(r"(?i)(?:foreign|remote|peer) port\s*(?:is|:)\s*(?P<v>\d+)|Peer:\s+[^\s+]+\+(?P<w>\d+)"),
    "interface": re.compile(r"(?:Local Interface:|directly attached, interface|Local interface:)\s+(?P<v>[^\s,]+)"),
}
_PEER: Final = r"(?P<peer>\d+\.\d+\.\d+\.\d+|[0-9a-fA-F:]*:[0-9a-fA-F:]+)"
_SUMMARIES: Final = (
    # SR OS: the neighbour on a line of its own, perhaps its description, then AS, packets, queue, time, state
    re.compile(
        rf"^{_PEER}\s*\n(?:(?!\s+\d)[^\n]*\n)?\s+(?P<asn>\d+)\s+\d+\s+\d+\s+\S+\s+(?P<last>[A-Z]\w+|\d+(?=/))",
        re.MULTILINE,
    ),
    # Junos: neighbour, AS, packets in and out, queue, flaps, time of one or two words, state or prefixes
    re.compile(
        rf"^{_PEER}\s+(?P<asn>\d[\d.]*)(?:\s+\d+){{4}}(?:\s+[\dwd:]+){{1,2}}\s+(?P<last>[A-Z]\w+|\d+(?=/))",
        re.MULTILINE,
    ),
    # neighbour, version, AS, messages in and out, table version, queues, up/down, state; FRR and SONiC say more behind
    re.compile(rf"^\*?{_PEER}\s+\d\s+(?P<asn>[\d.]+)(?:\s+\d+){{5}}\s+\S+\s+(?P<last>\w+)(?=[\s(]|$)", re.MULTILINE),
    re.compile(rf"^[ \t]*\*?{_PEER}\s+\d\s+(?P<asn>[\d.]+)\s.*\s(?P<last>\S+)[ \t]*$", re.MULTILINE),
)
_SUMMARY_OF: Final = re.compile(
    r"^(?:BGP summary information for VRF |VRF: |BGP VRF |[^\n]*Summary \((?:VRF|View) )(?P<vrf>[\w.-]+)",
    re.MULTILINE | re.IGNORECASE,
)
"""What stands above a summary of one routing instance: NX-OS and EOS, IOS XR, FRR."""
_STATES: Final = frozenset({"idle", "connect", "active", "opensent", "openconfirm", "established"})


def bgp_states(document: object) -> list[BgpState]:
    """Return the sessions that a document shows, each (routing instance, peer) once."""
    found: dict[tuple[str, str], BgpState] = {}
    source = _from_text(document) if isinstance(document, str) else _from_data(document)
    for state in source:
        known = found.get((state.vrf, state.peer or state.interface))
        if known is None or (not known.state and state.state):
            found[state.vrf, state.peer or state.interface] = state
    return list(found.values())


def _from_text(text: str) -> Iterator[BgpState]:
    starts = list(_START.finditer(text))
    for i, start in enumerate(starts):
        block = text[start.start() : starts[i + 1].start() if i + 1 < len(starts) else len(text)]
        facts = {name: _first(pattern, block) for name, pattern in _FACTS.items()}
        named = (start["peer"] or start["junos"] or start["sros"]).rstrip(":")
        peer = named.split("+")[0]
        unnumbered = block.lstrip().startswith("BGP neighbor on ")
        ports = facts["local_port"], facts["remote_port"]
        yield BgpState(
            peer=peer,
            vrf=_vrf(facts["vrf"]),
            state=facts["state"],
            remote_as=as_number(facts["remote_as"]),
            local_as=as_number(facts["local_as"]),
            remote_id=_identifier(facts["remote_id"]),
            local_id=_identifier(facts["local_id"]),
            local_address=facts["local_address"].split("+")[0].rstrip(","),
            interface=peer if unnumbered else facts["interface"],
            tcp=(int(ports[0]), int(ports[1])) if all(port.isdigit() and port != "0" for port in ports) else None,
        )
    if not starts:
        yield from _from_summary(text)


def _from_summary(text: str) -> Iterator[BgpState]:
    found = next((rows for layout in _SUMMARIES if (rows := list(layout.finditer(text)))), [])
    headings = [(heading.start(), heading["vrf"]) for heading in _SUMMARY_OF.finditer(text)]
    for row in found:
        last = row["last"].split("(")[0]
        state = "Established" if last.isdigit() or last in {"Establ", "Estab"} else last
        vrf = next((name for at, name in reversed(headings) if at < row.start()), "")
        if state.lower() in _STATES:
            yield BgpState(row["peer"], _vrf(vrf), state, as_number(row["asn"]))


def _first(pattern: re.Pattern[str], block: str) -> str:
    found = pattern.search(block)
    return next((value for value in found.groups() if value), "") if found is not None else ""


def _vrf(text: str) -> str:
    return "default" if text.lower() in {"", "default", "master", "base", "global"} else text


def _identifier(text: str) -> str:
    return "" if text == "0.0.0.0" else text  # noqa: S104  # nosec B104  # the identifier of a session that is not up


def _from_data(document: object) -> Iterator[BgpState]:
    yield from nokia_bgp(document)
    yield from _eos(document)
    for row in find(document, "bgp-peer"):
        yield _junos(row)
    for row in find(document, "ROW_neighbor"):
        yield _nxos(row)
    yield from _frr(document, "default")


def _eos(document: object) -> Iterator[BgpState]:
    vrfs = document.get("vrfs") if isinstance(document, dict) else None
    for vrf, inside in vrfs.items() if isinstance(vrfs, dict) else ():
        for row in find(inside, "peerList"):
            tcp = row.get("peerTcpInfo") if isinstance(row.get("peerTcpInfo"), dict) else {}
            local, remote = number_of(row, "localPort"), number_of(row, "remotePort", "peerPort")
            yield BgpState(
                peer=text_of(row, "peerAddress") or text_of(row, "ifName"),
                vrf=_vrf(str(vrf)),
                state=text_of(row, "state"),
                remote_as=as_number(text_of(row, "asn")),
                local_as=as_number(text_of(row, "localAsn")),
                remote_id=_identifier(text_of(row, "routerId")),
                local_id=_identifier(text_of(row, "localRouterId")),
                local_address=text_of(row, "localAddress", "updateSource"),
                interface=text_of(row, "ifName"),
                tcp=(local, remote) if local and remote and tcp is not None else None,
            )
        peers = inside.get("peers") if isinstance(inside, dict) else None
        for peer, row in peers.items() if isinstance(peers, dict) else ():
            state, asn = text_of(row, "peerState"), text_of(row, "asn", "peerAsn")
            yield BgpState(str(peer), _vrf(str(vrf)), state, as_number(asn))


def _junos(row: dict[str, Any]) -> BgpState:
    peer, _, remote_port = text_of(row, "peer-address").partition("+")
    local, _, local_port = text_of(row, "local-address").partition("+")
    return BgpState(
        peer=peer,
        vrf=_vrf(text_of(row, "peer-cfg-rti", "peer-fwd-rti")),
        state=text_of(row, "peer-state"),
        remote_as=as_number(text_of(row, "peer-as")),
        local_as=as_number(text_of(row, "local-as")),
        remote_id=_identifier(text_of(row, "peer-id")),
        local_id=_identifier(text_of(row, "local-id")),
        local_address=local,
        interface=text_of(row, "local-interface-name"),
        tcp=(int(local_port), int(remote_port)) if local_port.isdigit() and remote_port.isdigit() else None,
    )


def _nxos(row: dict[str, Any]) -> BgpState:
    local, remote = number_of(row, "localport"), number_of(row, "remoteport")
    return BgpState(
        peer=text_of(row, "neighbor", "neighborid", "neighbor-id"),
        vrf=_vrf(text_of(row, "vrf", "vrf-name-out")),
        state=text_of(row, "state"),
        remote_as=as_number(text_of(row, "remoteas", "neighboras")),
        local_as=as_number(text_of(row, "localas")),
        remote_id=_identifier(text_of(row, "remote-id", "remoteid")),
        local_address=text_of(row, "localaddr", "local-addr"),
        interface=text_of(row, "directlyattached-if", "connectedif"),
        tcp=(local, remote) if local and remote else None,
    )


def _frr(document: object, vrf: str) -> Iterator[BgpState]:
    """Read FRR's object of neighbours by address or interface, which may lie below routing instances."""
    for name, row in document.items() if isinstance(document, dict) else ():
        if not isinstance(row, dict):
            continue
        if "bgpState" in row:
            local, remote = number_of(row, "portLocal"), number_of(row, "portForeign")
            unnumbered = not re.fullmatch(r"[\d.]+|[0-9a-fA-F:]+", name)
            yield BgpState(
                peer=name,
                vrf=_vrf(vrf),
                state=text_of(row, "bgpState"),
                remote_as=number_of(row, "remoteAs"),
                local_as=number_of(row, "localAs"),
                remote_id=_identifier(text_of(row, "remoteRouterId")),
                local_id=_identifier(text_of(row, "localRouterId")),
                local_address=text_of(row, "hostLocal"),
                interface=name if unnumbered else "",
                tcp=(local, remote) if local and remote else None,
            )
        elif "peers" in row and isinstance(row["peers"], dict):
            for peer, state in row["peers"].items():
                if isinstance(state, dict) and "state" in state:
                    asn = number_of(state, "remoteAs")
                    yield BgpState(str(peer), _vrf(text_of(row, "vrfName")), text_of(state, "state"), asn)
        elif name not in {"vrfs", "bgp-information"} and len(rows(row)) == 1:
            yield from _frr(row, name)
