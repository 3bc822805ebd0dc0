"""Read IOS XR: protocols name their interfaces, neighbours hold their address families."""

from dataclasses import replace

from watchkeeper.kit.configs.addresses import as_number, is_address, network, with_length
from watchkeeper.kit.configs.cisco import area_id, system_id
from watchkeeper.kit.configs.draft import Draft
from watchkeeper.kit.configs.inherited import written_out
from watchkeeper.kit.configs.lines import Line, read_lines
from watchkeeper.kit.configs.model import DEFAULT_VRF, BgpNeighbour, BgpRange, DeviceConfig
from watchkeeper.kit.configs.names import canonical, port_of
from watchkeeper.kit.configs.services.book import guarded
from watchkeeper.kit.configs.services.iosxr import read_services

_DEEPEST = 6
"""How deep groups of BGP may use one another."""
_INHERITED = frozenset({"cost", "network", "passive"})
"""What an OSPF process and an area pass on to their interfaces."""


def read_iosxr(text: str, platform: str = "iosxr") -> DeviceConfig:
    """Return the facts of an IOS XR configuration."""
    draft = Draft(platform=platform)
    lines = written_out(read_lines(text))
    for line in lines:
        if line.starts("interface") and len(line.words) > 1:
            _interface(draft, line)
    for line in lines:
        match line.words:
            case ("hostname", *_):
                draft.hostname = line.rest(1)
            case ("vrf", name):
                draft.vrfs.append(name)
            case ("router", ("ospf" | "ospfv3") as kind, *name):
                _ospf(draft, line.children, "ospf3" if kind == "ospfv3" else "ospf", name[0] if name else "", "", [])
            case ("router", "isis", *name):
                _isis(draft, line, name[0] if name else "")
            case ("router", "bgp", number, *_):
                _bgp(draft, line, number)
            case ("mpls", "ldp", *_) | ("segment-routing", *_) | ("mpls", "traffic-eng", *_):
                draft.label_switching = True
            case _:
                pass
    guarded(draft, lambda: read_services(draft, lines))
    return draft.close()


def _name(words: tuple[str, ...]) -> str:
    return canonical("".join(w for w in words if w not in {"preconfigure", "l2transport"}), "iosxr")


def _interface(draft: Draft, line: Line) -> None:
    name = _name(line.words[1:])
    parent = port_of(name)
    draft.interface(name, parent=parent if parent != name else None)
    for child in line.children:
        match child.words:
            case ("description", *_):
                draft.interface(name, description=child.rest(1))
            case ("shutdown",):
                draft.interface(name, enabled=False)
            case ("vrf", vrf):
                draft.interface(name, vrf=vrf)
            case ("bundle", "id", number, *_):
                draft.interface(name, bundle=f"Bundle-Ether{number}")
            case ("ipv4" | "ipv6", "unnumbered", *lender) if lender:
                draft.interface(name, unnumbered=_name(tuple(lender)))
            case ("ipv4" | "ipv6", "address", *rest):
                text = with_length(tuple(rest))
                if text is not None and "link-local" not in rest:
                    draft.address(name, text, "secondary" if "secondary" in rest else "primary")
            case ("tunnel", "source" | "destination" as side, *where) if where:
                source, target = draft.interface(name).tunnel or ("", "")
                draft.interface(name, tunnel=("".join(where), target) if side == "source" else (source, where[-1]))
            case _:
                pass


def _ospf(draft: Draft, lines: list[Line], protocol: str, process: str, area: str, above: list[Line]) -> None:
    """``above`` are the lines of process and area that their interfaces inherit."""
    above = [*above, *(line for line in lines if line.words[0] in _INHERITED)]
    for line in lines:
        match line.words:
            case ("router-id", value, *_):
                draft.router_ids.setdefault(DEFAULT_VRF, value)
            case ("area", value, *_):
                _ospf(draft, line.children, protocol, process, area_id(value), above)
            case ("vrf", name):
                for child in line.children:
                    if child.starts("router-id") and len(child.words) > 1:
                        draft.router_ids.setdefault(name, child.words[1])
                _ospf(draft, [c for c in line.children if not c.starts("router-id")], protocol, process, area, [])
            case ("interface", *words) if words and area:
                name = _name(tuple(words))
                draft.circuit(name, protocol, area=area, instance=process)
                _circuit_lines(draft, name, protocol, [*above, *line.children])
            case _:
                pass


def _circuit_lines(draft: Draft, name: str, protocol: str, lines: list[Line]) -> None:
    for line in lines:
        match line.words:
            case ("cost" | "metric", value, *_) if value.isdigit():
                draft.circuit(name, protocol, metric=int(value))
            case ("network", "point-to-point") | ("point-to-point",):
                draft.circuit(name, protocol, point_to_point=True)
            case ("network", "broadcast" | "non-broadcast" | "point-to-multipoint", *_):
                draft.circuit(name, protocol, point_to_point=False)
            case ("passive", *_):
                draft.circuit(name, protocol, passive=line.words[-1] != "disable")
            case ("circuit-type", kind, *_):
                draft.circuit(name, protocol, area=kind.replace("level-", "").replace("-only", ""))
            case ("address-family", *_):
                _circuit_lines(draft, name, protocol, line.children)
            case _:
                pass


def _isis(draft: Draft, line: Line, process: str) -> None:
    level, above = None, [child for child in line.children if child.starts("address-family")]
    for child in line.children:
        match child.words:
            case ("net", value, *_):
                draft.system_ids.append(system_id(value))
            case ("is-type", kind, *_):
                level = kind.replace("level-", "").replace("-only", "")
            case _:
                pass
    for child in line.children:
        if child.starts("interface") and len(child.words) > 1:
            name = _name(child.words[1:])
            draft.circuit(name, "isis", area=level, instance=process)
            _circuit_lines(draft, name, "isis", [*above, *child.children])


def _bgp(draft: Draft, line: Line, number: str) -> None:
    own = as_number(number)
    if own is None:
        draft.problem(f"line {line.number}: {number!r} is no autonomous system")
        return
    draft.autonomous_systems[DEFAULT_VRF] = own
    groups = {
        child.words[1]: child.children
        for child in line.children
        if child.words[0] in {"neighbor-group", "session-group", "af-group"} and len(child.words) > 1
    }
    _neighbours(draft, line.children, groups, DEFAULT_VRF)
    for child in line.children:
        if child.starts("vrf") and len(child.words) > 1:
            _neighbours(draft, child.children, groups, child.words[1])


def _neighbours(draft: Draft, lines: list[Line], groups: dict[str, list[Line]], vrf: str) -> None:
    own = draft.autonomous_systems[DEFAULT_VRF]
    for line in lines:
        match line.words:
            case ("bgp", "router-id", value, *_):
                draft.router_ids[vrf] = value
            case ("bgp", "cluster-id", *_):
                draft.reflects = True
            case ("neighbor", address, *_) if is_address(address):
                draft.neighbours.append(_neighbour(address, _resolved(line.children, groups), vrf, own))
            case ("neighbor", prefix, *_) if network(prefix) is not None:
                accepted = _neighbour(prefix, _resolved(line.children, groups), vrf, own)
                draft.ranges.append(BgpRange(network(prefix), vrf, accepted.remote_as))  # type: ignore[arg-type]  # tested by the guard
            case _:
                pass


def _resolved(lines: list[Line], groups: dict[str, list[Line]], depth: int = 0) -> list[Line]:
    found = list(lines)
    for line in lines:
        if line.words[0] == "use" and len(line.words) > 2 and depth < _DEEPEST:
            found += _resolved(groups.get(line.words[-1], []), groups, depth + 1)
        elif line.starts("address-family"):
            found.append(replace(line, children=_resolved(line.children, groups, depth + 1)))
    return found


def _neighbour(address: str, lines: list[Line], vrf: str, own: int) -> BgpNeighbour:
    def value(*mark: str) -> str:
        return next((" ".join(line.words[len(mark) :]) for line in lines if line.starts(*mark)), "")

    local_text = value("local-as").split(" ")[0]
    local = as_number(local_text) if local_text else None
    remote = as_number(value("remote-as").split(" ")[0])
    families = [line for line in lines if line.starts("address-family")]
    return BgpNeighbour(
        address=address.split("%", maxsplit=1)[0],
        vrf=vrf,
        remote_as=remote,
        kind="" if remote is None else "ibgp" if remote == (local or own) else "ebgp",
        local_as=local or own,
        local_address=_name(tuple(value("update-source").split())) if value("update-source") else None,
        families=tuple(dict.fromkeys(" ".join(line.words[1:]) for line in families)),
        route_reflector_client=any(line.child("route-reflector-client") for line in families),
        enabled=not any(line.starts("shutdown") for line in lines),
        description=value("description"),
    )
