"""Learned baselines on disk: a folder a version, one pointer that is swapped, arrays that are mapped and not read.

<root>/versions/<version>/<family>.<metric>/{keys,centre,scale,tilt,level,samples,repeats,zones,zone}.npy
<root>/current                                   the name of the version in use
"""

import io
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from watchkeeper.understand.baselines.files import replace_file
from watchkeeper.understand.baselines.hours import HOUR_S, hour_of_week
from watchkeeper.understand.baselines.keys import Keys
from watchkeeper.understand.baselines.learning import Profiles

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Normal:
    """What is normal at one moment, an entry a series; NaN where nothing is known. Centre and scale are compared units.

    ``centre`` is that of the whole hour, ``course`` that of the very moment; ``bucket`` is the hour of the week on each
    series' wall.
    """

    centre: Floats
    course: Floats
    scale: Floats
    repeats: Floats
    bucket: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is normal for the series of one metric: ``profiles`` in the order of ``keys``, which are sorted.

    ``zone`` says by the clock of which of ``zones`` (names) each series was learned; it is looked up by the same.
    """

    keys: Keys
    profiles: Profiles
    repeats: Floats
    zones: tuple[str, ...]
    zone: NDArray[np.int16]

    def at(self, epoch_s: float, wanted: Keys) -> Normal:
        """Return what is normal for ``wanted`` series at ``epoch_s``."""
        rows, known = self.rows_of(wanted)
        if not len(self.keys):
            none = np.full(len(wanted), np.nan, dtype=np.float32)
            return Normal(none, none, none, none, np.zeros(len(wanted), dtype=np.int64))
        now = np.array([hour_of_week(epoch_s, ZoneInfo(name)) for name in self.zones])
        bucket = now[self.zone[rows]]
        centre = _picked(self.profiles.centre, bucket, rows, known)
        scale = _picked(self.profiles.scale, bucket, rows, known)
        tilt = _picked(self.profiles.tilt, bucket, rows, known)
        of_hour = np.float32(epoch_s % HOUR_S / HOUR_S - 0.5)
        return Normal(
            centre,
            centre + of_hour * tilt * scale,
            scale,
            np.where(known, self.repeats[rows], np.nan).astype(np.float32),
            bucket,
        )

    def rows_of(self, wanted: Keys) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return the row of each wanted key, and whether it is known at all."""
        if not len(self.keys):
            return np.zeros(len(wanted), dtype=np.int64), np.zeros(len(wanted), dtype=bool)
        at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return at, np.asarray(self.keys[at] == wanted)


def _picked(
    table: NDArray[Any], bucket: NDArray[np.int64], rows: NDArray[np.int64], known: NDArray[np.bool_]
) -> Floats:
    """Return the entries of ``rows`` in their buckets; of the mapped table only those hours are touched."""
    found = np.full(len(rows), np.nan, dtype=np.float32)
    for hour in np.unique(bucket).tolist():
        here = known & (bucket == hour)
        found[here] = table[hour][rows[here]]
    return found


class Versions:
    """The versions below ``root``. ``zone`` is by whose clock those were learned that do not say it."""

    def __init__(self, root: Path, zone: str = "UTC") -> None:
        self._root = root
        self._zone = zone

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
            "zones": np.array(baseline.zones, dtype=np.str_),
            "zone": baseline.zone,
        }
        arrays |= {"centre": profiles.centre, "scale": profiles.scale, "tilt": profiles.tilt, "level": profiles.level}
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
        tilt = part["tilt"] if "tilt" in part else np.zeros(part["level"].shape, dtype=np.float16)  # of older releases
        profiles = Profiles(part["centre"], part["scale"], part["level"], part["samples"], tilt)
        keys = np.asarray(part["keys"])
        if "zones" not in part:  # written by a release that knew one clock
            return Baseline(keys, profiles, part["repeats"], (self._zone,), np.zeros(len(keys), dtype=np.int16))
        return Baseline(keys, profiles, part["repeats"], tuple(part["zones"].tolist()), part["zone"])
