"""Announcing a live event, in the caller's transaction."""

from collections.abc import Mapping

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import after_commit, before_commit, database_of
from watchkeeper.core.live.about import THE_PLATFORM, About
from watchkeeper.core.live.models import LiveEvent
from watchkeeper.kit.clock import utc_now
from watchkeeper.kit.jsonable import JSON

WAKE_NAME = "live"
_ORDER_LOCK = 0x776B6C6976650001  # "wklive": PostgreSQL advisory lock held from here to the commit


async def announce(
    session: AsyncSession, topic: str, event: str, data: Mapping[str, JSON], *, about: About = THE_PLATFORM
) -> None:
    """Push ``event`` with ``data`` to everyone who watches ``topic``, once this transaction has committed.

    ``about`` says whom it concerns; without it, nobody whose scope is limited gets it.

    The row is written as the last thing before the commit, and on PostgreSQL under a lock until it: ids are therefore
    in the order of commits, which resuming after an id relies on.
    """
    announced = LiveEvent(topic=topic, event=event, data=dict(data), at=utc_now())
    announced.about = None if about == THE_PLATFORM else about.to_json()

    async def write(committing: AsyncSession) -> None:
        if not database_of(committing).is_sqlite and not committing.info.get("live_ordered"):
            await committing.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ORDER_LOCK})
            committing.info["live_ordered"] = True
        committing.add(announced)

    before_commit(session, write)
    wakeups = database_of(session).wakeups
    after_commit(session, lambda: wakeups.wake(WAKE_NAME))
