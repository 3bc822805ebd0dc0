"""The verbs on notifications: channels, rules, schedules, the log of what was sent."""

import json
import time
import uuid
from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.act.notifications import repository
from watchkeeper.act.notifications.delivery import Deliverer, place_of
from watchkeeper.act.notifications.errors import (
    ChannelNotFoundError,
    NameInUseError,
    RuleNotFoundError,
    ScheduleNotFoundError,
)
from watchkeeper.act.notifications.links import LinkSigner
from watchkeeper.act.notifications.models import Channel, Delivery, Rule, Schedule
from watchkeeper.act.notifications.plans import RulePlan
from watchkeeper.act.notifications.schemas import ChannelIn, RuleIn, ScheduleIn, TestView
from watchkeeper.act.notifications.sending import Message, Sender, check_config
from watchkeeper.core.audit import Target, record
from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.errors import NotFoundError, WatchkeeperError
from watchkeeper.core.http.paging import ListQuery, paginate
from watchkeeper.core.http.security import Principal
from watchkeeper.kit.clock import Clock
from watchkeeper.understand.alerts.service import AlertService

DELIVERIES_SORTABLE: dict[str, Any] = {"created_at": Delivery.created_at, "state": Delivery.state}
T = TypeVar("T", Channel, Rule, Schedule)
_MISSING: dict[type, type[NotFoundError]] = {
    Channel: ChannelNotFoundError, Rule: RuleNotFoundError, Schedule: ScheduleNotFoundError,
}  # fmt: skip


class NotificationService:
    """Channels, rules, schedules and deliveries."""

    def __init__(
        self,
        keys: KeyRing,
        sender: Sender,
        deliverer: Deliverer,
        signer: LinkSigner,
        alerts: AlertService,
        clock: Clock,
    ) -> None:
        self._keys = keys
        self._sender = sender
        self._deliverer = deliverer
        self._signer = signer
        self._alerts = alerts
        self.clock = clock

    async def every(self, session: AsyncSession, model: type[T]) -> Sequence[T]:
        """Return all channels, rules or schedules, by name."""
        return await repository.every(session, model)

    async def one(self, session: AsyncSession, model: type[T], number: int) -> T:
        """Return one of them. Raises the NotFoundError of its kind."""
        found = await repository.one(session, model, number)
        if found is None:
            raise _MISSING[model](f"There is no {model.__name__.lower()} {number}.")
        return found

    async def create_channel(self, session: AsyncSession, new: ChannelIn, actor: Principal) -> Channel:
        """Add a channel. Raises InvalidChannelError, NameInUseError."""
        await self._refuse_taken(session, Channel, new.name, None)
        row = Channel(created_at=self.clock())
        self._write_channel(row, new)
        return await self._added(session, row, "channel.create", actor)

    async def change_channel(self, session: AsyncSession, number: int, new: ChannelIn, actor: Principal) -> Channel:
        """Replace a channel, its secrets included."""
        row = await self.one(session, Channel, number)
        await self._refuse_taken(session, Channel, new.name, number)
        self._write_channel(row, new)
        record(session, "channel.change", Target("channel", row.id, row.name), actor=actor)
        return row

    def _write_channel(self, row: Channel, new: ChannelIn) -> None:
        row.target = check_config(new.kind, new.config)
        row.name, row.kind, row.enabled, row.uid = new.name, new.kind, new.enabled, uuid.uuid4().hex
        row.sealed = self._keys.seal(json.dumps(new.config).encode(), place_of(row.uid))

    async def test_channel(self, session: AsyncSession, number: int, actor: Principal) -> TestView:
        """Send a message over a channel, now and really, and return what became of it."""
        row = await self.one(session, Channel, number)
        record(session, "channel.test", Target("channel", row.id, row.name), actor=actor)
        message = Message(
            f"test/{uuid.uuid4().hex}", "Watchkeeper test", f"{actor.name} asked for this test of {row.name}.", "info",
            "test", None, self.clock(),
        )  # fmt: skip
        began = time.monotonic()
        try:
            await self._sender.send(row.kind, self._deliverer.open(row), message)
        except WatchkeeperError as error:
            return TestView(sent=False, error=error.message, elapsed_ms=(time.monotonic() - began) * 1000)
        return TestView(sent=True, error="", elapsed_ms=(time.monotonic() - began) * 1000)

    async def create_rule(self, session: AsyncSession, new: RuleIn, actor: Principal) -> Rule:
        """Add a rule. Raises ChannelNotFoundError, ScheduleNotFoundError, NameInUseError."""
        await self._refuse_taken(session, Rule, new.name, None)
        await self._check_plan(session, new.plan)
        row = Rule(name=new.name, enabled=new.enabled, plan=new.plan.model_dump(mode="json"))
        return await self._added(session, row, "notification_rule.create", actor)

    async def change_rule(self, session: AsyncSession, number: int, new: RuleIn, actor: Principal) -> Rule:
        """Replace a rule."""
        row = await self.one(session, Rule, number)
        await self._refuse_taken(session, Rule, new.name, number)
        await self._check_plan(session, new.plan)
        row.name, row.enabled, row.plan = new.name, new.enabled, new.plan.model_dump(mode="json")
        record(session, "notification_rule.change", Target("notification_rule", row.id, row.name), actor=actor)
        return row

    async def _check_plan(self, session: AsyncSession, plan: RulePlan) -> None:
        for step in plan.steps:
            for number in step.channels:
                await self.one(session, Channel, number)
            for number in step.schedules:
                await self.one(session, Schedule, number)

    async def create_schedule(self, session: AsyncSession, new: ScheduleIn, actor: Principal) -> Schedule:
        """Add an on-call schedule. Raises ChannelNotFoundError, NameInUseError."""
        await self._refuse_taken(session, Schedule, new.name, None)
        for number in new.plan.members:
            await self.one(session, Channel, number)
        row = Schedule(name=new.name, plan=new.plan.model_dump(mode="json"))
        return await self._added(session, row, "on_call_schedule.create", actor)

    async def delete(self, session: AsyncSession, model: type[T], number: int, actor: Principal) -> None:
        """Remove a channel, rule or schedule. Rules that name it skip it from then on."""
        row = await self.one(session, model, number)
        await session.delete(row)
        kind = model.__tablename__.removesuffix("s")
        record(session, f"{kind}.delete", Target(kind, row.id, row.name), actor=actor)

    async def deliveries(
        self, session: AsyncSession, incident_id: int | None, state: str | None, query: ListQuery
    ) -> tuple[Sequence[Delivery], int]:
        """Return one page of what was sent, latest first, and how many there are."""
        statement = repository.deliveries(incident_id, state, query.q)
        return await paginate(session, statement, query, DELIVERIES_SORTABLE, "-created_at")

    async def acknowledge(self, session: AsyncSession, token: str) -> tuple[int, str, str]:
        """Acknowledge an incident by a link; return its number, title and who did. Raises InvalidLinkError."""
        incident_id, channel_id = self._signer.read(token, self.clock())
        channel = await repository.one(session, Channel, channel_id)
        by = f"{channel.name} (link)" if channel is not None else "link"
        row = await self._alerts.acknowledge_incident(session, incident_id, by)
        return row.id, row.title, row.acknowledged_by

    async def _added(self, session: AsyncSession, row: T, verb: str, actor: Principal) -> T:
        session.add(row)
        await session.flush()
        record(session, verb, Target(verb.partition(".")[0], row.id, row.name), actor=actor)
        return row

    async def _refuse_taken(self, session: AsyncSession, model: type[T], name: str, but: int | None) -> None:
        taken = await repository.by_name(session, model, name)
        if taken is not None and taken.id != but:
            raise NameInUseError(f"There is a {model.__name__.lower()} {name!r} already.")
