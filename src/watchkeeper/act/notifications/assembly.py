"""Joins the parts of notifications; the composition root calls it once a process."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.act.notifications import repository
from watchkeeper.act.notifications.alertmanager import PUSH_EVERY_S, AlertmanagerClient, Pusher
from watchkeeper.act.notifications.audience import Audience
from watchkeeper.act.notifications.delivery import Deliverer
from watchkeeper.act.notifications.dispatch import Dispatcher
from watchkeeper.act.notifications.inbox import Inbox, People
from watchkeeper.act.notifications.links import LinkSigner
from watchkeeper.act.notifications.metrics import NotificationMetrics
from watchkeeper.act.notifications.oncall_service import OnCallService
from watchkeeper.act.notifications.preview import Previewer
from watchkeeper.act.notifications.sending import RealSender, Sender
from watchkeeper.act.notifications.service import Desks, NotificationService
from watchkeeper.act.notifications.settings import NotificationSettings
from watchkeeper.act.notifications.tasks import (
    COUNT_DEAD,
    DELIVER,
    DIGEST,
    ESCALATE,
    PUSH,
    PUSH_ALL,
    TIDY_INBOXES,
    CountDead,
    Escalate,
    PushAll,
    TidyInboxes,
)
from watchkeeper.act.notifications.trial import ChannelTrials
from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.database import Database
from watchkeeper.core.egress.policy import EgressPolicy
from watchkeeper.core.outbox import Subscription
from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.estate.maintenance.service import MaintenanceService
from watchkeeper.kit.clock import Clock
from watchkeeper.kit.jsonable import JSON
from watchkeeper.observe.polling.chores import Chore
from watchkeeper.understand.alerts.announcements import INCIDENT_CHANGED
from watchkeeper.understand.alerts.service import AlertService
from watchkeeper.understand.alerts.silences.service import SilenceService

_MINUTE_S: Final = 60
_HOUR_S: Final = 3_600
CHORES: Final = (
    Chore("notifications.push_alerts", PUSH_EVERY_S, PUSH_ALL, PushAll()),
    Chore("notifications.count_dead", _MINUTE_S, COUNT_DEAD, CountDead()),
    Chore("notifications.tidy_inboxes", _HOUR_S, TIDY_INBOXES, TidyInboxes()),
)
"""What is done every so often."""


@dataclass(frozen=True, slots=True)
class Neighbouring:
    """The slices that notifications ask."""

    alerts: AlertService
    maintenance: MaintenanceService
    silences: SilenceService
    people: People


@dataclass(frozen=True, slots=True)
class Notifications:
    """The parts that run."""

    service: NotificationService
    dispatcher: Dispatcher
    deliverer: Deliverer
    pusher: Pusher
    inbox: Inbox
    database: Database
    settings: NotificationSettings
    metrics: NotificationMetrics

    def bind(self, registry: TaskRegistry) -> None:
        """Have the tasks of notifications carried out."""

        async def escalate(order: Escalate) -> None:
            async with self.database.transaction() as session:
                await self.dispatcher.escalate(session, order)

        async def push_all(_: PushAll) -> None:
            async with self.database.transaction() as session:
                await self.pusher.order(session, ticking=True)

        async def tidy(_: TidyInboxes) -> None:
            async with self.database.transaction() as session:
                await self.inbox.tidy(session, timedelta(days=self.settings.inbox_days))

        async def count_dead(_: CountDead) -> None:
            async with self.database.reading() as session:
                self.metrics.waiting(await repository.dead_letters(session))

        registry.bind(DELIVER, self.deliverer.deliver)
        registry.bind(DIGEST, self.deliverer.digest)
        registry.bind(ESCALATE, escalate)
        registry.bind(PUSH, self.pusher.push)
        registry.bind(PUSH_ALL, push_all)
        registry.bind(TIDY_INBOXES, tidy)
        registry.bind(COUNT_DEAD, count_dead)

    def subscriptions(self) -> list[Subscription]:
        """Return what notifications listen to."""

        async def changed(session: AsyncSession, payload: Mapping[str, JSON]) -> None:
            await self.dispatcher.take(session, payload)

        async def pushed(session: AsyncSession, payload: Mapping[str, JSON]) -> None:
            del payload
            await self.pusher.order(session)

        return [
            Subscription(INCIDENT_CHANGED, "notifications.incident_changed", changed),
            Subscription(INCIDENT_CHANGED, "notifications.alerts_to_push", pushed),
        ]


def build_notifications(
    database: Database,
    keys: KeyRing,
    policy: EgressPolicy,
    asked: Neighbouring,
    settings: NotificationSettings,
    clock: Clock,
    *,
    sender: Sender | None = None,
    metrics: Metrics | None = None,
) -> Notifications:
    """Return the parts, joined."""
    sending = sender or RealSender(policy, settings.timeout_s)
    signer = LinkSigner(keys)
    audience = Audience(asked.alerts, asked.maintenance, asked.silences)
    inbox = Inbox(asked.people, asked.alerts, clock)
    kept = NotificationMetrics(metrics or Metrics())
    deliverer = Deliverer(database, keys, sending, inbox, kept, clock)
    pusher = Pusher(database, audience, AlertmanagerClient(policy, settings.timeout_s), deliverer, clock)
    trials = ChannelTrials(sending, deliverer, inbox, pusher, clock)
    desks = Desks(OnCallService(audience, clock), inbox, Previewer(audience, clock), trials)
    service = NotificationService(keys, deliverer, signer, asked.alerts, desks, clock)
    dispatcher = Dispatcher(settings, signer, audience, clock)
    return Notifications(service, dispatcher, deliverer, pusher, inbox, database, settings, kept)
