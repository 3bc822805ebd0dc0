"""The manifest of a date: which compacted files are alive, and which segments they replaced.

A reader lists the directories first and reads the manifest second. What the manifest lists, and every segment that
it does not call dead, is then alive exactly once, whatever a compaction is doing meanwhile:

* a date has a manifest before its first product is written;
* before a publication its sources are alive and its product is unknown;
* the publication replaces one file atomically and flips both at once;
* sources are removed only later; a reader that still wants one finds it missing, and plans again.

A segment that compaction took carries a name of its own (``<cycle>-<shard>~<token>.parquet``), so a task that writes
the same segment again later makes a new file, which is alive beside the compacted one and wins over it.
"""

import fcntl
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import pyarrow.parquet as pq

from watchkeeper.core.telemetry import get_logger
from watchkeeper.observe.series.durable import write_durably
from watchkeeper.observe.series.layout import MANIFEST, SUFFIX, Day, hours_stored

_log = get_logger(__name__)

METADATA_KEY = b"watchkeeper"
"""Parquet metadata of a compacted file: its entry of the manifest and the names it replaced, as JSON."""
RAW_KINDS = frozenset({"part", "hour", "day"})
PUBLISH_LOCK = "publish.lock"


@dataclass(frozen=True, slots=True)
class Compacted:
    """One compacted file of a date. ``kind``: part, hour, day (samples), hourly or daily (rollups).

    ``token`` is that of the merge that wrote it; files of one merge and kind share no device.
    """

    name: str
    kind: str
    hours: tuple[int, ...]
    token: str
    rows: int = 0
    bytes: int = 0
    first_device: int = 0
    last_device: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """``dead`` maps names, relative to the date's directory, to when they were replaced (seconds since the epoch)."""

    generation: int = 0
    files: tuple[Compacted, ...] = ()
    dead: Mapping[str, float] = field(default_factory=dict)

    def of_kind(self, *kinds: str) -> tuple[Compacted, ...]:
        """Return the live files of these kinds."""
        return tuple(file for file in self.files if file.kind in kinds)

    def replaced(self, added: tuple[Compacted, ...], removed: frozenset[str], at_s: float) -> "Manifest":
        """Return the next generation: ``added`` are alive, ``removed`` (relative names) are dead since ``at_s``."""
        kept = tuple(file for file in self.files if file.name not in removed)
        dead = {**self.dead, **dict.fromkeys(sorted(removed), at_s)}
        return replace(self, generation=self.generation + 1, files=(*kept, *added), dead=dead)


@dataclass(frozen=True, slots=True)
class Loose:
    """One segment that no compaction has replaced yet."""

    path: Path
    hour: int
    modified_ns: int
    bytes: int


@dataclass(frozen=True, slots=True)
class DayFiles:
    """Everything alive of one date."""

    day: Day
    directory: Path
    manifest: Manifest
    loose: tuple[Loose, ...]

    def path(self, file: Compacted) -> Path:
        """Return where a compacted file lies."""
        return self.directory / file.name


def live_files(root: Path, day: Day) -> DayFiles:
    """Return what is alive of ``day`` at one moment; nothing twice and nothing missing."""
    directory = day.directory(root)
    found = list(_segments(directory))
    manifest = read_manifest(directory)
    loose = (segment for segment in found if segment.path.relative_to(directory).as_posix() not in manifest.dead)
    return DayFiles(day, directory, manifest, tuple(loose))


def _segments(directory: Path) -> Iterator[Loose]:
    for hour, folder in sorted(hours_stored(directory).items()):
        try:
            entries = sorted(folder.iterdir())
        except FileNotFoundError:
            continue
        for path in entries:
            if path.suffix != SUFFIX:
                continue
            try:
                status = path.stat()
            except FileNotFoundError:  # taken by a compaction: the manifest or the next plan has it
                continue
            yield Loose(path, hour, status.st_mtime_ns, status.st_size)


def read_manifest(directory: Path) -> Manifest:
    """Return the manifest of a date's directory; one that is lost or damaged is recovered from the files."""
    path = directory / MANIFEST
    try:
        return _parse(path.read_bytes())
    except FileNotFoundError:
        return recover(directory)
    except (ValueError, KeyError, TypeError) as error:
        _log.exception("series.manifest_damaged", path=str(path), error=str(error))
        return recover(directory)


def _parse(content: bytes) -> Manifest:
    document = json.loads(content)
    files = tuple(Compacted(**{**file, "hours": tuple(file["hours"])}) for file in document["files"])
    return Manifest(int(document["generation"]), files, dict(document["dead"]))


def recover(directory: Path) -> Manifest:
    """Rebuild a manifest from what the compacted files say of themselves; empty when there are none."""
    entries: list[Compacted] = []
    dead: dict[str, float] = {}
    for path in sorted(directory.glob(f"*{SUFFIX}")):
        try:
            document = json.loads(pq.read_metadata(path).metadata[METADATA_KEY])
            entry, replaces = document["entry"], document["replaces"]
            entries.append(Compacted(**{**entry, "hours": tuple(entry["hours"]), "bytes": path.stat().st_size}))
        except (OSError, ValueError, KeyError, TypeError) as error:
            _log.warning("series.compacted_file_ignored", path=str(path), error=str(error))
            continue
        dead.update(dict.fromkeys(replaces, time.time()))
    return Manifest(int(bool(entries)), tuple(entry for entry in entries if entry.name not in dead), dead)


def describe(entry: Compacted, replaces: frozenset[str]) -> bytes:
    """Return the metadata that lets ``recover`` rebuild a manifest."""
    return json.dumps({"entry": asdict(entry), "replaces": sorted(replaces)}).encode()


def publish(root: Path, day: Day, change: Callable[[Manifest], Manifest]) -> Manifest:
    """Replace the manifest of ``day`` by ``change`` of it, durably and atomically, and return the new one.

    Entries of files that are gone are forgotten. Raises StoreFullError or StoreUnwritableError.
    """
    directory = day.directory(root)
    with exclusive(root / PUBLISH_LOCK):
        changed = change(read_manifest(directory))
        dead = {name: at for name, at in changed.dead.items() if (directory / name).exists()}
        manifest = replace(changed, dead=dead)
        document = {
            "generation": manifest.generation,
            "files": [asdict(file) for file in manifest.files],
            "dead": dead,
        }
        write_durably(directory / MANIFEST, lambda sink: sink.write(json.dumps(document, indent=1).encode()))
    return manifest


@contextmanager
def exclusive(path: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold the lock file at ``path``, among threads and processes. Raises BlockingIOError if taken and not ``wait``."""
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)
