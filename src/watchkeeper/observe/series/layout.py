"""Where things lie in the store: names of partitions, segments and compacted files.

<root>/<family>/date=YYYY-MM-DD/manifest.json              which compacted files are alive
<root>/<family>/date=YYYY-MM-DD/hour=HH/<cycle>-<shard>.parquet
<root>/<family>/date=YYYY-MM-DD/<kind>-<generation>.parquet    kind: part, hour, day, hourly, daily
<root>/quarantine/…                                        files that could not be read
<root>/state/…                                             last counters, per shard
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
MANIFEST = "manifest.json"
QUARANTINE = "quarantine"
STATE = "state"
SUFFIX = ".parquet"
CLAIM_MARK = "~"
"""Stands between a segment's name and the generation of the compaction that took it."""

_DATE = re.compile(r"date=(\d{4}-\d{2}-\d{2})")
_HOUR = re.compile(r"hour=([01]\d|2[0-3])")


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """One family's samples of one UTC date."""

    family: str
    date: date

    @property
    def start_ms(self) -> int:
        """First millisecond of the date since the epoch."""
        return int(datetime(self.date.year, self.date.month, self.date.day, tzinfo=UTC).timestamp()) * 1000

    @property
    def end_ms(self) -> int:
        """First millisecond of the next date since the epoch."""
        return self.start_ms + DAY_MS

    def directory(self, root: Path) -> Path:
        """Return the directory of the date."""
        return root / self.family / f"date={self.date.isoformat()}"

    def hour_directory(self, root: Path, hour: int) -> Path:
        """Return the directory of the fresh segments of one hour."""
        return self.directory(root) / f"hour={hour:02d}"


def day_of(family: str, epoch_ms: int) -> tuple[Day, int]:
    """Return the partition that a sample of this moment belongs to: the date and the hour, both UTC."""
    moment = datetime.fromtimestamp(epoch_ms / 1000, UTC)
    return Day(family, moment.date()), moment.hour


def days_between(family: str, start_ms: int, end_ms: int) -> Iterator[Day]:
    """Yield every date that ``[start_ms, end_ms)`` touches, oldest first."""
    at = day_of(family, start_ms)[0]
    while at.start_ms < end_ms:
        yield at
        at = Day(family, at.date + timedelta(days=1))


def days_stored(root: Path, family: str) -> list[Day]:
    """List the dates that have a directory, oldest first."""
    folder = root / family
    if not folder.is_dir():
        return []
    found = (_DATE.fullmatch(entry.name) for entry in folder.iterdir())
    return sorted(Day(family, date.fromisoformat(match[1])) for match in found if match)


def day_from_directory(root: Path, directory: Path) -> Day | None:
    """Return the date that a directory is for, or None when it is not a date's directory."""
    parts = directory.relative_to(root).parts
    match = _DATE.fullmatch(parts[-1]) if len(parts) == 2 else None  # noqa: PLR2004 - family and date
    return Day(parts[0], date.fromisoformat(match[1])) if match else None


def hours_stored(directory: Path) -> dict[int, Path]:
    """Return the hour directories of a date directory."""
    if not directory.is_dir():
        return {}
    found = ((_HOUR.fullmatch(entry.name), entry) for entry in directory.iterdir())
    return {int(match[1]): entry for match, entry in found if match}


def segment_name(cycle: int, shard: int) -> str:
    """Return the name of a segment. A retried task gets the same one and so overwrites itself."""
    return f"{cycle:012d}-{shard:04d}{SUFFIX}"
