"""The newest checkpoint, kept in a file outside the database: a chain that was cut back no longer reaches it."""

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from watchkeeper.core.errors import InvalidInputError

FOLDER: Final = "audit"
FILE: Final = "head.json"


@dataclass(frozen=True, slots=True)
class Head:
    """A checkpoint: the chain was at ``sequence`` with ``hash``, signed."""

    sequence: int
    hash: str
    at: datetime
    key_id: str
    signature: str


def path_of(data_dir: Path) -> Path:
    """Return where the file is."""
    return data_dir / FOLDER / FILE


def read(data_dir: Path) -> Head | None:
    """Return the checkpoint beside the database; None when none was written yet. Raises InvalidInputError."""
    path = path_of(data_dir)
    return read_file(path) if path.exists() else None


def read_file(path: Path) -> Head:
    """Return the checkpoint in ``path``. Raises InvalidInputError when it holds none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return Head(
            int(found["sequence"]),
            str(found["hash"]),
            datetime.fromisoformat(found["at"]),
            str(found["key_id"]),
            str(found["signature"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InvalidInputError(
            f"{path} holds no audit checkpoint: {error}.",
            hint="See the runbook of a broken audit chain before you remove it.",
        ) from error


def write(data_dir: Path, head: Head) -> None:
    """Replace the file, durably: whoever reads it finds the old one or the new one."""
    path = path_of(data_dir)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    with draft.open("w", encoding="utf-8") as file:
        json.dump({**asdict(head), "at": head.at.isoformat()}, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
