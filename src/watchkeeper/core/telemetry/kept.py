"""The last of what a server logged, kept in its data directory for support bundles: two files, the older of them full.

Standard error is where the log goes; this is a copy of limited size, and its failing stops nothing.
"""

import logging
import logging.handlers
import os
from collections import deque
from io import TextIOWrapper
from pathlib import Path
from typing import Final

from watchkeeper.core.settings import LoggingSettings
from watchkeeper.core.telemetry.logs import json_formatter
from watchkeeper.kit.clock import Clock, utc_now

FOLDER: Final = "log"
_FILES: Final = 2


class _Kept(logging.handlers.RotatingFileHandler):
    def _open(self) -> TextIOWrapper:
        file = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return TextIOWrapper(os.fdopen(file, "ab"), encoding="utf-8")

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # logging's name
        """Go on: a disk that is full is told by the doctor, and standard error has the line."""


def keep_lines(data_dir: Path, name: str, settings: LoggingSettings, clock: Clock = utc_now) -> None:
    """Keep the last lines of this process in ``data_dir/log/NAME.jsonl`` from now on; it replaces none of the log."""
    if not settings.kept_bytes:
        return
    folder = data_dir / FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        handler = _Kept(
            folder / f"{name}.jsonl", maxBytes=max(settings.kept_bytes // _FILES, 1), backupCount=_FILES - 1
        )
    except OSError as error:
        logging.getLogger(__name__).warning("the log is not kept in %s: %s", folder, error.strerror)
        return
    handler.setFormatter(json_formatter(clock))
    logging.getLogger().addHandler(handler)


def kept_lines(data_dir: Path, most: int) -> list[str]:
    """Return the last lines of each process that kept some, oldest first, up to ``most`` a process."""
    found: list[str] = []
    for newest in sorted((data_dir / FOLDER).glob("*.jsonl")):
        lines: deque[str] = deque(maxlen=most)
        for path in (newest.with_name(f"{newest.name}.1"), newest):
            if path.is_file():
                lines.extend(path.read_text(encoding="utf-8", errors="replace").splitlines())
        found += lines
    return found
