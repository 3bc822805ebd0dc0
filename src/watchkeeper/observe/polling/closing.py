"""Ends a shard in one transaction: contacts, breakers, events, what to do next, and its part of the cycle's report."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import after_commit
from watchkeeper.core.tasks import enqueue
from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.inventory.reachability import DeviceState, StateTransition
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.vault.mapping import Used
from watchkeeper.observe.events.kinds import EventKind, NewEvent
from watchkeeper.observe.events.memory import StatusMemory
from watchkeeper.observe.events.service import EventService
from watchkeeper.observe.polling import announcements, repository
from watchkeeper.observe.polling.groups import ICMP
from watchkeeper.observe.polling.interface_changes import InterfaceNews, interface_news, known_statuses
from watchkeeper.observe.polling.memory import DeviceMemory
from watchkeeper.observe.polling.metrics import KIND_DEVICE, PollingMetrics
from watchkeeper.observe.polling.models import PollCycle, PollShard
from watchkeeper.observe.polling.planner import Planner
from watchkeeper.observe.polling.report import CycleCounts, ShardReport, add_up, final_status
from watchkeeper.observe.polling.settings import PollingSettings
from watchkeeper.observe.polling.tasks import REFRESH_FACTS, RefreshFacts
from watchkeeper.observe.polling.verdicts import SILENT, Rules, Verdicts, facts_due, judge_pings, judge_snmp
from watchkeeper.observe.polling.work import Gathered, ShardWork

MISSED = "missed"
GONE = "gone"
LOST = "the task that should have polled it was lost"
_FACTS_AT_ONCE = 25
"""Devices whose facts are written in one transaction: others wait meanwhile where one writes at a time."""
_DATA = frozenset({Outcome.OK, Outcome.PARTIAL, Outcome.EMPTY})
_KINDS = {
    DeviceState.UP: EventKind.DEVICE_UP,
    DeviceState.DOWN: EventKind.DEVICE_DOWN,
    DeviceState.UNKNOWN: EventKind.DEVICE_UNKNOWN,
}


@dataclass(slots=True)
class SeenHere:
    """What this process alone remembers: the uptime each device gave last, and the status of its interfaces."""

    ticks: dict[int, int] = field(default_factory=dict)
    statuses: StatusMemory = field(default_factory=StatusMemory)


class ShardCloser:
    """Writes what became of a shard. Everything happens in the caller's transaction or not at all.

    ``facts`` says whether anybody can refresh the facts of devices.
    """

    def __init__(
        self,
        inventory: InventoryService,
        events: EventService,
        planner: Planner,
        settings: PollingSettings,
        metrics: PollingMetrics,
        rules: Rules,
        *,
        facts: bool = True,
    ) -> None:
        self._inventory = inventory
        self._events = events
        self._planner = planner
        self._settings = settings
        self._metrics = metrics
        self._rules = rules
        self._facts = facts
        self.seen = SeenHere()

    async def close(self, session: AsyncSession, work: ShardWork, gathered: Gathered, now: datetime) -> bool:
        """End the shard; False when it had ended before, and then nothing is written."""
        shard = await repository.shard(session, work.shard_id)
        if shard is None or shard.status not in repository.UNFINISHED:
            return False
        memories = await repository.memories(session, work.present, lock=True)
        if not gathered.own_fault and not work.expired:
            await self._learn(session, work, gathered, memories, now)
        report = _report(work, gathered)
        shard.status = "failed" if gathered.own_fault else "done"
        shard.error = "; ".join(filter(None, [gathered.own_fault, *gathered.stage_faults]))
        shard.finished_at = now
        shard.notes = {str(device_id): list(note) for device_id, note in report.notes.items()}
        await self._advance(session, shard, report, now)
        return True

    async def _learn(
        self,
        session: AsyncSession,
        work: ShardWork,
        gathered: Gathered,
        memories: Mapping[int, DeviceMemory],
        now: datetime,
    ) -> None:
        verdicts = self._judge(work, gathered, memories, now)
        transitions = await self._inventory.record_contacts(session, verdicts.contacts) if verdicts.contacts else []
        await self._inventory.record_credentials(session, _used(work, gathered))
        news = await self._interface_news(session, work, gathered)
        if news is not None and news.statuses:
            await self._inventory.record_interface_states(session, news.statuses)
        happened = [
            *device_events(transitions, memories),
            *self._restart_events(work, verdicts),
            *(news.events if news is not None else ()),
        ]
        await self._events.record(session, happened)
        table_changed = news.table_changed if news is not None else set()
        wanting = self._wanting_facts(gathered, memories, set(verdicts.restarted) | table_changed, now)
        changed = {memory.device_id: memory for memory in verdicts.changed}
        for device_id in wanting:
            changed[device_id] = replace(changed.get(device_id, memories[device_id]), facts_requested_at=now)
        await repository.save_memories(session, changed.values())
        await self._ask_for_facts(session, sorted(wanting), now)
        if verdicts.verify:
            await self._planner.plan_once(session, verdicts.verify, now)
        self._remember_after_commit(session, work, gathered, verdicts, news)

    async def abandon(self, session: AsyncSession, shard: PollShard, now: datetime) -> None:
        """End a shard whose task never came back, so that its cycle can end and says what it did not do."""
        shard.status, shard.error, shard.finished_at = "failed", LOST, now
        report = ShardReport()
        report.fail((*shard.device_ids, *shard.probe_ids), LOST)
        shard.notes = {str(device_id): list(note) for device_id, note in report.notes.items()}
        await self._advance(session, shard, report, now)

    def _judge(
        self, work: ShardWork, gathered: Gathered, memories: Mapping[int, DeviceMemory], now: datetime
    ) -> Verdicts:
        results = [r for r in gathered.results if not (gathered.isolated and r.outcome in SILENT)]
        if work.group.driver == ICMP:
            return judge_pings(results, memories, work.targets, now, self._rules)
        return judge_snmp(results, memories, gathered.pings, self.seen.ticks, now, self._rules)

    async def _interface_news(self, session: AsyncSession, work: ShardWork, gathered: Gathered) -> InterfaceNews | None:
        if gathered.interfaces is None:
            return None
        table = {
            result.device_id: table.outcome
            for result in gathered.results
            for table in result.tables
            if table.table == "interfaces" and result.outcome in _DATA and table.outcome in _DATA
        }
        slot_ms = int(work.slot.timestamp() * 1000)
        before, missing = self.seen.statuses.recall(work.number, table, slot_ms, work.interval_s * 1000)
        if missing:
            rows = await self._inventory.interface_standings(session, missing)
            before = before.joined(known_statuses(rows, gathered.interfaces))
        return interface_news(
            before,
            gathered.interfaces,
            complete={device_id for device_id, outcome in table.items() if outcome is not Outcome.PARTIAL},
            names={device_id: target.name for device_id, target in work.targets.items()},
            at=work.slot,
        )

    @staticmethod
    def _restart_events(work: ShardWork, verdicts: Verdicts) -> Iterable[NewEvent]:
        for device_id, booted_at in verdicts.restarted.items():
            name = work.targets[device_id].name
            message = f"{name} restarted."
            details = {"booted_at": booted_at.isoformat()}
            yield NewEvent(work.slot, device_id, name, EventKind.DEVICE_RESTARTED, message=message, details=details)

    def _wanting_facts(
        self, gathered: Gathered, memories: Mapping[int, DeviceMemory], changed: Collection[int], now: datetime
    ) -> set[int]:
        if not self._facts:
            return set()
        interval_s = self._settings.facts_interval_s
        return {
            result.device_id
            for result in gathered.results
            if result.device_id in memories
            and result.outcome in _DATA
            and result.uptime_ticks is not None
            and facts_due(memories[result.device_id], now, interval_s=interval_s, changed=result.device_id in changed)
        }

    async def _ask_for_facts(self, session: AsyncSession, device_ids: Sequence[int], now: datetime) -> None:
        for start in range(0, len(device_ids), _FACTS_AT_ONCE):
            some = list(device_ids[start : start + _FACTS_AT_ONCE])
            await enqueue(session, REFRESH_FACTS, RefreshFacts(device_ids=some), not_before=now)

    def _remember_after_commit(
        self,
        session: AsyncSession,
        work: ShardWork,
        gathered: Gathered,
        verdicts: Verdicts,
        news: InterfaceNews | None,
    ) -> None:
        ticks = {r.device_id: r.uptime_ticks for r in gathered.results if r.uptime_ticks is not None}

        def remember() -> None:
            self.seen.ticks.update(ticks)
            if verdicts.opened:
                self._metrics.breaker_opened.labels(KIND_DEVICE).inc(len(verdicts.opened))
            if news is not None:
                self.seen.statuses.remember(work.number, int(work.slot.timestamp() * 1000), news.remember)

        after_commit(session, remember)

    async def _advance(self, session: AsyncSession, shard: PollShard, report: ShardReport, now: datetime) -> None:
        cycle = await repository.cycle(session, shard.cycle_id, lock=True)
        assert cycle is not None  # noqa: S101  # a shard's cycle is only removed with it
        counts = add_up(_counts(cycle), report)
        cycle.ok, cycle.partial, cycle.failed, cycle.late = counts.ok, counts.partial, counts.failed, counts.late
        cycle.skipped = dict(counts.skipped)
        cycle.rows, cycle.varbinds, cycle.requests = counts.rows, counts.varbinds, counts.requests
        cycle.shards_done += 1
        if cycle.shards_done >= cycle.shards:
            cycle.status = str(final_status(counts))
            cycle.finished_at = now
            group, status = cycle.group_name, cycle.status
            breakers = await repository.breaker_counts(session)
            after_commit(session, lambda: self._metrics.cycle_ended(group, status, counts))
            after_commit(session, lambda: self._metrics.breakers(breakers))
        await session.flush()
        await announcements.cycle_changed(session, cycle)


def _used(work: ShardWork, gathered: Gathered) -> Iterable[Used]:
    """Tell which credentials worked and which were refused; silence says nothing about either, nor does a ping."""
    if work.group.driver == ICMP:
        return
    for result in gathered.results:
        target = work.targets.get(result.device_id)
        if target is not None and target.credential_id is not None:
            if result.outcome in _DATA:
                yield Used(result.device_id, target.credential_id, accepted=True)
            elif result.outcome is Outcome.AUTH_FAILED:
                yield Used(result.device_id, target.credential_id, accepted=False)


def _counts(cycle: PollCycle) -> CycleCounts:
    return CycleCounts(
        planned=cycle.planned,
        ok=cycle.ok,
        partial=cycle.partial,
        failed=cycle.failed,
        late=cycle.late,
        skipped=cycle.skipped,
        rows=cycle.rows,
        varbinds=cycle.varbinds,
        requests=cycle.requests,
    )


def _report(work: ShardWork, gathered: Gathered) -> ShardReport:
    """Account for every device of the shard."""
    report = ShardReport(planned=len(work.present) + len(work.gone))
    report.skip(work.gone, GONE)
    if work.expired:
        report.skip(work.present, MISSED)
        report.late = len(work.present)
        return report
    report.late = len(work.present) if work.late else 0
    if gathered.own_fault:
        report.fail(work.present, gathered.own_fault)
        return report
    for result in gathered.results:
        report.add(result)
    report.rows = gathered.rows
    answered = {result.device_id for result in gathered.results}
    report.fail((device_id for device_id in work.present if device_id not in answered), "the driver gave no result")
    return report


def device_events(transitions: Sequence[StateTransition], memories: Mapping[int, DeviceMemory]) -> Iterable[NewEvent]:
    """Return the event of each transition; the first look at a device is none."""
    for transition in transitions:
        memory = memories.get(transition.device_id)
        first = memory is None or memory.booted_at is None
        if first and transition.from_state is DeviceState.UNKNOWN and transition.to_state is not DeviceState.DOWN:
            continue
        reason = f": {transition.reason}" if transition.reason else ""
        yield NewEvent(
            transition.at,
            transition.device_id,
            transition.device_name,
            _KINDS[transition.to_state],
            "",
            str(transition.from_state),
            str(transition.to_state),
            f"{transition.device_name} is {transition.to_state}{reason}.",
            details={"reason": transition.reason} if transition.reason else {},
        )
