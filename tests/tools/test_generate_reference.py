import types

import pytest
from pydantic import BaseModel, Field

from watchkeeper.faces.cli.commands import COMMANDS
from watchkeeper.faces.settings import Settings


@pytest.fixture
def generator(tool, tmp_path, monkeypatch):
    module = tool("generate_reference")
    monkeypatch.setattr(module, "REFERENCE", tmp_path)
    return module


def test_written_pages_are_current_and_changed_ones_are_stale(generator, tmp_path, capsys):
    assert generator.main([]) == 0
    assert generator.main(["--check"]) == 0
    page = tmp_path / "cli.md"
    page.write_text(page.read_text(encoding="utf-8") + "by hand\n", encoding="utf-8")
    assert generator.main(["--check"]) == 1
    assert "cli.md is stale" in capsys.readouterr().err


def test_a_missing_page_is_stale(generator):
    assert generator.main(["--check"]) == 1


def test_every_setting_and_command_is_on_its_page(generator):
    configuration, commands = generator.configuration_page(), generator.cli_page()
    for name, field in Settings.model_fields.items():
        section = field.annotation
        leaves = section.model_fields if isinstance(section, type) and issubclass(section, BaseModel) else {"": None}
        for leaf in leaves:
            assert f"`{name}{'.' + leaf if leaf else ''}" in configuration
    for name, entry in COMMANDS.items():
        assert (f"\n## wk {name}\n" in commands) is not entry.hidden


def test_an_undescribed_setting_stops_the_generation(generator, monkeypatch):
    class Section(BaseModel):
        """A section."""

        bare: int = 1

    class Undocumented(BaseModel):
        section: Section = Field(default=Section())

    monkeypatch.setattr("watchkeeper.faces.settings.Settings", Undocumented)
    with pytest.raises(generator.UndocumentedError, match=r"The setting section\.bare has no description"):
        generator.configuration_page()


def test_what_is_undocumented_fails_the_check(generator, monkeypatch, capsys):
    def refuse():
        raise generator.UndocumentedError("The setting x has no description.")

    monkeypatch.setattr(generator, "PAGES", {"configuration.md": refuse})
    assert generator.main(["--check"]) == 1
    assert "configuration.md: The setting x has no description." in capsys.readouterr().err


def test_an_undescribed_option_stops_the_generation(generator):
    option = types.SimpleNamespace(param_type_name="option", opts=["--bare"], secondary_opts=[], name="bare", help=None)
    command = types.SimpleNamespace(help="Does it.", params=[option])
    with pytest.raises(generator.UndocumentedError, match="--bare"):
        list(generator._command(command, "wk x"))
