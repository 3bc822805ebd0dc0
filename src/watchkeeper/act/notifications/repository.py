"""Every query on notifications."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.act.notifications.kinds import ALERTMANAGER
from watchkeeper.act.notifications.models import Channel, Delivery, InboxItem, Override, PushedAlert, Rule, Schedule

T = TypeVar("T", Channel, Rule, Schedule)


async def every(session: AsyncSession, model: type[T]) -> Sequence[T]:
    """Return all channels, rules or schedules, by name."""
    return (await session.scalars(select(model).order_by(model.name))).all()


async def one(session: AsyncSession, model: type[T], number: int) -> T | None:
    """Return one channel, rule or schedule."""
    return await session.get(model, number)


async def by_name(session: AsyncSession, model: type[T], name: str) -> T | None:
    """Return the channel, rule or schedule of that name."""
    return (await session.scalars(select(model).where(model.name == name))).first()


async def delivery(session: AsyncSession, number: int) -> Delivery | None:
    """Return one delivery, locked."""
    return (await session.scalars(select(Delivery).where(Delivery.id == number).with_for_update())).first()


async def known_keys(session: AsyncSession, keys: Collection[str]) -> set[str]:
    """Return those of ``keys`` that have a delivery already."""
    return set(await session.scalars(select(Delivery.key).where(Delivery.key.in_(keys))))


async def told_of(session: AsyncSession, incident_id: int, rule_id: int) -> Sequence[Delivery]:
    """Return what a rule sent, or has to send, about an incident."""
    statement = select(Delivery).where(Delivery.incident_id == incident_id, Delivery.rule_id == rule_id)
    return (await session.scalars(statement.order_by(Delivery.id))).all()


async def told_lately(
    session: AsyncSession, rule_id: int, channel_id: int, cause: str, since: datetime
) -> Sequence[Delivery]:
    """Return messages about a cause that a rule sent over a channel since then."""
    statement = select(Delivery).where(
        Delivery.rule_id == rule_id,
        Delivery.channel_id == channel_id,
        Delivery.cause == cause,
        Delivery.created_at >= since,
        Delivery.state.in_(("pending", "sent", "held", "dead")),
        Delivery.happening != "closed",
    )
    return (await session.scalars(statement)).all()


async def held(session: AsyncSession, channel_id: int, now: datetime) -> Sequence[Delivery]:
    """Return messages whose quiet hours are over, locked."""
    statement = select(Delivery).where(
        Delivery.channel_id == channel_id, Delivery.state == "held", Delivery.due_at <= now
    )
    return (await session.scalars(statement.order_by(Delivery.id).with_for_update())).all()


def deliveries(incident_id: int | None, state: str | None, search: str) -> Select[Delivery]:
    """Select the deliveries a list shows."""
    statement = select(Delivery)
    if incident_id is not None:
        statement = statement.where(Delivery.incident_id == incident_id)
    if state is not None:
        statement = statement.where(Delivery.state == state)
    if search:
        statement = statement.where(Delivery.subject.icontains(search, autoescape=True))
    return statement


async def dead_letters(session: AsyncSession) -> int:
    """Return how many messages were given up."""
    return await session.scalar(select(func.count(Delivery.id)).where(Delivery.state == "dead")) or 0


async def dead_numbers(session: AsyncSession) -> Sequence[int]:
    """Return the numbers of the messages that were given up, the oldest first."""
    return (await session.scalars(select(Delivery.id).where(Delivery.state == "dead").order_by(Delivery.id))).all()


async def next_digest(session: AsyncSession, channel_id: int, now: datetime) -> datetime | None:
    """Return when the next digest leaves over a channel, or None."""
    statement = select(func.min(Delivery.due_at)).where(
        Delivery.channel_id == channel_id, Delivery.state == "held", Delivery.due_at > now
    )
    return await session.scalar(statement)


async def overrides(
    session: AsyncSession, schedule_ids: Collection[int], start: datetime, end: datetime
) -> Sequence[Override]:
    """Return who steps in on these schedules at some moment from ``start`` through ``end``, earliest first."""
    statement = select(Override).where(
        Override.schedule_id.in_(schedule_ids), Override.starts_at <= end, Override.ends_at > start
    )
    return (await session.scalars(statement.order_by(Override.starts_at, Override.id))).all()


async def override(session: AsyncSession, number: int) -> Override | None:
    """Return one time that somebody steps in."""
    return await session.get(Override, number)


def inbox(user_id: int, *, unread: bool, search: str) -> Select[InboxItem]:
    """Select what is in somebody's inbox, as far as the session sees."""
    statement = select(InboxItem).where(InboxItem.user_id == user_id)
    if unread:
        statement = statement.where(InboxItem.read_at.is_(None))
    if search:
        statement = statement.where(InboxItem.subject.icontains(search, autoescape=True))
    return statement


async def unread(session: AsyncSession, user_id: int) -> int:
    """Return how many messages somebody has not read, as far as the session sees."""
    mine = (InboxItem.user_id == user_id, InboxItem.read_at.is_(None))
    return await session.scalar(select(func.count(InboxItem.id)).where(*mine)) or 0


async def inbox_item(session: AsyncSession, number: int) -> InboxItem | None:
    """Return one message, if the session sees it."""
    return (await session.scalars(select(InboxItem).where(InboxItem.id == number))).first()


async def read_all(session: AsyncSession, user_id: int, now: datetime) -> None:
    """Mark everything in somebody's inbox that the session sees as read."""
    mine = (InboxItem.user_id == user_id, InboxItem.read_at.is_(None))
    await session.execute(update(InboxItem).where(*mine).values(read_at=now))


async def holders(session: AsyncSession, key: str) -> set[int]:
    """Return who has the message of that key in their inbox already."""
    return set(await session.scalars(select(InboxItem.user_id).where(InboxItem.key == key)))


async def forget_inbox(session: AsyncSession, before: datetime) -> None:
    """Remove messages in inboxes that are older."""
    await session.execute(delete(InboxItem).where(InboxItem.created_at < before))


async def alertmanagers(session: AsyncSession) -> Sequence[Channel]:
    """Return the channels that alerts are pushed over."""
    statement = select(Channel).where(Channel.kind == ALERTMANAGER, Channel.enabled)
    return (await session.scalars(statement.order_by(Channel.id))).all()


async def pushed(session: AsyncSession, channel_id: int) -> Sequence[PushedAlert]:
    """Return what an Alertmanager was told of and not yet that it is over."""
    return (await session.scalars(select(PushedAlert).where(PushedAlert.channel_id == channel_id))).all()
