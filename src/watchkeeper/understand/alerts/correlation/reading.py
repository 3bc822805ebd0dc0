"""Reads a topology and a stream of alerts as ``wk correlate`` takes them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from watchkeeper.understand.alerts.correlation.evidence import Alert
from watchkeeper.understand.alerts.correlation.network import Link, Network
from watchkeeper.understand.alerts.errors import UnreadableTopologyError

_STATES: Final = {"raise": True, "clear": False}


@dataclass(frozen=True, slots=True)
class Stream:
    """Alerts in order of arrival, and a sentence for each line that is none."""

    alerts: tuple[Alert, ...]
    problems: tuple[str, ...]


def read_network(text: str) -> Network:
    """Return the network that the JSON document ``text`` describes. Raises UnreadableTopologyError."""
    try:
        document = json.loads(text)
        nodes = {str(node["id"]): node for node in document["nodes"]}
        links = [Link(str(link["id"]), str(link["a"]), str(link["b"])) for link in document["links"]]
        groups = {str(one["id"]): frozenset(map(str, one["links"])) for one in document.get("shared_risk") or ()}
        vantage = str(document["vantage"])
    except ValueError as error:
        raise UnreadableTopologyError(f"The topology is not JSON: {error}.") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise UnreadableTopologyError(
            f"The topology lacks what it needs: {error}.",
            hint='It has "nodes" with "id", "links" with "id", "a" and "b", and a "vantage".',
        ) from error
    _check(nodes, links, groups, vantage)
    return Network(
        nodes=tuple(nodes),
        links=tuple(links),
        vantage=vantage,
        groups=groups,
        critical=frozenset(name for name, node in nodes.items() if node.get("critical")),
        unmonitored=frozenset(name for name, node in nodes.items() if node.get("monitored") is False),
    )


def _check(nodes: Mapping[str, object], links: list[Link], groups: Mapping[str, frozenset[str]], vantage: str) -> None:
    if vantage not in nodes:
        raise UnreadableTopologyError(f"The vantage point {vantage!r} is none of the nodes.")
    known: set[str] = set()
    for link in links:
        missing = {link.a, link.b} - set(nodes)
        if missing:
            raise UnreadableTopologyError(f"Link {link.id!r} ends at {min(missing)!r}, which is none of the nodes.")
        if link.id in known:
            raise UnreadableTopologyError(
                f"Two links are called {link.id!r}.", hint="Parallel links need ids of their own."
            )
        known.add(link.id)
    for name, members in groups.items():
        if members - known:
            raise UnreadableTopologyError(f"Shared risk {name!r} names link {min(members - known)!r}, which is none.")


def read_alerts(lines: Iterable[str]) -> Stream:
    """Return the alerts of a file with one JSON object a line. A line that is none costs only itself."""
    alerts: list[Alert] = []
    problems: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            alerts.append(_alert(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            problems.append(f"line {number}: {_reason(error)}")
    return Stream(tuple(alerts), tuple(problems))


def _alert(row: Mapping[str, object]) -> Alert:
    if not isinstance(row, dict):
        raise TypeError("not an object")
    moment = datetime.fromisoformat(str(row["at"]))
    if moment.tzinfo is None:
        raise ValueError(f"the time {row['at']!r} has no zone")
    state = str(row["state"])
    if state not in _STATES:
        raise ValueError(f"the state {state!r} is neither raise nor clear")
    return Alert(str(row["id"]), moment.timestamp(), str(row["entity"]), str(row["kind"]), _STATES[state])


def _reason(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)
