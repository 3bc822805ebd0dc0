"""What is wrong with a platform file: every place at once, by the schema and by the loader, with line numbers."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml

from watchkeeper.estate.drivers.platforms.errors import PlatformError
from watchkeeper.estate.drivers.platforms.registry import PlatformRegistry, files_with, own_files

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

SCHEMA: Final = Path(__file__).parent / "schema.json"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to correct. ``line`` counts from 1; 0 where no line can be named."""

    line: int
    place: str
    problem: str


def registry_with(path: Path) -> PlatformRegistry:
    """Return all known platforms with ``path`` among them, in place of one of its name. Raises PlatformError."""
    return PlatformRegistry(files_with([*own_files(), path]))


def problems(path: Path) -> list[Problem]:
    """Return what is wrong with a platform file, by line. Raises OSError when it cannot be read."""
    text = path.read_text(encoding="utf-8")
    try:
        nodes = list(yaml.compose_all(text, yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or str(error)
        return [Problem(0 if mark is None else mark.line + 1, "", f"is no YAML: {why}")]
    found = list(_against_schema(text, nodes))
    return sorted(found or _against_loader(path, nodes), key=lambda problem: (problem.line, problem.place))


def own_tables(path: Path) -> frozenset[str]:
    """Return the names of the tables that the file itself describes. Raises OSError."""
    documents = [part for part in yaml.safe_load_all(path.read_text(encoding="utf-8")) if isinstance(part, dict)]
    return frozenset(str(table["name"]) for part in documents for table in part.get("tables") or [])


def _against_schema(text: str, nodes: Sequence[yaml.Node]) -> Iterator[Problem]:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    document: dict[str, object] = {}
    for part in yaml.safe_load_all(text):
        if part is not None and not isinstance(part, dict):
            yield Problem(1, "document", "must be a mapping of names to values")
            return
        document |= json.loads(json.dumps(part or {}))
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    seen = set()
    for error in validator.iter_errors(document):
        cause: ValidationError = best_match([error]) or error
        path = list(cause.absolute_path)
        problem = Problem(_line_of(nodes, path), _written(path), cause.message)
        if problem not in seen:
            seen.add(problem)
            yield problem


def _against_loader(path: Path, nodes: Sequence[yaml.Node]) -> list[Problem]:
    """The loader stops at the first surprise, but knows of columns, parents and inherited tables."""
    try:
        registry_with(path).platform(path.stem)
    except PlatformError as error:
        return [Problem(_line_of(nodes, _arcs(error.path)), error.path, error.problem)]
    return []


def _written(path: Sequence[str | int]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".") or "document"


def _arcs(written: str) -> list[str | int]:
    """``tables[0].sensors[1].class`` as steps."""
    steps = written.replace("[", ".#").replace("]", "").split(".")
    return [int(step[1:]) if step.startswith("#") and step[1:].isdigit() else step for step in steps]


def _line_of(nodes: Sequence[yaml.Node], path: Sequence[str | int]) -> int:
    """Return the line of the deepest part of the path that is written in one of the documents."""
    best = (0, 1)
    for document in nodes:
        node, depth, line = document, 0, document.start_mark.line + 1
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            node, depth, line = found[0], depth + 1, found[1] + 1
        best = max(best, (depth, line if depth else 1))
    return best[1]


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if str(key.value) == str(step):
                return value, key.start_mark.line
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step].start_mark.line
    return None
