"""What people and programs may ask of polling: poll now, look at cycles and breakers, close a breaker."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target, record
from watchkeeper.core.http.paging import ListQuery, paginate
from watchkeeper.core.scope import scope_of, unscoped
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.observe.polling import repository
from watchkeeper.observe.polling.breaker import Breaker
from watchkeeper.observe.polling.errors import BreakerNotFoundError, CycleNotFoundError, NothingToPollError
from watchkeeper.observe.polling.models import DevicePollState, PollCycle, PollShard
from watchkeeper.observe.polling.planner import Planner
from watchkeeper.observe.polling.schemas import BreakerView, CycleDetail, CycleView, DeviceOutcome
from watchkeeper.observe.polling.settings import PollingSettings

_TIDY_AT_ONCE = 500
_MOST_TOLD = 1000
_log = get_logger(__name__)

CYCLES_SORTABLE: dict[str, Any] = {
    "slot": PollCycle.slot,
    "started_at": PollCycle.started_at,
    "group": PollCycle.group_name,
    "status": PollCycle.status,
}
BREAKERS_SORTABLE: dict[str, Any] = {
    "device_id": DevicePollState.device_id,
    "failures": DevicePollState.failures,
    "opened_at": DevicePollState.opened_at,
    "next_attempt_at": DevicePollState.next_attempt_at,
}


class PollingService:
    """The verbs of polling that run in a request's transaction."""

    def __init__(
        self, inventory: InventoryService, planner: Planner, settings: PollingSettings, clock: Clock = utc_now
    ) -> None:
        self._inventory = inventory
        self._planner = planner
        self._settings = settings
        self._clock = clock

    async def poll_once(
        self, session: AsyncSession, device_ids: Collection[int] | None = None, *, by: str = ""
    ) -> CycleView:
        """Have devices (all when None) polled once, now, whatever their breakers say, and return the cycle.

        It runs in the background: watch topic ``cycles`` or read the cycle until it is no longer running.
        Raises NothingToPollError when none of them exists and is enabled.
        """
        watched = {device.device_id for device in await self._inventory.watched_devices(session)}
        wanted = watched if device_ids is None else watched & set(device_ids)
        if not wanted:
            raise NothingToPollError(
                "None of these devices is there to be polled.", hint="Add or enable a device: `wk device add`."
            )
        with unscoped(session, "the devices are chosen; planning them shows nothing of others"):
            cycle_id = await self._planner.plan_once(session, wanted, self._clock())
        after = {"devices": len(wanted), "device_ids": sorted(wanted)[:_MOST_TOLD]}
        record(session, "polling.poll_now", Target("cycle", cycle_id), after=after)
        _log.info("polling.once", cycle=cycle_id, devices=len(wanted), by=by)
        return CycleView.of(await self._cycle(session, cycle_id))

    async def list_cycles(
        self, session: AsyncSession, query: ListQuery, *, group: str | None = None, status: str | None = None
    ) -> tuple[list[CycleView], int]:
        """Return one page of cycles, newest first unless asked otherwise, and how many there are."""
        found, total = await paginate(session, repository.cycles(group, status), query, CYCLES_SORTABLE, "-slot")
        return [CycleView.of(cycle) for cycle in found], total

    async def cycle(self, session: AsyncSession, cycle_id: int) -> CycleDetail:
        """Return a cycle with the outcome of every device.

        Somebody with a limited scope sees those of their own devices alone, such as a poll they asked for. Raises
        CycleNotFoundError.
        """
        cycle = await self._cycle(session, cycle_id)
        shards = await repository.shards_of(session, cycle_id)
        outcomes = [outcome for shard in shards for outcome in _outcomes(shard)]
        names = await self._inventory.device_names(session, [device_id for device_id, _, _ in outcomes])
        if not scope_of(session).everything and (not outcomes or not {each[0] for each in outcomes} <= names.keys()):
            raise CycleNotFoundError(f"There is no poll cycle {cycle_id}.")
        return CycleDetail(
            **CycleView.of(cycle).model_dump(),
            outcomes=[
                DeviceOutcome(device_id=device_id, device_name=names.get(device_id), outcome=outcome, reason=reason)
                for device_id, outcome, reason in sorted(outcomes)
            ],
            errors=[shard.error for shard in shards if shard.error],
        )

    async def list_breakers(
        self, session: AsyncSession, query: ListQuery, *, state: str | None = None
    ) -> tuple[list[BreakerView], int]:
        """Return one page of the breakers of devices whose last contact failed, longest open first."""
        statement = repository.breakers(state)
        found, total = await paginate(session, statement, query, BREAKERS_SORTABLE, "opened_at")
        names = await self._inventory.device_names(session, [row.device_id for row in found])
        return [BreakerView.of(row, names.get(row.device_id)) for row in found], total

    async def reset_breaker(self, session: AsyncSession, device_id: int, *, by: str = "") -> BreakerView:
        """Close a device's breaker: the next cycle polls it again. Raises BreakerNotFoundError."""
        names = await self._inventory.device_names(session, [device_id])
        with unscoped(session, "the device was looked for within the scope"):
            memories = await repository.memories(session, list(names), lock=True)
        if (memory := memories.get(device_id)) is None:
            raise BreakerNotFoundError(f"Device {device_id} does not exist, or has never been polled.")
        await repository.save_memories(session, [memory.with_breaker(Breaker())])
        target = Target("device", device_id, names.get(device_id) or "")
        record(session, "polling.reset_breaker", target, before={"failures": memory.breaker.failures})
        _log.info("polling.breaker_reset", device=names.get(device_id), by=by)
        return BreakerView(
            device_id=device_id,
            device_name=names.get(device_id),
            state=Breaker().state,
            failures=0,
            opened_at=None,
            next_attempt_at=None,
            reason="",
        )

    async def tidy(self, session: AsyncSession) -> int:
        """Remove reports and outcomes after their time, some at once; return how many reports went."""
        now = self._clock()
        await repository.forget_outcomes_before(session, now - timedelta(hours=self._settings.keep_outcomes_hours))
        before = now - timedelta(days=self._settings.keep_cycles_days)
        await repository.forget_chores_before(session, before)
        return await repository.forget_before(session, before, _TIDY_AT_ONCE)

    @staticmethod
    async def _cycle(session: AsyncSession, cycle_id: int) -> PollCycle:
        cycle = await repository.cycle(session, cycle_id)
        if cycle is None:
            raise CycleNotFoundError(f"There is no poll cycle {cycle_id}.")
        return cycle


def _outcomes(shard: PollShard) -> Sequence[tuple[int, str, str]]:
    ended = shard.status not in repository.UNFINISHED
    plain = ("ok", "") if ended else ("pending", "")
    notes = {int(device_id): (str(note[0]), str(note[1])) for device_id, note in shard.notes.items()}
    return [(device_id, *notes.get(device_id, plain)) for device_id in {*shard.device_ids, *shard.probe_ids, *notes}]
