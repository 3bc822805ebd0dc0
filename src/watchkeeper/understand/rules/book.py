"""The rules as they are evaluated: shipped ones, what people wrote over them, and which devices each is for."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.scope import Scope
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.inventory.scopes import InventoryScopes
from watchkeeper.kit.clock import Clock
from watchkeeper.understand.rules import repository
from watchkeeper.understand.rules.errors import ExpressionError
from watchkeeper.understand.rules.expression.checking import Compiled, compiled
from watchkeeper.understand.rules.schemas import AlertRuleIn
from watchkeeper.understand.rules.shipped import shipped

_log = get_logger(__name__)
FRESH: Final = timedelta(seconds=10)
"""So long may a change of a rule take to be noticed by another process."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A rule with where it comes from."""

    key: str
    rule: AlertRuleIn
    shipped: bool
    changed_by: str = ""
    changed_at: datetime | None = None

    @property
    def changed(self) -> bool:
        """Whether people wrote it."""
        return self.changed_at is not None


@dataclass(frozen=True, slots=True)
class Active:
    """A rule that is evaluated. ``devices`` None is every device."""

    key: str
    rule: AlertRuleIn
    compiled: Compiled
    devices: frozenset[int] | None


async def kept_rules(session: AsyncSession) -> dict[str, Kept]:
    """Return every rule by key: shipped ones first, then what people added."""
    found = {key: Kept(key, rule, shipped=True) for key, rule in shipped().items()}
    for row in await repository.every(session):
        rule = AlertRuleIn.model_validate(row.document)
        found[row.key] = Kept(row.key, rule, row.key in shipped(), row.changed_by, row.changed_at)
    return found


class RuleBook:
    """Compiled rules, at most ten seconds old."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._groups = InventoryScopes()
        self._read: tuple[datetime, tuple[Active, ...]] | None = None

    def forget(self) -> None:
        """Read anew at the next question."""
        self._read = None

    async def of(self, session: AsyncSession, source: str) -> list[Active]:
        """Return the rules that look at ``source``."""
        now = self._clock()
        if self._read is None or not timedelta(0) <= now - self._read[0] < FRESH:
            self._read = now, await self._active(session)
        return [one for one in self._read[1] if one.compiled.source == source]

    async def _active(self, session: AsyncSession) -> tuple[Active, ...]:
        found = []
        for kept in (await kept_rules(session)).values():
            if not kept.rule.enabled:
                continue
            try:
                read = compiled(kept.rule.expression)
            except ExpressionError as error:  # of an older version; the list of rules says what is wrong with it
                _log.warning("rules.unreadable", rule=kept.key, error=error.message)
                continue
            devices = await self.devices(session, kept.rule.sites, kept.rule.pools)
            found.append(Active(kept.key, kept.rule, read, devices))
        return tuple(found)

    async def devices(self, session: AsyncSession, sites: list[int], pools: list[int]) -> frozenset[int] | None:
        """Return the devices at these sites or of these pools; None, all, when neither is given."""
        if not sites and not pools:
            return None
        visible = await self._groups.visible(session, Scope(sites=frozenset(sites), pools=frozenset(pools)))
        return frozenset(await repository.ids(session, visible.devices))
