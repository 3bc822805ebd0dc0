"""Joins fresh segments into hours and hours into days, with rollups, safe to be killed at any step.

One merge is: *claim* the fresh segments (rename them, so that a task writing the same one again makes a new file),
*write* the product beside them, *publish* it in the manifest (see ``manifest`` for what a reader sees meanwhile), and
later *sweep* what it replaced. Killed in between, the next run starts from what is alive. Running again when nothing
is due changes nothing; a late segment makes its hour or day due again.
"""

import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from watchkeeper.kit.clock import Clock
from watchkeeper.kit.families import FAMILIES
from watchkeeper.observe.series.damage import DamageControl
from watchkeeper.observe.series.layout import CLAIM_MARK, HOUR_MS, MANIFEST, SUFFIX, Day, days_stored
from watchkeeper.observe.series.manifest import (
    Compacted,
    DayFiles,
    Loose,
    exclusive,
    live_files,
    publish,
)
from watchkeeper.observe.series.merging import SourceDamagedError, sorted_chunks
from watchkeeper.observe.series.metrics import SeriesMetrics
from watchkeeper.observe.series.planning import oldest_first, written
from watchkeeper.observe.series.products import Product, write_product
from watchkeeper.observe.series.settings import SeriesSettings
from watchkeeper.observe.series.sweeping import sweep

COMPACTION_LOCK = "compaction.lock"
Checkpoint = Callable[[str], None]
"""Called between the steps of a merge with the name of the step that is done: where a test pulls the plug."""


@dataclass(frozen=True, slots=True)
class CompactionReport:
    """What one run did. ``busy``: another run was under way, so this one did nothing."""

    merges: int = 0
    rows: int = 0
    busy: bool = False


@dataclass(frozen=True, slots=True)
class _Job:
    """Files to become one: of a whole day, a finished hour, or part of the present hour."""

    kind: str
    compacted: tuple[Compacted, ...]
    loose: tuple[Loose, ...]

    @property
    def hours(self) -> tuple[int, ...]:
        """Hours that the product covers."""
        hours = {hour for file in self.compacted for hour in file.hours}
        return tuple(sorted(hours | {segment.hour for segment in self.loose}))


class Compactor:
    """Compacts the store below ``root``. One run at a time, over all threads and processes."""

    def __init__(
        self,
        root: Path,
        settings: SeriesSettings,
        clock: Clock,
        damage: DamageControl,
        metrics: SeriesMetrics,
        checkpoint: Checkpoint = lambda _step: None,
    ) -> None:
        self._root = root
        self._settings = settings
        self._clock = clock
        self._damage = damage
        self._metrics = metrics
        self._checkpoint = checkpoint

    def run(self) -> CompactionReport:
        """Do everything that is due. Raises StoreFullError or StoreUnwritableError; nothing is lost then."""
        try:
            with exclusive(self._root / COMPACTION_LOCK, wait=False):
                report = CompactionReport()
                for family in FAMILIES:
                    for day in days_stored(self._root, family):
                        report = self._compact(day, report)
                return report
        except BlockingIOError:
            return CompactionReport(busy=True)

    def _compact(self, day: Day, report: CompactionReport) -> CompactionReport:
        sweep(self._root, day, self._settings.superseded_grace_s, time.time())
        while (job := self._due(day)) is not None:
            try:
                rows = self._merge(day, job)
            except SourceDamagedError as error:
                self._damage.set_aside(error.path, error.reason)
                continue
            self._metrics.compacted_rows.labels(day.family).inc(rows)
            report = replace(report, merges=report.merges + 1, rows=report.rows + rows)
        return report

    def _due(self, day: Day) -> _Job | None:
        """Return the next merge of ``day``, or None when it is as compact as it can be now."""
        files = live_files(self._root, day)
        samples = tuple(oldest_first(files.manifest))
        rolled = bool(files.manifest.of_kind("hourly") and files.manifest.of_kind("daily"))
        if rolled and not samples:
            return None  # its samples have been given up: nothing may be added to the rollups
        now_ms = int(self._clock().timestamp() * 1000)
        if now_ms >= day.end_ms + self._settings.day_grace_s * 1000:
            done = rolled and not files.loose and _is_one("day", samples)
            empty = not samples and not files.loose
            return None if done or empty else _Job("day", samples, _in_order(files.loose))
        hours = sorted({segment.hour for segment in files.loose} | _hours(samples))
        jobs = (self._due_hour(files, samples, hour, now_ms) for hour in hours)
        return next((job for job in jobs if job is not None), None)

    def _due_hour(self, files: DayFiles, samples: Sequence[Compacted], hour: int, now_ms: int) -> _Job | None:
        compacted = tuple(file for file in samples if hour in file.hours)
        loose = _in_order(tuple(segment for segment in files.loose if segment.hour == hour))
        end_ms = files.day.start_ms + (hour + 1) * HOUR_MS
        if now_ms >= end_ms + self._settings.hour_grace_s * 1000:
            done = not loose and (_is_one("hour", compacted) or _is_one("day", compacted))
            return None if done else _Job("hour", compacted, loose)
        return _Job("part", (), loose) if len(loose) >= self._settings.loose_segments else None

    def _merge(self, day: Day, job: _Job) -> int:
        token = uuid.uuid4().hex[:8]
        directory = day.directory(self._root)
        if not (directory / MANIFEST).exists():
            publish(self._root, day, lambda manifest: manifest)
        claimed = [_claim(segment.path, token) for segment in job.loose]
        self._checkpoint("claimed")
        sources = [*(directory / file.name for file in job.compacted), *(path for path in claimed if path is not None)]
        if not sources:
            return 0
        removed = frozenset(path.relative_to(directory).as_posix() for path in sources)
        if job.kind == "day":
            removed |= {file.name for file in live_files(self._root, day).manifest.of_kind("hourly", "daily")}
        kinds = (job.kind, "hourly", "daily") if job.kind == "day" else (job.kind,)
        product = Product(directory, FAMILIES[day.family], kinds, job.hours, token, removed)
        chunks = sorted_chunks(sources, product.family, self._settings.compaction_rows)
        files = write_product(product, chunks, self._settings)
        self._checkpoint("written")
        publish(self._root, day, lambda manifest: manifest.replaced(files, removed, time.time()))
        self._checkpoint("published")
        return sum(file.rows for file in files if file.kind == job.kind)


def _in_order(loose: tuple[Loose, ...]) -> tuple[Loose, ...]:
    return tuple(sorted(loose, key=written))


def _is_one(kind: str, files: Sequence[Compacted]) -> bool:
    """Tell whether the files are of this kind and came from one merge."""
    return {(file.kind, file.token) for file in files} == {(kind, file.token) for file in files[:1]}


def _hours(samples: Sequence[Compacted]) -> set[int]:
    return {hour for file in samples for hour in file.hours}


def _claim(path: Path, token: str) -> Path | None:
    """Give a fresh segment a name that no writer will use again; None when it has gone."""
    if CLAIM_MARK in path.name:
        return path
    claimed = path.with_name(f"{path.stem}{CLAIM_MARK}{token}{SUFFIX}")
    try:
        path.rename(claimed)
    except FileNotFoundError:
        return None
    return claimed
