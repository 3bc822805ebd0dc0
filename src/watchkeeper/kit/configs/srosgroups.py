"""SR OS configuration groups: what ``apply-groups`` inherits, written out before what is configured in place.

A name in a group may be a regular expression in angle brackets, ``interface "<to-.*>"``: it stands for what is
configured and matches. What is configured in place wins, and so do the groups that are listed first (Nokia, "MD-CLI
User Guide", configuration groups).
"""

import re
from collections.abc import Sequence

from watchkeeper.kit.configs.paths import Path

_MARK = "apply-groups"


def written_out(paths: Sequence[Path]) -> list[Path]:
    """Return the statements with what their groups add in front, and without the groups themselves."""
    groups: dict[str, list[Path]] = {}
    for path in paths:
        if path[:2] == ("groups", "group") and len(path) > 3:
            groups.setdefault(path[2], []).append(path[3:])
    own = [path for path in paths if path[:1] != ("groups",)]
    if not groups:
        return own
    applied = [(path[: path.index(_MARK)], path[-1]) for path in own if _MARK in path[:-1]]
    inherited = [
        said for above, name in reversed(applied) for path in groups.get(name, []) for said in _said(path, above, own)
    ]
    return [*dict.fromkeys(inherited), *(path for path in own if _MARK not in path)]


def _said(path: Path, above: Path, own: Sequence[Path]) -> list[Path]:
    """Return what one statement of a group says below ``above``: once for each thing that its names match."""
    last = max((i for i, word in enumerate(path) if _is_pattern(word)), default=-1)
    if last < 0:
        return [path] if path[: len(above)] == above else []
    heads = dict.fromkeys(one[: last + 1] for one in own if len(one) > last)
    return [
        head + path[last + 1 :]
        for head in heads
        if head[: len(above)] == above[: last + 1] and all(map(_fits, path, head))
    ]


def _is_pattern(word: str) -> bool:
    return len(word) > 2 and word.startswith("<") and word.endswith(">")


def _fits(pattern: str, word: str) -> bool:
    if not _is_pattern(pattern):
        return pattern == word
    try:
        return re.fullmatch(pattern[1:-1], word) is not None
    except re.error:
        return False
