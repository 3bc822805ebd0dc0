"""Structured logs: one event a line, JSON or for a terminal, secrets masked, always to standard error."""

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any, TextIO

import structlog
from structlog.typing import FilteringBoundLogger, Processor

from watchkeeper.core.settings import LoggingSettings
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.kit.redact import redact, redact_text

NOISY = ("uvicorn.access", "engineio.server", "socketio.server", "aiosqlite", "asyncio", "alembic.runtime")
"""Loggers of libraries that speak at info about every request or connection; they start at warning."""
FIRST = ("ts", "level", "logger", "event", "request_id", "job_id")


def get_logger(name: str | None = None) -> FilteringBoundLogger:
    """Return a logger; call it with an event name and fields: ``log.info("poll.done", devices=10)``."""
    logger: FilteringBoundLogger = structlog.get_logger(name) if name else structlog.get_logger()
    return logger


def configure_logging(settings: LoggingSettings, *, stream: TextIO | None = None, clock: Clock = utc_now) -> None:
    """Send the program's and the libraries' logs to ``stream`` (default: standard error) as the settings say.

    Fields of a line: ``ts`` (UTC, milliseconds), ``level``, ``logger``, ``event``, what is bound to the context
    (``request_id``, ``job_id``, …) and the event's own. Calling it again replaces the former set-up.
    """
    target = stream or sys.stderr
    as_json = settings.format == "json" or (settings.format == "auto" and not target.isatty())
    shared = _shared(clock)
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(target)
    handler.setFormatter(_formatter(shared, _rendering(as_json=as_json, colors=target.isatty())))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.level.upper())
    for name in NOISY:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


def json_formatter(clock: Clock = utc_now) -> logging.Formatter:
    """Return what writes a record as a line of JSON, secrets masked, as the log itself does."""
    return _formatter(_shared(clock), _rendering(as_json=True, colors=False))


def _formatter(shared: list[Processor], rendering: list[Processor]) -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=rendering)


def _shared(clock: Clock) -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        _Stamp(clock),
        structlog.processors.StackInfoRenderer(),
    ]


def _rendering(*, as_json: bool, colors: bool) -> list[Processor]:
    drop = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if as_json:
        return [
            drop,
            _name_the_error,
            structlog.processors.format_exc_info,
            mask_secrets,
            structlog.processors.EventRenamer("event"),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    plain = structlog.dev.plain_traceback  # the pretty one prints local variables: slow, and it shows secrets
    return [drop, mask_secrets, structlog.dev.ConsoleRenderer(colors=colors, exception_formatter=plain)]


class _Stamp:
    """Adds ``ts``: ISO 8601, UTC, milliseconds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def __call__(self, _logger: Any, _method: str, fields: MutableMapping[str, Any]) -> Mapping[str, Any]:
        fields["ts"] = self._clock().isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return fields


def _name_the_error(_logger: Any, _method: str, fields: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Add ``error_class`` where an exception is logged, so that it can be counted."""
    info = fields.get("exc_info")
    error = sys.exc_info()[1] if info is True else info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        fields["error_class"] = type(error).__name__
    return fields


def mask_secrets(_logger: Any, _method: str, fields: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Mask secrets in every field, and put what every line has in front."""
    masked = redact({key: value for key, value in fields.items() if key not in {"exc_info", "event"}})
    assert isinstance(masked, dict)  # noqa: S101  # redact keeps a mapping a mapping
    masked["event"] = redact_text(str(fields.get("event", "")))
    if "exc_info" in fields:
        masked["exc_info"] = fields["exc_info"]
    first = {name: masked.pop(name) for name in FIRST if name in masked}
    return {**first, **masked}
