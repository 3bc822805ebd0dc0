"""Gives up what is older than its retention, never samples that were not rolled up."""

import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from watchkeeper.core.telemetry import get_logger
from watchkeeper.kit.clock import Clock
from watchkeeper.kit.families import FAMILIES
from watchkeeper.observe.series.compaction import COMPACTION_LOCK
from watchkeeper.observe.series.layout import Day, days_stored
from watchkeeper.observe.series.manifest import RAW_KINDS, DayFiles, exclusive, live_files, publish
from watchkeeper.observe.series.settings import Retention, SeriesSettings
from watchkeeper.observe.series.sweeping import sweep

_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class RetentionReport:
    """What one run did: files given up, and dates kept beyond their time because they are not rolled up yet."""

    files: int = 0
    kept_days: int = 0
    busy: bool = False


def oldest_writable(settings: SeriesSettings, family: str, today: date) -> date:
    """Return the oldest date whose samples are still kept."""
    return today - timedelta(days=settings.retention_of(family).raw_days)


def enforce_retention(root: Path, settings: SeriesSettings, clock: Clock) -> RetentionReport:
    """Give up everything that is older than its retention. Raises StoreFullError or StoreUnwritableError."""
    today = clock().date()
    files = kept = 0
    try:
        with exclusive(root / COMPACTION_LOCK, wait=False):
            for family in FAMILIES:
                for day in days_stored(root, family):
                    given_up, waits = _enforce(root, day, settings.retention_of(family), today)
                    files, kept = files + given_up, kept + waits
                    sweep(root, day, settings.superseded_grace_s, time.time())
    except BlockingIOError:
        return RetentionReport(busy=True)
    if kept:
        _log.warning("series.retention_waits_for_rollups", days=kept)
    return RetentionReport(files, kept)


def _enforce(root: Path, day: Day, retention: Retention, today: date) -> tuple[int, bool]:
    """Return how many files of ``day`` were given up, and whether its samples had to stay."""
    age = (today - day.date).days
    if age <= min(retention.raw_days, retention.hourly_days, retention.daily_days):
        return 0, False
    files = live_files(root, day)
    expired, waits = _expired(files, retention, age)
    names = frozenset(file.name for file in files.manifest.files if file.kind in expired)
    if names:
        publish(root, day, lambda manifest: manifest.replaced((), names, time.time()))
    return len(names), waits


def _expired(files: DayFiles, retention: Retention, age: int) -> tuple[frozenset[str], bool]:
    """Return the kinds of files whose time is over and that something coarser replaces."""
    rolled = bool(files.manifest.of_kind("hourly") and files.manifest.of_kind("daily"))
    has_samples = bool(files.loose or files.manifest.of_kind(*RAW_KINDS))
    complete = rolled and not files.loose
    kinds: set[str] = set()
    if age > retention.raw_days and has_samples:
        if not complete:
            return frozenset(), True
        kinds |= RAW_KINDS
    if age > retention.hourly_days and files.manifest.of_kind("daily"):
        kinds.add("hourly")
    if age > retention.daily_days and (not has_samples or kinds >= RAW_KINDS):
        kinds.add("daily")
    return frozenset(kinds), False
