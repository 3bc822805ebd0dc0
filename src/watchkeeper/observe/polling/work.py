"""A shard as it is worked on: what to ask of whom, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pyarrow as pa
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.drivers.protocol import TargetResult
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.inventory.targets import PollTarget
from watchkeeper.observe.polling import repository
from watchkeeper.observe.polling.groups import GROUPS, ICMP, ONCE, TableGroup
from watchkeeper.observe.polling.models import PollShard
from watchkeeper.observe.polling.settings import PollingSettings

_ONCE_LIFETIME = timedelta(minutes=15)
"""Thousands of devices that were added together are met a few shards at a time."""


@dataclass(frozen=True, slots=True)
class ShardWork:
    """What to do. ``full`` and ``probes`` are devices that still exist; ``gone`` have been removed or disabled."""

    shard_id: int
    cycle_id: int
    number: int
    group: TableGroup
    interval_s: int
    slot: datetime
    full: tuple[int, ...]
    probes: tuple[int, ...]
    gone: tuple[int, ...]
    targets: Mapping[int, PollTarget]
    lag_s: float
    late: bool
    expired: bool

    @property
    def present(self) -> tuple[int, ...]:
        """The devices to ask, one way or the other."""
        return (*self.full, *self.probes)


@dataclass(slots=True)
class Gathered:
    """What came of it. ``own_fault`` says what went wrong on our side; then nothing of the shard is stored."""

    results: Sequence[TargetResult] = ()
    pings: Mapping[int, bool | None] = field(default_factory=dict)
    interfaces: pa.RecordBatch | None = None
    rows: int = 0
    isolated: bool = False
    own_fault: str = ""
    stage_faults: Sequence[str] = ()


async def begin(
    session: AsyncSession, inventory: InventoryService, settings: PollingSettings, shard_id: int, now: datetime
) -> ShardWork | None:
    """Take a shard in hand; None when it has been finished already (a task that was delivered twice)."""
    shard = await repository.shard(session, shard_id)
    if shard is None or shard.status not in repository.UNFINISHED:
        return None
    shard.status = "running"
    shard.started_at = now
    wanted = (*shard.device_ids, *shard.probe_ids)
    group = GROUPS[shard.group_name]
    found = {target.device_id: target for target in await inventory.poll_targets(session, wanted)}
    targets = {device_id: target for device_id, target in found.items() if _speaks(target, group)}
    lag = now - shard.due_at
    return ShardWork(
        shard_id=shard.id,
        cycle_id=shard.cycle_id,
        number=shard.number,
        group=group,
        interval_s=shard.interval_s,
        slot=shard.due_at,
        full=tuple(device_id for device_id in shard.device_ids if device_id in targets),
        probes=tuple(device_id for device_id in shard.probe_ids if device_id in targets),
        gone=tuple(device_id for device_id in wanted if device_id not in targets),
        targets=targets,
        lag_s=max(0.0, lag.total_seconds()),
        late=lag > timedelta(seconds=max(1.0, settings.late_share * shard.interval_s)),
        expired=lag >= lifetime(shard),
    )


def lifetime(shard: PollShard) -> timedelta:
    """Return how long after its time a shard may still begin."""
    return _ONCE_LIFETIME if shard.group_name == ONCE.name else timedelta(seconds=shard.interval_s)


def _speaks(target: PollTarget, group: TableGroup) -> bool:
    """Every device can be pinged; the rest needs the group's own driver."""
    return group.driver in {ICMP, target.driver}
