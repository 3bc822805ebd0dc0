import json
import subprocess
import sys

import pytest
from typer.main import get_command

from watchkeeper.core.errors import ConfigurationError, NotFoundError
from watchkeeper.faces.cli import main
from watchkeeper.faces.cli.commands import COMMANDS
from watchkeeper.faces.cli.lazy import Entry, lazy_group

HEAVY = ("sqlalchemy", "pyarrow", "fastapi", "pydantic", "rich", "duckdb", "numpy", "structlog", "cryptography")
SELDOM = ("alembic", "duckdb", "joserfc", "authlib", "hvac", "ldap3", "reportlab", "asyncssh", "pandas")
"""Asked for by a migration, a search, a provider of logins, a key server, a report, a device: not by a start."""


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_says_what_the_command_says_of_itself(name):
    entry = COMMANDS[name]
    said = (entry.load(name).help or "").split("\n\n")[0].replace("\n", " ")
    assert said == entry.summary


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_every_option(name):
    def walk(command, path):
        for parameter in command.params:
            assert getattr(parameter, "help", "") or parameter.name == "help", f"{path} {parameter.name}"
        for child in getattr(command, "commands", {}).values():
            assert child.help, f"{path} {child.name}"
            walk(child, f"{path} {child.name}")

    walk(COMMANDS[name].load(name), name)


def test_help_lists_every_command_and_imports_none(capsys):
    script = (
        "import sys\n"
        "from watchkeeper.faces.cli.main import run\n"
        "status = run(['--help'])\n"
        f"heavy = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "loaded = [name for name in sys.modules if name.startswith('watchkeeper.faces.cli.')]\n"
        "print('\\n' + repr((status, heavy, sorted(loaded))))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    *lines, last = done.stdout.splitlines()
    status, heavy, loaded = eval(last)  # noqa: S307 - our own repr
    assert status == 0
    assert heavy == []
    assert loaded == [f"watchkeeper.faces.cli.{name}" for name in ("coercion", "commands", "failures", "lazy", "main")]
    for name, entry in COMMANDS.items():
        listed = [line for line in lines if line.split()[:1] == [name]]
        assert len(listed) == (0 if entry.hidden else 1)


def test_a_server_starts_without_what_only_some_installations_and_questions_need():
    script = (
        "import sys\n"
        "import watchkeeper.core.migrate, watchkeeper.faces.cli.serving\n"
        f"print([name for name in {SELDOM!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_completion_offers_commands_without_importing_them(monkeypatch, capsys):
    monkeypatch.setenv("_WK_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "wk con")
    monkeypatch.setenv("COMP_CWORD", "1")
    with pytest.raises(SystemExit):
        get_command(main.app).main(args=[], prog_name="wk")
    assert capsys.readouterr().out.split() == ["config"]


def test_completion_reaches_into_a_command(monkeypatch, capsys):
    monkeypatch.setenv("_WK_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "wk config show --j")
    monkeypatch.setenv("COMP_CWORD", "3")
    with pytest.raises(SystemExit):
        get_command(main.app).main(args=[], prog_name="wk")
    assert capsys.readouterr().out.split() == ["--json"]


@pytest.mark.parametrize(
    "arguments", [["bogus"], ["--bogus"], ["config", "show", "--bogus"], ["config", "show", "extra"]]
)
def test_wrong_usage_is_one_line_a_hint_and_status_two(arguments, capsys):
    assert main.run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    first, second = err.splitlines()
    assert first.startswith("error: ")
    assert second.startswith("hint: See `wk")


def test_a_mistyped_command_is_suggested(capsys):
    main.run(["confg"])
    assert "Did you mean 'config'?" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["config"]])
def test_a_group_without_a_command_shows_help_and_fails(arguments, capsys):
    assert main.run(arguments) == 2
    assert "Usage: wk" in capsys.readouterr().err


def test_version(capsys):
    assert main.run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("watchkeeper 0.")


@pytest.fixture
def failing(monkeypatch, tmp_path):
    """Make ``wk fail`` raise the error that is given."""

    def arrange(error: BaseException) -> None:
        monkeypatch.setitem(sys.modules, "failing_command", _module_raising(error))
        group = lazy_group({"fail": Entry("Fail.", "failing_command")})
        monkeypatch.setattr(main.app.info, "cls", group)

    return arrange


def _module_raising(error):
    import types

    import typer

    module = types.ModuleType("failing_command")
    module.app = typer.Typer()

    @module.app.command()
    def fail() -> None:
        """Fail."""
        raise error

    return module


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (
            NotFoundError("There is no device x.", hint="List them."),
            1,
            ["error: There is no device x.", "hint: List them."],
        ),
        (ConfigurationError("The key is wrong."), 2, ["error: The key is wrong."]),
        (NotFoundError("Two\nlines."), 1, ["error: Two lines."]),
        (
            PermissionError(13, "Permission denied", "/data/x"),
            1,
            [
                "error: The system refused /data/x: Permission denied.",
                "hint: Check the path, its permissions and the free space.",
            ],
        ),
        (
            ValueError("first\nsecond"),
            1,
            [
                "error: Something unexpected went wrong (ValueError: first).",
                "hint: Set WATCHKEEPER_DEBUG=1 to see where, and report it.",
            ],
        ),
        (ExceptionGroup("g", [NotFoundError("Inside.")]), 1, ["error: Inside."]),
        (KeyboardInterrupt(), 130, []),
    ],
)
def test_failures_are_lines_and_a_status(failing, error, status, said, capsys, monkeypatch):
    monkeypatch.delenv("WATCHKEEPER_DEBUG", raising=False)
    failing(error)
    assert main.run(["fail"]) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == said


def test_debug_adds_the_traceback(failing, capsys, monkeypatch):
    monkeypatch.setenv("WATCHKEEPER_DEBUG", "1")
    failing(ValueError("deep"))
    assert main.run(["fail"]) == 1
    assert "Traceback (most recent call last)" in capsys.readouterr().err


def test_config_show_names_the_source_of_each_value(tmp_path, monkeypatch, capsys):
    toml = tmp_path / "wk.toml"
    toml.write_text("[server]\nport = 9000\n", encoding="utf-8")
    monkeypatch.setenv("WATCHKEEPER_CONFIG", str(toml))
    monkeypatch.setenv("WATCHKEEPER_LOGGING__LEVEL", "debug")
    assert main.run(["config", "show", "--json", "--data-dir", str(tmp_path)]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert (rows["server.port"]["value"], rows["server.port"]["source"]) == ("9000", str(toml))
    assert (rows["logging.level"]["value"], rows["logging.level"]["source"]) == ("debug", "environment")
    assert (rows["data_dir"]["value"], rows["data_dir"]["source"]) == (str(tmp_path), "option")
    assert rows["server.host"]["source"] == "default"
