"""Read SR OS: the classic command line, the model-driven one in braces, and flat ``/configure`` statements.

A router interface is a logical thing with a name; what neighbours are cabled to is the port, SAP or LAG it is bound to,
which becomes its ``parent``.
"""

from collections import defaultdict

from watchkeeper.kit.configs.addresses import as_number, is_address, network
from watchkeeper.kit.configs.draft import Draft
from watchkeeper.kit.configs.lines import read_lines
from watchkeeper.kit.configs.model import DEFAULT_VRF, BgpNeighbour, BgpRange, DeviceConfig, Network
from watchkeeper.kit.configs.names import port_of
from watchkeeper.kit.configs.paths import Path, braced_paths, indented_paths, words_of
from watchkeeper.kit.configs.services.book import guarded
from watchkeeper.kit.configs.services.sros import read_services
from watchkeeper.kit.configs.srosgroups import written_out

_NOT_NAMES = frozenset(
    {"interface", "bgp", "ospf", "ospf3", "isis", "autonomous-system", "router-id", "ldp", "mpls", "rsvp"}
)


def read_sros(text: str, platform: str = "sros") -> DeviceConfig:
    """Return the facts of an SR OS configuration."""
    draft = Draft(platform=platform)
    reader = _Reader(draft)
    paths = [tuple(word for word in path if word != "create") for path in _paths(text)]
    for path in paths:
        reader.statement(path)
    reader.finish()
    guarded(draft, lambda: read_services(draft, paths))
    return draft.close()


def _paths(text: str) -> list[Path]:
    flat = [words_of(line.strip().lstrip("/")) for line in text.splitlines() if line.strip().startswith("/configure ")]
    if flat:
        found = flat
    elif "{" in text:
        found = braced_paths(text)
    else:
        plain = "\n".join(line for line in text.splitlines() if not line.startswith(("echo ", "exit all")))
        found = list(indented_paths(read_lines(plain)))
    return written_out([path[1:] if path[:1] == ("configure",) else path for path in found])


class _Reader:
    """Gathers what statements say of interfaces and BGP before it is known which port, group and family they meet."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.lengths: dict[str, str] = {}
        self.metrics: dict[str, int] = {}
        self.pending: dict[str, str] = {}
        self.groups: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        self.neighbours: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        self.ranges: dict[tuple[str, str], tuple[str, Network]] = {}

    def statement(self, path: Path) -> None:
        match path:
            case ("system", "name", name, *_):
                self.draft.hostname = name
            case ("port", name, "description", *words):
                self.draft.interface(name, description=" ".join(words))
            case ("port", name, *rest):
                self._port(name, tuple(rest))
            case ("lag", number, "port", member, *_):
                self.draft.interface(member, bundle=_lag(number))
            case ("router", name, *rest) if name not in _NOT_NAMES:
                self._router(tuple(rest), DEFAULT_VRF if name == "Base" else name)
            case ("router", *rest):
                self._router(tuple(rest), DEFAULT_VRF)
            case ("service", "vprn" | "ies" as kind, name, *rest):
                plain = _without(tuple(rest), ("name", "customer", "vpn", "service-id"))
                vrf = name if kind == "vprn" else DEFAULT_VRF
                if kind == "vprn":
                    self.draft.vrfs.append(vrf)
                self._router(plain, vrf)
            case _:
                pass

    def _port(self, name: str, rest: Path) -> None:
        if rest in {("shutdown",), ("admin-state", "disable")}:
            self.draft.interface(name, enabled=False)
        elif "/" in name:
            self.draft.interface(name)

    def _router(self, path: Path, vrf: str) -> None:
        match path:
            case ("interface", name, *rest):
                self._interface(name, tuple(rest), vrf)
            case ("router-id", value, *_):
                self.draft.router_ids[vrf] = value
            case ("autonomous-system", value, *_):
                self.draft.autonomous_systems[vrf] = as_number(value) or 0
            case ("isis", *rest):
                self._isis(_after_instance(tuple(rest)))
            case ("ospf" | "ospf3" as protocol, *rest):
                self._ospf(protocol, _after_instance(tuple(rest)), vrf)
            case ("ldp" | "mpls" | "rsvp" | "segment-routing", *_):
                self.draft.label_switching = True
            case ("bgp", *rest):
                self._bgp(tuple(rest), vrf)
            case _:
                pass

    def _interface(self, name: str, rest: Path, vrf: str) -> None:  # noqa: C901, PLR0912 - one arm a statement
        self.draft.interface(name, vrf=vrf)
        match rest:
            case ("address", address, *_) if "/" in address:
                self.draft.address(name, address)
            case ("ipv6", "address", address, *more):
                text = address if "/" in address else f"{address}/{more[1]}" if more[:1] == ["prefix-length"] else ""
                if text:
                    self.draft.address(name, text)
                else:
                    self.pending[name] = address
            case ("ipv4", "secondary", address, "prefix-length", length) if is_address(address):
                self.draft.address(name, f"{address}/{length}", "secondary")
            case ("ipv4" | "ipv6", "primary" | "secondary", "address", address, *more):
                self.pending[name] = address
                if more[:1] == ["prefix-length"]:
                    self.draft.address(name, f"{address}/{more[1]}")
            case ("ipv4" | "ipv6", *_, "prefix-length", length) if name in self.pending:
                self.draft.address(name, f"{self.pending.pop(name)}/{length}")
            case ("secondary", address, *_) if "/" in address:
                self.draft.address(name, address, "secondary")
            case ("port" | "sap", port, *_):
                self._bind(name, port)
            case ("loopback", *_):
                self.draft.interface(name, parent="loopback")
            case ("description", *words):
                self.draft.interface(name, description=" ".join(words))
            case ("shutdown",) | ("admin-state", "disable"):
                self.draft.interface(name, enabled=False)
            case ("unnumbered", lender, *_) | ("ipv4", "unnumbered", "ip-int-name" | "ip-address", lender, *_):
                self.draft.interface(name, unnumbered=lender)
            case ("ipv4", "unnumbered", "system", *_):
                self.draft.interface(name, unnumbered="system")
            case _:
                pass

    def _bind(self, name: str, port: str) -> None:
        parent = port_of(port)
        self.draft.interface(parent)
        self.draft.interface(name, parent=parent)

    def _isis(self, path: Path) -> None:
        match path:
            case ("system-id", value, *_):
                self.draft.system_ids.append(value.lower())
            case ("segment-routing", *_):
                self.draft.label_switching = True
            case ("level-capability", level, *_):
                self.lengths["level"] = _level(level)
            case ("level", level, "default-metric", value, *_) if value.isdigit():
                self.metrics[level] = int(value)
            case ("interface", name, *rest):
                self.draft.circuit(name, "isis")
                self._circuit(name, "isis", tuple(rest))
            case _:
                pass

    def _ospf(self, protocol: str, path: Path, vrf: str) -> None:
        match path:
            case ("router-id", value, *_):
                self.draft.router_ids.setdefault(vrf, value)
            case ("area", area, "interface", name, *rest):
                self.draft.circuit(name, protocol, area=area)
                self._circuit(name, protocol, tuple(rest))
            case (address, "area", area, "interface", name, *rest) if is_address(address):
                self.draft.circuit(name, protocol, area=area)
                self._circuit(name, protocol, tuple(rest))
            case _:
                pass

    def _circuit(self, name: str, protocol: str, rest: Path) -> None:
        match rest:
            case ("level", level, "metric", value, *_) if value.isdigit():
                self.draft.circuit(name, protocol, metric=int(value), area=level)
            case ("metric", value, *_) if value.isdigit():
                self.draft.circuit(name, protocol, metric=int(value))
            case ("interface-type", "point-to-point", *_):
                self.draft.circuit(name, protocol, point_to_point=True)
            case ("passive", *state) if state[:1] != ["false"]:
                self.draft.circuit(name, protocol, passive=True)
            case ("level-capability", level, *_):
                self.draft.circuit(name, protocol, area=_level(level))
            case _:
                pass

    def _bgp(self, path: Path, vrf: str) -> None:
        match path:
            case ("router-id", value, *_):
                self.draft.router_ids[vrf] = value
            case ("group", _, "dynamic-neighbor", "match", "prefix", text, *_) | (
                "group",
                _,
                "dynamic-neighbor",
                "prefix",
                text,
                *_,
            ) if (accepted := network(text)) is not None:
                self.ranges[vrf, text] = (path[1], accepted)
            case ("group", group, "neighbor", address, *rest):
                self.neighbours[vrf, address].setdefault("group", group)
                _note(self.neighbours[vrf, address], tuple(rest))
            case ("group", group, *rest):
                _note(self.groups[vrf, group], tuple(rest))
            case ("neighbor", address, *rest):
                _note(self.neighbours[vrf, address], tuple(rest))
            case (key, *rest):
                _note(self.groups[vrf, ""], (key, *rest))
            case _:
                pass

    def finish(self) -> None:
        """Resolve BGP groups, and give circuits the level of their process."""
        for (vrf, address), own in self.neighbours.items():
            if is_address(address):
                facts = self.groups[vrf, ""] | self.groups[vrf, own.get("group", "")] | own
                self.draft.neighbours.append(self._neighbour(vrf, address, facts))
        for (vrf, _), (group, accepted) in self.ranges.items():
            facts = self.groups[vrf, ""] | self.groups[vrf, group]
            self.draft.ranges.append(BgpRange(accepted, vrf, self._neighbour(vrf, "", facts).remote_as))
        level = self.lengths.get("level")
        for name, interface in list(self.draft.interfaces.items()):
            for circuit in interface.circuits:
                if level and circuit.protocol == "isis" and circuit.area is None:
                    self.draft.circuit(name, "isis", area=level)
                levels = (circuit.area or level or "1-2").split("-")
                default = next((self.metrics[one] for one in levels if one in self.metrics), None)
                if circuit.protocol == "isis" and circuit.metric is None and default is not None:
                    self.draft.circuit(name, "isis", metric=default)

    def _neighbour(self, vrf: str, address: str, facts: dict[str, str]) -> BgpNeighbour:
        systems = self.draft.autonomous_systems
        own = as_number(facts.get("local-as", "")) or systems.get(vrf) or systems.get(DEFAULT_VRF)
        remote = as_number(facts.get("peer-as", ""))
        internal = facts.get("type") == "internal"
        remote = own if remote is None and internal else remote
        kind = "ibgp" if internal or (remote is not None and remote == own) else "ebgp" if remote else ""
        return BgpNeighbour(
            address=address.split("%", maxsplit=1)[0],
            vrf=vrf,
            remote_as=remote,
            kind=kind,
            local_as=own,
            local_address=facts.get("local-address"),
            families=tuple(facts.get("family", "").split()),
            route_reflector_client="cluster" in facts and kind == "ibgp",
            enabled="shutdown" not in facts and facts.get("admin-state") != "disable",
            description=facts.get("description", ""),
        )


def _note(facts: dict[str, str], rest: Path) -> None:
    match rest:
        case ("local-as", "as-number", value, *_):
            facts["local-as"] = value
        case ("cluster", "cluster-id", value, *_):
            facts["cluster"] = value
        case ("family", *families):
            on = [word for word in families if word not in {"true", "false"}]
            if "false" not in families:
                facts["family"] = " ".join(dict.fromkeys([*facts.get("family", "").split(), *on]))
        case (key, *values):
            facts[key] = " ".join(values)
        case _:
            pass


def _lag(name: str) -> str:
    return name if name.startswith("lag-") else f"lag-{name}"


def _level(text: str) -> str:
    return {"level-1": "1", "level-2": "2", "level-1/2": "1-2", "1": "1", "2": "2", "1/2": "1-2"}.get(text, text)


def _after_instance(path: Path) -> Path:
    return path[1:] if path and path[0].isdigit() else path


def _without(path: Path, marks: tuple[str, ...]) -> Path:
    while len(path) > 1 and path[0] in marks:
        path = path[2:]
    return path
