"""What was changed before an incident: on the map, under maintenance, on devices, and by people on the platform."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Outcome
from watchkeeper.core.audit.repository import EntryFilter
from watchkeeper.core.audit.service import AuditService
from watchkeeper.core.http.paging import ListQuery
from watchkeeper.core.http.security import Principal
from watchkeeper.estate.maintenance.service import MaintenanceService
from watchkeeper.observe.events.kinds import EventKind
from watchkeeper.observe.events.repository import EventFilter
from watchkeeper.observe.events.service import EventService
from watchkeeper.understand.topology.history import Turn
from watchkeeper.understand.topology.service import TopologyService

EarlierKind: TypeAlias = Literal[
    "configuration", "restart", "interface", "identity", "topology", "maintenance", "platform"
]

BEFORE: Final = timedelta(hours=2)
_MOST: Final = 100
_EVENTS: Final[dict[EventKind, EarlierKind]] = {
    EventKind.CONFIGURATION_CHANGED: "configuration",
    EventKind.DEVICE_RESTARTED: "restart",
    EventKind.INTERFACE_ADMIN_CHANGED: "interface",
    EventKind.INTERFACE_APPEARED: "interface",
    EventKind.INTERFACE_VANISHED: "interface",
    EventKind.IDENTITY_MISMATCH: "identity",
}
TOUCHING: Final = (
    "device.", "interface.", "site.", "pool.", "credential.", "host_key.", "discovery.", "polling.", "topology.",
    "maintenance.", "silence.", "rule.",
)  # fmt: skip
"""Verbs of what people do to devices, to how they are reached, and to what is alerted.

Accounts and dashboards cut no link, and what was done about the alerts is on the incident's own timeline.
"""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Something that was changed. ``entity`` is on what (``node:X``), "" when on nothing of the network.

    ``text`` is its English. ``facts`` are what it was made of, for whoever tells it in another language: ``event`` (its
    kind), ``device``, ``object``, ``from`` and ``to``; ``appeared``, ``gone`` and ``changed`` links of the map; until
    when maintenance lasts, as ``until`` (ISO 8601).
    """

    at: datetime
    kind: EarlierKind
    entity: str
    text: str
    actor: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


class Chronicle:
    """Reads what was changed before a moment, as far as whoever asks may see it."""

    def __init__(
        self, events: EventService, topology: TopologyService, maintenance: MaintenanceService, audit: AuditService
    ) -> None:
        self._events = events
        self._topology = topology
        self._maintenance = maintenance
        self._audit = audit

    async def before(
        self, session: AsyncSession, until: datetime, devices: Collection[int], actor: Principal
    ) -> list[Earlier]:
        """Return the changes of the two hours before ``until``, newest first, a hundred of each kind at most."""
        since = until - BEFORE
        found = [
            *await self._happened(session, since, until),
            *await self._turned(session, since, until),
            *await self._worked_on(session, since, until, devices),
        ]
        if actor.may("audit:view"):
            found += await self._done(session, since, until)
        return sorted(found, key=lambda one: one.at, reverse=True)

    async def _happened(self, session: AsyncSession, since: datetime, until: datetime) -> list[Earlier]:
        found: list[Earlier] = []
        for event, kind in _EVENTS.items():
            wanted = EventFilter(kind=event.value, start=since, end=until)
            rows, _ = await self._events.list_events(session, wanted, ListQuery(limit=_MOST))
            for row in rows:
                facts = {
                    "event": row.kind, "device": row.device_name, "object": row.object,
                    "from": row.from_state, "to": row.to_state,
                }  # fmt: skip
                found.append(Earlier(row.at, kind, f"node:{row.device_name}", row.message, facts=facts))
        return found

    async def _turned(self, session: AsyncSession, since: datetime, until: datetime) -> list[Earlier]:
        turns = await self._topology.turns(session, since, until, _MOST)
        return [_turn(one) for one in turns]

    async def _worked_on(
        self, session: AsyncSession, since: datetime, until: datetime, devices: Collection[int]
    ) -> list[Earlier]:
        spans = await self._maintenance.spans(session, [one for one in devices if one], since, until)
        begun = {(span.start, span.end) for one in spans.values() for span in one}
        return [_maintenance(start, end) for start, end in sorted(begun)]

    async def _done(self, session: AsyncSession, since: datetime, until: datetime) -> list[Earlier]:
        rows, _ = await self._audit.search(session, EntryFilter(since=since, until=until), ListQuery(limit=_MOST))
        return [
            Earlier(row.at, "platform", "", f"{row.verb} {row.object_name}".strip(), row.actor_name)
            for row in rows
            if row.outcome == Outcome.OK and row.verb.startswith(TOUCHING)
        ]


def _turn(turn: Turn) -> Earlier:
    text = f"The map changed: {turn.appeared} links appeared, {turn.gone} went, {turn.changed} changed"
    facts = {"appeared": str(turn.appeared), "gone": str(turn.gone), "changed": str(turn.changed)}
    return Earlier(turn.at, "topology", "", text, facts=facts)


def _maintenance(start: datetime, end: datetime) -> Earlier:
    text = f"Maintenance on devices of this incident, until {end:%Y-%m-%d %H:%M}Z"
    return Earlier(start, "maintenance", "", text, facts={"until": end.isoformat()})
