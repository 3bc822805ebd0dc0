"""Check that the console can tell in German what the server says in English: failures, what settings mean, changes.

The catalogues (`web/src/i18n/de`) go from the English sentence to the German one, with ``{}`` for each part that
differs. So a sentence that is changed here counts as missing until somebody has told it anew.
"""

import ast
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, get_args

ROOT: Final = Path(__file__).resolve().parent.parent
SOURCE: Final = ROOT / "src" / "watchkeeper"
WEB: Final = ROOT / "web" / "src"
CATALOGUES: Final = WEB / "i18n" / "de"

NEVER_IN_A_BROWSER: Final = (
    "core/data_dir.py", "core/database.py", "core/migrate.py", "core/settings.py", "estate/drivers/platforms",
    "faces/cli", "kit", "lab", "observe/messages/addresses.py", "observe/messages/streams.py",
    "observe/messages/syslog", "observe/messages/traps", "operate/doctor", "understand/alerts/correlation",
    "understand/baselines/streams", "understand/investigations/case.py", "understand/investigations/protocols",
    "understand/topology/demands.py", "understand/topology/folder.py", "understand/topology/risks.py",
)  # fmt: skip
"""Parts that speak to a terminal or stop the server from starting."""

VALUES_OF_REQUESTS: Final = (
    "act/notifications/plans.py", "act/notifications/templates.py", "estate/accounts/access/schemas.py",
    "estate/accounts/schemas.py", "estate/inventory/addresses.py", "estate/inventory/discovery/targets.py",
    "estate/inventory/filters.py", "estate/inventory/imports/columns.py", "estate/inventory/schemas.py",
    "estate/maintenance/schemas.py", "estate/maintenance/windows.py", "estate/vault/schemas.py",
    "operate/workspaces/layout.py", "operate/workspaces/schemas.py", "understand/alerts/silences/schemas.py",
)  # fmt: skip
"""Parts whose ValueError is told to whoever sent the value."""

SPEAKING: Final = {
    "Finding": slice(1, 3), "Match": slice(2, 3), "Said": slice(1, 2),
    "_refused": slice(1), "_wrong": slice(1, 2), "refuse": slice(1, 2),
}  # fmt: skip
"""What else is made of sentences: checks of the platform, devices that are known, logins that are tried, errors."""

WORDED: Final = frozenset({"detail", "hint", "message", "reason"})
"""Arguments that are sentences."""

LETTERS: Final = 4
"""A sentence with fewer letters of its own is only joined of others."""


_MATTERS: Final = re.compile("Error|" + "|".join(rf"\b{name}\(" for name in (*SPEAKING, "problem_response", "record")))


def templates(node: ast.expr) -> Iterator[str]:
    """Yield every text that an expression can be, with ``{}`` where something is put in."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
        case ast.IfExp(body=one, orelse=other):
            yield from templates(one)
            yield from templates(other)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from (begin + end for begin in templates(left) for end in templates(right))


@dataclass(frozen=True, slots=True)
class Module:
    """What of a module matters here, found in one walk."""

    bases: dict[str, set[str]]
    calls: list[ast.Call]
    assigned: dict[str, list[ast.expr]]
    texts: set[str]


def walked(text: str) -> Module:
    """Return what of a module's source matters."""
    found = Module({}, [], {}, set())
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.ClassDef(name=name, bases=bases):
                found.bases.setdefault(name, set()).update(_last_name(base) for base in bases)
            case ast.Call():
                found.calls.append(node)
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found.assigned.setdefault(name, []).append(value)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                found.assigned.setdefault(name, []).append(value)
            case ast.Constant() | ast.JoinedStr():
                found.texts.update(templates(node))
    return found


@cache
def modules(source: Path) -> dict[str, Module]:
    """Return the modules below ``source`` that may say something, by their paths."""
    texts = ((path, path.read_text(encoding="utf-8")) for path in sorted(source.rglob("*.py")))
    return {
        path.relative_to(source).as_posix(): walked(text)
        for path, text in texts
        if _MATTERS.search(text) or "imports" in path.parts
    }


def errors_of(read: Mapping[str, Module]) -> set[str]:
    """Return the names of all classes of the error tree."""
    bases: dict[str, set[str]] = {}
    for module in read.values():
        for name, of in module.bases.items():
            bases.setdefault(name, set()).update(of)
    found = {"WatchkeeperError"}
    while more := {name for name, of in bases.items() if of & found} - found:
        found |= more
    return found


def told_failures(read: Mapping[str, Module]) -> dict[str, str]:
    """Return each sentence that a refused request may show, with the module that says it first."""
    errors = errors_of(read)
    found: dict[str, str] = {}
    for path, module in read.items():
        if any(path == part or path.startswith(f"{part}/") for part in NEVER_IN_A_BROWSER):
            continue
        for said in (one for call in module.calls for one in _sayings(call, errors, path)):
            possible = module.assigned.get(said.id, []) if isinstance(said, ast.Name) else [said]
            for sentence in (text for one in possible for text in templates(one)):
                if sum(letter.isalpha() for letter in sentence) >= LETTERS:
                    found.setdefault(sentence, path)
    return found


def recorded_verbs(read: Mapping[str, Module]) -> dict[str, str]:
    """Return each verb of the record of what people did (`device.change`), with the module that records it first."""
    found: dict[str, str] = {}
    for path, module in read.items():
        verbs = (call.args[1] for call in module.calls if _last_name(call.func) == "record" and len(call.args) > 1)
        for verb in verbs:
            possible = module.assigned.get(verb.id, []) if isinstance(verb, ast.Name) else [verb]
            for text in (text for one in possible for text in templates(one)):
                found.setdefault(text, path)
    return found


def untold_changes(read: Mapping[str, Module], incidents: str, everywhere: str) -> Iterator[str]:
    """Yield what may have been changed before an incident and has no words in those texts of the console."""
    from watchkeeper.understand.investigations.earlier import TOUCHING, EarlierKind

    for verb, where in recorded_verbs(read).items():
        if verb.startswith(TOUCHING) and f'"done.{verb}"' not in incidents:
            yield f"{where}: no words for what is done: done.{verb}"
    for kind in get_args(EarlierKind):
        if f'"code.{kind}"' not in everywhere:
            yield f"no words for a kind of change: code.{kind}"


def _last_name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _sayings(call: ast.Call, errors: set[str], path: str) -> list[ast.expr]:
    name = _last_name(call.func)
    worded = [one.value for one in call.keywords if one.arg in WORDED]
    if name in errors:
        return [*call.args[:1], *worded]
    if name in SPEAKING:
        return [*call.args[SPEAKING[name]], *worded]
    if name == "problem_response":
        return worded
    return call.args[:1] if name == "ValueError" and path in VALUES_OF_REQUESTS else []


def refused_values() -> set[str]:
    """Return what FastAPI and Pydantic say of values, in both of the forms that count something."""
    from pydantic_core import _pydantic_core

    found = {"JSON decode error"}  # FastAPI's own
    for error in _pydantic_core.list_all_errors():  # type: ignore[attr-defined]  # not in its stub
        for kind in ("message_template_python", "message_template_json"):
            text = error.get(kind) or ""
            found |= {_shaped(text.replace("{expected_plural}", ending)) for ending in ("", "s")}
    return found


def _shaped(text: str) -> str:
    pieces = text.replace("}", "{").split("{")
    return "{}".join(pieces[::2])


def setting_texts() -> dict[str, str]:
    """Return the description of each setting, with the name of the first that has it."""
    from pydantic import BaseModel

    from watchkeeper.faces.settings import Settings

    def of(model: type[BaseModel], path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        for name, field in model.model_fields.items():
            inner: Any = field.annotation
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield from of(inner, (*path, name))
            else:
                yield field.description or "", ".".join((*path, name))

    found: dict[str, str] = {}
    for text, name in of(Settings, ()):
        found.setdefault(text, name)
    return found


def compared(said: Mapping[str, str], german: Mapping[str, str], *, also: set[str]) -> Iterator[str]:
    """Yield what is missing, what nobody says any more (``also`` may be there), and what lost a part."""
    for sentence, where in said.items():
        if sentence not in german:
            yield f"{where}: not told in German: {sentence}"
    for sentence, told in german.items():
        if " " in sentence.replace("{}", "") and _has_letters(sentence) and sentence not in {*said, *also}:
            yield f"the server does not say this any more: {sentence}"
        if told.count("{") > sentence.count("{") or not told.strip():
            yield f"the German has parts that the English has not: {sentence}"


def _has_letters(sentence: str) -> bool:
    return any(letter.isalpha() for letter in sentence)


def catalogue(name: str) -> dict[str, str]:
    """Read a German catalogue. Raises OSError and ValueError when it is not there or no JSON."""
    read: dict[str, str] = json.loads((CATALOGUES / f"{name}.json").read_text(encoding="utf-8"))
    return read


def complaints() -> Iterator[str]:
    """Yield every difference between what the server says and what the console can tell of it."""
    read = modules(SOURCE)
    also = refused_values().union(*(module.texts for module in read.values()))
    yield from compared(told_failures(read), catalogue("problems"), also=also)
    yield from compared(setting_texts(), catalogue("settings"), also=set())
    incidents, everywhere = (WEB / place / "texts.de.ts" for place in ("features/incidents", "lib"))
    yield from untold_changes(read, incidents.read_text(encoding="utf-8"), everywhere.read_text(encoding="utf-8"))


def main() -> int:
    """Print every complaint and return 1, or 0 when there is none."""
    found = list(complaints())
    for complaint in found:
        print(complaint)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
