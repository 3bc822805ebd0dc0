"""Joins the parts of notifications; the composition root calls it once a process."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.act.notifications.delivery import Deliverer
from watchkeeper.act.notifications.dispatch import Dispatcher
from watchkeeper.act.notifications.links import LinkSigner
from watchkeeper.act.notifications.sending import RealSender, Sender
from watchkeeper.act.notifications.service import NotificationService
from watchkeeper.act.notifications.settings import NotificationSettings
from watchkeeper.act.notifications.tasks import DELIVER, DIGEST, ESCALATE, Escalate
from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.database import Database
from watchkeeper.core.egress.policy import EgressPolicy
from watchkeeper.core.outbox import Subscription
from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.estate.maintenance.service import MaintenanceService
from watchkeeper.kit.clock import Clock
from watchkeeper.kit.jsonable import JSON
from watchkeeper.understand.alerts.announcements import INCIDENT_CHANGED
from watchkeeper.understand.alerts.service import AlertService
from watchkeeper.understand.alerts.silences.service import SilenceService


@dataclass(frozen=True, slots=True)
class Neighbouring:
    """The slices that notifications ask."""

    alerts: AlertService
    maintenance: MaintenanceService
    silences: SilenceService


@dataclass(frozen=True, slots=True)
class Notifications:
    """The parts that run."""

    service: NotificationService
    dispatcher: Dispatcher
    deliverer: Deliverer
    database: Database

    def bind(self, registry: TaskRegistry) -> None:
        """Have the tasks of notifications carried out."""

        async def escalate(order: Escalate) -> None:
            async with self.database.transaction() as session:
                await self.dispatcher.escalate(session, order)

        registry.bind(DELIVER, self.deliverer.deliver)
        registry.bind(DIGEST, self.deliverer.digest)
        registry.bind(ESCALATE, escalate)

    def subscriptions(self) -> list[Subscription]:
        """Return what notifications listen to."""

        async def changed(session: AsyncSession, payload: Mapping[str, JSON]) -> None:
            await self.dispatcher.take(session, payload)

        return [Subscription(INCIDENT_CHANGED, "notifications.incident_changed", changed)]


def build_notifications(
    database: Database,
    keys: KeyRing,
    policy: EgressPolicy,
    asked: Neighbouring,
    settings: NotificationSettings,
    clock: Clock,
    *,
    sender: Sender | None = None,
) -> Notifications:
    """Return the parts, joined."""
    sending = sender or RealSender(policy, settings.timeout_s)
    signer = LinkSigner(keys)
    deliverer = Deliverer(database, keys, sending, clock)
    service = NotificationService(keys, sending, deliverer, signer, asked.alerts, clock)
    dispatcher = Dispatcher(settings, signer, asked.alerts, asked.maintenance, asked.silences, clock)
    return Notifications(service, dispatcher, deliverer, database)
