"""Finds damaged files, moves them aside and says so; the rest of the store goes on."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from watchkeeper.observe.series.layout import day_from_directory
from watchkeeper.observe.series.manifest import Manifest, publish, read_manifest
from watchkeeper.observe.series.metrics import SeriesMetrics
from watchkeeper.observe.series.segments import is_readable, quarantine

UNREADABLE = "it cannot be read or a checksum is wrong"


@dataclass(frozen=True, slots=True)
class DamagedFile:
    """A file that was moved to ``moved_to`` because it could not be read."""

    family: str
    path: Path
    moved_to: Path
    reason: str


Notify = Callable[[DamagedFile], None]


class DamageControl:
    """Examines files below ``root``. ``notify`` hears of each one that was moved aside. Thread-safe."""

    def __init__(self, root: Path, metrics: SeriesMetrics, notify: Notify | None = None) -> None:
        self._root = root
        self._metrics = metrics
        self._notify = notify

    def examine(self, files: Collection[Path]) -> bool:
        """Look at every file; tell whether one is gone or was damaged, so that reading again makes sense."""
        changed = False
        for path in files:
            try:
                damaged = not is_readable(path)
            except FileNotFoundError:
                self._forget(path)
                changed = True
                continue
            if damaged:
                self.set_aside(path, UNREADABLE)
                changed = True
        return changed

    def set_aside(self, path: Path, reason: str) -> None:
        """Move a damaged file out of the store and, if the manifest lists it, take it off the list."""
        moved_to = quarantine(self._root, path, reason)
        self._forget(path)
        if moved_to is None:
            return
        family = path.relative_to(self._root).parts[0]
        self._metrics.quarantined.labels(family).inc()
        if self._notify is not None:
            self._notify(DamagedFile(family, path, moved_to, reason))

    def _forget(self, path: Path) -> None:
        """Take a compacted file that is not there off the manifest."""
        day = day_from_directory(self._root, path.parent)
        if day is None or all(file.name != path.name for file in read_manifest(path.parent).files):
            return
        publish(self._root, day, lambda manifest: _without(manifest, path))


def _without(manifest: Manifest, path: Path) -> Manifest:
    if path.exists():
        return manifest
    return manifest.replaced((), frozenset({path.name}), 0.0)
