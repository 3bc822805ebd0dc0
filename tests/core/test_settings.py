"""Settings from their sources, with clear refusals."""

from pathlib import Path

import pytest

from watchkeeper.core.errors import ConfigurationError
from watchkeeper.core.settings import CoreSettings, describe, load


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WATCHKEEPER_CONFIG", raising=False)


def test_environment_over_file_over_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "watchkeeper.toml").write_text("[server]\nport = 1111\nhost = '127.0.0.2'\n")
    monkeypatch.setenv("WATCHKEEPER_SERVER__PORT", "2222")
    settings = load(CoreSettings)
    assert (settings.server.port, settings.server.host, settings.logging.level) == (2222, "127.0.0.2", "info")
    sources = {row.name: row.source for row in describe(settings)}
    assert sources["server.port"] == "environment"
    assert sources["server.host"] == "watchkeeper.toml"
    assert sources["logging.level"] == "default"


def test_every_setting_is_described() -> None:
    assert [row.name for row in describe(load(CoreSettings)) if not row.description] == []


def test_values_are_shown_as_the_environment_takes_them() -> None:
    values = {row.name: row.value for row in describe(load(CoreSettings))}
    assert values["server.secure_cookies"] == "false"
    assert values["server.origins"] == "[]"
    assert all("IPv4" not in value for value in values.values())


def test_a_password_is_masked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHKEEPER_DATABASE__URL", "postgresql+psycopg://wk:hunter2@db/wk")
    values = {row.name: row.value for row in describe(load(CoreSettings))}
    assert values["database.url"] == "postgresql+psycopg://wk:***@db/wk"


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("[server]\nport = 'x'\n", "server.port"),
        ("[server]\nport = 99999\n", "server.port"),
        ("[server]\nprot = 1\n", "server.prot"),
        ("[servre]\nport = 1\n", "servre"),
        ("server = [\n", "not valid TOML"),
    ],
)
def test_a_wrong_value_is_named(tmp_path: Path, content: str, named: str) -> None:
    (tmp_path / "watchkeeper.toml").write_text(content)
    with pytest.raises(ConfigurationError) as caught:
        load(CoreSettings)
    assert named in caught.value.message
    assert caught.value.hint


def test_a_misspelt_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHKEEPER_SERVER__PROT", "1")
    monkeypatch.setenv("WATCHKEEPER_MASTER_KEY", "is read elsewhere")
    with pytest.raises(ConfigurationError, match="WATCHKEEPER_SERVER__PROT"):
        load(CoreSettings)


def test_a_settings_file_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHKEEPER_CONFIG", "/nowhere/wk.toml")
    with pytest.raises(ConfigurationError, match=r"/nowhere/wk\.toml"):
        load(CoreSettings)
