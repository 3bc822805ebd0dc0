"""Events: recorded once, announced, listed, and forgotten after their time."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.http.paging import ListQuery, paginate
from watchkeeper.core.live import about_each, announce
from watchkeeper.core.outbox import publish
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.kit.jsonable import JSON
from watchkeeper.observe.events import repository
from watchkeeper.observe.events.kinds import EventKind, NewEvent
from watchkeeper.observe.events.models import NAME_WIDTH, Event
from watchkeeper.observe.events.repository import EventFilter, StateEvent
from watchkeeper.observe.events.schemas import EventView
from watchkeeper.observe.events.settings import EventsSettings

RECORDED = "events.recorded"
"""Outbox topic; its messages carry ``{"events": [EventView, …]}``, in order, a hundred at most."""
PORTS = "events.ports_reported"
"""Outbox topic of interfaces that went up or down, and of sessions whose devices said so themselves, carried like the
above: a lane of its own, so that who draws the network does not wait behind who judges what happened before."""
_PORT_KINDS = frozenset({EventKind.INTERFACE_UP, EventKind.INTERFACE_DOWN})
_SESSION_KINDS = frozenset(
    {
        EventKind.BGP_DOWN, EventKind.BGP_UP, EventKind.OSPF_DOWN, EventKind.OSPF_UP, EventKind.ISIS_DOWN,
        EventKind.ISIS_UP,
    }
)  # fmt: skip
TOPIC = "events"
"""Live topic; its event ``events.recorded`` carries ``{"events": [EventView, …]}``."""
_MOST_IN_ONE_ANNOUNCEMENT = 100
_PURGE_AT_ONCE = 5_000

SORTABLE: dict[str, Any] = {
    "at": Event.at,
    "kind": Event.kind,
    "severity": Event.severity,
    "device_name": Event.device_name,
}


class EventService:
    """The verbs on events."""

    def __init__(self, settings: EventsSettings | None = None, clock: Clock = utc_now) -> None:
        self._settings = settings or EventsSettings()
        self._clock = clock

    async def record(self, session: AsyncSession, events: Sequence[NewEvent]) -> list[Event]:
        """Store events and return those that are new.

        An event whose device, object, kind and moment are known already is the same event and is left out.
        """
        if not events:
            return []
        recorded = await repository.insert_new(session, [_row(event) for event in events])
        for start in range(0, len(recorded), _MOST_IN_ONE_ANNOUNCEMENT):
            some = recorded[start : start + _MOST_IN_ONE_ANNOUNCEMENT]
            news: dict[str, JSON] = {"events": [EventView.of(event).as_json() for event in some]}
            about = about_each("events", [event.device_id for event in some])
            await announce(session, TOPIC, "events.recorded", news, about=about)
            if ports := [EventView.of(event).as_json() for event in some if _moves_the_map(event)]:
                await publish(session, PORTS, {"events": list[JSON](ports)}, key=PORTS, urgent=True)
            await publish(session, RECORDED, news, key=RECORDED)
        return recorded

    async def list_events(
        self, session: AsyncSession, wanted: EventFilter, query: ListQuery
    ) -> tuple[Sequence[Event], int]:
        """Return one page of events, newest first unless asked otherwise, and how many there are."""
        return await paginate(session, repository.matching(wanted), query, SORTABLE, "-at")

    async def state_changes(
        self,
        session: AsyncSession,
        kinds: Collection[EventKind],
        since: datetime,
        device_ids: Collection[int] | None = None,
    ) -> list[StateEvent]:
        """Return the changes of state of these kinds from ``since`` on, oldest first; by default of all devices."""
        return await repository.state_events(session, [str(kind) for kind in kinds], since, device_ids)

    def kept_since(self) -> datetime:
        """Return the moment before which events may be gone."""
        return self._clock() - timedelta(days=self._settings.keep_days)

    async def purge(self, session: AsyncSession) -> int:
        """Remove events older than their retention, a few thousand at a time; return how many were removed."""
        return await repository.delete_before(session, self.kept_since(), _PURGE_AT_ONCE)


def _moves_the_map(event: Event) -> bool:
    """Tell ports, and sessions that a message tells of: what a visit found of sessions is on the map already."""
    told = event.kind in _PORT_KINDS or (event.kind in _SESSION_KINDS and "source" in event.details)
    return told and bool(event.object) and event.device_id is not None


def _row(event: NewEvent) -> dict[str, Any]:
    return {
        "at": event.at,
        "device_id": event.device_id,
        "device_name": event.device_name[:NAME_WIDTH],
        "object": event.object[:NAME_WIDTH],
        "kind": str(event.kind),
        "severity": str(event.gravity),
        "from_state": event.from_state[:64],
        "to_state": event.to_state[:64],
        "message": event.message,
        "details": dict(event.details),
    }
