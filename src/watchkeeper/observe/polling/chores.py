"""The household: what is done every so often whatever is polled, planned by the same tick."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.tasks import Task, enqueue
from watchkeeper.observe.events.tasks import PURGE, PurgeEvents
from watchkeeper.observe.polling import repository
from watchkeeper.observe.polling.phase import slot_of
from watchkeeper.observe.polling.tasks import EXPIRE_STATES, TIDY, ExpireStates, Tidy
from watchkeeper.observe.series.tasks import COMPACT, ENFORCE_RETENTION, CompactSeries, EnforceRetention

_MINUTE_S, _HOUR_S, _DAY_S = 60, 3600, 86_400
_COMPACT_EVERY_S = 300


@dataclass(frozen=True, slots=True)
class Chore:
    """A task to enqueue at every whole multiple of ``every_s`` since the epoch."""

    name: str
    every_s: int
    task: Task[Any]
    payload: BaseModel


HOUSEHOLD: tuple[Chore, ...] = (
    Chore("series.compact", _COMPACT_EVERY_S, COMPACT, CompactSeries()),
    Chore("series.enforce_retention", _DAY_S, ENFORCE_RETENTION, EnforceRetention()),
    Chore("events.purge", _HOUR_S, PURGE, PurgeEvents()),
    Chore("polling.expire_states", _MINUTE_S, EXPIRE_STATES, ExpireStates()),
    Chore("polling.tidy", _HOUR_S, TIDY, Tidy()),
)


async def plan_chores(session: AsyncSession, chores: Sequence[Chore], now: datetime) -> list[str]:
    """Enqueue the chores whose time has come and return their names.

    A chore that was missed while nothing ran is done once, not once for each time. Two ticks never enqueue the same
    occurrence: it is a row under a unique key.
    """
    last = await repository.last_chores(session)
    planned = []
    for chore in chores:
        due = slot_of(now, timedelta(seconds=chore.every_s))
        if last.get(chore.name) == due or await repository.insert_chore(session, chore.name, due) is None:
            continue
        await enqueue(session, chore.task, chore.payload, key=chore.name, not_before=now)
        planned.append(chore.name)
    return planned


def next_due(chores: Sequence[Chore], now: datetime) -> datetime | None:
    """Return when the next chore falls due."""
    return min((slot_of(now, every) + every for every in _intervals(chores)), default=None)


def _intervals(chores: Sequence[Chore]) -> list[timedelta]:
    return [timedelta(seconds=chore.every_s) for chore in chores]
