"""One server owns a data directory, and says where it listens; commands ask who that is."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from watchkeeper.core import data_dir as directories
from watchkeeper.core.data_dir import DataDirectory, DirectoryLock
from watchkeeper.core.errors import ConflictError

NOTE_FILE = "server.json"
PATIENCE, PAUSE_S = 5, 0.02  # somebody who only asks holds the lock for an instant


class DataDirectoryInUseError(ConflictError):
    """Another process owns the data directory."""

    code = "data_directory_in_use"


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a data directory; ``address`` is empty until it listens, ``pid`` is 0 when it did not say."""

    pid: int
    address: str = ""


class Ownership:
    """A held data directory. ``announce`` tells others where its server listens."""

    def __init__(self, data_dir: Path) -> None:
        self._note = data_dir / NOTE_FILE
        self.announce("")

    def announce(self, address: str) -> None:
        """Write who holds the directory beside its lock; the lock alone says that it is true."""
        draft = self._note.with_suffix(".tmp")
        draft.write_text(json.dumps(asdict(Owner(os.getpid(), address))), encoding="utf-8")
        draft.replace(self._note)


@contextmanager
def own(data_dir: Path) -> Iterator[Ownership]:
    """Make ``data_dir`` if it is missing and hold it while the block runs.

    Raises DataDirectoryInUseError when another process does, ConfigurationError when it cannot be used.
    """
    with _locked(data_dir, patience=PATIENCE):
        yield Ownership(data_dir)


def owner_of(data_dir: Path) -> Owner | None:
    """Return who holds ``data_dir`` now, or None."""
    if not (data_dir / directories.LOCK_NAME).is_file():
        return None
    try:
        with _locked(data_dir, patience=1):
            return None
    except DataDirectoryInUseError:
        return _read(data_dir) or Owner(0)


def _locked(data_dir: Path, *, patience: int) -> DirectoryLock:
    for attempt in range(patience):
        if attempt:
            time.sleep(PAUSE_S)
        with suppress(directories.DataDirectoryInUseError):
            return DataDirectory(data_dir).lock()
    owner = _read(data_dir)
    who = "another process" if owner is None else f"process {owner.pid}"
    where = f" at {owner.address}" if owner is not None and owner.address else ""
    raise DataDirectoryInUseError(
        f"The data directory {data_dir} is in use by {who}{where}.",
        hint="Use that server, stop it, or start this one with another --data-dir.",
    )


def _read(data_dir: Path) -> Owner | None:
    try:
        document = json.loads((data_dir / NOTE_FILE).read_text(encoding="utf-8"))
        return Owner(int(document["pid"]), str(document["address"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
