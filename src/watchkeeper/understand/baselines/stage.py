"""The stage that polling runs on every stored batch: score it, open and close anomalies, remember."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from watchkeeper.core.database import Database
from watchkeeper.observe.polling.stages import StoredBatch
from watchkeeper.understand.baselines.detecting import Cycle, Rules, advance
from watchkeeper.understand.baselines.keys import Keys, keys_of
from watchkeeper.understand.baselines.limits import Limits, LimitsCache
from watchkeeper.understand.baselines.memory import Memory, Remembered
from watchkeeper.understand.baselines.policies import POLICIES, Policy
from watchkeeper.understand.baselines.records import Batch, Record, records
from watchkeeper.understand.baselines.scoring import score
from watchkeeper.understand.baselines.service import AnomalyService
from watchkeeper.understand.baselines.states import carried, recalled
from watchkeeper.understand.baselines.versions import Baseline, Versions


@dataclass(frozen=True, slots=True)
class _Scored:
    metric: str
    remembered: Remembered
    came: Keys
    records: list[Record]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Whose the rows of a batch are."""

    keys: Keys
    device_ids: Sequence[int]
    names: Sequence[str]


class ScoringStage:
    """Scores batches against the version in use. Without one only the devices' own limits count; its state says so."""

    name = "baselines"

    def __init__(
        self,
        database: Database,
        service: AnomalyService,
        versions: Versions,
        memory: Memory,
        rules: Rules,
    ) -> None:
        self._database = database
        self._service = service
        self._versions = versions
        self._memory = memory
        self._rules = rules
        self._loaded: dict[str, Baseline | None] = {}
        self._version = ""
        self._limits = LimitsCache()

    async def run(self, batch: StoredBatch) -> None:
        """Take one stored batch in. The same batch again changes nothing: its slot is remembered, keys are natural."""
        policies = POLICIES.get(batch.family)
        if not policies or not batch.rows.num_rows:
            return
        async with self._database.reading() as session:
            patience = await self._service.patience(session, batch.family)
            limits = await self._limits.of(session, batch.family)
        scored = await asyncio.to_thread(self._score, batch, policies, patience, limits)
        changes = [record for one in scored for record in one.records]
        if changes:
            async with self._database.transaction() as session:
                await self._service.take(session, changes)
        await asyncio.to_thread(self._remember, batch, scored)

    def _score(
        self,
        batch: StoredBatch,
        policies: Mapping[str, Policy],
        patience: Mapping[tuple[str, int, str], float],
        limits: Mapping[str, Limits],
    ) -> list[_Scored]:
        device_ids = batch.rows["device_id"].to_numpy()
        objects = batch.rows["object"]
        names: list[str] = objects.cast(pa.string()).to_pylist()
        rows = _Rows(keys_of(device_ids, objects), device_ids.tolist(), names)
        scored = []
        for metric, policy in policies.items():
            baseline = self._baseline(f"{batch.family}.{metric}")
            own = limits.get(metric)
            if baseline is None and own is None:
                continue
            factors = _factors(metric, rows, patience)
            one = self._score_metric(batch, metric, policy, baseline, rows, factors, own)
            scored += [one] if one is not None else []
        return scored

    def _score_metric(  # what a metric's score is made of
        self,
        batch: StoredBatch,
        metric: str,
        policy: Policy,
        baseline: Baseline | None,
        of: _Rows,
        patience: "np.ndarray[tuple[int], np.dtype[np.float32]]",
        limits: Limits | None,
    ) -> _Scored | None:
        slot_ms = int(batch.slot.timestamp() * 1000)
        keys = of.keys
        former, came = self._memory.recall((batch.family, metric, batch.shard), keys)
        if former is not None and slot_ms <= former.slot_ms:
            return None
        values = batch.rows[metric].cast(pa.float32()).to_numpy(zero_copy_only=False)
        if baseline is not None and len(baseline.keys):
            normal = baseline.at(batch.slot.timestamp(), keys)
            centre, scale, repeats = normal.course, normal.scale, normal.repeats
        else:
            centre = scale = repeats = np.full(len(keys), np.nan, dtype=np.float32)
        before = former.states if former is not None else None
        states = recalled(before, keys)
        low, high = limits.of(keys) if limits is not None else (None, None)
        cycle = Cycle(slot_ms, values, score(values, centre, scale, policy), repeats, patience, low, high)
        transitions = advance(states, cycle, self._rules)
        about = Batch(batch.family, metric, of.device_ids, of.names, scale, policy)
        return _Scored(
            metric, Remembered(slot_ms, carried(before, states)), came, records(transitions, about, cycle, self._rules)
        )

    def _remember(self, batch: StoredBatch, scored: Sequence[_Scored]) -> None:
        for one in scored:
            self._memory.remember((batch.family, one.metric, batch.shard), one.remembered, one.came)

    def _baseline(self, name: str) -> Baseline | None:
        current = self._versions.current
        if current != self._version:
            self._loaded, self._version = {}, current
        if name not in self._loaded:
            self._loaded[name] = self._versions.load(current, name)
        return self._loaded[name]


def _factors(
    metric: str, rows: _Rows, patience: Mapping[tuple[str, int, str], float]
) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    factors = np.ones(len(rows.names), dtype=np.float32)
    if patience:
        for row, key in enumerate(zip(rows.device_ids, rows.names, strict=True)):
            factors[row] = patience.get((metric, *key), 1.0)
    return factors
