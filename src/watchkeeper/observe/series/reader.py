"""Answers questions from the files that are alive, and plans again when one of them has gone meanwhile."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import numpy as np
import pyarrow as pa

from watchkeeper.kit.clock import Clock
from watchkeeper.observe.series.assembly import assemble, assemble_totals, gridded
from watchkeeper.observe.series.errors import InvalidQueryError, QueryFailedError
from watchkeeper.observe.series.layout import DAY_MS, HOUR_MS, Day
from watchkeeper.observe.series.planning import sources_of
from watchkeeper.observe.series.pool import QueryPool
from watchkeeper.observe.series.query import (
    HOURS_SCHEMA,
    Aggregation,
    DigestQuery,
    Exclusion,
    Frame,
    Grid,
    GridQuery,
    Resolution,
    SeriesPoints,
    SeriesQuery,
    SeriesResult,
    TotalsQuery,
    TotalsResult,
    frame_of,
    lay_out,
)
from watchkeeper.observe.series.segments import family_of
from watchkeeper.observe.series.settings import SeriesSettings
from watchkeeper.observe.series.sql import (
    Devices,
    Sources,
    aggregate_sql,
    digest_sql,
    grid_sql,
    hours_sql,
    latest_sql,
    objects_sql,
    repeated_sql,
    sketch_sql,
    totals_sql,
)

Examine = Callable[[Collection[Path]], bool]
"""Looks at files that a query stumbled over, moves damaged ones aside, and tells whether to plan again."""
T = TypeVar("T")
_ATTEMPTS = 5


class SeriesReader:
    """Reads the store below ``root``. Synchronous and thread-safe."""

    def __init__(self, root: Path, pool: QueryPool, settings: SeriesSettings, clock: Clock, examine: Examine) -> None:
        self._root = root
        self._pool = pool
        self._settings = settings
        self._clock = clock
        self._examine = examine

    def query(self, query: SeriesQuery) -> SeriesResult:
        """Answer ``query``. Raises UnknownFamilyError, InvalidQueryError or QueryFailedError."""
        frame = frame_of(query, self._settings, self._clock())
        sources = lambda: sources_of(  # noqa: E731 - planned again on every attempt
            self._root, query.family, frame.start_ms, frame.end_ms, frame.resolution, query.device_ids
        )
        series = self._reading(sources, lambda found: self._series(query, frame, found))
        return SeriesResult(
            family=query.family,
            resolution=frame.resolution,
            step_s=frame.step_ms // 1000,
            start=_moment(frame.start_ms),
            end=_moment(frame.end_ms),
            epoch_ms=np.arange(frame.start_ms, frame.end_ms, frame.step_ms, dtype=np.int64),
            series=tuple(series),
        )

    def _series(self, query: SeriesQuery, frame: Frame, sources: Sources) -> list[SeriesPoints]:
        sketched = query.agg is Aggregation.P95 and bool(sources.rollups)
        by_object = bool(query.objects)
        parameters = {
            **_bounds(query.device_ids, frame.start_ms, frame.end_ms),
            **sources.parameters(),
            **({"objects": list(query.objects)} if by_object else {}),
            "step_ms": frame.step_ms,
            "limit": self._settings.max_points + 1,
        }
        points: list[SeriesPoints] = []
        for metrics in [(metric,) for metric in frame.metrics] if sketched else [frame.metrics]:
            if sketched:
                sql = sketch_sql(frame.family, metrics[0], sources, by_object=by_object)
            else:
                sql = aggregate_sql(frame.family, metrics, query.agg, sources, by_object=by_object) + " LIMIT $limit"
            table = self._pool.fetch(sql, parameters) if sources else _nothing(metrics)
            points += assemble(
                table,
                frame,
                query,
                metrics,
                sketched=sketched,
                max_points=self._settings.max_points,
                now_ms=_epoch_ms(self._clock()),
            )
        return points

    def totals(self, query: TotalsQuery) -> TotalsResult:
        """Answer ``query``. Raises UnknownFamilyError, InvalidQueryError or QueryFailedError."""
        frame = lay_out(query, self._settings, self._clock())
        parameters: dict[str, object] = {
            "start_us": frame.start_ms * 1000,
            "end_us": frame.end_ms * 1000,
            "step_ms": frame.step_ms,
        }
        only = query.device_ids
        if only is not None:
            parameters |= _listed(only)

        def sums(found: Sources) -> pa.Table | None:
            if not found:
                return None
            sql = totals_sql(frame.family, frame.metrics, found, by_device=only is not None)
            return self._pool.fetch(sql, {**parameters, **found.parameters()})

        table = self._reading(
            lambda: sources_of(self._root, query.family, frame.start_ms, frame.end_ms, frame.resolution, only), sums
        )
        return TotalsResult(
            family=query.family,
            resolution=frame.resolution,
            step_s=frame.step_ms // 1000,
            start=_moment(frame.start_ms),
            end=_moment(frame.end_ms),
            epoch_ms=np.arange(frame.start_ms, frame.end_ms, frame.step_ms, dtype=np.int64),
            series=tuple(assemble_totals(table, frame)),
        )

    def digest(self, query: DigestQuery) -> pa.Table:
        """Answer ``query``. Raises UnknownFamilyError, InvalidQueryError or QueryFailedError."""
        frame = lay_out(query, self._settings, self._clock())
        first, last = query.devices
        parameters: dict[str, object] = {
            "start_us": frame.start_ms * 1000,
            "end_us": frame.end_ms * 1000,
            "first_device": first,
            "last_device": last,
            "step_ms": frame.step_ms,
        }

        def figures(found: Sources) -> pa.Table:
            if not found:
                columns = [(f"{metric}_{figure}", pa.float64()) for metric, figure in query.figures]
                return pa.schema([("device_id", pa.int64()), ("object", pa.string()), *columns]).empty_table()
            once, one_a_step = self._told_apart(found, parameters)
            sql = digest_sql(frame.family, query.figures, once, one_a_step=one_a_step)
            given = {name: value for name, value in parameters.items() if name != "step_ms" or not one_a_step}
            return self._pool.fetch(sql, {**given, **once.parameters()})

        return self._reading(
            lambda: sources_of(self._root, query.family, frame.start_ms, frame.end_ms, frame.resolution), figures
        )

    def grid(self, query: GridQuery) -> Grid:
        """Answer ``query``. Raises UnknownFamilyError, InvalidQueryError or QueryFailedError."""
        frame = lay_out(query, self._settings, self._clock())
        first, last = query.devices
        parameters: dict[str, object] = {
            "start_us": frame.start_ms * 1000,
            "end_us": frame.end_ms * 1000,
            "first_device": first,
            "last_device": last,
            "step_ms": frame.step_ms,
        }
        own: dict[str, object] = {}
        if query.only:
            own = {"own_devices": [one for one, _ in query.only], "own_objects": [name for _, name in query.only]}

        def rows(found: Sources) -> pa.Table | None:
            if not found:
                return None
            once, _ = self._told_apart(found, parameters)
            sql = grid_sql(frame.family, frame.metrics, once, devices=Devices.OWN if own else Devices.RANGE)
            return self._pool.fetch(sql, {**parameters, **own, **once.parameters()})

        table = self._reading(
            lambda: sources_of(self._root, query.family, frame.start_ms, frame.end_ms, frame.resolution), rows
        )
        return gridded(table, frame)

    def _told_apart(self, sources: Sources, parameters: Mapping[str, object]) -> tuple[Sources, bool]:
        """Return the sources without the care for repeated samples where a look at the moments finds none.

        And whether no step has two samples of a series; of rollups that is not known.
        """
        loose = [*sources.clean, *sources.mixed]
        if not loose or (sources.rollups and not sources.mixed):
            return sources, False
        found = self._pool.fetch(repeated_sql(), {**parameters, "loose": loose})
        if sources.mixed and found["repeated"][0].as_py():
            return sources, False
        return Sources(loose, (), sources.rollups), not sources.rollups and not found["crowded"][0].as_py()

    def latest(self, family: str, device_ids: Sequence[int]) -> pa.Table:
        """Return the rows of the newest sample of each device, not older than ``latest_lookback_s``."""
        now_ms = _epoch_ms(self._clock())
        start_ms, end_ms = now_ms - int(self._settings.latest_lookback_s * 1000), now_ms + HOUR_MS
        found = family_of(family)
        parameters = _bounds(device_ids, start_ms, end_ms)
        return self._reading(
            lambda: sources_of(self._root, family, start_ms, end_ms, Resolution.RAW, device_ids),
            lambda sources: (
                self._pool.fetch(latest_sql(found, sources), {**parameters, **sources.parameters()})
                if sources
                else found.stored.empty_table()
            ),
        )

    def objects(self, family: str, device_id: int, since: datetime, until: datetime) -> list[str]:
        """Return the sorted names of the objects of a device that have samples in ``[since, until)``."""
        family_of(family)
        start_ms, end_ms = _epoch_ms(since), _epoch_ms(until)
        parameters = _bounds([device_id], start_ms, end_ms)

        def names(sources: Sources) -> list[str]:
            if not sources:
                return []
            table = self._pool.fetch(objects_sql(sources), {**parameters, **sources.parameters()})
            return [str(name) for name in table["object"].to_pylist()]

        return self._reading(
            lambda: sources_of(self._root, family, start_ms, end_ms, Resolution.DAY, [device_id]), names
        )

    def hours(self, family: str, metric: str, day: date, exclusions: Sequence[Exclusion]) -> pa.Table:
        """Return quartiles and counts of every series' samples in each hour of a UTC date (see ``sql.hours_sql``)."""
        if metric not in family_of(family).metrics:
            raise InvalidQueryError(f"Family {family} has no metric {metric!r}.")
        start_ms = Day(family, day).start_ms
        parameters: dict[str, object] = {"start_us": start_ms * 1000, "end_us": (start_ms + DAY_MS) * 1000}
        if exclusions:
            parameters |= {
                "except_device": [one.device_id for one in exclusions],
                "except_object": [one.object for one in exclusions],
                "except_start": [_epoch_ms(one.start) * 1000 for one in exclusions],
                "except_end": [_epoch_ms(one.end) * 1000 for one in exclusions],
            }
        return self._reading(
            lambda: sources_of(self._root, family, start_ms, start_ms + DAY_MS, Resolution.RAW),
            lambda sources: (
                self._pool.fetch(
                    hours_sql(metric, sources, exclusions=bool(exclusions)), {**parameters, **sources.parameters()}
                )
                if sources
                else HOURS_SCHEMA.empty_table()
            ),
        )

    def _reading(self, plan: Callable[[], Sources], run: Callable[[Sources], T]) -> T:
        import duckdb

        for attempt in range(_ATTEMPTS):
            sources = plan()
            try:
                return run(sources)
            except duckdb.Error as error:
                files = [Path(name) for name in (*sources.clean, *sources.mixed, *sources.rollups)]
                if attempt == _ATTEMPTS - 1 or not self._examine(files):
                    raise QueryFailedError(
                        f"The series store could not answer: {str(error).partition(chr(10))[0]}",
                        hint="If this stays, look at the log and at the store's quarantine folder.",
                    ) from error
        raise AssertionError("unreachable")  # pragma: no cover


def _bounds(device_ids: Sequence[int], start_ms: int, end_ms: int) -> Mapping[str, object]:
    return {**_listed(device_ids), "start_us": start_ms * 1000, "end_us": end_ms * 1000}


def _listed(device_ids: Sequence[int]) -> Mapping[str, object]:
    return {
        "devices": list(device_ids),
        "first_device": min(device_ids, default=0),
        "last_device": max(device_ids, default=0),
    }


def _nothing(metrics: tuple[str, ...]) -> pa.Table:
    fields = [("device_id", pa.int64()), ("object", pa.string()), ("step", pa.int64()), ("unit", pa.string())]
    return pa.schema([*fields, *((metric, pa.float64()) for metric in metrics)]).empty_table()


def _moment(epoch_ms: int) -> datetime:
    return datetime.fromtimestamp(epoch_ms / 1000, UTC)


def _epoch_ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
