"""Every query on notifications."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.act.notifications.models import Channel, Delivery, Rule, Schedule

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
