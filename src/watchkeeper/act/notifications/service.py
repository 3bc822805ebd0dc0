"""The verbs on notifications: channels, rules, schedules, the log of what was sent."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.act.notifications import repository
from watchkeeper.act.notifications.delivery import Deliverer
from watchkeeper.act.notifications.envelope import put
from watchkeeper.act.notifications.errors import DeliveryNotFoundError, NotDeadLetterError
from watchkeeper.act.notifications.inbox import Inbox
from watchkeeper.act.notifications.kinds import IN_APP, KINDS, merged, visible
from watchkeeper.act.notifications.links import LinkSigner
from watchkeeper.act.notifications.models import Channel, Delivery, Rule, Schedule
from watchkeeper.act.notifications.named import added, demand, demand_told, refuse_named, refuse_taken, remove
from watchkeeper.act.notifications.oncall_service import OnCallService
from watchkeeper.act.notifications.plans import RulePlan
from watchkeeper.act.notifications.preview import Previewer
from watchkeeper.act.notifications.schemas import ChannelIn, RuleIn
from watchkeeper.act.notifications.sending import check_config
from watchkeeper.act.notifications.tasks import DELIVER, Deliver
from watchkeeper.act.notifications.trial import ChannelTrials
from watchkeeper.core.audit import Target, record
from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.http.paging import ListQuery, paginate
from watchkeeper.core.http.security import Principal
from watchkeeper.core.tasks import enqueue
from watchkeeper.kit.clock import Clock
from watchkeeper.understand.alerts.service import AlertService

DELIVERIES_SORTABLE: dict[str, Any] = {"created_at": Delivery.created_at, "state": Delivery.state}
T = TypeVar("T", Channel, Rule, Schedule)


@dataclass(frozen=True, slots=True)
class Desks:
    """Verbs of their own that notifications are made of."""

    oncall: OnCallService
    inbox: Inbox
    previewer: Previewer
    trials: ChannelTrials


class NotificationService:
    """Channels, rules and deliveries."""

    def __init__(
        self,
        keys: KeyRing,
        deliverer: Deliverer,
        signer: LinkSigner,
        alerts: AlertService,
        desks: Desks,
        clock: Clock,
    ) -> None:
        self._keys = keys
        self._deliverer = deliverer
        self._signer = signer
        self._alerts = alerts
        self.oncall, self.inbox = desks.oncall, desks.inbox
        self.previewer, self.trials = desks.previewer, desks.trials
        self.clock = clock

    async def every(self, session: AsyncSession, model: type[T]) -> Sequence[T]:
        """Return all channels, rules or schedules, by name."""
        return await repository.every(session, model)

    def shown(self, row: Channel) -> dict[str, str]:
        """Return what of a channel's fields may be shown."""
        return visible(row.kind, self._deliverer.open(row))

    async def create_channel(self, session: AsyncSession, new: ChannelIn, actor: Principal) -> Channel:
        """Add a channel. Raises InvalidChannelError, NameInUseError."""
        await refuse_taken(session, Channel, new.name, None)
        row = Channel(created_at=self.clock(), error="")
        await self._write_channel(session, row, new, new.config)
        return await added(session, row, "channel.create", actor)

    async def change_channel(self, session: AsyncSession, number: int, new: ChannelIn, actor: Principal) -> Channel:
        """Replace a channel. Secrets that are left out stay, unless it goes elsewhere. Raises InvalidChannelError."""
        row = await demand(session, Channel, number)
        await refuse_taken(session, Channel, new.name, number)
        if not KINDS[new.kind].told:
            await refuse_named(session, row)
        before = self._state(row)
        config = merged(new.kind, self._deliverer.open(row), new.config) if new.kind == row.kind else new.config
        await self._write_channel(session, row, new, config)
        target = Target("channel", row.id, row.name)
        record(session, "channel.change", target, actor=actor, before=before, after=self._state(row))
        return row

    def _state(self, row: Channel) -> dict[str, object]:
        return {
            "name": row.name,
            "kind": row.kind,
            "target": row.target,
            "enabled": row.enabled,
            "template": row.template,
        }

    async def _write_channel(
        self, session: AsyncSession, row: Channel, new: ChannelIn, config: Mapping[str, str]
    ) -> None:
        row.target = check_config(new.kind, config)
        if new.kind == IN_APP:
            await self.inbox.check(session, config)
        row.name, row.kind, row.enabled = new.name, new.kind, new.enabled
        worded = new.template is not None and (new.template.subject or new.template.body)
        row.template = new.template.model_dump() if new.template is not None and worded else None
        put(self._keys, row, uuid.uuid4().hex, config)

    async def create_rule(self, session: AsyncSession, new: RuleIn, actor: Principal) -> Rule:
        """Add a rule. Raises ChannelNotFoundError, ScheduleNotFoundError, NameInUseError."""
        await refuse_taken(session, Rule, new.name, None)
        await self._check_plan(session, new.plan)
        row = Rule(name=new.name, enabled=new.enabled, plan=new.plan.model_dump(mode="json"))
        return await added(session, row, "notification_rule.create", actor)

    async def change_rule(self, session: AsyncSession, number: int, new: RuleIn, actor: Principal) -> Rule:
        """Replace a rule."""
        row = await demand(session, Rule, number)
        await refuse_taken(session, Rule, new.name, number)
        await self._check_plan(session, new.plan)
        row.name, row.enabled, row.plan = new.name, new.enabled, new.plan.model_dump(mode="json")
        record(session, "notification_rule.change", Target("notification_rule", row.id, row.name), actor=actor)
        return row

    async def _check_plan(self, session: AsyncSession, plan: RulePlan) -> None:
        for step in plan.steps:
            for number in step.channels:
                await demand_told(session, number)
            for number in step.schedules:
                await demand(session, Schedule, number)

    async def delete(self, session: AsyncSession, model: type[T], number: int, actor: Principal) -> None:
        """Remove a channel, rule or schedule. Raises InUseError for one that a rule or schedule names."""
        await remove(session, model, number, actor)

    async def redrive(self, session: AsyncSession, number: int, actor: Principal) -> Delivery:
        """Give a dead letter another chance. Raises DeliveryNotFoundError, NotDeadLetterError."""
        row = await repository.delivery(session, number)
        if row is None:
            raise DeliveryNotFoundError(f"There is no message {number}.")
        if row.state != "dead":
            raise NotDeadLetterError(f"Message {number} is {row.state}, no dead letter.")
        row.state, row.attempts, row.error, row.due_at = "pending", 0, "", self.clock()
        await enqueue(session, DELIVER, Deliver(delivery_id=row.id))
        record(session, "notification.redrive", Target("notification", row.id, row.subject), actor=actor)
        return row

    async def dead_letters(self, session: AsyncSession) -> list[int]:
        """Return the numbers of all dead letters, the oldest first."""
        return list(await repository.dead_numbers(session))

    async def deliveries(
        self, session: AsyncSession, incident_id: int | None, state: str | None, query: ListQuery
    ) -> tuple[Sequence[Delivery], int]:
        """Return one page of what was sent, latest first, and how many there are."""
        statement = repository.deliveries(incident_id, state, query.q)
        return await paginate(session, statement, query, DELIVERIES_SORTABLE, "-created_at")

    async def acknowledge(self, session: AsyncSession, token: str) -> tuple[int, str, str]:
        """Acknowledge an incident by a link; return its number, title and who did. Raises InvalidLinkError."""
        claim = self._signer.claim(token)
        channel = await repository.one(session, Channel, claim.channel_id)
        self._signer.prove(token, channel, self.clock())
        by = f"{channel.name} (link)" if channel is not None else ""
        row = await self._alerts.acknowledge_incident(session, claim.incident_id, by)
        return row.id, row.title, row.acknowledged_by
