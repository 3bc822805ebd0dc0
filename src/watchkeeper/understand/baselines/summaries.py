"""The hours of one UTC day, as they are kept: one small file a family, metric and day."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from watchkeeper.understand.baselines.files import load_columns, replace_file
from watchkeeper.understand.baselines.hours import hours_of_day
from watchkeeper.understand.baselines.keys import Keys, keys_of
from watchkeeper.understand.baselines.learning import Summaries

Floats = NDArray[np.float32]
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class DayHours:
    """Median, robust sigma and count of each series (rows, sorted by key) in each of the 24 UTC hours (columns).

    ``repeats`` is the share of samples that equal the one before; NaN where nothing is known.
    """

    day: date
    keys: Keys
    median: Floats
    spread: Floats
    count: Floats
    repeats: Floats


def day_hours(day: date, table: pa.Table) -> DayHours:
    """Return the hours of a table with device_id, object, hour (0..23), median, spread, count and repeats."""
    keys = keys_of(table["device_id"].to_numpy(), table["object"].combine_chunks())
    unique, rows = np.unique(keys, return_inverse=True)
    columns = table["hour"].to_numpy().astype(np.int64)
    filled = []
    for name, blank in (("median", np.nan), ("spread", np.nan), ("count", 0.0), ("repeats", np.nan)):
        grid = np.full((len(unique), 24), blank, dtype=np.float32)
        grid[rows, columns] = table[name].to_numpy().astype(np.float32)
        filled.append(grid)
    median, spread, count, repeats = filled
    known = np.isfinite(repeats)
    share = np.where(known, repeats, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    return DayHours(day, unique, median, spread, count, np.where(known.any(axis=1), share, np.nan).astype(np.float32))


def write(path: Path, hours: DayHours) -> None:
    """Write the day in one piece; what was there is replaced."""
    content = io.BytesIO()
    np.savez(
        content, keys=hours.keys, median=hours.median, spread=hours.spread, count=hours.count, repeats=hours.repeats
    )
    replace_file(path, content.getvalue())


def read(path: Path, day: date) -> DayHours:
    """Read what ``write`` wrote. Raises OSError or ValueError for a damaged file."""
    found = load_columns(path)
    return DayHours(day, found["keys"], found["median"], found["spread"], found["count"], found["repeats"])


def joined(days: Sequence[DayHours], zone: ZoneInfo) -> tuple[Keys, Summaries, Floats]:
    """Return the keys of all series, their hours of all days side by side, and how often values repeat."""
    keys = np.unique(np.concatenate([one.keys for one in days])) if days else np.zeros(0, dtype=np.uint64)
    shape = (len(keys), 24 * len(days))
    median, spread = np.full(shape, np.nan, dtype=np.float32), np.full(shape, np.nan, dtype=np.float32)
    count = np.zeros(shape, dtype=np.float32)
    repeats, seen = np.zeros(len(keys)), np.zeros(len(keys))
    for number, one in enumerate(days):
        rows, columns = np.searchsorted(keys, one.keys), slice(24 * number, 24 * number + 24)
        median[rows, columns], spread[rows, columns], count[rows, columns] = one.median, one.spread, one.count
        repeats[rows] += np.nan_to_num(one.repeats)
        seen[rows] += np.isfinite(one.repeats)
    starts = [(one.day - EPOCH).days * 86_400 for one in days]
    bucket = np.concatenate([hours_of_day(start, zone) for start in starts]) if days else np.zeros(0, dtype=np.int64)
    summaries = Summaries(median, spread, count, bucket, np.repeat([(one.day - EPOCH).days for one in days], 24))
    return keys, summaries, np.where(seen > 0, repeats / np.maximum(seen, 1), np.nan).astype(np.float32)
