"""Every query on cycles, shards and what is remembered of devices."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Select, Table, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import ReturningInsert

from watchkeeper.core.database import database_of
from watchkeeper.observe.polling.memory import DeviceMemory
from watchkeeper.observe.polling.models import ChoreRun, DevicePollState, PollCycle, PollShard

UNFINISHED = ("pending", "running")
_CYCLES: Table = PollCycle.__table__  # type: ignore[assignment]  # declarative classes are mapped to Tables here
_STATES: Table = DevicePollState.__table__  # type: ignore[assignment]
_CHORES: Table = ChoreRun.__table__  # type: ignore[assignment]
_MEMORY_COLUMNS = tuple(column.name for column in _STATES.c if not column.primary_key)
_MOST_PARAMETERS = 10_000
T = TypeVar("T")


def _chunks(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]


async def insert_unless_there(session: AsyncSession, table: Table, values: Mapping[str, Any], key: str) -> int | None:
    """Insert a row and return its id; None when one with the same unique ``key`` columns (comma) exists."""
    dialect = sqlite if database_of(session).is_sqlite else postgresql
    statement: ReturningInsert[tuple[int]] = (
        dialect.insert(table)
        .values(**values)
        .on_conflict_do_nothing(index_elements=key.split(","))
        .returning(table.c.id)
    )
    inserted: int | None = await session.scalar(statement)
    return inserted


async def insert_cycle(session: AsyncSession, values: Mapping[str, Any]) -> int | None:
    """Insert a cycle and return its id; None when its key has been planned already."""
    return await insert_unless_there(session, _CYCLES, values, "key")


async def insert_chore(session: AsyncSession, chore: str, due_at: datetime) -> int | None:
    """Insert a due occurrence and return its id; None when it is there already."""
    return await insert_unless_there(session, _CHORES, {"chore": chore, "due_at": due_at}, "chore,due_at")


async def last_slots(session: AsyncSession) -> dict[tuple[str, int], datetime]:
    """Return the newest planned slot of every (group, interval)."""
    statement = select(PollCycle.group_name, PollCycle.interval_s, func.max(PollCycle.slot).label("slot")).group_by(
        PollCycle.group_name, PollCycle.interval_s
    )
    return {(row.group_name, row.interval_s): row.slot for row in await session.execute(statement)}


async def last_chores(session: AsyncSession) -> dict[str, datetime]:
    """Return when each chore was last due."""
    statement = select(ChoreRun.chore, func.max(ChoreRun.due_at).label("due_at")).group_by(ChoreRun.chore)
    return {row.chore: row.due_at for row in await session.execute(statement)}


async def unfinished_shards(session: AsyncSession) -> Sequence[PollShard]:
    """Return the shards that wait or run."""
    return (await session.scalars(select(PollShard).where(PollShard.status.in_(UNFINISHED)))).all()


async def memories(
    session: AsyncSession, device_ids: Collection[int] | None = None, *, lock: bool = False
) -> dict[int, DeviceMemory]:
    """Return what is remembered of devices (all, or those of ``device_ids``); ``lock`` it where the database can."""
    statement = select(*_STATES.c).order_by(_STATES.c.device_id)
    if lock:
        statement = statement.with_for_update()
    if device_ids is None:
        return {row.device_id: DeviceMemory.of(row) for row in await session.execute(statement)}  # type: ignore[arg-type]  # a row names its columns
    found: dict[int, DeviceMemory] = {}
    for some in _chunks(sorted(device_ids), _MOST_PARAMETERS):
        rows = await session.execute(statement.where(_STATES.c.device_id.in_(some)))
        found |= {row.device_id: DeviceMemory.of(row) for row in rows}  # type: ignore[arg-type]  # as above
    return found


async def remembered_ids(session: AsyncSession) -> set[int]:
    """Return the devices of which anything is remembered."""
    return set(await session.scalars(select(DevicePollState.device_id)))


async def soft_ids(session: AsyncSession) -> set[int]:
    """Return the devices whose last pings contradict their verdict."""
    return set(await session.scalars(select(DevicePollState.device_id).where(DevicePollState.icmp_against > 0)))


async def save_memories(session: AsyncSession, changed: Iterable[DeviceMemory]) -> None:
    """Write what is remembered of devices: rows are made or replaced."""
    rows = [memory.columns() for memory in changed]
    if not rows:
        return
    statement = (sqlite if database_of(session).is_sqlite else postgresql).insert(_STATES)
    replaced = {name: statement.excluded[name] for name in _MEMORY_COLUMNS}
    upsert = statement.on_conflict_do_update(index_elements=["device_id"], set_=replaced)
    connection = await session.connection()
    await connection.execute(upsert, rows)


async def cycle(session: AsyncSession, cycle_id: int, *, lock: bool = False) -> PollCycle | None:
    """Return a cycle as the database has it now."""
    statement = select(PollCycle).where(PollCycle.id == cycle_id).execution_options(populate_existing=True)
    return (await session.scalars(statement.with_for_update() if lock else statement)).one_or_none()


async def shard(session: AsyncSession, shard_id: int) -> PollShard | None:
    """Return a shard, locked where the database can."""
    statement = select(PollShard).where(PollShard.id == shard_id).execution_options(populate_existing=True)
    return (await session.scalars(statement.with_for_update())).one_or_none()


async def shards_of(session: AsyncSession, cycle_id: int) -> Sequence[PollShard]:
    """Return the shards of a cycle."""
    return (
        await session.scalars(select(PollShard).where(PollShard.cycle_id == cycle_id).order_by(PollShard.number))
    ).all()


def cycles(group: str | None, status: str | None) -> Select[PollCycle]:
    """Select cycles."""
    statement = select(PollCycle)
    if group is not None:
        statement = statement.where(PollCycle.group_name == group)
    if status is not None:
        statement = statement.where(PollCycle.status == status)
    return statement


def breakers(state: str | None) -> Select[DevicePollState]:
    """Select devices whose last contact failed or whose breaker is not closed."""
    statement = select(DevicePollState)
    if state is not None:
        return statement.where(DevicePollState.breaker == state)
    return statement.where(or_(DevicePollState.breaker != "closed", DevicePollState.failures > 0))


async def breaker_counts(session: AsyncSession) -> dict[str, int]:
    """Return how many devices have a breaker in each state."""
    statement = select(DevicePollState.breaker, func.count().label("devices")).group_by(DevicePollState.breaker)
    return {row.breaker: row.devices for row in await session.execute(statement)}


async def forget_before(session: AsyncSession, moment: datetime, limit: int) -> int:
    """Remove up to ``limit`` ended cycles (with their shards) older than ``moment``; return how many."""
    oldest = select(PollCycle.id).where(PollCycle.slot < moment, PollCycle.status != "running").limit(limit)
    ids = list(await session.scalars(oldest))
    for some in _chunks(ids, _MOST_PARAMETERS):
        await session.execute(delete(PollShard).where(PollShard.cycle_id.in_(some)))
        await session.execute(delete(PollCycle).where(PollCycle.id.in_(some)))
    return len(ids)


async def forget_outcomes_before(session: AsyncSession, moment: datetime) -> None:
    """Remove the ended shards due before ``moment``; the cycles keep their counts."""
    await session.execute(delete(PollShard).where(PollShard.due_at < moment, PollShard.status.not_in(UNFINISHED)))


async def forget_chores_before(session: AsyncSession, moment: datetime) -> None:
    """Remove occurrences of chores due before ``moment``, the newest of each chore excepted."""
    newest = select(func.max(ChoreRun.id)).group_by(ChoreRun.chore)
    await session.execute(delete(ChoreRun).where(ChoreRun.due_at < moment, ChoreRun.id.not_in(newest)))


async def mark_half_open(session: AsyncSession, device_ids: Collection[int]) -> None:
    """Record that the probe of these breakers is on the way."""
    for some in _chunks(sorted(device_ids), _MOST_PARAMETERS):
        await session.execute(
            update(DevicePollState).where(DevicePollState.device_id.in_(some)).values(breaker="half_open")
        )
