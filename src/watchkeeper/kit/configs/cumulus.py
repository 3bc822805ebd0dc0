"""Read Cumulus Linux in each of its forms: files (ifupdown2 and FRR), NCLU commands, NVUE commands and YAML.

NCLU and NVUE are front ends to the same two programs; their statements are written out in FRR's language and read as
such, so that a neighbour means the same in every form.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

import yaml

from watchkeeper.kit.configs.cisco import read_into
from watchkeeper.kit.configs.draft import Draft
from watchkeeper.kit.configs.ifupdown import expand, read_stanzas
from watchkeeper.kit.configs.model import DEFAULT_VRF, DeviceConfig
from watchkeeper.kit.configs.names import port_of
from watchkeeper.kit.configs.paths import Path, words_of


def read_cumulus(text: str, platform: str = "cumulus") -> DeviceConfig:
    """Return the facts of a Cumulus configuration."""
    draft = Draft(platform=platform)
    if re.search(r"^net (add|del|commit)\b", text, re.MULTILINE):
        _nclu(draft, [words_of(line)[2:] for line in text.splitlines() if line.startswith("net add ")])
    elif re.search(r"^nv set ", text, re.MULTILINE):
        _nvue(draft, [words_of(line)[2:] for line in text.splitlines() if line.startswith("nv set ")])
    elif re.search(r"^-?\s*set:\s*$", text, re.MULTILINE) or text.lstrip().startswith("["):
        _nvue(draft, list(_yaml_paths(text)))
    else:
        draft.hostname = _first_line(text)
        read_stanzas(draft, text)
        read_into(draft, text, "frr")
    return draft.close()


def _first_line(text: str) -> str:
    """Return the host name that stands alone on the first line when files are strung together."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if re.fullmatch(r"[A-Za-z][\w.-]*", line) else ""


class _Frr:
    """Statements in FRR's language, by block."""

    def __init__(self) -> None:
        self.blocks: dict[str, list[str]] = defaultdict(list)
        self.systems: dict[str, str] = {}
        self.bgp: dict[str, list[str]] = defaultdict(list)
        self.families: dict[tuple[str, str], list[str]] = defaultdict(list)

    def text(self) -> str:
        lines: list[str] = []
        for head, body in self.blocks.items():
            lines += [head, *(f" {line}" for line in body)]
        for vrf, body in self.bgp.items():
            number = self.systems.get(vrf) or self.systems.get(DEFAULT_VRF, "")
            lines += [
                f"router bgp {number}" + (f" vrf {vrf}" if vrf != DEFAULT_VRF else ""),
                *(f" {line}" for line in body),
            ]
            for (where, family), inside in self.families.items():
                if where == vrf:
                    lines += [f" address-family {family}", *(f"  {line}" for line in inside)]
        return "\n".join(lines)


def _nclu(draft: Draft, paths: list[Path]) -> None:
    frr = _Frr()
    for path in paths:
        match path:
            case ("hostname", name, *_):
                draft.hostname = name
            case ("interface" | "bond" | "loopback" | "bridge" as kind, names, *rest):
                for name in expand(names):
                    _nclu_interface(draft, frr, "bond" if kind == "bond" else "", name, tuple(rest))
            case ("vlan", number, *rest):
                _nclu_interface(draft, frr, "vlan", f"vlan{number}", tuple(rest))
            case ("vrf", name, *_):
                draft.vrfs.append(name)
            case ("bgp", "vrf", vrf, *rest):
                _nclu_bgp(frr, vrf, tuple(rest))
            case ("bgp", *rest):
                _nclu_bgp(frr, DEFAULT_VRF, tuple(rest))
            case ("ospf", *rest):
                frr.blocks["router ospf"].append(" ".join(rest).replace("router-id", "ospf router-id", 1))
            case _:
                pass
    read_into(draft, frr.text(), "frr")


def _nclu_interface(draft: Draft, frr: _Frr, kind: str, name: str, rest: Path) -> None:
    _known(draft, name)
    if kind:
        draft.interface(name, kind="bundle" if kind == "bond" else "logical")
    match rest:
        case ("ip" | "ipv6", "address", address, *_):
            draft.address(name, address)
        case ("alias", *words):
            draft.interface(name, description=" ".join(words))
        case ("bond", "slaves", members, *_):
            for member in expand(members):
                draft.interface(member, bundle=name)
        case ("vrf", vrf, *_):
            draft.interface(name, vrf=vrf)
        case ("ip", "address-virtual", _, address, *_):
            draft.address(name, address, "virtual")
        case ("bridge", "access", vlan, *_) if vlan.isdigit():
            draft.interface(name, access_vlan=int(vlan))
        case ("ospf", *words):
            frr.blocks[f"interface {name}"].append(f"ip ospf {' '.join(words)}")
        case _:
            pass


def _nclu_bgp(frr: _Frr, vrf: str, rest: Path) -> None:
    match rest:
        case ("autonomous-system", number, *_):
            frr.systems[vrf] = number
            frr.bgp[vrf]
        case ("router-id", value, *_):
            frr.bgp[vrf].append(f"bgp router-id {value}")
        case ("ipv4" | "ipv6" | "l2vpn" as family, safi, *words):
            frr.families[vrf, f"{family} {safi}"].append(" ".join(words))
        case ("neighbor", *words):
            frr.bgp[vrf].append(f"neighbor {' '.join(words)}")
        case _:
            pass


def _known(draft: Draft, name: str) -> None:
    parent = port_of(name)
    draft.interface(name, parent=parent if parent != name else None)


def _yaml_paths(text: str) -> Iterator[Path]:
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(f"the YAML of NVUE cannot be read: {error}") from error
    for part in document if isinstance(document, list) else [document]:
        if isinstance(part, dict) and "set" in part:
            yield from _flat(part["set"], ())


def _flat(value: object, above: Path) -> Iterator[Path]:
    if isinstance(value, dict) and value:
        for key, inside in value.items():
            yield from _flat(inside, (*above, str(key)))
    elif isinstance(value, list):
        for item in value:
            yield from _flat(item, above)
    elif value is None or value == {}:
        yield above
    else:
        yield (*above, str(value))


def _nvue(draft: Draft, paths: list[Path]) -> None:  # noqa: C901, PLR0912 - one arm a statement
    frr = _Frr()
    unnumbered = {
        p[5]
        for p in paths
        if p[:1] == ("vrf",) and p[2:5] == ("router", "bgp", "neighbor") and p[6:] == ("type", "unnumbered")
    }
    for path in paths:
        match path:
            case ("system", "hostname", name, *_):
                draft.hostname = name
            case ("interface", names, *rest):
                for name in expand(names):
                    _nvue_interface(draft, frr, name, tuple(rest))
            case ("router", "bgp", "autonomous-system", number, *_):
                frr.systems[DEFAULT_VRF] = number
            case ("router", "bgp", "router-id", value, *_):
                frr.bgp[DEFAULT_VRF].append(f"bgp router-id {value}")
            case ("vrf", vrf, "router", "bgp", *rest):
                _nvue_bgp(frr, vrf, tuple(rest), unnumbered)
            case ("vrf", vrf, "router", "ospf", "router-id", value, *_):
                frr.blocks["router ospf" + (f" vrf {vrf}" if vrf != DEFAULT_VRF else "")].append(
                    f"ospf router-id {value}"
                )
            case ("vrf", vrf, "router", "ospf", "area", area, "network", prefix, *_):
                head = "router ospf" + (f" vrf {vrf}" if vrf != DEFAULT_VRF else "")
                frr.blocks[head].append(f"network {prefix} area {area}")
            case ("router", "ospf", "router-id", value, *_):
                frr.blocks["router ospf"].append(f"ospf router-id {value}")
            case ("vrf", vrf, "loopback", "ip", "address", address, *_):
                draft.interface(vrf, kind="loopback", vrf=vrf)
                draft.address(vrf, address)
            case _:
                pass

        if path[:1] == ("vrf",) and len(path) > 1 and path[1] != DEFAULT_VRF:
            draft.vrfs.append(path[1])
    read_into(draft, frr.text(), "frr")


def _nvue_interface(draft: Draft, frr: _Frr, name: str, rest: Path) -> None:  # noqa: C901, PLR0912 - one arm a statement
    _known(draft, name)
    match rest:
        case ("ip", "address", address, *_):
            draft.address(name, address)
        case ("ip", "vrf", vrf, *_):
            draft.interface(name, vrf=vrf)
        case ("ip", "vrr", "address", address, *_):
            draft.address(name, address, "virtual")
        case ("description", *words):
            draft.interface(name, description=" ".join(words))
        case ("bond", "member", members, *_):
            draft.interface(name, kind="bundle")
            for member in expand(members):
                draft.interface(member, bundle=name)
        case ("type", "svi", *_):
            draft.interface(name, kind="logical")
        case ("link", "state", "down", *_):
            draft.interface(name, enabled=False)
        case ("bridge", "domain", _, "access", vlan, *_) if vlan.isdigit():
            draft.interface(name, access_vlan=int(vlan))
        case ("router", "ospf", "area", area, *_):
            frr.blocks[f"interface {name}"].append(f"ip ospf area {area}")
        case ("router", "ospf", "cost", cost, *_):
            frr.blocks[f"interface {name}"].append(f"ip ospf cost {cost}")
        case ("router", "ospf", "network-type", "point-to-point", *_):
            frr.blocks[f"interface {name}"].append("ip ospf network point-to-point")
        case _:
            pass


def _nvue_bgp(  # noqa: C901, PLR0912 - one arm a statement
    frr: _Frr, vrf: str, rest: Path, unnumbered: set[str]
) -> None:
    match rest:
        case ("autonomous-system", number, *_):
            frr.systems[vrf] = number
        case ("router-id", value, *_):
            frr.bgp[vrf].append(f"bgp router-id {value}")
        case ("peer-group", group, "remote-as", value, *_):
            frr.bgp[vrf] += [f"neighbor {group} peer-group", f"neighbor {group} remote-as {value}"]
        case ("peer-group" | "neighbor", name, "address-family", family, "enable", "on" | "true" | "True", *_):
            frr.families[vrf, family.replace("-", " ", 1)].append(f"neighbor {name} activate")
        case ("neighbor", name, "remote-as", value, *_):
            frr.bgp[vrf].append(f"neighbor {name}{' interface' if name in unnumbered else ''} remote-as {value}")
        case ("neighbor", name, "peer-group", group, *_):
            frr.bgp[vrf].append(f"neighbor {name}{' interface' if name in unnumbered else ''} peer-group {group}")
        case ("neighbor", name, "shutdown", "on" | "True", *_) | ("neighbor", name, "enable", "off" | "False", *_):
            frr.bgp[vrf].append(f"neighbor {name} shutdown")
        case ("dynamic-neighbor", "listen-range", prefix, "peer-group", group, *_):
            frr.bgp[vrf].append(f"bgp listen range {prefix} peer-group {group}")
        case ("peer-group", group, "update-source" | "description" as what, *words):
            frr.bgp[vrf].append(f"neighbor {group} {what} {' '.join(words)}")
        case ("neighbor", name, "local-as", "asn", value, *_):
            frr.bgp[vrf].append(f"neighbor {name} local-as {value}")
        case ("neighbor", name, "update-source", value, *_):
            frr.bgp[vrf].append(f"neighbor {name} update-source {value}")
        case ("neighbor", name, "description", *words):
            frr.bgp[vrf].append(f"neighbor {name} description {' '.join(words)}")
        case _:
            pass
