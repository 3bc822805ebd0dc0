"""Ends of credentials and API keys as events: coming, near, passed, and renewed; each told once.

What was told last is read from the events themselves. The sentences name numbers, not names: events are read by people
who may not see credentials.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.accounts.keys.service import ApiKeys
from watchkeeper.estate.vault.expiry import SOON, expiry_of
from watchkeeper.estate.vault.service import VaultService
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.observe.events import repository
from watchkeeper.observe.events.kinds import PLATFORM, EventKind, NewEvent, Severity
from watchkeeper.observe.events.service import EventService

KEY_FORGOTTEN_AFTER: Final = timedelta(days=7)
"""An API key that has ended opens nothing any more; a week later nobody waits for another."""

_KINDS = (EventKind.SECRET_EXPIRING, EventKind.SECRET_RENEWED)


@dataclass(frozen=True, slots=True)
class Ending:
    """A secret whose end is near or past. ``name`` is the event's object: ``credential 7``, ``API key 3``."""

    name: str
    expires_at: datetime
    renew: str

    def stage(self, now: datetime) -> str:
        """Return how near the end is, as ``estate.vault.expiry`` says it."""
        return expiry_of(self.expires_at, now)


class ExpiryWatch:
    """Compares what ends with what was told, and tells the difference."""

    def __init__(self, events: EventService, vault: VaultService, keys: ApiKeys, clock: Clock = utc_now) -> None:
        self._events = events
        self._vault = vault
        self._keys = keys
        self._clock = clock

    async def look(self, session: AsyncSession) -> list[NewEvent]:
        """Record what is new about secrets that end; return it."""
        now = self._clock()
        ending = [
            Ending(f"credential {row.id}", row.expires_at, "Give it a new secret and end on the page Credentials.")
            for row in await self._vault.expiring(session)
            if row.expires_at is not None
        ]
        ending += [
            Ending(f"API key {row.id}", row.expires_at, "Whoever uses it makes a new one.")
            for row in await self._keys.ending(session, now - KEY_FORGOTTEN_AFTER, now + SOON)
            if row.expires_at is not None
        ]
        told = await repository.latest_states(session, PLATFORM, _KINDS)
        news = news_of(ending, told, now)
        await self._events.record(session, news)
        return news


def news_of(ending: Sequence[Ending], told: Mapping[str, str], now: datetime) -> list[NewEvent]:
    """Return what is to be told; ``told`` is the last stage told of each secret, empty for a renewed one."""
    news = [_expiring(each, told.get(each.name, ""), now) for each in ending if told.get(each.name) != each.stage(now)]
    gone = sorted(name for name, stage in told.items() if stage and name not in {each.name for each in ending})
    return news + [_renewed(name, told[name], now) for name in gone]


def _expiring(each: Ending, before: str, now: datetime) -> NewEvent:
    stage, day = each.stage(now), f"{each.expires_at:%Y-%m-%d %H:%M} UTC"
    over = stage == "expired"
    return NewEvent(
        at=now,
        device_id=PLATFORM,
        device_name="",
        kind=EventKind.SECRET_EXPIRING,
        object=each.name,
        from_state=before,
        to_state=stage,
        message=f"{_capital(each.name)} {'has ended on' if over else 'ends on'} {day}. {each.renew}",
        severity=Severity.CRITICAL if over else Severity.WARNING,
        details={"expires_at": each.expires_at.isoformat()},
    )


def _renewed(name: str, before: str, now: datetime) -> NewEvent:
    return NewEvent(
        at=now,
        device_id=PLATFORM,
        device_name="",
        kind=EventKind.SECRET_RENEWED,
        object=name,
        from_state=before,
        message=f"{_capital(name)} no longer ends soon, or is gone.",
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
