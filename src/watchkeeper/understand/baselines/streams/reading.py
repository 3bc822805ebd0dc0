"""Read one series from a table of ``timestamp,value``."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.understand.baselines.streams.running import Floats

COLUMNS: Final = ("timestamp", "value")
_FORMAT: Final = "The file needs the columns timestamp and value, with ISO 8601 times and decimal numbers."
_SHOWN_PROBLEMS: Final = 20


@dataclass(frozen=True, slots=True)
class Table:
    """Wall times in seconds, values (NaN where there is none), and what could not be read, by line from 1."""

    times_s: Floats
    values: Floats
    problems: tuple[str, ...]


def read_table(text: str) -> Table:
    """Return the rows of a CSV text in their order.

    A row without a number counts as a row without a value, and is a problem unless its field is empty, NaN or infinite.
    Raises InvalidInputError when the columns are not there or no time can be read.
    """
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")))
    header = [name.strip().lower() for name in next(reader, [])]
    if not set(COLUMNS) <= set(header):
        raise InvalidInputError("The file has no columns timestamp and value.", hint=_FORMAT)
    at = tuple(header.index(name) for name in COLUMNS)
    times: list[float] = []
    values: list[float] = []
    problems: list[str] = []
    for row in reader:
        if not row:
            continue
        time, value, problem = _read(row, at, times[-1] if times else None)
        times.append(time)
        values.append(value)
        if problem:
            problems.append(f"line {reader.line_num}: {problem}")
    return Table(np.array(times, dtype=float), np.array(values, dtype=float), _shortened(problems))


def _read(row: Sequence[str], at: tuple[int, ...], previous: float | None) -> tuple[float, float, str]:
    if len(row) <= max(at):
        if previous is None:
            raise InvalidInputError("The first row has too few columns.", hint=_FORMAT)
        return previous, np.nan, "too few columns"
    problem = ""
    try:
        time = _seconds(row[at[0]])
    except ValueError:
        if previous is None:
            raise InvalidInputError(f"{row[at[0]]!r} is no time.", hint=_FORMAT) from None
        time, problem = previous, f"{row[at[0]]!r} is no time"
    try:
        value = float(row[at[1]]) if row[at[1]].strip() else np.nan
    except ValueError:
        value, problem = np.nan, problem or f"{row[at[1]]!r} is no number"
    return time, value, problem


def _seconds(text: str) -> float:
    """Return wall time as seconds since an arbitrary midnight: the zone is that of the series itself."""
    when = datetime.fromisoformat(text.strip())
    return (when.replace(tzinfo=None) - datetime(1970, 1, 1)).total_seconds()  # noqa: DTZ001  # wall time on purpose


def _shortened(problems: Sequence[str]) -> tuple[str, ...]:
    if len(problems) <= _SHOWN_PROBLEMS:
        return tuple(problems)
    return (*problems[:_SHOWN_PROBLEMS], f"and {len(problems) - _SHOWN_PROBLEMS} more rows")
