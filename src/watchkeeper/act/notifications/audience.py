"""Who is meant: what of a rule fits an incident, whom its steps reach at a moment, and whether nobody is to be told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.act.notifications import repository
from watchkeeper.act.notifications.models import Override, Schedule
from watchkeeper.act.notifications.news import News
from watchkeeper.act.notifications.oncall import Standin, on_call
from watchkeeper.act.notifications.plans import Check, RulePlan, SchedulePlan, Step
from watchkeeper.core.scope import Scope
from watchkeeper.estate.inventory.scopes import InventoryScopes
from watchkeeper.estate.maintenance.service import MaintenanceService
from watchkeeper.understand.alerts.service import AlertService
from watchkeeper.understand.alerts.silences.service import SilenceService


@dataclass(frozen=True, slots=True)
class Recipient:
    """A channel that a step reaches: named by itself, or on call by the schedule of that number."""

    channel_id: int
    schedule_id: int | None = None


class Audience:
    """Asks the neighbours of notifications about an incident."""

    def __init__(self, alerts: AlertService, maintenance: MaintenanceService, silences: SilenceService) -> None:
        self.alerts = alerts
        self._maintenance = maintenance
        self._silences = silences
        self._groups = InventoryScopes()

    async def checks(
        self, session: AsyncSession, plan: RulePlan, news: News, devices: Collection[int], now: datetime
    ) -> tuple[Check, ...]:
        """Return each condition of a rule with whether the incident of these devices meets it at a moment."""
        covered: Collection[int] = ()
        if plan.sites or plan.pools:
            scope = Scope(sites=frozenset(plan.sites), pools=frozenset(plan.pools))
            covered = await self._groups.device_ids(session, scope)
        return plan.checks(news, devices, covered, now)

    async def recipients(self, session: AsyncSession, step: Step, now: datetime) -> list[Recipient]:
        """Return whom a step reaches at a moment, each once."""
        found = [Recipient(channel) for channel in step.channels]
        for number in step.schedules:
            turn = await self.on_call(session, number, now)
            found += [Recipient(turn, number)] if turn is not None else []
        return list({one.channel_id: one for one in reversed(found)}.values())[::-1]

    async def on_call(self, session: AsyncSession, schedule_id: int, now: datetime) -> int | None:
        """Return the channel that is on call at a moment; None for a schedule that was removed."""
        schedule = await repository.one(session, Schedule, schedule_id)
        if schedule is None:
            return None
        standins = [standin_of(row) for row in await repository.overrides(session, [schedule_id], now, now)]
        return on_call(SchedulePlan.model_validate(schedule.plan).rotation, standins, now)

    async def muted_until(
        self, session: AsyncSession, incident_id: int, roots: Collection[str], now: datetime
    ) -> datetime | None:
        """Return until when nobody is to be told: while all of it is silenced, or every root is worked on; or None."""
        silenced = await self._silences.until(session, incident_id, now)
        if silenced is not None or not roots:
            return silenced
        work = await self._maintenance.under_work(session, now)
        ends = [work.until(root) for root in roots]
        known = [end for end in ends if end is not None]
        return min(known) if len(known) == len(ends) else None


def standin_of(row: Override) -> Standin:
    """Return a stored override as the calendar has it."""
    return Standin(row.id, row.channel_id, row.starts_at, row.ends_at)
