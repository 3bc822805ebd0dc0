"""From verdicts to alerts: raised and cleared in one transaction with the record of where rules hold."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.inventory.naming import canonical
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.observe.events.schemas import EventView
from watchkeeper.observe.polling.stages import StoredBatch
from watchkeeper.understand.alerts.lifecycle import Signal
from watchkeeper.understand.alerts.service import AlertService
from watchkeeper.understand.baselines.service import AnomalyService
from watchkeeper.understand.rules import repository
from watchkeeper.understand.rules.book import Active, RuleBook
from watchkeeper.understand.rules.events import event_row, signal_of, turns
from watchkeeper.understand.rules.judging import Held, Known, Turn, Verdict
from watchkeeper.understand.rules.models import NAME_WIDTH, RuleFiring
from watchkeeper.understand.rules.wording import SOURCE, entity_of, said_by

_PORTS: Final = ("interface", "optics")
"""The sources whose objects are ports."""


class RuleAlerts:
    """Raises and clears the alerts of rules."""

    def __init__(
        self, book: RuleBook, alerts: AlertService, anomalies: AnomalyService, inventory: InventoryService
    ) -> None:
        self.book = book
        self._alerts = alerts
        self._anomalies = anomalies
        self._inventory = inventory

    async def known(self, session: AsyncSession, batch: StoredBatch, rules: Sequence[Active]) -> Known:
        """Return what judging a batch needs to know."""
        devices = set(batch.rows["device_id"].unique().to_pylist())
        missed = any(rule.compiled.absences for rule in rules)
        rows = await repository.firings(session, [rule.key for rule in rules], None if missed else devices)
        held: dict[str, list[Held]] = defaultdict(list)
        for row in rows:
            held[row.rule_key].append(Held(row.device_id, row.object, row.since, row.fired_at is not None))
        metrics = {metric for rule in rules for metric in rule.compiled.anomalies}
        anomalies = await self._anomalies.open_keys(session, batch.family, metrics) if metrics else {}
        by_name = any("device" in rule.compiled.labels for rule in rules)
        names = await self._inventory.device_names(session, devices) if by_name else {}
        return Known(held, anomalies, names)

    async def take(self, session: AsyncSession, verdicts: Sequence[Verdict], at: datetime) -> None:
        """Raise and clear what the verdicts say, and note where rules hold. The same again changes nothing."""
        fired = await self._in_use(session, [(one.rule, turn) for one in verdicts for turn in one.fired])
        names = await self._names(session, (turn.device_id for _, turn in fired))
        if fired:
            await self._alerts.take(session, [_signal(rule, turn, names, at) for rule, turn in fired])
        await self._end_turns(session, verdicts, at)
        rows = [_row(one.rule, turn, names, None) for one in verdicts for turn in one.waiting]
        await repository.put(session, [*rows, *(_row(rule, turn, names, at) for rule, turn in fired)])

    async def _in_use(self, session: AsyncSession, fired: list[tuple[Active, Turn]]) -> list[tuple[Active, Turn]]:
        """Return what fired without ports that lack something because somebody switched them off."""
        missing = {turn.device_id for rule, turn in fired if _misses_ports(rule)}
        off = await self._switched_off(session, missing)
        return [
            (rule, turn)
            for rule, turn in fired
            if not (_misses_ports(rule) and (turn.device_id, canonical(turn.object)) in off)
        ]

    async def end_switched_off(self, session: AsyncSession, at: datetime) -> int:
        """Clear what is missed of ports that were switched off meanwhile; return how many alerts that ended."""
        rules = [rule for source in _PORTS for rule in await self.book.of(session, source) if _misses_ports(rule)]
        held = await repository.firings(session, [rule.key for rule in rules])
        off = await self._switched_off(session, {row.device_id for row in held})
        return await self.end(session, [row for row in held if (row.device_id, canonical(row.object)) in off], at)

    async def _switched_off(self, session: AsyncSession, devices: Collection[int]) -> set[tuple[int, str]]:
        if not devices:
            return set()
        states = await self._inventory.interface_states(session, devices)
        return {(one.device_id, one.name) for one in states if one.admin_status == "down"}

    async def _end_turns(self, session: AsyncSession, verdicts: Sequence[Verdict], at: datetime) -> None:
        over = {(one.rule.key, turn.device_id, turn.object) for one in verdicts for turn in (*one.cleared, *one.gone)}
        if not over:
            return
        rows = await repository.firings(session, {key for key, _, _ in over}, {device for _, device, _ in over})
        await self.end(session, [row for row in rows if (row.rule_key, row.device_id, row.object) in over], at)

    async def take_events(self, session: AsyncSession, events: Sequence[EventView], rules: Sequence[Active]) -> None:
        """Raise and clear by what devices said, in the order in which they said it."""
        signals, rows, over = [], {}, set()
        for turn in turns(events, rules):
            where = (turn.rule.key, turn.event.device_id or 0, turn.event.object or "")
            signals.append(signal_of(turn))
            if turn.raised:
                rows[where] = event_row(turn)
                over.discard(where)
            else:
                rows.pop(where, None)
                over.add(where)
        if signals:
            await self._alerts.take(session, signals)
            await repository.remove(session, over)
            await repository.put(session, list(rows.values()))

    async def end(self, session: AsyncSession, rows: Iterable[RuleFiring], at: datetime) -> int:
        """Clear what is noted in ``rows`` and forget it; return how many alerts that ended."""
        kept = list(rows)
        signals = [
            Signal(row.entity, row.rule_key, raised=False, at=at, source=SOURCE, device_name=row.device_name)
            for row in kept
            if row.fired_at is not None
        ]
        if signals:
            await self._alerts.take(session, signals)
        await repository.remove(session, {(row.rule_key, row.device_id, row.object) for row in kept})
        return len(signals)

    async def _names(self, session: AsyncSession, devices: Iterable[int]) -> Mapping[int, str]:
        wanted: Collection[int] = set(devices)
        return await self._inventory.device_names(session, wanted) if wanted else {}


def _misses_ports(rule: Active) -> bool:
    return bool(rule.compiled.absences) and rule.compiled.source in _PORTS


def _signal(rule: Active, turn: Turn, names: Mapping[int, str], at: datetime) -> Signal:
    device = names.get(turn.device_id, "")
    summary, said = said_by(
        rule.key, rule.rule, device=device, name=turn.object, value=turn.value, unit=rule.compiled.unit
    )
    return Signal(
        entity=entity_of(rule.compiled.source, device, turn.object),
        kind=rule.key,
        raised=True,
        at=at,
        severity=rule.rule.severity,
        summary=summary,
        said=said,
        source=SOURCE,
        device_name=device,
        labels={"rule": rule.key},
    )


def _row(rule: Active, turn: Turn, names: Mapping[int, str], fired_at: datetime | None) -> dict[str, Any]:
    device = names.get(turn.device_id, "")
    return {
        "rule_key": rule.key,
        "device_id": turn.device_id,
        "object": turn.object[:NAME_WIDTH],
        "entity": entity_of(rule.compiled.source, device, turn.object) if fired_at else "",
        "device_name": device[:NAME_WIDTH],
        "since": turn.since,
        "fired_at": fired_at,
        "ends_at": None,
        "value": turn.value,
    }
