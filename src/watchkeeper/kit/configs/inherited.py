"""IOS XR's configuration groups: what ``apply-group`` inherits, written out where it applies.

A group holds lines as they would stand at the top; names in quotes are regular expressions, which match the whole name
of something that is configured. What stands in place itself wins over what is inherited, and the group that is applied
nearer over the one that is applied further out (Cisco, "Flexible Command Line Interface").
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from watchkeeper.kit.configs.lines import Line


def written_out(lines: Sequence[Line]) -> list[Line]:
    """Return ``lines`` with their groups applied, and without the groups."""
    groups = {line.words[1]: line.children for line in lines if line.starts("group") and len(line.words) > 1}
    rest = [line for line in lines if not line.starts("group") and line.words != ("end-group",)]
    return _applied(rest, groups, [], ()) if groups else rest


def _applied(
    lines: Sequence[Line], groups: Mapping[str, list[Line]], inherited: Sequence[Line], path: tuple[Line, ...]
) -> list[Line]:
    applied: list[Line] = []
    for line in lines:
        for name in line.words[1:] if line.starts("apply-group") else ():
            applied += _at(groups.get(name, []), path)
    known = [*applied, *inherited]
    own = [line for line in lines if not line.starts("apply-group")]
    stand = {line.text for line in own}
    new = [line for line in known if "'" not in line.text and line.text not in stand]
    found = []
    for line in (*_first_of_each(new), *own):
        below = [child for other in known if _fits(other, line) for child in other.children]
        mine = line.children if line in own else []
        found.append(replace(line, children=_applied(mine, groups, below, (*path, line))))
    return found


def _first_of_each(lines: Sequence[Line]) -> list[Line]:
    """Return each line once; what comes last wins in a reader, so the nearest group's line is put last."""
    return list({line.text: line for line in reversed(lines)}.values())


def _at(lines: Sequence[Line], path: Sequence[Line]) -> list[Line]:
    """Return the lines of a group that stand where ``path`` leads."""
    for place in path:
        lines = [child for line in lines if _fits(line, place) for child in line.children]
    return list(lines)


def _fits(pattern: Line, line: Line) -> bool:
    if len(pattern.words) != len(line.words):
        return False
    return all(_same(a, b) for a, b in zip(pattern.words, line.words, strict=True))


def _same(pattern: str, word: str) -> bool:
    if len(pattern) < 2 or not pattern.startswith("'") or not pattern.endswith("'"):
        return pattern == word
    try:
        return re.fullmatch(pattern[1:-1], word) is not None
    except re.error:
        return False
