"""Every query on series that move together."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.understand.correlation.models import Companion
from watchkeeper.understand.correlation.neighbourhood import SeriesName


async def replace(session: AsyncSession, owner_id: int, rows: Sequence[Companion]) -> None:
    """Put ``rows`` in the place of what was found with a device before."""
    await session.execute(delete(Companion).where(Companion.owner_id == owner_id))
    session.add_all(rows)
    await session.flush()


async def of_series(session: AsyncSession, of: SeriesName) -> Sequence[Companion]:
    """Return the pairs that a series is in, the strongest first."""
    statement = select(Companion).where(or_(_is_one(of), _is_other(of)))
    found = (await session.scalars(statement)).all()
    return sorted(found, key=lambda one: (-abs(one.rho), one.id))


def _is_one(of: SeriesName) -> ColumnElement[bool]:
    return and_(
        Companion.device_id == of.device_id,
        Companion.family == of.family,
        Companion.metric == of.metric,
        Companion.object == of.object,
    )


def _is_other(of: SeriesName) -> ColumnElement[bool]:
    return and_(
        Companion.other_device_id == of.device_id,
        Companion.other_family == of.family,
        Companion.other_metric == of.metric,
        Companion.other_object == of.object,
    )


async def forget_before(session: AsyncSession, moment: datetime) -> None:
    """Remove what has not been found again since ``moment``: of devices that are gone or no longer answer."""
    await session.execute(delete(Companion).where(Companion.found_at < moment))
