"""Read Junos BGP: what a neighbour does not say, its group says, and then the protocol."""

from collections.abc import Sequence

from watchkeeper.kit.configs.addresses import as_number, is_address, network
from watchkeeper.kit.configs.draft import Draft
from watchkeeper.kit.configs.junos_paths import Path
from watchkeeper.kit.configs.model import BgpNeighbour, BgpRange


def read_junos_bgp(draft: Draft, paths: Sequence[Path], vrf: str) -> None:
    """Add the neighbours of ``protocols bgp`` among ``paths``, which belong to routing instance ``vrf``."""
    top: list[Path] = []
    groups: dict[str, list[Path]] = {}
    neighbours: dict[tuple[str, str], list[Path]] = {}
    for path in paths:
        if path[:2] != ("protocols", "bgp"):
            continue
        match path[2:]:
            case ("group", group, "neighbor", address, *rest):
                groups.setdefault(group, [])
                neighbours.setdefault((group, address), []).append(tuple(rest))
            case ("group", group, "allow" | "dynamic-neighbor", *rest):
                _allowed(draft, tuple(rest), vrf)
            case ("group", group, *rest):
                groups.setdefault(group, []).append(tuple(rest))
            case rest:
                top.append(tuple(rest))
    for (group, address), own in neighbours.items():
        neighbour = _neighbour(draft, address, vrf, (own, groups[group], top))
        if neighbour is not None:
            draft.neighbours.append(neighbour)
    draft.reflects |= any(_first(level, "cluster") for level in (top, *groups.values(), *neighbours.values()))


def _allowed(draft: Draft, rest: Path, vrf: str) -> None:
    for word in rest:
        net = network(word) if "/" in word else None
        if net is not None:
            draft.ranges.append(BgpRange(net, vrf))


def _first(level: Sequence[Path], *mark: str) -> str:
    for path in level:
        if path[: len(mark)] == mark and len(path) > len(mark):
            return path[len(mark)]
    return ""


def _inherited(levels: Sequence[Sequence[Path]], *mark: str) -> str:
    return next((value for level in levels if (value := _first(level, *mark))), "")


def _neighbour(draft: Draft, address: str, vrf: str, levels: Sequence[Sequence[Path]]) -> BgpNeighbour | None:
    if not is_address(address):
        draft.problem(f"BGP neighbour {address!r} is no address")
        return None
    local_as = as_number(_inherited(levels, "local-as")) or draft.autonomous_systems.get(vrf)
    local_as = local_as or draft.autonomous_systems.get("default")
    remote = as_number(_inherited(levels, "peer-as"))
    kind = {"internal": "ibgp", "external": "ebgp"}.get(_inherited(levels, "type"), "")
    if remote is None and kind == "ibgp":
        remote = local_as
    if not kind and remote is not None:
        kind = "ibgp" if remote == local_as else "ebgp"
    families = next((found for level in levels if (found := _families(level))), ())
    return BgpNeighbour(
        address=address.split("%", maxsplit=1)[0],
        vrf=vrf,
        interface=_inherited(levels, "local-interface") or None,
        remote_as=remote,
        kind=kind,
        local_as=local_as,
        local_address=_inherited(levels, "local-address") or None,
        families=families,
        route_reflector_client=bool(_inherited(levels, "cluster")) and kind == "ibgp",
        enabled=not any(path[:1] == ("shutdown",) for level in levels for path in level),
        description=_first(levels[0], "description"),
    )


def _families(level: Sequence[Path]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(path[1:3]) for path in level if path[:1] == ("family",)))
