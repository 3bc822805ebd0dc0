"""Collects a shard's devices and makes what they gave durable, before anything is written about them."""

import asyncio
import ipaddress
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.drivers.collections import joined
from watchkeeper.estate.drivers.protocol import Collection, CollectRequest, Outcome, Target, TargetResult
from watchkeeper.estate.inventory.identity import IdentityState, compare
from watchkeeper.estate.inventory.targets import PollTarget
from watchkeeper.kit.families import AVAILABILITY, INTERFACE
from watchkeeper.observe.polling.collector import Collector
from watchkeeper.observe.polling.groups import ENVIRONMENT, ICMP, REACHABILITY, TableGroup
from watchkeeper.observe.polling.settings import PollingSettings
from watchkeeper.observe.polling.shards import is_set_apart
from watchkeeper.observe.polling.stages import BatchStage, StoredBatch
from watchkeeper.observe.polling.verdicts import SILENT, answered
from watchkeeper.observe.polling.work import Gathered, ShardWork
from watchkeeper.observe.series.service import SeriesService

_PROBE_BUDGET_S = 15.0
_FIRST_REFERENCE = -1
"""Reference addresses are pinged with the devices, under negative ids."""
_LEAST_REFERENCES = 2
_log = get_logger(__name__)

Batches = Mapping[str, pa.RecordBatch]


class Gatherer:
    """Asks a shard's devices, refuses what others answered in their name, and stores the rest."""

    def __init__(
        self,
        collector: Collector,
        series: SeriesService,
        settings: PollingSettings,
        stages: Sequence[BatchStage] = (),
    ) -> None:
        self._collector = collector
        self._series = series
        self._settings = settings
        self._stages = stages
        self.isolated = False

    async def gather(self, work: ShardWork) -> Gathered:
        """Collect and store. When this returns without ``own_fault`` the samples are durable."""
        try:
            if work.group.driver == ICMP:
                return await self._sweep(work)
            return await self._poll(work)
        except asyncio.CancelledError:
            raise
        except WatchkeeperError as error:
            _log.error("polling.shard_failed", shard=work.shard_id, error=error.message)  # it explains itself
            return Gathered(own_fault=error.message)
        except Exception as error:  # noqa: BLE001  # whatever it is, the report must say what was not done
            _log.exception("polling.shard_failed", shard=work.shard_id)
            return Gathered(own_fault=f"{type(error).__name__}: {error}")

    async def _poll(self, work: ShardWork) -> Gathered:
        collection = await self._collect(work)
        told = of_group(collection.batches, work.group)
        batches, results = quarantine(told, collection.results, work.targets)
        rows, interfaces, faults = await self._store(work, batches)
        pings = await self._ping_silent(work, results)
        return Gathered(results, pings, interfaces, rows, self.isolated, stage_faults=faults)

    async def _collect(self, work: ShardWork) -> Collection:
        """Ask ``full`` devices for everything, and ``probes`` for a sign of life first."""
        everything, revived = await asyncio.gather(self._ask(work, work.full), self._revive(work))
        return joined([everything, revived])

    async def _revive(self, work: ShardWork) -> Collection:
        if not work.probes:
            return Collection({}, [])
        signs = await self._ask(work, work.probes, tables=frozenset(), budget_s=_PROBE_BUDGET_S)
        silent = [result for result in signs.results if result.outcome is not Outcome.OK]
        alive = [result.device_id for result in signs.results if result.outcome is Outcome.OK]
        dead = {result.device_id for result in silent}
        return joined([Collection(_rows_of(signs.batches, dead), silent), await self._ask(work, alive)])

    async def _ask(
        self,
        work: ShardWork,
        device_ids: Sequence[int],
        *,
        tables: frozenset[str] | None = None,
        budget_s: float | None = None,
    ) -> Collection:
        if not device_ids:
            return Collection({}, [])
        request = CollectRequest(
            targets=[work.targets[device_id].as_target() for device_id in device_ids],
            tables=work.group.tables if tables is None else tables,
            slot=work.slot,
            budget_s=self._settings.budget_s(work.interval_s) if budget_s is None else budget_s,
            apart=is_set_apart(work.number),
        )
        return await self._collector.collect(work.group.driver, request)

    async def _ping_silent(self, work: ShardWork, results: Sequence[TargetResult]) -> dict[int, bool | None]:
        """Ask devices that did not answer whether they answer a ping at least, in the same cycle."""
        if not self._settings.reachability.enabled:
            return {}
        silent = [work.targets[result.device_id] for result in results if result.outcome in SILENT]
        pinged = [target.as_target() for target in silent if not is_loopback(target.address)]
        if not pinged:
            return {}
        request = CollectRequest(pinged, REACHABILITY.tables, work.slot, _PROBE_BUDGET_S)
        seen = await self._collector.collect(ICMP, request)
        return {result.device_id: answered(result.outcome) for result in seen.results}

    async def _sweep(self, work: ShardWork) -> Gathered:
        references = self._settings.reachability.references
        targets = [work.targets[device_id].as_target() for device_id in work.full]
        targets += [Target(_FIRST_REFERENCE - i, address) for i, address in enumerate(references)]
        collection = await self._collector.collect(
            ICMP, CollectRequest(targets, work.group.tables, work.slot, _PROBE_BUDGET_S)
        )
        near = [result for result in collection.results if result.device_id <= _FIRST_REFERENCE]
        self.isolated = len(near) >= _LEAST_REFERENCES and all(result.outcome in SILENT for result in near)
        batches = _rows_of(collection.batches, work.full) if references else collection.batches
        rows, _, faults = await self._store(work, batches)
        results = [result for result in collection.results if result.device_id > _FIRST_REFERENCE]
        return Gathered(results, rows=rows, isolated=self.isolated, stage_faults=faults)

    async def _store(self, work: ShardWork, batches: Batches) -> tuple[int, pa.RecordBatch | None, list[str]]:
        """Make every family durable, then run the stages; return rows, the observed interface batch, and faults."""
        stored = await asyncio.to_thread(self._write, work, batches)
        faults = []
        for batch in stored:
            for stage in self._stages:
                try:
                    await stage.run(batch)
                except asyncio.CancelledError:
                    raise
                except Exception as error:  # noqa: BLE001  # a stage must not cost the samples; it is logged and told
                    _log.exception("polling.stage_failed", stage=stage.name, family=batch.family)
                    faults.append(f"{stage.name}: {type(error).__name__}: {error}")
        return sum(batch.rows.num_rows for batch in stored), batches.get(INTERFACE.name), faults

    def _write(self, work: ShardWork, batches: Batches) -> list[StoredBatch]:
        stored = []
        for family, observed in sorted(batches.items()):
            if not observed.num_rows:
                continue
            rows = observed
            if family == INTERFACE.name:
                rows = self._series.ingest_interfaces(observed, work.number, interval_s=work.interval_s)
            self._series.write(family, rows, cycle=work.cycle_id, shard=work.number)
            stored.append(StoredBatch(family, rows, work.cycle_id, work.number, work.slot, work.interval_s))
        return stored


def of_group(batches: Batches, group: TableGroup) -> Batches:
    """Leave out what another group tells of the same moment.

    Every contact says whether the device answered, but when interfaces and environment fall due together that would be
    two samples with one key: the interfaces, which are asked most often, tell it.
    """
    if group is not ENVIRONMENT:
        return batches
    return {family: batch for family, batch in batches.items() if family != AVAILABILITY.name}


def is_loopback(address: str) -> bool:
    """Say whether a ping to ``address`` would only ask the poller's own kernel."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def quarantine(
    batches: Batches, results: Sequence[TargetResult], targets: Mapping[int, PollTarget]
) -> tuple[Batches, list[TargetResult]]:
    """Take out everything that another device answered: its rows go, its outcome says why.

    Drivers look at what they compare cheaply; this is the inventory's own rule, applied before anything is stored.
    """
    judged = [_judged(result, targets) for result in results]
    wrong = {result.device_id for result in judged if result.outcome is Outcome.IDENTITY_MISMATCH}
    if not wrong:
        return batches, judged
    right = {result.device_id for result in judged} - wrong
    return _rows_of(batches, right), judged


def _judged(result: TargetResult, targets: Mapping[int, PollTarget]) -> TargetResult:
    target = targets.get(result.device_id)
    if target is None or result.identity is None or result.outcome is Outcome.IDENTITY_MISMATCH:
        return result
    verdict = compare(target.known, result.identity)
    if verdict.state is not IdentityState.MISMATCH:
        return result
    tables = tuple(replace(table, outcome=Outcome.IDENTITY_MISMATCH, rows=0) for table in result.tables)
    return replace(result, outcome=Outcome.IDENTITY_MISMATCH, reason=verdict.reason, tables=tables)


def _rows_of(batches: Batches, device_ids: Iterable[int]) -> Batches:
    wanted = pa.array(sorted(device_ids), pa.int64())
    return {family: batch.filter(pc.is_in(batch["device_id"], value_set=wanted)) for family, batch in batches.items()}
