"""Tries a condition on what is stored: reads history, replays it, says where that differs from live."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.http.paging import ListQuery
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.kit.clock import Clock
from watchkeeper.observe.events.repository import EventFilter
from watchkeeper.observe.events.schemas import EventView
from watchkeeper.observe.events.service import EventService
from watchkeeper.observe.series.query import SeriesQuery, SeriesResult
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.understand.baselines.service import AnomalyService
from watchkeeper.understand.rules.book import Active, RuleBook
from watchkeeper.understand.rules.events import turns
from watchkeeper.understand.rules.expression.checking import Compiled, compiled
from watchkeeper.understand.rules.expression.evaluation import Numbers, Texts
from watchkeeper.understand.rules.expression.fields import EVENT, NAMES, Type
from watchkeeper.understand.rules.replay import Episode, History, replayed, replayed_events, rows_of
from watchkeeper.understand.rules.schemas import AlertRuleIn, TrialIn

_STEPS: Final = ((3, 60), (24, 300), (24 * 7, 1800), (24 * 14, 3600))
"""Up to so many hours are looked at every so many seconds."""
_MOST_EVENTS: Final = 20_000
_PAGE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Trial:
    """The outcome of a replay."""

    compiled: Compiled
    start: datetime
    end: datetime
    step_s: int
    objects: int
    episodes: Sequence[Episode]
    names: dict[int, str]
    notes: Sequence[str]


class Trials:
    """Replays conditions over history."""

    def __init__(
        self,
        book: RuleBook,
        series: SeriesService,
        anomalies: AnomalyService,
        events: EventService,
        inventory: InventoryService,
        clock: Clock,
    ) -> None:
        self._book = book
        self._series = series
        self._anomalies = anomalies
        self._events = events
        self._inventory = inventory
        self._clock = clock

    async def run(self, session: AsyncSession, wanted: TrialIn) -> Trial:
        """Replay a condition over the last hours. Raises ExpressionError, InvalidQueryError, QueryFailedError."""
        rule = compiled(wanted.expression)
        end = self._clock()
        start = end - timedelta(hours=wanted.hours)
        devices = await self._book.devices(session, wanted.sites, wanted.pools)
        if rule.source == EVENT:
            return await self._over_events(session, rule, devices, start, end)
        watched = [one.device_id for one in await self._inventory.watched_devices(session)]
        chosen = sorted(set(watched) if devices is None else devices & set(watched))
        step = next(step for hours, step in _STEPS if wanted.hours <= hours)
        names = await self._inventory.device_names(session, chosen)
        notes = list(_notes(rule, step))
        if not chosen:
            return Trial(rule, start, end, step, 0, (), names, notes)
        back = max((seconds for _, seconds in rule.windows), default=0)
        history = await self._history(session, rule, chosen, (start - timedelta(seconds=back), end), step, names)
        episodes = await asyncio.to_thread(replayed, rule, history)
        kept = [one for one in episodes if one.cleared_at is None or one.cleared_at > start]
        return Trial(rule, start, end, step, len(history.rows), kept, names, notes)

    async def _history(  # what a history is made of
        self,
        session: AsyncSession,
        rule: Compiled,
        devices: list[int],
        span: tuple[datetime, datetime],
        step_s: int,
        names: dict[int, str],
    ) -> History:
        metrics = (
            tuple(dict.fromkeys((*rule.metrics, *rule.absences)))
            or tuple(one.column for one in NAMES.values() if one.source == rule.source and one.type is Type.NUMBER)[:1]
        )
        query = SeriesQuery(rule.source, tuple(devices), span[0], span[1], metrics=metrics, step_s=step_s)
        result = await self._series.aquery(query)
        places: dict[tuple[int, str], int] = {}
        for one in result.series:
            places.setdefault((one.device_id, one.object), len(places))
        rows = rows_of([device for device, _ in places], [name for _, name in places])
        labels, states = await self._labels(rule, devices, places)
        return History(
            rows=rows,
            epoch_ms=result.epoch_ms,
            step_s=result.step_s,
            metrics=_matrices(result, metrics, places),
            labels=labels,
            states=states,
            anomalies=await self._departures(session, rule, places, span),
            names=names,
        )

    async def _labels(
        self, rule: Compiled, devices: list[int], places: dict[tuple[int, str], int]
    ) -> tuple[dict[str, Texts], dict[str, Numbers]]:
        wanted = [label for label in rule.labels if label not in {"object", "device"}]
        labels: dict[str, Texts] = {}
        states: dict[str, Numbers] = {}
        if not wanted:
            return labels, states
        latest = await self._series.alatest(rule.source, devices)
        series = zip(latest["device_id"].to_pylist(), latest["object"].to_pylist(), strict=True)
        at = [places.get(key, -1) for key in series]
        for label in wanted:
            column = latest[label].to_pylist()
            if NAMES[f"{rule.source}.{label}"].type is Type.STATE:
                values = np.full(len(places), np.nan)
                for place, value in zip(at, column, strict=True):
                    if place >= 0 and value is not None:
                        values[place] = value
                states[label] = values
                continue
            words = sorted({str(value) for value in column if value is not None})
            codes = np.full(len(places), -1, dtype=np.int64)
            for place, value in zip(at, column, strict=True):
                if place >= 0 and value is not None:
                    codes[place] = words.index(str(value))
            labels[label] = Texts(codes, words)
        return labels, states

    async def _departures(
        self,
        session: AsyncSession,
        rule: Compiled,
        places: dict[tuple[int, str], int],
        span: tuple[datetime, datetime],
    ) -> dict[str, list[tuple[int, int, int, bool]]]:
        found: dict[str, list[tuple[int, int, int, bool]]] = {}
        if not rule.anomalies:
            return found
        for one in await self._anomalies.between(session, rule.source, rule.anomalies, *span):
            row = places.get((one.device_id, one.object), -1)
            if row >= 0:
                ended = one.closed_at or span[1] + timedelta(days=1)
                spell = (row, int(one.opened_at.timestamp() * 1000), int(ended.timestamp() * 1000))
                found.setdefault(one.metric, []).append((*spell, one.severity == "critical"))
        return found

    async def _over_events(
        self, session: AsyncSession, rule: Compiled, devices: frozenset[int] | None, start: datetime, end: datetime
    ) -> Trial:
        told: list[EventView] = []
        notes: list[str] = []
        while len(told) < _MOST_EVENTS:
            query = ListQuery(offset=len(told), limit=_PAGE, sort="at")
            page, total = await self._events.list_events(session, EventFilter(start=start, end=end), query)
            told += [EventView.of(one) for one in page]
            if not page or len(told) >= total:
                break
        else:
            notes.append("many_events")
        active = Active("trial", AlertRuleIn(name="trial", expression=rule.text), rule, devices)
        episodes = replayed_events(list(turns(told, [active])), rule.ends_after_s, end)
        names = {one.device_id or 0: one.device_name for one in told}
        return Trial(rule, start, end, 0, len(told), episodes, names, notes)


def _matrices(result: SeriesResult, metrics: Sequence[str], places: dict[tuple[int, str], int]) -> dict[str, Numbers]:
    found = {metric: np.full((len(places), len(result.epoch_ms)), np.nan) for metric in metrics}
    for one in result.series:
        found[one.metric][places[one.device_id, one.object]] = one.values
    return found


def _notes(rule: Compiled, step_s: int) -> Iterator[str]:
    """Yield how the replay differs from live, as words that clients translate."""
    yield "averaged" if step_s > 60 else "sampled"  # noqa: PLR2004 - steps of a minute show the samples themselves
    if any(label not in {"object", "device"} for label in rule.labels):
        yield "labels_of_today"
    if rule.absences:
        yield "silent_devices"
