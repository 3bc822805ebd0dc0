"""Routing sessions of a device: as a report tells them, and how they turned since the last one. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from watchkeeper.estate.drivers.snmp.report import DeviceReport
from watchkeeper.estate.inventory.adjacencies.planning import Adjacencies, Plan, plan_states, stored_by
from watchkeeper.estate.inventory.facts import device_text

PROTOCOLS: Final = frozenset({"bgp", "ospf", "isis", "bfd"})
_UP_STATES = frozenset({"established", "full", "twoway", "2way", "up"})
"""States in which a session carries routes; two-way is where OSPF routers that are not designated stay."""
_ADMIN_DOWN = frozenset({"stop", "down", "shutdown", "disabled"})
GONE: Final = "gone"
"""State of a session that was known and is not told of any more."""
_GOES_WITH_ITS_NEIGHBOUR = frozenset({"ospf", "isis", "bfd"})
"""Protocols whose table drops a neighbour that is lost; what is configured, as in BGP, stays there and is down."""
_KEPT_FOR = timedelta(days=1)
"""So long a session that nobody tells of any more is remembered; then it is taken for removed."""
_KEY = ("protocol", "vrf", "peer", "detail")


def silent_in(report: DeviceReport, told: Iterable[str]) -> frozenset[str]:
    """Return the protocols that the agent answered nothing about: neither a session nor anything else of their MIBs."""
    return PROTOCOLS - report.place.answers_for - frozenset(told)


def sessions_of_report(report: DeviceReport) -> list[dict[str, Any]]:
    """Return the sessions of every protocol, as rows without a moment."""
    names = {port.if_index: port.name for port in report.interfaces}
    found = [
        _session("bgp", peer.peer, peer.state, vrf=peer.vrf or "", remote_as=peer.remote_as, admin=peer.admin)
        for peer in report.bgp_peers
    ]
    found += [
        _session("ospf", near.neighbor, near.state, detail=near.router_id or "") for near in report.ospf_neighbours
    ]
    for near in report.isis_adjacencies:
        port = names.get(near.if_index, "") if near.if_index is not None else ""
        detail = " ".join(part for part in (port, f"level {near.level}" if near.level else "") if part)
        found.append(_session("isis", near.neighbor_id, near.state, detail=detail))
    for bfd in report.bfd_sessions:
        port = names.get(bfd.if_index, "") if bfd.if_index is not None else ""
        row = _session("bfd", bfd.peer, bfd.state, detail=port)
        found.append({**row, "admin_down": bfd.admin_down})
    return found


def _session(
    protocol: str,
    peer: str,
    state: str | None,
    *,
    vrf: str = "",
    remote_as: int | None = None,
    detail: str = "",
    admin: str | None = None,
) -> dict[str, Any]:
    word = device_text(state or "unknown", 32)
    return {
        "protocol": protocol,
        "vrf": device_text(vrf, 255),
        "peer": device_text(peer, 255),
        "remote_as": remote_as,
        "detail": device_text(detail, 255),
        "state": word,
        "up": word.lower().replace("-", "") in _UP_STATES,
        "admin_down": (admin or "").lower() in _ADMIN_DOWN,
    }


@dataclass(frozen=True, slots=True)
class SessionTurn:
    """A session that came up or went down. One that ended for good is up with ``state`` empty: it is no longer down."""

    device_id: int
    protocol: str
    peer: str
    detail: str
    before: str
    state: str
    up: bool
    admin_down: bool = False


def plan_sessions(said: Adjacencies, stored: Iterable[Any]) -> Plan:
    """Compare the sessions a device told of with those stored of it; a state keeps the moment it was first seen."""
    known = list(stored)
    rows = [*said.sessions, *_gone(said, known), *_unknown(said, known)]
    return plan_states(said, rows, known, _KEY, complete=said.sessions_complete)


def turns_of(said: Adjacencies, stored: Iterable[Any]) -> list[SessionTurn]:
    """Return which of the sessions that are stored have turned. One that is told of for the first time has not."""
    known = list(stored)
    before = stored_by(known, _KEY)
    rows = (*said.sessions, *_gone(said, known), *_unknown(said, known))
    now = {tuple(row[name] for name in _KEY): row for row in rows}
    found = []
    for key, old in before.items():
        row = now.get(key)
        about = said.device_id, old.protocol, old.peer, old.detail, old.state
        if row is not None and row["up"] != old.up:
            found.append(SessionTurn(*about, row["state"], row["up"], row["admin_down"]))
        elif row is None and said.sessions_complete and not old.up:
            found.append(SessionTurn(*about, "", up=True))
    return found


def _gone(said: Adjacencies, stored: Iterable[Any]) -> list[dict[str, Any]]:
    """Return the rows of neighbours that were lost: known, not told of, and not there in another way either."""
    told = {tuple(row[name] for name in _KEY) for row in said.sessions}
    there = {(row["protocol"], row["peer"]) for row in said.sessions if row["up"]}
    return [
        _kept(old) | {"state": GONE, "up": False}
        for old in stored
        if said.sessions_complete
        and old.protocol in _GOES_WITH_ITS_NEIGHBOUR - said.silent
        and tuple(getattr(old, name) for name in _KEY) not in told
        and (old.protocol, old.peer) not in there
        and not (old.state == GONE and said.at - old.state_since >= _KEPT_FOR)
    ]


def _unknown(said: Adjacencies, stored: Iterable[Any]) -> list[dict[str, Any]]:
    """Return the rows of protocols that the agent did not answer for, as they were; after a day they are forgotten.

    An agent that was started anew, or whose routing daemons have not joined it again (RFC 2741), has empty tables while
    every session stands.
    """
    return [
        _kept(old) | {"state": old.state, "up": old.up}
        for old in stored
        if old.protocol in said.silent and said.at - old.seen_at < _KEPT_FOR
    ]


def _kept(old: Any) -> dict[str, Any]:
    return {name: getattr(old, name) for name in (*_KEY, "remote_as", "admin_down", "seen_at")}
