"""Anomalies: taken in from the detector, listed, judged by people."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit.recording import Target, record
from watchkeeper.core.http.paging import ListQuery, paginate
from watchkeeper.core.http.security import Principal
from watchkeeper.core.live import about_each, announce
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.observe.series.query import Exclusion
from watchkeeper.understand.baselines import patience as patience_rules
from watchkeeper.understand.baselines import repository
from watchkeeper.understand.baselines.detecting import Change
from watchkeeper.understand.baselines.errors import AnomalyNotFoundError
from watchkeeper.understand.baselines.exclusions import SeriesName, exclusions_of
from watchkeeper.understand.baselines.keys import keys_of
from watchkeeper.understand.baselines.models import NAME_WIDTH, Anomaly, SeriesPatience
from watchkeeper.understand.baselines.records import Record
from watchkeeper.understand.baselines.repository import AnomalyFilter
from watchkeeper.understand.baselines.settings import BaselineSettings

TOPIC = "anomalies"
FALSE_ALARM = "false_alarm"
SORTABLE: dict[str, Any] = {
    "opened_at": Anomaly.opened_at,
    "severity": Anomaly.severity,
    "kind": Anomaly.kind,
    "peak_z": Anomaly.peak_z,
}
_LATEST = ("last_at", "value", "expected", "low", "high", "z")
_PURGE_AT_ONCE = 5_000
_SIMILAR = 8


class AnomalyService:
    """The verbs on anomalies."""

    def __init__(self, settings: BaselineSettings, clock: Clock = utc_now) -> None:
        self._settings = settings
        self._clock = clock

    async def take(self, session: AsyncSession, changes: Sequence[Record]) -> None:
        """Write what the detector found. The same changes again leave everything as it is."""
        for change in Change:
            some = [one for one in changes if one.change is change]
            columns = {Change.OPENED: (*_LATEST,), Change.CLOSED: (*_LATEST, "closed_at")}.get(change)
            if not some:
                continue
            if columns is not None:
                await repository.upsert(session, [_row(one) for one in some], changed=columns)
            else:
                await self._grow(session, some)
        concerned = sorted({one.device_id for one in changes if one.change in {Change.OPENED, Change.CLOSED}})
        if concerned:
            about = about_each("devices", concerned)
            await announce(session, TOPIC, "anomalies.changed", {"devices": list(concerned)}, about=about)

    async def open_keys(
        self, session: AsyncSession, family: str, metrics: Collection[str]
    ) -> dict[str, dict[int, bool]]:
        """Return which series (``keys_of``) of each metric have an anomaly now, and whether it is critical."""
        found: dict[str, dict[int, bool]] = {}
        rows = await repository.open_of(session, family, metrics)
        if not rows:
            return found
        keys = keys_of(np.array([row.device_id for row in rows]), pa.array([row.object for row in rows]))
        for key, row in zip(keys.tolist(), rows, strict=True):
            of_metric = found.setdefault(row.metric, {})
            of_metric[key] = of_metric.get(key, False) or row.severity == "critical"
        return found

    async def between(
        self, session: AsyncSession, family: str, metrics: Collection[str], start: datetime, end: datetime
    ) -> Sequence[Anomaly]:
        """Return the anomalies of these metrics that touch ``[start, end)`` and that nobody called false."""
        found = await repository.between(session, start, end)
        return [one for one in found if one.family == family and one.metric in metrics]

    async def exceptions(self, session: AsyncSession, of: SeriesName, start: datetime) -> list[Exclusion]:
        """Return when since ``start`` a series had anomalies that are over: nothing to learn its usual course from."""
        wanted = AnomalyFilter(of.device_id, of.family, of.metric, object=of.object, is_open=False, start=start)
        longest = timedelta(days=self._settings.adopt_after_days)
        return exclusions_of(await repository.meant(session, wanted), self._clock(), longest)

    async def _grow(self, session: AsyncSession, grown: Sequence[Record]) -> None:
        latest = {_key(one): one for one in grown}
        for anomaly in await repository.by_keys(session, list(latest)):
            one = latest[repository.key_of(anomaly)]
            for name in _LATEST:
                setattr(anomaly, name, getattr(one, name))
            anomaly.kind = one.kind if one.kind == "level_shift" else anomaly.kind
            if abs(one.z) > abs(anomaly.peak_z):
                anomaly.peak_z = one.z
                anomaly.severity = one.severity

    async def list_anomalies(
        self, session: AsyncSession, wanted: AnomalyFilter, query: ListQuery
    ) -> tuple[Sequence[Anomaly], int]:
        """Return one page of anomalies, newest first unless asked otherwise, and how many there are."""
        return await paginate(session, repository.matching(wanted), query, SORTABLE, "-opened_at")

    async def lasting(self, session: AsyncSession, device_id: int | None = None) -> Sequence[Anomaly]:
        """Return what departs from normal now (on one device, or anywhere) and has not been judged false."""
        return await repository.lasting(session, device_id)

    async def get(self, session: AsyncSession, anomaly_id: int) -> Anomaly:
        """Return one anomaly. Raises AnomalyNotFoundError."""
        found = await repository.by_id(session, anomaly_id)
        if found is None:
            raise AnomalyNotFoundError(f"There is no anomaly {anomaly_id}.")
        return found

    async def similar(self, session: AsyncSession, anomaly_id: int) -> Sequence[Anomaly]:
        """Return past cases like this one, the nearest first. Raises AnomalyNotFoundError."""
        return await repository.similar(session, await self.get(session, anomaly_id), _SIMILAR)

    async def judge(
        self, session: AsyncSession, principal: Principal, anomaly_id: int, *, false_alarm: bool
    ) -> Anomaly:
        """Say that an anomaly is none, or take that back: the series' threshold rises or falls. Audited."""
        anomaly = await self.get(session, anomaly_id)
        verdict = FALSE_ALARM if false_alarm else ""
        if anomaly.verdict == verdict:
            return anomaly
        now = self._clock()
        known = await repository.patience_of(session, anomaly)
        before = patience_rules.current(known.factor, (now - known.set_at).total_seconds()) if known else 1.0
        after = patience_rules.raised(before) if false_alarm else patience_rules.lowered(before)
        if known is None:
            known = SeriesPatience(
                device_id=anomaly.device_id, family=anomaly.family, metric=anomaly.metric, object=anomaly.object
            )
            session.add(known)
        known.factor, known.set_at = after, now
        record(
            session,
            "anomaly.judge",
            Target("anomaly", anomaly.id, f"{anomaly.metric} of {anomaly.object}"),
            before={"verdict": anomaly.verdict, "patience": round(before, 4)},
            after={"verdict": verdict, "patience": round(after, 4)},
        )
        anomaly.verdict, anomaly.judged_by, anomaly.judged_at = verdict, principal.name[:NAME_WIDTH], now
        await session.flush()
        return anomaly

    async def patience(self, session: AsyncSession, family: str) -> Mapping[tuple[str, int, str], float]:
        """Return the factor of each (metric, device, object) that people have taught something about."""
        now = self._clock()
        return {
            (one.metric, one.device_id, one.object): patience_rules.current(
                one.factor, (now - one.set_at).total_seconds()
            )
            for one in await repository.patience(session, family)
        }

    async def purge(self, session: AsyncSession) -> int:
        """Remove anomalies that closed before their retention; return how many."""
        before = self._clock() - timedelta(days=self._settings.keep_days)
        return await repository.delete_closed_before(session, before, _PURGE_AT_ONCE)


def _row(one: Record) -> dict[str, Any]:
    row = asdict(one)
    del row["change"]
    row["object"] = row["object"][:NAME_WIDTH]
    return {**row, "peak_z": one.z, "verdict": "", "judged_by": ""}


def _key(one: Record) -> repository.Key:
    return (one.device_id, one.family, one.metric, one.object[:NAME_WIDTH], one.channel, one.opened_at)
