"""The verbs on silences, and whether an incident is silenced."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target, record
from watchkeeper.core.http.paging import ListQuery, paginate
from watchkeeper.core.http.security import Principal
from watchkeeper.core.scope import Scope
from watchkeeper.estate.inventory.scopes import InventoryScopes
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.understand.alerts.errors import InvalidSilenceError, SilenceNotFoundError
from watchkeeper.understand.alerts.models import AlertRow
from watchkeeper.understand.alerts.silences import repository
from watchkeeper.understand.alerts.silences.models import AlertSilence
from watchkeeper.understand.alerts.silences.schemas import LONGEST, Matcher, SilenceIn, SilenceView, Subject

SORTABLE: dict[str, Any] = {
    "id": AlertSilence.id, "starts_at": AlertSilence.starts_at, "ends_at": AlertSilence.ends_at,
}  # fmt: skip


class SilenceService:
    """Silences over the database."""

    def __init__(self, clock: Clock = utc_now) -> None:
        self.clock = clock
        self._groups = InventoryScopes()

    def seen(self, row: AlertSilence) -> SilenceView:
        """Return the view of a silence as it stands now."""
        return SilenceView.seen(row, self.clock())

    async def list_silences(self, session: AsyncSession, query: ListQuery) -> tuple[Sequence[AlertSilence], int]:
        """Return one page of silences, latest first, and how many there are."""
        return await paginate(session, repository.silences(query.q), query, SORTABLE, "-id")

    async def silence(self, session: AsyncSession, number: int) -> AlertSilence:
        """Return one silence. Raises SilenceNotFoundError."""
        row = await repository.silence(session, number)
        if row is None:
            raise SilenceNotFoundError(f"There is no silence {number}.")
        return row

    async def begin(self, session: AsyncSession, new: SilenceIn, actor: Principal) -> AlertSilence:
        """Silence alerts for a time. Raises InvalidSilenceError for one that ends before it begins, or is past."""
        now = self.clock()
        start = new.starts_at or now
        if not max(start, now) < new.ends_at <= start + LONGEST:
            raise InvalidSilenceError("A silence ends after its start and after now, at most a year later.")
        row = AlertSilence(
            matcher=new.matcher.model_dump(mode="json"), comment=new.comment, starts_at=start, ends_at=new.ends_at,
            created_by=actor.name, created_at=now,
        )  # fmt: skip
        session.add(row)
        await session.flush()
        record(session, "silence.begin", _target(row), actor=actor, reason=new.comment, after=row.matcher)
        return row

    async def end(self, session: AsyncSession, number: int, actor: Principal) -> AlertSilence:
        """End a silence now. Ending it again changes nothing."""
        row = await self.silence(session, number)
        now = self.clock()
        if row.ends_at > now:
            row.starts_at, row.ends_at = min(row.starts_at, now), now
            record(session, "silence.end", _target(row), actor=actor)
        return row

    async def until(self, session: AsyncSession, incident_id: int, now: datetime) -> datetime | None:
        """Return until when all open alerts that an incident rests on are silenced or shelved, or None.

        One alert that nobody silenced is enough for people to be told.
        """
        alerts = await repository.symptoms(session, incident_id)
        if not alerts:
            return None
        covering = await self.covering(session, alerts, now)
        ends: list[datetime] = []
        for alert in alerts:
            known = [row.ends_at for row, numbers in covering if alert.id in numbers]
            if alert.shelved_until is not None and alert.shelved_until > now:
                known.append(alert.shelved_until)
            if not known:
                return None
            ends.append(max(known))
        return min(ends)

    async def covering(
        self, session: AsyncSession, alerts: Sequence[AlertRow], now: datetime | None = None
    ) -> list[tuple[AlertSilence, set[int]]]:
        """Return the silences that last at ``now`` (default: now), each with the numbers of ``alerts`` it is for."""
        found = []
        for row in await repository.active(session, now or self.clock()):
            matcher = Matcher.model_validate(row.matcher)
            devices = await self._devices(session, matcher)
            subjects = ((one.id, Subject(one.entity, one.kind, one.severity, one.device_id)) for one in alerts)
            found.append((row, {number for number, subject in subjects if matcher.fits(subject, devices)}))
        return found

    async def _devices(self, session: AsyncSession, matcher: Matcher) -> frozenset[int] | None:
        if not matcher.sites and not matcher.pools:
            return None
        scope = Scope(sites=frozenset(matcher.sites), pools=frozenset(matcher.pools))
        return await self._groups.device_ids(session, scope)


def _target(row: AlertSilence) -> Target:
    return Target("silence", row.id, row.comment[:80])
