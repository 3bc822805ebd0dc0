import json
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import pytest

from watchkeeper.faces.cli import console


class Colour(StrEnum):
    RED = "red"


def test_json_writes_times_in_utc_paths_and_enumerations(capsys):
    at = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
    console.print_json({"at": at, "path": Path("/x"), "colour": Colour.RED, "name": "Zürich"})
    out = capsys.readouterr().out
    assert json.loads(out) == {"at": "2026-03-01T12:30:00Z", "path": "/x", "colour": "red", "name": "Zürich"}
    assert "Zürich" in out


def test_json_refuses_what_it_does_not_know():
    with pytest.raises(TypeError, match="object cannot be written"):
        console.print_json({"x": object()})


def test_a_table_that_is_piped_is_never_cut(capsys):
    console.print_table(("name", "text"), [("a" * 120, "b" * 200), (None, True)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["name", "text"]
    assert lines[1].split() == ["a" * 120, "b" * 200]
    assert lines[2].split() == ["-", "yes"]


def test_an_empty_table_says_so(capsys):
    console.print_table(("name",), [], empty="No devices.")
    assert capsys.readouterr().out == "No devices.\n"


def test_control_characters_and_markup_of_device_text_are_harmless(capsys):
    console.print_table(("name",), [("\x1b[31mred[/] [bold]x\x07",)])
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "[bold]x" in out


def test_progress_is_silent_when_nobody_looks(capsys):
    with console.progress("working", 3) as step:
        step(1)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("values", "drawn"),
    [([0, 7], "▁█"), ([1, None, 2], "▁ █"), ([5, 5], "▁▁"), ([None, None], "  "), ([], "")],
)
def test_sparkline(values, drawn):
    assert console.sparkline(values) == drawn
