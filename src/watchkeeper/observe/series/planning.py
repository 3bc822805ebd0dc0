"""Which files answer a question: pruned by time, and split by whether they may repeat a sample."""

import bisect
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from watchkeeper.observe.series.layout import DAY_MS, HOUR_MS, Day, days_between, days_stored
from watchkeeper.observe.series.manifest import RAW_KINDS, Compacted, DayFiles, Loose, Manifest, live_files
from watchkeeper.observe.series.query import Resolution
from watchkeeper.observe.series.sql import Sources

_ROLLUP_KIND = {Resolution.HOUR: "hourly", Resolution.DAY: "daily"}
_FEW_DAYS = 40
"""Up to here every date of the range is looked for; beyond, the dates that exist are listed once."""


def sources_of(
    root: Path,
    family: str,
    start_ms: int,
    end_ms: int,
    resolution: Resolution,
    devices: Sequence[int] | None = None,
) -> Sources:
    """Return the live files that can have samples of ``devices`` (None: of any) in ``[start_ms, end_ms)``.

    With a coarser ``resolution`` a date that has its rollups is read from them, any other date from its samples.
    """
    clean: list[str] = []
    mixed: list[str] = []
    rollups: list[str] = []
    wanted = None if devices is None else sorted(devices)
    for day in _days(root, family, start_ms, end_ms):
        files = live_files(root, day)
        rolled = files.manifest.of_kind(_ROLLUP_KIND[resolution]) if resolution is not Resolution.RAW else ()
        if rolled:
            rollups.extend(str(files.path(file)) for file in rolled if _may_have(file, wanted))
            continue
        once, repeated = _split(files, _hours(day, start_ms, end_ms), wanted)
        clean.extend(once)
        mixed.extend(repeated)
    return Sources(clean, mixed, rollups)


def _days(root: Path, family: str, start_ms: int, end_ms: int) -> Iterable[Day]:
    if end_ms - start_ms <= _FEW_DAYS * DAY_MS:
        return days_between(family, start_ms, end_ms)
    return [day for day in days_stored(root, family) if day.start_ms < end_ms and day.end_ms > start_ms]


def _hours(day: Day, start_ms: int, end_ms: int) -> range:
    first = max(0, (start_ms - day.start_ms) // HOUR_MS)
    last = min(DAY_MS, end_ms - day.start_ms)
    return range(first, -(-last // HOUR_MS))


def _may_have(file: Compacted, devices: Sequence[int] | None) -> bool:
    """Tell whether one of ``devices``, which are sorted, lies in the range of the file."""
    if devices is None:
        return True
    at = bisect.bisect_left(devices, file.first_device)
    return at < len(devices) and devices[at] <= file.last_device


def _split(files: DayFiles, hours: range, devices: Sequence[int] | None) -> tuple[list[str], list[str]]:
    """Return the files that are alone in their hours, and, oldest first, those that share an hour with others.

    Files of one merge have no device in common: they are as one.
    """
    compacted = [file for file in oldest_first(files.manifest) if any(hour in hours for hour in file.hours)]
    loose = sorted((segment for segment in files.loose if segment.hour in hours), key=written)
    claims = Counter(hour for hour, _token in {(hour, file.token) for file in compacted for hour in file.hours})
    claims.update(segment.hour for segment in loose)
    shared = {hour for hour, files_of_hour in claims.items() if files_of_hour > 1}
    clean: list[str] = []
    mixed: list[str] = []
    for file in compacted:
        if not _may_have(file, devices):
            continue
        (clean if shared.isdisjoint(file.hours) else mixed).append(str(files.path(file)))
    for segment in loose:
        (mixed if segment.hour in shared else clean).append(str(segment.path))
    return clean, mixed


def oldest_first(manifest: Manifest) -> list[Compacted]:
    """Return the live files of samples in the order of their publication."""
    return [file for file in manifest.files if file.kind in RAW_KINDS]


def written(segment: Loose) -> tuple[int, str]:
    """Return what orders segments by the time they were written."""
    return segment.modified_ns, segment.path.name
