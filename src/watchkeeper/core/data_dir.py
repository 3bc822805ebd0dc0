"""The data directory: made private, known to be writable, and used by one server at a time."""

import errno
import fcntl
import os
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from watchkeeper.core.errors import ConfigurationError

LOCK_NAME = "watchkeeper.lock"
PRIVATE = 0o700
_PROBE_BYTES = 4096

_HINTS = {
    errno.ENOSPC: "The disk is full: free some space.",
    errno.EDQUOT: "The disk quota is used up: free some space.",
    errno.EROFS: "The file system is mounted read-only.",
    errno.EACCES: "Give this user write permission, or set data_dir to another directory.",
    errno.EPERM: "Give this user write permission, or set data_dir to another directory.",
    errno.ENOTDIR: "A part of the path is a file: set data_dir to another directory.",
    errno.EEXIST: "There is a file of that name: set data_dir to another directory.",
    errno.ENOLCK: "The file system has no locks (some network file systems): put data_dir on a local disk.",
    errno.EOPNOTSUPP: "The file system has no locks (some network file systems): put data_dir on a local disk.",
}


class DataDirectoryInUseError(ConfigurationError):
    """Another server works on the directory."""

    code = "data_directory_in_use"


class DataDirectory:
    """The directory that an installation owns.

    ``prepare()`` is for every command that writes; a server holds the lock as well, for as long as it runs:
    ``with DataDirectory(path).lock(): …``. The operating system drops the lock with the process, even a killed one.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def prepare(self) -> None:
        """Create the directory (0700) when it is missing and prove that it can be written to.

        Raises ConfigurationError that says what is wrong and what to do.
        """
        try:
            self.path.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.path, prefix=".probe-") as probe:
                probe.write(b"\0" * _PROBE_BYTES)
                probe.flush()
                os.fsync(probe.fileno())
        except OSError as error:
            raise self._explain(error) from error

    def lock(self) -> "DirectoryLock":
        """Prepare the directory and take its lock.

        Raises DataDirectoryInUseError, naming the process, when another server has it; ConfigurationError as above.
        """
        self.prepare()
        try:
            return DirectoryLock(self.path / LOCK_NAME)
        except BlockingIOError as error:
            holder = _holder(self.path / LOCK_NAME)
            raise DataDirectoryInUseError(
                f"Another Watchkeeper server{holder} works on {self.path}.",
                hint="Stop it first, or give this one a data_dir of its own.",
            ) from error
        except OSError as error:
            raise self._explain(error) from error

    def _explain(self, error: OSError) -> ConfigurationError:
        reason = os.strerror(error.errno) if error.errno else str(error)
        hint = _HINTS.get(error.errno or 0, "Set data_dir to a directory this user can write to.")
        return ConfigurationError(f"The data directory {self.path} cannot be used: {reason}.", hint=hint)


class DirectoryLock:
    """The held lock. ``release()``, leaving its ``with`` block or the end of the process gives it up."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, f"{os.getpid()}\n".encode(), 0)
        except BaseException:
            os.close(self._descriptor)
            raise

    def release(self) -> None:
        """Give the lock up. The file stays: removing it would let two servers lock two files of one name."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        """Hold the lock for a block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the lock up."""
        self.release()


def _holder(path: Path) -> str:
    try:
        pid = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return f" (process {pid})" if pid.isdigit() else ""
