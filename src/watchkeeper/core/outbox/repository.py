"""Every query on the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    CursorResult,
    Integer,
    Result,
    Select,
    Update,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from watchkeeper.core.database import database_of
from watchkeeper.core.outbox.models import MessageKind, MessageStatus, OutboxMessage, TaskState

PENDING = MessageStatus.PENDING.value
DELIVERED = MessageStatus.DELIVERED.value
DEAD = MessageStatus.DEAD.value
CANCELLED = MessageStatus.CANCELLED.value
_BULK = {"synchronize_session": False}
_CLAIM_LOCK = 0x776B6F7574626F78  # "wkoutbox": PostgreSQL advisory lock around a claim


_FINISH = (  # built once: it runs for every message
    update(OutboxMessage)
    .where(
        OutboxMessage.id == bindparam("b_id"),
        OutboxMessage.lease_owner == bindparam("b_owner"),
        OutboxMessage.status == PENDING,
    )
    .values(
        status=DELIVERED,
        done=bindparam("b_done", type_=OutboxMessage.done.type),
        finished_at=bindparam("b_now", type_=OutboxMessage.finished_at.type),
        lease_owner=None,
        leased_until=None,
    )
)


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """What one queue holds. ``oldest_at`` is since when its oldest deliverable message has been so, if there is one."""

    queue: str
    waiting: int
    in_delivery: int
    scheduled: int
    dead: int
    oldest_at: datetime | None


_Moment: TypeAlias = datetime | BindParameter[datetime]


def _claimable(now: _Moment) -> ColumnElement[bool]:
    message = OutboxMessage
    return and_(
        message.status == PENDING,
        message.available_at <= now,
        or_(message.leased_until.is_(None), message.leased_until <= now),
    )


def _held_back(now: _Moment, *, heads_only: bool) -> ColumnElement[bool]:
    """An earlier message of the lane is unfinished: leased or waiting to be retried, with ``heads_only`` any at all.

    One in another queue, which is claimed by itself, holds back as long as it is there.
    """
    earlier = aliased(OutboxMessage)
    conditions = [
        earlier.key == OutboxMessage.key,
        earlier.id < OutboxMessage.id,
        earlier.status == PENDING,
        earlier.due_at <= now,
    ]
    if not heads_only:
        elsewhere = earlier.queue != OutboxMessage.queue
        conditions.append(or_(earlier.leased_until > now, earlier.available_at > now, elsewhere))
    return and_(OutboxMessage.key != "", exists().where(*conditions))


def _deliverable(queue: str | BindParameter[str], now: _Moment, *, heads_only: bool) -> Select[OutboxMessage]:
    return (
        select(OutboxMessage)
        .where(OutboxMessage.queue == queue, _claimable(now), ~_held_back(now, heads_only=heads_only))
        .order_by(OutboxMessage.id)
    )


@cache
def _next_deliverable(*, heads_only: bool) -> Select[OutboxMessage]:
    """The deliverable messages of ``b_queue`` at ``b_now``, at most ``b_limit``; built once: relays always ask."""
    now = bindparam("b_now", type_=OutboxMessage.available_at.type)
    return _deliverable(bindparam("b_queue"), now, heads_only=heads_only).limit(bindparam("b_limit", type_=Integer))


@cache
def _filled(queues: tuple[str, ...]) -> CompoundSelect[str]:
    """Name those of some queues that hold something; of each the first that is found is enough."""
    now = bindparam("b_now", type_=OutboxMessage.available_at.type)
    return union_all(
        *(select(literal(queue)).where(_deliverable(queue, now, heads_only=True).limit(1).exists()) for queue in queues)
    )


async def deliverable_queues(session: AsyncSession, queues: Sequence[str], now: datetime) -> set[str]:
    """Return those of some queues in which a claim would find something."""
    return set(await session.scalars(_filled(tuple(queues)), {"b_now": now})) if queues else set()


async def claim(
    session: AsyncSession, queue: str, *, owner: str, now: datetime, lease: timedelta, limit: int, heads_only: bool
) -> Sequence[OutboxMessage]:
    """Lease up to ``limit`` deliverable messages to ``owner``, in order.

    With ``heads_only`` at most one message of each key is taken, else runs of consecutive ones. A message whose lease
    lapsed was in delivery when its process died: that counts as an attempt, and it is claimed on its own, so that one
    that kills the process does not drag others along. Claims exclude each other: on SQLite by the write lock, on
    PostgreSQL by an advisory lock, without which two of them could split a key's run between them.
    """
    if not database_of(session).is_sqlite:
        await session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _CLAIM_LOCK})
    wanted = {"b_queue": queue, "b_now": now, "b_limit": limit}
    statement = _next_deliverable(heads_only=heads_only).with_for_update(skip_locked=True)
    found = (await session.scalars(statement, wanted)).all()
    first_lapsed = next((index for index, message in enumerate(found) if message.lease_owner is not None), None)
    if first_lapsed is not None:
        found = found[: max(first_lapsed, 1)]
    for message in found:
        if message.lease_owner is not None:
            message.attempts += 1
        message.lease_owner = owner
        message.leased_until = now + lease
    return found


async def extend(session: AsyncSession, ids: Sequence[int], *, owner: str, until: datetime) -> None:
    """Keep the leases of ``ids`` that ``owner`` still has."""
    statement = _owned(owner).where(OutboxMessage.id.in_(ids)).values(leased_until=until)
    await session.execute(statement, execution_options=_BULK)


async def release(session: AsyncSession, ids: Sequence[int] | None, *, owner: str) -> None:
    """Give back what ``owner`` has leased (``ids``, or all of it) as if it had never been claimed."""
    statement = _owned(owner).values(lease_owner=None, leased_until=None)
    chosen = statement if ids is None else statement.where(OutboxMessage.id.in_(ids))
    await session.execute(chosen, execution_options=_BULK)


async def lapse_all(session: AsyncSession, now: datetime) -> None:
    """End every lease. Only for who knows that no relay lives."""
    statement = (
        update(OutboxMessage)
        .where(OutboxMessage.status == PENDING, OutboxMessage.leased_until > now)
        .values(leased_until=now)
    )
    await session.execute(statement, execution_options=_BULK)


async def record_done(session: AsyncSession, message_id: int, *, owner: str, done: list[str]) -> bool:
    """Store which subscriptions have the message; False when the lease has gone to somebody else."""
    return await _changed_one(session, _owned(owner).where(OutboxMessage.id == message_id).values(done=done))


async def finish(session: AsyncSession, message_id: int, *, owner: str, now: datetime, done: list[str]) -> bool:
    """Store that the message is delivered; False when the lease has gone to somebody else."""
    values = {"b_id": message_id, "b_owner": owner, "b_done": done, "b_now": now}
    return _rows(await session.execute(_FINISH, values, execution_options=_BULK)) == 1


async def postpone(
    session: AsyncSession, message_id: int, *, owner: str, attempts: int, until: datetime, error: str
) -> bool:
    """Store a failed attempt and when the next one may happen."""
    statement = (
        _owned(owner)
        .where(OutboxMessage.id == message_id)
        .values(attempts=attempts, available_at=until, last_error=error, lease_owner=None, leased_until=None)
    )
    return await _changed_one(session, statement)


async def bury(session: AsyncSession, message_id: int, *, owner: str, attempts: int, now: datetime, error: str) -> bool:
    """Make the message a dead letter."""
    statement = (
        _owned(owner)
        .where(OutboxMessage.id == message_id)
        .values(status=DEAD, attempts=attempts, last_error=error, finished_at=now, lease_owner=None, leased_until=None)
    )
    return await _changed_one(session, statement)


async def next_due(session: AsyncSession, now: datetime) -> datetime | None:
    """Return when the next message becomes available that is not yet, if there is one."""
    statement = select(func.min(OutboxMessage.available_at)).where(
        OutboxMessage.status == PENDING, OutboxMessage.available_at > now
    )
    moment: datetime | None = await session.scalar(statement)
    return moment


async def pending_queues(session: AsyncSession) -> frozenset[str]:
    """Return every queue that holds undelivered messages."""
    statement = select(OutboxMessage.queue).where(OutboxMessage.status == PENDING).distinct()
    return frozenset((await session.scalars(statement)).all())


async def counts(session: AsyncSession, now: datetime) -> list[QueueCounts]:
    """Count each queue's unfinished messages."""
    leased = and_(OutboxMessage.status == PENDING, OutboxMessage.leased_until > now)
    due = _claimable(now)
    waiting_since = case((and_(due, ~_held_back(now, heads_only=True)), OutboxMessage.available_at))
    later = and_(OutboxMessage.status == PENDING, OutboxMessage.available_at > now)
    statement = (
        select(
            OutboxMessage.queue,
            func.count(case((due, 1))),
            func.count(case((leased, 1))),
            func.count(case((later, 1))),
            func.count(case((OutboxMessage.status == DEAD, 1))),
            func.min(waiting_since),
        )
        .where(OutboxMessage.status.not_in((DELIVERED, CANCELLED)))
        .group_by(OutboxMessage.queue)
        .order_by(OutboxMessage.queue)
    )
    return [QueueCounts(*row) for row in (await session.execute(statement)).all()]


async def oldest_deliverable(session: AsyncSession, queue: str, now: datetime) -> datetime | None:
    """Return since when the oldest message that a relay should have taken has been waiting, if there is one."""
    waiting = _deliverable(queue, now, heads_only=True).order_by(None)
    moment: datetime | None = await session.scalar(waiting.with_only_columns(func.min(OutboxMessage.available_at)))
    return moment


def dead_letters() -> Select[OutboxMessage]:
    """Select the dead letters, to be paged."""
    return select(OutboxMessage).where(OutboxMessage.status == DEAD)


def background_tasks(state: TaskState | None, now: datetime) -> Select[OutboxMessage]:
    """Select the tasks in ``state`` at ``now``, or all of them, to be paged."""
    statement = select(OutboxMessage).where(OutboxMessage.kind == MessageKind.TASK.value)
    if state is None:
        return statement
    leased, due = OutboxMessage.leased_until > now, OutboxMessage.available_at <= now
    idle = or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until <= now)
    pending = OutboxMessage.status == PENDING
    wanted = {
        TaskState.WAITING: and_(pending, idle, due),
        TaskState.RUNNING: and_(pending, leased),
        TaskState.SCHEDULED: and_(pending, idle, OutboxMessage.available_at > now),
        TaskState.DONE: OutboxMessage.status == DELIVERED,
        TaskState.DEAD: OutboxMessage.status == DEAD,
        TaskState.CANCELLED: OutboxMessage.status == CANCELLED,
    }
    return statement.where(wanted[state])


async def cancel(session: AsyncSession, message_id: int, now: datetime) -> bool:
    """Take back a task that nobody has begun; False when it runs, is over or is no task."""
    statement = (
        update(OutboxMessage)
        .where(
            OutboxMessage.id == message_id,
            OutboxMessage.kind == MessageKind.TASK.value,
            OutboxMessage.status == PENDING,
            or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until <= now),
        )
        .values(status=CANCELLED, finished_at=now, lease_owner=None, leased_until=None)
    )
    return await _changed_one(session, statement)


async def find(session: AsyncSession, message_id: int) -> OutboxMessage | None:
    """Return one message."""
    return await session.get(OutboxMessage, message_id)


async def revive(session: AsyncSession, message_id: int, now: datetime) -> bool:
    """Make a dead letter or a cancelled task pending again with all its attempts; False when it is neither."""
    statement = (
        update(OutboxMessage)
        .where(OutboxMessage.id == message_id, OutboxMessage.status.in_((DEAD, CANCELLED)))
        .values(status=PENDING, attempts=0, available_at=now, finished_at=None)
    )
    return await _changed_one(session, statement)


async def purge(session: AsyncSession, before: datetime) -> int:
    """Delete what was delivered or cancelled before ``before``; dead letters stay until a person decides."""
    over = OutboxMessage.status.in_((DELIVERED, CANCELLED))
    statement = delete(OutboxMessage).where(over, OutboxMessage.finished_at < before)
    result = await session.execute(statement, execution_options=_BULK)
    return _rows(result)


def _owned(owner: str) -> Update:
    return update(OutboxMessage).where(OutboxMessage.lease_owner == owner, OutboxMessage.status == PENDING)


async def _changed_one(session: AsyncSession, statement: Update) -> bool:
    return _rows(await session.execute(statement, execution_options=_BULK)) == 1


def _rows(result: Result[Any]) -> int:
    assert isinstance(result, CursorResult)  # noqa: S101  # statements without RETURNING have a cursor's result
    return result.rowcount
