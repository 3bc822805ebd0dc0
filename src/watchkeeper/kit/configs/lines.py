"""Configurations whose structure is their indentation: Cisco's family, EOS, FRR, SAOS 10."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

_BANNER: Final = re.compile(r"^banner\s+\S+\s*(?P<rest>.*)$")
_NOISE: Final = re.compile(
    r"^\s*(!|#|$|Building configuration|Current configuration|Last configuration|end\s*$|exit\s*$|exit-)"
)


@dataclass(slots=True)
class Line:
    """A line with the lines below it. ``number`` counts from 1."""

    number: int
    text: str
    words: tuple[str, ...]
    children: list["Line"] = field(default_factory=list)

    def starts(self, *words: str) -> bool:
        """Return whether the line begins with ``words``."""
        return self.words[: len(words)] == words

    def after(self, *words: str) -> tuple[str, ...] | None:
        """Return the words after ``words`` when the line begins with them."""
        return self.words[len(words) :] if self.starts(*words) else None

    def rest(self, count: int) -> str:
        """Return the text after the first ``count`` words, quotes removed."""
        parts = self.text.split(None, count)
        return parts[count].strip().strip('"') if len(parts) > count else ""

    def child(self, *words: str) -> "Line | None":
        """Return the first line below that begins with ``words``."""
        return next((line for line in self.children if line.starts(*words)), None)


def read_lines(text: str) -> list[Line]:
    """Return the top lines of ``text``; deeper indentation is below the line before it. Banners are left out."""
    top: list[Line] = []
    stack: list[tuple[int, Line]] = []
    for number, raw in _without_banners(text.splitlines()):
        if _NOISE.match(raw):
            continue
        expanded = raw.expandtabs(4)
        indent = len(expanded) - len(expanded.lstrip())
        line = Line(number, expanded.strip(), tuple(expanded.split()))
        while stack and stack[-1][0] >= indent:
            stack.pop()
        (stack[-1][1].children if stack else top).append(line)
        stack.append((indent, line))
    return top


def walk(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield every line, parents first."""
    for line in lines:
        yield line
        yield from walk(line.children)


def _without_banners(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    delimiter = ""
    for number, raw in enumerate(lines, 1):
        if delimiter:
            if delimiter in raw:
                delimiter = ""
            continue
        found = _BANNER.match(raw)
        if found is None:
            yield number, raw
            continue
        rest = found["rest"].strip()
        mark = "EOF" if not rest else (rest[:2] if rest.startswith("^") else rest[0])
        if mark not in rest[len(mark) :]:
            delimiter = mark
