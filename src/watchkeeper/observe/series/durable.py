"""Files that are either there and whole, or not there: temporary file, fsync, rename, fsync of the directory."""

import errno
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from watchkeeper.observe.series.errors import StoreFullError, StoreUnwritableError

TEMPORARY_SUFFIX = ".tmp"
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_ATTEMPTS = 3


def sync_directory(path: Path) -> None:
    """Make the entries of the directory at ``path`` durable."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_directory(path: Path) -> None:
    """Create ``path`` and its parents durably; nothing happens when it is there."""
    if path.is_dir():
        return
    make_directory(path.parent)
    path.mkdir(exist_ok=True)
    sync_directory(path.parent)


def write_durably(path: Path, write: Callable[[BinaryIO], object], *, sync: bool = True) -> int:
    """Put what ``write`` produces at ``path``, all or nothing, and return its size in bytes.

    When this returns the file survives the death of the process and, with ``sync``, of the machine. An existing file
    is replaced atomically. Raises StoreFullError when the file system has no room and StoreUnwritableError on any
    other failure of the file system; the temporary file is removed.
    """
    for attempt in range(_ATTEMPTS):
        try:
            with durable_file(path, sync=sync) as file:
                write(file)
                return file.tell()
        except StoreUnwritableError as error:  # compaction may remove an empty directory in between
            if attempt == _ATTEMPTS - 1 or not isinstance(error.__cause__, FileNotFoundError):
                raise
    raise AssertionError("unreachable")  # pragma: no cover


@contextmanager
def durable_file(path: Path, *, sync: bool = True) -> Iterator[BinaryIO]:
    """Yield a file that appears at ``path`` when the block ends without an exception. Errors as ``write_durably``."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}{TEMPORARY_SUFFIX}")
    with file_system_errors(path):
        make_directory(path.parent)
        try:
            with temporary.open("wb") as file:
                yield file
                file.flush()
                if sync:
                    os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        if sync:
            sync_directory(path.parent)


@contextmanager
def file_system_errors(path: Path) -> Iterator[None]:
    """Turn the operating system's errors into the store's."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_SPACE:
            raise StoreFullError(
                f"There is no room to write {path.name} of the series store.",
                hint=f"Free space on the file system of {path.parent} or shorten series.retention.",
            ) from error
        raise StoreUnwritableError(
            f"The series store cannot write {path}: {error.strerror or error}.",
            hint="Check that the data directory exists and belongs to the user that runs Watchkeeper.",
        ) from error


def remove_temporary(root: Path) -> int:
    """Remove what interrupted writers left below ``root`` and return how many files that were.

    Call it only when no other process writes there.
    """
    removed = 0
    for leftover in root.rglob(f".*{TEMPORARY_SUFFIX}"):
        leftover.unlink(missing_ok=True)
        removed += 1
    return removed
