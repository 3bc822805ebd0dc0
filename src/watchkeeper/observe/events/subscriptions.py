"""What events listen to: news of the inventory that belong into the log of a device."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.outbox import Subscription
from watchkeeper.estate.inventory.events import IDENTITY_CHANGED
from watchkeeper.estate.inventory.identity import IdentityState
from watchkeeper.kit.jsonable import JSON
from watchkeeper.observe.events.kinds import EventKind, NewEvent
from watchkeeper.observe.events.service import EventService


def build_subscriptions(service: EventService) -> list[Subscription]:
    """Return the subscriptions of events."""

    async def identity_changed(session: AsyncSession, payload: Mapping[str, JSON]) -> None:
        event = identity_event(payload)
        if event is not None:
            await service.record(session, [event])

    return [Subscription(IDENTITY_CHANGED, "events.identity_changed", identity_changed)]


def identity_event(payload: Mapping[str, JSON]) -> NewEvent | None:
    """Return the event that a change of identity is; becoming surer of the same device is none."""
    before, after = str(payload["from_state"]), str(payload["to_state"])
    if IdentityState.MISMATCH not in {before, after} or before == after:
        return None
    name, reason = str(payload["device_name"]), str(payload["reason"])
    mismatch = after == IdentityState.MISMATCH
    return NewEvent(
        at=datetime.fromisoformat(str(payload["at"])),
        device_id=int(str(payload["device_id"])),
        device_name=name,
        kind=EventKind.IDENTITY_MISMATCH if mismatch else EventKind.IDENTITY_RESTORED,
        from_state=before,
        to_state=after,
        message=f"{name} answers as another device: {reason}." if mismatch else f"{name} is itself again: {reason}.",
    )
