"""Configurations as statement paths: nested words, whatever marks the nesting (braces, indentation, contexts)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from watchkeeper.kit.configs.lines import Line

Path: TypeAlias = tuple[str, ...]
_WORDS: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|\S+')


def words_of(text: str) -> Path:
    """Return the words of a statement, quotes removed."""
    return tuple(w[1:-1] if len(w) > 1 and w[0] == w[-1] and w[0] in "\"'" else w for w in _WORDS.findall(text))


def braced_paths(text: str) -> list[Path]:
    """Return the statements of a text whose blocks are braces and whose leaves end with the line (SR OS, VyOS)."""
    found: list[Path] = []
    stack: list[Path] = []
    for raw in text.splitlines():
        line = raw.split("#")[0].strip() if raw.lstrip().startswith("#") else raw.strip()
        if not line or line.startswith(("/*", "//")):
            continue
        if line.endswith("{"):
            block = words_of(line[:-1])
            found.append(_joined(stack, block))
            stack.append(block)
        elif line.startswith("}"):
            if stack:
                stack.pop()
        else:
            found += _lists(_joined(stack, words_of(line)))
    return found


def indented_paths(lines: Sequence[Line], above: Path = ()) -> Iterator[Path]:
    """Yield the statements of an indented text, each with the words of those above it."""
    for line in lines:
        path = above + words_of(line.text)
        yield path
        yield from indented_paths(line.children, path)


def _joined(stack: Sequence[Path], words: Path) -> Path:
    return tuple(word for part in stack for word in part) + words


def _lists(path: Path) -> list[Path]:
    """Write ``key [a b]`` out as ``key a`` and ``key b``."""
    opened = next((i for i, word in enumerate(path) if word.startswith("[")), None)
    if opened is None:
        return [path]
    values = [word.strip("[]").strip("\"',") for word in path[opened:]]
    return [(*path[:opened], value) for value in values if value]
