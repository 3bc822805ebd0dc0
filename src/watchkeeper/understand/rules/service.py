"""The verbs on rules."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target, record
from watchkeeper.core.errors import InvalidInputError
from watchkeeper.core.http.security import Principal
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.kit.clock import Clock
from watchkeeper.understand.alerts.correlation.evidence import LOST_LINK, SILENCE
from watchkeeper.understand.alerts.subscriptions import CONDITIONS
from watchkeeper.understand.rules import repository
from watchkeeper.understand.rules.book import Kept, RuleBook, kept_rules
from watchkeeper.understand.rules.errors import ExpressionError, RuleExistsError, RuleNotFoundError, ShippedRuleError
from watchkeeper.understand.rules.expression.checking import FUNCTIONS, compiled
from watchkeeper.understand.rules.expression.fields import NAMES
from watchkeeper.understand.rules.models import AlertRule
from watchkeeper.understand.rules.raising import RuleAlerts
from watchkeeper.understand.rules.schemas import (
    AlertRuleIn,
    AlertRuleView,
    EpisodeView,
    ExpressionView,
    NameView,
    NewAlertRule,
    TrialIn,
    TrialView,
    VocabularyView,
    document_of,
)
from watchkeeper.understand.rules.shipped import shipped
from watchkeeper.understand.rules.trial import Trials

RESERVED = SILENCE | LOST_LINK | {condition for condition, _, _ in CONDITIONS.values()}
"""Conditions that incidents are reasoned from: a rule has a name of its own."""
_SHOWN = 500


class RuleService:
    """Rules over the database."""

    def __init__(
        self, book: RuleBook, alerts: RuleAlerts, trials: Trials, inventory: InventoryService, clock: Clock
    ) -> None:
        self._book = book
        self._alerts = alerts
        self._trials = trials
        self._inventory = inventory
        self._clock = clock

    async def every(self, session: AsyncSession) -> list[AlertRuleView]:
        """Return all rules, by key."""
        counts = await repository.counts(session)
        kept = await kept_rules(session)
        return [_view(kept[key], counts.get(key, (0, 0))) for key in sorted(kept)]

    async def one(self, session: AsyncSession, key: str) -> AlertRuleView:
        """Return one rule. Raises RuleNotFoundError."""
        kept = await self._kept(session, key)
        return _view(kept, (await repository.counts(session)).get(key, (0, 0)))

    async def add(self, session: AsyncSession, new: NewAlertRule, actor: Principal) -> AlertRuleView:
        """Add a rule. Raises ExpressionError, RuleExistsError, InvalidInputError for a key that is taken."""
        if new.key in RESERVED:
            raise InvalidInputError(f"{new.key} is a condition that Watchkeeper raises itself.", hint="Name it else.")
        if new.key in await kept_rules(session):
            raise RuleExistsError(f"There is a rule {new.key} already.")
        compiled(new.expression)
        row = AlertRule(key=new.key, document=document_of(new), changed_by=actor.name, changed_at=self._clock())
        session.add(row)
        await session.flush()
        self._book.forget()
        record(session, "rule.add", Target("rule", new.key, new.name), actor=actor, after=row.document)
        return await self.one(session, new.key)

    async def change(self, session: AsyncSession, key: str, new: AlertRuleIn, actor: Principal) -> AlertRuleView:
        """Replace what a rule says; one that now looks at something else starts anew, with no alert raised."""
        kept = await self._kept(session, key)
        compiled(new.expression)
        before = document_of(kept.rule)
        if before == document_of(new):
            return await self.one(session, key)
        row = await repository.one(session, key)
        if row is None:
            row = AlertRule(key=key)
            session.add(row)
        row.document, row.changed_by, row.changed_at = document_of(new), actor.name, self._clock()
        await session.flush()
        record(session, "rule.change", Target("rule", key, new.name), actor=actor, before=before, after=row.document)
        if any(before[name] != row.document[name] for name in ("expression", "enabled", "sites", "pools")):
            await self._end_all(session, key)
        self._book.forget()
        return await self.one(session, key)

    async def remove(self, session: AsyncSession, key: str, actor: Principal) -> None:
        """Remove a rule, or what people changed of a shipped one. Raises ShippedRuleError when nobody changed it."""
        kept = await self._kept(session, key)
        row = await repository.one(session, key)
        if row is None:
            raise ShippedRuleError(f"{key} comes with Watchkeeper.", hint="Switch it off instead.")
        await session.delete(row)
        await session.flush()
        verb = "rule.restore" if kept.shipped else "rule.remove"
        record(session, verb, Target("rule", key, kept.rule.name), actor=actor, before=row.document)
        await self._end_all(session, key)
        self._book.forget()

    async def trial(self, session: AsyncSession, wanted: TrialIn) -> TrialView:
        """Return what a condition would have raised. Raises ExpressionError, QueryFailedError."""
        trial = await self._trials.run(session, wanted)
        ordered = sorted(trial.episodes, key=lambda one: one.raised_at, reverse=True)
        return TrialView(
            source=trial.compiled.source,
            unit=trial.compiled.unit,
            start=trial.start,
            end=trial.end,
            step_s=trial.step_s,
            objects=trial.objects,
            raises=len(ordered),
            objects_raised=len({(one.device_id, one.object) for one in ordered}),
            now=sum(one.cleared_at is None for one in ordered),
            episodes=[
                EpisodeView(
                    device_id=one.device_id, device_name=trial.names.get(one.device_id, ""), object=one.object,
                    raised_at=one.raised_at, cleared_at=one.cleared_at, value=one.value,
                )
                for one in ordered[:_SHOWN]
            ],
            notes=list(trial.notes),
        )  # fmt: skip

    async def tidy(self, session: AsyncSession) -> int:
        """End what ends by itself, and what concerns devices that are gone or ports that were switched off.

        Return how many alerts that ended.
        """
        now = self._clock()
        ended = await self._alerts.end(session, await repository.overdue(session, now), now)
        ended += await self._alerts.end_switched_off(session, now)
        holding = await repository.holding_devices(session) - {0}
        gone = holding - {one.device_id for one in await self._inventory.watched_devices(session)}
        if gone:
            ended += await self._alerts.end(session, await repository.of_devices(session, gone), now)
        return ended

    async def _kept(self, session: AsyncSession, key: str) -> Kept:
        kept = (await kept_rules(session)).get(key)
        if kept is None:
            raise RuleNotFoundError(f"There is no rule {key!r}.")
        return kept

    async def _end_all(self, session: AsyncSession, key: str) -> None:
        at: datetime = self._clock()
        await self._alerts.end(session, await repository.firings(session, [key]), at)


def checked(expression: str) -> ExpressionView:
    """Return what a condition means, or where it is wrong."""
    try:
        found = compiled(expression)
    except ExpressionError as error:
        return ExpressionView(
            valid=False, source="", unit="", lasting_s=0, metrics=[], message=error.plain, hint=error.hint or "",
            start=error.start, end=error.end,
        )  # fmt: skip
    return ExpressionView(
        valid=True, source=found.source, unit=found.unit, lasting_s=found.lasting_s, metrics=list(found.metrics),
        message="", hint="", start=0, end=0,
    )  # fmt: skip


def vocabulary() -> VocabularyView:
    """Return everything that a condition may name."""
    names: Sequence[NameView] = [
        NameView(name=one.name, type=one.type.value, unit=one.unit, values=list(one.states or one.values))
        for one in NAMES.values()
    ]
    return VocabularyView(names=list(names), functions=list(FUNCTIONS))


def _view(kept: Kept, counts: tuple[int, int]) -> AlertRuleView:
    read = checked(kept.rule.expression)
    shipped_rule = shipped().get(kept.key)
    texts: tuple[Literal["name", "summary", "advice"], ...] = ("name", "summary", "advice")
    same = [one for one in texts if shipped_rule is not None and getattr(shipped_rule, one) == getattr(kept.rule, one)]
    return AlertRuleView(
        key=kept.key, rule=kept.rule, source=read.source, shipped=kept.shipped, changed=kept.changed,
        changed_by=kept.changed_by, changed_at=kept.changed_at, firing=counts[0], waiting=counts[1],
        problem=read.message, as_shipped=same,
    )  # fmt: skip
