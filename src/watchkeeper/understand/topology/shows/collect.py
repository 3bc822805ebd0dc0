"""A device's saved output files, put into its view."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from watchkeeper.kit.configs.names import key
from watchkeeper.kit.configs.recognise import recognise_version
from watchkeeper.understand.topology.shows.bgp import bgp_states
from watchkeeper.understand.topology.shows.documents import find, load, text_of
from watchkeeper.understand.topology.shows.igp import isis_adjacencies, ospf_adjacencies
from watchkeeper.understand.topology.shows.interfaces import Status, statuses
from watchkeeper.understand.topology.shows.neighbours import claims
from watchkeeper.understand.topology.view import Adjacency, BgpState, Claim, DeviceView, Port

_KINDS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("lldp", re.compile(r"lldp")),
    ("cdp", re.compile(r"cdp")),
    ("isis", re.compile(r"(isis|clns).*(adjacenc|neighbo)")),
    ("ospf", re.compile(r"ospf.*neighbo")),
    ("bgp", re.compile(r"bgp.*(neighbo|summary)|^(admin_)?info.*state")),
    ("version", re.compile(r"^(show_)?version|system_information")),
    ("interfaces", re.compile(r"^show_interfaces?(_detail|_extensive|_terse)?$")),
    (
        "configuration",
        re.compile(
            r"^(show_|admin_)?(running|startup|display)-config|^show_configuration(_display.*|_all)?$|^show_runningconf"
        ),
    ),
)
_FAMILIES: Final = (frozenset({"ios", "iosxe"}), frozenset({"frr", "linux", "sonic", "cumulus"}))
"""Platforms whose configurations can look the same, so that what the device says of its version decides."""
_ROUTES: Final = re.compile(r"route(?!r)|advertised|received|_routes|interface_brief|statistics|_traffic")


@dataclass(frozen=True, slots=True)
class Saved:
    """One saved output: the command as its file is called (blanks as ``_``), its form and its text."""

    command: str
    suffix: str
    text: str


def kind_of_command(command: str) -> str:
    """Return which of our tables a command shows, or an empty string."""
    name = command.lower()
    name = name.replace("'", "").replace('"', "")
    for prefix in ("sudo_", "vtysh_-c_", "net_show_", "nv_show_"):
        if name.startswith(prefix):
            name = ("show_" if prefix.endswith("show_") else "") + name.removeprefix(prefix)
    kind = next((kind for kind, pattern in _KINDS if pattern.search(name)), "")
    return "" if kind in {"bgp", "ospf", "isis"} and _ROUTES.search(name) else kind


def with_output(view: DeviceView, files: Iterable[Saved]) -> DeviceView:
    """Return ``view`` with what its saved output shows; a file that cannot be read becomes a problem."""
    problems: list[str] = []
    claimed: list[Claim] = []
    adjacencies: list[Adjacency] = []
    sessions: dict[tuple[str, str], BgpState] = {}
    asked: set[str] = set()
    ordered = sorted(
        files, key=lambda saved: (kind_of_command(saved.command) != "version", saved.suffix != "json", saved.command)
    )
    done: set[str] = set()
    for saved in ordered:
        kind = kind_of_command(saved.command)
        if kind in {"", "configuration"} or saved.command in done:
            continue
        try:
            document = load(saved.text, saved.suffix)
            if kind == "version":
                view = _identified(view, document, saved.text)
            elif kind == "interfaces":
                view = _with_status(view, statuses(document))
            elif kind in {"lldp", "cdp"}:
                claimed += claims(document, kind, view.platform, saved.command.replace("_", " "))
            elif kind == "bgp":
                for state in bgp_states(document):
                    sessions.setdefault((state.vrf, state.peer or state.interface), state)
            else:
                reader: Callable[[object], list[Adjacency]] = ospf_adjacencies if kind == "ospf" else isis_adjacencies
                adjacencies += reader(document)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            problems.append(f"{saved.command}.{saved.suffix}: {error}")
            continue
        asked.add(kind)
        done.add(saved.command)
    return replace(
        view,
        claims=(*view.claims, *dict.fromkeys(claimed)),
        adjacencies=(*view.adjacencies, *dict.fromkeys(adjacencies)),
        sessions=(*view.sessions, *sessions.values()),
        router_ids=_router_ids(view, sessions.values()),
        asked=view.asked | asked,
        problems=(*view.problems, *problems),
    )


def _router_ids(view: DeviceView, sessions: Iterable[BgpState]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*view.router_ids, *(state.local_id for state in sessions if state.local_id)]))


def _identified(view: DeviceView, document: object, text: str) -> DeviceView:
    platform = recognise_version(text)
    names = [text_of(row, "host-name") for row in find(document, "software-information")]
    related = any({platform, view.platform} <= family for family in _FAMILIES) and platform != "frr"
    better = platform if platform and (not view.platform or related) else view.platform
    known = {view.name, *view.names}
    return replace(view, platform=better, names=(*view.names, *(n for n in names if n and n not in known)))


def _with_status(view: DeviceView, found: Iterable[Status]) -> DeviceView:
    by_name = {key(status.name, view.platform): status for status in found}

    def updated(port: Port) -> Port:
        status = by_name.get(key(port.name, view.platform)) or by_name.get(key(port.parent or "", view.platform))
        return port if status is None else replace(port, up=status.up, mac=port.mac or status.mac)

    return replace(view, ports=tuple(updated(port) for port in view.ports))
