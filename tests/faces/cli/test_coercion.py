import subprocess
import sys
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.main import get_command

from watchkeeper.faces.cli.coercion import plain_reader, read_plainly
from watchkeeper.faces.cli.commands import COMMANDS


def parse(*arguments):
    """Return what a command with one option of each kind makes of ``arguments``."""
    app = typer.Typer()
    seen = {}

    @app.command()
    def take(
        place: Annotated[Path, typer.Argument()],
        text: Annotated[str, typer.Option("--text")] = "",
        number: Annotated[int | None, typer.Option("--number", min=1, max=10)] = None,
        ratio: Annotated[float, typer.Option("--ratio", min=0)] = 0.5,
        toggle: Annotated[bool, typer.Option("--toggle/--no-toggle", envvar="TEST_TOGGLE")] = False,
        many: Annotated[list[int] | None, typer.Option("--many")] = None,
        flag: Annotated[bool, typer.Option("--flag")] = False,
    ) -> None:
        seen.update(place=place, text=text, number=number, ratio=ratio, many=many, flag=flag, toggle=toggle)

    read_plainly()
    get_command(app).main(args=list(arguments), standalone_mode=False)
    return seen


def test_plain_types_arrive_as_declared():
    assert parse("/x", "--text", "7", "--number", "3", "--ratio", "1e-2", "--many", "1", "--many", "2", "--flag") == {
        "place": Path("/x"),
        "text": "7",
        "number": 3,
        "ratio": 0.01,
        "many": [1, 2],
        "flag": True,
        "toggle": False,
    }


def test_defaults_stay():
    seen = parse("x")
    assert (seen["text"], seen["number"], seen["ratio"], seen["flag"]) == ("", None, 0.5, False)
    assert not seen["many"]


def test_flags_are_read_from_the_environment(monkeypatch):
    for text, meant in (("yes", True), ("0", False), ("", False)):
        monkeypatch.setenv("TEST_TOGGLE", text)
        assert parse("x")["toggle"] is meant
    monkeypatch.setenv("TEST_TOGGLE", "perhaps")
    with pytest.raises(typer.BadParameter, match="not yes or no"):
        parse("x")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--number", "x"], "'x' is not a whole number"),
        (["--number", "11"], "out of range: at least 1 and at most 10"),
        (["--number", "0"], "out of range"),
        (["--ratio", "nan"], "out of range: at least 0"),
        (["--ratio", "much"], "'much' is not a number"),
        (["--many", "1", "--many", "x"], "'x' is not a whole number"),
    ],
)
def test_what_cannot_be_read_is_said(arguments, said):
    with pytest.raises(typer.BadParameter, match=said):
        parse("x", *arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ["probe", "127.0.0.1:1", "--timeout", "0.05", "--retries", "0", "--json"],
        ["lab", "status", "--dir", "/nowhere"],
        ["device", "list", "--state", "nonsense"],
    ],
)
def test_offline_commands_and_mistakes_never_load_the_world(arguments):
    script = (
        "import sys\n"
        "from watchkeeper.faces.cli.main import run\n"
        f"status = run({arguments!r})\n"
        "heavy = ('sqlalchemy', 'pyarrow', 'fastapi', 'pydantic', 'duckdb', 'numpy', 'structlog', 'cryptography')\n"
        "print('\\n' + repr((status, [name for name in heavy if name in sys.modules])))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    status, heavy = eval(done.stdout.splitlines()[-1])  # noqa: S307 - our own repr
    assert status in {1, 2}, done.stderr
    assert heavy == []


def test_every_option_of_every_command_is_plain():
    def walk(command, path):
        for parameter in command.params:
            if parameter.name != "help":
                assert plain_reader(parameter) is not None, f"{path} {parameter.name}"
        for child in getattr(command, "commands", {}).values():
            walk(child, f"{path} {child.name}")

    for name, entry in COMMANDS.items():
        walk(entry.load(name), name)
