"""Refuse source files that have grown beyond one idea: 500 lines, 250 for a component of the web interface."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CEILINGS = {".py": 500, ".ts": 500, ".tsx": 250}
GENERATED = ("web/src/api/generated.ts", "src/watchkeeper/core/migrations/versions/")


@dataclass(frozen=True, slots=True)
class Oversized:
    """A file above its ceiling."""

    path: str
    lines: int
    ceiling: int


def source_files(root: Path) -> list[str]:
    """Return the files that git knows or would add, relative to ``root``."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    return sorted(set(filter(None, listed.stdout.split("\0"))))


def oversized(root: Path, paths: list[str]) -> Iterator[Oversized]:
    """Yield the files among ``paths`` that are above the ceiling of their kind; generated ones are not looked at."""
    for path in paths:
        ceiling = CEILINGS.get(Path(path).suffix)
        file = root / path
        if ceiling is None or path.startswith(GENERATED) or not file.is_file():
            continue
        lines = file.read_text(encoding="utf-8").count("\n")
        if lines > ceiling:
            yield Oversized(path, lines, ceiling)


def main() -> int:
    """Print what is too long and return 1, or 0 when nothing is."""
    found = list(oversized(ROOT, source_files(ROOT)))
    for file in found:
        print(f"{file.path}: {file.lines} lines, at most {file.ceiling} are allowed. Split it by idea.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
