"""Every query on silences, and on the alerts that they are matched with."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.understand.alerts.models import AlertRow
from watchkeeper.understand.alerts.silences.models import AlertSilence


def silences(search: str) -> Select[AlertSilence]:
    """Select the silences that a list shows."""
    statement = select(AlertSilence)
    return statement.where(AlertSilence.comment.icontains(search, autoescape=True)) if search else statement


async def silence(session: AsyncSession, number: int) -> AlertSilence | None:
    """Return one silence."""
    return await session.get(AlertSilence, number)


async def active(session: AsyncSession, now: datetime) -> Sequence[AlertSilence]:
    """Return the silences that last."""
    statement = select(AlertSilence).where(AlertSilence.starts_at <= now, AlertSilence.ends_at > now)
    return (await session.scalars(statement.order_by(AlertSilence.id))).all()


async def symptoms(session: AsyncSession, incident_id: int) -> Sequence[AlertRow]:
    """Return the open alerts that speak of what failed."""
    statement = select(AlertRow).where(
        AlertRow.incident_id == incident_id, AlertRow.open_fingerprint.is_not(None), AlertRow.role != "suppressed"
    )
    return (await session.scalars(statement)).all()
