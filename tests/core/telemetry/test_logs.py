"""What is written to the log."""

import io
import json
import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import structlog

from watchkeeper.core.settings import LoggingSettings
from watchkeeper.core.telemetry import configure_logging, get_logger

SECRET_WORD = "hunter2"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _restore() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, config = list(root.handlers), root.level, structlog.get_config()
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**config)


def log_to(stream: io.StringIO, **options: str) -> None:
    configure_logging(
        LoggingSettings(**options), stream=stream, clock=lambda: datetime(2025, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)
    )


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_has_its_time_level_name_and_what_is_bound() -> None:
    stream = io.StringIO()
    log_to(stream)
    with structlog.contextvars.bound_contextvars(request_id="r1"):
        get_logger("watchkeeper.test").info("thing.done", devices=3)
    assert lines(stream) == [
        {
            "ts": "2025-03-01T12:00:00.123Z",
            "level": "info",
            "logger": "watchkeeper.test",
            "event": "thing.done",
            "request_id": "r1",
            "devices": 3,
        }
    ]


def test_libraries_speak_through_the_same_format() -> None:
    stream = io.StringIO()
    log_to(stream)
    logging.getLogger("some.library").warning("lost %s of %s", 1, 2)
    (line,) = lines(stream)
    assert (line["event"], line["logger"], line["level"]) == ("lost 1 of 2", "some.library", "warning")


def test_what_is_below_the_level_is_silent() -> None:
    stream = io.StringIO()
    log_to(stream, level="warning")
    get_logger("x").info("quiet")
    logging.getLogger("uvicorn.access").info("quiet")
    get_logger("x").warning("loud")
    assert [line["event"] for line in lines(stream)] == ["loud"]


def test_secrets_are_masked_wherever_they_are() -> None:
    stream = io.StringIO()
    log_to(stream)
    log = get_logger("x")
    log.info("login", password="hunter2", nested={"snmp": {"community": "hunter2", "port": 161}})
    log.info("connecting to postgresql://wk:hunter2@db/wk", header="Authorization: Bearer hunter2hunter2")
    logging.getLogger("library").info("url %s", "redis://:hunter2@host/0 password=hunter2")
    log.error("failed", exc_info=ValueError("password=hunter2"))
    assert "hunter2" not in stream.getvalue()
    first = lines(stream)[0]
    assert first["nested"] == {"snmp": {"community": "***", "port": 161}}


def test_an_exception_is_one_line_with_its_class() -> None:
    stream = io.StringIO()
    log_to(stream)
    try:
        _ = 1 / 0
    except ZeroDivisionError:
        get_logger("x").exception("division.failed")
    (line,) = lines(stream)
    assert line["error_class"] == "ZeroDivisionError"
    assert "Traceback" in str(line["exception"])


def fail_with_a_secret_at_hand(word: str) -> None:
    raise ValueError(len(word))


def test_a_terminal_gets_lines_for_people_without_secrets_or_locals() -> None:
    stream = Terminal()
    log_to(stream)
    try:
        fail_with_a_secret_at_hand(SECRET_WORD)
    except ValueError:
        get_logger("x").exception("it.failed", password="opensesame")
    text = re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue())
    assert "it.failed" in text
    assert "password=***" in text
    assert "ValueError: 7" in text
    assert "opensesame" not in text
    assert "hunter2" not in text


def test_setting_it_up_twice_does_not_double_the_lines() -> None:
    stream = io.StringIO()
    log_to(stream)
    log_to(stream)
    get_logger("x").info("once")
    assert len(lines(stream)) == 1
