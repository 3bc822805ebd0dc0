"""Removes what compaction and retention replaced, once no reader can be using it."""

import contextlib
from pathlib import Path

from watchkeeper.observe.series.layout import MANIFEST, SUFFIX, Day, hours_stored
from watchkeeper.observe.series.manifest import live_files, publish


def sweep(root: Path, day: Day, grace_s: float, now_s: float) -> int:
    """Remove files of ``day`` that were replaced more than ``grace_s`` ago, and what an interrupted merge left.

    Returns how many files went. Only the holder of the compaction lock may call it: nobody else writes products.
    """
    files = live_files(root, day)
    old = [name for name, since in files.manifest.dead.items() if now_s - since >= grace_s or since > now_s]
    known = {file.name for file in files.manifest.files} | files.manifest.dead.keys()
    orphans = [path.name for path in files.directory.glob(f"*{SUFFIX}") if path.name not in known]
    for name in (*old, *orphans):
        (files.directory / name).unlink(missing_ok=True)
    if old:
        manifest = publish(root, day, lambda manifest: manifest)
        if not (manifest.files or manifest.dead or files.loose):
            (files.directory / MANIFEST).unlink(missing_ok=True)
    for folder in hours_stored(files.directory).values():
        _remove_if_empty(folder)
    _remove_if_empty(files.directory)
    return len(old) + len(orphans)


def _remove_if_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):  # not empty, or written to at this moment
        folder.rmdir()
