"""Support bundles from the command line, of an installation that cannot be opened: what can be known of it."""

import json
import sqlite3
import zipfile

import pytest

from watchkeeper.faces.cli import main


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """A data directory whose database has the schema of no version, and a log that a server left there."""
    for name in ("WATCHKEEPER_CONFIG", "WATCHKEEPER_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    data_dir = tmp_path / "data"
    (data_dir / "log").mkdir(parents=True)
    (data_dir / "log" / "serve.jsonl").write_text('{"event": "last words, password=hunter22"}\n')
    sqlite3.connect(data_dir / "watchkeeper.db").close()
    return data_dir


def test_a_broken_installation_has_a_bundle_too(broken, tmp_path, capsys):
    path = tmp_path / "bundle.zip"
    assert main.run(["support-bundle", "--output", str(path), "--data-dir", str(broken), "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["size_bytes"] == path.stat().st_size
    assert "cannot be opened" in err
    assert path.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(path) as bundle:
        files = {name: bundle.read(name).decode() for name in bundle.namelist()}
    assert set(files) == {"about.json", "settings.json", "log.jsonl", "doctor.json", "manifest.json"}
    assert {one["problem"] for one in json.loads(files["manifest.json"])["parts"]} == {""}
    assert {one["check"]: one["status"] for one in json.loads(files["doctor.json"])}["database"] == "warning"
    assert "last words" in files["log.jsonl"]
    assert "hunter22" not in "".join(files.values())


def test_where_nothing_is_there_is_nothing_to_gather(tmp_path, capsys):
    path = tmp_path / "bundle.zip"
    assert main.run(["support-bundle", "--output", str(path), "--data-dir", str(tmp_path / "none")]) != 0
    assert "There is no installation" in capsys.readouterr().err
    assert not path.exists()
