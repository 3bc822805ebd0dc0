"""Plans what is due: one cycle per slot and interval class, cut into shards, each a task of the same transaction."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.tasks import Task, enqueue
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.inventory.targets import WatchedDevice
from watchkeeper.observe.polling import announcements, repository
from watchkeeper.observe.polling.breaker import Attempt
from watchkeeper.observe.polling.groups import (
    ENVIRONMENT,
    GROUPS,
    ICMP,
    ONCE,
    REACHABILITY,
    REACHABILITY_SOFT,
    IntervalClass,
    TableGroup,
    classes_of,
)
from watchkeeper.observe.polling.memory import DeviceMemory
from watchkeeper.observe.polling.models import PollShard
from watchkeeper.observe.polling.phase import slots_between
from watchkeeper.observe.polling.report import CycleStatus
from watchkeeper.observe.polling.settings import PollingSettings
from watchkeeper.observe.polling.shards import LANE_WIDTH, ShardPlan, cut
from watchkeeper.observe.polling.tasks import (
    RUN_ENVIRONMENT,
    RUN_FIRST_CONTACT,
    RUN_SHARD,
    RUN_SUSPECTS,
    RUN_SWEEP,
    RunShard,
)

ONCE_INTERVAL_S = 60
"""What a poll outside of the schedule is measured against: the longest time one device may take, and rates."""
OVERRUN, BREAKER_OPEN, BACKLOG, MISSED_SLOTS = "overrun", "breaker_open", "backlog", "missed_slots"
SWEEP_DEVICES = 100_000
"""One sweep is one socket: a shard of pings is as large as it gets."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What a tick planned: cycle ids; and the classes there are, so that the scheduler knows when to come again."""

    cycles: list[int] = field(default_factory=list)
    classes: frozenset[IntervalClass] = frozenset()


@dataclass(frozen=True, slots=True)
class _Situation:
    """What planning looks at, read once for all classes."""

    now: datetime
    memories: Mapping[int, DeviceMemory]
    last_slots: Mapping[tuple[str, int], datetime]
    unfinished: Sequence[PollShard]

    def busy(self, group: TableGroup) -> set[int]:
        """Devices that a shard which asks for the same tables has not finished with.

        A shard ends with its slowest device. The others must not lose their interfaces to one whose sensors take long.
        """
        names = {
            other.name for other in GROUPS.values() if other.driver == group.driver and other.tables & group.tables
        }
        return {
            device_id
            for shard in self.unfinished
            if shard.group_name in names
            for device_id in (*shard.device_ids, *shard.probe_ids)
        }

    def overdue(self) -> int:
        """Shards that should have started."""
        return sum(1 for shard in self.unfinished if shard.status == "pending" and shard.due_at < self.now)


class Planner:
    """Turns the schedule into cycles. Two planners, or one that was killed, never plan a slot twice."""

    def __init__(self, inventory: InventoryService, settings: PollingSettings) -> None:
        self._inventory = inventory
        self._settings = settings

    async def plan_due(self, session: AsyncSession, now: datetime) -> Planned:
        """Plan every class whose slot has come, and the first contact with devices that are new."""
        devices = await self._inventory.watched_devices(session)
        if not devices:
            return Planned()
        memories = await repository.memories(session)
        cycles = await self._plan_new(session, devices, memories, now)
        situation = _Situation(
            now, memories, await repository.last_slots(session), await repository.unfinished_shards(session)
        )
        soft = [device_id for device_id, memory in situation.memories.items() if memory.icmp.soft]
        classes = classes_of(devices, soft, self._settings)
        swept = False
        for due_class, device_ids in classes.items():
            if due_class.group is REACHABILITY_SOFT and swept:
                continue  # the sweep over everybody asks them anyway
            if situation.last_slots.get((due_class.group.name, due_class.interval_s)) != due_class.slot(now):
                planned = await self._plan_class(session, due_class, device_ids, situation)
                cycles += [planned] if planned is not None else []
                swept |= due_class.group is REACHABILITY
        return Planned(cycles, frozenset(classes))

    async def anything_new(self, session: AsyncSession, known: Collection[IntervalClass]) -> bool:
        """Say whether there are devices that polling has never seen, or classes besides the ``known``."""
        devices = await self._inventory.watched_devices(session)
        if not {device.device_id for device in devices} <= await repository.remembered_ids(session):
            return True
        soft = await repository.soft_ids(session)
        return not classes_of(devices, soft, self._settings).keys() <= set(known)

    async def plan_once(
        self,
        session: AsyncSession,
        device_ids: Collection[int],
        now: datetime,
        *,
        task: Task[RunShard] = RUN_SHARD,
    ) -> int:
        """Plan a poll of ``device_ids`` now, outside of the schedule, and return the cycle's id.

        Devices that are being polled already are counted as overrun; an open breaker does not matter.
        """
        unfinished = await repository.unfinished_shards(session)
        busy = _Situation(now, {}, {}, unfinished).busy(ONCE)
        wanted = sorted(set(device_ids))
        once = IntervalClass(ONCE, ONCE_INTERVAL_S)
        now = now.replace(microsecond=now.microsecond // 1000 * 1000)
        cycle_id = await repository.insert_cycle(
            session, _cycle_values(f"once/{uuid4().hex}", ONCE.name, now, once.interval_s, now, len(wanted))
        )
        assert cycle_id is not None  # noqa: S101  # the key is new
        skipped = {OVERRUN: sum(1 for device_id in wanted if device_id in busy)}
        plans = cut(
            wanted,
            size=self._settings.shard_devices,
            interval=once.interval,
            spread=0.0,
            leave_out=busy,
        )
        spaced = [replace(plan, number=once.first_number + (cycle_id + plan.number) % LANE_WIDTH) for plan in plans]
        await self._insert_shards(session, cycle_id, once, now, [(plan, (), task) for plan in spaced])
        await self._settle(session, cycle_id, len(spaced), skipped)
        return cycle_id

    async def _plan_new(
        self,
        session: AsyncSession,
        devices: Sequence[WatchedDevice],
        memories: Mapping[int, DeviceMemory],
        now: datetime,
    ) -> list[int]:
        new = [device for device in devices if device.device_id not in memories]
        if not new:
            return []
        await repository.save_memories(session, (DeviceMemory(device.device_id) for device in new))
        first = [device.device_id for device in new if device.driver == ONCE.driver]
        return [await self.plan_once(session, first, now, task=RUN_FIRST_CONTACT)] if first else []

    async def _plan_class(
        self, session: AsyncSession, due: IntervalClass, device_ids: Sequence[int], situation: _Situation
    ) -> int | None:
        slot = due.slot(situation.now)
        name = due.group.name
        values = _cycle_values(
            f"{name}/{due.interval_s}/{slot.isoformat()}", name, slot, due.interval_s, situation.now, len(device_ids)
        )
        cycle_id = await repository.insert_cycle(session, values)
        if cycle_id is None:
            return None
        await self._report_missed(session, due, slot, situation)
        if situation.overdue() >= self._settings.backlog_shards:
            await self._settle(session, cycle_id, 0, {BACKLOG: len(device_ids)})
            return cycle_id
        shards, skipped = self._shards(due, device_ids, situation)
        await self._insert_shards(session, cycle_id, due, slot, shards)
        await self._settle(session, cycle_id, len(shards), skipped)
        return cycle_id

    async def _report_missed(
        self, session: AsyncSession, due: IntervalClass, slot: datetime, situation: _Situation
    ) -> None:
        """Slots that passed unplanned are told once, and never made up for."""
        last = situation.last_slots.get((due.group.name, due.interval_s))
        missed = slots_between(last, situation.now, due.interval) if last is not None else 0
        if not missed or due.group.name == "reachability_soft":
            return
        before = slot - due.interval
        key = f"{due.group.name}/{due.interval_s}/{before.isoformat()}"
        values = _cycle_values(key, due.group.name, before, due.interval_s, situation.now, 0)
        ended = {"status": str(CycleStatus.SKIPPED), "skipped": {MISSED_SLOTS: missed}, "finished_at": situation.now}
        await repository.insert_cycle(session, values | ended)

    def _shards(
        self, due: IntervalClass, device_ids: Sequence[int], situation: _Situation
    ) -> tuple[list[tuple[ShardPlan, tuple[int, ...], Task[RunShard]]], dict[str, int]]:
        busy = situation.busy(due.group) & set(device_ids)
        if due.group.driver == ICMP:
            first = due.first_number
            plans = cut(
                device_ids, size=SWEEP_DEVICES, interval=due.interval, spread=0, leave_out=busy, first_number=first
            )
            return [(plan, (), RUN_SWEEP) for plan in plans], {OVERRUN: len(busy)}
        attempts = {device_id: self._attempt(device_id, situation) for device_id in device_ids}
        resting = {device_id for device_id, attempt in attempts.items() if attempt is Attempt.NONE} - busy
        suspects = {d for d in device_ids if d not in busy | resting and situation.memories.get(d, _NEW).suspect}
        base = due.first_number
        usual = RUN_ENVIRONMENT if due.group is ENVIRONMENT else RUN_SHARD
        size, spread = self._settings.shard_devices, self._settings.spread
        healthy = cut(
            device_ids,
            size=size,
            interval=due.interval,
            spread=spread,
            leave_out=busy | resting | suspects,
            first_number=base,
        )
        slow = cut(suspects, size=size, interval=due.interval, spread=spread, first_number=base + LANE_WIDTH)
        shards: list[tuple[ShardPlan, tuple[int, ...], Task[RunShard]]] = [(plan, (), usual) for plan in healthy]
        for plan in slow:
            probes = tuple(d for d in plan.device_ids if attempts[d] is Attempt.PROBE)
            full = tuple(d for d in plan.device_ids if attempts[d] is Attempt.FULL)
            shards.append((ShardPlan(plan.number, full, plan.offset), probes, RUN_SUSPECTS))
        return shards, {OVERRUN: len(busy), BREAKER_OPEN: len(resting)}

    @staticmethod
    def _attempt(device_id: int, situation: _Situation) -> Attempt:
        return situation.memories.get(device_id, _NEW).breaker.attempt(situation.now)

    async def _insert_shards(
        self,
        session: AsyncSession,
        cycle_id: int,
        due: IntervalClass,
        slot: datetime,
        shards: Iterable[tuple[ShardPlan, tuple[int, ...], Task[RunShard]]],
    ) -> None:
        rows = [
            (
                PollShard(
                    cycle_id=cycle_id,
                    number=plan.number,
                    group_name=due.group.name,
                    interval_s=due.interval_s,
                    due_at=slot + plan.offset,
                    device_ids=list(plan.device_ids),
                    probe_ids=list(probes),
                ),
                task,
            )
            for plan, probes, task in shards
        ]
        session.add_all(shard for shard, _ in rows)
        await session.flush()
        await repository.mark_half_open(session, {device_id for shard, _ in rows for device_id in shard.probe_ids})
        for shard, task in rows:
            await enqueue(session, task, RunShard(shard_id=shard.id), not_before=shard.due_at)

    async def _settle(self, session: AsyncSession, cycle_id: int, shards: int, skipped: Mapping[str, int]) -> None:
        """Write what planning itself has decided; a cycle without shards is over."""
        cycle = await repository.cycle(session, cycle_id)
        assert cycle is not None  # noqa: S101  # inserted above
        cycle.shards = shards
        cycle.skipped = {reason: count for reason, count in skipped.items() if count}
        if not shards:
            cycle.status = str(CycleStatus.SKIPPED if cycle.planned else CycleStatus.DONE)
            cycle.finished_at = cycle.started_at
        await session.flush()
        await announcements.cycle_changed(session, cycle)


_NEW = DeviceMemory(0)


def _cycle_values(
    key: str, group: str, slot: datetime, interval_s: int, now: datetime, planned: int
) -> dict[str, object]:
    counts = dict.fromkeys(
        ("ok", "partial", "failed", "late", "rows", "varbinds", "requests", "shards", "shards_done"), 0
    )
    return {
        "key": key,
        "group_name": group,
        "slot": slot,
        "interval_s": interval_s,
        "status": str(CycleStatus.RUNNING),
        "planned": planned,
        "skipped": {},
        "started_at": now,
        **counts,
    }
