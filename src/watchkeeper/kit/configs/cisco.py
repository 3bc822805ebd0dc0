"""Read IOS, IOS XE, NX-OS, EOS and FRR: one statement language with dialects."""

from ipaddress import IPv4Address

from watchkeeper.kit.configs.addresses import matches, network, wildcard, with_length
from watchkeeper.kit.configs.cisco_bgp import read_bgp
from watchkeeper.kit.configs.draft import Draft
from watchkeeper.kit.configs.lines import Line, read_lines
from watchkeeper.kit.configs.model import DEFAULT_VRF, DeviceConfig
from watchkeeper.kit.configs.names import canonical, port_of
from watchkeeper.kit.configs.services.book import guarded
from watchkeeper.kit.configs.services.cisco import read_services


def read_cisco(text: str, platform: str) -> DeviceConfig:
    """Return the facts of a configuration of ``platform`` (``ios iosxe nxos eos frr``)."""
    draft = Draft(platform=platform)
    read_into(draft, text, platform)
    return draft.close()


def read_into(draft: Draft, text: str, platform: str) -> None:
    """Add the statements of ``text`` to ``draft``, in the dialect of ``platform``."""
    lines = read_lines(text)
    for line in lines:
        if line.starts("interface") and len(line.words) > 1:
            _interface(draft, line, platform)
    for line in lines:
        _top(draft, line, platform)
    guarded(draft, lambda: read_services(draft, lines, platform))


def _top(draft: Draft, line: Line, platform: str) -> None:
    match line.words:
        case ("hostname" | "switchname", *name) if name:
            draft.hostname = line.rest(1)
        case ("vrf", "definition" | "instance" | "context", name, *_) | ("vrf", name) | ("ip", "vrf", name):
            draft.vrfs.append(name)
        case ("router", "bgp", *_):
            read_bgp(draft, line)
        case ("router", "ospf", *_):
            _ospf(draft, line, platform)
        case ("router", ("ospfv3" | "ospf6"), *_):
            _ospf6(draft, line, platform)
        case ("router", "isis", *_):
            _isis(draft, line)
        case ("mpls", "ip" | "ldp" | "label", *_) | ("feature", "mpls" | "ldp", *_) | ("segment-routing", *_):
            draft.label_switching = True
        case ("ip" | "ipv6" | "router-id", *_) if line.starts("ip", "router-id") and len(line.words) > 2:
            draft.router_ids.setdefault(DEFAULT_VRF, line.words[2])
        case _:
            pass


def _interface(draft: Draft, line: Line, platform: str) -> None:
    rest = [word for word in line.words[1:] if word not in {"point-to-point", "multipoint", "l2transport"}]
    if platform == "frr" and "vrf" in rest:
        rest = rest[: rest.index("vrf")]
    name = canonical("".join(rest), platform)
    parent = port_of(name)
    draft.interface(name, parent=parent if parent != name else None)
    if platform == "frr" and "vrf" in line.words:
        draft.interface(name, vrf=line.words[line.words.index("vrf") + 1])
    for child in line.children:
        _interface_line(draft, name, child, platform)


def _interface_line(draft: Draft, name: str, line: Line, platform: str) -> None:  # noqa: C901, PLR0912 - one arm a statement
    match line.words:
        case ("description" | "alias", *_):
            draft.interface(name, description=line.rest(1))
        case ("shutdown",):
            draft.interface(name, enabled=False)
        case ("no", "shutdown"):
            draft.interface(name, enabled=True)
        case ("vrf", "forwarding" | "member", vrf, *_) | ("ip", "vrf", "forwarding", vrf, *_) | ("vrf", vrf):
            draft.interface(name, vrf=vrf)
        case ("channel-group", number, *_):
            draft.interface(name, bundle=canonical(f"Port-channel{number}", platform))
        case ("switchport", "access", "vlan", vlan) if vlan.isdigit():
            draft.interface(name, access_vlan=int(vlan))
        case ("switchport", "mode", "trunk"):
            draft.interface(name, trunk=True)
        case ("ip" | "ipv6", "unnumbered", lender, *_) | ("ip", "address", "unnumbered", lender, *_):
            draft.interface(name, unnumbered=canonical(lender, platform))
        case ("tunnel", "source", source):
            draft.interface(name, tunnel=(source, (draft.interface(name).tunnel or ("", ""))[1]))
        case ("tunnel", "destination", target):
            draft.interface(name, tunnel=((draft.interface(name).tunnel or ("", ""))[0], target))
        case ("bandwidth", kbps, *_) if kbps.isdigit():
            draft.interface(name, bandwidth_bps=int(kbps) * 1000)
        case ("mpls", "ip" | "ldp", *_) | ("ip", "router", "ldp", *_):
            draft.label_switching = True
        case ("ip" | "ipv6", "address", *_):
            _address(draft, name, line)
        case _:
            _igp_line(draft, name, line)


def _address(draft: Draft, name: str, line: Line) -> None:
    words = line.words[2:]
    if words[:1] == ("virtual",):
        text, role = with_length(words[1:]), "virtual"
    else:
        text, role = with_length(words), "secondary" if "secondary" in words else "primary"
    if text is not None and "link-local" not in words:
        draft.address(name, text, role)


def _igp_line(draft: Draft, name: str, line: Line) -> None:  # noqa: C901, PLR0912 - one arm a statement
    match line.words:
        case ("ip", "ospf", process, "area", area, *_) | ("ip", "router", "ospf", process, "area", area, *_):
            draft.circuit(name, "ospf", area=area_id(area), instance=process)
        case ("ip", "ospf", "area", area, *_):
            draft.circuit(name, "ospf", area=area_id(area))
        case ("ipv6", "ospf" | "ospf6", process, "area", area, *_) | (
            "ipv6",
            "router",
            "ospfv3",
            process,
            "area",
            area,
        ):
            draft.circuit(name, "ospf3", area=area_id(area), instance=process)
        case ("ipv6", "ospf6", "area", area, *_):
            draft.circuit(name, "ospf3", area=area_id(area))
        case ("ospfv3", process, ("ipv4" | "ipv6"), "area", area, *_):
            draft.circuit(name, "ospf3", area=area_id(area), instance=process)
        case ("ip", "ospf", "cost", cost, *_) if cost.isdigit():
            draft.circuit(name, "ospf", metric=int(cost))
        case ("ip", "ospf", "network", "point-to-point"):
            draft.circuit(name, "ospf", point_to_point=True)
        case ("ip", "ospf", "passive", *_) | ("ip", "ospf", "passive-interface", *_):
            draft.circuit(name, "ospf", passive=True)
        case ("ip" | "ipv6", "router", "isis", *tag) | ("isis", "enable", *tag):
            draft.circuit(name, "isis", instance=tag[0] if tag else "")
        case ("isis", "metric", *values) if values and values[0].isdigit():
            draft.circuit(name, "isis", metric=int(values[0]))
        case ("isis", ("ipv4" | "ipv6"), "metric", value, *_) if value.isdigit():
            draft.circuit(name, "isis", metric=int(value))
        case ("isis", "network", "point-to-point"):
            draft.circuit(name, "isis", point_to_point=True)
        case ("isis", "circuit-type", kind, *_):
            draft.circuit(name, "isis", area=kind.replace("level-", "").replace("-only", ""))
        case ("isis", "passive", *_) | ("isis", "passive-interface", *_):
            draft.circuit(name, "isis", passive=True)
        case _:
            pass


def area_id(text: str) -> str:
    """Return an OSPF area in dotted form."""
    return text if "." in text or not text.isdigit() else str(IPv4Address(int(text)))


def _ospf(draft: Draft, line: Line, platform: str) -> None:
    process = line.words[2] if len(line.words) > 2 else ""
    vrf = line.words[line.words.index("vrf") + 1] if "vrf" in line.words[:-1] else DEFAULT_VRF
    passive_all, passive, active = False, set[str](), set[str]()
    for child in line.children:
        match child.words:
            case ("router-id", value, *_) | ("ospf", "router-id", value, *_):
                draft.router_ids.setdefault(vrf, value)
            case ("passive-interface", "default"):
                passive_all = True
            case ("passive-interface", *quiet) if quiet:
                passive.add(canonical("".join(quiet), platform))
            case ("no", "passive-interface", *heard) if heard:
                active.add(canonical("".join(heard), platform))
            case ("network", *rest):
                _ospf_network(draft, tuple(rest), vrf, process)
            case ("mpls", "ldp", "autoconfig", *_):
                draft.label_switching = True
            case _:
                pass
    for name, interface in list(draft.interfaces.items()):
        silent = name in passive or (passive_all and name not in active)
        if silent and interface.vrf == vrf and draft.has_circuit(name, "ospf"):
            draft.circuit(name, "ospf", passive=True)


def _ospf_network(draft: Draft, words: tuple[str, ...], vrf: str, process: str) -> None:
    if "area" not in words[:-1]:
        return
    area = area_id(words[words.index("area") + 1])
    rule = wildcard(words[0], words[1]) if len(words) > 3 else None
    net = network(words[0]) if rule is None else None
    for name, interface in list(draft.interfaces.items()):
        for address in interface.addresses:
            ip = address.ip
            if interface.vrf != vrf or ip.version != 4 or address.role == "virtual":
                continue
            covered = matches(ip.ip, rule) if rule is not None else net is not None and ip.ip in net
            if covered:
                draft.circuit(name, "ospf", area=area, instance=process)


def _ospf6(draft: Draft, line: Line, platform: str) -> None:
    for child in line.children:
        match child.words:
            case ("router-id", value, *_) | ("ospf6", "router-id", value, *_):
                draft.router_ids.setdefault(DEFAULT_VRF, value)
            case ("interface", name, "area", area, *_):
                draft.circuit(canonical(name, platform), "ospf3", area=area_id(area))
            case ("passive-interface", *name) if name and name[0] != "default":
                draft.circuit(canonical("".join(name), platform), "ospf3", passive=True)
            case _:
                pass


def _isis(draft: Draft, line: Line) -> None:
    level = None
    for child in line.children:
        match child.words:
            case ("net", value, *_):
                draft.system_ids.append(system_id(value))
            case ("is-type", kind, *_):
                level = kind.replace("level-", "").replace("-only", "")
            case ("passive-interface", *quiet) if quiet and quiet[0] != "default":
                draft.circuit(canonical("".join(quiet), draft.platform), "isis", passive=True)
            case ("segment-routing", *_) | ("mpls", *_):
                draft.label_switching = True
            case _:
                pass
    for name, interface in list(draft.interfaces.items()):
        for circuit in interface.circuits:
            if circuit.protocol == "isis" and circuit.area is None and level is not None:
                draft.circuit(name, "isis", area=level)


def system_id(net: str) -> str:
    """Return the system identifier of an IS-IS network entity title (``49.0001.1921.6800.1001.00``)."""
    digits = net.replace(".", "")
    system = digits[-14:-2]
    return ".".join(system[i : i + 4] for i in range(0, 12, 4)).lower()
