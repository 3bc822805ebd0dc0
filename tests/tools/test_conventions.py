"""Rules of the house that no linter knows."""

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from pydantic import BaseModel

import watchkeeper
from watchkeeper.faces.settings import Settings

SOURCE = Path(watchkeeper.__file__).parent
CONDITIONS = {"where", "filter", "having", "join", "outerjoin", "on_conflict_do_update", "case"}


def boolean_operators_in(condition: ast.Call) -> list[int]:
    """Lines where Python's and/or/not is applied inside a SQL condition: it would drop one side without a word."""
    return [
        argument.lineno
        for argument in condition.args
        if isinstance(argument, ast.BoolOp) or (isinstance(argument, ast.UnaryOp) and isinstance(argument.op, ast.Not))
    ]


def method_calls_in(path, source):
    """Yield the name of each method that ``source`` calls, where, and the call."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, f"{path}:{node.lineno}", node


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("q.where(a == 1, b == 2)", []),
        ("q.where(a == 1 and b == 2)", [1]),
        ("q.where((a == 1) or (b == 2))", [1]),
        ("q.filter(not a)", [1]),
        ("q.where(~a & b)", []),
    ],
)
def test_the_rule_finds_what_it_looks_for(code, lines):
    calls = [call for name, _place, call in method_calls_in("m.py", code) if name in CONDITIONS]
    assert [line for call in calls for line in boolean_operators_in(call)] == lines


def modules(pattern="*.py"):
    """Yield each module's path inside the package and its tree."""
    for path in sorted(SOURCE.rglob(pattern)):
        yield path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


@cache
def method_calls():
    """Return where each method is called, with the call, by its name: all modules are read once for all rules."""
    found = defaultdict(list)
    for path in sorted(SOURCE.rglob("*.py")):
        for name, place, call in method_calls_in(path.relative_to(SOURCE).as_posix(), path.read_text(encoding="utf-8")):
            found[name].append((place, call))
    return found


def test_two_sql_conditions_are_never_joined_by_python():
    calls = [(place, call) for name in CONDITIONS for place, call in method_calls()[name]]
    assert len(calls) > 100
    assert [f"{place}, {line}" for place, call in calls for line in boolean_operators_in(call)] == []


def test_every_relationship_is_loaded_on_purpose():
    wrong = []
    for path, tree in modules("models.py"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "relationship":
                lazy = next((keyword.value for keyword in node.keywords if keyword.arg == "lazy"), None)
                if not (isinstance(lazy, ast.Constant) and lazy.value == "raise"):
                    wrong.append(f"{path}:{node.lineno}")
    assert wrong == []


def test_only_the_core_commits():
    """One request or task is one transaction, ended at its edge (see core.database and core.http.transaction)."""
    assert [place for place, _ in method_calls()["commit"] if not place.startswith("core/")] == []


def test_times_are_aware():
    """``datetime.now()`` without a zone and ``utcnow()`` are local or naive; ``kit.clock`` is the clock."""
    naive = [place for place, _ in method_calls()["utcnow"]]
    for place, call in method_calls()["now"]:
        of_datetime = isinstance(call.func.value, ast.Name) and call.func.value.id == "datetime"
        if of_datetime and not call.args and not call.keywords:
            naive.append(place)
    assert naive == []


def sections(model):
    """Yield the names of all settings sections below ``model``."""
    for field in model.model_fields.values():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield field.annotation.__name__
            yield from sections(field.annotation)


def test_every_section_of_settings_is_joined():
    """A slice's settings that ``faces.settings`` does not know could not be set by anybody."""
    joined = set(sections(Settings))
    missing = [
        f"{path}: {node.name}"
        for path, tree in modules("settings.py")
        if path not in {"core/settings.py", "faces/settings.py"}
        for node in tree.body
        if isinstance(node, ast.ClassDef) and node.name.endswith("Settings") and node.name not in joined
    ]
    assert missing == []
