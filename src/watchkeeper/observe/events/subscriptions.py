"""What events listen to: news of the inventory that belong into the log of a device."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.outbox import Subscription
from watchkeeper.estate.inventory.events import IDENTITY_CHANGED
from watchkeeper.estate.inventory.identity import IdentityState
from watchkeeper.estate.vault.host_keys import ACCEPTED as HOST_KEY_ACCEPTED
from watchkeeper.estate.vault.host_keys import CHANGED as HOST_KEY_CHANGED
from watchkeeper.kit.jsonable import JSON
from watchkeeper.observe.events.kinds import PLATFORM, EventKind, NewEvent
from watchkeeper.observe.events.service import EventService


def build_subscriptions(service: EventService) -> list[Subscription]:
    """Return the subscriptions of events."""

    async def identity_changed(session: AsyncSession, payload: Mapping[str, JSON]) -> None:
        event = identity_event(payload)
        if event is not None:
            await service.record(session, [event])

    async def host_key_changed(session: AsyncSession, payload: Mapping[str, JSON]) -> None:
        await service.record(session, [host_key_event(payload, EventKind.HOST_KEY_CHANGED)])

    async def host_key_accepted(session: AsyncSession, payload: Mapping[str, JSON]) -> None:
        await service.record(session, [host_key_event(payload, EventKind.HOST_KEY_ACCEPTED)])

    return [
        Subscription(IDENTITY_CHANGED, "events.identity_changed", identity_changed),
        Subscription(HOST_KEY_CHANGED, "events.host_key_changed", host_key_changed),
        Subscription(HOST_KEY_ACCEPTED, "events.host_key_accepted", host_key_accepted),
    ]


def host_key_event(payload: Mapping[str, JSON], kind: EventKind) -> NewEvent:
    """Return the event that a changed or accepted SSH host key is, one of the platform: an address is no device."""
    place, pinned = f"{payload['host']}:{payload['port']}", str(payload["pinned"])
    if kind is EventKind.HOST_KEY_CHANGED:
        offered = str(payload["offered"])
        message = f"The SSH server {place} offers the key {offered} in place of {pinned}: nothing logs in there."
        return NewEvent(
            datetime.fromisoformat(str(payload["at"])), PLATFORM, "", kind, f"ssh {place}", pinned, offered, message
        )
    message = f"The key {pinned} of the SSH server {place} was accepted."
    return NewEvent(
        datetime.fromisoformat(str(payload["at"])), PLATFORM, "", kind, f"ssh {place}", to_state=pinned, message=message
    )


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
