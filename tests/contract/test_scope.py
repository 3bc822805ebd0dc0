"""Nobody forgets the scope: each model says whose its rows are, and what looks at everything says why."""

import ast
from pathlib import Path

import pytest

import watchkeeper
from watchkeeper.core.database import Base
from watchkeeper.core.migrate import load_models
from watchkeeper.core.scope import PLATFORM, SHARED, UNDECLARED, reach_of

ROOT = Path(watchkeeper.__file__).parent


def models() -> list[type]:
    load_models()
    return sorted((mapper.class_ for mapper in Base.registry.mappers), key=lambda model: model.__name__)


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_a_model_says_whose_its_rows_are(model: type) -> None:
    assert reach_of(model) is not UNDECLARED, (
        f"{model.__name__} needs a __scope__ (watchkeeper.core.scope): OfDevice(), OfSite(), OfPool(), OfParent(…), "
        "SHARED, or PLATFORM when only routes with a platform-wide permission show it"
    )


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_a_model_that_names_a_device_or_site_is_cut_by_it(model: type) -> None:
    columns = {"device_id", "site_id"} & {column.name for column in model.__table__.columns}
    exceptions = {"AccountSite", "Discovery", "Finding"}  # of what is platform-wide
    if columns and model.__name__ not in exceptions:
        assert reach_of(model) not in {PLATFORM, SHARED}, f"{model.__name__} has {sorted(columns)}"


def test_sql_text_is_written_in_the_engine_room_only() -> None:
    found = set()
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = any(
            isinstance(node, ast.ImportFrom) and node.module == "sqlalchemy" and "text" in {a.name for a in node.names}
            for node in ast.walk(tree)
        )
        if imported and not name.startswith("core/") and path.name != "models.py":
            found.add(name)
    assert found == set(), "text() escapes the scope: write the statement with the model"


def test_looking_at_everything_gives_a_reason() -> None:
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "unscoped":
                reason = node.args[1]
                assert isinstance(reason, ast.Constant)
                assert len(str(reason.value)) > 20, f"{path}:{node.lineno}"
