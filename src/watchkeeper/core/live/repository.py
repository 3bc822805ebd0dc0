"""Every query on the stored live events."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import CursorResult, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.live.models import LiveEvent


async def after(
    session: AsyncSession, event_id: int, *, limit: int, topics: Collection[str] | None = None
) -> Sequence[LiveEvent]:
    """Return up to ``limit`` events after ``event_id``, oldest first, of ``topics`` or of all."""
    statement = select(LiveEvent).where(LiveEvent.id > event_id).order_by(LiveEvent.id).limit(limit)
    if topics is not None:
        statement = statement.where(LiveEvent.topic.in_(sorted(topics)))
    return (await session.scalars(statement)).all()


async def span(session: AsyncSession) -> tuple[int, int]:
    """Return the oldest and the newest id that are stored; both 0 when nothing ever was."""
    oldest, newest = (await session.execute(select(func.min(LiveEvent.id), func.max(LiveEvent.id)))).one()
    return oldest or 0, newest or 0


async def purge(session: AsyncSession, before: datetime) -> int:
    """Delete events older than ``before``. The newest one stays: it remembers how far the ids have come."""
    newest = select(func.max(LiveEvent.id)).scalar_subquery()
    statement = delete(LiveEvent).where(LiveEvent.at < before, LiveEvent.id < newest)
    result = await session.execute(statement, execution_options={"synchronize_session": False})
    assert isinstance(result, CursorResult)  # noqa: S101  # a DELETE without RETURNING
    return result.rowcount
