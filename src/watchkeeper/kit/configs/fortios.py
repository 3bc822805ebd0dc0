"""Read FortiOS: ``config`` and ``edit`` open contexts, ``set`` states, ``next`` and ``end`` close."""

from collections import defaultdict
from collections.abc import Iterator

from watchkeeper.kit.configs.addresses import as_number, is_address, with_length
from watchkeeper.kit.configs.draft import Draft
from watchkeeper.kit.configs.model import DEFAULT_VRF, BgpNeighbour, DeviceConfig
from watchkeeper.kit.configs.paths import Path, words_of


def read_fortios(text: str, platform: str = "fortios") -> DeviceConfig:
    """Return the facts of a FortiOS configuration."""
    draft = Draft(platform=platform)
    facts: dict[str, dict[str, Path]] = defaultdict(dict)
    for path in _paths(text):
        match path:
            case ("system global", "hostname", name, *_):
                draft.hostname = name
            case ("system interface", name, *rest):
                _interface(draft, name, tuple(rest))
            case ("router bgp", "as", number, *_):
                draft.autonomous_systems[DEFAULT_VRF] = as_number(number) or 0
            case ("router bgp" | "router ospf", "router-id", value, *_):
                draft.router_ids.setdefault(DEFAULT_VRF, value)
            case ("router bgp", "neighbor", address, key, *values):
                facts[address][key] = tuple(values)
            case ("router ospf", "ospf-interface", _, "interface", name, *_):
                draft.circuit(name, "ospf")
            case _:
                pass
    draft.neighbours += [_neighbour(draft, address, own) for address, own in facts.items() if is_address(address)]
    return draft.close()


def _paths(text: str) -> Iterator[Path]:
    stack: list[str] = []
    for raw in text.splitlines():
        words = words_of(raw.strip())
        match words[:1]:
            case ("config",):
                stack.append(" ".join(words[1:]))
            case ("edit",):
                stack.append(words[1] if len(words) > 1 else "")
            case ("next",) | ("end",):
                stack = stack[:-1]
            case ("set",):
                yield (*stack, *words[1:])
            case _:
                pass


def _interface(draft: Draft, name: str, rest: Path) -> None:  # noqa: C901 - one arm a statement
    draft.interface(name)
    match rest:
        case ("ip", *words):
            text = with_length(tuple(words))
            if text is not None and not text.startswith("0.0.0.0"):  # noqa: S104  # nosec B104  # how FortiOS writes "none"
                draft.address(name, text)
        case ("alias" | "description", *words):
            draft.interface(name, description=" ".join(words))
        case ("interface", parent, *_):
            draft.interface(name, parent=parent)
        case ("type", "loopback", *_):
            draft.interface(name, kind="loopback")
        case ("type", "aggregate", *_):
            draft.interface(name, kind="bundle")
        case ("type", "tunnel", *_):
            draft.interface(name, kind="overlay")
        case ("member", *members):
            for member in members:
                draft.interface(member, bundle=name)
        case ("status", "down"):
            draft.interface(name, enabled=False)
        case ("dedicated-to", "management", *_):
            draft.interface(name, kind="management")
        case _:
            pass


def _neighbour(draft: Draft, address: str, own: dict[str, Path]) -> BgpNeighbour:
    mine = draft.autonomous_systems.get(DEFAULT_VRF)
    remote = as_number("".join(own.get("remote-as", ())))
    return BgpNeighbour(
        address=address,
        remote_as=remote,
        kind="" if remote is None else "ibgp" if remote == mine else "ebgp",
        local_as=mine,
        local_address="".join(own.get("update-source", ())) or None,
        route_reflector_client=own.get("route-reflector-client") == ("enable",),
        enabled=own.get("shutdown") != ("enable",),
        description=" ".join(own.get("description", ())),
    )
