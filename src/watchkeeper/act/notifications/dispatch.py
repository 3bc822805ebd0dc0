"""From news of an incident to messages: rules, escalation, quiet hours, digests, cooldown. All are rows first."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.act.notifications import repository
from watchkeeper.act.notifications.audience import Audience
from watchkeeper.act.notifications.kinds import IN_APP
from watchkeeper.act.notifications.links import LinkSigner
from watchkeeper.act.notifications.models import Channel, Delivery, Rule
from watchkeeper.act.notifications.news import SEVERITIES, News, wording
from watchkeeper.act.notifications.plans import RulePlan
from watchkeeper.act.notifications.settings import NotificationSettings
from watchkeeper.act.notifications.tasks import DELIVER, DIGEST, ESCALATE, Deliver, Escalate, SendDigest
from watchkeeper.act.notifications.templates import first_of, template_of
from watchkeeper.core.http.app import API_PREFIX
from watchkeeper.core.tasks import enqueue
from watchkeeper.kit.clock import Clock
from watchkeeper.kit.jsonable import JSON

ASK_AGAIN: Final = timedelta(minutes=1)
"""So long may it take to be told after a silence or maintenance was ended early."""

_UNTOLD: Final = frozenset({"muted", "cooled"})
"""States of messages that nobody got."""
_UNDERWAY: Final = frozenset({"pending", "failed"})
"""States of messages that are sent, or sent again, as soon as may be."""


class Dispatcher:
    """Decides who is told, in the transaction that learned of it."""

    def __init__(self, settings: NotificationSettings, signer: LinkSigner, audience: Audience, clock: Clock) -> None:
        self._settings = settings
        self._signer = signer
        self._audience = audience
        self._clock = clock

    async def take(self, session: AsyncSession, payload: Mapping[str, JSON]) -> None:
        """Take news of an incident in."""
        news, now = News.of(payload), self._clock()
        if news.happening == "paged":
            devices = await self._audience.alerts.affected_devices(session, news.incident_id)
            for rule in await repository.every(session, Rule):
                plan = RulePlan.model_validate(rule.plan)
                checks = await self._audience.checks(session, plan, news, devices, now) if rule.enabled else ()
                if rule.enabled and all(one.passed for one in checks):
                    await self._begin(session, rule, plan, payload)
        elif news.happening == "closed":
            for rule in await repository.every(session, Rule):
                await self._recover(session, rule, news)
        elif news.happening == "reopened":
            for rule in await repository.every(session, Rule):
                await self._reopen(session, rule, news, payload)

    async def _begin(self, session: AsyncSession, rule: Rule, plan: RulePlan, payload: Mapping[str, JSON]) -> None:
        now = self._clock()
        for number, step in enumerate(plan.steps):
            escalation = Escalate(rule_id=rule.id, step=number, news=dict(payload))
            if step.after_s == 0:
                await self.escalate(session, escalation)
            else:
                due = now + timedelta(seconds=step.after_s)
                await enqueue(session, ESCALATE, escalation, not_before=due)

    async def escalate(self, session: AsyncSession, escalation: Escalate) -> None:
        """Tell one stage of a rule, unless somebody has acknowledged or it is over."""
        rule = await repository.one(session, Rule, escalation.rule_id)
        news = News.of(escalation.news)
        if rule is None or not rule.enabled:
            return
        plan = RulePlan.model_validate(rule.plan)
        if escalation.again:
            await self._tell_again(session, rule, plan, escalation)
            return
        if escalation.step >= len(plan.steps):
            return
        incident = await self._audience.alerts.incident(session, news.incident_id)
        if (escalation.step or escalation.muted) and (
            incident.acknowledged_at is not None or incident.closed_at is not None
        ):
            return
        now = self._clock()
        reached = await self._audience.recipients(session, plan.steps[escalation.step], now)
        channels = [one.channel_id for one in reached]
        stage = f"step{escalation.step}"
        if (until := await self._audience.muted_until(session, news.incident_id, news.roots, now)) is not None:
            await self._mute(session, escalation, channels, until)
            return
        for channel_id in channels:
            await self._send(session, rule, plan, news, channel_id, stage)

    async def _mute(self, session: AsyncSession, escalation: Escalate, channels: list[int], until: datetime) -> None:
        """Note in the log that nobody was told, and ask again: at the end, and before, as it may be ended early."""
        news, now = News.of(escalation.news), self._clock()
        subject, body = wording(news, "")
        for channel_id in channels:
            key = f"i{news.incident_id}/r{escalation.rule_id}/c{channel_id}/step{escalation.step}/muted"
            if await repository.one(session, Channel, channel_id) and not await repository.known_keys(session, [key]):
                session.add(Delivery(
                    key=key, channel_id=channel_id, rule_id=escalation.rule_id, incident_id=news.incident_id,
                    happening=news.happening, subject=subject, body=body, severity=news.severity, cause=news.cause,
                    state="muted", due_at=until, created_at=now, attempts=0, error="",
                ))  # fmt: skip
        later = escalation.model_copy(update={"muted": True})
        await enqueue(session, ESCALATE, later, not_before=min(until, now + ASK_AGAIN))

    async def _recover(self, session: AsyncSession, rule: Rule, news: News) -> None:
        plan = RulePlan.model_validate(rule.plan)
        told = await repository.told_of(session, news.incident_id, rule.id)
        for one in told:
            if one.happening != "closed" and one.state in _UNDERWAY:
                one.state = "overtaken"  # a page must not arrive after the end, whether that is told or not
            elif one.happening != "closed" and one.state == "held" and not plan.recoveries:
                one.body += f"\nOver at {news.at}"  # the digest would tell of it as if it lasted
        if not plan.recoveries:
            return
        for channel_id, last in _last_told(told).items():
            if last.happening != "closed":
                await self._send(session, rule, plan, news, channel_id, f"closed@{news.at}")

    async def _reopen(self, session: AsyncSession, rule: Rule, news: News, payload: Mapping[str, JSON]) -> None:
        """Send pages that an untold end had overtaken; whoever was told of it hears later that it is there again."""
        now = self._clock()
        told = await repository.told_of(session, news.incident_id, rule.id)
        for one in told:
            if one.happening == "closed" and one.state in _UNDERWAY:
                one.state = "overtaken"
        last = _last_told(told)
        for one in last.values():
            if one.state == "overtaken":
                one.state, one.attempts, one.due_at = "pending", 0, now
                await enqueue(session, DELIVER, Deliver(delivery_id=one.id))
        if any(one.happening == "closed" for one in last.values()):
            due = now + timedelta(seconds=RulePlan.model_validate(rule.plan).cooldown_s)
            again = Escalate(rule_id=rule.id, step=0, news=dict(payload), again=True)
            await enqueue(session, ESCALATE, again, not_before=due)

    async def _tell_again(self, session: AsyncSession, rule: Rule, plan: RulePlan, again: Escalate) -> None:
        """Tell those who believe that it is over that it is not, if it has lasted since it was reopened."""
        news, now = News.of(again.news), self._clock()
        since = datetime.fromisoformat(news.at)
        lines = await self._audience.alerts.timeline(session, news.incident_id)
        if any(line.what == "closed" and line.at >= since for line in lines):
            return
        told = _last_told(await repository.told_of(session, news.incident_id, rule.id))
        until = await self._audience.muted_until(session, news.incident_id, news.roots, now)
        if until is not None:
            await enqueue(session, ESCALATE, again, not_before=min(until, now + ASK_AGAIN))
            return
        for channel_id, last in told.items():
            if last.happening == "closed":
                await self._send(session, rule, plan, news, channel_id, f"again@{news.at}")

    async def _send(
        self, session: AsyncSession, rule: Rule, plan: RulePlan, news: News, channel_id: int, stage: str
    ) -> None:
        channel = await repository.one(session, Channel, channel_id)
        key = f"i{news.incident_id}/r{rule.id}/c{channel_id}/{stage}"
        if channel is None or not channel.enabled or await repository.known_keys(session, [key]):
            return
        now = self._clock()
        subject, body = wording(news, self._link(news, channel), first_of(plan.template, template_of(channel)))
        row = Delivery(
            key=key, channel_id=channel_id, rule_id=rule.id, incident_id=news.incident_id, happening=news.happening,
            subject=subject, body=body, severity=news.severity, cause=news.cause, state="pending", due_at=now,
            created_at=now, attempts=0, error="",
        )  # fmt: skip
        if news.happening != "closed" and await self._told_lately(session, rule, plan, news, channel_id):
            row.state = "cooled"
        elif channel.kind != IN_APP and (until := await self._held_until(session, plan, news, channel_id)) is not None:
            row.state, row.due_at = "held", until
        session.add(row)
        await session.flush()
        if row.state == "pending":
            await enqueue(session, DELIVER, Deliver(delivery_id=row.id))
        elif row.state == "held":
            await enqueue(
                session, DIGEST, SendDigest(channel_id=channel_id), key=str(channel_id), not_before=row.due_at
            )

    async def _held_until(self, session: AsyncSession, plan: RulePlan, news: News, channel_id: int) -> datetime | None:
        """Return when a message that has to wait leaves with others, by quiet hours or because it is gathered."""
        now = self._clock()
        if (quiet := plan.quiet_until(news.severity, now)) is not None:
            return quiet
        if not plan.gathered(news.severity):
            return None
        latest = now + timedelta(seconds=plan.digest_s)
        next_one = await repository.next_digest(session, channel_id, now)
        return latest if next_one is None else min(latest, next_one)

    async def _told_lately(
        self, session: AsyncSession, rule: Rule, plan: RulePlan, news: News, channel_id: int
    ) -> bool:
        """Return whether the same cause was told within the cooldown, by another incident, and no milder than now."""
        since = self._clock() - timedelta(seconds=plan.cooldown_s)
        told: Sequence[Delivery] = await repository.told_lately(session, rule.id, channel_id, news.cause, since)
        rank = SEVERITIES.index(news.severity)
        return any(one.incident_id != news.incident_id and SEVERITIES.index(one.severity) <= rank for one in told)

    def _link(self, news: News, channel: Channel) -> str:
        if news.happening == "closed" or not self._settings.base_url:
            return ""
        until = self._clock() + timedelta(hours=self._settings.link_hours)
        token = self._signer.token(news.incident_id, channel, until)
        return f"{self._settings.base_url.rstrip('/')}{API_PREFIX}/notifications/acknowledge/{token}"


def _last_told(told: Sequence[Delivery]) -> dict[int, Delivery]:
    """Return the last message of each channel that somebody got, gets, or would have but for the end."""
    ended = (one for one in told if one.happening == "closed" and one.state == "overtaken")
    left_out = {one.id for one in ended}
    return {one.channel_id: one for one in told if one.state not in _UNTOLD and one.id not in left_out}
