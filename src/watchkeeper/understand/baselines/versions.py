"""Learned baselines on disk: a folder a version, one pointer that is swapped, arrays that are mapped and not read.

<root>/versions/<version>/<family>.<metric>/{keys,centre,scale,level,samples,repeats}.npy
<root>/current                                   the name of the version in use
"""

import io
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from watchkeeper.understand.baselines.files import replace_file
from watchkeeper.understand.baselines.keys import Keys
from watchkeeper.understand.baselines.learning import Profiles

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is normal for the series of one metric: ``profiles`` in the order of ``keys``, which are sorted."""

    keys: Keys
    profiles: Profiles
    repeats: Floats

    def rows_of(self, wanted: Keys) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return the row of each wanted key, and whether it is known at all."""
        if not len(self.keys):
            return np.zeros(len(wanted), dtype=np.int64), np.zeros(len(wanted), dtype=bool)
        at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return at, np.asarray(self.keys[at] == wanted)


class Versions:
    """The versions below ``root``."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def current(self) -> str:
        """The version in use, empty when nothing has been learned yet."""
        pointer = self._root / "current"
        name = pointer.read_text().strip() if pointer.exists() else ""
        return name if name and (self._root / "versions" / name).is_dir() else ""

    def write(self, version: str, name: str, baseline: Baseline) -> None:
        """Write one metric (``family.metric``) of a version that is not in use yet."""
        folder = self._root / "versions" / version / name
        profiles = baseline.profiles
        arrays: dict[str, NDArray[Any]] = {
            "keys": baseline.keys,
            "repeats": baseline.repeats,
            "samples": profiles.samples,
        }
        arrays |= {"centre": profiles.centre, "scale": profiles.scale, "level": profiles.level}
        for part, array in arrays.items():
            content = io.BytesIO()
            np.save(content, array)
            replace_file(folder / f"{part}.npy", content.getvalue())

    def use(self, version: str) -> None:
        """Swap to ``version`` and forget all but the ones in use and before."""
        former = self.current
        replace_file(self._root / "current", version.encode())
        for folder in (self._root / "versions").iterdir():
            if folder.name not in {version, former}:
                shutil.rmtree(folder)

    def load(self, version: str, name: str) -> Baseline | None:
        """Return one metric of a version, mapped; None when it has not been learned."""
        folder = self._root / "versions" / version / name
        if not version or not (folder / "samples.npy").exists():
            return None
        part = {file.stem: np.load(file, mmap_mode="r") for file in sorted(folder.glob("*.npy"))}
        profiles = Profiles(part["centre"], part["scale"], part["level"], part["samples"])
        return Baseline(np.asarray(part["keys"]), profiles, part["repeats"])
