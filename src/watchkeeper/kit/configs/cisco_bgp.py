"""Read ``router bgp`` of IOS, IOS XE, NX-OS, EOS and FRR: flat or nested neighbours, groups and templates."""

from collections.abc import Sequence
from typing import Final

from watchkeeper.kit.configs.addresses import as_number, is_address, network
from watchkeeper.kit.configs.draft import Draft
from watchkeeper.kit.configs.lines import Line
from watchkeeper.kit.configs.model import DEFAULT_VRF, BgpNeighbour, BgpRange

_Words = tuple[str, ...]
_GROUPING: Final = (("peer-group",), ("peer", "group"), ("inherit", "peer-session"), ("inherit", "peer"))
_Key = tuple[str, str]  # (VRF, neighbour or group)


class _Process:
    """Statements of one BGP process, by (VRF, neighbour), before groups are resolved."""

    def __init__(self) -> None:
        self.statements: dict[_Key, list[_Words]] = {}
        self.families: dict[_Key, dict[str, bool]] = {}
        self.templates: dict[str, list[_Words]] = {}

    def add(self, vrf: str, name: str, words: _Words) -> None:
        self.statements.setdefault((vrf, name), []).append(words)

    def inherited(self, vrf: str, name: str, depth: int = 0) -> list[_Words]:
        """Return the statements of ``name`` and, after them, those of its groups."""
        own = self.statements.get((vrf, name), []) + (self.templates.get(name, []) if depth else [])
        own = own or (self.statements.get((DEFAULT_VRF, name), []) if depth else own)
        found = list(own)
        if depth < 4:
            for group in _groups(own):
                found += self.inherited(vrf, group, depth + 1)
        return found

    def active(self, vrf: str, name: str) -> tuple[str, ...]:
        """Return the families in which ``name`` or its group is activated."""
        merged: dict[str, bool] = {}
        for group in (*_groups(self.statements.get((vrf, name), [])), name):
            for where in (DEFAULT_VRF, vrf):
                merged |= self.families.get((where, group), {})
        return tuple(family for family, on in merged.items() if on)


def read_bgp(draft: Draft, line: Line) -> None:
    """Add the neighbours below ``router bgp AS [vrf NAME]`` to ``draft``."""
    process = _Process()
    vrf = line.words[line.words.index("vrf") + 1] if "vrf" in line.words[:-1] else DEFAULT_VRF
    asn = as_number(line.words[2]) if len(line.words) > 2 else None
    if asn is None:
        draft.problem(f"line {line.number}: 'router bgp' names no autonomous system")
        return
    draft.autonomous_systems[vrf] = asn
    _block(draft, process, line.children, vrf, "")
    for name, statements in process.templates.items():
        process.statements.setdefault((DEFAULT_VRF, name), statements)
    for where, name in process.statements:
        if name in process.templates:
            continue
        neighbour = _neighbour(process, where, name, draft.autonomous_systems.get(where, asn))
        if neighbour is not None:
            draft.neighbours.append(neighbour)


def _block(  # noqa: C901 - one arm a statement
    draft: Draft, process: _Process, lines: Sequence[Line], vrf: str, family: str
) -> None:
    for line in lines:
        match line.words:
            case ("bgp", "router-id", value, *_) | ("router-id", value, *_):
                draft.router_ids[vrf] = value
            case ("bgp", "cluster-id", *_) | ("cluster-id", *_):
                draft.reflects = True
            case ("vrf", name, *_):
                _block(draft, process, line.children, name, family)
            case ("address-family", *words):
                where = words[words.index("vrf") + 1] if "vrf" in words[:-1] else vrf
                _block(draft, process, line.children, where, " ".join(w for w in words if w not in {"vrf", where}))
            case ("local-as", value, *_) if vrf != DEFAULT_VRF and as_number(value) is not None:
                draft.autonomous_systems[vrf] = as_number(value) or 0
            case ("template", _, name, *_):
                process.templates[name] = [child.words for child in line.children]
            case ("bgp", "listen", "range", prefix, *rest):
                _range(draft, process, prefix, tuple(rest), vrf)
            case ("no", "neighbor", name, "activate", *_):
                process.families.setdefault((vrf, name), {})[family or "ipv4"] = False
            case ("neighbor", name, *rest):
                _statement(draft, process, line, vrf, family, name, tuple(rest))
            case _:
                pass


def _statement(draft: Draft, process: _Process, line: Line, vrf: str, family: str, name: str, rest: _Words) -> None:
    if rest[:1] == ("activate",):
        process.families.setdefault((vrf, name), {})[family or "ipv4"] = True
        return
    if "/" in name and network(name) is not None and (line.children or rest[:1] != ("interface",)):
        _nested_range(draft, line, name, vrf, rest)
        return
    process.add(vrf, name, rest)
    for child in line.children:
        if child.starts("address-family"):
            process.families.setdefault((vrf, name), {})[" ".join(child.words[1:])] = True
            for deeper in child.children:
                process.add(vrf, name, deeper.words)
        else:
            process.add(vrf, name, child.words)


def _range(draft: Draft, process: _Process, prefix: str, rest: _Words, vrf: str) -> None:
    net = network(prefix)
    if net is None:
        return
    remote = as_number(_value([rest], ("remote-as",)))
    for mark in (("peer-group",), ("peer", "group")):
        group = _value([rest], mark) or _after(rest, mark)
        if remote is None and group:
            remote = as_number(_value(process.inherited(vrf, group), ("remote-as",)))
    draft.ranges.append(BgpRange(net, vrf, remote))


def _nested_range(draft: Draft, line: Line, prefix: str, vrf: str, rest: _Words) -> None:
    net = network(prefix)
    if net is not None:
        remote = as_number(_value([rest, *(c.words for c in line.children)], ("remote-as",)))
        draft.ranges.append(BgpRange(net, vrf, remote))


def _groups(statements: Sequence[_Words]) -> list[str]:
    found: list[str] = []
    for words in statements:
        found += [words[len(mark)] for mark in _GROUPING if words[: len(mark)] == mark and len(words) > len(mark)]
        if words[:1] == ("interface",):
            group = _after(words, ("peer-group",))
            found += [group] if group else []
    return found


def _after(words: _Words, mark: _Words) -> str:
    for i in range(len(words) - len(mark)):
        if words[i : i + len(mark)] == mark:
            return words[i + len(mark)]
    return ""


def _value(statements: Sequence[_Words], mark: _Words) -> str:
    for words in statements:
        if words[: len(mark)] == mark and len(words) > len(mark):
            return words[len(mark)]
    return ""


def _neighbour(process: _Process, vrf: str, name: str, own_as: int) -> BgpNeighbour | None:
    own = process.statements[vrf, name]
    statements = process.inherited(vrf, name)
    unnumbered = any(words[:1] == ("interface",) for words in own)
    if not unnumbered and not is_address(name):
        return None
    inline = next((_after(words, ("remote-as",)) for words in statements if "remote-as" in words[:-1]), "")
    remote_text = _value(statements, ("remote-as",)) or inline
    if not remote_text and not unnumbered:
        return None
    local_text = _value(statements, ("local-as",))
    local_as = as_number(local_text) if local_text else None
    remote = as_number(remote_text)
    return BgpNeighbour(
        address="" if unnumbered else name.split("%", maxsplit=1)[0],
        vrf=vrf,
        interface=name if unnumbered else (name.partition("%")[2] or None),
        remote_as=own_as if remote_text == "internal" else remote,
        kind=_kind(remote_text, remote, local_as or own_as),
        local_as=local_as or own_as,
        local_address=_value(statements, ("update-source",)) or None,
        families=process.active(vrf, name),
        route_reflector_client=any(words[:1] == ("route-reflector-client",) for words in statements),
        enabled=not any(words[:1] == ("shutdown",) for words in statements),
        description=" ".join(next((w[1:] for w in own if w[:1] == ("description",)), ())),
    )


def _kind(remote_text: str, remote: int | None, own_as: int) -> str:
    if remote is not None:
        return "ibgp" if remote == own_as else "ebgp"
    return {"internal": "ibgp", "external": "ebgp"}.get(remote_text, "")
