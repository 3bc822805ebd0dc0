"""The detector's memory on disk: one file a family, metric and shard, replaced after every cycle."""

import io
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from watchkeeper.core.telemetry import get_logger
from watchkeeper.understand.baselines.files import load_columns, replace_file
from watchkeeper.understand.baselines.states import States

_log = get_logger(__name__)


@dataclass(slots=True)
class Remembered:
    """The states after the cycle of ``slot_ms``."""

    slot_ms: int
    states: States


class Memory:
    """States by family, metric and shard. What was written survives the end of the process."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._held: dict[tuple[str, str, int], Remembered] = {}

    def recall(self, family: str, metric: str, shard: int) -> Remembered | None:
        """Return what is remembered; a damaged file is told and counts as nothing."""
        key = (family, metric, shard)
        if key not in self._held:
            path = self._path(key)
            if not path.exists():
                return None
            try:
                found = dict(load_columns(path))
                slot = int(found.pop("slot_ms"))
                self._held[key] = Remembered(slot, States(**found))
            except (OSError, ValueError, KeyError, TypeError) as error:
                _log.warning("baselines.memory_damaged", path=str(path), error=str(error))
                return None
        return self._held[key]

    def remember(self, family: str, metric: str, shard: int, remembered: Remembered) -> None:
        """Keep it, on disk first."""
        content = io.BytesIO()
        columns = {field.name: getattr(remembered.states, field.name) for field in fields(States)}
        np.savez(content, slot_ms=np.int64(remembered.slot_ms), **columns)
        key = (family, metric, shard)
        replace_file(self._path(key), content.getvalue())
        self._held[key] = remembered

    def _path(self, key: tuple[str, str, int]) -> Path:
        return self._root / f"{key[0]}.{key[1]}.{key[2]:04d}.npz"
