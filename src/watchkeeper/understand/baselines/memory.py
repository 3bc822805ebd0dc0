"""The detector's memory on disk: one file a family, metric and shard, replaced after every cycle."""

import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TypeAlias

import numpy as np

from watchkeeper.core.telemetry import get_logger
from watchkeeper.understand.baselines.files import load_columns, replace_file
from watchkeeper.understand.baselines.keys import Keys
from watchkeeper.understand.baselines.states import States, joined

Place: TypeAlias = tuple[str, str, int]
"""Family, metric and shard."""
_log = get_logger(__name__)


@dataclass(slots=True)
class Remembered:
    """The states after the cycle of ``slot_ms``."""

    slot_ms: int
    states: States


class Memory:
    """States by family, metric and shard. What was written survives the end of the process. Thread-safe.

    A device may turn up in any shard (others were added, or it was silent for a while): what is known of its series
    goes with it, or else what is open of them would never end.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._held: dict[Place, Remembered] = {}
        self._moved: dict[tuple[str, str], dict[int, int]] = {}
        self._lock = threading.Lock()

    def recall(self, place: Place, keys: Keys) -> tuple[Remembered | None, Keys]:
        """Return what a shard remembers and, joined to it, what others do of ``keys``; and which of them that are.

        A damaged file is told and counts as nothing.
        """
        with self._lock:
            own = self._read(place)
            unknown = keys if own is None else _without(keys, own.states.key)
            known = own
            for other in self._others(place) if len(unknown) else ():
                found = other.states.of(np.isin(other.states.key, unknown))
                if len(found):
                    unknown = _without(unknown, found.key)
                    known = Remembered(own.slot_ms if own else 0, joined(known.states, found) if known else found)
            return known, keys[:0] if known is own else _without(keys, own.states.key if own else keys[:0], unknown)

    def remember(self, place: Place, remembered: Remembered, came: Keys) -> None:
        """Keep it, on disk first. ``came`` are the series that are taken over from other shards."""
        with self._lock:
            moved = self._moved.setdefault(place[:2], {})
            moved.update(dict.fromkeys(came.tolist(), place[2]))
            gone = [key for key, shard in moved.items() if shard != place[2]]
            self._write(place, Remembered(remembered.slot_ms, _left(remembered.states, gone)))
            for other in self._places(place) if len(came) else ():
                former = self._read(other)
                if former is not None and np.isin(former.states.key, came).any():
                    self._write(other, Remembered(former.slot_ms, _left(former.states, came)))

    def _others(self, place: Place) -> list[Remembered]:
        """Return what other shards remember of the metric, the latest first."""
        found = [remembered for other in self._places(place) if (remembered := self._read(other)) is not None]
        return sorted(found, key=lambda remembered: -remembered.slot_ms)

    def _places(self, place: Place) -> list[Place]:
        paths = self._root.glob(f"{place[0]}.{place[1]}.*.npz")
        shards = {int(path.suffixes[-2][1:]) for path in paths}
        return [(*place[:2], shard) for shard in sorted(shards - {place[2]})]

    def _read(self, place: Place) -> Remembered | None:
        if place not in self._held:
            path = self._path(place)
            if not path.exists():
                return None
            try:
                found = dict(load_columns(path))
                slot = int(found.pop("slot_ms"))
                self._held[place] = Remembered(slot, States(**found))
            except (OSError, ValueError, KeyError, TypeError) as error:
                _log.warning("baselines.memory_damaged", path=str(path), error=str(error))
                return None
        return self._held[place]

    def _write(self, place: Place, remembered: Remembered) -> None:
        content = io.BytesIO()
        columns = {field.name: getattr(remembered.states, field.name) for field in fields(States)}
        np.savez(content, slot_ms=np.int64(remembered.slot_ms), **columns)
        replace_file(self._path(place), content.getvalue())
        self._held[place] = remembered

    def _path(self, place: Place) -> Path:
        return self._root / f"{place[0]}.{place[1]}.{place[2]:04d}.npz"


def _without(keys: Keys, *others: Keys) -> Keys:
    for some in others:
        if np.array_equal(keys, some):
            return keys[:0]
        keys = keys[~np.isin(keys, some)]
    return keys


def _left(states: States, gone: Keys | Sequence[int]) -> States:
    return states.of(~np.isin(states.key, np.asarray(gone, dtype=np.uint64))) if len(gone) else states
