"""Files that are replaced in one piece, and read back whole or refused."""

import os
from collections.abc import Mapping
from pathlib import Path

import numpy as np


def replace_file(path: Path, content: bytes) -> None:
    """Write ``content`` beside ``path``, make it durable, move it there: readers see the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def load_columns(path: Path) -> Mapping[str, np.ndarray]:
    """Return the arrays of an ``.npz`` file. Raises OSError or ValueError (a damaged file, objects in it)."""
    import zipfile

    try:
        with np.load(path, allow_pickle=False) as found:
            return {name: found[name] for name in found.files}
    except zipfile.BadZipFile as error:
        raise ValueError(f"{path} is damaged") from error
