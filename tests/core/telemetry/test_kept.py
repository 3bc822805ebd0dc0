"""The last lines of the log beside the log itself."""

import json
import logging

import pytest

from watchkeeper.core.settings import LoggingSettings
from watchkeeper.core.telemetry import configure_logging, get_logger
from watchkeeper.core.telemetry.kept import FOLDER, keep_lines, kept_lines


@pytest.fixture(autouse=True)
def _restored():
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    for handler in set(root.handlers) - set(handlers):
        handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)


def test_lines_are_kept_as_json_private_and_masked(tmp_path):
    settings = LoggingSettings(kept_bytes=100_000)
    configure_logging(settings)
    keep_lines(tmp_path, "serve", settings)
    get_logger("a").info("poll.done", devices=3, community="hunter22")
    (line,) = kept_lines(tmp_path, 10)
    assert (json.loads(line)["event"], json.loads(line)["devices"]) == ("poll.done", 3)
    assert "hunter22" not in line
    assert (tmp_path / FOLDER / "serve.jsonl").stat().st_mode & 0o777 == 0o600


def test_what_is_kept_is_limited_and_the_newest(tmp_path):
    settings = LoggingSettings(kept_bytes=20_000)
    configure_logging(settings)
    keep_lines(tmp_path, "serve", settings)
    for number in range(1_000):
        get_logger("a").info("line", number=number)
    lines = kept_lines(tmp_path, 50)
    assert [json.loads(line)["number"] for line in lines] == list(range(950, 1_000))
    assert sum(path.stat().st_size for path in (tmp_path / FOLDER).iterdir()) <= 20_000


def test_none_are_kept_when_that_is_set(tmp_path):
    keep_lines(tmp_path, "serve", LoggingSettings(kept_bytes=0))
    assert not (tmp_path / FOLDER).exists()
    assert kept_lines(tmp_path, 10) == []


def test_a_folder_that_cannot_be_made_stops_nothing(tmp_path, caplog):
    (tmp_path / FOLDER).write_text("a file")
    keep_lines(tmp_path, "serve", LoggingSettings())
    assert "is not kept" in caplog.text
