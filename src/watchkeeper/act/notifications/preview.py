"""Who would be told of an incident, when, and why or why not: the rules gone through without sending anything."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.act.notifications import repository
from watchkeeper.act.notifications.audience import Audience, Recipient
from watchkeeper.act.notifications.errors import InvalidRangeError
from watchkeeper.act.notifications.kinds import IN_APP
from watchkeeper.act.notifications.models import Channel, Rule
from watchkeeper.act.notifications.news import News, SeverityName, severity_of, wording
from watchkeeper.act.notifications.plans import Check, Number, Pattern, RulePlan
from watchkeeper.act.notifications.templates import MessageTemplate
from watchkeeper.core.http.bodies import Exact, Moment
from watchkeeper.kit.clock import Clock

EXAMPLE_LINK: Final = "https://watchkeeper.example/acknowledge"
"""Stands for the link of a message that is only looked at: a real one acknowledges."""
_FAR: Final = timedelta(days=366)


class PreviewIn(Exact):
    """Of what: an incident, an alert (its incident, when it has one), or one that is only thought of."""

    incident_id: Number | None = None
    alert_id: Number | None = None
    severity: SeverityName = "major"
    objects: list[Pattern] = Field(default=[], max_length=20, description="What failed, such as node:core-1.")
    device_ids: list[Number] = Field(default=[], max_length=100, description="Where: what sites and pools go by.")
    at: Moment | None = Field(default=None, description="When, within a year. Default: now.")
    template: MessageTemplate | None = Field(default=None, description="To see the message in these words.")


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of a rule: when it comes unless somebody acknowledges, and whom it would reach then."""

    at: datetime
    recipients: tuple[Recipient, ...]
    held_until: datetime | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule would do, and which of its conditions say so."""

    rule: Rule
    applies: bool
    checks: tuple[Check, ...]
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """Who would be told of ``news`` at a moment; nobody until ``muted_until``, when that is set.

    ``message`` is subject and body; ``inboxes`` are the channels that nothing is held back from.
    """

    at: datetime
    news: News
    muted_until: datetime | None
    message: tuple[str, str]
    inboxes: frozenset[int]
    verdicts: tuple[Verdict, ...]


class Previewer:
    """Goes through the rules without sending anything."""

    def __init__(self, audience: Audience, clock: Clock) -> None:
        self._audience = audience
        self._clock = clock

    async def preview(self, session: AsyncSession, asked: PreviewIn) -> Preview:
        """Return who would be told. Raises IncidentNotFoundError, AlertNotFoundError, InvalidRangeError."""
        now = self._clock()
        at = asked.at or now
        if abs(at - now) > _FAR:
            raise InvalidRangeError("Only moments within a year from now can be looked at.")
        news, devices = await self._subject(session, asked)
        muted = await self._audience.muted_until(session, news.incident_id, news.roots, at)
        rules = await repository.every(session, Rule)
        inboxes = frozenset(one.id for one in await repository.every(session, Channel) if one.kind == IN_APP)
        verdicts = [await self._verdict(session, rule, news, devices, at) for rule in rules]
        message = wording(news, EXAMPLE_LINK, asked.template)
        return Preview(at, news, muted, message, inboxes, tuple(verdicts))

    async def _subject(self, session: AsyncSession, asked: PreviewIn) -> tuple[News, Collection[int]]:
        number = asked.incident_id
        alerts = self._audience.alerts
        objects, severity, devices = asked.objects, asked.severity, asked.device_ids
        if asked.alert_id is not None:
            alert = await alerts.alert(session, asked.alert_id)
            number = number or alert.incident_id
            objects, devices = [alert.entity], [alert.device_id]
            severity = severity_of(alert.severity)
        if number is not None:
            news = News.of(await alerts.news(session, number))
            return news, await alerts.affected_devices(session, number)
        return News(0, "paged", "", ", ".join(objects), severity, "", tuple(objects), ()), devices

    async def _verdict(
        self, session: AsyncSession, rule: Rule, news: News, devices: Collection[int], at: datetime
    ) -> Verdict:
        plan = RulePlan.model_validate(rule.plan)
        checks = await self._audience.checks(session, plan, news, devices, at)
        stages = []
        for step in plan.steps:
            due = at + timedelta(seconds=step.after_s)
            reached = await self._audience.recipients(session, step, due)
            held = plan.quiet_until(news.severity, due)
            if held is None and plan.gathered(news.severity):
                held = due + timedelta(seconds=plan.digest_s)
            stages.append(Stage(due, tuple(reached), held))
        return Verdict(rule, rule.enabled and all(one.passed for one in checks), checks, tuple(stages))
