"""The hours of one UTC day, as they are kept: one small file a family, metric and day."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from watchkeeper.understand.baselines.files import load_columns, replace_file
from watchkeeper.understand.baselines.hours import hours_of_day, local_days
from watchkeeper.understand.baselines.keys import Keys, keys_of
from watchkeeper.understand.baselines.learning import Summaries

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class DayHours:
    """The 24 UTC hours (columns) of each series (rows, sorted by key): median, robust sigma, reach and count.

    ``reach`` is the highest less the lowest value; ``devices`` are whose the series are, 0 where that was not kept;
    ``repeats`` is the share of samples that equal the one before, NaN where nothing is known.
    """

    day: date
    keys: Keys
    devices: Ints
    median: Floats
    spread: Floats
    reach: Floats
    count: Floats
    repeats: Floats


def day_hours(day: date, table: pa.Table) -> DayHours:
    """Return the hours of a table with device_id, object, hour (0..23), median, spread, reach, count, repeats."""
    owners = table["device_id"].to_numpy().astype(np.int64)
    keys = keys_of(owners, table["object"].combine_chunks())
    unique, first, rows = np.unique(keys, return_index=True, return_inverse=True)
    columns = table["hour"].to_numpy().astype(np.int64)
    filled = []
    for name, blank in (("median", np.nan), ("spread", np.nan), ("reach", np.nan), ("count", 0.0), ("repeats", np.nan)):
        grid = np.full((len(unique), 24), blank, dtype=np.float32)
        grid[rows, columns] = table[name].to_numpy().astype(np.float32)
        filled.append(grid)
    median, spread, reach, count, repeats = filled
    known = np.isfinite(repeats)
    share = np.where(known, repeats, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    again = np.where(known.any(axis=1), share, np.nan).astype(np.float32)
    return DayHours(day, unique, owners[first], median, spread, reach, count, again)


def write(path: Path, hours: DayHours) -> None:
    """Write the day in one piece; what was there is replaced."""
    content = io.BytesIO()
    columns = {field.name: getattr(hours, field.name) for field in fields(hours) if field.name != "day"}
    np.savez(content, **columns)
    replace_file(path, content.getvalue())


def read(path: Path, day: date) -> DayHours:
    """Read what ``write`` wrote. Raises OSError, ValueError or KeyError for a damaged file.

    Files of releases that did not keep ``devices`` and ``reach`` are read as well: their samples may be gone by now.
    """
    found = dict(load_columns(path))
    found.setdefault("devices", np.zeros(len(found["keys"]), dtype=np.int64))
    found.setdefault("reach", np.full_like(found["spread"], np.nan))
    return DayHours(day, **{field.name: found[field.name] for field in fields(DayHours) if field.name != "day"})


@dataclass(frozen=True, slots=True)
class History:
    """The hours of all days side by side, of all series (rows, sorted by key); ``starts`` are the days' first seconds.

    ``devices`` are whose the series are, 0 where no day says so; ``repeats`` is the mean of the days that know it.
    """

    keys: Keys
    devices: Ints
    median: Floats
    spread: Floats
    reach: Floats
    count: Floats
    repeats: Floats
    starts: tuple[int, ...]

    def on_the_wall(self, zone: ZoneInfo, rows: Ints | slice = slice(None)) -> Summaries:
        """Return the hours of the series ``rows`` by the clock of ``zone``."""
        none: list[Ints] = [np.zeros(0, dtype=np.int64)]
        bucket = np.concatenate([hours_of_day(start, zone) for start in self.starts] or none)
        day = np.concatenate([local_days(start, zone) for start in self.starts] or none)
        return Summaries(self.median[rows], self.spread[rows], self.reach[rows], self.count[rows], bucket, day)


def joined(days: Sequence[DayHours]) -> History:
    """Return the hours of all days side by side."""
    keys = np.unique(np.concatenate([one.keys for one in days])) if days else np.zeros(0, dtype=np.uint64)
    shape = (len(keys), 24 * len(days))
    median, spread = np.full(shape, np.nan, dtype=np.float32), np.full(shape, np.nan, dtype=np.float32)
    reach = np.full(shape, np.nan, dtype=np.float32)
    count, devices = np.zeros(shape, dtype=np.float32), np.zeros(len(keys), dtype=np.int64)
    repeats, seen = np.zeros(len(keys)), np.zeros(len(keys))
    for number, one in enumerate(days):
        rows, columns = np.searchsorted(keys, one.keys), slice(24 * number, 24 * number + 24)
        median[rows, columns], spread[rows, columns], count[rows, columns] = one.median, one.spread, one.count
        reach[rows, columns] = one.reach
        devices[rows] = np.maximum(devices[rows], one.devices)
        repeats[rows] += np.nan_to_num(one.repeats)
        seen[rows] += np.isfinite(one.repeats)
    usual = np.where(seen > 0, repeats / np.maximum(seen, 1), np.nan).astype(np.float32)
    starts = tuple((one.day - EPOCH).days * 86_400 for one in days)
    return History(keys, devices, median, spread, reach, count, usual, starts)
