"""Read VyOS: ``set`` commands or the saved configuration in braces."""

from collections import defaultdict

from watchkeeper.kit.configs.addresses import as_number, is_address, network
from watchkeeper.kit.configs.cisco import system_id
from watchkeeper.kit.configs.draft import Draft
from watchkeeper.kit.configs.model import DEFAULT_VRF, BgpNeighbour, DeviceConfig
from watchkeeper.kit.configs.paths import Path, braced_paths, words_of


def read_vyos(text: str, platform: str = "vyos") -> DeviceConfig:
    """Return the facts of a VyOS configuration."""
    draft = Draft(platform=platform)
    commands = [words_of(line)[1:] for line in text.splitlines() if line.startswith("set ")]
    paths = commands or braced_paths(text)
    for path in paths:
        _statement(draft, path)
    _networks(draft, paths)
    _bgp(draft, paths)
    return draft.close()


def _statement(draft: Draft, path: Path) -> None:
    match path:
        case ("system", "host-name", name, *_):
            draft.hostname = name
        case ("interfaces", kind, name, ("vif" | "vif-s"), tag, *rest):
            draft.interface(f"{name}.{tag}", parent=name)
            _interface(draft, f"{name}.{tag}", kind, tuple(rest))
        case ("interfaces", kind, name, *rest):
            _interface(draft, name, kind, tuple(rest))
        case ("vrf", "name", name, *_):
            draft.vrfs.append(name)
        case ("protocols", "ospf" | "ospfv3" as word, *rest):
            _ospf(draft, "ospf" if word == "ospf" else "ospf3", tuple(rest))
        case ("protocols", "isis", *rest):
            _isis(draft, tuple(rest))
        case ("protocols", "mpls", *_):
            draft.label_switching = True
        case _:
            pass


def _interface(draft: Draft, name: str, kind: str, rest: Path) -> None:
    draft.interface(name, kind={"bonding": "bundle", "bridge": "logical", "dummy": "loopback"}.get(kind, ""))
    match rest:
        case ("address", address, *_) if "/" in address:
            draft.address(name, address)
        case ("description", *words):
            draft.interface(name, description=" ".join(words))
        case ("vrf", vrf, *_):
            draft.interface(name, vrf=vrf)
        case ("disable", *_):
            draft.interface(name, enabled=False)
        case ("member", "interface", member, *_) if kind == "bonding":
            draft.interface(member, bundle=name)
        case ("bond-group", bundle, *_):
            draft.interface(name, bundle=bundle)
        case ("ip", "ospf", "cost", cost, *_) if cost.isdigit():
            draft.circuit(name, "ospf", metric=int(cost))
        case _:
            pass


def _ospf(draft: Draft, protocol: str, rest: Path) -> None:
    match rest:
        case ("parameters", "router-id", value, *_):
            draft.router_ids.setdefault(DEFAULT_VRF, value)
        case ("interface", name, "area", area, *_):
            draft.circuit(name, protocol, area=area)
        case ("interface", name, "cost", cost, *_) if cost.isdigit():
            draft.circuit(name, protocol, metric=int(cost))
        case ("interface", name, "network", "point-to-point", *_):
            draft.circuit(name, protocol, point_to_point=True)
        case ("interface", name, "passive", *_) | ("passive-interface", name, *_) if name != "default":
            draft.circuit(name, protocol, passive=True)
        case _:
            pass


def _networks(draft: Draft, paths: list[Path]) -> None:
    for path in paths:
        match path:
            case ("protocols", "ospf", "area", area, "network", prefix, *_):
                net = network(prefix)
                for name, interface in list(draft.interfaces.items()):
                    if net is not None and any(
                        a.ip.version == net.version and a.ip.ip in net for a in interface.addresses
                    ):
                        draft.circuit(name, "ospf", area=area)
            case _:
                pass


def _isis(draft: Draft, rest: Path) -> None:
    match rest:
        case ("net", value, *_):
            draft.system_ids.append(system_id(value))
        case ("interface", name, "metric", value, *_) if value.isdigit():
            draft.circuit(name, "isis", metric=int(value))
        case ("interface", name, "network", "point-to-point", *_):
            draft.circuit(name, "isis", point_to_point=True)
        case ("interface", name, "passive", *_):
            draft.circuit(name, "isis", passive=True)
        case ("interface", name, *_):
            draft.circuit(name, "isis")
        case _:
            pass


def _bgp(draft: Draft, paths: list[Path]) -> None:
    facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in paths:
        if path[:2] != ("protocols", "bgp"):
            continue
        rest = path[2:]
        if rest and rest[0].isdigit():
            draft.autonomous_systems[DEFAULT_VRF], rest = int(rest[0]), rest[1:]
        match rest:
            case ("system-as" | "local-as", number, *_):
                draft.autonomous_systems[DEFAULT_VRF] = as_number(number) or 0
            case ("parameters", "router-id", value, *_):
                draft.router_ids[DEFAULT_VRF] = value
            case ("parameters", "cluster-id", *_):
                draft.reflects = True
            case ("neighbor" | "peer-group" as kind, name, key, *values):
                facts[f"{kind} {name}"][key] += values or [""]
            case _:
                pass
    for name in [name for name in facts if name.startswith("neighbor ")]:
        draft.neighbours.append(_neighbour(draft, name.removeprefix("neighbor "), facts))


def _neighbour(draft: Draft, name: str, facts: dict[str, dict[str, list[str]]]) -> BgpNeighbour:
    own = facts[f"neighbor {name}"]
    group = (own.get("peer-group") or own.get("interface", ["", "", ""])[-1:] or [""])[0]
    shared = facts.get(f"peer-group {group}", {})

    def value(key: str) -> str:
        return (own.get(key) or shared.get(key) or [""])[0]

    inline = own.get("interface", [])
    text = value("remote-as") or (inline[inline.index("remote-as") + 1] if "remote-as" in inline[:-1] else "")
    mine = as_number(value("local-as")) or draft.autonomous_systems.get(DEFAULT_VRF)
    remote = mine if text == "internal" else as_number(text)
    kind = {"internal": "ibgp", "external": "ebgp"}.get(text, "")
    return BgpNeighbour(
        address=name if is_address(name) else "",
        interface=None if is_address(name) else name,
        remote_as=remote,
        kind=kind or ("" if remote is None else "ibgp" if remote == mine else "ebgp"),
        local_as=mine,
        local_address=value("update-source") or None,
        families=tuple(w for w in own.get("address-family", []) if w.startswith(("ipv4", "ipv6", "l2vpn"))),
        enabled="shutdown" not in own,
        description=value("description"),
    )
