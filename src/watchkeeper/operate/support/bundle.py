"""Writing a ZIP file while its parts are gathered, one after the other. A part that fails is told, not left out."""

import json
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Final

from watchkeeper.core.telemetry.logs import get_logger
from watchkeeper.kit.redact import redact, redact_text

MANIFEST: Final = "manifest.json"
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)  # of a ZIP entry (APPNOTE.TXT §4.4.6)
_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the bundle, secrets masked: lines of JSON as they are (``.jsonl``), anything else as JSON."""

    name: str
    gather: Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """How a part came out; ``problem`` is empty when it is in the file."""

    name: str
    size_bytes: int
    problem: str = ""


class _Outlet:
    """What a ZIP file is written into: it only grows, and what was written is taken out of it."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._written.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is open."""

    def take(self) -> bytes:
        taken, self._written = b"".join(self._written), []
        return taken


async def zipped(
    parts: Sequence[Part], made_at: datetime, progress: Callable[[int], None] | None = None
) -> AsyncIterator[bytes]:
    """Yield a ZIP file of ``parts``, each as soon as it is gathered, and last a manifest that says how each came out.

    ``progress`` is told how many parts are done.
    """
    outlet = _Outlet()
    gathered: list[Gathered] = []
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            text, problem = await _gathered(part)
            if not problem:
                archive.writestr(_entry(part.name, made_at), text)
            gathered.append(Gathered(part.name, len(text.encode()), problem))
            if progress is not None:
                progress(len(gathered))
            yield outlet.take()
        listed = [{"name": one.name, "size_bytes": one.size_bytes, "problem": one.problem} for one in gathered]
        archive.writestr(_entry(MANIFEST, made_at), _json({"made_at": made_at, "parts": listed}))
    yield outlet.take()


async def _gathered(part: Part) -> tuple[str, str]:
    try:
        found = await part.gather()
        is_lines = isinstance(found, str) and part.name.endswith(".jsonl")
        return (redact_text(str(found)) if is_lines else _json(redact(_plain(found)))), ""
    except Exception as error:  # noqa: BLE001  # whatever is broken, the rest of the bundle is what helps to mend it
        problem = redact_text(f"{type(error).__name__}: {error}")
        _log.warning("support.part_failed", part=part.name, problem=problem)
        return "", problem


def _entry(name: str, made_at: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, max(made_at.timetuple()[:6], _EARLIEST))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _json(document: object) -> str:
    return json.dumps(document, default=str, ensure_ascii=False, indent=2) + "\n"


def _plain(value: object) -> object:
    """Return ``value`` as JSON has it: ``redact`` looks into mappings and sequences only."""
    return json.loads(json.dumps(value, default=_known))


def _known(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | Path):  # a moment is a date, too
        return str(value)
    raise TypeError(f"{type(value).__name__} is no part of a bundle")
