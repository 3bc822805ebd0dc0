"""One server owns a data directory: a lock that the kernel gives back when its holder dies, however it dies."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from watchkeeper.core.errors import ConflictError

LOCK_FILE = "server.lock"
PATIENCE, PAUSE_S = 5, 0.02  # somebody who only asks holds the lock for an instant


class DataDirectoryInUseError(ConflictError):
    """Another process owns the data directory."""

    code = "data_directory_in_use"


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a data directory; ``address`` is empty until it listens."""

    pid: int
    address: str = ""


class Ownership:
    """A held data directory. ``announce`` tells others where its server listens."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self.announce("")

    def announce(self, address: str) -> None:
        """Write who holds the directory into the lock file."""
        document = json.dumps(asdict(Owner(os.getpid(), address))).encode()
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, document, 0)


@contextmanager
def own(data_dir: Path) -> Iterator[Ownership]:
    """Hold ``data_dir`` while the block runs. Raises DataDirectoryInUseError when another process does."""
    descriptor = os.open(data_dir / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        if not _lock(descriptor, patience=PATIENCE):
            raise _refusal(data_dir, _read(data_dir))
        yield Ownership(descriptor)
    finally:
        os.close(descriptor)


def owner_of(data_dir: Path) -> Owner | None:
    """Return who holds ``data_dir`` now, or None."""
    try:
        descriptor = os.open(data_dir / LOCK_FILE, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        return None if _lock(descriptor, patience=1) else _read(data_dir) or Owner(0)
    finally:
        os.close(descriptor)


def _lock(descriptor: int, *, patience: int) -> bool:
    for attempt in range(patience):
        if attempt:
            time.sleep(PAUSE_S)
        with suppress(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    return False


def _refusal(data_dir: Path, owner: Owner | None) -> DataDirectoryInUseError:
    who = "another process" if owner is None else f"process {owner.pid}"
    where = f" at {owner.address}" if owner is not None and owner.address else ""
    return DataDirectoryInUseError(
        f"The data directory {data_dir} is in use by {who}{where}.",
        hint="Use that server, stop it, or start this one with another --data-dir.",
    )


def _read(data_dir: Path) -> Owner | None:
    try:
        document = json.loads((data_dir / LOCK_FILE).read_text(encoding="utf-8"))
        return Owner(int(document["pid"]), str(document["address"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
