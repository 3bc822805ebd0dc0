"""Junos configurations as statement paths: `display set` or curly braces, groups applied, deactivated parts gone."""

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Final, TypeAlias

Path: TypeAlias = tuple[str, ...]
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|/\*.*?\*/|#[^\n]*|[{}\[\];]|[^\s{}\[\];"]+', re.DOTALL)
_WORDS: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\S+')


def junos_paths(text: str) -> list[Path]:
    """Return the active statements of ``text`` as word paths, groups applied, deactivated parts left out."""
    is_set = re.search(r"^(set|deactivate|delete|activate) \S", text, re.MULTILINE) is not None
    paths, inactive = _from_set(text) if is_set else _from_curly(text)
    live = [path for path in paths if not any(path[: len(mark)] == mark for mark in inactive)]
    return _apply_groups(live)


def _from_set(text: str) -> tuple[list[Path], set[Path]]:
    paths: dict[Path, None] = {}
    inactive: set[Path] = set()
    for raw in text.splitlines():
        words = tuple(_unquoted(w) for w in _WORDS.findall(raw))
        match words[:1]:
            case ("set",):
                paths[words[1:]] = None
            case ("deactivate",):
                inactive.add(words[1:])
            case ("activate",):
                inactive.discard(words[1:])
            case ("delete",):
                mark = words[1:]
                paths = {path: None for path in paths if path[: len(mark)] != mark}
            case _:
                pass
    return list(_without_lists(paths)), inactive


def _without_lists(paths: Sequence[Path] | dict[Path, None]) -> Iterator[Path]:
    for path in paths:
        if "[" in path:
            start, end = path.index("["), path.index("]") if "]" in path else len(path)
            for value in path[start + 1 : end]:
                yield (*path[:start], value)
        else:
            yield path


def _from_curly(text: str) -> tuple[list[Path], set[Path]]:
    paths: list[Path] = []
    inactive: set[Path] = set()
    stack: list[Path] = []
    words: list[str] = []
    for mark in _TOKEN.findall(text):
        if mark.startswith(("/*", "#")):
            continue
        if mark == "{":
            stack.append(_noted(stack, words, inactive))
            words = []
        elif mark == "}":
            if stack:
                stack.pop()
            words = []
        elif mark == ";":
            path = tuple(w for part in stack for w in part) + _noted(stack, words, inactive)
            paths.extend(_without_lists([path]))
            words = []
        else:
            words.append(_unquoted(mark))
    return paths, inactive


def _noted(stack: Sequence[Path], words: list[str], inactive: set[Path]) -> Path:
    """Return the words of a statement without its marks, and remember it when it is inactive."""
    marks = {"inactive:", "protect:", "replace:"}
    plain = tuple(w for w in words if w not in marks)
    if "inactive:" in words:
        inactive.add((*(w for part in stack for w in part), *plain))
    return plain


def _unquoted(word: str) -> str:
    return word[1:-1] if len(word) > 1 and word[0] == word[-1] == '"' else word


def _apply_groups(paths: list[Path]) -> list[Path]:
    groups: dict[str, list[Path]] = {}
    for path in paths:
        if path[:1] == ("groups",) and len(path) > 2:
            groups.setdefault(path[1], []).append(path[2:])
    own = [path for path in paths if path[:1] != ("groups",) and "apply-groups" not in path]
    inherited: list[Path] = []
    for path in paths:
        if "apply-groups" not in path or path[:1] == ("groups",):
            continue
        at = path.index("apply-groups")
        for name in path[at + 1 :]:
            inherited += _inherit(groups.get(name, ()), path[:at], own)
    return list(dict.fromkeys([*own, *inherited]))


def _inherit(statements: Sequence[Path], where: Path, own: Sequence[Path]) -> Iterator[Path]:
    """Yield the statements of a group that fall below ``where``, wildcards filled in from the configuration itself."""
    for statement in statements:
        if not _fits(statement[: len(where)], where):
            continue
        tail = statement[len(where) :]
        wild = [i for i, word in enumerate(statement) if word.startswith("<") and word.endswith(">")]
        last = wild[-1] + 1 if wild else 0
        if last <= len(where):
            yield (*where, *tail)
            continue
        heads = {path[:last] for path in own if len(path) >= last and path[: len(where)] == where}
        for head in sorted(heads):
            if _fits(statement[:last], head):
                yield (*head, *statement[last:])


def _fits(pattern: Path, path: Path) -> bool:
    return len(pattern) == len(path) and all(
        fnmatchcase(word, mark[1:-1]) if mark.startswith("<") and mark.endswith(">") else mark == word
        for mark, word in zip(pattern, path, strict=True)
    )
