"""Read SAOS: flat statements of 6.x and 8.x, nested blocks of 10.x."""

from watchkeeper.kit.configs.draft import Draft
from watchkeeper.kit.configs.lines import read_lines
from watchkeeper.kit.configs.model import DeviceConfig
from watchkeeper.kit.configs.paths import Path, indented_paths, words_of


def read_saos(text: str, platform: str = "saos") -> DeviceConfig:
    """Return the facts of a SAOS configuration."""
    draft = Draft(platform=platform)
    if platform == "saos10":
        for path in indented_paths(read_lines(text)):
            _nested(draft, path)
    else:
        for line in text.splitlines():
            _flat(draft, words_of(line.strip()))
    return draft.close()


def _flat(draft: Draft, path: Path) -> None:  # noqa: C901, PLR0912 - one arm a statement
    match path:
        case ("system", "set", "host-name", name, *_):
            draft.hostname = name
        case ("port", "set", "port", ports, "description", *words):
            for port in _ports(ports):
                draft.interface(port, description=" ".join(words))
        case ("port", "disable", "port", ports, *_):
            for port in _ports(ports):
                draft.interface(port, enabled=False)
        case ("port", "set" | "enable", "port", ports, *_):
            for port in _ports(ports):
                draft.interface(port)
        case ("aggregation", "create", "agg", name, *_):
            draft.interface(name, kind="bundle")
        case ("aggregation", "add", "agg", name, "port", ports, *_):
            for port in _ports(ports):
                draft.interface(port, bundle=name)
        case ("interface", "create", "ip-interface", name, *rest):
            _ip_interface(draft, name, tuple(rest))
        case ("interface", "set", ("local" | "remote") as name, *rest):
            draft.interface(name, kind="management")
            _ip_interface(draft, name, tuple(rest))
        case _:
            pass


def _ip_interface(draft: Draft, name: str, rest: Path) -> None:
    if not draft.interface(name).kind:
        draft.interface(name, kind="logical")
    facts = dict(zip(rest[::2], rest[1::2], strict=False))
    address = facts.get("ip") or facts.get("ipv4-addr")
    if address is None:
        return
    mask = facts.get("mask") or facts.get("subnet")
    draft.address(name, address if "/" in address else f"{address}/{mask or 32}")


def _ports(text: str) -> list[str]:
    """Return the ports of a list such as ``1,3-5,1/2``."""
    found: list[str] = []
    for part in text.split(","):
        low, dash, high = part.partition("-")
        if dash and low.isdigit() and high.isdigit():
            found += [str(i) for i in range(int(low), int(high) + 1)]
        else:
            found.append(part)
    return found


def _nested(draft: Draft, path: Path) -> None:
    match path:
        case ("system", "config", "hostname", name, *_) | ("system", "hostname", name, *_) | ("hostname", name, *_):
            draft.hostname = name
        case ("logical-ports", "logical-port", name, *rest) | ("logical-port", name, *rest):
            draft.interface(name, kind="bundle" if "lag" in name.lower() or "agg" in name.lower() else "")
            if rest[:1] == ["description"]:
                draft.interface(name, description=" ".join(rest[1:]))
        case ("interfaces" | "oc-if:interfaces", "interface", name, *rest) | ("interface", name, *rest):
            _nested_interface(draft, name, tuple(rest))
        case _:
            pass


def _nested_interface(draft: Draft, name: str, rest: Path) -> None:
    draft.interface(name)
    plain = tuple(word for word in rest if word not in {"config", "ipv4", "addresses"})
    match plain:
        case ("description", *words):
            draft.interface(name, description=" ".join(words))
        case ("address", address, "prefix-length", length, *_):
            draft.address(name, f"{address}/{length}")
        case ("ip", "address" | "addr", address, *_) | ("address", address, *_) if "/" in address:
            draft.address(name, address)
        case ("underlay-binding", "config", port, *_) | ("stack", port, *_):
            draft.interface(name, parent=port)
        case _:
            pass
