"""One lab a directory: a lock that ends with the process that holds it."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from watchkeeper.lab.errors import LabError

_LOCK_NAME: Final = "lab.lock"


@contextlib.contextmanager
def claim(directory: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold a runtime directory for this process alone; ``wait`` until it is free.

    Raises LabError when another lab holds it.
    """
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (directory / _LOCK_NAME).open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            lock.seek(0)
            owner = lock.read().strip() or "unknown"
            hint = "`wk lab down` ends it; --dir starts another beside it."
            raise LabError(f"A lab is running in {directory} already (process {owner}).", hint=hint) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield
