"""Check the documents: links lead somewhere, commands exist, decision records have their parts."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DECISION_PARTS = ("## Context", "## Decision", "## Consequences")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_COMMAND = re.compile(r"(?:^|`)(?:\$ )?(?:\.venv/bin/)?(wk(?: [a-z][a-z-]*)*)", re.MULTILINE)
_MAKE = re.compile(r"`make ([a-z-]+)")


def documents(root: Path) -> list[Path]:
    """Return every Markdown file that users read."""
    top = (path for path in (root / "README.md", root / "CHANGELOG.md") if path.is_file())
    return [*top, *sorted((root / "docs").rglob("*.md"))]


def broken_links(root: Path, path: Path) -> Iterator[str]:
    """Yield relative links of ``path`` that lead nowhere."""
    for target in _LINK.findall(path.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target) or target.startswith("#"):
            continue
        if not (path.parent / target.partition("#")[0]).exists():
            yield f"{path.relative_to(root)}: the link to {target} leads nowhere"


def unknown_commands(root: Path, path: Path) -> Iterator[str]:
    """Yield ``wk`` commands and make targets that ``path`` mentions in code and that do not exist."""
    from watchkeeper.faces.cli.commands import COMMANDS

    text = path.read_text(encoding="utf-8")
    code = "\n".join(_code(text))
    for mention in sorted(set(_COMMAND.findall(code))):
        words = mention.split()[1:]
        if not words:
            continue
        entry = COMMANDS.get(words[0])
        if entry is None:
            yield f"{path.relative_to(root)}: there is no command `{mention}`"
            continue
        children = getattr(entry.load(words[0]), "commands", None)
        if children and len(words) > 1 and words[1] not in children:
            yield f"{path.relative_to(root)}: there is no command `wk {words[0]} {words[1]}`"
    targets = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for target in sorted(set(_MAKE.findall(text)) - targets):
        yield f"{path.relative_to(root)}: there is no `make {target}`"


def _code(text: str) -> list[str]:
    return [block or span for block, span in re.findall(r"```[a-z]*\n(.*?)```|(`[^`\n]+`)", text, re.DOTALL)]


def poor_decisions(root: Path) -> Iterator[str]:
    """Yield decision records without their parts, and numbers that are used twice."""
    seen: dict[str, str] = {}
    for path in sorted((root / "docs" / "decisions").glob("[0-9]*.md")):
        number = path.name[:4]
        if number in seen:
            yield f"{path.relative_to(root)}: {number} is taken by {seen[number]}"
        seen[number] = path.name
        text = path.read_text(encoding="utf-8")
        for part in DECISION_PARTS:
            if part not in text:
                yield f"{path.relative_to(root)}: it has no part {part!r}"


def main() -> int:
    """Print every complaint and return 1, or 0 when there is none."""
    complaints = list(poor_decisions(ROOT))
    for path in documents(ROOT):
        complaints.extend(broken_links(ROOT, path))
        if path.name != "CHANGELOG.md":
            complaints.extend(unknown_commands(ROOT, path))
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
