"""Two SQLAlchemy conditions are never joined with Python's ``and``, ``or`` or ``not``: one of them would vanish."""

import ast
from pathlib import Path

import pytest

import watchkeeper
from watchkeeper.core.database import Base
from watchkeeper.core.migrate import load_models

ROOT = Path(watchkeeper.__file__).parent
OPERATORS = {
    "in_", "not_in", "is_", "is_not", "like", "ilike", "contains", "icontains", "startswith", "istartswith",
    "endswith", "between", "any_", "is_distinct_from", "op", "exists",
}  # fmt: skip


def model_names() -> frozenset[str]:
    load_models()
    return frozenset(mapper.class_.__name__ for mapper in Base.registry.mappers)


def aliases_in(tree: ast.AST) -> set[str]:
    """Names bound to a model or to ``aliased(Model)``: conditions are written on them too."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            value = node.value
            called = value.func.id if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) else ""
            if called == "aliased":
                found.add(node.targets[0].id)
    return found


def is_column(node: ast.expr, models: frozenset[str] | set[str]) -> bool:
    """``Model.column`` or ``table.c.column``."""
    if not isinstance(node, ast.Attribute):
        return False
    if isinstance(node.value, ast.Name):
        return node.value.id in models
    return isinstance(node.value, ast.Attribute) and node.value.attr == "c"


def is_condition(node: ast.expr, models: frozenset[str] | set[str]) -> bool:
    if isinstance(node, ast.Compare):
        return any(is_column(side, models) for side in (node.left, *node.comparators))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in OPERATORS and is_column(node.func.value, models)
    if isinstance(node, (ast.BinOp, ast.UnaryOp)):
        return any(is_condition(child, models) for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr))
    return is_column(node, models)


def offences(source: str, models: frozenset[str]) -> list[int]:
    tree = ast.parse(source)
    names = models | aliases_in(tree)
    lines = []
    for node in ast.walk(tree):
        if isinstance(node, ast.BoolOp) and any(is_condition(value, names) for value in node.values):
            lines.append(node.lineno)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not) and is_condition(node.operand, names):
            lines.append(node.lineno)
    return lines


def test_no_condition_is_joined_in_python() -> None:
    models = model_names()
    found = {
        str(path.relative_to(ROOT)): lines
        for path in sorted(ROOT.rglob("*.py"))
        if (lines := offences(path.read_text(encoding="utf-8"), models))
    }
    assert found == {}, "use and_(), or_(), ~ or several arguments of where()"


@pytest.mark.parametrize(
    "source",
    [
        "select(M).where(M.a == 1 and M.b == 2)",
        "select(M).where(M.a == 1 or M.b.in_([2]))",
        "x = aliased(M)\nselect(x).where(x.a == 1 and flag)",
        "select(M).where(not M.a)",
        "select(t).where(t.c.a == 1 and t.c.b == 2)",
        "select(M).where(1 < M.a and True)",
        "select(M).where(~M.a.is_(None) and M.b > 1)",
    ],
)
def test_the_check_finds_them(source: str) -> None:
    assert offences(source, frozenset({"M"})) != []


@pytest.mark.parametrize(
    "source",
    [
        "select(M).where(M.a == 1, M.b == 2)",
        "select(M).where(and_(M.a == 1, ~M.b))",
        "if row.a == 1 and row.b == 2: pass",
        "x = flag and select(M).where(M.a == 1)",
    ],
)
def test_the_check_leaves_others_alone(source: str) -> None:
    assert offences(source, frozenset({"M"})) == []
