"""What occurrences change: the state of interfaces, conditions and the event log, in one transaction a batch."""

import time
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import Database
from watchkeeper.estate.inventory.facts import InterfaceStatus
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.observe.events.kinds import NewEvent
from watchkeeper.observe.events.memory import StatusMemory
from watchkeeper.observe.events.service import EventService
from watchkeeper.observe.messages.conditions import Conditions, Occurrence
from watchkeeper.observe.messages.shedding import Shedder

INTERFACE = "interface"
_STATES = frozenset({"up", "down", "testing", "unknown", "dormant", "notPresent", "lowerLayerDown"})


class Recorder:
    """Feeds occurrences to the conditions and records what comes of it."""

    def __init__(
        self,
        database: Database,
        inventory: InventoryService,
        events: EventService,
        conditions: Conditions,
        shedder: Shedder,
        clock: Clock = utc_now,
        statuses: StatusMemory | None = None,
    ) -> None:
        self._database = database
        self._inventory = inventory
        self._events = events
        self._conditions = conditions
        self._shedder = shedder
        self._clock = clock
        self._statuses = statuses

    @property
    def shed(self) -> int:
        """Events that were counted and not told."""
        return self._shedder.shed

    async def record(self, occurrences: Sequence[Occurrence]) -> int:
        """Record what ``occurrences`` change and return how many events were told."""
        if not occurrences:
            return 0
        async with self._database.transaction(urgent=True) as session:
            named = await self._with_interface_names(session, occurrences)
            statuses = _statuses(named)
            if statuses:
                await self._inventory.record_interface_states(session, statuses)
                if self._statuses is not None:
                    self._statuses.forget({status.device_id for status in statuses})
            told = [event for occurrence in named for event in self._told(occurrence)]
            await self._events.record(session, told)
        return len(told)

    async def tick(self) -> int:
        """Tell of conditions that are steady again and storms that are over; return how many events that were."""
        now, at = time.monotonic(), self._clock()
        told = [*self._conditions.settle(at), *self._shedder.calmed(now, at)]
        if told:
            async with self._database.transaction() as session:
                await self._events.record(session, told)
        return len(told)

    def _told(self, occurrence: Occurrence) -> list[NewEvent]:
        was_open = self._conditions.is_open(occurrence)
        news = self._conditions.feed(occurrence)
        now, at = time.monotonic(), self._clock()
        clears = was_open and not self._conditions.is_open(occurrence)
        return [
            admitted
            for event in news
            for admitted in self._shedder.admit(occurrence.source, event, now, at, keep=clears)
        ]

    async def _with_interface_names(self, session: AsyncSession, occurrences: Sequence[Occurrence]) -> list[Occurrence]:
        """Give interfaces that a trap names by ifIndex the name that the inventory, or else the last poll, knows."""
        devices = {one.device_id for one in occurrences if one.device_id and _needs_name(one)}
        if not devices:
            return list(occurrences)
        names = await self._inventory.interface_names(session, devices)
        if self._statuses is not None and not {device for device, _ in names} >= devices:
            names = self._statuses.names(devices) | names
        return [_named(one, names.get((one.device_id, _index(one)))) for one in occurrences]


def _needs_name(occurrence: Occurrence) -> bool:
    return occurrence.entry.condition in {INTERFACE, "optics"} and "if_index" in occurrence.fields


def _index(occurrence: Occurrence) -> int:
    written = occurrence.fields.get("if_index", "")
    return int(written) if written.isascii() and written.isdigit() else -1


def _named(occurrence: Occurrence, name: str | None) -> Occurrence:
    if name is None or not _needs_name(occurrence):
        return occurrence
    return occurrence._replace(entity=name, fields={**occurrence.fields, "interface": name})


def _statuses(occurrences: Sequence[Occurrence]) -> list[InterfaceStatus]:
    """Return the last status that each interface of a known device was said to have."""
    found: dict[tuple[int, str], InterfaceStatus] = {}
    for one in occurrences:
        if not one.device_id or one.entry.condition != INTERFACE or not one.entity:
            continue
        raised = one.entry.raises(one.fields)
        oper = _word(one.fields.get("oper_status"))
        if oper is None and raised is not None:
            oper = "down" if raised else "up"
        known = found.get((one.device_id, one.entity))
        if known is None or known.at <= one.at:
            admin = _word(one.fields.get("admin_status"))
            found[one.device_id, one.entity] = InterfaceStatus(one.device_id, one.entity, one.at, admin, oper)
    return list(found.values())


def _word(written: str | None) -> str | None:
    if written is None:
        return None
    return written if written in _STATES else written.lower() if written.lower() in _STATES else None
